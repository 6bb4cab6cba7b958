//! Reading on and back from the words that were told last, by paragraph, sentence, set line and screenful.

use super::{Answer, Linear, Unit};
use crate::app::action::Action;
use crate::app::geometry::Panes;
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// Which words come next, or came before.
#[derive(Clone, Copy)]
enum Part {
    Paragraph,
    Sentence,
    Rows(u16),
}

impl Linear {
    /// Carries out an action that reads on or back, or says where one is; `false` for any other.
    pub(super) fn reads(&mut self, action: Action, times: Option<usize>, words: &str) -> bool {
        let screenful = Panes::of(self.model.size).body.height.saturating_sub(1).max(1);
        let times = times.unwrap_or(1).max(1);
        match action {
            Action::NextParagraph => self.read_on(Part::Paragraph, times),
            Action::NextSentence => self.read_on(Part::Sentence, times),
            Action::LineDown => self.read_on(Part::Rows(1), times),
            Action::HalfPageDown => self.read_on(Part::Rows(screenful.div_ceil(2)), times),
            Action::PageDown => self.read_on(Part::Rows(screenful), times),
            Action::ReadAll => self.read_on(Part::Paragraph, usize::MAX),
            Action::PreviousSentence => self.read_back(Part::Sentence, times),
            Action::LineUp => self.read_back(Part::Rows(1), times),
            Action::HalfPageUp => self.read_back(Part::Rows(screenful.div_ceil(2)), times),
            Action::PageUp => self.read_back(Part::Rows(screenful), times),
            Action::Say => self.answer.extend(self.again.clone()),
            Action::Where => {
                let (speed, end) = (self.model.words_a_minute(), self.heard.end);
                let words = self.model.reader().map(|reader| reader.whereabouts(reader.cursor, end, speed));
                self.say(words.unwrap_or_default());
            }
            Action::GoTo => self.go_to(words),
            _ => return false,
        }
        true
    }

    fn read_on(&mut self, part: Part, times: usize) {
        let mut spans = Vec::new();
        for _ in 0..times {
            let Some(span) = self.behind(part) else { break };
            self.hear(span);
            spans.push(span);
        }
        self.tell_or(spans, "The end.");
    }

    fn read_back(&mut self, part: Part, times: usize) {
        let mut span = None;
        for _ in 0..times {
            let start = span.map_or(self.heard.start, |span: Span| span.start);
            let before = self.before(part, start);
            span = before.or(span);
            if before.is_none() {
                break;
            }
        }
        if let Some(span) = span {
            self.hear(span);
        }
        self.tell_or(span.into_iter().collect(), "The start.");
    }

    fn tell_or(&mut self, spans: Vec<Span>, otherwise: &str) {
        if spans.is_empty() {
            self.say(otherwise);
        } else {
            self.answer.push(Answer::Words(spans));
        }
    }

    /// The next words, behind those that were told.
    fn behind(&mut self, part: Part) -> Option<Span> {
        let from = self.heard.end;
        let reader = self.reader()?;
        let next = next_block(reader.article.text(), reader.blocks(), from)?;
        let start = from.max(next.span.start);
        let rest = Span::new(start, next.span.end);
        Some(match part {
            Part::Paragraph => rest,
            Part::Rows(rows) => reader.rows_behind(start, rows)?,
            // A heading or a separator may be no sentence, and a sentence never goes over its block.
            Part::Sentence => match reader.sentence_at(start) {
                Some(sentence) if sentence.start < rest.end => {
                    Span::new(start.max(sentence.start), sentence.end.min(rest.end))
                }
                _ => rest,
            },
        })
    }

    fn before(&mut self, part: Part, start: usize) -> Option<Span> {
        let reader = self.reader()?;
        match part {
            Part::Paragraph => None,
            Part::Sentence => reader.sentence_before(start),
            Part::Rows(rows) => reader.rows_before(start, rows),
        }
    }

    /// Takes words for heard, and puts the cursor where the voice stops: at their part of the last paragraph.
    fn hear(&mut self, span: Span) {
        self.heard = span;
        if let Some(reader) = self.reader() {
            let blocks = reader.blocks();
            let behind = blocks.partition_point(|block| block.span.start < span.end);
            let last = behind.checked_sub(1).and_then(|index| blocks.get(index));
            let place = last.map_or(span.start, |block| block.span.start.max(span.start));
            reader.go(place);
        }
    }

    /// Goes to "50%", to paragraph "12", to quotation "q4".
    fn go_to(&mut self, words: &str) {
        let place = match words.strip_prefix('q') {
            _ if words == "g" => Some((0, Unit::Paragraph)),
            Some(number) => self.quotation_start(number.trim()).map(|place| (place, Unit::Quotation)),
            None => self.paragraph_start(words).map(|place| (place, Unit::Paragraph)),
        };
        match place {
            Some((place, unit)) => {
                if let Some(reader) = self.reader() {
                    reader.jump(place);
                }
                self.answer.push(Answer::Here(unit));
            }
            None if words.is_empty() => {
                self.say("where to? g 50% goes half way, g 12 to paragraph 12, g q4 to quotation 4");
            }
            None => self.say(format!("there is no “{words}” to go to")),
        }
    }

    fn quotation_start(&self, number: &str) -> Option<usize> {
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        let quotations = &self.model.reader()?.analysis.as_ref()?.quotations;
        Some(quotations.get(index)?.hull().start)
    }

    fn paragraph_start(&self, words: &str) -> Option<usize> {
        let blocks = self.model.reader()?.blocks();
        if let Some(percent) = words.strip_suffix('%') {
            let percent = percent.trim().parse::<usize>().ok()?.min(100);
            let (first, last) = (blocks.first()?.span.start, blocks.last()?.span.end);
            let place = first + (last - first) / 100 * percent + (last - first) % 100 * percent / 100;
            let index = blocks.partition_point(|block| block.span.end <= place);
            return Some(blocks.get(index).or(blocks.last())?.span.start);
        }
        let index = words.parse::<usize>().ok()?.checked_sub(1)?;
        Some(blocks.get(index)?.span.start)
    }
}

/// The block whose words come behind byte `from`; what has only marks left is passed over.
fn next_block<'b>(text: &str, blocks: &'b [Block], from: usize) -> Option<&'b Block> {
    let first = blocks.partition_point(|block| block.span.end <= from);
    blocks.iter().skip(first).find(|block| {
        let rest = Span::new(from.max(block.span.start), block.span.end);
        block.kind == BlockKind::Separator || rest.of(text).contains(char::is_alphanumeric)
    })
}
