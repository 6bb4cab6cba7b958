//! A list over the page, the picked line told apart.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::filter::Filter;
use crate::app::geometry::{Area, inner_height};
use crate::app::list::List;
use crate::export::Certainty;
use crate::export::voice_sign::{mark_of, sign_of};

/// The cells of one line of a list, and its style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first column.
    pub(super) left: u16,
    /// The column behind the last one.
    pub(super) end: u16,
    /// The row.
    pub(super) y: u16,
    /// Plain, or that of the picked line.
    pub(super) style: Style,
}

/// Paints the lines of a list within a border of one cell that is there already: `each` paints the one with this
/// index.
pub(super) fn lines(
    painter: &mut Painter<'_>,
    area: Area,
    list: List,
    count: usize,
    mut each: impl FnMut(&mut Painter<'_>, usize, Line),
) {
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    for (index, y) in list.seen(count, inner_height(area)).zip(area.y + 1..) {
        let picked = index == list.picked;
        let style = if picked { painter.theme.picked } else { Style::new() };
        if picked {
            for x in left.saturating_sub(1)..end.saturating_add(1) {
                painter.symbol(x, y, " ", style);
            }
        }
        each(painter, index, Line { left, end, y, style });
    }
}

/// Paints what is typed to make a list shorter into its lower border, with how many lines are left; gives where the
/// cursor stands while it is being typed.
pub(super) fn filter(
    painter: &mut Painter<'_>,
    area: Area,
    filter: &Filter,
    (left, all): (usize, usize),
) -> Option<(u16, u16)> {
    if area.height < 2 || area.width < 8 || (filter.is_empty() && !filter.is_typing) {
        return None;
    }
    let (x, y, end) = (area.x + 2, area.y + area.height - 1, area.x + area.width - 2);
    let count = format!(" {left} of {all} ");
    let count_start = end.saturating_sub(u16::try_from(count.len()).unwrap_or(0));
    let behind = painter.words(strip(x, y, end), "/", painter.theme.key);
    let behind = painter.words(strip(behind, y, end), filter.editor.text(), painter.theme.ring);
    if behind + 1 < count_start {
        painter.words(strip(count_start, y, end), &count, painter.theme.status);
    }
    filter.is_typing.then_some((behind.min(end), y))
}

/// Paints the sign of a voice, by its number, and the name up to `end`.
pub(super) fn voice(painter: &mut Painter<'_>, line: Line, end: u16, sign: Option<usize>, name: &str) {
    let style = style_of(painter, sign).patch(line.style);
    painter.sign(line.left, line.y, sign_of(sign), style);
    painter.words(strip(line.left + 2, line.y, end), name, style);
}

/// The same with the mark that tells how much there is to the voice, which has a cell of its own.
pub(super) fn voice_so_sure(
    painter: &mut Painter<'_>,
    line: Line,
    end: u16,
    (sign, certainty): (Option<usize>, Certainty),
    name: &str,
) {
    let style = style_of(painter, sign).patch(line.style);
    painter.sign(line.left, line.y, sign_of(sign), style);
    if let Some(mark) = mark_of(certainty) {
        painter.sign(line.left + 1, line.y, mark, line.style);
    }
    painter.words(strip(line.left + 3, line.y, end), name, style);
}

fn style_of(painter: &Painter<'_>, sign: Option<usize>) -> Style {
    sign.map_or(painter.theme.unknown, |sign| painter.theme.voice(sign))
}
