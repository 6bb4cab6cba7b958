//! The map of the whole article in one column: what is where, and what part is seen.

use super::Model;
use crate::attribution::{Kind, Quotation};
use crate::layout::Row;
use crate::span::Span;

/// One row of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapRow {
    /// What begins in this part of the article.
    pub tick: Option<Tick>,
    /// Whether any of it is seen.
    pub is_seen: bool,
}

/// What a row of the map shows; of several the first of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// A match of the live search.
    Match,
    /// A note or highlight.
    Note,
    /// A quotation, by the number of its speaker's sign.
    Quotation(Option<usize>),
}

impl Model {
    /// The map in so many rows; nothing when the whole article is seen.
    pub fn map(&self, height: u16) -> Vec<MapRow> {
        let mut lines = self.rows.iter().filter_map(Row::line);
        let (Some(first), last) = (lines.next(), lines.next_back()) else {
            return Vec::new();
        };
        let seen = first.span.hull(last.unwrap_or(first).span);
        let start = self.page.blocks().first().map_or(0, |block| block.span.start);
        if seen.start <= start && seen.end >= self.last_byte() {
            return Vec::new();
        }
        let edge = |row: u16| match row {
            0 => start,
            row if row >= height => self.last_byte().max(start),
            row => self.page.offset_at_fraction(f64::from(row) / f64::from(height)),
        };
        (0..height)
            .map(|row| {
                let part = Span::new(edge(row), edge(row + 1));
                MapRow { tick: self.tick(part), is_seen: part.overlaps(seen) }
            })
            .collect()
    }

    /// The byte behind the last one that is seen.
    pub fn last_seen(&self) -> usize {
        self.rows.iter().rev().find_map(Row::line).map_or(0, |line| line.span.end)
    }

    /// How long the rest takes at so many words a minute, in minutes, rounded up; 0 when the end is seen.
    pub fn minutes_left(&self, words_a_minute: u16) -> usize {
        self.minutes_from(self.last_seen(), words_a_minute)
    }

    /// The same for what is behind byte `place`.
    pub(in crate::app) fn minutes_from(&self, place: usize, words_a_minute: u16) -> usize {
        let left = self.last_byte().saturating_sub(place);
        // Until the words are counted: a word and its blank take about six bytes.
        let words = match self.words {
            Some(words) => left.saturating_mul(words) / self.article.text().len().max(1),
            None => left / 6,
        };
        let speed = usize::from(words_a_minute.max(1));
        if left == 0 { 0 } else { words.div_ceil(speed).max(1) }
    }

    /// Whose sign stands for `part`: of the quotations that begin in it one whose speaker is known, and of these one with
    /// marks, and of these the first.
    pub fn foremost(&self, part: Span) -> Option<&Quotation> {
        let quotations = &self.analysis.as_ref()?.quotations;
        let first = quotations.partition_point(|quotation| quotation.hull().start < part.start);
        let begin = quotations.iter().skip(first).take_while(|next| part.contains(next.hull().start));
        begin.min_by_key(|next| (next.speaker().is_none(), next.kind == Kind::Indirect))
    }

    fn tick(&self, part: Span) -> Option<Tick> {
        if self.matches_in(part).iter().any(|found| part.contains(found.start)) {
            return Some(Tick::Match);
        }
        let marks = self.notes.marks();
        let next = marks.partition_point(|mark| mark.span.start < part.start);
        if marks.get(next).is_some_and(|mark| part.contains(mark.span.start)) {
            return Some(Tick::Note);
        }
        let analysis = self.analysis.as_ref()?;
        let quotation = self.foremost(part);
        quotation.map(|quotation| Tick::Quotation(analysis.sign_of(quotation.speaker())))
    }
}
