//! A colon leads in: Warren was blunt: “We lost the room.” Must stay silent on: There is a word for it: “graft.”

use std::ops::Range;

use super::{Evidence, Scene, Who};
use crate::article::BlockKind;
use crate::attribution::candidate::Candidate;
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::{is_any_pronoun, phrase_at};
use crate::attribution::report::{report_before, subject_of_clause};
use crate::segment::TokenKind;
use crate::span::Span;

/// Whoever the sentence before the colon is about.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let lead = lead_with_colon(context, candidate)?;
    let colon = lead.end - 1;
    if let Some(report) = report_before(context, &(lead.start..colon)) {
        let cue = Some(context.tokens[report.cue].span);
        return named(scene, &report.subject).map(|(who, sure)| Evidence {
            who,
            cue,
            confidence: 0.97_f32.min(sure),
        });
    }
    let cue = Some(context.tokens[colon].span);
    if let Some(subject) = presented(context, &lead) {
        return Some(Evidence { who: Who::Phrase(subject), cue, confidence: 0.9 });
    }
    let subject = subject_of_clause(context, colon, lead.start)?;
    named(scene, &subject).map(|(who, sure)| Evidence { who, cue, confidence: 0.8_f32.min(sure) })
}

/// The tokens up to and with the colon before the quotation: in its own sentence, or, for words set apart or in a
/// paragraph of their own, at the end of the block before.
fn lead_with_colon(context: &Context<'_>, candidate: &Candidate) -> Option<Range<usize>> {
    let lead = candidate.frame.lead.clone();
    let lead = if lead.is_empty() { end_of_block_before(context, candidate)? } else { lead };
    (!lead.is_empty() && context.is_mark(lead.end - 1, ':')).then_some(lead)
}

fn end_of_block_before(context: &Context<'_>, candidate: &Candidate) -> Option<Range<usize>> {
    let start = candidate.spans.first()?.start;
    let index = context.block_at(start);
    let block = context.blocks.get(index)?;
    let before = context.blocks.get(index.checked_sub(1)?)?;
    if start != block.span.start || matches!(before.kind, BlockKind::Heading(_)) {
        return None;
    }
    let sentence = context.sentence_at(before.span.end.saturating_sub(1));
    let range = context.tokens_in(Span::new(sentence.start, before.span.end));
    let after_quotation =
        range.clone().rev().find(|&token| context.is_quoted(context.tokens[token].span.start));
    Some(after_quotation.map_or(range.start, |token| token + 1)..range.end)
}

/// This, from CNN’s [Sara Murray and Stephen Collinson], paints a picture:
fn presented(context: &Context<'_>, lead: &Range<usize>) -> Option<Range<usize>> {
    let points = matches!(context.lower(lead.start).as_ref(), "this" | "here" | "that" | "these");
    if !points {
        return None;
    }
    let from = (lead.start..lead.end.min(lead.start + 5))
        .find(|&token| matches!(context.word(token), "from" | "by"))?;
    let phrase = phrase_at(context, from + 1, lead.end)?;
    let own = phrase.clone().find(|&token| context.is(token, TokenKind::Possessive));
    Some(own.map_or(phrase.start, |token| token + 1)..phrase.end)
}

/// Whom the subject names, and how sure that is; a pronoun is led back.
fn named(scene: &Scene<'_>, subject: &Range<usize>) -> Option<(Who, f32)> {
    let context = scene.context;
    if subject.len() == 1 && is_any_pronoun(&context.lower(subject.start)) {
        let found = scene.focus.pronoun(context.tokens[subject.start].span.start);
        let sure = found.map_or(0.3, |(_, sure)| sure);
        return Some((Who::Pronoun(subject.start, found.map(|(id, _)| id)), sure));
    }
    let names = subject.clone().any(|token| {
        let lower = context.lower(token);
        context.lexicon.role(&lower).is_some()
            || (context.is(token, TokenKind::Capitalised) && context.function(token).is_none())
    });
    names.then(|| (Who::Phrase(subject.clone()), 1.0))
}
