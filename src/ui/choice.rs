//! The choice of a format for the notes, with a preview below it.

use super::paint::{Painter, Strip, strip};
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
    let top = area.y + 1 + place.formats;
    if place.preview > 0 {
        painter.words(
            strip(left, top, end),
            &"─".repeat(usize::from(end.saturating_sub(left))),
            painter.theme.border,
        );
        for (line, y) in exporting.preview.iter().zip(top + 1..).take(usize::from(place.preview)) {
            painter.words(strip(left, y, end), line, painter.theme.byline);
        }
    }
    if place.formats > 0 {
        seen_of_all(exporting, painter, place, strip(left, top, end));
    }
}

/// Tells on the line below the list which of the formats are seen, where not all of them are.
fn seen_of_all(exporting: &Exporting, painter: &mut Painter<'_>, place: Place, below: Strip) {
    let all = Format::ALL.len();
    let seen = exporting.list.seen(all, place.formats);
    if seen.len() == all {
        return;
    }
    let words = format!(" {}–{} of {all} ", seen.start + 1, seen.end);
    let cells = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
    let x = below.end.saturating_sub(cells).max(below.x);
    painter.words(strip(x, below.y, below.end), &words, painter.theme.status);
}
