//! Lines of an answer in rows: what a line is about in a column of its own where there is room, else before its words.

use crate::article::{Block, BlockKind, SafeText};
use crate::layout::{Measure, Page, Row, Top};
use crate::span::Span;

/// Words in pieces, each of a kind.
pub type Pieces<P> = Vec<(String, P)>;

/// A row: what the line is about, where it begins, and its words.
pub type Told<P> = (Option<&'static str>, Pieces<P>);

/// The cells of the column that says what a line is about.
pub const LABEL: u16 = 8;

/// From this width on there is such a column.
const WIDE: u16 = 44;

/// No answer has more rows.
const MOST_ROWS: u16 = 400;

/// Whether what a line is about stands beside it, or before it.
pub fn is_wide(width: u16) -> bool {
    width >= WIDE
}

/// Lines, each with what it is about, in rows of so many cells; `plain` is the kind of words that are nothing special.
pub fn rows<'l, P: Copy + 'l>(
    lines: impl Iterator<Item = (&'static str, &'l Pieces<P>)>,
    width: u16,
    plain: P,
) -> Vec<Told<P>> {
    let room = if is_wide(width) { width - LABEL } else { width };
    let mut told: Vec<Told<P>> = Vec::new();
    let mut before = "";
    for (about, pieces) in lines {
        let mut pieces = pieces.clone();
        if !is_wide(width) {
            pieces.insert(0, (format!("{about}: "), plain));
        }
        let mut rows = set(about, &pieces, room);
        if let Some(first) = rows.first_mut().filter(|_| about == before) {
            first.0 = None;
        }
        before = about;
        told.extend(rows);
    }
    told
}

fn set<P: Copy>(about: &'static str, pieces: &Pieces<P>, width: u16) -> Vec<Told<P>> {
    let rows = laid(pieces, width).into_iter().enumerate();
    rows.map(|(number, row)| ((number == 0).then_some(about), row)).collect()
}

/// Words in rows of so many cells.
pub(super) fn laid<P: Copy>(pieces: &Pieces<P>, width: u16) -> Vec<Pieces<P>> {
    let words: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    let safe = SafeText::from_string(words);
    let block = Block::given(Span::new(0, safe.len()), BlockKind::Paragraph);
    let mut page = Page::new(safe, vec![block].into(), Measure::bare(width));
    let rows = page.rows_from(Top::default(), MOST_ROWS);
    rows.iter().filter_map(Row::line).map(|row| cut(pieces, row.span)).collect()
}

/// The part of the pieces that stands on one row.
fn cut<P: Copy>(pieces: &Pieces<P>, row: Span) -> Pieces<P> {
    let mut start = 0;
    let mut kept = Vec::new();
    for (words, part) in pieces {
        let span = Span::new(start, start + words.len());
        start = span.end;
        let seen = span.intersection(row);
        let seen = Span::new(seen.start.saturating_sub(span.start), seen.end.saturating_sub(span.start));
        if span.overlaps(row) {
            kept.push((seen.of(words).to_owned(), *part));
        }
    }
    kept
}
