//! The choice of a format for the notes.

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::geometry::{Size, overlay};
use crate::app::keymap::Context;

/// Paints the choice.
pub(super) fn paint(model: &Model, painter: &mut Painter<'_>, size: Size) {
    let choices = [Action::ExportMarkdown, Action::ExportJson, Action::Close];
    let area = overlay(size, 36, choices.len());
    painter.frame(area, "Write the notes to a file");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    for (action, y) in choices.into_iter().zip(area.y + 1..) {
        let key = model.keymap.key_for(Context::Export, action).unwrap_or_default();
        painter.words(strip(left, y, end), &key, painter.theme.key);
        painter.words(strip(left + 6, y, end), action.description(), ratatui::style::Style::new());
    }
}
