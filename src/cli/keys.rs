//! `sayso keys`: what the keys do.

use clap::Args;

use super::arguments::Global;
use super::output::Output;
use super::stop::{Stop, tell};
use crate::library::Paths;
use crate::shell::settings::keymap_in;

/// Write what the keys do, as a keymap file
///
/// What is written holds now: the keys that ship with the program, with your own over them. Put the lines you want
/// to change into your own file; its name is in the first line.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {}

const EXAMPLES: &str = "\
Examples:
  sayso keys
  sayso keys | grep quotation";

/// # Errors
/// When there is no home for the settings, or a line of the user's own keymap cannot be used.
pub(super) fn run(global: &Global, output: &mut Output) -> Result<(), Stop> {
    let paths = Paths::new(global.data_dir.clone(), global.config.clone())
        .map_err(|error| crate::app::Problem::new("cannot find your settings", &error.to_string()))?;
    let file = paths.keymap_file();
    let (keymap, problems) = keymap_in(&paths);
    output.line(&format!("# Your own keys: {}", file.display()))?;
    output.text(&keymap.to_toml())?;
    output.flush()?;
    problems.iter().for_each(tell);
    if problems.is_empty() { Ok(()) } else { Err(Stop::Told) }
}
