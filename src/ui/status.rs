//! The last line: the ring and the place in it, what was just done, how far one is.

use ratatui::style::Style;

use super::paint::{Painter, Strip, strip, wrapped};
use crate::annotation::Colour;
use crate::app::action::Action;
use crate::app::geometry::Area;
use crate::app::key::sequence_name;
use crate::app::keymap::Context;
use crate::app::notes::Notes;
use crate::app::preferences::Zen;
use crate::app::renewing::{self, Renewing};
use crate::app::screen::reader::{self, Ring};
use crate::app::{Model, Pending, Screen, Tone};
use crate::export::counted;
use crate::export::voice_sign::sign_of;

/// Paints the status line.
pub(super) fn paint(model: &Model, painter: &mut Painter<'_>, area: Area) {
    let is_quiet = model.notice.is_none() && model.pending == Pending::default();
    if area.height == 0 || (model.zen() == Zen::On && is_quiet) {
        return;
    }
    painter.blank(area);
    let end = area.x + area.width;
    if model.pending.asks_colour {
        colours(model, painter, area, end);
        return;
    }
    let right = right_part(model, area.width);
    let right_width = u16::try_from(right.chars().count()).unwrap_or(u16::MAX);
    let right_start = end.saturating_sub(right_width + 1);
    let left_end = if right_start > area.x + 12 { right_start.saturating_sub(1) } else { end };
    if left_end < end {
        painter.words(strip(right_start, area.y, end), &right, painter.theme.status);
    }
    if let Some(notice) = &model.notice {
        match notice.tone {
            Tone::Alarm => alarm(painter, area, &notice.text),
            Tone::Calm => calm(painter, area, &notice.text, left_end),
        }
        return;
    }
    match &model.screen {
        Screen::Reader(reader) => ring(model, reader, painter, strip(area.x + 1, area.y, left_end)),
        Screen::Library(library) => {
            let room = strip(area.x + 1, area.y, left_end);
            let words =
                renewing::progress(model).unwrap_or_else(|| super::library::status(library, model.size));
            painter.words(room, &words, painter.theme.ring);
        }
        Screen::Search(searched) => {
            let key = |action| model.keymap.key_for(Context::Search, action).unwrap_or_default();
            let (opens, again) = (key(Action::Choose), key(Action::Search));
            let words = format!("{opens} opens at the words, {again} looks for others");
            let words = if searched.search.is_empty() { String::new() } else { words };
            painter.words(strip(area.x + 1, area.y, left_end), &words, painter.theme.ring);
        }
        Screen::Failed(..) => {
            let key = |action| model.keymap.key_for(Context::Failed, action).unwrap_or_default();
            let words = format!("{} tries again, {} leaves", key(Action::Retry), key(Action::Close));
            painter.words(strip(area.x + 1, area.y, left_end), &words, painter.theme.ring);
        }
        Screen::Opening(..) => {}
    }
}

/// What was done, and which digit gives the highlight which colour, with what the colours mean to the reader.
fn colours(model: &Model, painter: &mut Painter<'_>, area: Area, end: u16) {
    let done = model.notice.as_ref().map_or("colour?", |notice| notice.text.as_str());
    let mut x = painter.words(strip(area.x + 1, area.y, end), done, painter.theme.notice);
    for colour in Colour::ALL {
        let key = model.keymap.key_for(Context::Colour, Action::Paint(colour)).unwrap_or_default();
        let code = model.preferences.code(colour);
        let name = if code.is_empty() { colour.name() } else { code };
        x = painter.words(strip(x, area.y, end), "  ", painter.theme.status);
        x = painter.words(strip(x, area.y, end), &key, painter.theme.key);
        x = painter.words(strip(x, area.y, end), " ", painter.theme.status);
        x = painter.words(strip(x, area.y, end), name, painter.theme.highlight(colour));
    }
}

/// The most rows that a warning may take of the page.
const ALARM: u16 = 4;

/// A warning, whole: it grows up over the page as far as it needs.
fn alarm(painter: &mut Painter<'_>, area: Area, words: &str) {
    grown(painter, area, words, painter.theme.alarm);
}

fn grown(painter: &mut Painter<'_>, area: Area, words: &str, style: Style) {
    let width = area.width.saturating_sub(2).max(1);
    let rows =
        u16::try_from(words.chars().count()).unwrap_or(u16::MAX).div_ceil(width.saturating_sub(8).max(1));
    let height = rows.clamp(1, ALARM.min(area.y + 1));
    let grown = Area { x: area.x, y: area.y + 1 - height, width: area.width, height };
    painter.blank(grown);
    let inner = Area { x: grown.x + 1, width, ..grown };
    wrapped(painter, inner, words, style);
}

/// What was done: beside the rest of the line where it fits, else over it, else up over the page.
fn calm(painter: &mut Painter<'_>, area: Area, words: &str, left_end: u16) {
    let (start, end) = (area.x + 1, area.x + area.width);
    let cells = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
    if start.saturating_add(cells) <= left_end {
        painter.words(strip(start, area.y, left_end), words, painter.theme.notice);
    } else if start.saturating_add(cells) <= end {
        painter.blank(area);
        painter.words(strip(start, area.y, end), words, painter.theme.notice);
    } else {
        grown(painter, area, words, painter.theme.notice);
    }
}

fn ring(model: &Model, reader: &reader::Model, painter: &mut Painter<'_>, room: Strip) {
    let link = reader.link_label().filter(|_| reader.search().is_none());
    let is_link = link.is_some();
    let short = reader.short_label().filter(|_| model.size.columns < ROOMY);
    let label = link.or(short).unwrap_or_else(|| reader.ring_label());
    let speaker = match reader.ring {
        _ if reader.search().is_some() || is_link => None,
        Ring::Voice(speaker) => Some(speaker),
        Ring::Unspoken => None,
        Ring::Quotations | Ring::Direct | Ring::Everything | Ring::Nameless => {
            let analysis = reader.analysis.as_ref();
            analysis.and_then(|analysis| analysis.quotations.get(reader.quotation_here()?)?.speaker())
        }
    };
    let mut x = room.x;
    let sign = reader.analysis.as_ref().and_then(|analysis| analysis.sign_of(speaker));
    if let Some(sign) = sign {
        painter.sign(x, room.y, sign_of(Some(sign)), painter.theme.voice(sign));
        x += 2;
    }
    let x = painter.words(strip(x, room.y, room.end), &label, painter.theme.ring);
    let marked = reader.marked_here(|colour| model.preferences.code(colour).to_owned());
    let words = match reader.notes {
        Notes::Missing(_) => "notes cannot be kept".to_owned(),
        Notes::Loading | Notes::Known(_) => marked.unwrap_or_else(|| noted(reader)),
    };
    if x + 3 < room.end && !words.is_empty() {
        painter.words(strip(x, room.y, room.end), &format!("  {words}"), painter.theme.status);
    }
}

/// "3 notes, 1 note to review, 2 corrections without a place"; nothing where there is none.
fn noted(reader: &reader::Model) -> String {
    let marks = reader.notes.marks().len();
    let placed = (marks > 0).then(|| counted(marks, "note"));
    placed.into_iter().chain(reader.notes.displaced()).collect::<Vec<_>>().join(", ")
}

/// On a narrower screen the status line says first who speaks.
const ROOMY: u16 = 40;

/// From this width on the status line tells how long the rest takes.
const MINUTES_FROM: u16 = 72;

/// Keys typed so far, how far one is, how long the rest takes, and the key for help.
fn right_part(model: &Model, room: u16) -> String {
    let mut parts = Vec::new();
    if let Some(count) = model.pending.count {
        parts.push(count.to_string());
    }
    if !model.pending.keys.is_empty() {
        parts.push(format!("{}…", sequence_name(&model.pending.keys)));
    }
    if let Some(action) = model.pending.letter_for {
        let key = model.keymap.key_for(Context::Reader, action).unwrap_or_default();
        parts.push(format!("{key}…"));
    }
    if let Some(reader) = model.reader() {
        if room < ROOMY && reader.short_label().is_some() {
            // Who speaks is worth more than how far one is.
            return parts.join("  ");
        }
        parts.extend(model.renewing.as_ref().filter(|_| room >= MINUTES_FROM).map(Renewing::told_briefly));
        parts.push(format!("{}%", reader.percent()));
        let minutes = reader.minutes_left(model.words_a_minute());
        if minutes > 0 && room >= MINUTES_FROM {
            parts.push(format!("{minutes} min left"));
        }
    }
    if let Some(key) = model.keymap.key_for(Context::Everywhere, Action::Help) {
        parts.push(format!("{key} help"));
    }
    parts.join("  ")
}
