//! Which bytes of a text are whose words, without overlaps.

use crate::attribution::Analysis;
use crate::span::Span;

/// Stretches of words with their speaker, in order and apart. Where quotations lie in each other, the inner one has
/// its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    stretches: Vec<(Span, usize)>,
}

impl Ink {
    /// By the signs of the speakers.
    pub(super) fn new(analysis: &Analysis) -> Self {
        let mut pieces: Vec<(Span, usize)> = Vec::new();
        for quotation in &analysis.quotations {
            if let Some(speaker) = analysis.sign_of(quotation.speaker()) {
                pieces.extend(quotation.spans.iter().map(|span| (*span, speaker)));
            }
        }
        pieces.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut ink = Self::default();
        for (span, speaker) in pieces {
            ink.lay(span, speaker);
        }
        ink
    }

    /// The parts of `line` in order, all of it, each with its speaker.
    pub(super) fn parts(&self, line: Span) -> Vec<(Span, Option<usize>)> {
        let first = self.stretches.partition_point(|(span, _)| span.end <= line.start);
        let mut parts = Vec::new();
        let mut place = line.start;
        for (span, speaker) in self.stretches.iter().skip(first).take_while(|(span, _)| span.start < line.end)
        {
            let part = span.intersection(line);
            if place < part.start {
                parts.push((Span::new(place, part.start), None));
            }
            parts.push((part, Some(*speaker)));
            place = part.end;
        }
        if place < line.end {
            parts.push((Span::new(place, line.end), None));
        }
        parts
    }

    /// Lays a piece over those that start before it.
    fn lay(&mut self, span: Span, speaker: usize) {
        let first = self.stretches.partition_point(|(under, _)| under.end <= span.start);
        let under = self.stretches.split_off(first);
        let mut laid = false;
        for (old, whose) in under {
            let (before, after) =
                (Span::new(old.start, old.end.min(span.start)), Span::new(old.start.max(span.end), old.end));
            if !before.is_empty() {
                self.stretches.push((before, whose));
            }
            if !laid {
                self.stretches.push((span, speaker));
                laid = true;
            }
            if !after.is_empty() {
                self.stretches.push((after, whose));
            }
        }
        if !laid {
            self.stretches.push((span, speaker));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(pieces: &[(usize, usize, usize)]) -> Ink {
        let mut ink = Ink::default();
        for &(start, end, speaker) in pieces {
            ink.lay(Span::new(start, end), speaker);
        }
        ink
    }

    fn parts(ink: &Ink, start: usize, end: usize) -> Vec<(usize, usize, Option<usize>)> {
        ink.parts(Span::new(start, end)).iter().map(|(span, whose)| (span.start, span.end, *whose)).collect()
    }

    #[test]
    fn the_inner_quotation_has_its_bytes() {
        let ink = laid(&[(2, 20, 0), (5, 9, 1), (12, 14, 2), (30, 40, 1)]);
        assert_eq!(
            parts(&ink, 0, 35),
            [
                (0, 2, None),
                (2, 5, Some(0)),
                (5, 9, Some(1)),
                (9, 12, Some(0)),
                (12, 14, Some(2)),
                (14, 20, Some(0)),
                (20, 30, None),
                (30, 35, Some(1)),
            ]
        );
        assert_eq!(parts(&ink, 6, 8), [(6, 8, Some(1))]);
        assert_eq!(parts(&ink, 20, 20), []);
    }
}
