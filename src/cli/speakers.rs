//! `sayso speakers`: who speaks in articles.

use clap::{Args, ValueEnum};

use super::each::{Named, each};
use super::output::Output;
use super::stop::Stop;
use crate::export::speakers::{csv, jsonl, table};

/// List who speaks, and how much
///
/// Every voice with its quotations, its words and its share of all quoted words. What nobody is known
/// to have said is the last line, so that the numbers add up.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  sayso speakers column.md
  sayso speakers columns/ --format csv > voices.csv";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, with bars
    Table,
    /// One object a line
    Jsonl,
    /// For spreadsheets
    Csv,
}

/// # Errors
/// When an article cannot be opened or the output not be written.
pub(super) fn run(options: Options, output: &mut Output) -> Result<(), Stop> {
    let Options { named, format } = options;
    each(named, |turn, article, analysis| {
        let is_first = turn.number == 1;
        match format {
            Format::Csv if is_first => output.text(&csv::header())?,
            Format::Table if !is_first => output.line("")?,
            _ => {}
        }
        let text = match format {
            Format::Table => table::table(article, analysis, output.columns(), output.paint),
            Format::Jsonl => jsonl::lines(article, analysis),
            Format::Csv => csv::rows(article, analysis),
        };
        output.text(&text)
    })
}
