//! Passages to quotations: which words in marks are speech, which pieces belong together, and of which kind.

use std::ops::Range;

use super::context::Context;
use super::report::{Frame, Report, frame, report_behind};
use super::reported::{Piece, Reported, Tag};
use super::taken::Taken;
use super::title::{is_called, is_named_title, is_title};
use super::turn::{Turn, turns_in_marks, turns_without_marks};
use crate::article::BlockKind;
use crate::quotation::Passage;
use crate::segment::TokenKind;
use crate::span::Span;

/// Words that somebody may have said, before it is known who.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The pieces: all but the last end where "he said" interrupts, or where a paragraph ends.
    pub spans: Vec<Span>,
    /// What kind of quotation it is.
    pub kind: Kind,
    /// The words around it in its own sentence.
    pub frame: Frame,
    /// The report that interrupts the pieces, or whose clause a mixed quotation is.
    pub report: Option<Report>,
    /// Who reports it, as the tagger read it.
    pub tag: Option<Tag>,
    /// The label that names whose turn of a transcript it is, as tokens.
    pub label: Option<Range<usize>>,
}

impl Candidate {
    /// From the first piece to the end of the last.
    pub fn hull(&self) -> Span {
        let first = self.spans.first().copied().unwrap_or_default();
        first.hull(self.spans.last().copied().unwrap_or(first))
    }
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
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    /// Speech.
    pub candidates: Vec<Candidate>,
    /// Words in marks that nobody said: titles, nicknames, words used with raised eyebrows.
    pub unspoken: Vec<Span>,
    /// What somebody thinks, wishes or means to do.
    pub thoughts: Vec<Candidate>,
    /// What is reported without marks within the turns of a transcript.
    pub nested: Vec<Candidate>,
}

/// How many tokens may stand between two pieces of one quotation.
const INTERRUPTION: usize = 26;
/// Fewer words than this, run into a sentence, are not speech unless the tagger reads a report.
const FRAGMENT: usize = 5;

/// Fewer tokens around a title are no clause.
const CLAUSE: usize = 8;

/// Reads all passages and reports, in order of the text.
pub(super) fn read(context: &Context<'_>, reported: &Reported) -> Reading {
    let mut reading = Reading::default();
    let turns = turns_without_marks(context).into_iter().map(|turn| of_turn(context, turn));
    reading.candidates.extend(turns);
    let mut index = 0;
    while let Some(passage) = context.passages.get(index) {
        index += read_passage(context, reported, passage, index, &mut reading);
    }
    let turns = within_turns(context, &mut reading);
    let spans = reading.candidates.iter().filter(|candidate| candidate.label.is_none());
    let mut taken = Taken::default();
    taken.extend(spans.flat_map(|candidate| &candidate.spans).copied());
    let indirect = reported.pieces().iter().filter(|piece| piece.kind == Kind::Indirect);
    for piece in indirect.filter(|piece| taken.is_free(piece.span)) {
        let list = match (turns.is_free(piece.span), piece.is_thought) {
            (true, true) => &mut reading.thoughts,
            (true, false) => &mut reading.candidates,
            (false, true) => continue,
            (false, false) => &mut reading.nested,
        };
        match list.last_mut() {
            Some(open) if reported.goes_on(context, open.hull(), piece) => open.spans.push(piece.span),
            _ => list.push(of_piece(context, reported, piece)),
        }
    }
    reading.candidates.sort_by_key(|candidate| candidate.hull().start);
    reading.nested.sort_by_key(|candidate| candidate.hull().start);
    reading
}

/// Divides the turns of a transcript around what somebody else is quoted with in them, drops other words in marks there,
/// which are the speaker's own, and gives the words of the turns.
fn within_turns(context: &Context<'_>, reading: &mut Reading) -> Taken {
    let mut turns = Taken::default();
    let labelled = reading.candidates.iter().filter(|candidate| candidate.label.is_some());
    turns.extend(labelled.flat_map(|turn| &turn.spans).copied());
    let all = std::mem::take(&mut reading.candidates);
    let (labelled, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.label.is_some());
    let (apart, within): (Vec<_>, Vec<_>) = others.into_iter().partition(|one| turns.is_free(one.hull()));
    let quoted: Vec<Candidate> = within.into_iter().filter(|one| is_reported(context, one)).collect();
    let divided = labelled.into_iter().flat_map(|turn| divided(context, turn, &quoted));
    reading.candidates = divided.chain(apart).collect();
    reading.candidates.extend(quoted);
    turns
}

/// Whether somebody is told to have said it: by a report, or by a colon that leads it in.
fn is_reported(context: &Context<'_>, candidate: &Candidate) -> bool {
    let lead = &candidate.frame.lead;
    let has_colon = !lead.is_empty() && context.is_mark(lead.end - 1, ':');
    let is_told = candidate.tag.is_some() || candidate.report.is_some() || has_colon;
    is_told && candidate.kind == Kind::Direct && context.tokens_in(candidate.hull()).len() > FRAGMENT
}

/// A turn in stretches: up to each quotation within it, and from the next sentence behind it.
fn divided(context: &Context<'_>, turn: Candidate, quoted: &[Candidate]) -> Vec<Candidate> {
    let mut stretches = Vec::new();
    for &span in &turn.spans {
        let first = quoted.partition_point(|inside| inside.hull().start < span.start);
        let within = quoted.get(first..).unwrap_or_default();
        let mut start = span.start;
        for inside in within.iter().map(Candidate::hull).take_while(|hull| hull.start < span.end) {
            stretches.push(Span::new(start.min(inside.start), inside.start));
            start = start.max(context.sentence_at(inside.end.saturating_sub(1)).end.max(inside.end));
        }
        stretches.push(Span::new(start.min(span.end), span.end));
    }
    if stretches.len() == turn.spans.len() {
        return vec![turn];
    }
    let has_words = |span: &Span| context.tokens_in(*span).any(|token| !context.is(token, TokenKind::Mark));
    let trimmed = stretches.into_iter().filter(has_words).map(|span| context.span(&context.tokens_in(span)));
    trimmed.map(|span| Candidate { spans: vec![span], ..turn.clone() }).collect()
}

/// Reads the passage at `index`, and those that are one quotation with it; gives how many they are.
fn read_passage(
    context: &Context<'_>,
    reported: &Reported,
    passage: &Passage,
    index: usize,
    reading: &mut Reading,
) -> usize {
    if is_inside_last(&reading.candidates, passage.hull()) {
        return 1;
    }
    if let Some(turns) = turns_in_marks(context, passage) {
        reading.candidates.extend(turns.into_iter().map(|turn| of_turn(context, turn)));
        return 1;
    }
    let whole = frame(context, passage.hull(), passage.hull());
    let piece = piece_of(context, reported, passage);
    let in_clause = piece.is_some_and(|piece| is_clause_around(context, piece, passage));
    if (is_called(context, &whole) || !in_clause) && is_named_title(context, passage, &whole) {
        reading.unspoken.push(passage.hull());
        return 1;
    }
    let tag = piece.and_then(|piece| reported.tag(context, piece));
    if let Some(piece) = piece.filter(|_| !is_block_quotation(passage)) {
        let together = reported.together(context, piece);
        if let (Some(first), Some(last)) = (together.first(), together.last()) {
            let spans = together.iter().map(|piece| piece.span).collect();
            let frame = frame(context, first.span, last.span);
            reading.candidates.push(Candidate {
                spans,
                frame,
                kind: Kind::Mixed,
                ..of_piece(context, reported, piece)
            });
            return 1;
        }
        if piece.kind == Kind::Mixed {
            reading.candidates.push(of_piece(context, reported, piece));
            return 1;
        }
    }
    if let Some((mut candidate, used)) = interrupted(context, index) {
        candidate.tag = tag;
        reading.candidates.push(candidate);
        return used;
    }
    if tag.is_some() {
        reading.candidates.push(Candidate { tag, ..direct(passage.spans.clone(), whole) });
        return 1;
    }
    if is_title(context, passage, &whole) {
        reading.unspoken.push(passage.hull());
        return 1;
    }
    match shape(context, passage) {
        Shape::Whole => reading.candidates.push(direct(passage.spans.clone(), whole)),
        Shape::Fragment if in_headline(context, passage.hull()) => reading.unspoken.push(passage.hull()),
        Shape::Fragment
            if words_in(context, passage) >= FRAGMENT || report_behind_passage(context, passage.hull()) =>
        {
            reading.candidates.push(direct(passage.spans.clone(), whole));
        }
        Shape::Fragment => reading.unspoken.push(passage.hull()),
    }
    1
}

/// The report of a passage; of several, where paragraph after paragraph opens with marks and the last ends with a comma,
/// that of the last: “We lost. ¶ “We will lose again,” added Moore.
fn piece_of<'a>(context: &Context<'_>, reported: &'a Reported, passage: &Passage) -> Option<&'a Piece> {
    let mut pieces = reported.over(passage.hull());
    let words = passage.hull().of(context.text).trim_end_matches(['”', '"', '’', '\'', '»', ' ']);
    let is_open = passage.spans.len() > 1 && words.ends_with(',');
    if is_open { pieces.last() } else { pieces.next() }
}

fn of_turn(context: &Context<'_>, turn: Turn) -> Candidate {
    let first = turn.spans.first().copied().unwrap_or_default();
    let frame = frame(context, first, turn.spans.last().copied().unwrap_or(first));
    Candidate { label: Some(turn.label), ..direct(turn.spans, frame) }
}

/// Whether a report tells a whole clause that only has these words in it: as a boss on “The Apprentice,” he shouted.
fn is_clause_around(context: &Context<'_>, piece: &Piece, passage: &Passage) -> bool {
    let around = context.tokens_in(piece.span).len().saturating_sub(context.tokens_in(passage.hull()).len());
    piece.kind == Kind::Mixed && around >= CLAUSE
}

fn is_block_quotation(passage: &Passage) -> bool {
    passage.style.is_none()
}

fn of_piece(context: &Context<'_>, reported: &Reported, piece: &Piece) -> Candidate {
    let frame = frame(context, piece.span, piece.span);
    Candidate {
        spans: vec![piece.span],
        kind: piece.kind,
        frame,
        report: None,
        tag: reported.tag(context, piece),
        label: None,
    }
}

/// A headline has words in marks that its text gives in full: ‘Extremely disturbed’ allies speak up.
fn in_headline(context: &Context<'_>, hull: Span) -> bool {
    let block = context.blocks.get(context.block_at(hull.start));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// Whether a passage is inside the clause of the mixed quotation before it.
fn is_inside_last(candidates: &[Candidate], hull: Span) -> bool {
    candidates.last().is_some_and(|last| last.kind == Kind::Mixed && last.hull().end > hull.start)
}

fn direct(spans: Vec<Span>, frame: Frame) -> Candidate {
    Candidate { spans, kind: Kind::Direct, frame, report: None, tag: None, label: None }
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
        if report.is_some() || is_named_title(context, next, &frame(context, next.hull(), next.hull())) {
            break;
        }
        report = Some(between);
        spans.extend(next.spans.iter().copied());
        used += 1;
    }
    let report = report?;
    let whole = frame(context, *spans.first()?, *spans.last()?);
    let candidate =
        Candidate { spans, kind: Kind::Direct, frame: whole, report: Some(report), tag: None, label: None };
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
    let report = report_behind(context, &between)?;
    let has_own = context.is_mark(between.end - 1, '.')
        && report_behind(context, &frame(context, next, next).tail).is_some();
    let adds = (report.cue.max(report.subject.end)..between.end).any(|token| {
        let joins = context.word(token).ends_with("ing") || token > 0 && context.word(token - 1) == "and";
        joins && context.is_cue(token) && token != report.cue
    });
    (!has_own && !adds).then_some(report)
}

fn ends_sentence(context: &Context<'_>, stop: usize) -> bool {
    let place = context.tokens[stop].span.end;
    {
        let index = context.sentences.partition_point(|sentence| sentence.end < place);
        context.sentences.get(index).is_some_and(|sentence| sentence.end == place)
    }
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
    let inside = hull.of(context.text).trim_matches(['“', '”', '"', '‘', '’', '\'', '«', '»', '`', ' ']);
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
    context.blocks.get(context.block_at(hull.start)).is_some_and(|block| block.span.start == hull.start)
}

fn report_behind_passage(context: &Context<'_>, hull: Span) -> bool {
    report_behind(context, &frame(context, hull, hull).tail).is_some()
}

fn words_in(context: &Context<'_>, passage: &Passage) -> usize {
    context.tokens_in(passage.hull()).filter(|&token| !context.is(token, TokenKind::Mark)).count()
}
