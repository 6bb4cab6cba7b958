//! What was written, beside the words it is about: on screens that are wide enough for it.

use super::paint::{Painter, wrapped};
use crate::app::geometry::Area;
use crate::app::notes::Mark;
use crate::app::screen::reader::Model;
use crate::layout::Line;

/// The narrowest margin that notes are read in, in cells.
const NARROWEST: u16 = 16;
/// The widest, so that a note stays beside its words.
const WIDEST: u16 = 36;
/// Cells between the words and a note, for the sign of a note and a blank on either side.
const APART: u16 = 3;
/// Cells at the right edge for the map and its bar.
const MAP: u16 = 3;

/// Paints the notes whose words begin on the page, each from the row of its words down, no further than to the next.
pub(super) fn paint(reader: &Model, painter: &mut Painter<'_>, body: Area) {
    let measure = reader.measure();
    let left = measure.left + measure.width + APART;
    let width = (body.x + body.width).saturating_sub(left + MAP).min(WIDEST);
    if width < NARROWEST {
        return;
    }
    let lines = reader.rows.iter().zip(body.y..).filter_map(|(row, y)| Some((row.line()?, y)));
    let noted: Vec<(&Mark, u16)> =
        lines.flat_map(|(line, y)| begun(reader, line).map(move |mark| (mark, y))).collect();
    let end = body.y + body.height;
    let mut free = body.y;
    for (index, (mark, y)) in noted.iter().enumerate() {
        let top = free.max(*y);
        // The next note has its own row, unless this one had to begin there or below.
        let below = noted.get(index + 1).map_or(end, |(_, next)| (*next).max(top + 1)).min(end);
        if top >= end {
            return;
        }
        let words = mark.note.as_deref().unwrap_or_default();
        let tags: Vec<String> = mark.tags.iter().map(|tag| format!(".{tag}")).collect();
        let area = Area { x: left, y: top, width, height: below - top };
        wrapped(painter, area, format!("{words} {}", tags.join(" ")).trim(), painter.theme.byline);
        free = (top + 1).max(*y + 1).min(end);
        free = free.max(taken(painter, area));
    }
}

/// The notes whose words begin on a line.
fn begun<'r>(reader: &'r Model, line: &Line) -> impl Iterator<Item = &'r Mark> {
    let (start, end) = (line.span.start, line.span.end.max(line.span.start + 1));
    let begins = move |mark: &&Mark| (start..end).contains(&mark.span.start);
    let is_written = |mark: &&Mark| mark.note.is_some() || !mark.tags.is_empty();
    reader.notes.marks().iter().filter(begins).filter(is_written)
}

/// The first row of an area with nothing in it, or the row below it.
fn taken(painter: &Painter<'_>, area: Area) -> u16 {
    let is_blank = |y: &u16| {
        (area.x..area.x + area.width)
            .all(|x| painter.buffer.cell((x, *y)).is_none_or(|cell| cell.symbol() == " "))
    };
    (area.y..area.y + area.height).find(is_blank).unwrap_or(area.y + area.height)
}
