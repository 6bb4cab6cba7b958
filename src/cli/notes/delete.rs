//! `sayso notes delete`: notes out of sight. They stay in the journal, and undo brings them back.

use clap::Args;

use super::desk::Desk;
use crate::annotation::{AnnotationId, Request};
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::Stop;

/// Delete notes, and write their ids once that is on the disk; "sayso notes undo" brings them back
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The ids of the notes, or beginnings of them that no others have
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

/// # Errors
/// When one of them is not there, and then none is deleted; or when it cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut desk = Desk::open(global)?;
    let mut ids: Vec<AnnotationId> = Vec::with_capacity(options.ids.len());
    for id in &options.ids {
        let id = desk.named(id)?.annotation.id.clone();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    desk.record(None, ids.iter().cloned().map(Request::Delete).collect())?;
    ids.iter().try_for_each(|id| output.line(&id.0.to_string()))
}
