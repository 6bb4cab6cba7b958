//! A label names whose turn it is: “LEHRER: Good evening.” Must stay silent on: “Note: good evening.”

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;

/// Whoever the label names.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let label = candidate.label.clone()?;
    let colon = scene.context.tokens.get(label.end).map(|token| token.span);
    Some(Evidence { who: Who::Phrase(label), cue: colon, confidence: 0.95 })
}
