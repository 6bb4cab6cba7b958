//! A pronoun reports: “We lost,” she said. It stands for whoever the text is about and fits (`focus`).
//! Must stay silent on: “We lost,” Moore said, where a name reports.

use super::cue_adjacent::adjacent;
use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;
use crate::attribution::noun_phrase::is_any_pronoun;

/// The pronoun's person; nobody, and little confidence, where nobody named fits.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let report = adjacent(context, candidate)?;
    let is_pronoun = report.subject.len() == 1 && is_any_pronoun(&context.lower(report.subject.start));
    if !is_pronoun {
        return None;
    }
    let pronoun = report.subject.start;
    let found = scene.focus.pronoun(context.tokens[pronoun].span.start);
    Some(Evidence {
        who: Who::Pronoun(pronoun, found.map(|(id, _)| id)),
        cue: Some(context.tokens[report.cue].span),
        confidence: found.map_or(0.3, |(_, sure)| sure),
    })
}
