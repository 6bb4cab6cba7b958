//! The library: one article a line.

use super::paint::{Painter, strip};
use crate::app::Shelved;
use crate::app::geometry::Panes;
use crate::app::screen::library::{Model, minutes};
use crate::export::counted;

/// Paints the library.
pub(super) fn paint(library: &Model, pace: u16, painter: &mut Painter<'_>, panes: Panes) {
    let body = panes.body;
    let left = body.x + 2.min(body.width / 8);
    let end = body.x + body.width;
    if panes.header.height > 0 {
        painter.words(strip(left, panes.header.y, end), "sayso · the library", painter.theme.title);
    }
    let height = body.height;
    for (index, y) in library.list.seen(library.shelf.len(), height).zip(body.y..) {
        let Some(shelved) = library.shelf.get(index) else {
            continue;
        };
        let style =
            if index == library.list.picked { painter.theme.picked } else { ratatui::style::Style::new() };
        let about = about(shelved, pace, end.saturating_sub(left));
        let about_width = u16::try_from(about.chars().count()).unwrap_or(0);
        let about_start = end.saturating_sub(about_width + 1).max(left);
        let by = shelved.byline.as_ref().map(|byline| format!(" — {byline}")).unwrap_or_default();
        if index == library.list.picked {
            for x in left.saturating_sub(1)..end {
                painter.symbol(x, y, " ", style);
            }
        }
        let title_end = if about.is_empty() { end } else { about_start.saturating_sub(1) };
        painter.words(strip(left, y, title_end), &format!("{}{by}", shelved.title), style);
        painter.words(strip(about_start, y, end), &about, style);
    }
}

/// Length, quotations and progress, where there is room for them.
fn about(shelved: &Shelved, pace: u16, room: u16) -> String {
    let minutes = format!("{} min", minutes(shelved.words, pace));
    let progress = match shelved.percent {
        None => "new".to_owned(),
        Some(100) => "read".to_owned(),
        Some(percent) => format!("{percent}%"),
    };
    let quotations = shelved.quotations.map(|count| counted(count, "quotation")).unwrap_or_default();
    match room {
        0..=29 => String::new(),
        30..=71 => format!("{minutes:>7} {progress:>5}"),
        _ => format!("{quotations:>15} {minutes:>8} {progress:>5}"),
    }
}
