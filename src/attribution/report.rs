//! A report beside a quotation: who said, and the word that says so.

use std::ops::Range;

use super::context::Context;
use super::noun_phrase::{is_pronoun, phrase_at};
use super::subject::{is_passive_verb, subject_before};
use crate::lexicon::Function;
use crate::segment::TokenKind;
use crate::span::Span;

/// A reporting verb with its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The tokens of the subject.
    pub subject: Range<usize>,
    /// The token of the verb.
    pub cue: usize,
    /// Tokens between the verb or subject and the quotation: the fewer the surer.
    pub distance: usize,
}

/// The tokens of a quotation's own sentence before it and behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Before the first mark, from the start of the sentence or the end of the quotation before.
    pub lead: Range<usize>,
    /// Behind the last mark, to the end of the sentence or the start of the quotation behind.
    pub tail: Range<usize>,
}

/// How far into a tail a report may begin and end, in tokens.
const TAIL_REACH: usize = 26;
/// How many tokens of recipients and circumstances may stand between a verb and the quotation it leads in.
const LEAD_REACH: usize = 14;
/// How many tokens before a reported thought its report may stand.
const NESTED: usize = 7;
/// No frame is longer than this, in tokens: texts without stops stay quick.
const FRAME: usize = 90;

/// The frame of the words from `first` to `last`, which are the first and the last piece of one quotation.
pub(super) fn frame(context: &Context<'_>, first: Span, last: Span) -> Frame {
    let block = context.blocks.get(context.block_at(first.start)).map_or(Span::default(), |block| block.span);
    let before = context.passages.partition_point(|passage| passage.hull().start < first.start);
    let earlier_end =
        before.checked_sub(1).and_then(|index| context.passages.get(index)).map_or(0, |p| p.hull().end);
    let behind = context.passages.partition_point(|passage| passage.hull().start < last.end);
    let later_start = context.passages.get(behind).map_or(context.text.len(), |passage| passage.hull().start);
    let sentence_start = context.sentence_at(first.start).start.min(first.start);
    let sentence_end = context.sentence_at(last.end.saturating_sub(1)).end.max(last.end);
    let lead_start = sentence_start.max(block.start).max(earlier_end.min(first.start));
    Frame {
        lead: last_of(&context.tokens_in(Span::new(lead_start, first.start))),
        tail: first_of(&context.tokens_in(Span::new(last.end, sentence_end.min(later_start)))),
    }
}

/// A report behind a quotation: “…,” [the deposed director] [said] · “…,” [said] [Comey].
///
/// Must stay silent on “…” was all over the papers, which has no reporting verb.
pub(super) fn report_behind(context: &Context<'_>, tail: &Range<usize>) -> Option<Report> {
    let first = tail.clone().find(|&token| !context.is(token, TokenKind::Mark))?;
    let ceiling = tail.end.min(first + TAIL_REACH);
    let inverted =
        first + usize::from(context.is_cue(first + 1) && context.lexicon.is_adverb(context.word(first)));
    if context.is_cue(inverted) {
        let subject = phrase_at(context, skip_adverb(context, inverted + 1), ceiling);
        if let Some(subject) = subject {
            return Some(Report { distance: subject.start - first, subject, cue: inverted });
        }
    }
    let cue = (first + 1..ceiling).find(|&token| context.is_cue(token))?;
    let subject = subject_before(context, cue, first)?;
    let opens = subject.start == first
        || (subject.start == first + 1 && context.function(first) == Some(Function::Conjunction));
    opens.then_some(Report { distance: subject.start - first, subject, cue })
}

/// A report before a quotation: [Comey] [told] senators on Thursday that “…” · [Lincoln], smiling, [replied], “…”.
///
/// Must stay silent when the verb's own object is something else: He read the report and liked “…”.
pub(super) fn report_before(context: &Context<'_>, lead: &Range<usize>) -> Option<Report> {
    let earliest = lead.start.max(lead.end.saturating_sub(LEAD_REACH));
    let is_outside = |token: &usize| context.is_cue(*token) && !context.is_token_quoted(*token);
    let mut cues = (earliest..lead.end).rev().filter(is_outside).take(3);
    let report = cues.find_map(|cue| report_at(context, cue, lead))?;
    Some(outer_report(context, &report, lead).unwrap_or(report))
}

/// [Moore] [said] he thinks that …: a thought that is reported belongs to whoever reports it.
fn outer_report(context: &Context<'_>, inner: &Report, lead: &Range<usize>) -> Option<Report> {
    let subject = inner.subject.start;
    let is_own = inner.subject.len() == 1 && is_pronoun(&context.lower(subject));
    let is_outside = |token: &usize| context.is_cue(*token) && !context.is_token_quoted(*token);
    let earliest = lead.start.max(subject.saturating_sub(NESTED));
    let outer = (earliest..subject).rev().find(is_outside).filter(|_| is_own)?;
    let is_apart = (outer + 1..subject).any(|token| context.is(token, TokenKind::Mark));
    let mut report = report_at(context, outer, lead).filter(|_| !is_apart)?;
    report.distance = report.distance.max(inner.distance);
    Some(report)
}

/// The report that the verb at `cue` makes of what follows, with its subject in `lead`.
fn report_at(context: &Context<'_>, cue: usize, lead: &Range<usize>) -> Option<Report> {
    let between = cue + 1..lead.end;
    let is_broken = between.clone().any(|token| {
        context.is_mark(token, ';') || context.is_mark(token, '.') && !touches_word(context, token)
    });
    if is_broken || is_passive_verb(context, cue, lead.start) {
        return None;
    }
    let subject = parenthetical(context, cue, lead)
        .or_else(|| subject_before(context, cue, lead.start))
        .or_else(|| shared_subject(context, cue, lead))
        .or_else(|| subject_of_clause(context, cue, lead.start))?;
    Some(Report { subject, cue, distance: between.len() })
}

/// The subject of an earlier report of the sentence, which a later verb shares: “…,” [Moore] said, adding that …
fn shared_subject(context: &Context<'_>, verb: usize, lead: &Range<usize>) -> Option<Range<usize>> {
    let follows = context.word(verb).ends_with("ing") || verb > 0 && context.word(verb - 1) == "and";
    let is_outside = |token: &usize| context.is_cue(*token) && !context.is_token_quoted(*token);
    let earlier = (lead.start..verb).rev().find(is_outside).filter(|_| follows)?;
    let quoted = (lead.start..earlier).rev().find(|&token| context.is_token_quoted(token));
    let floor = quoted.map_or(lead.start, |token| token + 1);
    let is_inverted = quoted.is_some() && (floor..earlier).all(|token| context.is(token, TokenKind::Mark));
    if is_inverted { phrase_at(context, earlier + 1, verb) } else { subject_before(context, earlier, floor) }
}

/// An inverted report between commas: The Republicans, said [the Chicago Times], “…”
fn parenthetical(context: &Context<'_>, cue: usize, lead: &Range<usize>) -> Option<Range<usize>> {
    let is_finite = !context.word(cue).ends_with("ing");
    if cue <= lead.start || !context.is_mark(cue - 1, ',') || !is_finite {
        return None;
    }
    phrase_at(context, cue + 1, lead.end).filter(|subject| context.is_mark(subject.end, ','))
}

/// The subject of the sentence, for a verb that shares it: [Douglas] rose and said · [Hunt], cutting her off, said.
pub(super) fn subject_of_clause(context: &Context<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut first = floor;
    while first < verb {
        let is_opener = context.is(first, TokenKind::Mark)
            || matches!(
                context.function(first),
                Some(Function::Conjunction | Function::Auxiliary | Function::Relative)
            );
        if let Some(circumstance_end) = end_of_circumstance(context, first, verb) {
            first = circumstance_end;
        } else if is_opener {
            first += 1;
        } else {
            break;
        }
    }
    phrase_at(context, first, verb)
}

/// A phrase before the subject, set off by a comma: [In explaining why he did not,] Comey said.
pub(super) fn end_of_circumstance(context: &Context<'_>, first: usize, verb: usize) -> Option<usize> {
    let word = context.lower(first);
    let opens = context.function(first) == Some(Function::Preposition)
        || matches!(
            word.as_ref(),
            "when" | "while" | "as" | "after" | "before" | "if" | "though" | "although"
        )
        || is_participle(context, first, &word);
    if !opens {
        return None;
    }
    let comma = (first..verb).find(|&token| context.is_mark(token, ','))?;
    // On July 6, 2015, Sanders said: the year has a comma of its own.
    let is_year =
        context.is(comma + 1, TokenKind::Number) && context.is_mark(comma + 2, ',') && comma + 2 < verb;
    Some(if is_year { comma + 3 } else { comma + 1 })
}

/// [Asked] whether he would, Moore said · [According] to the clerk, Moore said. Must stay silent on: Reed, a clerk, said.
fn is_participle(context: &Context<'_>, first: usize, word: &str) -> bool {
    let leads_on = matches!(
        context.function(first + 1),
        Some(Function::Preposition | Function::Conjunction | Function::Determiner | Function::Auxiliary)
    );
    let is_name = context.lexicon.given_name(context.word(first)).is_some();
    context.is(first, TokenKind::Capitalised)
        && !is_name
        && (word.ends_with("ing") || leads_on && word.len() > 4 && word.ends_with("ed"))
}

/// The last tokens of a long range.
pub(super) fn last_of(range: &Range<usize>) -> Range<usize> {
    range.start.max(range.end.saturating_sub(FRAME))..range.end
}

/// The first tokens of a long range.
fn first_of(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + FRAME)
}

fn skip_adverb(context: &Context<'_>, token: usize) -> usize {
    token + usize::from(context.is(token, TokenKind::Word) && context.lexicon.is_adverb(context.word(token)))
}

/// A stop that belongs to an abbreviation or initial stands right behind a word and before another.
fn touches_word(context: &Context<'_>, stop: usize) -> bool {
    let before = stop.checked_sub(1).map_or("", |token| context.word(token));
    before.chars().count() == 1 || before.contains('.') || context.lexicon.abbreviation(before).is_some()
}
