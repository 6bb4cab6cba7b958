//! `sayso ARTICLE...`: the reader.

use std::env;
use std::io::{self, IsTerminal as _};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, value_parser};

use super::arguments::{Arguments, Command, Global};
use super::each::Named;
use super::mistyped::mistyped;
use super::output::Output;
use super::print;
use super::stop::Stop;
use crate::app::Problem;
use crate::import::corpus::Choice;
use crate::shell::open::corpus::choose_columns;
use crate::shell::reading::{Headless, Reading, read, read_in_lines};
use crate::shell::reference::Reference;

/// How the reader runs.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reader")]
pub(super) struct Options {
    /// Width of the text in cells, from 20 to 200
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(20..=200))]
    width: Option<u16>,
    /// The theme: terminal, light, dark, sepia, high-contrast, none, or one of your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Read in lines: commands are typed, answers are plain lines; nothing is drawn. So it is anyway where TERM is
    /// "dumb" or not set
    #[arg(long, conflicts_with = "print_screen")]
    linear: bool,
    /// Which column of a corpus holds which part of its articles, such as text=content; may be given several times
    #[arg(long, value_name = "PART=NAME", value_parser = Choice::parse)]
    column: Vec<Choice>,
    /// Run without a terminal and print the last screen
    #[arg(long)]
    print_screen: bool,
    /// Keys to press first, in the keymap's notation
    #[arg(long, value_name = "KEYS", requires = "print_screen")]
    keys: Option<String>,
    /// Size of that screen in cells [default: 100x32]
    #[arg(long, value_name = "WxH", requires = "print_screen", value_parser = size)]
    size: Option<(u16, u16)>,
}

impl Options {
    /// Refuses options of the reader, and articles, before the name of another command.
    ///
    /// # Errors
    /// When there are any.
    pub(super) fn refuse_beside(&self, articles: &[Reference], command: &Command) -> Result<(), Stop> {
        let is_used = self.width.is_some()
            || self.theme.is_some()
            || self.linear
            || !self.column.is_empty()
            || self.print_screen
            || self.keys.is_some()
            || self.size.is_some();
        if !is_used && articles.is_empty() {
            return Ok(());
        }
        let name = command.name();
        let message = format!(
            "what stands before '{name}' belongs to the reader; the options of '{name}' stand behind it"
        );
        Err(Stop::Usage(Arguments::command().error(ErrorKind::ArgumentConflict, message)))
    }
}

/// Runs the reader; where standard output is not a terminal, the articles are printed, as other pagers do.
///
/// # Errors
/// When an article cannot be opened, or nothing can be shown here.
pub(super) fn run(mut articles: Vec<Reference>, options: Options, global: Global) -> Result<(), Stop> {
    let Options { width, theme, linear, column, print_screen, keys, size } = options;
    choose_columns(column);
    let is_linear = linear || (!print_screen && is_plain_terminal());
    if let Some(problem) = mistyped(&articles) {
        return Err(problem.into());
    }
    let (columns, rows) = size.unwrap_or((100, 32));
    let headless = print_screen.then(|| Headless { keys: keys.unwrap_or_default(), columns, rows });
    if headless.is_none() && !is_linear {
        // Scripts that press keys mean the library when they name nothing, whatever their input is.
        if articles.is_empty() && !io::stdin().is_terminal() {
            articles.push(Reference::StandardInput);
        }
        if !io::stdout().is_terminal() {
            return print_instead(articles, width, &global);
        }
    }
    let Global { color, data_dir, config } = global;
    let reading = Reading { articles, headless, width, theme, color, data_dir, config };
    if is_linear {
        return Ok(read_in_lines(&reading)?);
    }
    if let Some(screen) = read(&reading)? {
        let mut output = Output::new(color);
        output.text(&screen)?;
        output.finish()?;
    }
    Ok(())
}

/// Whether somebody sits at a terminal that says it can only add lines.
fn is_plain_terminal() -> bool {
    let is_plain = match env::var_os("TERM") {
        Some(terminal) => terminal == "dumb" || (cfg!(unix) && terminal.is_empty()),
        None => cfg!(unix),
    };
    is_plain && io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn print_instead(articles: Vec<Reference>, width: Option<u16>, global: &Global) -> Result<(), Stop> {
    if articles.is_empty() {
        let problem = Problem::new("cannot show the library", "standard output is not a terminal");
        return Err(problem.hint("name an article to print it").into());
    }
    let mut output = Output::new(global.color);
    print::run(print::Options::page(Named::from(articles), width), global, &mut output)?;
    output.finish()
}

/// Reads a size such as "100x32".
fn size(text: &str) -> Result<(u16, u16), String> {
    const MOST: u16 = 1000;
    let (columns, rows) = text.split_once(['x', 'X', '×']).unwrap_or((text, ""));
    match (columns.parse(), rows.parse()) {
        (Ok(columns @ 1..=MOST), Ok(rows @ 1..=MOST)) => Ok((columns, rows)),
        _ => Err(format!("a size is a width and a height from 1 to {MOST}, such as 100x32")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sizes() {
        assert_eq!(size("100x32"), Ok((100, 32)));
        for text in ["100", "x", "0x5", "5x0", "1001x5", "-1x5", "axb", "1x2x3", ""] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
