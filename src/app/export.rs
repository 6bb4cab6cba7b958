//! The notes on the open article as a file to be written.

use super::action::Action;
use super::effect::ExportFile;
use super::screen::reader;

/// The file for an export action; `None` when there are no notes, or the action is none.
pub(super) fn export_file(reader: &reader::Model, action: Action) -> Option<ExportFile> {
    let _ = (reader, action);
    None
}
