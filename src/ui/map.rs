//! The map at the right edge: quotations, notes and matches of the whole article, and which part of it is seen.

use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::screen::reader::{Model, Tick};
use crate::export::voice_sign::sign_of;

/// Paints the map, where the text leaves room for it. The part that is seen has a bar beside it, for which there is
/// a column of its own on all but narrow screens.
pub(super) fn paint(reader: &Model, painter: &mut Painter<'_>, body: Area) {
    let measure = reader.measure();
    let x = body.x + body.width.saturating_sub(1);
    // Behind the words stand a blank and the signs of notes.
    let free = measure.left + measure.width + 2;
    if measure.margin == 0 || free > x {
        return;
    }
    let bar = if free < x { x - 1 } else { x };
    let theme = painter.theme;
    for (row, y) in reader.map(body.height).into_iter().zip(body.y..) {
        if row.is_seen {
            painter.sign(bar, y, '│', theme.border);
        }
        let (sign, style) = match row.tick {
            Some(Tick::Match) => ('/', theme.cursor),
            Some(Tick::Note) => ('*', theme.cursor),
            Some(Tick::Quotation(Some(sign))) => (sign_of(Some(sign)), theme.voice(sign)),
            Some(Tick::Quotation(None)) => (sign_of(None), theme.unknown),
            None => continue,
        };
        painter.sign(x, y, sign, if row.is_seen { style.patch(theme.seen) } else { style });
    }
}
