//! Words in quotation marks: marks to pairs, pairs over paragraph ends to passages.
//!
//! 1. [`marks`] finds every quotation mark and says whether it opens or closes;
//! 2. [`pairs`] joins them, nested to any depth, and closes what a paragraph leaves open;
//! 3. [`passages`] joins paragraphs that carry one quotation on with a repeated opening mark.
//!
//! Whether a passage is speech, a title or a scare quote, and who said it, is for `attribution` to say.

mod mark;
mod pair;
mod signature;

pub use mark::{Mark, Role, Style, marks};
pub use pair::{Pair, pairs};

use self::signature::unsigned;
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// The words of one stretch in marks, outermost, over one paragraph or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// One span a paragraph, each with its marks.
    pub spans: Vec<Span>,
    /// Which marks; `None` for a block quotation, which is set apart without any.
    pub style: Option<Style>,
    /// Whether its last mark is missing.
    pub unclosed: bool,
}

impl Passage {
    /// From the first mark to the last.
    pub fn hull(&self) -> Span {
        let first = self.spans.first().copied().unwrap_or_default();
        first.hull(self.spans.last().copied().unwrap_or(first))
    }
}

/// The outermost passages of an article, in order.
pub fn passages(text: &str, blocks: &[Block]) -> Vec<Passage> {
    let style = main_style(text);
    let mut passages: Vec<Passage> = Vec::new();
    let mut set_apart = false;
    for block in blocks {
        let continues = std::mem::replace(&mut set_apart, block.kind == BlockKind::BlockQuotation);
        if block.kind == BlockKind::BlockQuotation {
            let words = unsigned(text, block.span);
            match passages.last_mut() {
                Some(passage) if continues => passage.spans.extend((!words.is_empty()).then_some(words)),
                _ => {
                    let words = if words.is_empty() { block.span } else { words };
                    passages.push(Passage { spans: vec![words], style: None, unclosed: false });
                }
            }
            continue;
        }
        if is_noise(text, block.span) {
            continue;
        }
        for pair in pairs(text, &marks(text, block.span), block.span, style) {
            match passages.last_mut() {
                Some(open) if carries_on(open, &pair, block) => {
                    open.spans.push(pair.span);
                    open.unclosed = pair.unclosed;
                }
                _ => passages.push(Passage {
                    spans: vec![pair.span],
                    style: Some(pair.style),
                    unclosed: pair.unclosed,
                }),
            }
        }
    }
    passages
}

/// A block longer than this, in bytes, with a mark in every few, is no text: nothing is worked out for its marks.
const LONG: usize = 1 << 16;

fn is_noise(text: &str, block: Span) -> bool {
    let signs = ['“', '”', '"', '‘', '’', '\'', '«', '»', '„', '`'];
    block.len() > LONG && block.of(text).matches(signs).count() > block.len() / 8
}

/// Whether `pair` is the next paragraph of a quotation that was left open: it begins its block with the same mark.
fn carries_on(open: &Passage, pair: &Pair, block: &Block) -> bool {
    open.unclosed && open.style == Some(pair.style) && pair.span.start == block.span.start
}

/// The marks that speech is in: single ones where a text has no double ones, or opens more of them.
fn main_style(text: &str) -> Style {
    let count = |signs: &[char]| text.matches(signs).count();
    let double = count(&['“', '„', '«']) + count(&['"']).div_ceil(2) + text.matches("``").count();
    let doubled = text.contains("''");
    let single = count(&['‘']);
    let first = text.find(['“', '"', '„', '«', '‘']).unwrap_or_default();
    let single_first = Span::new(first, text.len()).of(text).starts_with('‘');
    let has_double = double > 0 || doubled;
    if has_double && (single < double || single == double && !single_first) {
        Style::Double
    } else {
        Style::Single
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for part in text.split("\n\n") {
            blocks.push(Block::given(Span::new(start, start + part.len()), BlockKind::Paragraph));
            start += part.len() + 2;
        }
        let words = |passage: &Passage| {
            passage.spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ¶ ")
        };
        passages(text, &blocks).iter().map(words).collect()
    }

    #[test]
    fn passages_in_every_style() {
        for (text, expected) in [
            ("“Yes,” she said. “No.”", vec!["“Yes,”", "“No.”"]),
            ("\"Yes,\" she said. \"No.\"", vec!["\"Yes,\"", "\"No.\""]),
            ("``Yes,'' she said.", vec!["``Yes,''"]),
            ("''Yes,'' she said. ''No.''", vec!["''Yes,''", "''No.''"]),
            ("«Oui», dit-elle.", vec!["«Oui»"]),
            ("„Ja“, sagte sie.", vec!["„Ja“"]),
            ("‘It’s late,’ she said. ‘Don’t go.’", vec!["‘It’s late,’", "‘Don’t go.’"]),
            ("'It's late,' she said. 'Don't go.'", vec!["'It's late,'", "'Don't go.'"]),
            ("“He said ‘no’ to me,” she said.", vec!["“He said ‘no’ to me,”"]),
            ("“He said “no” to me,” she said.", vec!["“He said “no” to me,”"]),
            ("\"He said 'no' to me,\" she said.", vec!["\"He said 'no' to me,\""]),
            ("(\"Yes\")—\"No\"", vec!["\"Yes\"", "\"No\""]),
            ("“One.\n\n“Two.”\n\nThree.", vec!["“One. ¶ “Two.”"]),
            ("\"One.\n\n\"Two.\"\n\nThree.", vec!["\"One. ¶ \"Two.\""]),
            ("“Never closed.\n\nNot quoted.", vec!["“Never closed."]),
            ("He is 6'2\" tall and 5'10\" wide.", vec![]),
            ("The workers' rights and the '90s weren't 'cause.", vec![]),
            ("\"\" \"", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_block_of_marks_is_no_text() {
        assert!(found(&"\"a".repeat(LONG)).is_empty());
        assert_eq!(found(&format!("{} \"a,\" she said.", "many words ".repeat(LONG / 8))), ["\"a,\""]);
    }

    #[test]
    fn a_repeated_opening_mark_in_a_flattened_text_carries_on() {
        assert_eq!(found("“One is long. “Two is longer.” She left."), ["“One is long. “Two is longer.”"]);
        assert_eq!(
            found("\"One is long. \"Two is longer.\" She left."),
            ["\"One is long. \"Two is longer.\""]
        );
    }

    proptest! {
        #[test]
        fn passages_are_in_order_and_apart(text in "[\"'“”‘’«»`a-zA-Z ,.\n]{0,80}") {
            let blocks = [Block::given(Span::new(0, text.len()), BlockKind::Paragraph)];
            let mut place = 0;
            for passage in passages(&text, &blocks) {
                for span in passage.spans {
                    prop_assert!(span.start >= place && !span.of(&text).is_empty());
                    place = span.end;
                }
            }
        }
    }
}
