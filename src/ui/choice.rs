//! The choice of a format for the notes, with a preview below it.

use super::paint::{Painter, strip};
use crate::app::exporting::{Exporting, Place};
use crate::app::geometry::{Area, Size};
use crate::export::notes::Format;

/// The cells of a format's name.
const NAME: u16 = 21;

/// Paints the choice.
pub(super) fn paint(exporting: &Exporting, painter: &mut Painter<'_>, size: Size) {
    let place = Place::of(size);
    let area = place.area;
    painter.frame(area, "Write the notes to a file");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let seen = exporting.list.seen(Format::ALL.len(), place.formats);
    for (index, y) in seen.zip(area.y + 1..) {
        let Some(format) = Format::ALL.get(index) else { continue };
        painter.words(strip(left, y, end.min(left + NAME)), format.name(), painter.theme.key);
        let words = if end > left + NAME { format.description() } else { "" };
        painter.words(strip(left + NAME, y, end), words, ratatui::style::Style::new());
        if index == exporting.list.picked {
            let row = Area { x: left, y, width: end.saturating_sub(left), height: 1 };
            painter.add(row, painter.theme.picked);
        }
    }
    if place.preview > 0 {
        let top = area.y + 1 + place.formats;
        painter.words(
            strip(left, top, end),
            &"─".repeat(usize::from(end.saturating_sub(left))),
            painter.theme.border,
        );
        for (line, y) in exporting.preview.iter().zip(top + 1..).take(usize::from(place.preview)) {
            painter.words(strip(left, y, end), line, painter.theme.byline);
        }
    }
}
