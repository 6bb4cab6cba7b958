//! The places that `n` and `N` walk.

use std::sync::Arc;

use crate::attribution::{Analysis, Kind, Quotation, SpeakerKind};
use crate::correction::is_by_reader;
use crate::export::{Tally, is_reported};
use crate::span::NarrowSpans;

/// The places of one ring, worked out once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Walked {
    /// Its quotations, by index, in the order of the text.
    pub members: Arc<[usize]>,
    /// Its places, in the order of the text.
    pub places: Arc<NarrowSpans>,
    /// How many quotations those are.
    pub own: Tally,
    /// How many the article has.
    pub all: Tally,
    /// Whether the reader's word brought a quotation without marks among those that are walked first.
    has_reported: bool,
}

impl Walked {
    pub(super) fn new(ring: Ring, analysis: &Analysis) -> Self {
        let quotations = &analysis.quotations;
        let members: Arc<[usize]> = ring.members(analysis).into();
        Self {
            own: Tally::of(members.iter().filter_map(|index| quotations.get(*index))),
            all: Tally::of(quotations),
            has_reported: quotations
                .iter()
                .any(|quotation| is_reported(quotation) && is_by_reader(quotation)),
            places: Arc::new(ring.places(analysis)),
            members,
        }
    }

    /// So many places of its ring, in words: "4 quoted", "1 James Comey". What is reported without marks is never
    /// counted without being named.
    pub(super) fn counted(&self, ring: Ring, analysis: &Analysis, count: usize) -> String {
        match ring {
            Ring::Quotations if self.has_reported => format!("{count} quoted or yours"),
            Ring::Quotations => format!("{count} quoted"),
            Ring::Direct => format!("{count} all in marks"),
            Ring::Everything => format!("{count} quoted or reported"),
            Ring::Nameless => format!("{count} without a name"),
            Ring::Unspoken => format!("{count} in marks that nobody said"),
            Ring::Voice(speaker) => {
                let name = analysis.speakers.get(speaker).map_or("", |speaker| &speaker.name);
                format!("{count} {name}")
            }
        }
    }
}

/// What `n` and `N` walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// All quotations that have words in marks, and what the reader says of others.
    Quotations,
    /// Only those that are all in marks.
    Direct,
    /// What is reported without marks too.
    Everything,
    /// What nobody known is said to have said, or somebody whose name is kept back.
    Nameless,
    /// Words in marks that nobody said: scare quotes, titles, nicknames.
    Unspoken,
    /// One speaker's, by index into [`Analysis::speakers`].
    Voice(usize),
}

impl Ring {
    /// The quotations of this ring, by index, in the order of the text.
    pub fn members(self, analysis: &Analysis) -> Vec<usize> {
        if let Self::Voice(speaker) = self {
            return analysis.speakers.get(speaker).map(|voice| voice.quotations.clone()).unwrap_or_default();
        }
        let belongs = |quotation: &Quotation| match self {
            Self::Quotations => !is_reported(quotation) || is_by_reader(quotation),
            Self::Direct => quotation.kind == Kind::Direct,
            Self::Everything | Self::Voice(_) => true,
            Self::Nameless => is_nameless(analysis, quotation),
            Self::Unspoken => false,
        };
        let quotations = analysis.quotations.iter().enumerate();
        quotations.filter(|(_, quotation)| belongs(quotation)).map(|(at, _)| at).collect()
    }

    /// The places of this ring, in the order of the text.
    pub fn places(self, analysis: &Analysis) -> NarrowSpans {
        if self == Self::Unspoken {
            return analysis.unspoken.iter().copied().collect();
        }
        let members = self.members(analysis).into_iter();
        members.filter_map(|index| Some(analysis.quotations.get(index)?.hull())).collect()
    }

    /// Which kinds the places of one voice are of: "4 quoted, 1 reported".
    pub(super) fn kinds(self, analysis: &Analysis) -> Option<String> {
        let Self::Voice(speaker) = self else { return None };
        let theirs = analysis.speakers.get(speaker)?.quotations.iter();
        Some(Tally::of(theirs.filter_map(|index| analysis.quotations.get(*index))).told())
    }
}

fn is_nameless(analysis: &Analysis, quotation: &Quotation) -> bool {
    analysis.speaker_of(quotation).is_none_or(|speaker| speaker.kind == SpeakerKind::Anonymous)
}
