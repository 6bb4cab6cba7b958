//! The help, as a list over the page.

use super::list;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::help::{self, Line};

/// How many cells the keys take before what they do.
const KEYS: u16 = 24;

/// Paints the help; gives where the cursor of its filter stands.
pub(super) fn paint(
    model: &Model,
    help: &help::Model,
    painter: &mut Painter<'_>,
    size: Size,
) -> Option<(u16, u16)> {
    let all = help::all(&model.keymap, help.context).len();
    let lines = help::lines(&model.keymap, help);
    let area = overlay(size, WIDEST, all);
    painter.frame(area, "Keys");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let keys_end = left + KEYS.min(area.width / 3);
    for (index, y) in help.list.seen(lines.len(), inner_height(area)).zip(area.y + 1..) {
        match lines.get(index) {
            Some(Line::Heading(words)) => {
                painter.words(strip(left, y, end), words, painter.theme.title);
            }
            Some(Line::Keys(keys, words)) => {
                painter.words(strip(left, y, keys_end), keys, painter.theme.key);
                painter.words(strip(keys_end + 1, y, end), words, ratatui::style::Style::new());
            }
            Some(Line::Blank) | None => {}
        }
    }
    list::filter(painter, area, &help.filter, (lines.len(), all))
}
