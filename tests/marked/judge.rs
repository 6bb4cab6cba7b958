//! What the engine found beside what is right.

use sayso::span::Span;

use super::column::{Column, Finding};
use super::key::{Answer, Truth};

/// A judgement of each piece of each finding, and what was not found.
pub(crate) struct Judged {
    /// By finding, by piece.
    pub(crate) verdicts: Vec<Vec<Verdict>>,
    pub(crate) missed: Vec<Truth>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    Right(Truth),
    Wrong(Truth),
    Unjudged,
}

/// One piece that may be about one truth, and how much they share.
struct Pair {
    piece: (usize, usize),
    truth: usize,
    shared: f64,
}

impl Judged {
    /// Each truth is about the piece that shares most of it.
    pub(crate) fn new(column: &Column, truths: Vec<Truth>) -> Self {
        let mut truths: Vec<Option<Truth>> = truths.into_iter().map(Some).collect();
        let blank = |finding: &Finding| vec![Verdict::Unjudged; finding.pieces.len()];
        let mut verdicts: Vec<Vec<Verdict>> = column.findings.iter().map(blank).collect();
        for Pair { piece: (at, piece), truth, .. } in pairs(column, &truths) {
            let verdict = &mut verdicts[at][piece];
            if *verdict == Verdict::Unjudged
                && let Some(truth) = truths[truth].take()
            {
                *verdict = compared(&column.text, &column.findings[at], piece, truth);
            }
        }
        let mut missed: Vec<Truth> =
            truths.into_iter().flatten().filter(|truth| truth.answer.is_some()).collect();
        missed.sort_by_key(|truth| truth.place);
        Self { verdicts, missed }
    }
}

/// Pieces with truths about them, those that share most first.
fn pairs(column: &Column, truths: &[Option<Truth>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, finding) in column.findings.iter().enumerate() {
        for (piece, place) in finding.pieces.iter().enumerate() {
            let place = words_of(&column.text, *place);
            for (truth, one) in truths.iter().enumerate().filter_map(|(at, one)| Some((at, one.as_ref()?))) {
                let shared = shared(words_of(&column.text, one.place), place);
                // Of what nobody says, something much longer or shorter is another case.
                let least = if one.answer.is_some() { 0.0 } else { 0.5 };
                if (finding.kind == "nested") == one.is_nested && shared > least {
                    pairs.push(Pair { piece: (at, piece), truth, shared });
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.shared.total_cmp(&a.shared));
    pairs
}

fn compared(text: &str, finding: &Finding, piece: usize, truth: Truth) -> Verdict {
    let answer = Answer { speaker: finding.speaker.clone(), kind: finding.kind.to_owned() };
    let is_right = is_same_place(text, finding.pieces[piece], truth.place)
        && truth.answer.as_ref() == Some(&answer)
        && is_mention(text, finding, &truth);
    if is_right { Verdict::Right(truth) } else { Verdict::Wrong(truth) }
}

/// Whether the words that name the speaker are right, or not judged.
pub(crate) fn is_mention(text: &str, finding: &Finding, truth: &Truth) -> bool {
    truth
        .mention
        .is_none_or(|mention| finding.mention.is_some_and(|found| is_same_place(text, found, mention)))
}

/// Whether two stretches are of the same words.
pub(crate) fn is_same_place(text: &str, a: Span, b: Span) -> bool {
    words_of(text, a) == words_of(text, b)
}

/// A stretch without the marks and punctuation at its ends; whole where it has nothing else.
fn words_of(text: &str, span: Span) -> Span {
    let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '%' | '&');
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(is_edge).len();
    let end = span.start + words.trim_end_matches(is_edge).len();
    if start < end { Span::new(start, end) } else { span }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of columns")]
fn shared(a: Span, b: Span) -> f64 {
    a.intersection(b).len() as f64 / a.hull(b).len() as f64
}
