//! Scrolling, and the cursor that stays with what is seen.

use super::{Model, Outcome};
use crate::app::action::Action;
use crate::app::preferences::Ruler;
use crate::article::BlockKind;
use crate::layout::{Row, Top};
use crate::span::Span;

/// No count scrolls farther than this many rows: more rows than a day of reading has.
const FARTHEST: usize = 200_000;

/// The most rows, white above and below counted, that a heading is kept from standing alone in.
const LONGEST_HEADING: usize = 6;

/// Places to come back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Jumps {
    pub(super) back: Vec<usize>,
    forward: Vec<usize>,
    /// Whether the last jump was a step along the ring: a walk is come back from as a whole.
    walking: bool,
}

impl Model {
    /// Carries out a moving action; `false` for any other.
    pub(super) fn moves(&mut self, action: Action, times: Option<usize>) -> bool {
        let count = times.unwrap_or(1).clamp(1, FARTHEST);
        let page = usize::from(self.height.saturating_sub(2).max(1));
        let half = usize::from((self.height / 2).max(1));
        match action {
            Action::LineDown if self.moves_cursor() => self.move_ruler(count, Way::Down),
            Action::LineUp if self.moves_cursor() => self.move_ruler(count, Way::Up),
            Action::LineDown => self.scroll_by(count, Way::Down),
            Action::LineUp => self.scroll_by(count, Way::Up),
            Action::HalfPageDown => self.turn(count.saturating_mul(half)),
            Action::HalfPageUp => self.scroll_by(count.saturating_mul(half), Way::Up),
            Action::PageDown => self.turn(count.saturating_mul(page)),
            Action::PageUp => self.scroll_by(count.saturating_mul(page), Way::Up),
            Action::NextParagraph => self.paragraph(count, Way::Down),
            Action::PreviousParagraph => self.paragraph(count, Way::Up),
            Action::NextSentence => self.sentence(count, Way::Down),
            Action::PreviousSentence => self.sentence(count, Way::Up),
            Action::Start => self.leap(0),
            Action::End if times.is_none() => self.leap(self.last_byte()),
            Action::End | Action::Percent => self.leap_to_percent(times.unwrap_or(0)),
            _ => return false,
        }
        true
    }

    /// Whether going by lines moves the cursor rather than the page.
    fn moves_cursor(&self) -> bool {
        self.ruler == Ruler::On || self.selection.is_some()
    }

    /// Moves the page by `rows` and shows it.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.page.scroll(self.top, rows, self.height);
        self.show();
        self.keep_cursor_in_sight();
    }

    /// Puts the cursor at `place` and brings it into sight: where it is when it is seen already, else a third down.
    pub(in crate::app) fn go(&mut self, place: usize) {
        self.cursor = place;
        self.bring_into_view(place);
        let last_seen = self.height.saturating_sub(2);
        let seen = self.page.distance(self.top, place, last_seen);
        let in_sight =
            seen.is_some_and(|rows| rows >= 0 && rows < isize::try_from(last_seen.max(1)).unwrap_or(1));
        if !in_sight {
            let above = isize::try_from(self.height / 3).unwrap_or(0);
            self.top = self.page.scroll(Top::at(place), -above, self.height);
        }
        self.show();
    }

    /// Puts the cursor at `place`, keeping where it was to come back to.
    pub fn jump(&mut self, place: usize) {
        self.keep_jump();
        self.jumps.walking = false;
        self.go(place);
    }

    /// Keeps the cursor's place to come back to.
    pub(super) fn keep_jump(&mut self) {
        self.jumps.back.push(self.cursor);
        self.jumps.forward.clear();
    }

    /// Takes a step along a ring: a whole walk is come back from at once.
    pub(super) fn step(&mut self, place: usize) {
        if !self.jumps.walking {
            self.keep_jump();
        }
        self.jumps.walking = true;
        self.go(place);
    }

    /// Whether there is a place in this article to go back to.
    pub(in crate::app) fn can_jump_back(&self) -> bool {
        !self.jumps.back.is_empty()
    }

    pub(super) fn jump_back(&mut self) -> Outcome {
        let Some(place) = self.jumps.back.pop() else {
            return Outcome::Tell("nowhere to go back to".to_owned());
        };
        self.jumps.forward.push(self.cursor);
        self.jumps.walking = false;
        self.go(place);
        Outcome::Stay
    }

    pub(super) fn jump_forward(&mut self) -> Outcome {
        let Some(place) = self.jumps.forward.pop() else {
            return Outcome::Tell("nowhere to go forward to".to_owned());
        };
        self.jumps.back.push(self.cursor);
        self.jumps.walking = false;
        self.go(place);
        Outcome::Stay
    }

    /// Goes where the last jump came from; once more comes back.
    pub(super) fn jump_there_and_back(&mut self) -> Outcome {
        let Some(place) = self.jumps.back.pop() else {
            return Outcome::Tell("nowhere to go back to".to_owned());
        };
        self.jump(place);
        Outcome::Stay
    }

    /// Goes `count` headings on or back.
    pub(super) fn heading(&mut self, count: usize, way: Way) -> Outcome {
        let blocks = self.page.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let starts: Vec<usize> = blocks.map(|block| block.span.start).collect();
        let steps = count.max(1) - 1;
        let place = match way {
            Way::Down => {
                let from = starts.partition_point(|start| *start <= self.cursor);
                starts.get((from + steps).min(starts.len().saturating_sub(1)).max(from))
            }
            Way::Up => {
                let until = starts.partition_point(|start| *start < self.cursor);
                until.checked_sub(1).and_then(|last| starts.get(last.saturating_sub(steps)))
            }
        };
        match (place, way) {
            (Some(place), _) => {
                self.step(*place);
                Outcome::Stay
            }
            (None, _) if starts.is_empty() => Outcome::Tell("there are no headings here".to_owned()),
            (None, Way::Down) => Outcome::Tell("no further heading".to_owned()),
            (None, Way::Up) => Outcome::Tell("no earlier heading".to_owned()),
        }
    }

    /// Works out the rows that are seen.
    pub(super) fn show(&mut self) {
        self.rows = self.page.rows_from(self.top, self.height);
        if let Some(line) = self.rows.first().and_then(Row::line) {
            self.top = Top {
                offset: self.top.offset.clamp(line.span.start, line.span.end.max(line.span.start)),
                blank_above: 0,
            };
        }
    }

    /// Moves the cursor by lines; the page follows once less than a third of it is ahead.
    fn move_ruler(&mut self, lines: usize, way: Way) {
        self.jumps.walking = false;
        let mut place = self.cursor;
        for _ in 0..lines {
            let Some(line) = self.page.line_at(place) else { return };
            let next = match way {
                Way::Down => line.span.end.max(line.span.start + 1),
                Way::Up => {
                    let before = Span::new(0, line.span.start).of(self.article.text());
                    let words = before.trim_end();
                    words.char_indices().next_back().map_or(line.span.start, |(last, _)| last)
                }
            };
            let Some(next) = self.page.line_at(next) else { return };
            if next.span == line.span {
                break;
            }
            place = next.span.start;
        }
        self.cursor = place;
        let ahead = isize::try_from(self.height / 3).unwrap_or(0);
        let lowest = isize::try_from(self.height).unwrap_or(0) - 1 - ahead;
        match self.page.distance(self.top, place, self.height) {
            Some(row) if row < ahead.min(lowest) => self.scroll_rows(row - ahead.min(lowest)),
            Some(row) if row > lowest => self.scroll_rows(row - lowest),
            Some(_) => self.show(),
            None => self.go(place),
        }
    }

    /// Scrolls without a move of the cursor.
    fn scroll_rows(&mut self, rows: isize) {
        self.top = self.page.scroll(self.top, rows, self.height);
        self.show();
    }

    /// Scrolls down, a little less where a heading would be the last line that is seen.
    fn turn(&mut self, rows: usize) {
        self.scroll_by(rows, Way::Down);
        for _ in 0..rows.saturating_sub(1).min(LONGEST_HEADING) {
            let last = self.rows.iter().rev().find_map(|row| match row {
                Row::Line { block, line } => Some((*block, line.span.end)),
                Row::Blank => None,
            });
            let ends_with_heading = last.is_some_and(|(block, end)| {
                end < self.last_byte()
                    && self.block(block).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
            });
            if !ends_with_heading {
                break;
            }
            self.scroll(-1);
        }
    }

    fn scroll_by(&mut self, rows: usize, way: Way) {
        let rows = isize::try_from(rows.min(FARTHEST)).unwrap_or(isize::MAX);
        self.jumps.walking = false;
        self.scroll(if way == Way::Down { rows } else { -rows });
    }

    fn leap(&mut self, place: usize) {
        self.keep_jump();
        self.jumps.walking = false;
        self.top = self.page.scroll(Top::at(place), 0, self.height);
        self.show();
        self.cursor = place.min(self.last_byte());
        if place > 0 {
            self.keep_cursor_in_sight();
        }
    }

    fn leap_to_percent(&mut self, percent: usize) {
        let fraction = f64::from(u8::try_from(percent.min(100)).unwrap_or(100)) / 100.0;
        let place = self.page.offset_at_fraction(fraction);
        let line = self.page.line_at(place).map_or(place, |line| line.span.start);
        self.leap(line);
    }

    fn paragraph(&mut self, count: usize, way: Way) {
        let mut place = self.cursor;
        for _ in 0..count.min(self.article.blocks().len()) {
            let next = match way {
                Way::Down => self.page.next_block(place),
                Way::Up => self.page.previous_block(place),
            };
            let Some(next) = next else { break };
            place = next;
        }
        self.jumps.walking = false;
        self.go(place);
    }

    /// Goes to the start of a sentence. Before the analysis is there, sentences are not known and nothing moves.
    fn sentence(&mut self, count: usize, way: Way) {
        let Some(analysis) = &self.analysis else { return };
        let sentences = &analysis.parts.sentences;
        let index = match way {
            Way::Down => {
                let behind = sentences.partition_point(|sentence| sentence.start <= self.cursor);
                behind.saturating_add(count - 1).min(sentences.len().saturating_sub(1))
            }
            Way::Up => {
                let before = sentences.partition_point(|sentence| sentence.start < self.cursor);
                before.saturating_sub(count)
            }
        };
        let Some(place) = sentences.get(index).map(|sentence| sentence.start) else { return };
        self.jumps.walking = false;
        self.go(place);
    }

    /// After scrolling, a cursor that is out of sight goes to the nearest line that is seen.
    fn keep_cursor_in_sight(&mut self) {
        let mut lines = self.rows.iter().filter_map(Row::line);
        let Some(first) = lines.next() else { return };
        let last = lines.next_back().unwrap_or(first);
        if self.cursor < first.span.start {
            self.cursor = first.span.start;
        } else if self.cursor >= last.span.end.max(last.span.start + 1) && last.span.end < self.last_byte() {
            self.cursor = last.span.start;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
}
