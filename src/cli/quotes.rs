//! `sayso quotes`: the quotations of articles.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::each::{Named, each};
use super::output::Output;
use super::stop::Stop;
use crate::app::Problem;
use crate::attribution::Kind;
use crate::export::quotes::{Filter, Nearest, Unattributed, csv, is_heard, jsonl, markdown, table};

/// List what is quoted, and who says it
///
/// Every quotation with its number, speaker, kind and words. The table fits the terminal: a long
/// quotation is shortened, a name never is; a speaker that is only a guess is "perhaps" one, and what you
/// corrected is "by you". The other formats have everything.
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
    /// Only what nobody is known to have said; with =nameless also what is said by somebody whose name is kept back
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true,
          default_missing_value = "unknown")]
    unattributed: Option<Without>,
    /// Only what is attributed at least this surely, from 0 to 1; what you said yourself is 1
    #[arg(long, value_name = "N", value_parser = hundredths)]
    min_confidence: Option<u8>,
}

const EXAMPLES: &str = "\
Examples:
  sayso quotes column.md
  sayso quotes columns/ --speaker 'james comey' --format markdown
  sayso quotes columns/ --unattributed=nameless --format csv > nameless.csv
  sayso quotes column.md --kind direct --min-confidence 0.9
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

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Without {
    /// Nobody is known
    Unknown,
    /// Nobody is known, or no name is given
    Nameless,
}

impl From<Without> for Unattributed {
    fn from(without: Without) -> Self {
        match without {
            Without::Unknown => Self::Unknown,
            Without::Nameless => Self::Nameless,
        }
    }
}

/// Reads a share of one as hundredths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn hundredths(text: &str) -> Result<u8, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    // What is asked for is never less than what was typed: 0.805 takes 0.81 and more.
    let up = |number: f64| (number * 100.0 - 1e-9).ceil().max(0.0) as u8;
    number.map(up).ok_or_else(|| "it is a number from 0 to 1, such as 0.8".to_owned())
}

/// # Errors
/// When nobody is called as was asked, an article cannot be opened or the output not be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { named, format, speaker, kind, unattributed, min_confidence } = options;
    let unattributed = unattributed.map(Unattributed::from);
    let filter = Filter { speaker, kind: kind.map(Kind::from), unattributed, min_confidence };
    let mut missing = filter.speaker.as_deref().map(Nearest::new);
    let outcome = each(named, global, |turn, article, analysis| {
        if filter.speaker.as_deref().is_some_and(|wanted| is_heard(analysis, wanted)) {
            missing = None;
        }
        if let Some(nearest) = &mut missing {
            nearest.add(analysis);
        }
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
    });
    outcome?;
    match (missing, &filter.speaker) {
        (Some(nearest), Some(wanted)) => Err(nobody(wanted, &nearest.names()).into()),
        _ => Ok(()),
    }
}

/// Nobody who speaks is called as was asked.
fn nobody(wanted: &str, names: &[String]) -> Problem {
    let problem = Problem::new(&format!("cannot find “{wanted}”"), "nobody who speaks there is called so");
    match names {
        [] => problem.hint("\"sayso speakers\" lists who speaks"),
        names => problem.hint(&format!("did you mean {}?", names.join(", or "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_never_less_than_what_was_typed() {
        for (text, number) in [("0", 0), ("0.8", 80), ("0.29", 29), ("0.805", 81), ("1", 100), ("1.0", 100)] {
            assert_eq!(hundredths(text), Ok(number), "{text}");
        }
        for text in ["1.01", "-0.1", "80", "NaN", "high", ""] {
            assert!(hundredths(text).is_err(), "{text}");
        }
    }
}
