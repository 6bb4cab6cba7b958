//! How an annotation names its words: by what they are, and by where they stood.

use crate::article::SafeText;
use crate::span::{CodePoints, Span};

/// How many code points of context are kept on each side.
const CONTEXT: usize = 64;

/// The words themselves with what stands before and after them (Web Annotation Data Model §4.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteSelector {
    /// The words.
    pub exact: SafeText,
    /// Up to 64 code points before them.
    pub prefix: SafeText,
    /// Up to 64 code points after them.
    pub suffix: SafeText,
}

impl QuoteSelector {
    /// The selector of the words at `span`.
    pub fn new(text: &str, span: Span) -> Self {
        let before = Span::new(0, span.start).of(text);
        let after = Span::new(span.end, text.len()).of(text);
        let prefix_start =
            before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(place, _)| place);
        let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(place, _)| place);
        Self {
            exact: SafeText::new(span.of(text)),
            prefix: SafeText::new(Span::new(prefix_start, before.len()).of(before)),
            suffix: SafeText::new(Span::new(0, suffix_end).of(after)),
        }
    }
}

/// Where the words stood, in code points, end exclusive (Web Annotation Data Model §4.2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionSelector {
    /// Code points before the words.
    pub start: usize,
    /// Code points before what follows the words.
    pub end: usize,
}

impl PositionSelector {
    /// The position of `span`, which counts bytes.
    pub fn new(text: &str, span: Span) -> Self {
        let code_points = CodePoints::new(text);
        Self { start: code_points.at(span.start), end: code_points.at(span.end) }
    }

    /// The span of this position in `text`, in bytes; `None` when the text is too short.
    pub fn span(self, text: &str) -> Option<Span> {
        let mut places = text.char_indices().map(|(place, _)| place).chain([text.len()]);
        let start = places.nth(self.start)?;
        if self.end <= self.start {
            return Some(Span::empty(start));
        }
        let end = places.nth(self.end - self.start - 1)?;
        Some(Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_and_position_count_code_points() {
        let text = "Él dijo: “no pasarán” — y no pasaron.";
        let start = text.find('“').unwrap();
        let span = Span::new(start, text.find('”').unwrap() + '”'.len_utf8());
        let quote = QuoteSelector::new(text, span);
        assert_eq!(
            (quote.prefix.as_str(), quote.exact.as_str(), quote.suffix.as_str()),
            ("Él dijo: ", "“no pasarán”", " — y no pasaron.")
        );
        let position = PositionSelector::new(text, span);
        assert_eq!((position.start, position.end), (9, 21));
        assert_eq!(position.span(text), Some(span));
        assert_eq!(PositionSelector { start: 9, end: 99 }.span(text), None);
    }

    #[test]
    fn keeps_at_most_sixty_four_code_points_on_a_side() {
        let text = format!("{}word{}", "é".repeat(100), "ü".repeat(100));
        let quote = QuoteSelector::new(&text, Span::new(200, 204));
        assert_eq!(quote.prefix.as_str(), "é".repeat(64));
        assert_eq!(quote.suffix.as_str(), "ü".repeat(64));
    }
}
