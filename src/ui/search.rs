//! What was found in the library: a heading a field, and two lines for each hit, where it is and the words around it.

use ratatui::style::Style;

use super::paint::{Painter, Strip, strip, wrapped};
use crate::app::geometry::{Area, Panes};
use crate::app::screen::search::{ADVICE, Line, Model};
use crate::app::shelf::Hit;
use crate::article::day;
use crate::export::voice_sign::sign_of;
use crate::span::Span;

/// Paints a search and what it has found.
pub(super) fn paint(search: &Model, painter: &mut Painter<'_>, panes: Panes) {
    let body = panes.body;
    let left = body.x + 2.min(body.width / 8);
    let end = (body.x + body.width).saturating_sub(1).max(left);
    if panes.header.height > 0 {
        let words = format!("Search your library: {}", search.query);
        let x = painter.words(strip(left, panes.header.y, end), &words, painter.theme.title);
        if let Some(hint) = search.found.hint.as_ref().filter(|_| !search.is_empty()) {
            painter.words(strip(x, panes.header.y, end), &format!(" · {hint}"), painter.theme.byline);
        }
    }
    let lines = search.lines();
    for (index, y) in search.list.seen(lines.len(), body.height).zip(body.y..) {
        let picked = search.list.picked;
        let Some(shown) = lines.get(index) else { continue };
        let is_picked = index == picked || (index == picked + 1 && matches!(shown, Line::Excerpt(_)));
        let style = if is_picked { painter.theme.picked } else { Style::new() };
        if is_picked {
            for x in left.saturating_sub(1)..=end {
                painter.symbol(x, y, " ", style);
            }
        }
        match shown {
            Line::Heading(name, total) => {
                painter.words(strip(left, y, end), &format!("{name}: {total}"), painter.theme.heading);
            }
            Line::Hit(hit, sign) => about(hit, *sign, painter, strip(left, y, end), style),
            Line::Excerpt(hit) => excerpt(hit, painter, strip(left + 2, y, end), style),
        }
    }
    let area = Area { x: left, width: end - left, ..body };
    match &search.mistake {
        Some(mistake) => {
            painter.blank(body);
            wrapped(painter, area, mistake, painter.theme.alarm);
        }
        None if lines.is_empty() => wrapped(painter, area, &advice(search), painter.theme.byline),
        None => {}
    }
}

fn advice(search: &Model) -> String {
    match search.answered.as_deref() {
        None => "looking …".to_owned(),
        Some("") => "Type words, \"phrases\", begin*, -without, speaker:NAME, by:NAME, tag:TAG, after:2020."
            .to_owned(),
        Some(query) => {
            let hint = search.found.hint.as_ref().map(|hint| format!(" {hint}.")).unwrap_or_default();
            format!("Nothing in your library has {query}. {ADVICE}{hint}")
        }
    }
}

/// Who said it, with a sign that is the same for all that they said, the article and its date.
fn about(hit: &Hit, sign: Option<usize>, painter: &mut Painter<'_>, room: Strip, style: Style) {
    let mut x = room.x;
    if let Some(speaker) = &hit.speaker {
        let voice = sign.map_or(painter.theme.unknown, |sign| painter.theme.voice(sign));
        painter.sign(x, room.y, sign_of(sign), voice.patch(style));
        let named = voice.patch(style);
        x = painter.words(strip(x + 2, room.y, room.end), speaker, named);
        x = painter.words(strip(x, room.y, room.end), " · ", style);
    }
    let date = hit.date.as_ref().map(|date| format!(" · {}", day(date))).unwrap_or_default();
    painter.words(strip(x, room.y, room.end), &format!("{}{date}", hit.title), style);
}

/// The words around what was looked for, which stands between brackets: colours alone would not tell it.
fn excerpt(hit: &Hit, painter: &mut Painter<'_>, room: Strip, style: Style) {
    let text = &*hit.excerpt;
    let mut x = room.x;
    let mut behind = begin(hit, room);
    if behind > 0 {
        x = painter.words(strip(x, room.y, room.end), "…", style);
    }
    for mark in &hit.marks {
        let plain = Span::new(behind, mark.start.max(behind)).of(text);
        x = painter.words(strip(x, room.y, room.end), plain, style);
        let found = painter.theme.found.patch(style);
        x = painter.words(strip(x, room.y, room.end), &format!("[{}]", mark.of(text)), found);
        behind = mark.end.max(behind);
    }
    let rest = Span::new(behind, text.len().max(behind)).of(text);
    painter.words(strip(x, room.y, room.end), rest, style);
}

/// Where the piece of the words that is shown begins: what was looked for stands in the first third of the row.
fn begin(hit: &Hit, room: Strip) -> usize {
    let before = usize::from(room.end.saturating_sub(room.x) / 3);
    let first = hit.marks.first().map_or(0, |mark| mark.start);
    let leading = Span::new(0, first).of(&hit.excerpt);
    let beyond = leading.chars().count().saturating_sub(before);
    let cut = leading.char_indices().nth(beyond).filter(|_| beyond > 0).map_or(0, |(place, _)| place);
    let rest = leading.get(cut..).unwrap_or_default();
    if cut == 0 { 0 } else { rest.find(' ').map_or(first, |blank| cut + blank + 1) }
}
