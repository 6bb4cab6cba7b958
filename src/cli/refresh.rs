//! `sayso refresh`: what is kept, asked for again.

use clap::Args;

use super::add::find_voices;
use super::arguments::Global;
use super::meant::none_is;
use super::output::Output;
use super::shelf::{library, notebook, now, query, unread, unwritten};
use super::stop::{Stop, tell, warn};
use super::web::{again, fetch};
use crate::article::Origin;
use crate::export::counted;
use crate::fetch::{Address, Asked};
use crate::import::Subscription;
use crate::library::{Library, Parcel};
use crate::shell::feeds::{List, pace};
use crate::shell::kept::is_id;
use crate::shell::open::{open, whole_of};
use crate::shell::reference::Reference;
use crate::shell::refreshing::{How, Shorter};

/// Get what is new in the feeds that you follow, or ask again for articles that you keep
///
/// Without arguments, all feeds that you follow are asked for. With articles or a query as in "sayso list", these are asked
/// for again: one that has changed keeps its earlier text as a version, which "sayso changes" compares. Where only part of
/// an article comes, such as its beginning before a paywall, the copy that you have stays.
///
/// A feed that says how often it may be asked for, or when not, is asked for no more often, unless it is named.
///
/// Sites are asked only for what has changed, one thing at a time, and for many articles as their robots.txt allows.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Ids of articles, addresses, feeds, or else a query as in "sayso list"
    #[arg(value_name = "ARTICLE|FEED|QUERY")]
    articles: Vec<String>,
    /// Take a text also where it is much shorter than the copy that you have
    #[arg(long)]
    shorter: bool,
    /// Ask also for feeds that ask to be left alone for now
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso refresh
  sayso refresh https://example.org/column
  sayso refresh in:herald after:2024";

/// # Errors
/// When something cannot be had, at the end; when the library cannot be written, at once.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut library = library(global)?;
    let is_well = if options.articles.is_empty() {
        feeds(&mut library, options.force, output)?
    } else {
        named(&mut library, options, output)?
    };
    output.flush()?;
    find_voices(&mut library, global)?;
    if is_well { Ok(()) } else { Err(Stop::Told) }
}

/// Asks for all feeds that are due.
fn feeds(library: &mut Library, force: bool, output: &mut Output) -> Result<bool, Stop> {
    let all = List::read(library)?.feeds;
    if all.is_empty() {
        output.line("you follow no feeds; \"sayso add\" with the address of one follows it")?;
        return Ok(true);
    }
    let states = library.feed_states();
    let (due, resting) = if force { (all, Vec::new()) } else { pace::due(all, &states, now()) };
    let is_well = due.is_empty() && !resting.is_empty() || fetch(library, &due, output)?;
    let (by_site, by_feed): (Vec<Subscription>, Vec<Subscription>) = resting.into_iter().partition(|feed| {
        states.get(&feed.address).and_then(|state| state.rests_until).is_some_and(|until| until > now())
    });
    for feed in by_site {
        warn(&format!("{} asks to be left alone for a while, and was not asked", feed.address));
    }
    if !by_feed.is_empty() {
        let told = counted(by_feed.len(), "feed");
        output.line(&format!(
            "{told} not asked yet, as it asks itself; \"sayso feeds\" says when, --force asks now"
        ))?;
    }
    Ok(is_well)
}

/// Asks for what was named.
fn named(library: &mut Library, options: &Options, output: &mut Output) -> Result<bool, Stop> {
    let known = List::read(library)?.feeds;
    let (mut feeds, mut origins, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for argument in &options.articles {
        let address = Address::parse(argument).map(|address| address.to_string());
        if let Some(feed) = known.iter().find(|feed| Ok(&feed.address) == address.as_ref()) {
            feeds.push(feed.clone());
        } else if let Some(origin) = article(library, argument)? {
            origins.push(origin);
        } else {
            words.push(argument.clone());
        }
    }
    if !words.is_empty() {
        let (query, notebook) = (query(&words)?, notebook(library));
        for id in library.ids(&query, &notebook).map_err(|error| unread(&error))? {
            let entry = library.entry(id).map_err(|error| unread(&error))?;
            origins.extend(entry.map(|entry| entry.origin));
        }
    }
    if origins.is_empty() && feeds.is_empty() {
        warn(&none_is(&options.articles));
        return Ok(false);
    }
    let asked = if origins.len() > 1 { Asked::ByProgram } else { Asked::ByUser };
    let shorter = if options.shorter { Shorter::Taken } else { Shorter::Held };
    let how = How { asked, shorter, ..How::default() };
    let (pages, files): (Vec<Origin>, Vec<Origin>) =
        origins.into_iter().partition(|origin| matches!(origin, Origin::Address(_)));
    let mut is_well = read_again(library, &files, output)?;
    if !pages.is_empty() {
        is_well &= again(library, &pages, &how, output)?;
    }
    if !feeds.is_empty() {
        is_well &= fetch(library, &feeds, output)?;
    }
    Ok(is_well)
}

/// The article that an argument names; `None` where it names none that is kept.
fn article(library: &mut Library, argument: &str) -> Result<Option<Origin>, Stop> {
    if is_id(argument) {
        let found = library.beginning(argument, 2).map_err(|error| unread(&error))?;
        if let [only] = found.as_slice() {
            return Ok(Some(only.origin.clone()));
        }
    }
    let origin = argument.parse::<Reference>().ok().and_then(|reference| whole_of(&reference));
    let Some(origin) = origin else { return Ok(None) };
    let is_kept = library.is_known(&origin).map_err(|error| unread(&error))?;
    Ok(is_kept.then_some(origin))
}

/// Reads files again; one that has changed has another version.
fn read_again(library: &mut Library, files: &[Origin], output: &mut Output) -> Result<bool, Stop> {
    let mut is_well = true;
    for origin in files.iter().filter(|origin| matches!(origin, Origin::File(_))) {
        match open(origin) {
            Ok(article) => {
                let added = library.add(&[Parcel::of(&article)], now()).map_err(|error| unwritten(&error))?;
                let what = if added.changed > 0 { "changed" } else { "not changed" };
                output.line(&format!("{what}: {origin}"))?;
            }
            Err(problem) => {
                tell(&problem);
                is_well = false;
            }
        }
    }
    Ok(is_well)
}
