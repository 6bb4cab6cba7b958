//! Sets words into lines.

use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::cluster::Blanks;
use super::line::Line;
use super::piece::fitting;
use super::word::{Word, words};
use crate::article::BlockKind;
use crate::span::Span;

/// Sets the bytes of `span`, which is a block of that `kind` or a chunk of one, into lines of at most `width` cells,
/// the indent included. Only a single cluster can be wider. There is always at least one line.
pub(super) fn set(text: &str, kind: BlockKind, span: Span, width: u16) -> Vec<Line> {
    let indent = indent(kind, width);
    let width = width.saturating_sub(indent).max(1);
    let mut lines = match kind {
        BlockKind::Preformatted => kept(text, span, width),
        BlockKind::Heading(_) | BlockKind::Separator => folded(text, span, width, Fit::First),
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuotation => {
            let fit = if span.len() <= OPTIMAL { Fit::Optimal } else { Fit::First };
            folded(text, span, width, fit)
        }
    };
    if lines.is_empty() {
        lines.push(Line { span: Span::empty(span.start), ..Line::default() });
    }
    for line in &mut lines {
        line.indent = indent;
    }
    lines
}

/// Bytes up to which the best breaks are looked for. It takes twice as long as taking each line as it comes,
/// and in a longer paragraph nobody sees the difference.
const OPTIMAL: usize = 8 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Each line takes what it can.
    First,
    /// Lines as even as the whole block allows.
    Optimal,
}

/// Cells before each line: room for a bullet, or to show whose words these are; an eighth of the width at most.
fn indent(kind: BlockKind, width: u16) -> u16 {
    let wanted = match kind {
        BlockKind::BlockQuotation => 4,
        BlockKind::ListItem => 2,
        BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Preformatted | BlockKind::Separator => 0,
    };
    wanted.min(width / 8)
}

fn folded(text: &str, span: Span, width: u16, fit: Fit) -> Vec<Line> {
    let words = words(text, span, width);
    let lines = match fit {
        Fit::First => wrap_first_fit(&words, &[f64::from(width)]),
        Fit::Optimal => optimal(&words, width),
    };
    lines.into_iter().filter_map(line).collect()
}

/// The most even lines, none of them too wide.
fn optimal(words: &[Word], width: u16) -> Vec<&[Word]> {
    // A word that sticks out by one cell must cost more than any number of lines that it could save.
    let square = usize::from(width) * usize::from(width);
    let defaults = Penalties::new();
    let penalties = Penalties { overflow_penalty: 5 * (defaults.nline_penalty + square) + 1, ..defaults };
    let fits = |line: &&[Word]| line.len() == 1 || line_width(line) <= width;
    wrap_optimal_fit(words, &[f64::from(width)], &penalties)
        .ok()
        .filter(|lines| lines.iter().all(fits))
        .unwrap_or_else(|| wrap_first_fit(words, &[f64::from(width)]))
}

fn line(words: &[Word]) -> Option<Line> {
    let (first, last) = (words.first()?, words.last()?);
    Some(Line { span: first.span.hull(last.span), width: line_width(words), ..Line::default() })
}

fn line_width(words: &[Word]) -> u16 {
    let trailing = words.last().map_or(0, |last| last.blank);
    let all = words.iter().fold(0u16, |sum, word| sum.saturating_add(word.width).saturating_add(word.blank));
    all.saturating_sub(trailing)
}

/// Lines as the text has them; those that are too long are broken between clusters.
fn kept(text: &str, span: Span, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut place = span.start;
    while place < span.end {
        let rest = Span::new(place, span.end);
        let piece = fitting(text, rest, width, Blanks::Kept);
        lines.push(Line { span: piece.span, width: piece.width, blanks: Blanks::Kept, ..Line::default() });
        place = piece.next;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of `text` as they are drawn.
    fn drawn(text: &str, kind: BlockKind, width: u16) -> Vec<String> {
        let lines = set(text, kind, Span::new(0, text.len()), width);
        let draw = |line: &Line| {
            let words: String = line.clusters(text).map(|cluster| cluster.drawn).collect();
            format!("{}{words}", " ".repeat(usize::from(line.indent)))
        };
        lines.iter().map(draw).collect()
    }

    #[test]
    fn unwraps_paragraphs_and_keeps_verse() {
        let text = "To set\n  text in\tlines.\n\nAgain.";
        for (kind, lines) in [
            (BlockKind::Paragraph, vec!["To set text in", "lines. Again."]),
            (BlockKind::Heading(1), vec!["To set text in", "lines. Again."]),
            (BlockKind::ListItem, vec!["  To set text in", "  lines. Again."]),
            (BlockKind::BlockQuotation, vec!["  To set text in", "  lines. Again."]),
            (BlockKind::Preformatted, vec!["To set", "  text in   lines", ".", "", "Again."]),
        ] {
            let width = if kind == BlockKind::Preformatted { 17 } else { 16 };
            assert_eq!(drawn(text, kind, width), lines, "{kind:?}");
        }
    }

    #[test]
    fn sets_paragraphs_evenly_and_headings_as_they_come() {
        let text = "aaa bb cc ddddd";
        assert_eq!(drawn(text, BlockKind::Paragraph, 6), ["aaa", "bb cc", "ddddd"]);
        assert_eq!(drawn(text, BlockKind::Heading(1), 6), ["aaa bb", "cc", "ddddd"]);
    }

    #[test]
    fn indents_less_on_a_narrow_screen() {
        for (width, indents) in [(66, (4, 2)), (24, (3, 2)), (12, (1, 1)), (7, (0, 0)), (0, (0, 0))] {
            let narrowed = (indent(BlockKind::BlockQuotation, width), indent(BlockKind::ListItem, width));
            assert_eq!(narrowed, indents, "width {width}");
        }
    }

    #[test]
    fn always_sets_a_line() {
        for text in ["", " ", "\n"] {
            for kind in [BlockKind::Paragraph, BlockKind::Preformatted] {
                assert_eq!(drawn(text, kind, 0), [""], "{text:?}");
            }
        }
    }
}
