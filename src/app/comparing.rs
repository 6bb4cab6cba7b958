//! The article beside what is kept: beside another version of it, or each of its quotations beside the library. A list over
//! the page, whose lines are as long as they are; what is picked is gone to.

mod item;

pub use item::{INDENT, Item, Row, indent};

use std::sync::Arc;

use super::action::Action;
use super::effect::Effect;
use super::geometry::{Area, Size, inner_height, overlay};
use super::list::List;
use super::message::{CheckedPart, Message, Which};
use super::model::{Model, Overlay, Screen};
use super::overlay::WIDEST;
use super::problem::Problem;
use super::ticket::Ticket;
use crate::export::checked::{Told, sum};
use crate::export::counted;
use crate::revision::Subject;

/// What the article is laid beside, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparing {
    /// What it is laid beside.
    pub with: With,
    /// What came of it so far.
    pub items: Vec<Item>,
    /// The picked item, and the first that is seen.
    pub list: List,
    /// Rows of the first item that are passed over.
    pub skipped: usize,
    /// How many quotations there are to compare.
    count: usize,
    /// What is asked for and not answered yet.
    awaited: Option<Ticket>,
    /// What is told of each quotation.
    told: Vec<Told>,
    /// Articles that could not be asked, since nobody has listened to them yet.
    unheard: usize,
    heading: String,
}

/// What an article can be laid beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Another version of it.
    Version,
    /// The library.
    Library,
}

/// So many rows are expected for a quotation.
const ROWS: usize = 4;

/// Lays the open article beside something.
pub(super) fn open(model: &mut Model, with: With) -> Vec<Effect> {
    let Some(reader) = model.reader() else {
        model.tell("no article is open");
        return Vec::new();
    };
    let article = Arc::clone(&reader.article);
    let Some(analysis) = reader.analysis.clone() else {
        model.tell("still listening for voices; try again in a moment");
        return Vec::new();
    };
    let count = analysis.quotations.len();
    if with == With::Library && count == 0 {
        model.tell("no quotations were found here");
        return Vec::new();
    }
    let ticket = model.tickets.take();
    model.overlays.push(Overlay::Comparing(Comparing::new(with, count, ticket)));
    vec![match with {
        With::Version => Effect::FindChanges(ticket, article, analysis),
        With::Library => Effect::Check(ticket, article, analysis, 0),
    }]
}

/// Takes in what was found, if it is still waited for.
pub(super) fn take_in(model: &mut Model, message: Message) -> Vec<Effect> {
    let ticket = match &message {
        Message::Compared(ticket, _) | Message::Checked(ticket, _) => *ticket,
        _ => return Vec::new(),
    };
    let size = model.size;
    let shown = model.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Comparing(shown) if shown.awaited == Some(ticket) => Some(shown),
        _ => None,
    });
    let Some(shown) = shown else { return Vec::new() };
    shown.awaited = None;
    match message {
        Message::Compared(_, Ok(Some(versions))) if !versions.changes.is_empty() => {
            shown.heading = match versions.which {
                Which::Earlier => format!("Changed since {}", versions.seen),
                Which::Later => format!("Changed in the version of {}", versions.seen),
            };
            shown.items =
                versions.changes.iter().enumerate().map(|(at, change)| Item::changed(at, change)).collect();
            shown.settle(size);
        }
        Message::Compared(_, Ok(Some(versions))) => {
            give_up(model, &format!("the words are those of the version of {}", versions.seen));
        }
        Message::Compared(_, Ok(None)) => give_up(model, "only this version of the article is kept"),
        Message::Checked(_, Ok(part)) => return checked(model, part),
        Message::Compared(_, Err(problem)) | Message::Checked(_, Err(problem)) => fail(model, &problem),
        _ => {}
    }
    Vec::new()
}

/// Carries out an action over the list.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Vec<Effect> {
    let size = model.size;
    let Some(Overlay::Comparing(shown)) = model.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::Close => {
            model.overlays.pop();
        }
        Action::Choose => {
            let place = shown.items.get(shown.list.picked).map(|item| item.place);
            if let (Some(place), Screen::Reader(reader)) = (place, &mut model.screen) {
                reader.jump(place);
                model.overlays.pop();
            }
        }
        _ => shown.step(action, times, size),
    }
    Vec::new()
}

/// A click on an item picks it, one on the picked item goes there, and one beside the list closes it.
pub(super) fn click(model: &mut Model, (x, y): (u16, u16)) -> Vec<Effect> {
    let size = model.size;
    let Some(Overlay::Comparing(shown)) = model.overlays.last_mut() else { return Vec::new() };
    let area = shown.area(size);
    if !(area.x..area.x + area.width).contains(&x) || !(area.y..area.y + area.height).contains(&y) {
        return act(model, Action::Close, 1);
    }
    let rows = shown.rows(size);
    let item = y.checked_sub(area.y + 1).and_then(|row| rows.get(usize::from(row))).map(|row| row.item);
    match item {
        Some(item) if item == shown.list.picked => return act(model, Action::Choose, 1),
        Some(item) => shown.list.picked = item,
        None => {}
    }
    Vec::new()
}

/// Brings the picked item into sight again on a screen of another size.
pub(super) fn settle(model: &mut Model) {
    let size = model.size;
    if let Some(Overlay::Comparing(shown)) = model.overlays.last_mut() {
        shown.skipped = 0;
        shown.settle(size);
    }
}

fn give_up(model: &mut Model, why: &str) {
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Comparing(_)));
    model.tell(why);
}

fn fail(model: &mut Model, problem: &Problem) {
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Comparing(_)));
    model.warn(problem);
}

/// Some quotations were held against the library: the next ones are asked for.
fn checked(model: &mut Model, part: CheckedPart) -> Vec<Effect> {
    let Screen::Reader(reader) = &model.screen else { return Vec::new() };
    let (article, analysis) = (Arc::clone(&reader.article), reader.analysis.clone());
    if part.others == Some(0) {
        give_up(model, "there is no other article in your library; \u{201c}sayso add\u{201d} adds some");
        return Vec::new();
    }
    let size = model.size;
    let shown = model.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Comparing(shown) => Some(shown),
        _ => None,
    });
    let (Some(shown), Some(analysis)) = (shown, analysis) else { return Vec::new() };
    shown.unheard = part.unheard.unwrap_or(shown.unheard);
    for (index, told) in part.quotations {
        let place = analysis.quotations.get(index).map_or(0, |quotation| quotation.hull().start);
        shown.items.push(Item::checked(index + 1, place, &told));
        shown.told.push(told);
    }
    if let Some(next) = part.next {
        let ticket = model.tickets.take();
        shown.awaited = Some(ticket);
        return vec![Effect::Check(ticket, article, analysis, next)];
    }
    if shown.items.is_empty() {
        give_up(model, "nothing here is in quotation marks");
    } else {
        shown.settle(size);
    }
    Vec::new()
}

impl Comparing {
    fn new(with: With, count: usize, ticket: Ticket) -> Self {
        let heading = match with {
            With::Version => "What changed",
            With::Library => "Held against your library",
        };
        Self {
            with,
            items: Vec::new(),
            list: List::default(),
            skipped: 0,
            count,
            awaited: Some(ticket),
            told: Vec::new(),
            unheard: 0,
            heading: heading.to_owned(),
        }
    }

    /// What it is called.
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// Whether there is more to come.
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// What all of it comes to, or how far it is.
    pub fn status(&self) -> String {
        match (self.with, self.items.last()) {
            (With::Version, None) => "comparing …".to_owned(),
            (With::Library, last) if self.is_waiting() => {
                format!("{} of {} …", last.map_or(0, |item| item.number), counted(self.count, "quotation"))
            }
            (With::Library, _) => {
                let waiting = match self.unheard {
                    0 => String::new(),
                    count => format!("; {} still unheard", counted(count, "article")),
                };
                format!("{}{waiting}", sum(self.told.iter()))
            }
            (With::Version, Some(_)) => {
                let quotation = Subject::Quotation.name();
                let quoted = self.items.iter().filter(|item| item.head.starts_with(quotation)).count();
                let counts = [(quoted, quotation), (self.items.len() - quoted, Subject::Sentence.name())];
                let counts = counts.into_iter().filter(|(count, _)| *count > 0);
                counts.map(|(count, noun)| counted(count, noun)).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// Its box on the screen. It stays as it is while more comes.
    pub fn area(&self, size: Size) -> Area {
        let lines = match self.with {
            With::Library => self.count.saturating_mul(ROWS),
            With::Version => self.below(0, self.width(size)).take(usize::from(size.rows)).count().max(1),
        };
        overlay(size, WIDEST, lines)
    }

    /// The cells that words have.
    fn width(&self, size: Size) -> u16 {
        overlay(size, WIDEST, self.count).width.saturating_sub(4).max(1)
    }

    /// The rows that are seen.
    pub fn rows(&self, size: Size) -> Vec<Row> {
        let height = usize::from(inner_height(self.area(size)));
        self.below(self.list.top, self.width(size)).skip(self.skipped).take(height).collect()
    }

    /// All rows from an item on.
    fn below(&self, first: usize, width: u16) -> impl Iterator<Item = Row> {
        let items = self.items.iter().enumerate().skip(first);
        items.flat_map(move |(index, item)| item.rows(index, width))
    }

    fn rows_of(&self, item: usize, size: Size) -> usize {
        self.items.get(item).map_or(0, |found| found.rows(item, self.width(size)).len())
    }

    /// Goes to another item; one that is higher than the box is scrolled through first.
    fn step(&mut self, action: Action, times: usize, size: Size) {
        let height = usize::from(inner_height(self.area(size))).max(1);
        let last = self.items.len().saturating_sub(1);
        let hidden =
            |shown: &Self| (shown.rows_of(shown.list.top, size)).saturating_sub(shown.skipped + height);
        let is_alone = self.list.picked == self.list.top;
        match action {
            Action::LineDown | Action::PageDown if times == 1 && is_alone && hidden(self) > 0 => {
                self.skipped += hidden(self).min(height);
                return;
            }
            Action::LineUp | Action::PageUp if times == 1 && is_alone && self.skipped > 0 => {
                self.skipped -= self.skipped.min(height);
                return;
            }
            Action::LineDown => self.list.picked = self.list.picked.saturating_add(times).min(last),
            Action::LineUp => self.list.picked = self.list.picked.saturating_sub(times),
            Action::PageDown | Action::PageUp => {
                let mut seen: Vec<usize> = self.rows(size).iter().map(|row| row.item).collect();
                seen.dedup();
                let page = seen.len().saturating_sub(1).max(1).saturating_mul(times);
                let picked = self.list.picked;
                let is_down = action == Action::PageDown;
                self.list.picked =
                    if is_down { picked.saturating_add(page).min(last) } else { picked.saturating_sub(page) };
            }
            Action::Start => self.list.picked = 0,
            Action::End => self.list.picked = last,
            _ => return,
        }
        self.skipped = 0;
        self.settle(size);
    }

    /// Brings the picked item into sight, whole where there is room.
    fn settle(&mut self, size: Size) {
        let height = usize::from(inner_height(self.area(size))).max(1);
        let picked = self.list.picked.min(self.items.len().saturating_sub(1));
        let mut room = height.saturating_sub(self.rows_of(picked, size));
        let mut lowest = picked;
        while lowest > 0 && self.rows_of(lowest - 1, size) <= room {
            lowest -= 1;
            room -= self.rows_of(lowest, size);
        }
        let top = self.list.top.clamp(lowest, picked);
        if top != self.list.top {
            self.skipped = 0;
        }
        self.list = List { picked, top };
    }
}
