//! Pages that are kept, asked for again: what has changed becomes another version, and a good copy stays where only part of
//! the article came.

mod by_host;
mod worth;

pub(super) use by_host::by_host;
pub use worth::Worse;

use super::clerk::now;
use super::open::{Asking, Failure, Given, ask, haul, unreadable};
use crate::app::Problem;
use crate::article::{Draft, Origin};
use crate::fetch::{Asked, GiveUp};
use crate::import::{Error, Feed, Found, Refusal, Subscription, feeds_named};
use crate::library::{self, Fetched, Library, Parcel};

/// What became of an article that was asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    New,
    /// It has another text, which is kept beside the old one.
    Changed,
    /// It is as it was.
    Same,
    /// What came is worse than what is kept, which stays.
    Held(Worse),
}

/// How articles are asked for again.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// Who asks.
    pub asked: Asked,
    /// What becomes of a text that is much shorter than the kept one.
    pub shorter: Shorter,
    /// A way to stop.
    pub give_up: GiveUp,
}

/// What becomes of a text that is much shorter than the one that is kept, or broken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shorter {
    /// The longer one stays.
    #[default]
    Held,
    /// It becomes a version as any other.
    Taken,
}

/// What is at an address.
#[derive(Debug)]
pub enum Brought {
    /// One article.
    Article(Box<Page>, Fetched),
    /// Several that came together, each as what it is opened by.
    Several(Vec<(Origin, Draft)>),
    /// A feed.
    Feed(Box<Feed>, Fetched),
    /// A list of feeds, with those that were refused.
    Outline(Vec<Subscription>, Vec<Refusal>),
    /// What is kept already.
    Same,
}

/// An article as its page has it.
#[derive(Debug)]
pub struct Page {
    /// The article.
    pub draft: Draft,
    /// The feeds that the page names.
    pub feeds: Vec<Subscription>,
}

/// A page to be asked for.
#[derive(Clone, Debug)]
pub(super) struct Errand {
    pub(super) origin: Origin,
    pub(super) address: String,
    pub(super) asking: Asking,
}

impl Errand {
    /// Asks for a page of the web as the library has it; `None` for what is not on the web.
    fn new(library: &mut Library, origin: &Origin, how: &How) -> Option<Self> {
        let Origin::Address(address) = origin else { return None };
        let is_whole =
            library.copy_of(origin).ok().flatten().is_some_and(|copy| copy.metadata.shortfall.is_none());
        let known = library.fetched(origin).ok().flatten().filter(|_| is_whole);
        let asking = Asking { give_up: how.give_up.clone(), from: None, asked: how.asked, known };
        Some(Self { origin: origin.clone(), address: address.clone(), asking })
    }

    /// The host and its port, which are asked one thing at a time.
    pub(super) fn host(&self) -> String {
        self.origin.host().unwrap_or_default().to_owned()
    }

    /// Asks, and waits for the answer.
    pub(super) fn run(&self) -> Result<Brought, Failure> {
        let (bytes, hint, fetched) = match ask(&self.origin, &self.address, &self.asking)? {
            Given::Page(bytes, hint, fetched) => (bytes, hint, fetched),
            Given::NotModified => return Ok(Brought::Same),
        };
        let haul = haul(&self.origin, &bytes, &hint)?;
        Ok(match haul.found {
            Found::Article(draft) => {
                let feeds = feeds_named(&bytes, &hint);
                Brought::Article(Box::new(Page { draft, feeds }), fetched)
            }
            Found::Feed(feed) => Brought::Feed(Box::new(feed), fetched),
            Found::Outline(feeds) => Brought::Outline(feeds, haul.refused),
            Found::Parts(parts) => {
                let part = |name| Origin::Part(Box::new(self.origin.clone()), name);
                Brought::Several(parts.into_iter().map(|own| (part(own.name), own.draft)).collect())
            }
        })
    }
}

/// Asks once for what is at an address that is not kept yet, whatever it is.
///
/// # Errors
/// What keeps it from being had or read.
pub fn bring(library: &mut Library, origin: &Origin, how: &How) -> Result<Brought, Problem> {
    let errand = Errand::new(library, origin, how).ok_or_else(|| not_of_the_web(origin))?;
    errand.run().map_err(|failure| failure.problem)
}

/// Asks for pages again, several hosts at once and each host one page at a time. Each is kept as it comes; `tell` hears of
/// each, whatever became of it.
pub fn refresh(
    library: &mut Library,
    pages: &[Origin],
    how: &How,
    mut tell: impl FnMut(&Origin, Result<Outcome, Problem>),
) {
    let mut errands = Vec::with_capacity(pages.len());
    for origin in pages {
        match Errand::new(library, origin, how) {
            Some(errand) => errands.push((errand.host(), errand)),
            None => tell(origin, Err(not_of_the_web(origin))),
        }
    }
    let work = |errand: Errand| {
        let brought = errand.run();
        (errand.origin, brought)
    };
    by_host(errands, &how.give_up, work, |(origin, brought)| {
        let outcome = brought
            .map_err(|failure| failure.problem)
            .and_then(|brought| settle(library, &origin, brought, how.shorter));
        tell(&origin, outcome);
    });
}

/// Keeps what was brought for `origin`, unless it is worse than what is kept.
fn settle(
    library: &mut Library,
    origin: &Origin,
    brought: Brought,
    shorter: Shorter,
) -> Result<Outcome, Problem> {
    match brought {
        Brought::Same => Ok(Outcome::Same),
        Brought::Article(page, fetched) => keep(library, origin, &page.draft, fetched, shorter),
        Brought::Feed(feed, _) => Err(unreadable(origin, Error::Several { count: feed.items.len() })),
        Brought::Outline(feeds, _) => Err(unreadable(origin, Error::Outline { count: feeds.len() })),
        Brought::Several(parts) => {
            let parcels: Vec<Parcel> =
                parts.into_iter().map(|(origin, draft)| Parcel::new(origin, &draft)).collect();
            let added = library.add(&parcels, now()).map_err(|error| unkept(&error))?;
            Ok(if added.changed + added.new > 0 { Outcome::Changed } else { Outcome::Same })
        }
    }
}

/// Keeps `draft`, which came from `origin`, unless it is worse than what is kept.
///
/// # Errors
/// When the library cannot be written.
pub fn keep(
    library: &mut Library,
    origin: &Origin,
    draft: &Draft,
    fetched: Fetched,
    shorter: Shorter,
) -> Result<Outcome, Problem> {
    let old = library.copy_of(origin).map_err(|error| unkept(&error))?;
    if let Some(old) = &old
        && shorter == Shorter::Held
        && let Some(worse) = Worse::between(old, draft)
    {
        return Ok(Outcome::Held(worse));
    }
    let parcel = Parcel::new(origin.clone(), draft).fetched(fetched);
    library.add(&[parcel], now()).map_err(|error| unkept(&error))?;
    Ok(match old {
        None => Outcome::New,
        Some(old) if old.text == draft.text => Outcome::Same,
        Some(_) => Outcome::Changed,
    })
}

pub(super) fn unkept(error: &library::Error) -> Problem {
    Problem::new("cannot keep what was fetched", &error.to_string())
}

fn not_of_the_web(origin: &Origin) -> Problem {
    Problem::new(&format!("cannot ask for {origin} again"), "it is not on the web")
}
