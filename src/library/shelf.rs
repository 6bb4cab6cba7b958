//! What the library tells of its articles.

use std::fmt;

use crate::annotation::Moment;
use crate::article::{Digest, Origin, SafeText, Shortfall};

/// The name of an article in the library of one machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub i64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One article of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfEntry {
    /// Its name in this library.
    pub id: ArticleId,
    /// What to open it by; a file has its whole path.
    pub origin: Origin,
    /// Its text when it was last met.
    pub digest: Digest,
    /// What to call it.
    pub title: SafeText,
    /// Who wrote it.
    pub byline: Option<SafeText>,
    /// Where it was published.
    pub publication: Option<SafeText>,
    /// The part of the publication.
    pub section: Option<SafeText>,
    /// When it was published, as given.
    pub date: Option<SafeText>,
    /// The canonical address.
    pub url: Option<SafeText>,
    /// Its length in words.
    pub words: usize,
    /// How many quotations it has, once that was found out.
    pub quotations: Option<usize>,
    /// How many speakers it has, once that was found out.
    pub speakers: Option<usize>,
    /// How far it was read, in hundredths.
    pub percent: Option<u8>,
    /// When it came into the library.
    pub added: Moment,
    /// When it was last opened; `None` for one that was only added.
    pub opened: Option<Moment>,
    /// What is said about it.
    pub standing: Standing,
    /// The tags that it was given, by name.
    pub tags: Vec<SafeText>,
    /// Why it may not be the whole article.
    pub shortfall: Option<Shortfall>,
}

/// What the reader said about an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When it was read to its end, or called read.
    pub finished: Option<Moment>,
    /// When it was starred.
    pub starred: Option<Moment>,
    /// When it was put away.
    pub archived: Option<Moment>,
}

/// In which order articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// What was opened or added last first.
    #[default]
    Recent,
    /// What was added last first.
    Added,
    /// What was opened last first, then what never was.
    Opened,
    /// The newest first, then those without a date.
    Date,
    /// By title.
    Title,
    /// The longest first.
    Length,
    /// What was read furthest first.
    Progress,
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The order of the whole list.
    pub sort: Sort,
    /// How many articles stand before it.
    pub offset: usize,
    /// How many it has at most.
    pub limit: usize,
}

impl Page {
    /// The first so many that were opened or added last.
    pub fn first(limit: usize) -> Self {
        Self { sort: Sort::Recent, offset: 0, limit }
    }
}

/// What became of articles that were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many were not there before.
    pub new: usize,
    /// How many were there with another text, which is kept beside the new one.
    pub changed: usize,
    /// How many had a text that is there already, from another place.
    pub twins: usize,
    /// How many were there just so.
    pub known: usize,
    /// Each article, in the order of what was added.
    pub ids: Vec<ArticleId>,
}

impl Added {
    /// Takes in what became of others.
    pub fn and(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.twins += more.twins;
        self.known += more.known;
        self.ids.extend(more.ids);
    }
}

/// One of the texts that an article has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The text.
    pub digest: Digest,
    /// When it was first seen.
    pub seen: Moment,
    /// Whether the text itself is kept.
    pub is_kept: bool,
}

/// What can be done to an article on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Star it.
    Star,
    /// Take the star away.
    Unstar,
    /// Put it away.
    Archive,
    /// Take it back from there.
    Unarchive,
    /// Call it read.
    Finish,
    /// Call it unread.
    Unfinish,
    /// Give it a tag.
    Tag(SafeText),
    /// Take a tag away.
    Untag(SafeText),
    /// Take it out of the library. It can be taken back until it is purged.
    Remove,
    /// Take it back into the library.
    Restore,
}

impl Deed {
    /// Whether it is kept when it was done.
    pub(super) fn sets_a_time(&self) -> bool {
        matches!(self, Self::Star | Self::Archive | Self::Finish | Self::Remove)
    }

    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Star => Self::Unstar,
            Self::Unstar => Self::Star,
            Self::Archive => Self::Unarchive,
            Self::Unarchive => Self::Archive,
            Self::Finish => Self::Unfinish,
            Self::Unfinish => Self::Finish,
            Self::Tag(name) => Self::Untag(name.clone()),
            Self::Untag(name) => Self::Tag(name.clone()),
            Self::Remove => Self::Restore,
            Self::Restore => Self::Remove,
        }
    }
}

/// A deed that was done to some articles: to those only on which it changed anything. Doing its inverse to them undoes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done.
    pub deed: Deed,
    /// To which.
    pub articles: Vec<ArticleId>,
}

/// One quotation for the index of voices, as plain values: places are bytes of the article's text.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardQuotation {
    /// Its words, with a blank between its pieces.
    pub words: String,
    /// Its pieces, in order.
    pub pieces: Vec<crate::span::Span>,
    /// Direct, mixed or indirect, by its name.
    pub kind: &'static str,
    /// The speaker's name.
    pub speaker: Option<SafeText>,
    /// How sure that is, from 0 to 1.
    pub confidence: Option<f32>,
}
