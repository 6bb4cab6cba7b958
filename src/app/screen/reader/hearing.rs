//! What can be asked about the article by somebody who does not see it: where a place is, in words, and which words
//! come next.

use std::fmt::Write as _;

use super::{Model, Ring};
use crate::article::Block;
use crate::export::{Tally, counted, voice_name};
use crate::layout::{Row, Top};
use crate::span::Span;

impl Model {
    /// Where byte `place` is, of an article that was read up to byte `until`: "Paragraph 3 of 12, 14 percent, 2 minutes
    /// left. In quotation 2 of 6, Ruth Calder."
    pub fn whereabouts(&self, place: usize, until: usize, words_a_minute: u16) -> String {
        let blocks = self.page.blocks();
        let number = blocks.partition_point(|block| block.span.start <= place).max(1);
        let percent = if until >= self.last_byte() { 100 } else { self.percent_at(until) };
        let minutes = counted(self.minutes_from(until, words_a_minute), "minute");
        let mut words = format!("Paragraph {number} of {}, {percent} percent, {minutes} left.", blocks.len());
        if let Some(analysis) = &self.analysis {
            let here =
                analysis.quotation_at(place).and_then(|here| Some((here, analysis.quotations.get(here)?)));
            if let Some((here, quotation)) = here {
                let (all, voice) = (analysis.quotations.len(), voice_name(analysis, quotation));
                write!(words, " In quotation {} of {all}, {voice}.", here + 1).ok();
            }
        }
        words.extend(self.walked().map(|walked| format!(" {walked}")));
        words
    }

    /// What is walked when it is not all quotations: a voice, or the matches of a search.
    pub(in crate::app) fn walked(&self) -> Option<String> {
        if let Some(label) = self.search_label() {
            return Some(format!("Walking the matches: {label}."));
        }
        let Ring::Voice(speaker) = self.ring else { return None };
        let voice = self.analysis.as_ref()?.speakers.get(speaker)?;
        let theirs =
            voice.quotations.iter().filter_map(|index| self.analysis.as_ref()?.quotations.get(*index));
        Some(format!("Walking {}: {}.", voice.name, Tally::of(theirs).told()))
    }

    /// The blocks that are shown.
    pub(in crate::app) fn blocks(&self) -> &[Block] {
        self.page.blocks()
    }

    /// The sentence that holds byte `place`, or the next one; `None` behind the last.
    pub(in crate::app) fn sentence_at(&self, place: usize) -> Option<Span> {
        let sentences = &self.analysis.as_ref()?.parts.sentences;
        sentences.get(sentences.partition_point(|sentence| sentence.end <= place))
    }

    /// The last sentence that starts before byte `place`.
    pub(in crate::app) fn sentence_before(&self, place: usize) -> Option<Span> {
        let sentences = &self.analysis.as_ref()?.parts.sentences;
        sentences.get(sentences.partition_point(|sentence| sentence.start < place).checked_sub(1)?)
    }

    /// The words of so many set rows from byte `place` on.
    pub(in crate::app) fn rows_behind(&mut self, place: usize, rows: u16) -> Option<Span> {
        let block = self.blocks().iter().find(|block| block.span.end > place)?;
        let start = place.max(block.span.start);
        let shown = self.page.rows_from(Top::at(start), rows.max(1));
        let end = shown.iter().rev().find_map(Row::line)?.span.end;
        Some(Span::new(start, end.max(start)))
    }

    /// The words of so many set rows before byte `place`.
    pub(in crate::app) fn rows_before(&mut self, place: usize, rows: u16) -> Option<Span> {
        let first = self.blocks().first()?.span.start;
        if place <= first {
            return None;
        }
        // Blank rows hold no words: with them there are at most three times as many rows.
        let most = rows.max(1).saturating_mul(3);
        let mut lines: Vec<Span> = Vec::new();
        for wanted in rows.max(1)..=most {
            let top = self.page.scroll(Top::at(place), -isize::try_from(wanted).unwrap_or(1), wanted);
            let shown = self.page.rows_from(top, wanted);
            let before = |span: &Span| span.end <= place && span.start < place;
            lines = shown.iter().filter_map(Row::line).map(|line| line.span).filter(before).collect();
            if lines.len() >= usize::from(rows.max(1)) {
                break;
            }
        }
        Some(Span::new(lines.first()?.start, lines.last()?.end))
    }
}
