//! Places where a text has visibly lost words or a dash: runs of blanks inside a sentence.
//!
//! Corpora that were flattened lost every lone dash and every word with an inner hyphen, and kept the blanks on
//! both sides. Double blanks after a stop are typists' habit and not gaps; nor is what stands in preformatted blocks.

use crate::article::{Block, BlockKind};
use crate::span::Span;

/// A place where words are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The run of blanks.
    pub span: Span,
}

/// Appends the gaps of `block` to `gaps`.
pub fn gaps(text: &str, block: &Block, gaps: &mut Vec<Gap>) {
    if block.kind == BlockKind::Preformatted {
        return;
    }
    let words = block.span.of(text);
    let mut place = 0;
    while let Some(run) = words.get(place..).and_then(|rest| rest.find("  ")).map(|found| place + found) {
        let length = words.get(run..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        let before = words.get(..run).and_then(|before| before.chars().next_back());
        let after = words.get(run + length..).and_then(|after| after.chars().next());
        if before.is_some_and(|c| !ends_sentence(c)) && after.is_some_and(|c| !c.is_whitespace()) {
            gaps.push(Gap { span: Span::new(block.span.start + run, block.span.start + run + length) });
        }
        place = run + length;
    }
}

/// Whether a double blank behind `c` is only spacing.
fn ends_sentence(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '!' | '?' | ':' | '…' | '"' | '”' | '’' | '\'' | ')' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        gaps(text, &Block::given(Span::new(0, text.len()), BlockKind::Paragraph), &mut all);
        all.iter().map(|gap| (gap.span.start, gap.span.end)).collect()
    }

    #[test]
    fn runs_of_blanks_inside_a_sentence_are_gaps() {
        for (text, expected) in [
            ("twist in the wind    repeatedly refusing", vec![(17, 21)]),
            ("isn’t exactly a   Sessions endorsement", vec![(17, 20)]),
            ("It ended.  It began again.", vec![]),
            ("He said:  “No.”  She left", vec![]),
            ("one blank only", vec![]),
            ("trailing   ", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
