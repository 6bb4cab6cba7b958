//! The few people and bodies that a reader has in mind, and who of them a pronoun takes.

use super::cast::{Cast, SpeakerId};
use super::speaker::SpeakerKind;
use crate::lexicon::Gender;

/// How many figures a reader has in mind.
pub(super) const MINDS: usize = 12;
/// However often somebody is named, they stand out no more than this.
const MOST: f32 = 1.6;
/// Whoever stands out less is forgotten.
const LEAST: f32 = 0.004;

/// Who is in mind, and how much each stands out.
#[derive(Clone, Debug, Default)]
pub(super) struct Minds(Vec<(SpeakerId, f32)>);

/// Whom a pronoun takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) id: SpeakerId,
    /// How sure that is, from 0 to 1.
    pub(super) sure: f32,
    /// Whether nobody else came near.
    pub(super) is_clear: bool,
}

impl Minds {
    /// Leaves this much of what stood out.
    pub(super) fn fade(&mut self, left: f32) {
        for (_, weight) in &mut self.0 {
            *weight *= left;
        }
    }

    /// Makes somebody stand out more.
    pub(super) fn remember(&mut self, id: SpeakerId, more: f32) {
        if let Some((_, weight)) = self.0.iter_mut().find(|(known, _)| *known == id) {
            *weight = (*weight + more).min(MOST);
            return;
        }
        if self.0.len() >= MINDS {
            let weakest = (0..self.0.len()).min_by(|&a, &b| self.0[a].1.total_cmp(&self.0[b].1));
            self.0.swap_remove(weakest.unwrap_or(0));
        }
        self.0.push((id, more));
    }

    /// Who fits best of those that are not barred.
    pub(super) fn best(&self, cast: &Cast, wanted: Wanted, barred: &[SpeakerId]) -> Option<Choice> {
        let mut best: Option<(SpeakerId, f32)> = None;
        let mut second = 0.0_f32;
        for (id, weight) in &self.0 {
            let weight = weight * wanted.fits(cast, *id);
            if weight <= 0.0 || barred.contains(id) {
                continue;
            }
            match best {
                Some((_, most)) if most >= weight => second = second.max(weight),
                _ => {
                    second = best.map_or(0.0, |(_, most)| most).max(second);
                    best = Some((*id, weight));
                }
            }
        }
        let (id, weight) = best.filter(|(_, weight)| *weight > LEAST)?;
        let share = weight / (weight + second);
        let faint = if weight < 0.1 { 0.15 } else { 0.0 };
        Some(Choice { id, sure: (0.5 + (share - 0.5) * 0.9).clamp(0.4, 0.92) - faint, is_clear: share > 0.8 })
    }
}

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    One(Gender),
    Anyone,
    Several,
    Thing,
    /// A firm or a society, neither a place nor a paper.
    Body,
    /// A city.
    Place,
}

/// The form of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Subject,
    Object,
    Owner,
}

impl Wanted {
    /// What the pronoun `word` asks for, and its form.
    pub(super) fn of(word: &str) -> Option<(Self, Case)> {
        let bare = word.split(['’', '\'']).next().unwrap_or(word);
        Some(match bare {
            "he" | "He" => (Self::One(Gender::Male), Case::Subject),
            "him" | "Him" => (Self::One(Gender::Male), Case::Object),
            "his" | "His" => (Self::One(Gender::Male), Case::Owner),
            "she" | "She" => (Self::One(Gender::Female), Case::Subject),
            "her" | "Her" | "hers" => (Self::One(Gender::Female), Case::Owner),
            "they" | "They" => (Self::Several, Case::Subject),
            "them" => (Self::Several, Case::Object),
            "it" | "It" => (Self::Thing, Case::Subject),
            _ => return None,
        })
    }

    /// Whether somebody fits at all.
    pub(super) fn takes(self, cast: &Cast, id: SpeakerId) -> bool {
        self.fits(cast, id) > 0.0
    }

    /// How well somebody fits, from 0 to 1 and a little more for a gender that is known.
    fn fits(self, cast: &Cast, id: SpeakerId) -> f32 {
        let figure = cast.figure(id);
        match (self, figure.kind) {
            (Self::One(gender), SpeakerKind::Person | SpeakerKind::Anonymous) if figure.is_shown_person => {
                match figure.gender {
                    Some(own) if own == gender => 1.1,
                    Some(_) => 0.0,
                    // Most texts say "the clerk" of a man unless they tell otherwise.
                    None if figure.words.is_empty() && gender == Gender::Female => 0.4,
                    None if figure.words.is_empty() => 0.7,
                    None => 0.9,
                }
            }
            (Self::One(_), SpeakerKind::Person) if figure.words.len() > 1 => 0.45,
            (Self::One(_), SpeakerKind::Person) => 0.25,
            (Self::Anyone, SpeakerKind::Person) if figure.is_shown_person => 1.0,
            (Self::Anyone, SpeakerKind::Person) if figure.words.len() > 1 => 0.45,
            (Self::Place, SpeakerKind::Organisation) if figure.is_city() => 1.0,
            (Self::Body, _) if figure.words.is_empty() => 0.0,
            (Self::Body, SpeakerKind::Organisation) if !figure.is_place && !figure.is_paper => 1.0,
            (Self::Body, SpeakerKind::Person) if !figure.is_shown_person && figure.words.len() == 1 => 0.25,
            (Self::Several, SpeakerKind::Group) | (Self::Thing, SpeakerKind::Organisation) => 1.0,
            (Self::Several, SpeakerKind::Organisation) if figure.is_several() => 1.0,
            (Self::Several, SpeakerKind::Organisation) if figure.is_paper || figure.is_place => 0.2,
            (Self::Several, SpeakerKind::Organisation) => 0.6,
            _ => 0.0,
        }
    }
}
