//! What bytes turn out to be.

use crate::article::{Draft, SafeText};

use super::Error;

/// What bytes turn out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One article.
    Article(Draft),
    /// Several articles in order: the chapters of a book, the members of an archive, the items of a news message.
    Parts(Vec<Part>),
    /// A feed, with its items as it has them.
    Feed(Feed),
    /// A list of feeds.
    Outline(Vec<Subscription>),
}

impl Found {
    /// The only article of it.
    ///
    /// # Errors
    /// None, or several.
    pub fn one(self) -> Result<Draft, Error> {
        match self {
            Self::Article(draft) => Ok(draft),
            Self::Outline(feeds) => Err(Error::Outline { count: feeds.len() }),
            Self::Parts(parts) => only(parts.into_iter().map(|part| part.draft), "archive"),
            Self::Feed(feed) => only(feed.items.into_iter().filter_map(|item| item.draft), "feed"),
        }
    }
}

fn only(mut drafts: impl Iterator<Item = Draft>, what: &'static str) -> Result<Draft, Error> {
    let first = drafts.next().ok_or(Error::Nothing { what })?;
    match drafts.count() {
        0 => Ok(first),
        more => Err(Error::Several { count: more + 1 }),
    }
}

/// One of several articles that came together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called within the whole: a path with slashes, or an id. No two parts of a whole share one.
    pub name: String,
    /// What is read.
    pub draft: Draft,
}

/// A feed: RSS, Atom or JSON Feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub title: Option<SafeText>,
    /// The site that it belongs to.
    pub address: Option<String>,
    /// Where it is itself, as it says: `http` or `https` only.
    pub own_address: Option<String>,
    /// How often it asks to be asked for.
    pub pace: Pace,
    /// Its items, in its own order.
    pub items: Vec<FeedItem>,
}

/// How often a feed asks to be asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// At most once in so many minutes.
    pub minutes: Option<u32>,
    /// Not in these hours of UTC, from 0 to 23.
    pub hours: Vec<u8>,
    /// Not on these days of UTC, from 0 for Sunday to 6.
    pub days: Vec<u8>,
}

/// An item of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// What the feed calls it; no two items of a feed share one.
    pub id: String,
    /// Its headline.
    pub title: Option<SafeText>,
    /// Its own page, `http` or `https` only.
    pub address: Option<String>,
    /// Who wrote it.
    pub byline: Option<SafeText>,
    /// When, as ISO 8601.
    pub date: Option<SafeText>,
    /// The words that the feed gives; none where it only links.
    pub draft: Option<Draft>,
    /// Whether those words are most likely only the beginning.
    pub is_teaser: bool,
}

/// A feed that a list names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its name in the list.
    pub title: Option<SafeText>,
    /// Where it is: `http` or `https` only.
    pub address: String,
    /// What its articles are tagged with: the folders of the list that it stands in.
    pub tags: Vec<SafeText>,
}

/// A part that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is called within the whole.
    pub name: SafeText,
    /// Why.
    pub why: Error,
}

/// What was found, and which parts of it were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Haul {
    /// What was found.
    pub found: Found,
    /// Parts that look as if they were to be read, and were not.
    pub refused: Vec<Refusal>,
}

impl Haul {
    /// What was found whole.
    pub(super) fn whole(found: Found) -> Self {
        Self { found, refused: Vec::new() }
    }
}

/// Names of parts, each given once: a second one gets a number.
#[derive(Debug, Default)]
pub(super) struct Names(std::collections::BTreeMap<String, usize>);

impl Names {
    /// `name`, or `name-2` where that is taken.
    pub(super) fn once(&mut self, name: String) -> String {
        let mut number = self.0.get(&name).copied().unwrap_or(0) + 1;
        let mut own = name.clone();
        while number > 1 || self.0.contains_key(&own) {
            number = number.max(2);
            own = format!("{name}-{number}");
            if !self.0.contains_key(&own) {
                break;
            }
            number += 1;
        }
        self.0.insert(name, number.max(1));
        self.0.entry(own.clone()).or_insert(1);
        own
    }
}
