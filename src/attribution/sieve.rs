//! The rules that say who speaks, in order: the first that answers decides.
//!
//! A rule is one file in `sieve/`: a doc line with an example that fires and one that must not, `decide`, named
//! conditions, cases. To add one, copy `sieve/according_to.rs`, add a line to [`SIEVES`] and cases to
//! `tests/golden/quotes`.

mod according_to;
mod colon_lead_in;
mod continued_quote;
mod conversation;
mod cue_adjacent;
mod label;
mod nearest_mention;
mod postposed;
mod pronoun;
mod shared_report;
mod signed;
mod tagged;

use std::ops::Range;

use super::candidate::{Candidate, Kind};
use super::cast::{Cast, SpeakerId};
use super::context::Context;
use super::focus::Focus;
use crate::span::Span;

/// One rule. It answers only when it is sure.
pub type Sieve = fn(&Scene<'_>, &Candidate) -> Option<Evidence>;

/// The rules, most precise first.
pub const SIEVES: &[(&str, Sieve)] = &[
    ("label", label::decide),
    ("postposed", postposed::decide),
    ("tagged", tagged::decide),
    ("colon-lead-in", colon_lead_in::decide),
    ("cue-adjacent", cue_adjacent::decide),
    ("according-to", according_to::decide),
    ("pronoun", pronoun::decide),
    ("signed", signed::decide),
    ("conversation", conversation::decide),
    ("continued-quote", continued_quote::decide),
    ("shared-report", shared_report::decide),
    ("nearest-mention", nearest_mention::decide),
];

/// The rules for words without marks: only the tagger and a plain shape tell them from the columnist's own.
const OF_INDIRECT: &[(&str, Sieve)] = &[("postposed", postposed::decide), ("tagged", tagged::decide)];

/// What a rule may look at: the article, who is in it, and what was decided so far.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The article.
    pub context: &'a Context<'a>,
    /// Everybody named.
    pub cast: &'a Cast,
    /// Who each sentence is about.
    pub(super) focus: &'a Focus,
    /// The quotation behind this one.
    pub next: Option<&'a Candidate>,
    /// The quotations before this one, with their speakers.
    pub earlier: &'a [(Candidate, Option<Decision>)],
}

/// What a rule found: the words that name the speaker, or the speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Who.
    pub who: Who,
    /// The reporting word.
    pub cue: Option<Span>,
    /// How sure the rule is of the words, from 0 to 1; leading them back to a name can only lower it.
    pub confidence: f32,
}

/// How a rule names the speaker.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// By a phrase, as tokens.
    Phrase(Range<usize>),
    /// By "who" or the like, as a token, behind the phrase it stands for.
    Relative(Range<usize>, usize),
    /// By a pronoun, as a token, and whom it stands for, if that is known.
    Pronoun(usize, Option<SpeakerId>),
    /// As somebody already known, with the words that name them here, if any do.
    Known(SpeakerId, Option<Span>),
}

/// An answered quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The rule that answered.
    pub sieve: &'static str,
    /// The reporting word.
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// Who it is; `None` for a pronoun that nobody named fits.
    pub speaker: Option<SpeakerId>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// Asks the rules in order.
pub fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<(&'static str, Evidence)> {
    answers(scene, candidate).next()
}

/// What all rules answer, in order.
pub(super) fn answers<'a>(
    scene: &'a Scene<'_>,
    candidate: &'a Candidate,
) -> impl Iterator<Item = (&'static str, Evidence)> + 'a {
    let sieves = if candidate.kind == Kind::Indirect { OF_INDIRECT } else { SIEVES };
    sieves.iter().filter_map(|(name, sieve)| sieve(scene, candidate).map(|evidence| (*name, evidence)))
}
