//! Words that the reader selects: from where that began to the cursor.

use super::{Model, Outcome};
use crate::app::action::Action;
use crate::export::counted;
use crate::span::Span;

/// A selection that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it began, in bytes of the text.
    anchor: usize,
    by: Unit,
}

/// What a selection goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Unit {
    /// Whole words.
    Words,
    /// Whole sentences.
    Sentences,
}

impl Model {
    /// The words that are selected, without white space around them.
    pub fn selected(&self) -> Option<Span> {
        let Selection { anchor, by } = self.selection?;
        let (first, last) = (anchor.min(self.cursor), anchor.max(self.cursor));
        let text = self.article.text();
        let span = match by {
            Unit::Words => {
                let before = Span::new(0, first).of(text);
                let behind = Span::new(last, text.len()).of(text);
                let is_in_word = Span::new(first, text.len()).of(text).starts_with(is_of_word);
                let start = if is_in_word { before.trim_end_matches(is_of_word).len() } else { first };
                let one = behind.chars().next().map_or(0, char::len_utf8);
                let word = behind.find(|c| !is_of_word(c)).unwrap_or(behind.len());
                Span::new(start, last + word.max(one))
            }
            Unit::Sentences => self.sentence_at(first)?.hull(self.sentence_at(last)?),
        };
        Some(span.trimmed(text)).filter(|span| !span.is_empty())
    }

    /// How much is selected, in words.
    pub(super) fn selection_label(&self) -> Option<String> {
        let words = self.selected()?.of(self.article.text()).split_whitespace().count();
        Some(format!("{} selected", counted(words, "word")))
    }

    /// Begins to select at `anchor`, as the mouse does.
    pub(in crate::app) fn select_from(&mut self, anchor: usize) {
        self.selection.get_or_insert(Selection { anchor, by: Unit::Words });
    }

    /// Ends the selection; `false` when there was none.
    pub(in crate::app) fn end_selection(&mut self) -> bool {
        self.selection.take().is_some()
    }

    /// Carries out an action of selecting; `None` for any other.
    pub(super) fn selects(&mut self, action: Action, count: usize) -> Option<Outcome> {
        match action {
            Action::Select => self.toggle(Unit::Words),
            Action::SelectSentences => self.toggle(Unit::Sentences),
            Action::EndSelection => {
                self.end_selection();
            }
            Action::OtherEnd => {
                if let Some(selection) = &mut self.selection {
                    let anchor = std::mem::replace(&mut selection.anchor, self.cursor);
                    self.go(anchor);
                }
            }
            Action::NextWord | Action::PreviousWord | Action::WordEnd | Action::Left | Action::Right => {
                let mut place = self.cursor;
                for _ in 0..count.clamp(1, MOST_WORDS) {
                    place = moved(self.article.text(), place, action);
                }
                self.go(place);
            }
            Action::InsideQuotation | Action::AroundQuotation => return Some(self.select_quotation(action)),
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    fn toggle(&mut self, by: Unit) {
        self.selection = match self.selection {
            Some(selection) if selection.by == by => None,
            Some(selection) => Some(Selection { by, ..selection }),
            None => Some(Selection { anchor: self.cursor, by }),
        };
    }

    /// Selects the quotation at the cursor with its marks, or the words of the piece that the cursor is in.
    fn select_quotation(&mut self, action: Action) -> Outcome {
        let found = self.quotation_here().and_then(|here| self.analysis.as_ref()?.quotations.get(here));
        let Some(quotation) = found else {
            return Outcome::Tell("there is no quotation here".to_owned());
        };
        let piece = quotation.spans.iter().find(|piece| piece.contains(self.cursor)).copied();
        let span = match action {
            Action::InsideQuotation => within_marks(self.article.text(), piece.unwrap_or(quotation.hull())),
            _ => quotation.hull(),
        };
        let last = span.of(self.article.text()).char_indices().next_back().map_or(0, |(last, _)| last);
        self.selection = Some(Selection { anchor: span.start, by: Unit::Words });
        self.go(span.start + last);
        Outcome::Stay
    }
}

/// No count moves farther than this many words.
const MOST_WORDS: usize = 10_000;

/// Quotation marks, and blanks beside them.
const MARKS: [char; 10] = ['“', '”', '"', '‘', '’', '\'', '«', '»', '`', ' '];

/// The place so far on: to the next word, the one before, the end of a word, or one character.
fn moved(text: &str, place: usize, action: Action) -> usize {
    let before = Span::new(0, place).of(text);
    let behind = Span::new(place, text.len()).of(text);
    let one = behind.chars().next().map_or(0, char::len_utf8);
    match action {
        Action::NextWord => {
            let word = behind.find(|c| !is_of_word(c)).unwrap_or(behind.len());
            let rest = Span::new(place + word, text.len()).of(text);
            rest.find(is_of_word).map_or(place, |gap| place + word + gap)
        }
        Action::PreviousWord => {
            let words = before.trim_end_matches(|c| !is_of_word(c));
            words.trim_end_matches(is_of_word).len().min(place)
        }
        Action::WordEnd => {
            let rest = Span::new(place + one, text.len()).of(text);
            let Some(gap) = rest.find(is_of_word) else { return place };
            let word = Span::new(place + one + gap, text.len()).of(text);
            let end = word.find(|c| !is_of_word(c)).unwrap_or(word.len());
            let last = Span::new(0, end).of(word).char_indices().next_back().map_or(0, |(last, _)| last);
            place + one + gap + last
        }
        Action::Left => before.char_indices().next_back().map_or(0, |(last, _)| last),
        Action::Right if place + one < text.len() => place + one,
        _ => place,
    }
}

fn within_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(MARKS).len();
    Span::new(start, start + words.trim_matches(MARKS).len())
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_walked_over_punctuation() {
        let text = "“We lost,” he — Ruth — said. Ünder";
        let start = |words: &str| text.find(words).unwrap();
        for (from, action, to) in [
            (0, Action::NextWord, start("We")),
            (start("We"), Action::NextWord, start("lost")),
            (start("he"), Action::NextWord, start("Ruth")),
            (start("Ünder"), Action::NextWord, start("Ünder")),
            (start("Ruth"), Action::PreviousWord, start("he")),
            (start("We"), Action::PreviousWord, 0),
            (start("lost"), Action::WordEnd, start("t,”")),
            (start("t,”"), Action::WordEnd, start("e — Ruth")),
            (start("We"), Action::Left, 0),
            (start("Ünder"), Action::Right, start("nder")),
            (text.len() - 1, Action::Right, text.len() - 1),
        ] {
            assert_eq!(moved(text, from, action), to, "{from} {action:?}");
        }
    }
}
