//! `sayso archive`: articles of the library put away.

use clap::Args;

use super::arguments::Global;
use super::deed::{Chosen, Told, carry_out};
use super::output::Output;
use super::stop::Stop;
use crate::library::Deed;

/// Archive articles of your library; --off takes them back
///
/// What is archived is out of the lists of the library in the reader, but for "Archived"; "sayso list is:archived" lists it,
/// and searches find it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  sayso archive 3f9a12
  sayso archive is:read before:2020
  sayso archive column.md --off";

/// # Errors
/// When nothing is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let already = ["archived already", "not archived"];
    let told = Told { on: "archived", off: "taken back from the archive", already };
    carry_out(&options.chosen, &Deed::Archive, told, global, output)
}
