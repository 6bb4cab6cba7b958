//! `sayso notes`: the reader's notes without the reader.
//!
//! An id stands on standard output only when what it names is on the disk.

mod add;
mod batch;
mod delete;
mod desk;
mod edit;
mod list;
mod passage;
mod reversal;
mod search;

use clap::{Args, Subcommand};

use super::arguments::Global;
use super::output::Output;
use super::stop::Stop;

/// Make, find and change your notes without the reader
///
/// Without a command, all of them are listed. A note is named by its id or by a beginning of it that no other has.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: list::Options,
}

const EXAMPLES: &str = "\
Examples:
  sayso notes
  sayso notes add column.md --quote \"show me the bridge\" --note \"ask for the log\" --tag ferry
  sayso notes search ferry
  sayso notes edit 0192f3a4 --note \"he sent the log\"
  sayso notes delete 0192f3a4 && sayso notes undo";

#[derive(Debug, Subcommand)]
enum Action {
    Add(add::Options),
    List(list::Options),
    Search(search::Options),
    Edit(edit::Options),
    Delete(delete::Options),
    /// Take back the last change of a note that was made on this device
    Undo,
    /// Do again what was last taken back
    Redo,
}

/// # Errors
/// When the notes cannot be read or written, an article or a note is not there, or the output cannot be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    match options.action {
        None => list::run(&options.list, global, output),
        Some(Action::Add(options)) => add::run(options, global, output),
        Some(Action::List(options)) => list::run(&options, global, output),
        Some(Action::Search(options)) => search::run(&options, global, output),
        Some(Action::Edit(options)) => edit::run(options, global, output),
        Some(Action::Delete(options)) => delete::run(&options, global, output),
        Some(Action::Undo) => reversal::run(reversal::Way::Back, global, output),
        Some(Action::Redo) => reversal::run(reversal::Way::On, global, output),
    }
}
