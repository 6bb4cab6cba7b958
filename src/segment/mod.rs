//! The parts of a text: blocks, sentences, tokens and gaps. All are spans; nothing is inserted; nothing can fail.
//!
//! 1. [`with_blocks`] gives blocks to a draft whose format has none, and paragraphs back to one that lost them
//!    ([`restore`]);
//! 2. each block is cut into sentences ([`sentences`]);
//! 3. the whole text is cut into tokens ([`tokens`]);
//! 4. places that have visibly lost words are marked ([`gaps`]).

mod blocks;
mod boundary;
mod gap;
pub mod restore;
mod sentence;
mod token;

pub use gap::{Gap, GapKind, gap_at, gaps, with_gaps, with_signs};
pub use restore::label::is_label;
pub use sentence::sentences;
pub use token::{Token, TokenKind, tokens};

use crate::article::{Article, Draft};
use crate::lexicon::Lexicon;
use crate::span::NarrowSpans;

/// The parts of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Sentences in order; none crosses a block.
    pub sentences: NarrowSpans,
    /// Words, figures and punctuation in order.
    pub tokens: Vec<Token>,
    /// Where words are missing.
    pub gaps: Vec<Gap>,
}

/// Cuts `article` into its parts.
pub fn segment(article: &Article, lexicon: &Lexicon) -> Segmentation {
    let text = article.text();
    let mut parts = Segmentation::default();
    let mut in_block = Vec::new();
    for block in article.blocks() {
        sentences(text, block.span, lexicon, &mut in_block);
        parts.sentences.extend(in_block.drain(..));
        tokens(text, block.span, &mut parts.tokens);
        gaps(text, block, lexicon, &mut parts.gaps);
    }
    parts
}

/// Finds the blocks of a draft that came without any, and the breaks that a flattened one has lost.
pub fn with_blocks(mut draft: Draft) -> Draft {
    if draft.blocks.is_empty() {
        draft.blocks = restore::restore(&draft.text, blocks::blocks(&draft.text));
    }
    draft
}

/// The draft with the blocks of its beginning, for who waits to see that: the breaks further on, which are still to be
/// found, are missing. `None` where [`with_blocks`] takes no longer.
pub fn with_first_blocks(draft: &Draft) -> Option<Draft> {
    let is_short = !draft.blocks.is_empty() || draft.text.len() <= restore::BEGINNING;
    let blocks = Some(&draft.text).filter(|_| !is_short).map(|text| blocks::blocks(text))?;
    let blocks = restore::beginning(&draft.text, blocks)?;
    Some(Draft { blocks, ..draft.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, SafeText};
    use crate::span::Span;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        let draft = Draft { text: SafeText::new(text), ..Draft::default() };
        Article::new(Origin::StandardInput, with_blocks(draft))
    }

    /// Prose, line ends and marks, more often than chance would have them.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("He said no. She left at 5 p.m. ".to_owned()),
            Just("“Why?” asked Sen. Moore.   ".to_owned()),
            Just("\n\n".to_owned()),
            Just("\r\n- one\n- two\n".to_owned()),
            "\\PC{0,20}",
            "[\"“”‘’'.!?…\u{0}\u{1b}\n]{0,8}",
        ];
        prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn blocks_and_sentences_tile_the_text(text in text()) {
            let article = article(&text);
            let parts = segment(&article, Lexicon::bundled());
            let text = article.text();
            let mut place = 0;
            for block in article.blocks() {
                prop_assert!(Span::new(place, block.span.start).of(text).trim().is_empty());
                let inside = parts.sentences.iter().filter(|sentence| block.span.covers(*sentence));
                let mut at = block.span.start;
                for sentence in inside {
                    prop_assert!(!sentence.of(text).is_empty() && Span::new(at, sentence.start).of(text).trim().is_empty());
                    at = sentence.end;
                }
                prop_assert!(Span::new(at, block.span.end).of(text).trim().is_empty());
                place = block.span.end;
            }
            prop_assert!(Span::new(place, text.len()).of(text).trim().is_empty());
            let in_blocks = |sentence: Span| article.blocks().iter().any(|block| block.span.covers(sentence));
            prop_assert!(parts.sentences.iter().all(in_blocks));
        }

        #[test]
        fn the_rest_moves_no_break_of_the_beginning(sentences in 700..3000_usize, seed in 0..9_usize) {
            let sentence = |n: usize| match (n * 7 + seed) % 5 {
                0 => "“We have waited long enough,” said Mayor Ada Moore on Monday. ",
                1 => "The council did not vote. ",
                2 => "He had seen it coming since the spring, when the ferry was sold and nobody asked why. ",
                3 => "But that was in Port Alder, and this is not. ",
                _ => "“Why?” she asked. “Who is it for?” ",
            };
            let text: String = (0..sentences).map(sentence).collect();
            let draft = Draft { text: SafeText::new(&text), ..Draft::default() };
            let whole = with_blocks(draft.clone()).blocks;
            match with_first_blocks(&draft) {
                None => prop_assert!(text.len() <= restore::BEGINNING),
                Some(first) => {
                    let (rest, known) = first.blocks.split_last().unwrap();
                    prop_assert_eq!(known, &whole[..known.len()]);
                    prop_assert_eq!(rest.span.start, whole[known.len()].span.start);
                    prop_assert_eq!(rest.span.end, whole.last().unwrap().span.end);
                }
            }
        }

        #[test]
        fn what_is_made_whole_stays_as_it_is(text in text()) {
            let once = article(&text);
            prop_assert_eq!(&article(once.text()), &once);
        }
    }
}
