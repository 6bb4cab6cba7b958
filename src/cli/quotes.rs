//! `sayso quotes`: the quotations of articles.

use clap::{Args, ValueEnum};

use super::each::{Named, each};
use super::output::Output;
use super::stop::Stop;
use crate::attribution::Kind;
use crate::export::quotes::{Filter, csv, jsonl, markdown, table};

/// List what is quoted, and who says it
///
/// Every quotation with its number, speaker, kind and words. The table fits the terminal: a long
/// quotation is shortened, a name never is. The other formats have everything.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Only what this speaker says: any part of the name, or another name that the article has for the speaker
    #[arg(long, value_name = "NAME", conflicts_with = "unattributed")]
    speaker: Option<String>,
    /// Only quotations of this kind
    #[arg(long, value_enum)]
    kind: Option<Of>,
    /// Only what nobody is known to have said
    #[arg(long)]
    unattributed: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso quotes column.md
  sayso quotes columns/ --speaker 'james comey' --format markdown
  sayso quotes columns/ --unattributed --format csv > unattributed.csv
  sayso quotes column.md --format jsonl | jq -r .text";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, fitted to the terminal
    Table,
    /// One object a line
    Jsonl,
    /// For spreadsheets
    Csv,
    /// As block quotations
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// All in quotation marks
    Direct,
    /// Reported, partly in quotation marks
    Mixed,
    /// Reported without quotation marks
    Indirect,
}

impl From<Of> for Kind {
    fn from(kind: Of) -> Self {
        match kind {
            Of::Direct => Self::Direct,
            Of::Mixed => Self::Mixed,
            Of::Indirect => Self::Indirect,
        }
    }
}

/// # Errors
/// When an article cannot be opened or the output not be written.
pub(super) fn run(options: Options, output: &mut Output) -> Result<(), Stop> {
    let Options { named, format, speaker, kind, unattributed } = options;
    let filter = Filter { speaker, kind: kind.map(Kind::from), unattributed };
    each(named, |turn, article, analysis| {
        let is_first = turn.number == 1;
        match format {
            Format::Csv if is_first => output.text(&csv::header())?,
            Format::Table | Format::Markdown if !is_first => output.line("")?,
            _ => {}
        }
        let text = match format {
            Format::Table => table::table(article, analysis, &filter, output.columns(), output.paint),
            Format::Jsonl => jsonl::lines(article, analysis, &filter),
            Format::Csv => csv::rows(article, analysis, &filter),
            Format::Markdown => markdown::section(article, analysis, &filter),
        };
        output.text(&text)
    })
}
