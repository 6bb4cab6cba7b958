//! The article beside another version of it, or beside the library: what was found, with its words in full.

use ratatui::style::{Modifier, Style};

use super::paint::{Painter, strip};
use crate::app::comparing::{Comparing, Row, indent};
use crate::app::geometry::{Area, Size, inner_height};
use crate::app::reviewing::Side;

/// Paints the list.
pub(super) fn paint(shown: &Comparing, painter: &mut Painter<'_>, size: Size) {
    let area = shown.area(size);
    painter.frame(area, shown.heading());
    if area.width < 5 || area.height == 0 {
        return;
    }
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let rows = shown.rows(size);
    for (row, y) in rows.iter().zip(area.y + 1..) {
        self::row(shown, row, painter, Area { x: left, y, width: end - left, height: 1 });
    }
    let status = shown.status();
    if rows.is_empty() && inner_height(area) > 0 {
        painter.words(strip(left, area.y + 1, end), &status, painter.theme.byline);
    }
    if area.height > 1 && !rows.is_empty() {
        let bottom = strip(left, area.y + area.height - 1, end);
        painter.words(bottom, &format!(" {status} "), painter.theme.status);
    }
}

fn row(shown: &Comparing, row: &Row, painter: &mut Painter<'_>, area: Area) {
    let item = shown.items.get(row.item);
    let (y, end) = (area.y, area.x + area.width);
    let mut x = area.x;
    if row.is_head {
        let wrong = item.is_some_and(|item| item.is_wrong);
        let style = if wrong { painter.theme.alarm } else { painter.theme.key };
        let is_picked = row.item == shown.list.picked;
        let style = if is_picked { style.patch(painter.theme.picked) } else { style };
        if is_picked {
            for x in area.x.saturating_sub(1)..end.saturating_add(1) {
                painter.symbol(x, y, " ", painter.theme.picked);
            }
        }
        for (words, _) in &row.pieces {
            x = painter.words(strip(x, y, end), words, style.add_modifier(Modifier::BOLD));
        }
        return;
    }
    x += indent(area.width);
    for (words, side) in &row.pieces {
        let style = match side {
            Side::Both => Style::new(),
            Side::Old => painter.theme.alarm,
            Side::New => painter.theme.found,
        };
        x = painter.words(strip(x, y, end), words, style);
    }
}
