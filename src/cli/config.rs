//! `sayso config`: the settings that hold, and where each comes from.

use std::env;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::arguments::Global;
use super::output::Output;
use super::path_in;
use super::stop::{Stop, tell};
use crate::app::Problem;
use crate::library::Paths;
use crate::shell::reading::Color;
use crate::shell::settings::{From, Settings, mistakes, settings_in};

/// Write the settings that hold, each with where it comes from
///
/// What is written is a settings file: put the lines that you want to keep into your own. Flags such as --width
/// win over all of them for one run.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct Options {
    /// Write only the name of your settings file
    #[arg(long)]
    path: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
enum Action {
    /// Look for mistakes in your settings, keys and themes
    Check,
}

const EXAMPLES: &str = "\
Examples:
  sayso config
  sayso config check
  $EDITOR \"$(sayso config --path)\"";

/// # Errors
/// When there is no home for the settings, when they have mistakes, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let paths = Paths::new(global.data_dir.clone(), global.config.clone())
        .map_err(|error| Problem::new("cannot find your settings", &error.to_string()))?;
    if options.path {
        return output.line(&paths.config_file().display().to_string());
    }
    if options.action == Some(Action::Check) {
        let problems = mistakes(&paths);
        problems.iter().for_each(tell);
        if !problems.is_empty() {
            return Err(Stop::Told);
        }
        return output.line("no mistakes in your settings, keys and themes");
    }
    let Settings { preferences, from, problems } = settings_in(&paths);
    let places = [
        ("Your settings", paths.config_file(), source("SAYSO_CONFIG", global.config.as_ref())),
        ("Your notes and library", paths.data_dir(), source("SAYSO_DATA_DIR", global.data_dir.as_ref())),
    ];
    for (what, path, source) in places {
        output.line(&format!("# {what}: {} ({source})", path.display()))?;
    }
    output.line(&format!("# Colours: {}", colors(global.color)))?;
    let lines: Vec<String> = preferences.lines().map(|(_, line)| line).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    for (line, (_, from)) in lines.iter().zip(from) {
        let from = match from {
            From::Default => "default".to_owned(),
            From::Keys => "chosen with keys".to_owned(),
            From::Line(number) => format!("line {number} of your settings"),
        };
        output.line(&format!("{line:widest$}  # {from}"))?;
    }
    output.flush()?;
    problems.iter().for_each(tell);
    if problems.is_empty() { Ok(()) } else { Err(Stop::Told) }
}

/// Where a path comes from; a flag wins over the environment.
fn source<'v>(variable: &'v str, given: Option<&PathBuf>) -> &'v str {
    match given {
        None => "default",
        Some(path) if path_in(variable).as_ref() == Some(path) => variable,
        Some(_) => "flag",
    }
}

fn colors(color: Color) -> &'static str {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => "always (--color)",
        Color::Never => "never (--color)",
        Color::Auto if is_set("NO_COLOR") => "never (NO_COLOR)",
        Color::Auto => "on a terminal (default)",
    }
}
