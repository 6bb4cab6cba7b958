//! The palette: letters typed, and what they could mean, with its keys.

use super::paint::{Painter, strip};
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::overlay::WIDEST;
use crate::app::palette::{MOST_SEEN, Palette};

/// Paints the palette; gives where the cursor stands.
pub(super) fn paint(palette: &Palette, painter: &mut Painter<'_>, size: Size) -> Option<(u16, u16)> {
    let area = overlay(size, WIDEST, MOST_SEEN + 1);
    painter.frame(area, "Do");
    if area.height < 3 || area.width < 6 {
        return None;
    }
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let behind = painter.words(strip(left, area.y + 1, end), palette.editor.text(), painter.theme.ring);
    let height = inner_height(area).saturating_sub(1);
    for (index, y) in palette.list.seen(palette.entries.len(), height).zip(area.y + 2..) {
        let Some(entry) = palette.entries.get(index) else { continue };
        let is_picked = index == palette.list.picked;
        let style = if is_picked { painter.theme.picked } else { ratatui::style::Style::new() };
        for x in left - 1..=end {
            painter.symbol(x, y, " ", style);
        }
        let width = u16::try_from(entry.keys.chars().count()).unwrap_or(0).min((end - left) / 2);
        painter.words(strip(left, y, (end - width).saturating_sub(1)), &entry.words, style);
        painter.words(strip(end - width, y, end), &entry.keys, painter.theme.key.patch(style));
    }
    Some((behind.min(end), area.y + 1))
}
