//! The help, as a list over the page.

use super::list;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::help::{self, Line};

/// Paints the help; gives where the cursor of its filter stands.
pub(super) fn paint(
    model: &Model,
    help: &help::Model,
    painter: &mut Painter<'_>,
    size: Size,
) -> Option<(u16, u16)> {
    let width = help::width(size);
    let lines = help::lines(&model.keymap, help, width);
    let area = overlay(size, WIDEST, help::count(&model.keymap, help.context, width));
    painter.frame(area, "Keys");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let behind = left + help::behind_keys(width);
    for (index, y) in help.list.seen(lines.len(), inner_height(area)).zip(area.y + 1..) {
        match lines.get(index) {
            Some(Line::Heading(words)) => {
                painter.words(strip(left, y, end), words, painter.theme.title);
            }
            Some(Line::Keys(keys, words)) => {
                painter.words(strip(left, y, behind.saturating_sub(1)), keys, painter.theme.key);
                painter.words(strip(behind, y, end), words, ratatui::style::Style::new());
            }
            Some(Line::Blank) | None => {}
        }
    }
    list::filter(painter, area, &help.filter, help::told(&model.keymap, help))
}
