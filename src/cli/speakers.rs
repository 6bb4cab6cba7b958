//! `sayso speakers`: who speaks in articles.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::each::{Named, each};
use super::output::Output;
use super::stop::Stop;
use crate::export::speakers::{Order, csv, jsonl, table};

/// List who speaks, and how much
///
/// Every voice with its quotations, its words (those in quotation marks and those in other words apart),
/// its share of them all, and where in the text it is heard first and last, as you corrected it. What nobody
/// is known to have said is the last line, so that the numbers add up.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Who comes first; what nobody is known to have said is always last
    #[arg(long, value_enum, default_value_t = Sort::Words)]
    sort: Sort,
}

const EXAMPLES: &str = "\
Examples:
  sayso speakers column.md
  sayso speakers column.md --sort order
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Who says most
    Words,
    /// Who is heard first
    Order,
    /// By name
    Name,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Words => Self::Words,
            Sort::Order => Self::Heard,
            Sort::Name => Self::Name,
        }
    }
}

/// # Errors
/// When an article cannot be opened or the output not be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { named, format, sort } = options;
    let order = Order::from(sort);
    each(named, global, |turn, article, analysis| {
        let is_first = turn.number == 1;
        match format {
            Format::Csv if is_first => output.text(&csv::header())?,
            Format::Table if !is_first => output.line("")?,
            _ => {}
        }
        let text = match format {
            Format::Table => table::table(article, analysis, order, output.columns(), output.paint),
            Format::Jsonl => jsonl::lines(article, analysis, order),
            Format::Csv => csv::rows(article, analysis, order),
        };
        output.text(&text)
    })
}
