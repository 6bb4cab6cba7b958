//! The line being typed, in place of the status line.

use super::paint::{Painter, strip, wrapped};
use crate::app::action::Action;
use crate::app::geometry::Area;
use crate::app::keymap::Context;
use crate::app::prompt::{Asks, Prompt};
use crate::app::{Model, Screen};
use crate::export::wrapped as lines;
use crate::find::Kind;
use crate::layout::{Blanks, clusters};
use crate::span::Span;

/// A mistake is told in at most so many rows.
const MOST_ROWS: usize = 3;

/// Paints the line; gives where its cursor stands. Of a long line the end that is being typed is seen.
pub(super) fn paint(
    model: &Model,
    prompt: &Prompt,
    painter: &mut Painter<'_>,
    area: Area,
) -> Option<(u16, u16)> {
    if area.height == 0 {
        return None;
    }
    painter.blank(area);
    let end = area.x + area.width;
    let told = told(model, prompt);
    let told_width = u16::try_from(told.chars().count()).unwrap_or(u16::MAX);
    let sign = match (prompt.asks, prompt.kind) {
        (Asks::Command, _) => ":",
        (Asks::Library, _) => "search: ",
        (Asks::Find, Kind::Words) | (Asks::Articles, _) => "/",
        (Asks::FindBack, Kind::Words) => "?",
        (Asks::FindBack, Kind::Expression) => "?expression? ",
        (Asks::Find, Kind::Expression) => "/expression/ ",
        (Asks::Matching, Kind::Words) => "&",
        (Asks::Matching, Kind::Expression) => "&expression/ ",
    };
    let left = painter.words(strip(area.x + 1, area.y, end), sign, painter.theme.key);
    let typed = prompt.editor.text();
    let before = Span::new(0, prompt.editor.cursor());
    let width = |span: Span| {
        clusters(typed, span, Blanks::Kept).fold(0u16, |sum, cluster| sum.saturating_add(cluster.width))
    };
    let room = end.saturating_sub(left + 1);
    let first = clusters(typed, before, Blanks::Kept)
        .map(|cluster| cluster.span.start)
        .find(|&start| width(Span::new(start, before.end)) <= room)
        .unwrap_or(before.end);
    let rest = Span::new(first, typed.len());
    let behind =
        painter.clusters(strip(left, area.y, end), clusters(typed, rest, Blanks::Kept), painter.theme.ring);
    let told_start = end.saturating_sub(told_width + 1);
    if behind + 2 < told_start {
        let style = if prompt.mistake.is_some() { painter.theme.alarm } else { painter.theme.status };
        painter.words(strip(told_start, area.y, end), &told, style);
    } else if prompt.mistake.is_some() {
        above(painter, area, &told);
    }
    let column = left + width(Span::new(first, before.end));
    Some((column.min(end.saturating_sub(1)), area.y))
}

/// Tells a mistake in the rows above the line, where the line has no room for it.
fn above(painter: &mut Painter<'_>, area: Area, mistake: &str) {
    let width = area.width.saturating_sub(2);
    let rows = lines(mistake, usize::from(width)).len().min(MOST_ROWS);
    let height = u16::try_from(rows).unwrap_or(0).min(area.y);
    let rows = Area { y: area.y - height, height, ..area };
    painter.blank(rows);
    wrapped(painter, Area { x: area.x + 1, width, ..rows }, mistake, painter.theme.alarm);
}

/// What has been found so far, or why nothing can be.
fn told(model: &Model, prompt: &Prompt) -> String {
    match (prompt.asks, &model.screen) {
        (Asks::Articles, Screen::Library(library)) => {
            return if library.mistake.is_some() { String::new() } else { library.told() };
        }
        (Asks::Command | Asks::Articles | Asks::Library, _) => return String::new(),
        _ => {}
    }
    if let Some(mistake) = &prompt.mistake {
        return mistake.to_string();
    }
    let search = model.reader().and_then(|reader| reader.search().map(|search| (reader, search)));
    let Some((reader, search)) = search.filter(|_| !prompt.editor.text().is_empty()) else {
        let key = model.keymap.key_for(Context::Prompt, Action::Expression);
        return key.map(|key| format!("{key} {}", Action::Expression.description())).unwrap_or_default();
    };
    match (search.matches.spans.len(), reader.match_here()) {
        (0, _) => "no match".to_owned(),
        (count, _) if search.matches.is_cut => format!("more than {count}"),
        (count, Some(here)) => format!("{}/{count}", here + 1),
        (count, None) => count.to_string(),
    }
}
