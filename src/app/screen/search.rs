//! Searching the library: what was found in articles, in what people are quoted with, and in the reader's notes.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::geometry::{Panes, Size};
use crate::app::list::List;
use crate::app::shelf::{FIELDS, Found, Hit};
use crate::app::ticket::{Ticket, Tickets};

/// A search and what it has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// What is looked for, as it was typed.
    pub query: String,
    /// What was found for it, or for what was typed before it.
    pub found: Found,
    /// What `found` was found for; `None` before the first answer.
    pub answered: Option<String>,
    /// Why it cannot be looked for, in words.
    pub mistake: Option<String>,
    /// The picked line.
    pub list: List,
    /// The request that is not answered yet, and what it asks: the next one waits for it.
    asked: Option<(Ticket, String)>,
}

/// What to do next where nothing is found.
pub const ADVICE: &str = "Fewer words find more, and bridg* finds words that begin so. Quotations and speakers are known of \
                          articles that were opened, or taken in with “sayso add”.";

/// A line of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'m> {
    /// The heading of a field: its name, and how many were found there.
    Heading(&'static str, &'m str),
    /// What was found, and the sign of who said it.
    Hit(&'m Hit, Option<usize>),
    /// The words around it.
    Excerpt(&'m Hit),
}

impl Model {
    /// A search for `query`.
    pub(in crate::app) fn new(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// Asks for what is typed now, if it is not known and nothing is asked for yet.
    pub(in crate::app) fn ask(&mut self, tickets: &mut Tickets) -> Option<Effect> {
        let query = self.query.trim();
        if self.asked.is_some() || self.answered.as_deref() == Some(query) {
            return None;
        }
        if query.is_empty() {
            *self = Self::new(&self.query);
            self.answered = Some(String::new());
            return None;
        }
        let ticket = tickets.take();
        self.asked = Some((ticket, query.to_owned()));
        Some(Effect::SearchLibrary(ticket, query.to_owned()))
    }

    /// Takes in what was found. What was asked before something else was typed is shown until that is answered.
    pub(in crate::app) fn take(&mut self, ticket: Ticket, answer: Result<Found, String>, size: Size) {
        let Some((_, query)) = self.asked.take_if(|(asked, _)| *asked == ticket) else { return };
        self.answered = Some(query);
        match answer {
            Err(mistake) => {
                self.mistake = Some(mistake);
                self.found = Found::default();
                self.list = List::default();
            }
            Ok(found) => {
                self.mistake = None;
                self.found = found;
                self.list = List::at(1);
                self.settle(size);
            }
        }
    }

    /// Looks for something else.
    pub(in crate::app) fn look_for(&mut self, query: &str) {
        query.clone_into(&mut self.query);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.fields.iter().all(|hits| hits.hits.is_empty())
    }

    /// What was found, in lines.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut speakers: Vec<&str> = Vec::new();
        let mut lines = Vec::new();
        for ((_, name), hits) in FIELDS.iter().zip(&self.found.fields) {
            if hits.hits.is_empty() {
                continue;
            }
            lines.push(Line::Heading(name, &hits.total));
            for hit in &hits.hits {
                let sign = hit.speaker.as_deref().map(|speaker| place_of(speaker, &mut speakers));
                lines.extend([Line::Hit(hit, sign), Line::Excerpt(hit)]);
            }
        }
        lines
    }

    /// The picked hit.
    pub fn picked(&self) -> Option<&Hit> {
        match self.lines().get(self.list.picked) {
            Some(Line::Hit(hit, _) | Line::Excerpt(hit)) => Some(hit),
            _ => None,
        }
    }

    /// The hit with this number, counted from one over all fields.
    pub(in crate::app) fn pick(&mut self, number: usize) -> bool {
        let lines = self.lines();
        let hits = lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Hit(..)));
        let place = number.checked_sub(1).and_then(|number| hits.map(|(place, _)| place).nth(number));
        if let Some(place) = place {
            self.list.picked = place;
        }
        place.is_some()
    }

    /// Picks the hit on this line, if one is there.
    pub(in crate::app) fn touch(&mut self, line: usize) {
        let lines = self.lines();
        match lines.get(line) {
            Some(Line::Hit(..)) => self.list.picked = line,
            Some(Line::Excerpt(_)) => self.list.picked = line.saturating_sub(1),
            Some(Line::Heading(..)) | None => {}
        }
    }

    /// Carries out a moving action: from hit to hit, from field to field.
    pub(in crate::app) fn step(&mut self, action: Action, times: usize, size: Size) {
        let lines = self.lines();
        let is_hit = |line: &Line<'_>| matches!(line, Line::Hit(..));
        let is_heading = |line: &Line<'_>| matches!(line, Line::Heading(..));
        let behind = |from: usize, wanted: &dyn Fn(&Line<'_>) -> bool| {
            lines.iter().enumerate().skip(from + 1).find(|(_, line)| wanted(line)).map(|(place, _)| place)
        };
        let before = |from: usize, wanted: &dyn Fn(&Line<'_>) -> bool| {
            lines.iter().enumerate().take(from).rev().find(|(_, line)| wanted(line)).map(|(place, _)| place)
        };
        let mut picked = self.list.picked;
        let steps = match action {
            Action::LineDown | Action::LineUp => times.min(lines.len()),
            Action::PageDown | Action::PageUp => {
                usize::from(height(size) / 2).max(1) * times.min(lines.len())
            }
            _ => 1,
        };
        for _ in 0..steps.min(lines.len()) {
            let next = match action {
                Action::LineDown | Action::PageDown => behind(picked, &is_hit),
                Action::LineUp | Action::PageUp => before(picked, &is_hit),
                Action::Start => behind(0, &is_hit),
                Action::End => before(lines.len(), &is_hit),
                Action::NextTab => {
                    behind(picked, &is_heading).or_else(|| (!lines.is_empty()).then_some(0)).map(|it| it + 1)
                }
                Action::PreviousTab => {
                    let own = before(picked, &is_heading).unwrap_or(0);
                    before(own, &is_heading).or_else(|| before(lines.len(), &is_heading)).map(|it| it + 1)
                }
                _ => None,
            };
            picked = next.unwrap_or(picked);
        }
        self.list.picked = picked;
        self.settle(size);
    }

    /// Brings the picked hit into sight with its words, and with the heading if it is the first.
    pub(in crate::app) fn settle(&mut self, size: Size) {
        let (count, height) = (self.lines().len(), height(size));
        let picked = self.list.picked.min(count.saturating_sub(1));
        self.list.picked = (picked + 1).min(count.saturating_sub(1));
        self.list.settle(count, height);
        self.list.picked = picked;
        let is_first = matches!(self.lines().get(picked.saturating_sub(1)), Some(Line::Heading(..)));
        self.list.top = self.list.top.min(picked.saturating_sub(usize::from(is_first && height > 2)));
    }
}

/// The place of a speaker among those who were met, at their end if this is the first time.
fn place_of<'m>(speaker: &'m str, met: &mut Vec<&'m str>) -> usize {
    met.iter().position(|other| *other == speaker).unwrap_or_else(|| {
        met.push(speaker);
        met.len() - 1
    })
}

/// How many lines are seen.
pub fn height(size: Size) -> u16 {
    Panes::of(size).body.height
}
