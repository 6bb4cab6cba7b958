//! “The bill is dead,” according to Senator Moore. · As Moore put it in a letter, the bill is “a disgrace.” Must stay silent on: all went according to plan.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::{is_pronoun, phrase_at};
use crate::attribution::report::last_of;
use crate::attribution::subject::subject_before;
use crate::span::Span;
use std::ops::Range;

/// Whoever stands behind "according to", before the quotation or behind it.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let Candidate { frame, .. } = candidate;
    let sentence_lead = whole_lead(context, candidate);
    let (cue, subject) = [&frame.tail, &frame.lead, &sentence_lead]
        .into_iter()
        .find_map(|range| according_to(context, range))
        .or_else(|| as_told(context, &sentence_lead))?;
    if is_pronoun(&context.lower(subject.start)) {
        return None;
    }
    Some(Evidence { who: Who::Phrase(subject), cue: Some(cue), confidence: 0.92 })
}

fn according_to(context: &Context<'_>, range: &Range<usize>) -> Option<(Span, Range<usize>)> {
    let cue = range
        .clone()
        .find(|&token| context.lower(token) == "according" && context.word(token + 1) == "to")?;
    let subject = phrase_at(context, cue + 2, range.end)?;
    Some((context.span(&(cue..cue + 2)), subject))
}

/// As [Moore] [put it] in a letter, the bridge is “a disgrace.”
fn as_told(context: &Context<'_>, lead: &Range<usize>) -> Option<(Span, Range<usize>)> {
    let opens = lead.start < lead.end && context.lower(lead.start) == "as";
    let comma = lead.clone().find(|&token| context.is_mark(token, ',')).filter(|_| opens)?;
    let cue = (lead.start..comma).find(|&token| context.is_cue(token) && !context.is_token_quoted(token))?;
    let subject = subject_before(context, cue, lead.start + 1)?;
    (subject.start == lead.start + 1).then(|| (context.tokens[cue].span, subject))
}

/// The sentence up to the quotation, also behind an earlier one in it.
fn whole_lead(context: &Context<'_>, candidate: &Candidate) -> Range<usize> {
    let start = candidate.spans.first().map_or(0, |span| span.start);
    last_of(&context.tokens_in(Span::new(context.sentence_at(start).start.min(start), start)))
}
