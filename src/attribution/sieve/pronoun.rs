//! A pronoun reports: “We lost,” she said. It stands for the last fitting person named or quoted before.
//! Must stay silent on: “We lost,” Moore said, where a name reports.

use super::cue_adjacent::adjacent;
use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;
use crate::attribution::noun_phrase::is_pronoun;

/// How far back a quotation's speaker may be, in bytes, to be what a pronoun stands for.
const NEAR: usize = 600;

/// The pronoun's person: named earlier in its sentence, else the speaker of the quotation before, else named before.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let report = adjacent(context, candidate)?;
    let word = context.lower(report.subject.start);
    if !is_pronoun(&word) {
        return None;
    }
    let cue = Some(context.tokens[report.cue].span);
    let pronoun = report.subject.start;
    let place = context.tokens[pronoun].span.start;
    let is_aside = pronoun > 0 && context.is_mark(pronoun - 1, ',') && context.is_mark(report.cue + 1, ',');
    let place = if is_aside {
        context.sentence_at(place).start
    } else {
        place.min(start_of(candidate))
    };
    let named = scene.cast.antecedent(context, &word, place);
    let quoted = scene.earlier.last().and_then(|(earlier, decision)| {
        let end = earlier.spans.last().map_or(0, |span| span.end);
        let speaker = decision.as_ref()?.speaker?;
        (place.saturating_sub(end) < NEAR && scene.cast.agrees(speaker, &word)).then_some((speaker, end))
    });
    let (speaker, confidence) = match (named, quoted) {
        (Some((named, _)), Some((speaker, _))) if named == speaker => (Some(speaker), 0.92),
        (Some((named, sure)), Some(_)) if sure > 0.8 => (Some(named), sure),
        (_, Some((speaker, _))) => (Some(speaker), 0.75),
        (Some((named, sure)), None) => (Some(named), sure),
        (None, None) => (None, 0.3),
    };
    Some(Evidence {
        who: Who::Pronoun(pronoun, speaker),
        cue,
        confidence,
    })
}

fn start_of(candidate: &Candidate) -> usize {
    candidate.spans.first().map_or(usize::MAX, |span| span.start)
}
