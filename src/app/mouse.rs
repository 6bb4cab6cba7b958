//! The mouse: the wheel scrolls, a click goes to a place, picks a line or walks the voice whose sign it is on, dragging
//! selects words or goes along the map.

use super::action::Action;
use super::charting;
use super::comparing;
use super::effect::Effect;
use super::geometry::{Area, Panes, inner_height, overlay};
use super::model::{Model, Overlay, Screen};
use super::overlay::WIDEST;
use super::preferences::{Map, Zen};
use super::screen::reader;
use super::update::{act, carry_out};
use crate::layout::Row;
use crate::span::Span;

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// What it did.
    pub gesture: Gesture,
    /// Cells from the left.
    pub x: u16,
    /// Cells from the top.
    pub y: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Gesture {
    WheelUp,
    WheelDown,
    Press,
    Drag,
}

/// Lines that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Takes in what the mouse did.
pub(super) fn touch(model: &mut Model, touch: Touch) -> Vec<Effect> {
    model.notice = None;
    model.pending = super::model::Pending::default();
    let times = if model.overlays.is_empty() && model.reader().is_some() { NOTCH } else { 1 };
    match (touch.gesture, model.overlays.last()) {
        (Gesture::WheelDown, _) => act(model, Action::LineDown, Some(times)),
        (Gesture::WheelUp, _) => act(model, Action::LineUp, Some(times)),
        (Gesture::Press, None) => press(model, touch),
        (Gesture::Press, Some(Overlay::Contents(shown))) => {
            let (area, list) = shown.areas(model.size);
            let line = line_at(list, touch).map(|row| shown.list.top + row);
            pick(model, area, touch, line)
        }
        (Gesture::Press, Some(Overlay::Chart(_))) => charting::click(model, (touch.x, touch.y)),
        (Gesture::Press, Some(Overlay::Comparing(_))) => comparing::click(model, (touch.x, touch.y)),
        (Gesture::Press, Some(Overlay::Help(_))) => {
            let area = overlay(model.size, WIDEST, usize::MAX);
            pick(model, area, touch, None)
        }
        (Gesture::Drag, None) => drag(model, touch),
        (Gesture::Press | Gesture::Drag, _) => Vec::new(),
    }
}

/// A click without an overlay: in the map to that part, in the words to that place, in the library on that article.
fn press(model: &mut Model, touch: Touch) -> Vec<Effect> {
    if let Some(percent) = on_map(model, touch) {
        return act(model, Action::Percent, Some(percent));
    }
    let body = Panes::chosen(model.size, model.zen()).body;
    let Some(row) = touch.y.checked_sub(body.y).filter(|row| *row < body.height) else {
        return Vec::new();
    };
    match &mut model.screen {
        Screen::Reader(reader) => {
            let line = reader.rows.get(usize::from(row)).and_then(Row::line).copied();
            if let Some(line) = line {
                let left = reader.measure().left;
                reader.end_selection();
                let place = line.offset_at(reader.article.text(), touch.x.saturating_sub(left));
                let touched = reader.article.link_at(place).map(|(number, _)| number);
                let is_there = touched.is_some() && touched == reader.link_here().map(|(number, _)| number);
                reader.cursor = place;
                let is_sign = touch.x < left && touch.x + reader.measure().gutter >= left;
                if let Some((place, speaker)) = voice_on(reader, line.span).filter(|_| is_sign) {
                    reader.cursor = place;
                    let outcome = reader.walk_voice(speaker);
                    model.tell("walking this voice; Esc walks all again");
                    return carry_out(model, outcome);
                }
                if is_there {
                    return act(model, Action::FollowLink, None);
                }
            }
            Vec::new()
        }
        Screen::Library(library) => {
            let line = library.list.top + usize::from(row);
            if line == library.list.picked {
                return act(model, Action::Choose, None);
            }
            library.list.picked = line.min(library.shelf.count.saturating_sub(1));
            Vec::new()
        }
        Screen::Search(searched) => {
            let search = &mut searched.search;
            let line = search.list.top + usize::from(row);
            let was = search.picked().cloned();
            search.touch(line);
            if was.is_some() && search.picked() == was.as_ref() {
                return act(model, Action::Choose, None);
            }
            Vec::new()
        }
        Screen::Opening(..) | Screen::Failed(..) => Vec::new(),
    }
}

/// The quotation whose sign stands beside the line with `span`, and whose it is.
fn voice_on(reader: &reader::Model, span: Span) -> Option<(usize, usize)> {
    let quotation = reader.foremost(span)?;
    Some((quotation.hull().start, quotation.speaker()?))
}

/// A click on an overlay picks a line, and one that is picked already is chosen; a click beside it closes it.
fn pick(model: &mut Model, area: Area, touch: Touch, line: Option<usize>) -> Vec<Effect> {
    let is_inside =
        (area.x..area.x + area.width).contains(&touch.x) && (area.y..area.y + area.height).contains(&touch.y);
    if !is_inside {
        model.overlays.pop();
        return Vec::new();
    }
    let (Some(line), Some(Overlay::Contents(shown))) = (line, model.overlays.last_mut()) else {
        return Vec::new();
    };
    if line == shown.list.picked {
        return act(model, Action::Choose, None);
    }
    if line < shown.shown() {
        shown.list.picked = line;
    }
    Vec::new()
}

/// Dragging selects words, and scrolls where it reaches the edge of the page; on the map it moves through the article.
fn drag(model: &mut Model, touch: Touch) -> Vec<Effect> {
    if let Some(percent) = on_map(model, touch) {
        return act(model, Action::Percent, Some(percent));
    }
    let body = Panes::chosen(model.size, model.zen()).body;
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    reader.select_from(reader.cursor);
    let last = body.height.saturating_sub(1);
    let row = touch.y.saturating_sub(body.y).min(last);
    // At either edge the page goes on under the mouse.
    if touch.y < body.y || row == last {
        return act(model, if touch.y < body.y { Action::LineUp } else { Action::LineDown }, None);
    }
    if let Some(place) = place_at(reader, row, touch.x) {
        reader.cursor = place;
    }
    Vec::new()
}

/// The place in the text under a cell of the page.
fn place_at(reader: &reader::Model, row: u16, x: u16) -> Option<usize> {
    let line = reader.rows.get(usize::from(row)).and_then(Row::line)?;
    Some(line.offset_at(reader.article.text(), x.saturating_sub(reader.measure().left)))
}

/// How far the part of the article is that the map has under the mouse, in percent.
fn on_map(model: &Model, touch: Touch) -> Option<usize> {
    let body = Panes::chosen(model.size, model.zen()).body;
    let has_map = model.preferences.map == Map::Shown && model.zen() == Zen::Off;
    let is_edge = touch.x + 1 == body.x + body.width && model.reader()?.measure().margin > 0;
    let row = touch.y.checked_sub(body.y).filter(|row| *row < body.height)?;
    (has_map && is_edge).then(|| usize::from(row) * 100 / usize::from(body.height.max(1)))
}

/// The line of a list that is under the mouse, counted from the first one seen.
fn line_at(area: Area, touch: Touch) -> Option<usize> {
    let row = touch.y.checked_sub(area.y + 1)?;
    (row < inner_height(area)).then_some(usize::from(row))
}
