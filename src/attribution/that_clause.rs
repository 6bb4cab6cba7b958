//! Reports whose clause begins with "that": Meade demanded [that the bridge be burned]. Where the verb reports speech and
//! has its own subject, the shape settles what the tagger read by halves or not at all.

use std::collections::BTreeMap;

use super::context::Context;
use super::reported::{SURE, may_be_verb};
use super::subject::subject_before;
use super::tagger::Relation;
use super::title::only_names;
use crate::lexicon::Function;
use crate::segment::TokenKind;

/// How sure the shape alone is.
const PLAIN: f32 = 0.7;
/// What has more tokens than this is no sentence.
const LONGEST: usize = 150;
/// Fewer words are no clause.
const SHORTEST: usize = 4;

/// The reports of this shape that the tagger was not sure of.
pub(super) fn settle(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let known: BTreeMap<usize, usize> =
        relations.iter().enumerate().map(|(at, relation)| (relation.cue.start, at)).collect();
    for cue in 0..context.tokens.len() {
        if !context.is_cue(cue) || context.word(cue + 1) != "that" {
            continue;
        }
        let read = known.get(&context.tokens[cue].span.start).and_then(|&at| relations.get(at));
        if read.is_some_and(|relation| relation.probability >= SURE && relation.source.is_some()) {
            continue;
        }
        let Some(plain) = report(context, cue) else { continue };
        let read = known.get(&plain.cue.start).and_then(|&at| relations.get_mut(at));
        match read {
            Some(relation) => {
                relation.probability = relation.probability.max(PLAIN);
                relation.source = relation.source.or(plain.source);
            }
            None => relations.push(plain),
        }
    }
}

/// The report that the verb at `cue` makes of the clause behind it.
fn report(context: &Context<'_>, cue: usize) -> Option<Relation> {
    let word = context.lower(cue);
    let is_finite = !word.ends_with("ing");
    if !is_finite || !context.lexicon.reports_speech(&word) || only_names(&word) {
        return None;
    }
    let sentence = context.tokens_in(context.sentence_at(context.tokens[cue].span.start));
    if sentence.len() > LONGEST || sentence.clone().any(|token| context.is_token_quoted(token)) {
        return None;
    }
    let source = subject_before(context, cue, sentence.start)?;
    let that = cue + 1;
    let begins = context.function(that + 1) == Some(Function::Determiner)
        || context.is(that + 1, TokenKind::Capitalised)
        || matches!(context.word(that + 1), "he" | "she" | "it" | "they" | "we" | "I" | "you" | "there");
    let breaks = |token: &usize| matches!(context.word(*token), ";" | "—" | ":");
    let end = (that..sentence.end).find(breaks).unwrap_or(sentence.end);
    let stop = usize::from(end > that && context.is_mark(end - 1, '.'));
    let clause = that..end - stop;
    let is_clause = clause.len() >= SHORTEST && clause.clone().any(|token| may_be_verb(context, token));
    (begins && is_clause).then(|| Relation {
        cue: context.tokens[cue].span,
        source: Some(context.span(&source)),
        contents: vec![context.span(&clause)],
        probability: PLAIN,
        is_plain: false,
    })
}
