//! The feeds that the reader follows. Nothing is asked for unless the reader says so.
//!
//! An item is known by what its feed calls it, and by its address; neither brings it twice. Where a feed gives only the
//! beginning of an article, that is kept at once, and the whole asked for at the site, once.

mod list;
pub mod pace;
mod taking;

pub use list::{List, Refused, Source};

use std::collections::BTreeMap;

use super::clerk::now;
use super::open::{Asking, Failure};
use super::refreshing::{Brought, Errand, How, Outcome, Shorter, by_host, keep};
use crate::app::Problem;
use crate::article::{Draft, Origin};
use crate::fetch::Asked;
use crate::import::{Feed, Pace, Subscription};
use crate::library::{FeedState, Fetched, Library};
use taking::{Teaser, take};

/// The most articles of one feed that are asked for at its site in one go; the others are the next time.
const MOST_WHOLE: usize = 40;

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How many feeds and articles have been asked for.
    pub done: usize,
    /// How many there are to ask for, as far as is known.
    pub of: usize,
}

/// What became of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// How many articles are new.
    pub new: usize,
    /// How many have another text than before.
    pub changed: usize,
    /// How many stay beginnings, since their pages could not be had.
    pub short: usize,
    /// Why, for one of them.
    pub why_short: Option<String>,
}

/// What is told while feeds are asked for.
#[derive(Debug)]
pub enum News<'a> {
    /// How far it is.
    Step(Step),
    /// A feed was read, or could not be.
    Feed(&'a Subscription, Result<Refreshed, Problem>),
}

/// Work on feeds: those that were asked for, and the articles that are.
struct Work<'a> {
    library: &'a mut Library,
    list: List,
    states: BTreeMap<String, FeedState>,
    teasers: Vec<Teaser>,
    step: Step,
    how: &'a How,
}

/// Asks for `feeds` anew, several hosts at once and each host one thing at a time; one that fails stops no other. What
/// came is kept as it comes.
///
/// # Errors
/// When the library cannot be written, or the list of feeds not read.
pub fn refresh(
    library: &mut Library,
    feeds: &[Subscription],
    how: &How,
    mut tell: impl FnMut(News<'_>),
) -> Result<Refreshed, Problem> {
    let states = library.feed_states();
    let list = List::read(library)?;
    let of = feeds.len();
    let mut work = Work { library, list, states, teasers: Vec::new(), step: Step { done: 0, of }, how };
    let mut sum = Refreshed::default();
    let errands = feeds.iter().map(|feed| work.errand(feed)).collect();
    let run = |(feed, errand): (&Subscription, Errand)| (feed.clone(), errand.run());
    let mut failed = None;
    by_host(errands, &how.give_up, run, |(feed, brought)| {
        let outcome = work.take_feed(&feed, brought);
        match outcome {
            Ok(Ok(refreshed)) => {
                sum.new += refreshed.new;
                sum.changed += refreshed.changed;
                tell(News::Feed(&feed, Ok(refreshed)));
            }
            Ok(Err(problem)) => tell(News::Feed(&feed, Err(problem))),
            Err(problem) => failed = Some(problem),
        }
        work.step.done += 1;
        tell(News::Step(work.step));
    });
    if let Some(problem) = failed {
        return Err(problem);
    }
    work.fetch_whole(&mut sum, &mut tell)?;
    Ok(sum)
}

/// Takes the items of a feed that was fetched just now, and asks for those articles of which it has only the beginning.
///
/// # Errors
/// When the library cannot be written, or the list of feeds not read.
pub fn take_fetched(
    library: &mut Library,
    (feed, read, fetched): (&Subscription, Feed, Fetched),
    how: &How,
    mut tell: impl FnMut(News<'_>),
) -> Result<Refreshed, Problem> {
    let states = library.feed_states();
    let list = List::read(library)?;
    let mut work = Work { library, list, states, teasers: Vec::new(), step: Step::default(), how };
    let mut refreshed = work.take_items(feed, read, fetched)?;
    work.fetch_whole(&mut refreshed, &mut tell)?;
    Ok(refreshed)
}

impl Work<'_> {
    /// How a feed is asked for, under its host.
    fn errand<'f>(&self, feed: &'f Subscription) -> (String, (&'f Subscription, Errand)) {
        let state = self.states.get(&feed.address);
        let known = state.map(|state| Fetched {
            etag: state.etag.clone(),
            last_modified: state.last_modified.clone(),
            at: 0,
        });
        let give_up = self.how.give_up.clone();
        let asking = Asking { give_up, from: None, asked: Asked::ByUser, known };
        let origin = Origin::Address(feed.address.clone());
        let errand = Errand { address: feed.address.clone(), origin, asking };
        (errand.host(), (feed, errand))
    }

    /// What came of a feed. The outer error is one of the library.
    fn take_feed(
        &mut self,
        feed: &Subscription,
        brought: Result<Brought, Failure>,
    ) -> Result<Result<Refreshed, Problem>, Problem> {
        let not_a_feed = || Problem::new(&format!("cannot read {}", feed.address), "it is no feed any more");
        let problem = match brought {
            Ok(Brought::Feed(read, fetched)) => return self.take_items(feed, *read, fetched).map(Ok),
            Ok(Brought::Same) => {
                let state = self.states.entry(feed.address.clone()).or_default();
                (state.refreshed, state.failed, state.new) = (Some(now()), None, 0);
                self.keep_states()?;
                return Ok(Ok(Refreshed::default()));
            }
            Ok(_) => not_a_feed(),
            Err(Failure { problem, wait }) => {
                let until = wait.and_then(|wait| i64::try_from(wait.as_millis()).ok());
                let state = self.states.entry(feed.address.clone()).or_default();
                state.rests_until = until.map(|millis| now().saturating_add(millis));
                problem
            }
        };
        self.states.entry(feed.address.clone()).or_default().failed = Some(problem.why.to_string());
        self.keep_states()?;
        Ok(Err(problem))
    }

    /// Keeps what a feed has. That it was read is noted last: when the program ends before, it is read again.
    fn take_items(
        &mut self,
        feed: &Subscription,
        read: Feed,
        fetched: Fetched,
    ) -> Result<Refreshed, Problem> {
        if self.list.give_title(&feed.address, read.title.as_ref()) {
            self.list.keep(self.library)?;
        }
        let Pace { minutes, hours, days } = read.pace.clone();
        let taken = take(self.library, feed, read)?;
        self.teasers.extend(taken.teasers.into_iter().take(MOST_WHOLE));
        let state = FeedState {
            etag: fetched.etag,
            last_modified: fetched.last_modified,
            refreshed: Some(now()),
            new: taken.refreshed.new,
            every_minutes: minutes,
            skips_hours: hours,
            skips_days: days,
            ..FeedState::default()
        };
        self.states.insert(feed.address.clone(), state);
        self.keep_states()?;
        Ok(taken.refreshed)
    }

    fn keep_states(&self) -> Result<(), Problem> {
        let kept = self.library.keep_feed_states(&self.states);
        kept.map_err(|error| Problem::new("cannot keep what became of the feeds", &error.to_string()))
    }

    /// Asks for the articles of which only the beginning came. Where one cannot be had, its beginning stays, and is counted.
    fn fetch_whole(
        &mut self,
        refreshed: &mut Refreshed,
        tell: &mut impl FnMut(News<'_>),
    ) -> Result<(), Problem> {
        let teasers = std::mem::take(&mut self.teasers);
        self.step.of += teasers.len();
        let give_up = &self.how.give_up;
        let errand = |teaser: Teaser| {
            let asking = Asking {
                give_up: give_up.clone(),
                from: Some(Origin::Address(teaser.feed.clone())),
                asked: Asked::ByProgram,
                known: None,
            };
            let origin = Origin::Address(teaser.address.clone());
            let errand = Errand { address: teaser.address.clone(), origin, asking };
            (errand.host(), (teaser, errand))
        };
        let errands = teasers.into_iter().map(errand).collect();
        let run = |(teaser, errand): (Teaser, Errand)| (teaser, errand.run());
        let mut failed = None;
        by_host(errands, give_up, run, |(teaser, brought)| {
            match whole(self.library, &teaser, brought) {
                Ok(Some(why)) => {
                    refreshed.short += 1;
                    refreshed.why_short.get_or_insert(why);
                }
                Ok(None) => {}
                Err(problem) => failed = Some(problem),
            }
            self.step.done += 1;
            tell(News::Step(self.step));
        });
        failed.map_or(Ok(()), Err)
    }
}

/// Keeps the whole of an article in the place of its beginning. Either way it is noted that it was asked for. Why the
/// beginning stays, where it does.
fn whole(
    library: &mut Library,
    teaser: &Teaser,
    brought: Result<Brought, Failure>,
) -> Result<Option<String>, Problem> {
    let asked = Fetched { at: now(), ..Fetched::default() };
    let why = match brought {
        Ok(Brought::Article(page, fetched)) => {
            let mut draft = page.draft;
            fill(&mut draft, &teaser.draft);
            match keep(library, &teaser.origin, &draft, fetched, Shorter::Held)? {
                Outcome::Held(worse) => worse.to_string(),
                _ => return Ok(None),
            }
        }
        Err(Failure { problem, .. }) if problem.why.as_str() == "it was given up" => return Ok(None),
        Err(Failure { problem, .. }) => problem.why.to_string(),
        Ok(_) => "what is there is no article".to_owned(),
    };
    keep(library, &teaser.origin, &teaser.draft, asked, Shorter::Taken)?;
    Ok(Some(why))
}

/// What the page does not say of its article, the feed may.
fn fill(draft: &mut Draft, teaser: &Draft) {
    let (page, feed) = (&mut draft.metadata, &teaser.metadata);
    let fields = [
        (&mut page.title, &feed.title),
        (&mut page.byline, &feed.byline),
        (&mut page.publication, &feed.publication),
        (&mut page.date, &feed.date),
        (&mut page.language, &feed.language),
    ];
    for (own, other) in fields {
        if own.is_none() {
            own.clone_from(other);
        }
    }
}
