//! `sayso themes`: which themes there are, and what stands in them.

use clap::{Args, Subcommand};

use super::arguments::Global;
use super::output::Output;
use super::stop::{Stop, tell};
use crate::app::Problem;
use crate::library::Paths;
use crate::shell::settings::{settings_in, theme_text, themes_in};
use crate::ui::sample::sample;

/// List the themes, with a sample of each where there are colours
///
/// `*` marks the one that you have chosen.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
enum Action {
    /// Write a theme as a file, to make one of your own from it
    Show {
        /// Its name
        name: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  sayso themes
  sayso themes show dark > ~/.config/sayso/themes/mine.toml";

/// # Errors
/// When there is no home for the settings or no such theme, when a theme of the user's own has mistakes, or the output
/// cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let paths = Paths::new(global.data_dir.clone(), global.config.clone())
        .map_err(|error| Problem::new("cannot find your themes", &error.to_string()))?;
    let (themes, problems) = themes_in(&paths);
    if let Some(Action::Show { name }) = &options.action {
        let text = theme_text(&paths, name)?;
        return output.text(&text);
    }
    let chosen = settings_in(&paths).preferences.theme;
    let names = themes.names();
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for name in &names {
        let mark = if *name == chosen { '*' } else { ' ' };
        let theme = themes.get(name).filter(|_| output.paint.is_on());
        match theme {
            Some(theme) => output.line(&format!("{mark} {name:widest$}  {}", sample(theme)))?,
            None => output.line(&format!("{mark} {name}"))?,
        }
    }
    output.flush()?;
    problems.iter().for_each(tell);
    if problems.is_empty() { Ok(()) } else { Err(Stop::Told) }
}
