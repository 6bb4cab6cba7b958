//! Walking from voice to voice: the ring of quotations, or of one speaker's.

use std::sync::Arc;

use super::{Model, Outcome};
use crate::app::action::Action;
use crate::attribution::{Analysis, Kind};
use crate::export::counted;

/// What `n` and `N` walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// All quotations that have words in marks.
    Quotations,
    /// One speaker's, by index into [`Analysis::speakers`].
    Voice(usize),
}

impl Model {
    /// The quotations of a ring, by index, in the order of the text.
    pub fn members(&self, ring: Ring) -> Arc<[usize]> {
        match ring {
            Ring::Quotations => Arc::clone(&self.in_marks),
            Ring::Voice(speaker) => {
                let voice = self.analysis.as_ref().and_then(|analysis| analysis.speakers.get(speaker));
                voice.map(|voice| voice.quotations.as_slice().into()).unwrap_or_default()
            }
        }
    }

    /// The quotation at the cursor, by index.
    pub fn quotation_here(&self) -> Option<usize> {
        self.analysis.as_ref()?.quotation_at(self.cursor)
    }

    /// The ring and the place in it, in words: "4/12 quotations · James Comey", "4/5 James Comey"; the search while one is
    /// live.
    pub fn ring_label(&self) -> String {
        if let Some(label) = self.search_label() {
            return label;
        }
        let Some(analysis) = &self.analysis else {
            return "listening for voices …".to_owned();
        };
        let members = self.members(self.ring);
        let here = self.quotation_here();
        let place = here
            .and_then(|here| members.binary_search(&here).ok())
            .map(|place| format!("{}/", place + 1))
            .unwrap_or_default();
        match self.ring {
            Ring::Quotations if members.is_empty() => "no quotations".to_owned(),
            Ring::Quotations => {
                let voice = here.map(|here| format!(" · {}", voice_of(analysis, here))).unwrap_or_default();
                format!("{place}{}{voice}", counted(members.len(), "quotation"))
            }
            Ring::Voice(speaker) => {
                let name = analysis.speakers.get(speaker).map_or("", |speaker| &speaker.name);
                format!("{place}{} {name}", members.len())
            }
        }
    }

    /// Walks one voice, from its next quotation on; from its first when it has none further down.
    pub fn walk_voice(&mut self, speaker: usize) -> Outcome {
        self.ring = Ring::Voice(speaker);
        self.end_search();
        let here = self.quotation_here();
        let Some(analysis) = self.analysis.clone() else {
            return Outcome::Stay;
        };
        let members = self.members(self.ring);
        if here.is_some_and(|here| members.contains(&here)) {
            return Outcome::Stay;
        }
        let start =
            |index: &usize| analysis.quotations.get(*index).map_or(0, |quotation| quotation.hull().start);
        let next = members.iter().find(|index| start(index) >= self.cursor).or(members.first());
        if let Some(next) = next {
            self.jump(start(next));
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
        self.ring = Ring::Quotations;
        Outcome::Tell("all voices again".to_owned())
    }

    pub(super) fn next(&mut self, action: Action, count: usize) -> Outcome {
        self.walk(self.ring_for(action), count, Direction::On)
    }

    pub(super) fn previous(&mut self, action: Action, count: usize) -> Outcome {
        self.walk(self.ring_for(action), count, Direction::Back)
    }

    pub(super) fn same_speaker(&mut self, action: Action, count: usize) -> Outcome {
        let Some(analysis) = &self.analysis else {
            return not_yet();
        };
        let Some(here) = self.quotation_here() else {
            return Outcome::Tell("put the cursor on a quotation first: n goes to the next".to_owned());
        };
        let Some(speaker) = analysis.quotations.get(here).and_then(crate::attribution::Quotation::speaker)
        else {
            return Outcome::Tell("nobody is known to have said this one".to_owned());
        };
        let direction = if action == Action::NextBySpeaker { Direction::On } else { Direction::Back };
        self.walk(Ring::Voice(speaker), count, direction)
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
            return not_yet();
        };
        let members = self.members(ring);
        let start =
            |index: &usize| analysis.quotations.get(*index).map_or(0, |quotation| quotation.hull().start);
        let here = self.quotation_here();
        let steps = count.max(1) - 1;
        let next = match direction {
            Direction::On => {
                let from =
                    members.partition_point(|index| start(index) <= self.cursor || Some(*index) == here);
                members.get((from + steps).min(members.len().saturating_sub(1)).max(from))
            }
            Direction::Back => {
                let until =
                    members.partition_point(|index| start(index) < self.cursor && Some(*index) != here);
                until.checked_sub(1).and_then(|last| members.get(last.saturating_sub(steps)))
            }
        };
        let Some(next) = next else {
            return Outcome::Tell(self.end_of(ring, direction));
        };
        self.step(start(next));
        Outcome::Stay
    }
}

impl Model {
    /// What is said at the end of a ring.
    fn end_of(&self, ring: Ring, direction: Direction) -> String {
        let speakers = self.analysis.as_ref().map_or(&[][..], |analysis| &analysis.speakers);
        let whose = match ring {
            Ring::Quotations => String::new(),
            Ring::Voice(speaker) => {
                speakers.get(speaker).map(|speaker| format!(" by {}", speaker.name)).unwrap_or_default()
            }
        };
        match direction {
            _ if self.members(ring).is_empty() => format!("there is no quotation{whose}"),
            Direction::On => format!("no further quotation{whose}"),
            Direction::Back => format!("no earlier quotation{whose}"),
        }
    }
}

/// The quotations that are walked: those in marks, by index.
pub(super) fn in_marks(analysis: &Analysis) -> Arc<[usize]> {
    let quotations = analysis.quotations.iter().enumerate();
    quotations.filter(|(_, quotation)| quotation.kind != Kind::Indirect).map(|(at, _)| at).collect()
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

/// Attributions that are less sure than this are shown as a guess.
const SURE: f32 = 0.7;

/// The name of whoever said a quotation, as sure as the attribution is: "perhaps James Comey".
fn voice_of(analysis: &Analysis, quotation: usize) -> String {
    let attribution = analysis.quotations.get(quotation).and_then(|quotation| quotation.attribution.as_ref());
    let is_guess = attribution.is_some_and(|found| found.speaker.is_some() && found.confidence < SURE);
    let perhaps = if is_guess { "perhaps " } else { "" };
    format!("{perhaps}{}", name_of(analysis, quotation))
}

fn not_yet() -> Outcome {
    Outcome::Tell("still listening for voices; try again in a moment".to_owned())
}
