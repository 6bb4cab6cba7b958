//! A text with what does not matter to a searcher taken out, and the way back to the text.

use std::iter::Peekable;
use std::str::CharIndices;

use super::accent::{may_be_accented, with_accent};
use crate::span::{Span, ceil_boundary, floor_boundary};

/// The words of an article's blocks, folded for searching.
///
/// ```
/// use sayso::{find::Folded, span::Span};
/// let text = "“No\nway”—\u{ad}so";
/// let folded = Folded::new(text, [Span::new(0, text.len())]);
/// assert_eq!(folded.text(), "\"No way\"-so");
/// assert_eq!(folded.back(text, Span::new(1, 3)).of(text), "No");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where the two texts part: from this byte here on, bytes there are those from that one on.
    steps: Vec<(usize, usize)>,
    has_broken_words: bool,
    has_accents: bool,
}

/// Stands between blocks, so that an expression for "anything" ends with its paragraph.
pub(super) const BETWEEN_BLOCKS: char = '\n';
/// Stands for a hyphen at a line end of the text, which may or may not belong to the word.
pub(super) const BROKEN: char = '\u{ad}';

impl Folded {
    /// Folds the words of `blocks`, which are spans of `text`, in order and apart.
    pub fn new(text: &str, blocks: impl IntoIterator<Item = Span>) -> Self {
        let mut folding = Self { text: String::with_capacity(text.len()), ..Self::default() };
        for block in blocks {
            if !folding.text.is_empty() {
                folding.push(BETWEEN_BLOCKS, folding.end_in_text());
            }
            folding.block(text, block);
        }
        folding
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a word is broken by a hyphen at a line end of the text.
    pub(super) fn has_broken_words(&self) -> bool {
        self.has_broken_words
    }

    /// Whether a letter has an accent.
    pub(super) fn has_accents(&self) -> bool {
        self.has_accents
    }

    /// The words of `text`, which this was folded from, that a span of the folded text stands for.
    pub fn back(&self, text: &str, folded: Span) -> Span {
        let start = floor_boundary(text, self.place_of(folded.start));
        Span::new(start, ceil_boundary(text, self.place_of(folded.end)))
    }

    /// The first place in the folded text that does not stand before byte `place` of the text.
    pub fn here(&self, place: usize) -> usize {
        let step = self.steps.partition_point(|(_, there)| *there <= place);
        let Some((here, there)) = step.checked_sub(1).and_then(|step| self.steps.get(step)) else {
            return 0;
        };
        let until = self.steps.get(step).map_or(self.text.len(), |(next, _)| *next);
        ceil_boundary(&self.text, (here + (place - there)).min(until))
    }

    fn place_of(&self, folded: usize) -> usize {
        let step = self.steps.partition_point(|(here, _)| *here <= folded);
        let (here, there) =
            step.checked_sub(1).and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
        there + (folded - here)
    }

    /// The byte of the text that would follow what was folded so far, if nothing parted there.
    fn end_in_text(&self) -> usize {
        self.steps.last().map_or(0, |(here, there)| there + (self.text.len() - here))
    }

    fn block(&mut self, text: &str, block: Span) {
        let mut rest = block.of(text).char_indices().peekable();
        while let Some((place, c)) = rest.next() {
            let at = block.start + place;
            match c {
                _ if is_unseen(c) => {}
                _ if is_blank(c) => {
                    skip(&mut rest, |next| is_blank(next) || is_unseen(next));
                    self.push(' ', at);
                }
                _ if is_dash(c) => self.dash(at, &mut rest),
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' => self.push('"', at),
                '‘' | '’' | '‚' | '‛' | 'ʼ' | '‹' | '›' | '′' | '`' => self.push('\'', at),
                _ => self.letter(c, at, &mut rest),
            }
        }
        // The end of the block stands for itself, whatever its last character was folded to.
        self.keep_step(block.end);
    }

    /// A letter with its accents is one character; one that is several letters is spelled out.
    fn letter(&mut self, c: char, at: usize, rest: &mut Peekable<CharIndices<'_>>) {
        if let Some(letters) = spelled_out(c) {
            self.keep_step(at);
            self.text.push_str(letters);
            return;
        }
        let mut letter = c;
        while let Some(both) = rest.peek().and_then(|(_, next)| with_accent(letter, *next)) {
            letter = both;
            rest.next();
        }
        self.has_accents |= may_be_accented(letter);
        self.push(letter, at);
    }

    /// A run of dashes and hyphens is one; at a line end between letters it may be none.
    fn dash(&mut self, at: usize, rest: &mut Peekable<CharIndices<'_>>) {
        let follows_letter = self.text.chars().next_back().is_some_and(char::is_alphabetic);
        let is_single = !rest.peek().is_some_and(|(_, next)| is_dash(*next));
        skip(rest, is_dash);
        let mut ahead = rest.clone();
        let mut breaks = false;
        while let Some((_, next)) = ahead.next_if(|(_, next)| is_blank(*next)) {
            breaks |= next == '\n';
        }
        let goes_on = ahead.peek().is_some_and(|(_, next)| next.is_lowercase());
        if is_single && follows_letter && breaks && goes_on {
            *rest = ahead;
            self.has_broken_words = true;
            self.push(BROKEN, at);
        } else {
            self.push('-', at);
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.keep_step(at);
        self.text.push(c);
    }

    /// Notes where the next character stands in the text, if that does not follow from the last step.
    fn keep_step(&mut self, at: usize) {
        if self.end_in_text() != at {
            match self.steps.last_mut() {
                Some(last) if last.0 == self.text.len() => last.1 = at,
                _ => self.steps.push((self.text.len(), at)),
            }
        }
    }
}

/// Words as they are typed, folded like a text; blanks at the ends are kept, since they were typed.
pub fn folded_words(words: &str) -> String {
    Folded::new(words, [Span::new(0, words.len())]).text
}

fn skip(rest: &mut Peekable<CharIndices<'_>>, is_skipped: impl Fn(char) -> bool) {
    while rest.next_if(|(_, next)| is_skipped(*next)).is_some() {}
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Characters that take no room and that nobody types: soft hyphens, marks that allow or forbid a line end, that join or
/// part letters, or that choose a form of one.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Several letters that are printed as one character.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_folded() {
        for (text, folded) in [
            ("plain words", "plain words"),
            ("two \n\t lines", "two lines"),
            ("“a” ‘b’ «c»", "\"a\" 'b' \"c\""),
            ("a—b – c--d", "a-b - c-d"),
            ("so\u{ad}ft zero\u{200b}width", "soft zerowidth"),
            ("no\u{a0}break", "no break"),
            ("wait…", "wait..."),
            ("oﬃce", "office"),
            ("cafe\u{301} u\u{308}\u{304}", "café ǖ"),
            ("impor-\n  tant", "impor\u{ad}tant"),
            ("the F-\n16 and North-\nSouth", "the F- 16 and North- South"),
            ("", ""),
        ] {
            assert_eq!(folded_words(text), folded, "{text:?}");
        }
    }

    #[test]
    fn blocks_stay_apart() {
        let text = "One.\n\n  Two.Three.";
        let folded = Folded::new(text, [Span::new(0, 4), Span::new(8, 12), Span::new(12, 18)]);
        assert_eq!(folded.text(), "One.\nTwo.\nThree.");
        for (words, start) in [("One.", 0), ("Two.", 8), ("Three.", 12)] {
            let place = folded.text().find(words).unwrap();
            let span = folded.back(text, Span::new(place, place + words.len()));
            assert_eq!((span.of(text), span.start), (words, start));
            assert_eq!(folded.here(start), place);
        }
    }
}
