//! Turns of a transcript: paragraphs that begin with a label of their speaker, "Mr. LEHRER: Good evening."

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use crate::article::Block;
use crate::quotation::Passage;
use crate::segment::{TokenKind, is_label};
use crate::span::Span;

/// One speaker's words up to the next label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// The tokens of the label, without its colon.
    pub label: Range<usize>,
    /// What is said, a span a paragraph.
    pub spans: Vec<Span>,
}

/// How many labels that come back make a transcript of paragraphs without marks.
const VOICES: usize = 2;
/// How many tokens a name before a colon may have, stops and colon among them.
const LABEL: usize = 7;

/// The turns of words in marks that are a transcript: "WALLACE: Let’s start." What stands before the first label, and
/// remarks in brackets, are nobody's. `None` where no paragraph has a label.
pub(super) fn turns_in_marks(context: &Context<'_>, passage: &Passage) -> Option<Vec<Turn>> {
    let mut turns: Vec<Turn> = Vec::new();
    for &span in &passage.spans {
        if let Some(turn) = turn(context, span) {
            turns.push(turn);
        } else if let Some(open) = turns.last_mut().filter(|_| !is_remark(context, span)) {
            open.spans.push(span);
        }
    }
    (!turns.is_empty()).then_some(turns)
}

/// The turns of a transcript without marks: paragraphs with labels beside one another, where two labels come back.
/// “READ MORE:” between paragraphs and a list of topics are none.
pub(super) fn turns_without_marks(context: &Context<'_>) -> Vec<Turn> {
    let is_labelled =
        |block: &Block| !context.is_quoted(block.span.start) && is_label(block.span.of(context.text));
    let labelled: Vec<bool> = context.blocks.iter().map(is_labelled).collect();
    let is_beside = |at: usize| {
        labelled[at]
            && (labelled.get(at + 1) == Some(&true)
                || at.checked_sub(1).is_some_and(|before| labelled[before]))
    };
    let beside = (0..labelled.len()).filter(|&at| is_beside(at));
    let turns: Vec<Turn> = beside.filter_map(|at| turn(context, context.blocks[at].span)).collect();
    let mut labels: Vec<&str> = turns.iter().map(|turn| context.words(&turn.label)).collect();
    labels.sort_unstable();
    let come_back = labels.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).count();
    if come_back < VOICES { turns_by_name(context) } else { turns }
}

/// The turns of an interview, with the writer’s own paragraphs between them: Ada Moore: We lost. ¶ She shrugs. ¶
/// Reyes: Why? ¶ Moore: Ask the bridge. Two labels come back, and each is a name that the text gives in full.
///
/// Must stay silent on “Claim:” and “Fact:”, which are nobody’s names.
fn turns_by_name(context: &Context<'_>) -> Vec<Turn> {
    let labelled: Vec<(&str, Turn)> =
        context.blocks.iter().filter_map(|block| turn_by_name(context, block.span)).collect();
    let mut surnames: BTreeMap<&str, usize> = BTreeMap::new();
    for (surname, _) in &labelled {
        *surnames.entry(surname).or_default() += 1;
    }
    surnames.retain(|_, times| *times > 1);
    if surnames.len() < VOICES {
        return Vec::new();
    }
    let named: BTreeSet<&str> = (1..context.tokens.len())
        .filter(|&token| context.lexicon.given_name(context.word(token - 1)).is_some())
        .map(|token| context.word(token))
        .collect();
    surnames.retain(|surname, _| named.contains(surname));
    let is_voice = |(surname, _): &(&str, Turn)| surnames.contains_key(surname);
    if surnames.len() < VOICES {
        return Vec::new();
    }
    labelled.into_iter().filter(is_voice).map(|(_, turn)| turn).collect()
}

/// A paragraph that begins with a name and a colon, and the last word of that name.
fn turn_by_name<'a>(context: &Context<'a>, span: Span) -> Option<(&'a str, Turn)> {
    let tokens = context.tokens_in(span);
    let first = tokens.start;
    let colon = (first..tokens.end.min(first + LABEL)).find(|&token| context.is_mark(token, ':'))?;
    let is_name = |token: usize| context.is(token, TokenKind::Capitalised) || context.is_mark(token, '.');
    let said = context.tokens.get(colon + 1).filter(|_| colon > first && colon + 1 < tokens.end)?;
    let is_whole = (first..colon).all(is_name) && context.is(colon - 1, TokenKind::Capitalised);
    let label = first..colon;
    let turn = Turn { label, spans: vec![Span::new(said.span.start, span.end)] };
    (is_whole && !context.is_token_quoted(first)).then(|| (context.word(colon - 1), turn))
}

fn turn(context: &Context<'_>, span: Span) -> Option<Turn> {
    let tokens = context.tokens_in(span);
    let first = tokens.clone().find(|&token| !is_opening(context, token))?;
    let rest = Span::new(context.tokens.get(first)?.span.start, span.end);
    if !is_label(rest.of(context.text)) {
        return None;
    }
    let colon = (first..tokens.end).find(|&token| context.is_mark(token, ':'))?;
    let said = context.tokens.get(colon + 1).filter(|token| token.span.start < span.end)?;
    Some(Turn { label: first..colon, spans: vec![Span::new(said.span.start, span.end)] })
}

fn is_opening(context: &Context<'_>, token: usize) -> bool {
    matches!(context.word(token), "“" | "\"" | "‘" | "'" | "«" | "„" | "`")
}

/// “(CROSSTALK.)
fn is_remark(context: &Context<'_>, span: Span) -> bool {
    let mut tokens = context.tokens_in(span).filter(|&token| !is_opening(context, token));
    tokens
        .next()
        .is_some_and(|token| context.is(token, TokenKind::Mark) && matches!(context.word(token), "(" | "["))
}
