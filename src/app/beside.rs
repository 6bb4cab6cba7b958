//! A box over the page that leaves the words that it is about to be seen: below them, else above.

use super::geometry::{Area, Panes};
use super::model::{Model, Screen};
use super::overlay::WIDEST;
use crate::layout::Row;
use crate::span::Span;

/// On a page that is no higher, a box has no lower border: each row counts.
const LOW: u16 = 6;

/// Where the box is, and how many rows of words it has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// With its borders.
    pub area: Area,
    /// The rows inside.
    pub inner: u16,
    /// Whether it has a border all around, or only a line above.
    pub is_framed: bool,
}

/// The cells across that words have in the box.
pub fn width(model: &Model) -> u16 {
    WIDEST.saturating_add(4).min(model.size.columns).saturating_sub(4).max(1)
}

/// The box for so many `lines` about the words at `about`.
pub fn beside(model: &Model, about: Span, lines: usize) -> Beside {
    let body = Panes::chosen(model.size, model.zen()).body;
    let (wanted, is_framed) = wanted(body.height, lines);
    let seen = model.reader().map_or(&[] as &[Row], |reader| &reader.rows);
    let touched = |row: &Row| row.line().is_some_and(|line| line.span.overlaps(about));
    let at = |row: Option<usize>| row.and_then(|row| u16::try_from(row).ok());
    let first = at(seen.iter().position(touched)).unwrap_or(0).min(body.height.saturating_sub(1));
    let last = at(seen.iter().rposition(touched)).unwrap_or(first).min(body.height.saturating_sub(1));
    let (below, behind_first) = (body.height.saturating_sub(last + 1), body.height.saturating_sub(first + 1));
    let (y, height) = if wanted <= below {
        (body.height - wanted, wanted)
    } else if wanted <= first {
        (0, wanted)
    } else if behind_first >= first {
        // The words go on under the box; where they begin is seen.
        let height = wanted.min(behind_first);
        (body.height - height, height)
    } else {
        (0, wanted.min(first))
    };
    let across = width(model).saturating_add(4).min(body.width);
    let area = Area { x: (body.width - across) / 2, y: body.y + y, width: across, height };
    let borders = if is_framed { 2 } else { 1 };
    Beside { area, inner: height.saturating_sub(borders), is_framed }
}

/// Scrolls the page where the words at `about` would leave no room for a box of so many `lines`.
pub(super) fn make_room(model: &mut Model, about: Span, lines: usize) {
    let body = Panes::chosen(model.size, model.zen()).body;
    let (wanted, _) = wanted(body.height, lines);
    if let Screen::Reader(reader) = &mut model.screen {
        reader.make_room(about, wanted);
    }
}

/// The rows that a box for so many lines takes: at most two thirds of the page.
fn wanted(height: u16, lines: usize) -> (u16, bool) {
    let is_framed = height > LOW;
    let borders = if is_framed { 2 } else { 1 };
    let most = height - (height / 3).max(1).min(height);
    (u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(borders).min(most), is_framed)
}
