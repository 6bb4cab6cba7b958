//! Words that belong to somebody already: spans of which none overlaps another.

use std::collections::BTreeMap;

use crate::span::Span;

/// Spans by their first byte.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Whether nothing of `span` is taken.
    pub(super) fn is_free(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start)
    }
}

/// Takes spans that are free.
impl Extend<Span> for Taken {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        self.0.extend(spans.into_iter().map(|span| (span.start, span.end)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_is_free_and_what_overlaps_is_not() {
        let mut taken = Taken::default();
        taken.extend([Span::new(4, 8)]);
        assert!(taken.is_free(Span::new(0, 4)) && taken.is_free(Span::new(8, 9)));
        for (start, end) in [(3, 5), (5, 6), (7, 9), (0, 9)] {
            assert!(!taken.is_free(Span::new(start, end)), "{start}..{end}");
        }
        taken.extend([Span::new(8, 9)]);
        assert!(!taken.is_free(Span::new(8, 12)));
    }
}
