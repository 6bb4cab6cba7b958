//! A dash signs: “We lost the room.” — Ada Moore, 45. Must stay silent on: “We lost” — and the room was quiet.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::phrase_at;
use crate::segment::TokenKind;
use crate::span::Span;
use std::ops::Range;

/// How long a signature may be, in tokens.
const SIGNATURE: usize = 16;

/// The name behind a dash that ends the paragraph, or makes the next one.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let end = candidate.spans.last()?.end;
    let block = context.block_at(end.saturating_sub(1));
    let own = context.blocks.get(block)?.span;
    let line = match context.tokens_in(Span::new(end, own.end)) {
        rest if rest.is_empty() => context.tokens_in(context.blocks.get(block + 1)?.span),
        rest => rest,
    };
    let subject = signature(context, &line)?;
    Some(Evidence { cue: Some(context.tokens[line.start].span), who: Who::Phrase(subject), confidence: 0.9 })
}

fn signature(context: &Context<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let is_dash = |token: usize| matches!(context.word(token), "—" | "–" | "―" | "-");
    if line.len() > SIGNATURE || line.is_empty() || !is_dash(line.start) {
        return None;
    }
    let first = line.clone().find(|&token| !is_dash(token))?;
    let names = context.is(first, TokenKind::Capitalised) || context.word(first) == "the";
    let reports = line.clone().any(|token| context.is_cue(token));
    let subject = phrase_at(context, first, line.end).filter(|_| names && !reports)?;
    let ends = subject.end == line.end || context.is(subject.end, TokenKind::Mark);
    ends.then_some(subject)
}
