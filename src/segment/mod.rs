//! The parts of a text: blocks, sentences, tokens and gaps. All are spans; nothing is inserted; nothing can fail.
//!
//! 1. [`with_blocks`] gives blocks to a draft whose format has none, and paragraphs back to one that lost them
//!    ([`restore`]);
//! 2. each block is cut into sentences ([`sentences`]);
//! 3. the whole text is cut into tokens ([`tokens`]);
//! 4. places that have visibly lost words are marked ([`gaps`]).

mod blocks;
mod gap;
pub mod restore;
mod sentence;
mod token;

pub use gap::{Gap, gaps};
pub use sentence::sentences;
pub use token::{Token, TokenKind, tokens};

use crate::article::{Article, Draft};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// The parts of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Sentences in order; none crosses a block.
    pub sentences: Vec<Span>,
    /// Words, figures and punctuation in order.
    pub tokens: Vec<Token>,
    /// Where words are missing.
    pub gaps: Vec<Gap>,
}

/// Cuts `article` into its parts.
pub fn segment(article: &Article, lexicon: &Lexicon) -> Segmentation {
    let text = article.text();
    let mut parts = Segmentation::default();
    for block in article.blocks() {
        sentences(text, block.span, lexicon, &mut parts.sentences);
        tokens(text, block.span, &mut parts.tokens);
        gaps(text, block, &mut parts.gaps);
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
