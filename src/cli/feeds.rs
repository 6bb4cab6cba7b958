//! `sayso feeds`: the feeds that the reader follows.

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::arguments::Global;
use super::output::Output;
use super::shelf::{grouped, library, now};
use super::stop::{Stop, warn};
use crate::annotation::Moment;
use crate::app::Problem;
use crate::article::SafeText;
use crate::export::shelf_list::moment;
use crate::export::{counted, day_and_time};
use crate::import::Subscription;
use crate::library::FeedState;
use crate::shell::feeds::{List, pace};

/// List the feeds that you follow
///
/// "sayso add" with the address of a feed, or with a list of feeds (OPML), follows it; "sayso refresh" gets what is new.
/// Your list is the file subscriptions.opml in the data folder, which other programs read too.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct Options {
    #[command(subcommand)]
    what: Option<What>,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  sayso add https://example.org/feed.xml
  sayso feeds
  sayso feeds remove https://example.org/feed.xml";

#[derive(Debug, Subcommand)]
enum What {
    /// Follow feeds no longer; their articles stay
    Remove {
        /// Addresses of feeds, or their names
        #[arg(value_name = "FEED", required = true)]
        feeds: Vec<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One JSON object a line
    Jsonl,
}

#[derive(Serialize)]
struct Row<'a> {
    title: Option<&'a str>,
    address: &'a str,
    new: usize,
    refreshed: Option<String>,
    failed: Option<&'a str>,
    tags: Vec<&'a str>,
    rests_until: Option<String>,
}

/// # Errors
/// When the list cannot be read or written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let library = library(global)?;
    let mut list = List::read(&library)?;
    if let Some(What::Remove { feeds }) = options.what {
        let mut gone = 0;
        for name in &feeds {
            match list.remove(name).len() {
                0 => warn(&format!("you follow no feed called {name}")),
                count => gone += count,
            }
        }
        if gone == 0 {
            return Err(Stop::Told);
        }
        list.keep(&library)?;
        let mut states = library.feed_states();
        states.retain(|address, _| list.feeds.iter().any(|feed| feed.address == *address));
        let unkept = |error: crate::library::Error| {
            Problem::new("cannot forget what became of them", &error.to_string())
        };
        library.keep_feed_states(&states).map_err(unkept)?;
        return output.line(&format!("{} followed no longer", counted(gone, "feed")));
    }
    let states = library.feed_states();
    let unknown = FeedState::default();
    for feed in &list.feeds {
        let state = states.get(&feed.address).unwrap_or(&unknown);
        match options.format {
            Format::Table => told(feed, state, output)?,
            Format::Jsonl => {
                let row = Row {
                    title: feed.title.as_deref(),
                    address: &feed.address,
                    new: state.new,
                    refreshed: state.refreshed.map(|at| moment(Moment(at))),
                    failed: state.failed.as_deref(),
                    tags: feed.tags.iter().map(SafeText::as_str).collect(),
                    rests_until: pace::rests_until(state, now()).map(|at| moment(Moment(at))),
                };
                output.line(&serde_json::to_string(&row).unwrap_or_default())?;
            }
        }
    }
    if list.feeds.is_empty() && options.format == Format::Table {
        output.line("you follow no feeds; \"sayso add\" with the address of one follows it")?;
    }
    Ok(())
}

fn told(feed: &Subscription, state: &FeedState, output: &mut Output) -> Result<(), Stop> {
    let title = feed.title.as_deref().unwrap_or("(no name)");
    output.line(&output.paint.bold(title))?;
    output.line(&format!("  {}", feed.address))?;
    let refreshed = match state.refreshed {
        Some(at) => format!("{} new, refreshed {}", grouped(state.new), day_and_time(Moment(at))),
        None => "not refreshed yet".to_owned(),
    };
    output.line(&format!("  {refreshed}"))?;
    if !feed.tags.is_empty() {
        let tags: Vec<String> = feed.tags.iter().map(|tag| format!("#{tag}")).collect();
        output.line(&format!("  its articles are tagged {}", tags.join(" ")))?;
    }
    if let Some(asks) = pace::told(state) {
        let next =
            pace::rests_until(state, now()).map(|at| format!("; next after {}", day_and_time(Moment(at))));
        output.line(&format!("  it asks for {asks}{}", next.unwrap_or_default()))?;
    }
    match &state.failed {
        Some(failed) => output.line(&format!("  the last time: {}", SafeText::one_line(failed))),
        None => Ok(()),
    }
}
