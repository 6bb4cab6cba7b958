//! `sayso star`: stars on articles of the library.

use clap::Args;

use super::arguments::Global;
use super::deed::{Chosen, Told, carry_out};
use super::output::Output;
use super::stop::Stop;
use crate::library::Deed;

/// Star articles of your library; --off takes the stars off
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  sayso star 3f9a12
  sayso star column.md
  sayso star speaker:lincoln before:1900 --dry-run
  sayso star is:read --off";

/// # Errors
/// When nothing is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let told =
        Told { on: "starred", off: "no star any more", already: ["starred already", "without a star"] };
    carry_out(&options.chosen, &Deed::Star, told, global, output)
}
