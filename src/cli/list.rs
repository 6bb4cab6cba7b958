//! `sayso list`: the articles of the library.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::shelf::{grouped, library, listed, name_hint, notebook, query, unread};
use super::stop::{Stop, warn};
use crate::export::shelf_list::{Listed, csv, jsonl, table};
use crate::library::{Page, ShelfEntry, Sort};

/// List the articles of your library
///
/// Those that were added, and those that you have opened. A QUERY is words of the text, title or byline, "phrases" and
/// begin*, all of which must be there, -without, and any of speaker:NAME, by:NAME, in:PUBLICATION, tag:TAG,
/// is:unread|read|starred|archived|new, has:notes|quotations, before:DATE, after:DATE, on:DATE.
/// A name of several words is written 'by:"ann lee"'.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Which articles
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// In which order
    #[arg(long, value_enum, default_value_t = Order::Recent)]
    sort: Order,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

const EXAMPLES: &str = "\
Examples:
  sayso list
  sayso list is:unread after:2020 --sort length
  sayso list 'speaker:\"james comey\"' --format csv > comey.csv";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    /// What was opened or added last first
    Recent,
    /// What was added last first
    Added,
    /// What was opened last first
    Opened,
    /// The newest first
    Date,
    /// By title
    Title,
    /// The longest first
    Length,
    /// What was read furthest first
    Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, fitted to the terminal
    Table,
    /// One object a line
    Jsonl,
    /// For spreadsheets
    Csv,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Recent => Self::Recent,
            Order::Added => Self::Added,
            Order::Opened => Self::Opened,
            Order::Date => Self::Date,
            Order::Title => Self::Title,
            Order::Length => Self::Length,
            Order::Progress => Self::Progress,
        }
    }
}

/// How many articles are read at a time.
const PAGE: usize = 1_000;

/// # Errors
/// When the query makes no sense, the library cannot be read, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let query = query(&options.query)?;
    let mut library = library(global)?;
    let notebook = notebook(&mut library);
    let count = library.count(&query, &notebook).map_err(|error| unread(&error))?;
    let most = options.limit.unwrap_or(usize::MAX).min(count);
    if count == 0 && options.format == Format::Table {
        let hint = name_hint(&options.query).map(|hint| format!(" ({hint})")).unwrap_or_default();
        warn(&if query.is_empty() {
            "there are no articles in the library; \"sayso add\" adds some".to_owned()
        } else {
            format!("no article is so{hint}")
        });
    }
    let mut offset = 0;
    while offset < most || (offset == 0 && options.format == Format::Csv) {
        let page = Page { sort: options.sort.into(), offset, limit: PAGE.min(most - offset) };
        let entries = library.shelf(&query, &notebook, page).map_err(|error| unread(&error))?;
        output.text(&written(&entries, options.format, offset, output))?;
        if entries.is_empty() {
            break;
        }
        offset += entries.len();
    }
    if options.format == Format::Table && count > most {
        warn(&format!("{} of {}", grouped(most), grouped(count)));
    }
    Ok(())
}

/// One page; only the first has a head.
fn written(entries: &[ShelfEntry], format: Format, offset: usize, output: &Output) -> String {
    let rows: Vec<Listed<'_>> = entries.iter().map(listed).collect();
    let text = match format {
        Format::Table => table(&rows, output.columns(), output.paint),
        Format::Csv => csv(&rows),
        Format::Jsonl => return jsonl(&rows),
    };
    match text.split_once('\n') {
        Some((_, rest)) if offset > 0 => rest.to_owned(),
        _ => text,
    }
}
