//! Sets words into lines.

use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::cells;
use super::cluster::{Blanks, Stretch};
use super::line::Line;
use super::piece::fitting;
use super::rows::align;
use super::setting::{Edge, Hyphens, Setting};
use super::word::{Word, words};
use crate::article::{BlockKind, Marker};
use crate::span::Span;

/// What a block is set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// What the block is.
    pub(super) kind: BlockKind,
    /// Cells of a line, indents included.
    pub(super) width: u16,
    /// Cells of these that only marks which hang stand in.
    pub(super) hang: u16,
    /// What is drawn before its first line.
    pub(super) marker: Marker,
    /// How many lists it stands in besides its own.
    pub(super) depth: u8,
    /// Whether the first line is indented.
    pub(super) is_indented: bool,
    /// The reader's choices.
    pub(super) setting: Setting,
}

/// Sets the bytes of `span`, which is a block or a chunk of one, into lines that fit the frame, the indent included.
/// Only a single cluster can be wider. There is always at least one line.
pub(super) fn set(text: &str, span: Span, frame: Frame) -> Vec<Line> {
    let room = frame.width.saturating_sub(frame.hang);
    let indent = indent(frame.kind, frame.marker, room);
    let indent = indent + (NESTED * u16::from(frame.depth)).min((room - indent) / 4);
    let width = room.saturating_sub(indent).max(1);
    let first = if frame.is_indented { first_indent(frame.kind, width) } else { 0 };
    let is_prose = is_prose(frame.kind);
    let mut lines = if frame.kind == BlockKind::Preformatted {
        let mut lines = kept(text, span, width);
        align(text, &mut lines, width);
        lines
    } else {
        let fit = if is_prose && span.len() <= OPTIMAL { Fit::Optimal } else { Fit::First };
        let hyphens = if is_prose { frame.setting.hyphens } else { Hyphens::None };
        let words = words(text, span, width - first, hyphens);
        folded(&words, [width - first, width], fit)
    };
    if lines.is_empty() {
        lines.push(Line { span: Span::empty(span.start), ..Line::default() });
    }
    let last = lines.len() - 1;
    for (number, line) in lines.iter_mut().enumerate() {
        let first = if number == 0 { first } else { 0 };
        let hangs = frame.hang > 0 && frame.kind != BlockKind::Preformatted && opens(line.span.of(text));
        line.hang = if hangs { frame.hang } else { 0 };
        line.indent += frame.hang - line.hang + indent + first;
        if frame.setting.edge == Edge::Justified && is_prose && number < last {
            justify(text, line, width - first + line.hang);
        }
    }
    lines
}

/// Stands before the first line of what is said about a picture, where there is room for it.
pub const PICTURE_LABEL: &str = "image: ";

/// Cells that a list in a list is further in, as far as there is room.
const NESTED: u16 = 3;

/// Cells before the first line of an indented paragraph, or room for the label of a picture.
fn first_indent(kind: BlockKind, width: u16) -> u16 {
    match kind {
        BlockKind::Image if width < 24 => 0,
        BlockKind::Image => cells(PICTURE_LABEL.len()),
        _ => 2.min(width / 8),
    }
}

fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuotation)
}

/// Whether words begin with a quotation mark: one at the start of a line opens, also a straight one.
fn opens(words: &str) -> bool {
    words.starts_with(['“', '‘', '"', '\'', '„', '‚', '«', '‹'])
}

/// Widens the blanks of a line so that it ends where `width` ends, unless they would become too wide.
fn justify(text: &str, line: &mut Line, width: u16) {
    let extra = width.saturating_sub(line.width + u16::from(line.hyphen));
    let blanks = line.clusters(text).filter(|cluster| cluster.blank && cluster.width > 0);
    let gaps = cells(blanks.count());
    if extra <= gaps.saturating_mul(Stretch::MOST) {
        line.stretch = Stretch { extra, gaps };
        line.width += extra;
    }
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

/// Cells before each line: room for a bullet, or to show whose words these are; an eighth of the width at most, or a
/// quarter for a number, which says more.
fn indent(kind: BlockKind, marker: Marker, width: u16) -> u16 {
    let wanted = match kind {
        BlockKind::ListItem if matches!(marker, Marker::Number(_) | Marker::BelowNumber) => {
            return 4.min(width / 4);
        }
        BlockKind::BlockQuotation => 4,
        BlockKind::ListItem | BlockKind::Image => 2,
        BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Preformatted | BlockKind::Separator => 0,
    };
    wanted.min(width / 8)
}

/// Lines of these two widths: that of the first, and that of the others.
fn folded(words: &[Word], widths: [u16; 2], fit: Fit) -> Vec<Line> {
    let lines = match fit {
        Fit::First => wrap_first_fit(words, &widths.map(f64::from)),
        Fit::Optimal => optimal(words, widths),
    };
    lines.into_iter().filter_map(line).collect()
}

/// The most even lines, none of them too wide.
fn optimal(words: &[Word], widths: [u16; 2]) -> Vec<&[Word]> {
    let [first, width] = widths;
    // A word that sticks out by one cell must cost more than any number of lines that it could save.
    let square = usize::from(width) * usize::from(width);
    let defaults = Penalties::new();
    let penalties = Penalties { overflow_penalty: 5 * (defaults.nline_penalty + square) + 1, ..defaults };
    let fits = |(number, line): (usize, &&[Word])| {
        let room = if number == 0 { first } else { width };
        let hyphen = line.last().map_or(0, |last| last.hyphen);
        line.len() == 1 || line_width(line) + hyphen <= room
    };
    wrap_optimal_fit(words, &widths.map(f64::from), &penalties)
        .ok()
        .filter(|lines| lines.iter().enumerate().all(fits))
        .unwrap_or_else(|| wrap_first_fit(words, &widths.map(f64::from)))
}

fn line(words: &[Word]) -> Option<Line> {
    let (first, last) = (words.first()?, words.last()?);
    let span = first.span.hull(last.span);
    Some(Line { span, width: line_width(words), hyphen: last.hyphen > 0, ..Line::default() })
}

fn line_width(words: &[Word]) -> u16 {
    let trailing = words.last().map_or(0, |last| last.blank);
    let all = words.iter().fold(0u16, |sum, word| sum.saturating_add(word.width).saturating_add(word.blank));
    all.saturating_sub(trailing)
}

/// Lines as the text has them; those that are too long are broken between words, and words that are too long between
/// clusters.
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
        let setting = Setting::default();
        drawn_in(
            text,
            Frame { kind, width, hang: 0, is_indented: false, marker: Marker::None, depth: 0, setting },
        )
    }

    fn drawn_in(text: &str, frame: Frame) -> Vec<String> {
        let lines = set(text, Span::new(0, text.len()), frame);
        let draw = |line: &Line| {
            let words: String = line.clusters(text).map(|cluster| cluster.drawn).collect();
            let hyphen = if line.hyphen { "-" } else { "" };
            format!("{}{words}{hyphen}", " ".repeat(usize::from(line.indent)))
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
            (BlockKind::Preformatted, vec!["To set", "  text in", "lines.", "", "Again."]),
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
            let narrowed = (
                indent(BlockKind::BlockQuotation, Marker::None, width),
                indent(BlockKind::ListItem, Marker::Bullet, width),
            );
            assert_eq!(narrowed, indents, "width {width}");
        }
        let numbered = [66, 12, 7].map(|width| indent(BlockKind::ListItem, Marker::Number(1), width));
        assert_eq!(numbered, [4, 3, 1]);
    }

    #[test]
    fn sets_as_the_reader_chose() {
        let text = "The constitution is what we make of it, “whatever that may be,” she said.";
        let plain = Setting::default();
        let justified = Setting { edge: Edge::Justified, ..plain };
        let frame = |setting| Frame {
            kind: BlockKind::Paragraph,
            width: 24,
            hang: 0,
            is_indented: false,
            marker: Marker::None,
            depth: 0,
            setting,
        };
        let cases = [
            (
                frame(plain),
                vec!["The constitution is what", "we make of it, “whatever", "that may be,” she said."],
            ),
            (
                frame(justified),
                vec!["The constitution is what", "we make of it, “whatever", "that may be,” she said."],
            ),
            (
                Frame { width: 21, ..frame(justified) },
                vec![
                    "The  constitution  is",
                    "what  we make  of it,",
                    "“whatever that may",
                    "be,” she said.",
                ],
            ),
            (
                Frame { width: 22, hang: 1, ..frame(plain) },
                vec![" The constitution is", " what we make of it,", "“whatever that may", " be,” she said."],
            ),
            (
                Frame { is_indented: true, ..frame(plain) },
                vec!["  The constitution is", "what we make of it,", "“whatever that may be,”", "she said."],
            ),
        ];
        for (frame, lines) in cases {
            assert_eq!(drawn_in(text, frame), lines, "{frame:?}");
        }
    }

    #[test]
    fn breaks_words_with_a_hyphen_where_that_evens_lines() {
        let setting = Setting { hyphens: Hyphens::English, ..Setting::default() };
        let frame = Frame {
            kind: BlockKind::Paragraph,
            width: 20,
            hang: 0,
            is_indented: false,
            marker: Marker::None,
            depth: 0,
            setting,
        };
        let lines = drawn_in("an extraordinarily unremarkable constitution", frame);
        assert_eq!(lines, ["an extraordinarily", "unremarkable consti-", "tution"]);
        let heading = drawn_in(
            "an extraordinarily unremarkable constitution",
            Frame { kind: BlockKind::Heading(1), ..frame },
        );
        assert_eq!(heading, ["an extraordinarily", "unremarkable", "constitution"]);
    }

    #[test]
    fn stretches_no_blank_too_far() {
        let setting = Setting { edge: Edge::Justified, ..Setting::default() };
        let frame = Frame {
            kind: BlockKind::Paragraph,
            width: 16,
            hang: 0,
            is_indented: false,
            marker: Marker::None,
            depth: 0,
            setting,
        };
        let lines = drawn_in("a bc extraordinarily unremarkable a bc d e f g h", frame);
        assert_eq!(lines, ["a bc", "extraordinarily", "unremarkable a", "bc d e f g h"]);
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
