//! A text as its words, with what an edition changes without changing a word taken out.
//!
//! Letters are taken apart (NFKD, Unicode Standard Annex #15) and lose their accents; quotation marks, dashes, dots and
//! white space only part words; what is not seen is not there. So a text that was set in other quotation marks, in
//! other paragraphs or with other accents has the same words. [`crate::find`] folds for people who type: it keeps accents
//! and marks apart, which a search may ask for and an edition may not.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::lexicon::{Abbreviation, Lexicon};
use crate::span::Span;

/// The words of a text, and the pieces, about a sentence each, that they stand in.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The folded words, one blank between two.
    folded: String,
    all: Vec<Word>,
    /// The first word of each piece.
    pieces: Vec<u32>,
}

/// One word: bytes of the text, and where it ends in the folded text.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    folded_end: u32,
}

/// A piece has at most so many words, whether or not a sentence ends there.
const LONGEST_PIECE: usize = 48;

impl Words {
    /// The words of `text`. A text that 32 bits cannot count has none.
    pub(super) fn new(text: &str) -> Self {
        if u32::try_from(text.len()).is_err() || u32::try_from(text.len().saturating_mul(2)).is_err() {
            return Self::default();
        }
        let mut reading = Reading { words: Self::default(), open: None, behind: Behind::Nothing };
        reading.words.folded.reserve(text.len());
        let mut rest = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map_or(' ', |(_, next)| *next);
            reading.take(Character { at, c, before, next });
            before = c;
        }
        reading.close();
        reading.words
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many pieces there are.
    pub(super) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The words of piece `number`: the first, and the one after the last.
    pub(super) fn piece(&self, number: usize) -> Span {
        let start = self.pieces.get(number).map_or(self.len(), |first| *first as usize);
        let end = self.pieces.get(number + 1).map_or(self.len(), |first| *first as usize);
        Span::new(start, end)
    }

    /// The words of the pieces that the words `range` stand in.
    pub(super) fn around(&self, range: Span) -> Span {
        let first = self.pieces.partition_point(|first| *first as usize <= range.start).saturating_sub(1);
        let last = self.pieces.partition_point(|first| (*first as usize) < range.end.max(range.start + 1));
        Span::new(self.piece(first).start, self.piece(last.saturating_sub(1)).end)
    }

    /// Word `number`, folded.
    pub(super) fn word(&self, number: usize) -> &str {
        self.folded(Span::new(number, number + 1))
    }

    /// The words `range`, folded, one blank between two.
    pub(super) fn folded(&self, range: Span) -> &str {
        if range.is_empty() {
            return "";
        }
        Span::new(self.folded_start(range.start), self.folded_start(range.end).saturating_sub(1))
            .of(&self.folded)
    }

    /// All of the folded words.
    pub(super) fn all_folded(&self) -> &str {
        &self.folded
    }

    /// The word that begins at byte `place` of the folded words, if one does.
    pub(super) fn beginning_at(&self, place: usize) -> Option<usize> {
        if place == 0 {
            return (!self.all.is_empty()).then_some(0);
        }
        let number = self.all.partition_point(|word| (word.folded_end as usize) < place);
        (number < self.len() && self.folded_start(number) == place).then_some(number)
    }

    /// The bytes of the text from the first to the last of the words `range`.
    pub(super) fn span(&self, range: Span) -> Span {
        match (self.all.get(range.start), range.end.checked_sub(1).and_then(|last| self.all.get(last))) {
            (Some(first), Some(last)) if !range.is_empty() => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::empty(self.all.get(range.start).map_or(0, |word| word.start as usize)),
        }
    }

    /// The words that share a byte of the text with `span`.
    pub(super) fn within(&self, span: Span) -> Span {
        let start = self.all.partition_point(|word| word.end as usize <= span.start);
        let end = self.all.partition_point(|word| (word.start as usize) < span.end);
        Span::new(start, end)
    }

    fn folded_start(&self, number: usize) -> usize {
        match number.checked_sub(1).and_then(|before| self.all.get(before)) {
            Some(before) => before.folded_end as usize + 1,
            None => 0,
        }
    }
}

/// What stands between the last word and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Nothing,
    /// The stop of a sentence, and whether a blank followed it.
    Stop {
        is_parted: bool,
    },
    /// An empty line.
    Break,
}

#[derive(Clone, Copy)]
struct Character {
    at: usize,
    c: char,
    before: char,
    next: char,
}

struct Reading {
    words: Words,
    /// The word that is being read: its first byte, and the byte after its last letter.
    open: Option<(usize, usize)>,
    behind: Behind,
}

impl Reading {
    fn take(&mut self, character: Character) {
        let Character { at, c, before, next } = character;
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => self.letter(at, c),
            _ if is_unseen(c) => {}
            _ if c.is_whitespace() => {
                self.close();
                self.blank(c == '\n' && before == '\n');
            }
            '\'' | '’' | '‘' | 'ʼ' | '`' | '′' if self.open.is_some() && next.is_alphanumeric() => {
                self.push(at, c, '\'');
            }
            '.' | ',' if before.is_ascii_digit() && next.is_ascii_digit() => self.push(at, c, c),
            '-' | '\u{2212}' if before.is_whitespace() && next.is_ascii_digit() => self.push(at, c, '-'),
            _ if is_mark(c) => {
                self.close();
                if matches!(c, '.' | '?' | '!' | '…' | '。' | '！' | '？') {
                    self.stop(matches!(c, '。' | '！' | '？'));
                }
            }
            _ => self.letter(at, c),
        }
    }

    fn blank(&mut self, is_empty_line: bool) {
        self.behind = match self.behind {
            _ if is_empty_line => Behind::Break,
            Behind::Stop { .. } => Behind::Stop { is_parted: true },
            other => other,
        };
    }

    /// The stop of an abbreviation or an initial ends no sentence.
    fn stop(&mut self, is_sure: bool) {
        if self.behind == Behind::Break {
            return;
        }
        let last = self.words.len().checked_sub(1).map_or("", |last| self.words.word(last));
        let is_initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
        let abbreviation = Lexicon::bundled().abbreviation(last);
        if is_sure || matches!(abbreviation, None | Some(Abbreviation::MayEnd)) && !is_initial {
            self.behind = Behind::Stop { is_parted: is_sure };
        }
    }

    /// A letter, or what stands for a word by itself.
    fn letter(&mut self, at: usize, c: char) {
        if c.is_ascii() {
            return self.push(at, c, c);
        }
        let is_alone = is_alone(c);
        if is_alone {
            self.close();
        }
        let mut is_first = true;
        decompose_compatible(c, |part| {
            if !is_combining_mark(part) && !part.is_whitespace() {
                self.push(at, c, if part == '⁄' { '/' } else { part });
                is_first = false;
            }
        });
        match &mut self.open {
            // A letter's accent belongs to it.
            Some((_, end)) if is_first => *end = at + c.len_utf8(),
            _ => {}
        }
        if is_alone {
            self.close();
        }
    }

    fn push(&mut self, at: usize, c: char, folded: char) {
        if self.open.is_none() {
            self.begin(c);
            self.open = Some((at, at));
        }
        if let Some((_, end)) = &mut self.open {
            *end = at + c.len_utf8();
        }
        self.words.folded.push(folded);
    }

    /// A new word, and a new piece where a sentence ended before it.
    fn begin(&mut self, first: char) {
        let number = self.words.all.len();
        let last_piece = self.words.pieces.last().map_or(0, |first| *first as usize);
        let is_cut = match self.behind {
            Behind::Break => true,
            Behind::Stop { is_parted } => is_parted && !first.is_lowercase(),
            Behind::Nothing => false,
        };
        if number == 0 || is_cut || number - last_piece >= LONGEST_PIECE {
            self.words.pieces.push(to_u32(number));
        }
        self.behind = Behind::Nothing;
        if number > 0 {
            self.words.folded.push(' ');
        }
    }

    fn close(&mut self) {
        if let Some((start, end)) = self.open.take() {
            let folded_end = to_u32(self.words.folded.len());
            self.words.all.push(Word { start: to_u32(start), end: to_u32(end), folded_end });
        }
    }
}

/// The text was measured before it was read.
fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Characters that take no room: soft hyphens, joiners, marks of direction and of line ends.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Punctuation, which parts words and is none. Signs of money, per cent and the like belong to their figures.
fn is_mark(c: char) -> bool {
    match c {
        '%' | '$' | '+' | '=' | '<' | '>' | '#' | '@' | '&' | '~' | '^' => false,
        _ if c.is_ascii() => c.is_ascii_punctuation() || c.is_ascii_control(),
        '¡'
        | '«'
        | '»'
        | '¿'
        | '·'
        | '´'
        | '¨'
        | '¯'
        | '¸'
        | '‹'
        | '›'
        | '⁃'
        | '\u{2212}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2032}'..='\u{2037}'
        | '\u{203b}'..='\u{203e}'
        | '\u{2e00}'..='\u{2e5f}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}'
        | '\u{3014}'..='\u{301f}'
        | '！'
        | '，'
        | '．'
        | '：'
        | '；'
        | '？'
        | '（'
        | '）' => true,
        _ => false,
    }
}

/// Letters of scripts that put no blanks between words: each stands for itself.
fn is_alone(c: char) -> bool {
    matches!(
        c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_edition_changes_no_word() {
        for (text, folded) in [
            ("“No,” she said — twice.", "No she said twice"),
            ("\"No\", she said -- twice", "No she said twice"),
            ("cafe\u{301} Él naïve", "cafe El naive"),
            ("don’t don't can\u{200b}not so\u{ad}ft", "don't don't cannot soft"),
            ("wait…what ﬁve ½", "wait what five 1/2"),
            ("$5,000.50, 7% and -3 of 1990–95", "$5,000.50 7% and -3 of 1990 95"),
            ("no\u{a0}break\n\nnew\tline", "no break new line"),
            ("我们 ok", "我 们 ok"),
            ("👍 “…” —", "👍"),
            ("", ""),
        ] {
            let words = Words::new(text);
            assert_eq!(words.all_folded(), folded, "{text:?}");
            let again: Vec<&str> = (0..words.len()).map(|number| words.word(number)).collect();
            assert_eq!(again.join(" "), folded);
        }
    }

    #[test]
    fn pieces_are_about_a_sentence() {
        let text =
            "Mr. Lee left. “Why?” he asked. She said: Go!\n\nA title\n\nThe U.S. won 3.5 to 1. Then… nothing";
        let words = Words::new(text);
        let pieces: Vec<&str> = (0..words.pieces()).map(|number| words.folded(words.piece(number))).collect();
        assert_eq!(
            pieces,
            ["Mr Lee left", "Why he asked", "She said Go", "A title", "The U S won 3.5 to 1", "Then nothing"]
        );
        let she = words.within(Span::new(text.find("She").unwrap(), text.find("She").unwrap() + 1));
        assert_eq!(words.folded(words.around(she)), "She said Go");
    }

    proptest! {
        #[test]
        fn every_word_is_led_back_to_its_place(text in "(\\PC|[a-z]{1,5}|[ .’\n\u{301}]){0,40}") {
            let words = Words::new(&text);
            let mut end = 0;
            for number in 0..words.len() {
                let span = words.span(Span::new(number, number + 1));
                prop_assert!(span.start >= end && !span.of(&text).is_empty());
                prop_assert!(!words.word(number).is_empty() && !words.word(number).contains(' '));
                prop_assert_eq!(words.within(span), Span::new(number, number + 1));
                let here = words.folded(Span::new(0, number)).len() + usize::from(number > 0);
                prop_assert_eq!(words.beginning_at(here), Some(number));
                end = span.end;
            }
            let all: usize = (0..words.pieces()).map(|number| words.piece(number).len()).sum();
            prop_assert_eq!(all, words.len());
        }
    }
}
