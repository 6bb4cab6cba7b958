//! The sentence boundaries of Unicode Standard Annex 29, found quickly.
//!
//! In Latin script a boundary stands behind a stop, a mark or a line end, and only the word before it and what follows
//! up to the next letter have a say (rules SB3 to SB11). So only such windows are given to the segmenter, which is
//! several times faster than the whole text; a text with other scripts' marks is given whole.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::span::{ceil_boundary, floor_boundary};

/// The boundaries inside `words`, in order, as bytes.
///
/// The segmenter looks ahead from each blank and each closing mark behind a stop, which takes the square of their number.
/// So of very many of them it sees the first and the last.
pub(super) fn boundaries(words: &str) -> Vec<usize> {
    let Some(short) = Short::of(words) else { return found_in(words) };
    found_in(&short.words).into_iter().map(|place| short.place_in_whole(place)).collect()
}

/// Words without the middle of what has no letters for long.
struct Short {
    words: String,
    /// Where something was left out, and how many bytes in all up to there.
    cuts: Vec<(usize, usize)>,
}

/// The most bytes without a letter, a stop or a line end that are looked at whole.
const LONGEST: usize = 512;

impl Short {
    /// `None` where nothing is to be left out.
    fn of(words: &str) -> Option<Self> {
        let is_end = |c: char| c.is_alphabetic() || matches!(c, '.' | '!' | '?' | '\n' | '\r');
        if words.len() <= LONGEST {
            return None;
        }
        let mut short = Self { words: String::new(), cuts: Vec::new() };
        let (mut done, mut start, mut left_out) = (0, 0, 0);
        let ends = words.char_indices().filter(|(_, c)| is_end(*c)).map(|(place, c)| (place, c.len_utf8()));
        for (end, length) in ends.chain([(words.len(), 0)]) {
            if end - start > LONGEST {
                let first = floor_boundary(words, start + LONGEST / 2);
                let last = ceil_boundary(words, end - LONGEST / 2);
                short.words.push_str(words.get(done..first).unwrap_or_default());
                left_out += last - first;
                short.cuts.push((short.words.len(), left_out));
                done = last;
            }
            start = end + length;
        }
        short.words.push_str(words.get(done..).unwrap_or_default());
        (!short.cuts.is_empty()).then_some(short)
    }

    fn place_in_whole(&self, place: usize) -> usize {
        let before = self.cuts.partition_point(|(at, _)| *at < place);
        place
            + before.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |(_, left_out)| *left_out)
    }
}

fn found_in(words: &str) -> Vec<usize> {
    if !has_only_common_marks(words) {
        return words.split_sentence_bound_indices().skip(1).map(|(place, _)| place).collect();
    }
    let mut found = Vec::new();
    let mut last = 0;
    for (place, _) in words.bytes().enumerate().filter(|(_, byte)| is_mark(*byte)) {
        let start = window_start(words, place);
        let window = words.get(start..window_end(words, place)).unwrap_or_default();
        for (inner, _) in window.split_sentence_bound_indices().skip(1) {
            if start + inner > last {
                last = start + inner;
                found.push(last);
            }
        }
    }
    found
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r')
}

/// Whether every sentence mark in `words` is an ASCII one: true of Latin letters, their accents, and the quotation
/// marks, dashes and blanks that go with them.
fn has_only_common_marks(words: &str) -> bool {
    words.is_ascii() || words.chars().all(|c| {
        matches!(c, '\0'..='\u{84}' | '\u{86}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{2010}'..='\u{2023}'
                | '\u{2025}'..='\u{2027}' | '\u{202f}'..='\u{203b}' | '\u{20a0}'..='\u{20bf}')
    })
}

/// The start of the word that the mark at `place` ends.
fn window_start(words: &str, place: usize) -> usize {
    let before = words.get(..place).unwrap_or_default();
    let mut letters = before.char_indices().rev().take_while(|(_, c)| !c.is_whitespace());
    let mut start = place;
    // Two letters before the mark are all that the rules look at, past the accents on them.
    for (index, c) in letters.by_ref() {
        start = index;
        if c.is_alphabetic() && place - index > 1 || place - index > LONGEST {
            break;
        }
    }
    start
}

/// Behind the first letter, mark or line end that follows the closing marks and blanks behind `place`.
fn window_end(words: &str, place: usize) -> usize {
    let behind = words.get(place + 1..).unwrap_or_default();
    let deciding =
        behind.char_indices().find(|(_, c)| c.is_alphabetic() || matches!(c, '.' | '!' | '?' | '\n' | '\r'));
    deciding.map_or(words.len(), |(index, c)| place + 1 + index + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(words: &str) -> Vec<usize> {
        words.split_sentence_bound_indices().skip(1).map(|(place, _)| place).collect()
    }

    #[test]
    fn windows_find_what_the_whole_text_has() {
        for words in [
            "He left. She stayed! Why? “No.” (Yes.) 3.5 per cent. e.g. this. The U.S. Senate... Then it rained.",
            "a.\n\nb\r\nc. 12 apples. 12 Apples.",
            "E\u{301}. e\u{301}. A.\u{301} B. \u{a0} C.",
            "....",
            "",
            "中文。中文。",
        ] {
            assert_eq!(boundaries(words), whole(words), "{words:?}");
        }
    }

    #[test]
    fn floods_of_blanks_and_closing_marks_part_sentences_where_a_few_do() {
        for flood in [" ", "\t", ")", "\"", "” ", "\u{a0}", "1", "—"] {
            for (before, behind) in
                [("It sank.", "It rose."), ("e.g. 中文!", "so. Yes."), ("He left?”", "She stayed")]
            {
                let of = |count: usize| format!("{before}{}{behind}", flood.repeat(count));
                let (few, many) = (of(300 / flood.len()), of(40_000));
                let by = many.len() - few.len();
                let moved = |place: usize| if place > before.len() + 150 { place + by } else { place };
                let expected: Vec<usize> = whole(&few).into_iter().map(moved).collect();
                assert_eq!(boundaries(&many), expected, "{before} {flood:?}");
            }
        }
        let numbers = "1.".repeat(100_000);
        assert!(boundaries(&numbers).len() < 100_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn windows_agree_with_the_whole(words in "[abzABZ019 .!?,;:“”\"'’()\\[\\]—–\n\ré\u{301}\u{a0}\u{ad}…-]{0,40}") {
            prop_assert_eq!(boundaries(&words), whole(&words));
        }

        #[test]
        fn any_script_agrees(words in "(\\PC|[.!?\n]){0,40}") {
            prop_assert_eq!(boundaries(&words), whole(&words));
        }
    }
}
