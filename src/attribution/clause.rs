//! Mixed quotations: the reported clause that words in marks are part of; and words in marks that are a title.

use std::ops::Range;

use super::candidate::{Candidate, Kind};
use super::context::Context;
use super::noun_phrase::is_pronoun;
use super::report::{Frame, Report, first_of, last_of, report_behind, report_closing, report_of_clause};
use crate::lexicon::Function;
use crate::quotation::Passage;
use crate::segment::TokenKind;
use crate::span::Span;

/// How many tokens may stand between a verb that names and the name: dubbed the mayor “Slippery Paul”.
const NAMED: usize = 5;

/// A fragment with a report in its own sentence: the content is the whole reported clause.
///
/// ```text
/// Bell said [the vote was “a farce”].        [The vote was “a farce,”] Bell said.
/// According to Bell, [the vote was “a farce.”]
/// ```
/// Must stay silent on: The “farce” went on, where nobody reports.
pub(super) fn mixed(context: &Context<'_>, passage: &Passage, whole: &Frame) -> Option<Candidate> {
    let hull = passage.hull();
    let sentence = context.sentence_at(hull.start);
    let lead = last_of(&context.tokens_in(Span::new(sentence.start, hull.start)));
    let tail = first_of(&context.tokens_in(Span::new(hull.end, sentence.end.max(hull.end))));
    let (clause, report) = if let Some(report) = report_of_clause(context, &lead) {
        let start = clause_behind(context, report.cue, lead.end, hull.start);
        (clause_from(context, &report, start, hull, &tail), Some(report))
    } else if let Some(report) = report_behind(context, &whole.tail) {
        (Span::new(first_word(context, &lead, hull), hull.end), Some(report))
    } else if let Some(report) = report_closing(context, &tail) {
        let stop = report.subject.start.min(report.cue);
        let end = end_of_words(context, tail.start..stop, hull);
        (Span::new(first_word(context, &lead, hull), end), Some(report))
    } else {
        (clause_of_according(context, &lead, &tail, hull)?, None)
    };
    Some(Candidate {
        spans: vec![clause],
        kind: Kind::Mixed,
        frame: Frame { lead, tail },
        report,
        tag: None,
        label: None,
    })
}

/// The title of a work or an event: its words are capitalised, and it is named, or nobody reports beside it.
/// A dictionary called “Respectfully Quoted”. But not: he called it “a farce”; “Black Lives Matter,” they chanted.
pub(super) fn is_title(context: &Context<'_>, passage: &Passage, whole: &Frame) -> bool {
    if passage.style.is_none() || passage.spans.len() > 1 {
        return false;
    }
    let inside = context.tokens_in(passage.hull());
    let words = inside.filter(|&token| context.tokens[token].is_word());
    let long = |token: &usize| context.word(*token).chars().count() > 3;
    let is_capitalised = words.clone().filter(long).all(|token| context.is(token, TokenKind::Capitalised));
    let capitals = words.filter(|&token| context.is(token, TokenKind::Capitalised)).count();
    if !is_capitalised || capitals == 0 {
        return false;
    }
    let before = whole.lead.end.checked_sub(1).filter(|before| *before >= whole.lead.start);
    let named = before.is_some_and(|before| names_a_title(context, before));
    let ends_as_speech = context
        .tokens_in(passage.hull())
        .rev()
        .nth(1)
        .is_some_and(|token| matches!(context.word(token), "!" | "?"));
    let put_on_somebody = last_of(&whole.lead)
        .rev()
        .skip(1)
        .take(NAMED)
        .any(|token| context.is_cue(token) && only_names(context.word(token)));
    let reported = report_behind(context, &whole.tail).is_some()
        || put_on_somebody
        || before.is_some_and(|before| {
            context.is_mark(before, ':') || context.is_mark(before, ',') || context.is_cue(before)
        });
    named || (capitals >= 2 && !reported && !ends_as_speech)
}

/// "called", "titled", "as", "the book": a title follows.
fn names_a_title(context: &Context<'_>, before: usize) -> bool {
    let word = if context.is_mark(before, ',') {
        before.checked_sub(1).map_or("", |token| context.word(token))
    } else {
        context.word(before)
    };
    matches!(
        word,
        "called"
            | "titled"
            | "entitled"
            | "named"
            | "headlined"
            | "as"
            | "book"
            | "novel"
            | "song"
            | "album"
            | "film"
            | "movie"
            | "show"
            | "series"
            | "poem"
            | "essay"
            | "memoir"
            | "play"
            | "episode"
            | "documentary"
            | "hit"
    )
}

/// Where the reported clause begins: at "that" behind the verb, at the pronoun behind whoever was told, else right
/// behind the verb and the word that belongs to it ("pointed out", "called for").
fn clause_behind(context: &Context<'_>, cue: usize, lead_end: usize, open: usize) -> usize {
    let near = cue + 1..lead_end.min(cue + 10);
    let that = near.clone().find(|&token| context.word(token) == "that");
    let told = || {
        let tells = ["tell", "told", "assur", "remind", "inform", "warn"]
            .iter()
            .any(|stem| context.word(cue).starts_with(stem));
        near.clone().skip(1).find(|&token| tells && is_pronoun(&context.lower(token)))
    };
    let is_pair = context.lexicon.cue(context.word(cue)).is_none();
    let belongs = is_pair || matches!(context.word(cue + 1), "for" | "on" | "about" | "out");
    let rest = cue + 1 + usize::from(belongs)..lead_end;
    let first =
        that.or_else(told).or_else(|| rest.clone().find(|&token| !context.is(token, TokenKind::Mark)));
    let first = first.unwrap_or(lead_end);
    context.tokens.get(first).map_or(open, |token| token.span.start.min(open))
}

/// The clause from `start` to where something else begins: a second report, a relative clause, a dash. Behind a verb
/// that only names ("called it “a farce” last week") it ends with the marks.
fn clause_from(
    context: &Context<'_>,
    report: &Report,
    start: usize,
    hull: Span,
    tail: &Range<usize>,
) -> Span {
    let words = hull.of(context.text).trim_end_matches(['”', '"', '’', '\'', '»']);
    let is_set_off = words.ends_with(',') && begins_aside(context, tail.start);
    if is_set_off {
        return Span::new(start, hull.end);
    }
    let names = only_names(context.word(report.cue));
    let is_completed = matches!(context.word(tail.start), "of" | "for");
    if names && !is_completed {
        return Span::new(start, hull.end);
    }
    let ends = |&token: &usize| {
        let goes_on = names && token > tail.start && context.token_function_is(token, Function::Preposition);
        goes_on || ends_clause(context, token, tail.end)
    };
    let stop = tail.clone().find(ends).unwrap_or(tail.end);
    Span::new(start, end_of_words(context, tail.start..stop, hull))
}

/// The end of the last word in `range`, with the closing mark if it is in marks; never inside the passage at `hull`.
fn end_of_words(context: &Context<'_>, mut range: Range<usize>, hull: Span) -> usize {
    let last = range.rfind(|&token| !context.is(token, TokenKind::Mark));
    let end = last.map_or(hull.end, |token| {
        let end = context.tokens[token].span.end;
        context.end_of_quoted(end - 1).unwrap_or(end)
    });
    end.max(hull.end)
}

/// Verbs that put a name on somebody rather than report a clause.
fn only_names(verb: &str) -> bool {
    [
        "call",
        "describ",
        "label",
        "dub",
        "brand",
        "liken",
        "compar",
        "dismiss",
        "character",
        "blast",
        "slam",
        "mock",
    ]
    .iter()
    .any(|stem| verb.starts_with(stem))
}

fn ends_clause(context: &Context<'_>, token: usize, end: usize) -> bool {
    let word = context.word(token);
    let is_dash = matches!(word, "—" | "–" | ";");
    let next = (token + 1..end.min(token + 4)).find(|&next| !is_adverb(context, next));
    let second_report = matches!(word, "and" | "but") && next.is_some_and(|next| context.is_cue(next));
    let aside = context.is_mark(token, ',') && begins_aside(context, token + 1);
    let is_free = context.is_token_quoted(token);
    !is_free && (is_dash || second_report || aside)
}

/// What no longer belongs to the reported clause: ", which …", ", while …", ", clearing …".
fn begins_aside(context: &Context<'_>, token: usize) -> bool {
    let word = context.word(token);
    matches!(word, "which" | "who" | "while" | "but" | "after" | "according") || word.ends_with("ing")
}

fn is_adverb(context: &Context<'_>, token: usize) -> bool {
    context.lexicon.is_adverb(context.word(token)) || context.function(token) == Some(Function::Auxiliary)
}

/// Where the first word of the sentence begins.
fn first_word(context: &Context<'_>, lead: &Range<usize>, hull: Span) -> usize {
    let first = lead.clone().find(|&token| !context.is(token, TokenKind::Mark));
    first.map_or(hull.start, |token| context.tokens[token].span.start)
}

/// According to Bell, [the vote was “a farce.”] · [The vote was “a farce,”] according to Bell.
fn clause_of_according(
    context: &Context<'_>,
    lead: &Range<usize>,
    tail: &Range<usize>,
    hull: Span,
) -> Option<Span> {
    let is_according = |&token: &usize| {
        let begins = context.lower(token) == "according" && context.word(token + 1) == "to";
        begins && !context.is_token_quoted(token)
    };
    if let Some(according) = lead.clone().find(is_according) {
        let comma = (according..lead.end).find(|&token| context.is_mark(token, ','));
        let first = comma.map_or(lead.end, |comma| comma + 1);
        let start = context.tokens.get(first).map_or(hull.start, |token| token.span.start);
        return Some(Span::new(start.min(hull.start), hull.end));
    }
    let according = tail.clone().find(is_according)?;
    let end = end_of_words(context, tail.start..according, hull);
    Some(Span::new(first_word(context, lead, hull), end))
}

/// Fragments of one sentence that are in one reported clause are one quotation.
pub(super) fn push_mixed(context: &Context<'_>, candidates: &mut Vec<Candidate>, mut candidate: Candidate) {
    let clause = candidate.spans.first().copied().unwrap_or_default();
    let joins = |earlier: Span| {
        let mut between = context.tokens_in(Span::new(earlier.end, clause.start.max(earlier.end)));
        let only_joints = between.len() <= 3
            && between.all(|token| matches!(context.word(token), "," | "and" | "or" | "a" | "an" | "the"));
        earlier.overlaps(clause)
            || (only_joints && context.sentence_at(earlier.start) == context.sentence_at(clause.start))
    };
    match candidates.last_mut() {
        Some(earlier) if earlier.kind == Kind::Mixed && earlier.spans.iter().any(|span| joins(*span)) => {
            if let Some(span) = earlier.spans.last_mut() {
                *span = Span::new(span.start, span.end.max(clause.end));
            }
        }
        earlier => {
            let taken = earlier.map_or(0, |earlier| earlier.hull().end);
            if let Some(span) = candidate.spans.first_mut() {
                *span = behind(context, *span, taken);
            }
            candidates.push(candidate);
        }
    }
}

/// What is left of `span` behind `taken`, without the punctuation that led on.
fn behind(context: &Context<'_>, span: Span, taken: usize) -> Span {
    if span.start >= taken {
        return span;
    }
    let rest = Span::new(taken, span.end);
    let mut words = context.tokens_in(rest);
    let first = words.find(|&token| !matches!(context.word(token), "," | "." | ";" | ":"));
    Span::new(first.map_or(taken, |token| context.tokens[token].span.start), span.end)
}
