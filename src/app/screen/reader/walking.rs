//! Walking from voice to voice along a ring.

use std::sync::Arc;

use super::ring::Walked;
use super::{Model, Outcome, Ring};
use crate::app::action::Action;
use crate::attribution::Analysis;
use crate::export::{Tally, voice_name};
use crate::span::{NarrowSpans, Span};

impl Model {
    /// The quotation at the cursor, by index.
    pub fn quotation_here(&self) -> Option<usize> {
        self.analysis.as_ref()?.quotation_at(self.cursor)
    }

    /// The ring and the place in it, in words: "4/12 quoted · James Comey", "4/5 James Comey · 3 quoted, 2
    /// reported"; the search while one is live. Away from the places of the first ring it tells how many quotations there
    /// are of both kinds: "12 quoted, 6 reported".
    pub fn ring_label(&self) -> String {
        if let Some(label) = self.selection_label().or_else(|| self.search_label()) {
            return label;
        }
        let Some(analysis) = &self.analysis else {
            return "listening for voices …".to_owned();
        };
        let places = &self.walked.places;
        if places.is_empty() {
            return match self.ring {
                Ring::Quotations => self.walked.all.told(),
                ring => format!("no {}", self.walked.counted(ring, analysis, 0).trim_start_matches("0 ")),
            };
        }
        let here = self.place_here(self.ring, places);
        if self.ring == Ring::Quotations && here.is_none() {
            return self.walked.all.told();
        }
        let number = here.map(|here| format!("{}/", here + 1)).unwrap_or_default();
        let is_one_voice = matches!(self.ring, Ring::Voice(_) | Ring::Unspoken);
        let quotation = self.quotation_here().filter(|_| !is_one_voice && here.is_some());
        let voice = quotation.map(|here| format!(" · {}", voice_of(analysis, here))).unwrap_or_default();
        let kinds = self.ring.kinds(analysis).map(|kinds| format!(" · {kinds}")).unwrap_or_default();
        format!("{number}{}{kinds}{voice}", self.walked.counted(self.ring, analysis, places.len()))
    }

    /// The same where there is little room: who speaks, then the place in the ring. `None` where no voice is walked here.
    pub fn short_label(&self) -> Option<String> {
        if self.selection.is_some() || self.search().is_some() || self.ring == Ring::Unspoken {
            return None;
        }
        let (analysis, here) = (self.analysis.as_ref()?, self.quotation_here()?);
        let number = self.place_here(self.ring, &self.walked.places)? + 1;
        Some(format!("{} {number}/{}", voice_of(analysis, here), self.walked.places.len()))
    }

    /// How many quotations the article has.
    pub fn tally(&self) -> Tally {
        self.walked.all
    }

    /// How many of them are in the ring.
    pub fn members_tally(&self) -> Tally {
        self.walked.own
    }

    /// The quotations of the ring, by index, in the order of the text.
    pub fn members(&self) -> Arc<[usize]> {
        Arc::clone(&self.walked.members)
    }

    fn places_of(&self, ring: Ring, analysis: &Analysis) -> Arc<NarrowSpans> {
        if ring == self.ring { Arc::clone(&self.walked.places) } else { Arc::new(ring.places(analysis)) }
    }

    /// Makes a ring the one that is walked.
    pub(super) fn turn_to(&mut self, ring: Ring) {
        self.ring = ring;
        self.walked = self.analysis.as_ref().map(|analysis| Walked::new(ring, analysis)).unwrap_or_default();
    }

    /// Which of the places of a ring the cursor is at.
    fn place_here(&self, ring: Ring, places: &NarrowSpans) -> Option<usize> {
        if ring == Ring::Unspoken {
            let last = places.partition_point(|place| place.start <= self.cursor).checked_sub(1)?;
            return places.get(last).filter(|place| place.contains(self.cursor)).map(|_| last);
        }
        let hull = self.analysis.as_ref()?.quotations.get(self.quotation_here()?)?.hull();
        let first = places.partition_point(|place| place.start < hull.start);
        let same = places.iter().skip(first).take_while(|place| place.start == hull.start);
        same.enumerate().find(|(_, place)| *place == hull).map(|(behind, _)| first + behind)
    }

    /// Walks one voice, from its next quotation on; from its first when it has none further down.
    pub fn walk_voice(&mut self, speaker: usize) -> Outcome {
        self.turn_to(Ring::Voice(speaker));
        self.end_search();
        let places = Arc::clone(&self.walked.places);
        if self.place_here(self.ring, &places).is_none() {
            let next = places.partition_point(|place| place.start < self.cursor);
            if let Some(next) = places.get(next).or(places.get(0)) {
                self.jump(next.start);
            }
        }
        Outcome::Stay
    }

    pub(super) fn all_voices(&mut self) -> Outcome {
        if self.end_search() {
            return Outcome::Tell("the search is over".to_owned());
        }
        if self.ring == Ring::Quotations {
            return Outcome::Stay;
        }
        self.turn_to(Ring::Quotations);
        Outcome::Tell("all voices again".to_owned())
    }

    /// Walks another ring, from here on.
    pub(super) fn walk_ring(&mut self, ring: Ring, count: usize, direction: Direction) -> Outcome {
        self.turn_to(ring);
        self.end_search();
        self.walk(ring, count, direction)
    }

    pub(super) fn next(&mut self, action: Action, count: usize) -> Outcome {
        self.walk(self.ring_for(action), count, Direction::On)
    }

    pub(super) fn previous(&mut self, action: Action, count: usize) -> Outcome {
        self.walk(self.ring_for(action), count, Direction::Back)
    }

    pub(super) fn same_speaker(&mut self, action: Action, count: usize) -> Outcome {
        let Some(analysis) = &self.analysis else {
            return Outcome::AwaitVoices;
        };
        let here = self.quotation_here().and_then(|here| analysis.quotations.get(here));
        let speaker = match here {
            Some(quotation) => quotation.speaker(),
            None => self.named_here(analysis),
        };
        let Some(speaker) = speaker else {
            return Outcome::Tell(match here {
                Some(_) => "nobody is known to have said this one".to_owned(),
                None => "no quotation and no speaker's name here: n goes to the next".to_owned(),
            });
        };
        let direction = if action == Action::NextBySpeaker { Direction::On } else { Direction::Back };
        self.walk(Ring::Voice(speaker), count, direction)
    }

    /// The speaker whose name is at the cursor, else the first one named in its sentence.
    pub(super) fn named_here(&self, analysis: &Analysis) -> Option<usize> {
        let sentence = analysis.parts.sentences.iter().find(|span| span.contains(self.cursor))?;
        let words = sentence.of(self.article.text());
        let named = analysis.speakers.iter().enumerate().flat_map(|(index, speaker)| {
            let last = speaker.name.split_whitespace().last().unwrap_or_default();
            let names = [speaker.name.as_str(), last].into_iter();
            let names = names.chain(speaker.aliases.iter().map(String::as_str));
            names.filter(|name| name.starts_with(char::is_uppercase)).filter_map(move |name| {
                let start = sentence.start + words.find(name)?;
                Some((Span::new(start, start + name.len()), index))
            })
        });
        named.min_by_key(|(span, _)| (!span.contains(self.cursor), span.start)).map(|(_, speaker)| speaker)
    }

    pub(super) fn next_note(&mut self) -> Outcome {
        let next = self.notes.marks().iter().map(|mark| mark.span.start).find(|start| *start > self.cursor);
        self.go_to_note(next, "no further notes")
    }

    pub(super) fn previous_note(&mut self) -> Outcome {
        let marks = self.notes.marks().iter().rev().map(|mark| mark.span.start);
        let previous = marks.into_iter().find(|start| *start < self.cursor);
        self.go_to_note(previous, "no earlier notes")
    }

    fn go_to_note(&mut self, place: Option<usize>, otherwise: &str) -> Outcome {
        let Some(place) = place else {
            return Outcome::Tell(otherwise.to_owned());
        };
        self.step(place);
        Outcome::Stay
    }

    fn ring_for(&self, action: Action) -> Ring {
        if matches!(action, Action::NextInRing | Action::PreviousInRing) {
            self.ring
        } else {
            Ring::Quotations
        }
    }

    /// Goes `count` places on or back in a ring. At either end it says so and stays.
    fn walk(&mut self, ring: Ring, count: usize, direction: Direction) -> Outcome {
        let Some(analysis) = self.analysis.clone() else {
            return Outcome::AwaitVoices;
        };
        let places = self.places_of(ring, &analysis);
        let steps = count.max(1) - 1;
        let next = match direction {
            Direction::On => {
                let from = places.partition_point(|place| place.start <= self.cursor);
                places.get((from + steps).min(places.len().saturating_sub(1)).max(from))
            }
            Direction::Back => {
                let here = self.place_here(ring, &places).and_then(|here| places.get(here));
                let before = here.map_or(self.cursor, |here| here.start);
                let until = places.partition_point(|place| place.start < before);
                until.checked_sub(1).and_then(|last| places.get(last.saturating_sub(steps)))
            }
        };
        let Some(next) = next else {
            return Outcome::Tell(end_of(ring, &analysis, direction));
        };
        self.step(next.start);
        Outcome::Stay
    }
}

/// Which way a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    On,
    Back,
}

impl Direction {
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::On => Self::Back,
            Self::Back => Self::On,
        }
    }
}

/// The display name of whoever said a quotation.
pub(in crate::app) fn name_of(analysis: &Analysis, quotation: usize) -> &str {
    let found = analysis.quotations.get(quotation).and_then(|quotation| analysis.speaker_of(quotation));
    found.map_or("unknown speaker", |speaker| speaker.name.as_str())
}

fn voice_of(analysis: &Analysis, quotation: usize) -> String {
    analysis.quotations.get(quotation).map(|quotation| voice_name(analysis, quotation)).unwrap_or_default()
}

/// What is said at the end of a ring.
fn end_of(ring: Ring, analysis: &Analysis, direction: Direction) -> String {
    let what = match ring {
        Ring::Quotations | Ring::Everything => "quotation".to_owned(),
        Ring::Direct => "quotation all in marks".to_owned(),
        Ring::Nameless => "quotation without a name".to_owned(),
        Ring::Unspoken => "words in marks that nobody said".to_owned(),
        Ring::Voice(speaker) => {
            let name = analysis.speakers.get(speaker).map_or("", |speaker| &speaker.name);
            format!("quotation by {name}")
        }
    };
    match direction {
        _ if ring.places(analysis).is_empty() => format!("there is no {what}"),
        Direction::On => format!("no further {what}"),
        Direction::Back => format!("no earlier {what}"),
    }
}
