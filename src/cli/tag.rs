//! `sayso tag`: tags on articles of the library.

use clap::Args;

use super::arguments::Global;
use super::deed::{Chosen, Told, carry_out};
use super::output::Output;
use super::stop::Stop;
use crate::app::Problem;
use crate::article::SafeText;
use crate::library::Deed;

/// Give articles of your library a tag; --off takes it off
///
/// "sayso list tag:NAME" lists the articles that have it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The tag, of any words
    #[arg(value_name = "TAG")]
    tag: String,
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  sayso tag ferry 3f9a12
  sayso tag 'to cite' in:herald after:2024
  sayso tag ferry column.md --off";

/// # Errors
/// When the tag has no letters, nothing is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let tag = SafeText::one_line(options.tag.trim().trim_start_matches(['.', '#']));
    if tag.is_empty() {
        return Err(Problem::new("nothing was tagged", "a tag is a word or several").into());
    }
    let (on, off) = (format!("tagged {tag}"), format!("not tagged {tag} any more"));
    let already = [&*format!("tagged {tag} already"), &*format!("not tagged {tag}")].map(str::to_owned);
    let told = Told { on: &on, off: &off, already: [&already[0], &already[1]] };
    carry_out(&options.chosen, &Deed::Tag(tag), told, global, output)
}
