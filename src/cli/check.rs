//! `sayso check`: the quotations of a draft, held against the library.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::each::{Named, each};
use super::output::Output;
use super::shelf::{library, notebook, query, unread};
use super::stop::{Stop, warn};
use crate::article::Article;
use crate::export::checked::{Checked, jsonl, table};
use crate::library::Against;
use crate::shell::checking::{check, shown};
use crate::shell::hinting::waiting;
use crate::span::CodePoints;

/// Hold every quotation of a draft against your library
///
/// For each quotation in quotation marks: whether it stands in an article of the library word by word, is cut short, or was
/// altered; who says it there; and where. Marks, dashes, capitals and white space do not count, "[he]" stands for other
/// words and "…" for words left out. A changed number, negation or name is flagged. An article that is the draft itself is
/// not asked.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// Only against these articles, as "sayso list" finds them; may be given several times, and all of it must be so
    #[arg(long, value_name = "QUERY")]
    against: Vec<String>,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Fail when anything is altered, not found, or said by somebody else
    #[arg(long)]
    strict: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso check draft.md
  sayso check draft.md --against 'in:herald' --against after:2020
  sayso check draft.md --strict --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One object a line
    Jsonl,
}

/// # Errors
/// When a draft or the library cannot be read, the query makes no sense, the output cannot be written; and with `--strict`
/// when something is wrong.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { named, against, format, strict } = options;
    let query = query(&against)?;
    let mut library = library(global)?;
    let notebook = notebook(&mut library);
    if library.count(&query, &notebook).map_err(|error| unread(&error))? == 0 {
        warn("there are no such articles in the library; \"sayso add\" adds some");
    }
    if let Some(hint) = waiting(&mut library).map_err(|error| unread(&error))? {
        warn(&hint);
    }
    let mut is_wrong = false;
    each(named, global, |turn, article, analysis| {
        let against = Against { query: &query, notebook: &notebook, but: Some(&article.digest) };
        let checked = check(&mut library, article, analysis, against).map_err(|error| unread(&error))?;
        let id = article.id();
        let points = CodePoints::new(article.text());
        let told: Vec<Checked<'_>> = checked.iter().map(|one| shown(one, analysis, &id, &points)).collect();
        is_wrong |= told.iter().any(|one| one.wrong);
        output.text(&match format {
            Format::Jsonl => jsonl(&told),
            Format::Table if turn.of > 1 => {
                format!("{}\n\n{}\n", title(article), table(&told, output.columns(), output.paint))
            }
            Format::Table => table(&told, output.columns(), output.paint),
        })
    })?;
    if is_wrong && strict {
        output.flush()?;
        return Err(Stop::Told);
    }
    Ok(())
}

fn title(article: &Article) -> String {
    article.display_title().to_string()
}
