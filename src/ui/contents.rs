//! The contents, as a list over the page with the names of the lists above it.

mod voices;

use super::list;
use super::page::note_sign;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Area, Size};
use crate::app::screen::contents::{self, Asks, Line, Noted, State, TABS, Tab};
use crate::export::{Tally, counted};

/// Paints the panel; gives where the cursor of its filter stands.
pub(super) fn paint(
    model: &Model,
    shown: &contents::Model,
    painter: &mut Painter<'_>,
    size: Size,
) -> Option<(u16, u16)> {
    let (area, below) = shown.areas(size);
    let name_width = (area.width / 3).min(22);
    let most = if shown.tab == Tab::Speakers { shown.most_words() } else { 0 };
    painter.frame(area, "");
    list::lines(painter, below, shown.list, shown.shown(), |painter, index, line| match shown.line(index) {
        Some(Line::Heading(_, level, words, percent)) => {
            heading(painter, line, (level, percent), &words);
        }
        Some(Line::Quotation { sign, certainty, name, words, .. }) => {
            let behind = line.left + 3 + name_width;
            list::voice_so_sure(painter, line, behind, (sign, certainty), &name);
            painter.words(strip(behind + 1, line.y, line.end), &words, line.style);
        }
        Some(Line::Voice(voice)) => voices::paint(painter, line, &voice, most),
        Some(Line::Alias(words, quotations)) => {
            let count = counted(quotations, "quotation");
            let width = u16::try_from(count.len()).unwrap_or(0);
            let start = line.end.saturating_sub(width).max(line.left);
            painter.words(strip(line.left, line.y, start.saturating_sub(1)), &words, line.style);
            painter.words(strip(start, line.y, line.end), &count, line.style);
        }
        Some(Line::Note(noted)) => note(painter, line, &noted),
        Some(Line::Link { number, words, target, .. }) => link(painter, line, number, (&words, &target)),
        None => {}
    });
    if shown.shown() == 0 {
        let is_listening = model.reader().is_some_and(|reader| reader.analysis.is_none());
        let words = match shown.tab {
            Tab::Quotations | Tab::Speakers if is_listening => "still listening for voices …",
            _ if shown.filter.is_empty() => "none here",
            _ => "none with these words",
        };
        painter.words(
            strip(area.x + 2, area.y + 1, (area.x + area.width).saturating_sub(2)),
            words,
            painter.theme.byline,
        );
    }
    match &shown.asks {
        Asks::Nothing => tabs(painter, area, shown.tab),
        Asks::JoinWith(name) => title(painter, area, &format!("Who is {name} too?")),
        Asks::PartFrom(name) => title(painter, area, &format!("Who is not {name}?")),
    }
    if shown.tab == Tab::Speakers {
        voices::border(painter, (area, below), shown);
    }
    if let Some(reader) = model.reader().filter(|reader| reader.analysis.is_some()) {
        quotations(painter, area, shown, reader.tally());
    }
    list::filter(painter, area, &shown.filter, (shown.shown(), shown.all()))
}

/// What the lines of the list of quotations are, and how many of all are not among them.
fn quotations(painter: &mut Painter<'_>, area: Area, shown: &contents::Model, all: Tally) {
    let Some(listed) = shown.tally().filter(|_| shown.filter.is_empty() && !shown.filter.is_typing) else {
        return;
    };
    if area.width < 8 || area.height < 2 {
        return;
    }
    let missing = Tally { quoted: all.quoted - listed.quoted, reported: all.reported - listed.reported };
    let words = match missing.all() {
        0 => format!(" {} ", listed.told()),
        _ => format!(" {}; not here: {} ", listed.told(), missing.told()),
    };
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    painter.words(strip(left, area.y + area.height - 1, end), &words, painter.theme.status);
}

fn title(painter: &mut Painter<'_>, area: Area, words: &str) {
    let end = (area.x + area.width).saturating_sub(2);
    painter.words(strip(area.x + 2, area.y, end), &format!(" {words} "), painter.theme.title);
}

/// The names of the lists in the upper border, the one that is shown between brackets; on a narrow screen only that one.
fn tabs(painter: &mut Painter<'_>, area: Area, shown: Tab) {
    if area.width < 6 {
        return;
    }
    let end = area.x + area.width - 2;
    let names: Vec<String> = TABS
        .iter()
        .map(|(tab, name)| if *tab == shown { format!("[{name}]") } else { format!(" {name} ") })
        .collect();
    let all: usize = names.iter().map(String::len).sum();
    let has_room = all <= usize::from(area.width - 4);
    let mut x = area.x + 2;
    for ((tab, _), name) in TABS.iter().zip(&names) {
        if has_room || *tab == shown {
            let style = if *tab == shown { painter.theme.title } else { painter.theme.border };
            x = painter.words(strip(x, area.y, end), name, style);
        }
    }
}

fn heading(painter: &mut Painter<'_>, line: list::Line, (level, percent): (u8, u8), words: &str) {
    let percent = format!("{percent}%");
    let start = line.end.saturating_sub(5).max(line.left);
    let left = line.left + u16::from(level.saturating_sub(1)) * 2;
    painter.words(strip(left, line.y, start), words, line.style);
    painter.words(strip(start, line.y, line.end), &format!("{percent:>5}"), line.style);
}

/// A note: its sign, painted as its words are, its tags, what was written, and who says the words.
fn note(painter: &mut Painter<'_>, line: list::Line, noted: &Noted) {
    let style = noted.colour.map_or(painter.theme.cursor, |colour| painter.theme.highlight(colour));
    let sign = match noted.state {
        State::Found => note_sign(noted.colour, noted.note.is_some()),
        State::ToReview => '!',
        State::Orphan => '✗',
    };
    painter.sign(line.left, line.y, sign, line.style.patch(style));
    let mut x = line.left + 2;
    for tag in &noted.tags {
        let style = painter.theme.key.patch(line.style);
        x = painter.words(strip(x, line.y, line.end), &format!(".{tag} "), style);
    }
    let said = noted.speaker.as_ref().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
    let words = match &noted.note {
        Some(note) => format!("{note} — {said}{}", noted.words),
        None => format!("{said}{}", noted.words),
    };
    painter.words(strip(x, line.y, line.end), &words, line.style);
}

/// A link: its number, its words, and where it leads in what is left of the line.
fn link(painter: &mut Painter<'_>, line: list::Line, number: usize, (words, target): (&str, &str)) {
    let number = format!("{number:>3} ");
    let start = painter.words(strip(line.left, line.y, line.end), &number, line.style);
    let half = start + line.end.saturating_sub(start) / 2;
    let end = if words == target { line.end } else { half };
    let behind = painter.words(strip(start, line.y, end), words, line.style);
    if words != target && behind + 2 < line.end {
        let style = painter.theme.byline.patch(line.style);
        painter.words(strip(behind + 2, line.y, line.end), target, style);
    }
}
