//! `sayso print`: the set page, or plain lines.

use clap::{Args, value_parser};

use super::each::{Named, Turn, each};
use super::output::Output;
use super::stop::Stop;
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::print::{linear, page};
use crate::layout::DEFAULT_WIDTH;

/// Print articles as set pages
///
/// Comfortable lines, a sign in the margin where somebody begins to speak, and at the end who speaks
/// and how much.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// Width of the text in cells
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..), conflicts_with = "linear")]
    width: Option<u16>,
    /// Plain lines for ears and logs: each quotation is announced with its speaker, nothing is drawn
    #[arg(long)]
    linear: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso print column.md | less
  sayso print column.md --color always | less -R
  sayso print column.md --linear | espeak";

impl Options {
    /// As the reader prints what it cannot show.
    pub(super) fn page(named: Named, width: Option<u16>) -> Self {
        Self { named, width, linear: false }
    }
}

/// # Errors
/// When an article cannot be opened or the output not be written.
pub(super) fn run(options: Options, output: &mut Output) -> Result<(), Stop> {
    let Options { named, width, linear } = options;
    let room =
        output.terminal_columns().map_or(DEFAULT_WIDTH, |columns| columns.saturating_sub(page::GUTTER));
    let width = width.unwrap_or(DEFAULT_WIDTH.min(room)).max(1);
    each(named, |turn, article, analysis| {
        if linear {
            as_lines(turn, article, analysis, output)
        } else {
            as_page(turn, article, analysis, width, output)
        }
    })
}

fn as_lines(turn: Turn, article: &Article, analysis: &Analysis, output: &mut Output) -> Result<(), Stop> {
    if turn.number > 1 {
        output.line("")?;
    }
    if turn.of > 1 {
        output.line(&format!("Article {} of {}.", turn.number, turn.of))?;
    }
    linear::lines(article, analysis).try_for_each(|line| output.line(&line))
}

fn as_page(
    turn: Turn,
    article: &Article,
    analysis: &Analysis,
    width: u16,
    output: &mut Output,
) -> Result<(), Stop> {
    if turn.number > 1 {
        let rule = "─".repeat(usize::from(page::GUTTER.saturating_add(width)));
        output.line(&format!("\n{rule}\n"))?;
    }
    page::lines(article, analysis, width, output.paint).try_for_each(|line| output.line(&line))
}
