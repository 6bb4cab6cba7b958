//! `sayso print`: the set page, or plain lines.

use clap::{Args, value_parser};

use super::arguments::Global;
use super::each::{Named, Turn, each};
use super::output::Output;
use super::stop::Stop;
use super::stop::tell;
use crate::app::preferences::{Marks, Preferences};
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::print::{linear, page};
use crate::library::Paths;
use crate::shell::settings::settings_in;

/// Print articles as set pages
///
/// Comfortable lines, a sign in the margin where somebody begins to speak, and at the end who speaks
/// and how much. The page is set as in the reader: width, edge, hyphens, spacing, paragraphs and marks
/// are those of your settings.
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
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { named, width, linear } = options;
    if linear {
        return each(named, global, |turn, article, analysis| as_lines(turn, article, analysis, output));
    }
    let preferences = chosen(global);
    let room = output.terminal_columns().map_or(u16::MAX, |columns| columns.saturating_sub(page::GUTTER));
    let columns = width.unwrap_or(preferences.width.min(room)).max(1);
    let hangs = preferences.marks == Marks::Hanging;
    each(named, global, |turn, article, analysis| {
        let setting = preferences.setting_for(article);
        as_page(turn, article, analysis, page::Form { columns, hangs, setting }, output)
    })
}

/// The reader's settings. What is wrong in them is told, and the page is printed all the same.
fn chosen(global: &Global) -> Preferences {
    let Ok(paths) = Paths::new(global.data_dir.clone(), global.config.clone()) else {
        // Where there is no home there are no settings.
        return Preferences::default();
    };
    let settings = settings_in(&paths);
    settings.problems.iter().for_each(tell);
    settings.preferences
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
    form: page::Form,
    output: &mut Output,
) -> Result<(), Stop> {
    if turn.number > 1 {
        let rule = "─".repeat(usize::from(page::GUTTER.saturating_add(form.columns)));
        output.line(&format!("\n{rule}\n"))?;
    }
    page::lines(article, analysis, form, output.paint).try_for_each(|line| output.line(&line))
}
