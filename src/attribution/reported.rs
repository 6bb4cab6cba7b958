//! Reports that the tagger found, as pieces that quotations are made of: who has which words, and that no two reports
//! have the same.

use std::ops::Range;

use super::candidate::Kind;
use super::content;
use super::context::Context;
use super::postposed;
use super::subject::subject_before;
use super::tagger::Relation;
use super::taken::Taken;
use super::that_clause;
use crate::lexicon::Function;
use crate::segment::TokenKind;
use crate::span::Span;

/// The reports of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Reported {
    relations: Vec<Relation>,
    /// In order of the text, none overlapping another.
    pieces: Vec<Piece>,
}

/// A stretch of reported words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub span: Span,
    /// Which report, by index.
    pub relation: usize,
    /// Whether its words are in marks: all, some or none.
    pub kind: Kind,
    /// Whether it tells what somebody thinks, wishes or means to do, rather than what they said.
    pub is_thought: bool,
}

/// Who reports a quotation, as the tagger read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The word that reports.
    pub cue: Span,
    /// Who, as tokens.
    pub source: Option<Range<usize>>,
    /// How probable it is that the word reports.
    pub probability: f32,
    /// Whether the plain shape of the sentence settled it.
    pub is_plain: bool,
}

/// Words without marks are told as somebody's from this probability on.
pub(super) const SURE: f32 = 0.6;
/// The same where they have no verb: "criticized the plan".
const SURER: f32 = 0.75;
/// The same where nobody is named: "it was reported that …".
const SUREST: f32 = 0.8;
/// Words in marks from this one on.
pub(super) const LIKELY: f32 = 0.3;
/// Fewer words without marks are no quotation: "criticized it".
const SHORTEST: usize = 2;

impl Reported {
    /// Keeps, of reports that claim the same words, the most probable.
    pub(super) fn new(context: &Context<'_>, mut relations: Vec<Relation>) -> Self {
        postposed::settle(context, &mut relations);
        that_clause::settle(context, &mut relations);
        let mut relations: Vec<Relation> =
            relations.iter().flat_map(|relation| content::told(context, relation)).collect();
        relations.sort_by(|one, other| {
            other.probability.total_cmp(&one.probability).then(one.cue.start.cmp(&other.cue.start))
        });
        let mut reported = Self::default();
        let mut taken = Taken::default();
        for relation in relations {
            let mut pieces = pieces(context, &relation, reported.relations.len());
            pieces.retain(|piece| is_told(context, piece, &relation));
            if !pieces.is_empty() && pieces.iter().all(|piece| taken.is_free(piece.span)) {
                taken.extend(pieces.iter().map(|piece| piece.span));
                reported.pieces.extend(pieces);
                reported.relations.push(relation);
            }
        }
        reported.pieces.sort_by_key(|piece| piece.span.start);
        reported
    }

    /// The pieces that share words with `span`.
    pub(super) fn over(&self, span: Span) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        self.pieces
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |piece| piece.span.start < span.end)
    }

    /// The pieces of one quotation that `piece` is of: what the same report has besides in the sentence, where some of it
    /// is in marks.
    pub(super) fn together(&self, context: &Context<'_>, piece: &Piece) -> Vec<&Piece> {
        let sentence = context.sentence_at(piece.span.start);
        let is_own = |other: &&Piece| {
            other.relation == piece.relation && context.sentence_at(other.span.start) == sentence
        };
        let own: Vec<&Piece> = self.over(sentence.hull(piece.span)).filter(is_own).collect();
        let is_mixed = own.iter().any(|other| other.kind != piece.kind);
        if is_mixed { own } else { Vec::new() }
    }

    /// Whether `piece` goes on with what the same report told at `before`, in one sentence and without marks: [The
    /// bridge], Meade said, [had burned].
    pub(super) fn goes_on(&self, context: &Context<'_>, before: Span, piece: &Piece) -> bool {
        let sentence = context.sentence_at(piece.span.start);
        let is_same = |other: &Piece| other.relation == piece.relation && other.kind == Kind::Indirect;
        sentence.covers(before) && self.over(before).any(is_same)
    }

    /// All pieces, in order.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Who reports a piece.
    pub(super) fn tag(&self, context: &Context<'_>, piece: &Piece) -> Option<Tag> {
        let relation = self.relations.get(piece.relation)?;
        Some(Tag {
            cue: relation.cue,
            source: relation
                .source
                .map(|source| context.tokens_in(source))
                .filter(|tokens| !tokens.is_empty())
                .map(|tokens| without_aside(context, relation.cue, tokens)),
            probability: relation.probability,
            is_plain: relation.is_plain,
        })
    }
}

/// [Critics], most of them from the West and the South, complained: where the words before the comma end an aside, whoever
/// it is about reports.
fn without_aside(context: &Context<'_>, cue: Span, source: Range<usize>) -> Range<usize> {
    let verb = context.token_from(cue.start);
    let last = if context.is_mark(source.end - 1, ',') { source.end - 1 } else { source.end };
    let before = source.start.checked_sub(1);
    let is_of_aside = before.is_some_and(|before| {
        context.function(before) == Some(Function::Preposition) || context.word(before) == "and"
    });
    if !is_of_aside || !context.is_mark(last, ',') || last + 1 != verb {
        return source;
    }
    let floor = context.token_from(context.sentence_at(cue.start).start);
    subject_before(context, verb, floor).filter(|subject| subject.end <= source.start).unwrap_or(source)
}

/// What one report tells.
fn pieces(context: &Context<'_>, relation: &Relation, number: usize) -> Vec<Piece> {
    let is_speech = reports_speech(context, relation.cue);
    let piece = |&span: &Span| {
        let span = without_leading_marks(context, span);
        let kind = kind(context, span);
        Piece { span, relation: number, kind, is_thought: !is_speech && kind == Kind::Indirect }
    };
    relation.contents.iter().map(piece).collect()
}

/// Whether a word reports what was said: also "wanted", before "to know".
fn reports_speech(context: &Context<'_>, cue: Span) -> bool {
    let behind = context.token_from(cue.end);
    let asks = context.word(behind) == "to" && context.word(behind + 1) == "know";
    let word = cue.of(context.text).to_lowercase();
    context.lexicon.reports_speech(&word) || asks && word == "wanted"
}

fn is_told(context: &Context<'_>, piece: &Piece, relation: &Relation) -> bool {
    if piece.kind != Kind::Indirect {
        return relation.probability >= LIKELY;
    }
    if relation.source.is_some_and(|source| is_invited(context, source)) {
        return false;
    }
    let words = context.tokens_in(piece.span).filter(|&token| !context.is(token, TokenKind::Mark)).count();
    let is_statement = context.tokens_in(piece.span).any(|token| may_be_verb(context, token));
    let least = match (relation.source, is_statement) {
        (None, _) => SUREST,
        (Some(_), false) => SURER,
        (Some(_), true) => SURE,
    };
    relation.probability >= least && words >= SHORTEST
}

/// Whether whoever reads is told what they may do, and so has said nothing: if [you] would like to argue with that.
fn is_invited(context: &Context<'_>, source: Span) -> bool {
    let first = context.token_from(source.start);
    let before = first.checked_sub(1).map(|before| context.lower(before));
    let is_if = before.is_some_and(|word| matches!(&*word, "if" | "unless" | "should" | "whenever"));
    is_if && context.lower(first) == "you" && context.token_from(source.end) == first + 1
}

/// Whether a word looks like a verb.
pub(super) fn may_be_verb(context: &Context<'_>, token: usize) -> bool {
    const ENDINGS: [&str; 10] = ["ed", "n't", "n’t", "'s", "’s", "'re", "’re", "'ll", "’ll", "ing"];
    let lower = context.lower(token);
    context.function(token) == Some(Function::Auxiliary)
        || lower == "to"
        || context.is_cue(token)
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// What is left behind a comma or the ending of the word before: [’s “farce”].
fn without_leading_marks(context: &Context<'_>, span: Span) -> Span {
    let mut tokens = context.tokens_in(span);
    let is_ending = |&token: &usize| {
        context.is(token, TokenKind::Possessive) || matches!(context.word(token), "," | "." | ";" | ":" | ")")
    };
    let first = tokens.find(|token| !is_ending(token)).and_then(|token| context.tokens.get(token));
    Span::new(first.map_or(span.start, |token| token.span.start), span.end)
}

/// Direct where all words are in marks, mixed where some are.
fn kind(context: &Context<'_>, span: Span) -> Kind {
    let words = context.tokens_in(span).filter(|&token| !context.is(token, TokenKind::Mark));
    let (mut inside, mut outside) = (0, 0);
    for token in words {
        if context.is_token_quoted(token) { inside += 1 } else { outside += 1 }
    }
    match (inside, outside) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}
