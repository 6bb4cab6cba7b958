//! `sayso man`: the manual page.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::output::Output;
use super::stop::Stop;

/// Write the manual page, of the program or of one command
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The command
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  sayso man | man -l -
  sayso man quotes | man -l -
  sayso man > ~/.local/share/man/man1/sayso.1";

/// # Errors
/// When there is no such command, or the output cannot be written.
pub(super) fn run(options: &Options, output: &mut Output) -> Result<(), Stop> {
    let mut program = Arguments::command().bin_name("sayso");
    program.build();
    let command = match &options.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            let message = format!("there is no command '{name}'");
            found.ok_or_else(|| Stop::Usage(program.error(ErrorKind::InvalidSubcommand, message)))?
        }
    };
    let mut written = Vec::new();
    Man::new(command).render(&mut written).map_err(|error| Stop::unwritten(&error))?;
    output.text(&String::from_utf8_lossy(&written))
}
