//! A colon leads in: Warren was blunt: “We lost the room.” Must stay silent on: There is a word for it: “graft.”

use std::ops::Range;

use super::{Evidence, Scene, Who};
use crate::article::BlockKind;
use crate::attribution::candidate::Candidate;
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::{is_any_pronoun, phrase_at};
use crate::attribution::report::{report_before, subject_of_clause};
use crate::attribution::subject::subject_before;
use crate::segment::TokenKind;
use crate::span::Span;

/// Within how many tokens a report set in between two commas ends.
const ASIDE: usize = 8;

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
    if let Some((cue, subject)) = reasoned(context, &lead) {
        let cue = Some(context.tokens[cue].span);
        return named(scene, &subject).map(|(who, sure)| Evidence {
            who,
            cue,
            confidence: 0.9_f32.min(sure),
        });
    }
    let subject = subject_of_clause(context, colon, lead.start)?;
    let subject = owner(context, &subject).unwrap_or(subject);
    if is_many(context, &subject) {
        return None;
    }
    named(scene, &subject).map(|(who, sure)| Evidence { who, cue, confidence: 0.8_f32.min(sure) })
}

/// The people, [he] [reasoned] to a friend, are the censors of their governors: a report set in between leads in too.
fn reasoned(context: &Context<'_>, lead: &Range<usize>) -> Option<(usize, Range<usize>)> {
    lead.clone().find_map(|cue| {
        let is_cue = context.is_cue(cue) && !context.is_token_quoted(cue);
        let subject = subject_before(context, cue, lead.start).filter(|_| is_cue)?;
        let comma = subject.start.checked_sub(1).filter(|comma| *comma > lead.start)?;
        let closes = (cue + 1..lead.end).take(ASIDE).any(|token| context.is_mark(token, ','));
        (context.is_mark(comma, ',') && closes).then_some((cue, subject))
    })
}

/// [Gladstone]’s line in the debate: what leads in is not a person but belongs to one.
fn owner(context: &Context<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let own = subject.clone().find(|&token| context.is(token, TokenKind::Possessive))?;
    let is_person = |token: usize| context.lexicon.role(&context.lower(token)).is_some();
    let holds =
        (own + 1..subject.end).any(|token| is_person(token) || context.is(token, TokenKind::Capitalised));
    (own > subject.start && !holds).then_some(subject.start..own)
}

/// A generation of boys · the people: without a verb that reports, nobody of them speaks.
fn is_many(context: &Context<'_>, subject: &Range<usize>) -> bool {
    let is_named = subject
        .clone()
        .any(|token| context.is(token, TokenKind::Capitalised) && context.function(token).is_none());
    !is_named && subject.clone().any(|token| context.lexicon.is_plural_role(&context.lower(token)))
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
