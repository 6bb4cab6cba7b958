//! `sayso completions`: what a shell needs to complete the arguments.

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::arguments::Arguments;
use super::output::Output;
use super::stop::Stop;

/// Write completions for a shell
///
/// Put what is written where your shell looks for completions.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso
  sayso completions fish > ~/.config/fish/completions/sayso.fish";

/// # Errors
/// When the output cannot be written.
pub(super) fn run(options: &Options, output: &mut Output) -> Result<(), Stop> {
    let mut written = Vec::new();
    generate(options.shell, &mut Arguments::command(), "sayso", &mut written);
    output.text(&String::from_utf8_lossy(&written))
}
