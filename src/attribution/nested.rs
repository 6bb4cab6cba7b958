//! Reports within words in marks: [“The room was lost, a clerk told the Herald,”] Moore wrote. Moore says it, and hands
//! on what the clerk said.

use super::candidate::{Candidate, Kind};
use super::context::Context;
use super::report::frame;
use super::reported::{LIKELY, Tag};
use super::tagger::{Cues, Model, Relation, relations_within};
use super::taken::Taken;
use crate::segment::TokenKind;
use crate::span::Span;

/// Shorter quotations report nobody else.
const SHORTEST: usize = 12;

/// The reports within the direct quotations among `candidates`, in order, none overlapping another.
pub(super) fn nested(context: &Context<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let is_read_already = |candidate: &&Candidate| candidate.label.is_some();
    let spoken =
        candidates.iter().filter(|candidate| candidate.kind == Kind::Direct && !is_read_already(candidate));
    let mut nested: Vec<Candidate> =
        spoken.flat_map(|candidate| &candidate.spans).flat_map(|span| within(context, *span)).collect();
    nested.sort_by_key(|candidate| candidate.hull().start);
    nested
}

/// The reports within one stretch in marks.
fn within(context: &Context<'_>, span: Span) -> Vec<Candidate> {
    let is_word = |token: &usize| !context.is(*token, TokenKind::Mark);
    let words: Vec<usize> = context.tokens_in(span).filter(is_word).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < SHORTEST {
        return Vec::new();
    }
    let inside = context.span(&(*first..last + 1));
    let mut relations = relations_within(context, inside, Cues::bundled(), Model::bundled());
    relations.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let mut taken = Taken::default();
    let mut told = Vec::new();
    for relation in relations.into_iter().filter(|relation| is_told(context, relation)) {
        if relation.contents.iter().all(|span| taken.is_free(*span)) {
            taken.extend(relation.contents.iter().copied());
            told.extend(candidate(context, relation));
        }
    }
    told
}

/// Only what somebody else is sure to have said; the speaker's own "I said" is theirs already.
fn is_told(context: &Context<'_>, relation: &Relation) -> bool {
    let source = relation.source.map(|source| source.of(context.text).to_lowercase());
    let is_other =
        source.is_some_and(|source| !matches!(source.as_str(), "i" | "we" | "you" | "me" | "us" | "who"));
    let is_speech = context.lexicon.reports_speech(&relation.cue.of(context.text).to_lowercase());
    relation.probability >= LIKELY && is_other && is_speech
}

fn candidate(context: &Context<'_>, relation: Relation) -> Option<Candidate> {
    let (first, last) = (*relation.contents.first()?, *relation.contents.last()?);
    let tag = Tag {
        cue: relation.cue,
        source: relation.source.map(|source| context.tokens_in(source)),
        probability: relation.probability,
        is_plain: relation.is_plain,
    };
    Some(Candidate {
        spans: relation.contents,
        kind: Kind::Indirect,
        frame: frame(context, first, last),
        report: None,
        tag: Some(tag),
        label: None,
    })
}
