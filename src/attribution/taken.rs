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

    /// Takes a free span.
    pub(super) fn take(&mut self, span: Span) {
        self.0.insert(span.start, span.end);
    }
}

impl<'s> FromIterator<&'s Span> for Taken {
    fn from_iter<I: IntoIterator<Item = &'s Span>>(spans: I) -> Self {
        Self(spans.into_iter().map(|span| (span.start, span.end)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_is_free_and_what_overlaps_is_not() {
        let mut taken: Taken = [Span::new(4, 8)].iter().collect();
        assert!(taken.is_free(Span::new(0, 4)) && taken.is_free(Span::new(8, 9)));
        for (start, end) in [(3, 5), (5, 6), (7, 9), (0, 9)] {
            assert!(!taken.is_free(Span::new(start, end)), "{start}..{end}");
        }
        taken.take(Span::new(8, 9));
        assert!(!taken.is_free(Span::new(8, 12)));
    }
}
