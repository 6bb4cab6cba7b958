//! `sayso notes undo` and `sayso notes redo`.

use super::desk::Desk;
use crate::annotation::Annotation;
use crate::app::Problem;
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::Stop;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    On,
}

/// Says what was undone or redone, with the note's id, once that is on the disk. Corrections are left to the reader,
/// where it is seen what they change.
///
/// # Errors
/// When there is nothing to do, or it cannot be written.
pub(super) fn run(way: Way, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut desk = Desk::open(global)?;
    let is_note = |annotation: &Annotation| annotation.correction.is_none();
    let (reversal, verb, done) = match way {
        Way::Back => (desk.notebook.undo(desk.device(), is_note), "undo", "undone"),
        Way::On => (desk.notebook.redo(desk.device(), is_note), "redo", "redone"),
    };
    let Some(reversal) = reversal else {
        let why = "no note was changed on this device that this could be done to";
        return Err(Problem::new(&format!("there is nothing to {verb}"), why).into());
    };
    let told = format!("{done}: {} {}", reversal.what, reversal.change.annotation().0);
    let request = if way == Way::Back { reversal.undo() } else { reversal.redo() };
    desk.record(None, vec![request])?;
    output.line(&told)
}
