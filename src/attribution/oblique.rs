//! Where in its sentence somebody is named: what a sentence is about stands apart from what it only touches.

use std::ops::Range;

use super::context::Context;
use super::names::end_of_capitals;
use super::report::end_of_circumstance;
use crate::lexicon::{Function, Role};
use crate::segment::TokenKind;
use crate::span::Span;

/// How many describing words may stand between an article and a name: the late great senator Moore.
const DESCRIBING: usize = 4;
/// How many words a role may have whose holder's name stands behind it: his chief of staff, Ada Moore.
const EXPLAINED: usize = 6;
/// How many circumstances may open a sentence: In May, when the bill failed, Moore said.
const OPENINGS: usize = 3;

/// Whether a name or a role stands behind "to", "in" and the like, whatever title leads it: he turned to Judge [Hunt] ·
/// according to his secretary, [Ada Moore], the mayor left. There it is hardly what the sentence is about.
///
/// Must stay silent on: it was carried after [Ada Moore] spoke.
pub(super) fn is_oblique(context: &Context<'_>, mention: Span) -> bool {
    let first = start_of_phrase(context, context.token_from(mention.start));
    let Some(before) = first.checked_sub(1) else { return false };
    if context.function(before) == Some(Function::Preposition) {
        return !(joins_clauses(context.word(before))
            && is_subject(context, context.token_from(mention.end)));
    }
    context.is_mark(before, ',') && explains_oblique(context, before)
}

/// Whether the words up to a comma are a role behind a preposition: to [his chief of staff], …
fn explains_oblique(context: &Context<'_>, comma: usize) -> bool {
    let words = (comma.saturating_sub(EXPLAINED)..comma).rev();
    let mut phrase = words.take_while(|&token| !context.is(token, TokenKind::Mark) && !context.is_cue(token));
    let article = phrase.find(|&token| context.function(token) == Some(Function::Determiner));
    article.is_some_and(|article| {
        let follows = article > 0 && context.function(article - 1) == Some(Function::Preposition);
        follows && (article + 1..comma).any(|token| is_title(context, token))
    })
}

/// Where the main clause of a sentence begins: [In 1912, when he had lost,] Moore said · [Asked whether he would,]
/// Moore said.
pub(super) fn start_of_main_clause(context: &Context<'_>, sentence: &Range<usize>) -> usize {
    let mut first = sentence.start;
    for _ in 0..OPENINGS {
        match end_of_circumstance(context, first, sentence.end) {
            Some(end) if end < sentence.end => first = behind_explanation(context, end, sentence.end),
            _ => break,
        }
    }
    first
}

/// According to his secretary, [Ada Moore], the mayor left: a name that explains the words before is none of the clause.
fn behind_explanation(context: &Context<'_>, first: usize, end: usize) -> usize {
    let comma = end_of_capitals(context, first);
    let explains = comma > first
        && comma + 1 < end
        && context.is_mark(comma, ',')
        && is_oblique(context, context.span(&(first..comma)));
    if explains { comma + 1 } else { first }
}

/// Whether a name, with what leads it, is the subject of a clause behind another: when [Ada Moore] rose · after the late
/// [Ada Moore] had spoken.
pub(super) fn is_subject_of_clause(context: &Context<'_>, mention: Span) -> bool {
    let first = start_of_phrase(context, context.token_from(mention.start));
    let joins = |before: usize| {
        context.function(before) == Some(Function::Conjunction) || joins_clauses(context.word(before))
    };
    first.checked_sub(1).is_some_and(joins) && is_subject(context, context.token_from(mention.end))
}

/// The first token of the phrase whose name or noun is at `head`: [the late Senator] Moore.
fn start_of_phrase(context: &Context<'_>, head: usize) -> usize {
    let is_title = |token: usize| is_title(context, token);
    let mut first = head;
    while let Some(before) = first.checked_sub(1) {
        let is_stop = context.is_mark(before, '.') && before > 0 && is_title(before - 1);
        if !is_stop && !is_title(before) {
            break;
        }
        first = before;
    }
    let mut article = first;
    while let Some(before) = article.checked_sub(1).filter(|before| first - before <= DESCRIBING) {
        if context.function(before) == Some(Function::Determiner) {
            return before;
        }
        let is_word = context.is(before, TokenKind::Word) || context.is(before, TokenKind::Capitalised);
        if !is_word || context.function(before).is_some() {
            break;
        }
        article = before;
    }
    first
}

fn is_title(context: &Context<'_>, token: usize) -> bool {
    let lower = context.lower(token);
    context.lexicon.is_title(&lower) || matches!(context.lexicon.role(&lower), Some(Role::Person(_)))
}

/// Prepositions that also begin clauses.
fn joins_clauses(word: &str) -> bool {
    matches!(word, "after" | "After" | "before" | "Before" | "since" | "Since" | "until" | "Until" | "till")
}

/// Whether the word behind a name is its verb: Moore [spoke], Moore [had].
fn is_subject(context: &Context<'_>, behind: usize) -> bool {
    context.function(behind) == Some(Function::Auxiliary)
        || context.is(behind, TokenKind::Word) && context.function(behind).is_none()
}
