//! Reports that stand behind what they report, without marks: [The bridge had burned], Meade said. · [The bridge had
//! burned], said Meade on Friday. Their shape is so plain that it settles what the tagger reads by halves or not at all.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::noun_phrase::{is_pronoun, phrase_at};
use super::reported::may_be_verb;
use super::subject::subject_before;
use super::tagger::Relation;
use super::title::only_names;
use crate::lexicon::Function;
use crate::segment::TokenKind;
use crate::span::Span;

/// How sure the shape alone is.
const PLAIN: f32 = 0.8;
/// Fewer words before the comma are no statement.
const SHORTEST: usize = 3;

/// What has more tokens than this is no sentence.
const LONGEST: usize = 150;

/// The reports of this shape; each takes the place of what the tagger read at the same word.
pub(super) fn settle(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let known: BTreeMap<usize, usize> =
        relations.iter().enumerate().map(|(at, relation)| (relation.cue.start, at)).collect();
    for cue in 0..context.tokens.len() {
        let Some((source, contents)) = report(context, cue) else {
            continue;
        };
        let word = context.tokens[cue].span;
        let known = known.get(&word.start).and_then(|&at| relations.get_mut(at));
        let read = known.as_ref().map_or(0.0, |relation| relation.probability);
        // The tagger reads long phrases in full: Meade, a general of the army.
        let longer = known.as_ref().and_then(|relation| relation.source).filter(|read| read.covers(source));
        let further = known.as_ref().into_iter().flat_map(|relation| &relation.contents);
        let further: Vec<Span> = further.copied().filter(|piece| adds(context, &contents, *piece)).collect();
        let contents = [contents, further].concat();
        let plain = Relation {
            cue: word,
            source: longer.or(Some(source)),
            contents,
            probability: read.max(PLAIN),
            is_plain: read < PLAIN,
        };
        match known {
            Some(relation) => *relation = plain,
            None => relations.push(plain),
        }
    }
}

/// Who reports, and what, if the word at `cue` stands behind it or between its parts.
fn report(context: &Context<'_>, cue: usize) -> Option<(Span, Vec<Span>)> {
    let word = context.lower(cue);
    if !context.is_cue(cue) || !context.lexicon.reports_speech(&word) || only_names(&word) {
        return None;
    }
    let sentence = context.tokens_in(context.sentence_at(context.tokens[cue].span.start));
    if sentence.len() > LONGEST || (sentence.start..cue).any(|token| context.is_token_quoted(token)) {
        return None;
    }
    let plain = plain(context, cue, &sentence);
    let is_quoted = (cue..sentence.end).any(|token| context.is_token_quoted(token));
    if is_quoted {
        return plain.and_then(|place| around(context, &sentence, place));
    }
    let may_go_on = plain.is_some();
    let Place { source, comma, behind } = plain.or_else(|| inverted(context, cue, &sentence))?;
    let clause = sentence.start..comma;
    let rest = behind..sentence.end;
    // In 1876, Douglass said: what was said is still to come.
    if rest.clone().any(|token| context.is_mark(token, ':')) {
        return None;
    }
    let contents = if may_go_on && goes_on(context, &rest) {
        let stop = usize::from(rest.end > rest.start && context.is(rest.end - 1, TokenKind::Mark));
        let whole = clause.start..rest.end;
        let is_stated = states(context, &whole) || context.lower(clause.start) == "if";
        is_stated.then(|| vec![clause, rest.start + 1..rest.end - stop])
    } else {
        (trails(context, &rest) && states(context, &clause)).then(|| vec![clause])
    };
    let spans = contents?.iter().map(|content| context.span(content)).collect();
    Some((context.span(&source), spans))
}

/// A report in the middle of a clause that goes on in marks: The plan[, she said,] was “a farce”. What stands before it is
/// the clause's subject, so that what stands behind begins with the verb.
fn around(context: &Context<'_>, sentence: &Range<usize>, place: Place) -> Option<(Span, Vec<Span>)> {
    let Place { source, comma, behind } = place;
    let clause = sentence.start..comma;
    let verb = behind + 1;
    let starts = context.function(clause.start) == Some(Function::Determiner)
        || is_pronoun(&context.lower(clause.start))
        || context.function(clause.start).is_none() && !context.is_time(clause.start);
    let goes_on = context.is_mark(behind, ',')
        && !clause.is_empty()
        && clause.clone().all(|token| !may_be_verb(context, token))
        && is_verb_of_clause(&context.lower(verb));
    let stop = usize::from(context.is_mark(sentence.end - 1, '.'));
    let contents = || vec![context.span(&clause), context.span(&(verb..sentence.end - stop))];
    (starts && goes_on && verb + 1 < sentence.end).then(|| (context.span(&source), contents()))
}

fn is_verb_of_clause(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "would"
            | "will"
            | "could"
            | "can"
            | "should"
            | "must"
            | "might"
            | "may"
            | "did"
            | "does"
    )
}

/// Where a report stands: who, the comma before it, and the token behind it.
struct Place {
    source: Range<usize>,
    comma: usize,
    behind: usize,
}

/// …, [Meade] said · …, [Meade] told Reuters
fn plain(context: &Context<'_>, cue: usize, sentence: &Range<usize>) -> Option<Place> {
    let source = subject_before(context, cue, sentence.start)?;
    let comma = source.start.checked_sub(1).filter(|&comma| context.is_mark(comma, ','))?;
    let tells = matches!(context.word(cue), "told" | "tells");
    let told = if tells { phrase_at(context, cue + 1, sentence.end) } else { None };
    Some(Place { source, comma, behind: told.map_or(cue + 1, |told| told.end) })
}

/// …, said [Meade].
fn inverted(context: &Context<'_>, cue: usize, sentence: &Range<usize>) -> Option<Place> {
    let comma = cue.checked_sub(1).filter(|&comma| context.is_mark(comma, ','))?;
    let is_finite = !context.word(cue).ends_with("ing");
    let source = phrase_at(context, cue + 1, sentence.end).filter(|_| is_finite)?;
    let behind = source.end;
    Some(Place { source, comma, behind })
}

/// Whether the report only trails off: said Meade [on Friday, raising hopes] · said Meade[, a general of the army].
fn trails(context: &Context<'_>, rest: &Range<usize>) -> bool {
    let says_when = |token: usize| {
        context.is(token, TokenKind::Mark)
            || context.is_time(token)
            || context.function(token) == Some(Function::Preposition)
    };
    let end = rest.clone().find(|&token| context.is_mark(token, ';')).unwrap_or(rest.end);
    let aside = (rest.start..end).find(|&token| !says_when(token));
    aside.is_none_or(|aside| {
        let hangs = hangs(context, aside) || context.function(aside) == Some(Function::Determiner);
        aside > rest.start && context.is_mark(aside - 1, ',') && hangs && context.word(aside) != "that"
    })
}

/// Whether a piece that the tagger read adds a second verb to what was reported: …, he says, [and are meant for days].
fn adds(context: &Context<'_>, contents: &[Span], piece: Span) -> bool {
    let first = context.token_from(piece.start);
    let is_apart = contents.iter().all(|content| content.end <= piece.start);
    let joined = context.function(first + 1);
    let joins = matches!(context.word(first), "and" | "but" | "or");
    is_apart && joins && !matches!(joined, Some(Function::Conjunction | Function::Preposition))
}

/// Whether what was reported goes on behind the report: Too often, he says[, they get it].
fn goes_on(context: &Context<'_>, rest: &Range<usize>) -> bool {
    let first = rest.start + 1;
    context.is_mark(rest.start, ',')
        && rest.end > first + SHORTEST
        && !hangs(context, first)
        && rest.clone().any(|token| may_be_verb(context, token))
}

/// Whether the words from `first` on hang on what stands before them: though he did not · raising hopes · compared with.
fn hangs(context: &Context<'_>, first: usize) -> bool {
    let word = context.lower(first);
    let joins = |token| {
        matches!(
            context.function(token),
            Some(Function::Relative | Function::Conjunction | Function::Preposition)
        )
    };
    word.ends_with("ing")
        || word.ends_with("ed") && joins(first + 1)
        || joins(first)
        || matches!(
            word.as_ref(),
            "that" | "though" | "although" | "while" | "because" | "as" | "when" | "after" | "before"
        )
}

/// Whether a clause states something: it has words enough, one of them a verb, and is not the condition of another.
fn states(context: &Context<'_>, clause: &Range<usize>) -> bool {
    let words = clause.clone().filter(|&token| !context.is(token, TokenKind::Mark)).count();
    let opens = context.lower(clause.start);
    let depends = matches!(opens.as_ref(), "as" | "like" | "when" | "while" | "after" | "before" | "if");
    let is_short =
        words + 1 == SHORTEST && is_pronoun(&opens) && context.lower(clause.start + 1).ends_with("ed");
    (words >= SHORTEST || is_short) && !depends && clause.clone().any(|token| may_be_verb(context, token))
}
