//! The report stands with the next quotation of the paragraph: “We lost the room.” The lamps went out. “All of it,”
//! Moore said. Must stay silent where the paragraph names somebody before either.

use super::cue_adjacent::adjacent;
use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};
use crate::attribution::noun_phrase::is_any_pronoun;

/// Whoever says the next quotation in the same paragraph.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let next = scene.next?;
    let end = candidate.spans.last()?.end;
    let start = next.spans.first()?.start;
    let same_block = context.block_at(end.saturating_sub(1)) == context.block_at(start);
    let own = candidate.spans.first()?.start;
    let block = context.blocks.get(context.block_at(own))?.span;
    let is_about_somebody =
        scene.focus.last_subject(own).is_some_and(|(mention, _)| mention.start >= block.start);
    if !same_block || is_about_somebody || candidate.kind != Kind::Direct {
        return None;
    }
    let report = adjacent(context, next)?;
    let mention = context.span(&report.subject);
    let is_pronoun = report.subject.len() == 1 && is_any_pronoun(&context.lower(report.subject.start));
    let who = if is_pronoun {
        let (id, _) = scene.focus.pronoun(mention.start)?;
        Who::Known(id, Some(mention))
    } else {
        Who::Phrase(report.subject.clone())
    };
    Some(Evidence { who, cue: Some(context.tokens[report.cue].span), confidence: 0.72 })
}
