//! What of the words that the tagger read as reported is really told: without whom it is told to, cut where the words
//! in marks are a quotation of their own, and nothing where only "it" or a time stands behind the verb.

use std::ops::Range;

use super::context::Context;
use super::noun_phrase::is_pronoun;
use super::oblique::start_of_main_clause;
use super::reported::may_be_verb;
use super::tagger::Relation;
use crate::lexicon::Function;
use crate::segment::TokenKind;
use crate::span::Span;

/// How many tokens may stand before what is told: told [the joint session,] …
const LEAD: usize = 4;
/// The same where a question is asked of somebody: asked [the young man at the till] who …
const ASKED: usize = 8;

/// The reports that one report is: with each of its contents trimmed, and those of which nothing is left dropped.
pub(super) fn told(context: &Context<'_>, relation: &Relation) -> Vec<Relation> {
    let cue = context.token_from(relation.cue.start);
    let mut own = Vec::with_capacity(relation.contents.len());
    let mut further = Vec::new();
    let mut second_reports = Vec::new();
    let is_quoted = |span: &Span| context.tokens_in(*span).any(|token| context.is_token_quoted(token));
    let is_in_marks = relation.contents.iter().any(is_quoted);
    for &content in &relation.contents {
        let tokens = behind_lead(context, cue, context.tokens_in(content));
        let tokens = before_return(context, before_main_clause(context, cue, tokens));
        let (tokens, second) = before_second(context, tokens);
        second_reports.extend(second.map(|second| second_report(context, relation, second)));
        if tokens.is_empty() || is_in_marks && is_hearsay(context, &tokens) {
            continue;
        }
        let Some(cut) = cut(context, &tokens) else {
            own.extend((!tells_nothing(context, cue, &tokens)).then(|| span(context, content, &tokens)));
            continue;
        };
        let clause = tokens.start..cut.start;
        let states = opens_clause(context, clause.start) || is_pronoun(&context.lower(clause.start));
        if (states || !context.is_mark(cut.start, ':')) && !tells_nothing(context, cue, &clause) {
            own.push(span(context, content, &clause));
        }
        further.push(span(context, content, &(cut.end..tokens.end)));
    }
    let of = |contents: Vec<Span>| Relation { contents, ..relation.clone() };
    let parts = std::iter::once(own).chain(further.into_iter().map(|content| vec![content]));
    parts.filter(|contents| !contents.is_empty()).map(of).chain(second_reports).collect()
}

/// He said the militia would march [and warned that the bridge would burn]: the words before a second report, and the
/// tokens of its verb and clause. Behind "would" a past verb cannot go on.
fn before_second(context: &Context<'_>, tokens: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let reports = |&and: &usize| {
        let verb = and + 1;
        context.word(and) == "and"
            && !context.is_token_quoted(and)
            && context.is_cue(verb)
            && (context.word(verb).ends_with("ed") || context.word(verb) == "said")
            && context.word(verb + 1) == "that"
    };
    let and = tokens.clone().find(reports);
    let Some(and) = and.filter(|and| (tokens.start..*and).any(|token| is_modal(context, token))) else {
        return (tokens, None);
    };
    let comma = usize::from(and > tokens.start && context.is_mark(and - 1, ','));
    (tokens.start..and - comma, Some(and + 1..tokens.end))
}

fn second_report(context: &Context<'_>, first: &Relation, second: Range<usize>) -> Relation {
    let cue = context.tokens[second.start].span;
    Relation { cue, contents: vec![context.span(&(second.start + 1..second.end))], ..first.clone() }
}

fn is_modal(context: &Context<'_>, token: usize) -> bool {
    matches!(context.word(token), "would" | "will" | "could" | "should" | "might" | "must")
}

/// The bytes of tokens; as they were where nothing was taken off.
fn span(context: &Context<'_>, read: Span, tokens: &Range<usize>) -> Span {
    let whole = context.tokens_in(read);
    let of = context.span(tokens);
    let start = if whole.start == tokens.start { read.start } else { of.start };
    let end = if whole.end == tokens.end { read.end } else { of.end };
    Span::new(start, end.max(start))
}

/// Wanted [to know,] “…” · told the joint [session,] had … · asked [the clerk] whether … · wrote [that spring,] “…”
fn behind_lead(context: &Context<'_>, cue: usize, tokens: Range<usize>) -> Range<usize> {
    let verb = context.lower(cue);
    let mut first = tokens.start;
    if matches!(verb.as_ref(), "wanted" | "wants" | "want") && context.word(first) == "to" {
        first += 2 * usize::from(context.word(first + 1) == "know");
        first += usize::from(first > tokens.start && context.is_mark(first, ','));
    }
    if verb.starts_with("ask") {
        let question = (first..tokens.end.min(first + ASKED)).find(|&token| asks(context.word(token)));
        let is_bare = |question: &usize| (first..*question).all(|token| is_noun_like(context, token));
        first = question.filter(is_bare).unwrap_or(first);
    }
    let comma = (first..tokens.end.min(first + LEAD)).find(|&token| context.is_mark(token, ','));
    let Some(comma) = comma.filter(|&comma| (first..comma).all(|token| is_noun_like(context, token))) else {
        return first.min(tokens.end)..tokens.end;
    };
    let touches = (cue + 1..first).all(|token| is_noun_like(context, token)) && cue < first;
    let tells = matches!(verb.as_ref(), "told" | "tells" | "tell" | "telling" | "assured" | "reminded");
    let is_quoted_on = comma > first && (comma + 1..tokens.end).all(|token| is_in_marks(context, token));
    let is_time = is_time(context, first).is_some_and(|end| end == comma);
    if touches && !opens_clause(context, first) && (tells && comma > first || is_quoted_on || is_time) {
        first = comma + 1;
    }
    first.min(tokens.end)..tokens.end
}

/// Asked [whether he would stay][, Moore shook his head]: what opens a sentence ends where its main clause begins.
fn before_main_clause(context: &Context<'_>, cue: usize, tokens: Range<usize>) -> Range<usize> {
    let sentence = context.tokens_in(context.sentence_at(context.tokens[cue].span.start));
    if cue != sentence.start || !context.word(cue).ends_with("ed") {
        return tokens;
    }
    let main = start_of_main_clause(context, &sentence);
    let end = if main > tokens.start + 1 { tokens.end.min(main - 1) } else { tokens.end };
    tokens.start..end
}

/// He said that it would turn into a farce[, and left town]: behind "would" no past can go on.
fn before_return(context: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    if !opens_clause(context, tokens.start) {
        return tokens;
    }
    let leaves = |&comma: &usize| {
        context.is_mark(comma, ',')
            && context.word(comma + 1) == "and"
            && is_past(context, comma + 2)
            && !context.is_token_quoted(comma)
    };
    let comma = tokens.clone().find(leaves);
    let is_cut = |comma: &usize| {
        let mut clause = tokens.start + 1..*comma;
        clause.clone().any(|token| is_modal(context, token)) && !clause.any(|token| is_past(context, token))
    };
    let end = comma.filter(is_cut).unwrap_or(tokens.end);
    tokens.start..end
}

/// A verb that can only be a past: "left", "walked".
fn is_past(context: &Context<'_>, token: usize) -> bool {
    let word = context.word(token);
    let is_irregular = matches!(
        word,
        "left" | "went" | "took" | "sat" | "stood" | "rose" | "gave" | "walked" | "turned" | "was" | "were"
    );
    context.is(token, TokenKind::Word) && is_irregular
}

/// Where the words in marks behind a colon, or behind the end of a sentence, are a quotation of their own: the tokens
/// between the two.
fn cut(context: &Context<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let inside =
        tokens.clone().find(|&token| context.is_token_quoted(token)).filter(|&at| at > tokens.start)?;
    let mark = inside - 1;
    let begins = context.token_from(context.tokens[inside].span.start + 1);
    let states = context.function(begins).is_some() || is_pronoun(&context.lower(begins));
    let divides = states && mark > tokens.start && (context.is_mark(mark, ':') || context.is_mark(mark, '.'));
    let is_whole = (inside..tokens.end).all(|token| is_in_marks(context, token));
    (divides && is_whole).then_some(mark..inside)
}

/// Whether nothing is told: wrote [it to her husband] · spoke [that night by the river] · said [so].
fn tells_nothing(context: &Context<'_>, cue: usize, tokens: &Range<usize>) -> bool {
    let is_mark = |token: &usize| context.is(*token, TokenKind::Mark);
    if tokens.clone().any(|token| context.is_token_quoted(token)) {
        return false;
    }
    let end = tokens.clone().rev().find(|token| !is_mark(token)).map_or(tokens.start, |last| last + 1);
    let stops = |token: usize| {
        token >= end
            || is_mark(&token)
            || context.function(token) == Some(Function::Preposition)
            || matches!(
                context.word(token),
                "there"
                    | "here"
                    | "again"
                    | "too"
                    | "aloud"
                    | "best"
                    | "better"
                    | "once"
                    | "first"
                    | "when"
                    | "where"
            )
    };
    let points = matches!(context.word(tokens.start), "it" | "them" | "him" | "this" | "so");
    let names = context.lower(cue).starts_with("call") || context.lower(cue).starts_with("put");
    let blames = matches!(context.word(tokens.start + 1), "of" | "for" | "as");
    if points && stops(tokens.start + 1) && !names && !blames {
        return true;
    }
    let acts = |token: usize| {
        context.function(token) == Some(Function::Auxiliary) || context.word(token).ends_with("n’t")
    };
    is_time(context, tokens.start).is_some_and(|behind| stops(behind) && !(behind..end).any(acts))
}

/// He is said [to have told Webster]: a remark on who hands the words on.
fn is_hearsay(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    let first = tokens.start;
    context.word(first) == "to" && context.word(first + 1) == "have" && context.is_cue(first + 2)
}

/// The end of "that very week", "last spring" at `first`.
fn is_time(context: &Context<'_>, first: usize) -> Option<usize> {
    let leads = matches!(context.word(first), "that" | "this" | "last" | "the" | "next");
    let noun = first + 1 + usize::from(matches!(context.word(first + 1), "very" | "same" | "following"));
    let is_noun = matches!(
        context.word(noun),
        "day"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "week"
            | "month"
            | "year"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
    );
    (leads && is_noun).then_some(noun + 1)
}

fn opens_clause(context: &Context<'_>, token: usize) -> bool {
    matches!(context.word(token), "that" | "whether" | "if")
}

fn asks(word: &str) -> bool {
    matches!(word, "whether" | "if" | "who" | "what" | "why" | "how" | "where" | "when")
}

/// Whether a token is in marks, or is a mark.
fn is_in_marks(context: &Context<'_>, token: usize) -> bool {
    context.is_token_quoted(token) || context.is(token, TokenKind::Mark)
}

/// Whether a token may be of a noun phrase: no verb, no mark.
fn is_noun_like(context: &Context<'_>, token: usize) -> bool {
    !context.is(token, TokenKind::Mark)
        && !context.is_token_quoted(token)
        && !may_be_verb(context, token)
        && context.function(token) != Some(Function::Conjunction)
}
