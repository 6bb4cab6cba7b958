//! Passages to quotations: which words in marks are speech, which pieces belong together, and of which kind.

use super::context::Context;
use super::report::{Frame, Report, frame, report_before, report_behind};
use crate::quotation::Passage;
use crate::segment::TokenKind;
use crate::span::Span;

/// Words that somebody may have said, before it is known who.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The pieces: all but the last end where "he said" interrupts, or where a paragraph ends.
    pub spans: Vec<Span>,
    /// What kind of quotation it is.
    pub kind: Kind,
    /// The words around it in its own sentence.
    pub frame: Frame,
    /// Where the first piece is interrupted.
    pub interruption: Option<Report>,
}

/// The kinds of quotation, after PARC 3 and PolNeAR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// All in marks, or set apart.
    Direct,
    /// A reported clause that is partly in marks.
    Mixed,
    /// A reported clause without marks.
    Indirect,
}

impl Kind {
    /// The name used in `sayso analyze`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What the passages of an article are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Speech.
    pub candidates: Vec<Candidate>,
    /// Words in marks that nobody said: titles, nicknames, words used with raised eyebrows.
    pub unspoken: Vec<Span>,
}

/// How many tokens may stand between two pieces of one quotation.
const INTERRUPTION: usize = 16;
/// Fewer words than this, run into a sentence, are not speech unless a report says so.
const FRAGMENT: usize = 5;

/// Reads all passages in order.
pub fn read(context: &Context<'_>) -> Reading {
    let mut reading = Reading::default();
    let mut index = 0;
    while let Some(passage) = context.passages.get(index) {
        if let Some((candidate, used)) = interrupted(context, index) {
            reading.candidates.push(candidate);
            index += used;
            continue;
        }
        let whole = frame(context, passage.hull(), passage.hull());
        index += 1;
        if is_inside_last(&reading.candidates, passage.hull()) {
            continue;
        }
        match shape(context, passage) {
            Shape::Whole => reading.candidates.push(direct(passage.spans.clone(), whole)),
            Shape::Fragment => match mixed(context, passage, &whole) {
                Some(candidate) => push_mixed(&mut reading.candidates, candidate),
                None if words_in(context, passage) >= FRAGMENT => {
                    reading.candidates.push(direct(passage.spans.clone(), whole));
                }
                None => reading.unspoken.push(passage.hull()),
            },
        }
    }
    reading
}

/// Whether a passage is inside the clause of the mixed quotation before it.
fn is_inside_last(candidates: &[Candidate], hull: Span) -> bool {
    candidates
        .last()
        .is_some_and(|last| last.kind == Kind::Mixed && last.spans.iter().any(|span| span.covers(hull)))
}

fn direct(spans: Vec<Span>, frame: Frame) -> Candidate {
    Candidate {
        spans,
        kind: Kind::Direct,
        frame,
        interruption: None,
    }
}

/// Two or more passages with only a report between them: “Yes,” he said, “and no.” · “Yes,” he said. “No.”
fn interrupted(context: &Context<'_>, index: usize) -> Option<(Candidate, usize)> {
    let first = context.passages.get(index)?;
    first.style?;
    let mut spans = first.spans.clone();
    let mut report = None;
    let mut used = 1;
    while let Some(next) = context.passages.get(index + used) {
        let last = *spans.last()?;
        let Some(between) = interruption(context, last, next.hull()) else {
            break;
        };
        if report.is_some() {
            break;
        }
        report = Some(between);
        spans.extend(next.spans.iter().copied());
        used += 1;
    }
    let report = report?;
    let whole = frame(context, *spans.first()?, *spans.last()?);
    let candidate = Candidate {
        spans,
        kind: Kind::Direct,
        frame: whole,
        interruption: Some(report),
    };
    Some((candidate, used))
}

/// The report that is all that stands between two passages of one paragraph.
fn interruption(context: &Context<'_>, last: Span, next: Span) -> Option<Report> {
    let between = context.tokens_in(Span::new(last.end, next.start));
    let same_block = context.block_at(last.start) == context.block_at(next.start);
    if !same_block || between.is_empty() || between.len() > INTERRUPTION {
        return None;
    }
    let piece = last.of(context.text).trim_end_matches(['”', '"', '’', '\'', '»']);
    let is_open = piece.ends_with([',', '!', '?', '—', '–', '-', '…', ';', ':']);
    let stops_inside = between
        .clone()
        .rev()
        .skip(1)
        .any(|token| context.is_mark(token, '.') && ends_sentence(context, token));
    let goes_on = !context.is_mark(between.end - 1, ':');
    if !is_open || stops_inside || !goes_on {
        return None;
    }
    report_behind(context, &between)
}

fn ends_sentence(context: &Context<'_>, stop: usize) -> bool {
    let place = context.tokens[stop].span.end;
    context
        .sentences
        .binary_search_by(|sentence| sentence.end.cmp(&place))
        .is_ok()
}

enum Shape {
    /// Stands on its own: after a colon, a comma or a stop, with its own punctuation.
    Whole,
    /// Runs on in somebody else's sentence.
    Fragment,
}

fn shape(context: &Context<'_>, passage: &Passage) -> Shape {
    let hull = passage.hull();
    if passage.style.is_none() || passage.spans.len() > 1 {
        return Shape::Whole;
    }
    let before = Span::new(0, hull.start).of(context.text).trim_end();
    let inside = hull
        .of(context.text)
        .trim_matches(['“', '”', '"', '‘', '’', '\'', '«', '»', '`', ' ']);
    let after = Span::new(hull.end, context.text.len()).of(context.text);
    let set_off = before.is_empty()
        || before.ends_with([':', ',', '.', '!', '?', '—', '–', '”', '"', '…', ')', '\n'])
        || starts_block(context, hull);
    let punctuated = inside.ends_with([',', '.', '!', '?', '…', '—']) || inside.ends_with("--");
    let begins_large =
        inside.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '…' || c == '.');
    let ends_here =
        after.trim_start_matches(['.', ',', ';', ')', ' ']).is_empty() || after.starts_with(['.', '\n', ';']);
    let long = words_in(context, passage) >= FRAGMENT;
    match (set_off, punctuated, begins_large) {
        (true, true, true) => Shape::Whole,
        (true, true, false) if long || report_behind_passage(context, hull) => Shape::Whole,
        (false, true, true) if long => Shape::Whole,
        (true, false, true) if long && ends_here => Shape::Whole,
        (true, false, _) if report_behind_passage(context, hull) && long => Shape::Whole,
        _ => Shape::Fragment,
    }
}

fn starts_block(context: &Context<'_>, hull: Span) -> bool {
    context
        .blocks
        .get(context.block_at(hull.start))
        .is_some_and(|block| block.span.start == hull.start)
}

fn report_behind_passage(context: &Context<'_>, hull: Span) -> bool {
    report_behind(context, &frame(context, hull, hull).tail).is_some()
}

fn words_in(context: &Context<'_>, passage: &Passage) -> usize {
    context
        .tokens_in(passage.hull())
        .filter(|&token| !context.is(token, TokenKind::Mark))
        .count()
}

/// A fragment with a report in its own sentence: the content is the whole reported clause.
fn mixed(context: &Context<'_>, passage: &Passage, whole: &Frame) -> Option<Candidate> {
    let hull = passage.hull();
    let sentence = context.sentence_at(hull.start);
    let lead = context.tokens_in(Span::new(sentence.start, hull.start));
    if is_named(context, hull, lead.end) {
        return None;
    }
    if let Some(report) = report_before(context, &lead) {
        let clause_start = clause_behind(context, report.cue, lead.end, hull.start);
        let clause = clause(context, clause_start, hull, sentence);
        let frame = Frame {
            lead,
            tail: whole.tail.clone(),
        };
        return Some(Candidate {
            spans: vec![clause],
            kind: Kind::Mixed,
            frame,
            interruption: None,
        });
    }
    report_behind(context, &whole.tail)?;
    let start = lead
        .into_iter()
        .find(|&token| !context.is(token, TokenKind::Mark));
    let start = start.map_or(hull.start, |token| context.tokens[token].span.start);
    Some(Candidate {
        spans: vec![Span::new(start, hull.end)],
        kind: Kind::Mixed,
        frame: whole.clone(),
        interruption: None,
    })
}

/// A title behind "called": a dictionary called “Respectfully Quoted”. But not: he called it “a farce”.
fn is_named(context: &Context<'_>, hull: Span, open: usize) -> bool {
    let names = open.checked_sub(1).is_some_and(|before| {
        matches!(
            context.word(before),
            "called" | "titled" | "entitled" | "named" | "headlined" | "as"
        )
    });
    let mut content = context
        .tokens_in(hull)
        .filter(|&token| context.word(token).chars().count() > 3);
    names && content.all(|token| !context.is(token, TokenKind::Word))
}

/// Where the reported clause begins: at "that" behind the verb, else right behind the verb.
fn clause_behind(context: &Context<'_>, cue: usize, lead_end: usize, open: usize) -> usize {
    let that = (cue + 1..lead_end).find(|&token| context.word(token) == "that");
    let first = that.or_else(|| (cue + 1..lead_end).find(|&token| !context.is(token, TokenKind::Mark)));
    let first = first.unwrap_or(lead_end);
    context
        .tokens
        .get(first)
        .map_or(open, |token| token.span.start.min(open))
}

/// The clause from `start` to the end of the sentence, without its stop.
fn clause(context: &Context<'_>, start: usize, hull: Span, sentence: Span) -> Span {
    let end = sentence.end.max(hull.end);
    let words = Span::new(start, end).of(context.text);
    let trimmed = words.trim_end_matches(['.', '!', '?', ' ']);
    Span::new(start, (start + trimmed.len()).max(hull.end))
}

/// Fragments of one sentence that are in one reported clause are one quotation.
fn push_mixed(candidates: &mut Vec<Candidate>, candidate: Candidate) {
    let content = candidate.spans.first().copied().unwrap_or_default();
    match candidates.last_mut() {
        Some(earlier)
            if earlier.kind == Kind::Mixed && earlier.spans.iter().any(|span| span.overlaps(content)) =>
        {
            if let Some(span) = earlier.spans.last_mut() {
                *span = span.hull(content);
            }
        }
        _ => candidates.push(candidate),
    }
}
