//! What a terminal draws in one place: a grapheme cluster and the cells that it takes.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::cells;
use crate::span::Span;

/// A grapheme cluster as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Its bytes in the text.
    pub span: Span,
    /// Cells it takes. Mostly 0, 1 or 2; more for a tab and for some conjuncts.
    pub width: u16,
    /// What to print, exactly `width` cells wide; empty when nothing is to be printed.
    pub drawn: &'t str,
    /// Whether it is white space that a line may end at.
    pub blank: bool,
}

/// What becomes of white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blanks {
    /// Each run, line ends included, is drawn as one cell: its first character has it, the others have none.
    #[default]
    Folded,
    /// Blanks keep their width and tabs go to the next stop, counted from the start of the span.
    Kept,
}

/// The clusters of `span`, in order. They cover all its bytes, those that are not drawn too.
///
/// ```
/// use sayso::{layout::{Blanks, clusters}, span::Span};
/// let text = "né \n中";
/// let widths: Vec<u16> = clusters(text, Span::new(0, text.len()), Blanks::Folded).map(|cluster| cluster.width).collect();
/// assert_eq!(widths, [1, 1, 1, 0, 2]);
/// ```
pub fn clusters(text: &str, span: Span, blanks: Blanks) -> Clusters<'_> {
    Clusters {
        rest: span.of(text),
        place: span.start,
        blanks,
        column: 0,
        after_blank: false,
        stretch: Stretch::default(),
        bars: Bars::default(),
        gap: 0,
        bar: 0,
    }
}

/// See [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'t> {
    rest: &'t str,
    /// The byte of the text at which `rest` starts.
    place: usize,
    blanks: Blanks,
    /// Cells so far.
    column: u16,
    after_blank: bool,
    stretch: Stretch,
    bars: Bars,
    /// Blanks so far that were drawn.
    gap: u16,
    /// Bars of a table so far.
    bar: usize,
}

/// Cells that are shared out among the blanks of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Cells to share out.
    pub(super) extra: u16,
    /// How many blanks there are.
    pub(super) gaps: u16,
}

impl Stretch {
    /// No blank gets more cells than this besides its own.
    pub(super) const MOST: u16 = 1;

    /// The cells that the blank with this number gets besides its own.
    fn share(self, gap: u16) -> u16 {
        let gaps = u32::from(self.gaps.max(1));
        // Rounded, so that few cells go to the middle of the line rather than to its end.
        let until = |gap: u16| (2 * u32::from(self.extra) * u32::from(gap) + gaps) / (2 * gaps);
        u16::try_from(until(gap.saturating_add(1)).saturating_sub(until(gap))).unwrap_or(0)
    }
}

/// Where the bars between the cells of a table stand, in cells of the screen from the start of the row; none where it is
/// drawn as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bars(pub(super) [u8; Self::MOST]);

impl Bars {
    /// The most bars of a row.
    pub(super) const MOST: usize = 8;
}

/// As many blanks as one before a bar is ever drawn as.
const BLANKS: &str = concat!(
    "                                                                ",
    "                                                                ",
    "                                                                ",
    "                                                                ",
);

impl<'t> Iterator for Clusters<'t> {
    type Item = Cluster<'t>;

    fn next(&mut self) -> Option<Cluster<'t>> {
        let first = self.rest.chars().next()?;
        let (cluster, rest) = self.rest.split_at_checked(length(self.rest))?;
        // A blank that carries a mark is there to show the mark.
        let blank = is_blank(first) && cluster.len() == first.len_utf8();
        let drawn = if blank { self.drawn_blank(first) } else { drawn(first, cluster) };
        let width = width(drawn);
        let span = Span::new(self.place, self.place + cluster.len());
        self.rest = rest;
        self.place = span.end;
        self.column = self.column.saturating_add(width);
        self.after_blank = blank;
        self.gap += u16::from(blank && width > 0);
        self.bar += usize::from(first == '|' && cluster.len() == 1);
        Some(Cluster { span, width, drawn: if width == 0 { "" } else { drawn }, blank })
    }
}

impl Clusters<'_> {
    /// The same with wider blanks.
    #[must_use]
    pub(super) fn stretched(self, stretch: Stretch) -> Self {
        Self { stretch, ..self }
    }

    /// The same with its bars at these places.
    #[must_use]
    pub(super) fn barred(self, bars: Bars) -> Self {
        Self { bars, ..self }
    }

    fn drawn_blank(&self, blank: char) -> &'static str {
        if let Some(&stop @ 1..) = self.bars.0.get(self.bar)
            && self.rest.get(1..).is_some_and(|rest| rest.starts_with('|'))
            && let Some(blanks @ 1..) = u16::from(stop).checked_sub(self.column)
        {
            return BLANKS.get(..usize::from(blanks)).unwrap_or(" ");
        }
        match (self.blanks, blank) {
            (Blanks::Folded, _) if self.after_blank => "",
            (Blanks::Folded, _) => match self.stretch.share(self.gap) {
                0 => " ",
                _ => "  ",
            },
            (Blanks::Kept, '\n') => "",
            (Blanks::Kept, '\t') => match self.column % 4 {
                0 => "    ",
                1 => "   ",
                2 => "  ",
                _ => " ",
            },
            (Blanks::Kept, '\u{3000}') => "  ",
            _ => " ",
        }
    }
}

/// White space that a line may end at: U+0020 is, a no-break space is not.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Code points that are printed of one cluster: as many as the longest emoji has.
/// Thousands of marks on one letter would slow a terminal down and spill over its neighbours.
const MOST_DRAWN: usize = 10;

fn drawn(first: char, cluster: &str) -> &str {
    if first.is_control() {
        return "";
    }
    match cluster.char_indices().nth(MOST_DRAWN) {
        Some((end, _)) => Span::new(0, end).of(cluster),
        None => cluster,
    }
}

/// Length in bytes of the cluster that `rest` starts with.
fn length(rest: &str) -> usize {
    // Two ASCII characters are always apart; this is most of most texts.
    match rest.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => 1,
        _ => rest.graphemes(true).next().map_or(0, str::len),
    }
}

fn width(drawn: &str) -> u16 {
    if drawn.is_ascii() { cells(drawn.len()) } else { cells(drawn.width()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn_as(text: &str, blanks: Blanks) -> Vec<(&str, u16)> {
        clusters(text, Span::new(0, text.len()), blanks)
            .map(|cluster| (cluster.drawn, cluster.width))
            .collect()
    }

    #[test]
    fn takes_the_cells_that_a_terminal_takes() {
        for (text, width) in [
            ("a", 1),
            ("“", 1),
            ("—", 1),
            ("é", 1),
            ("e\u{301}", 1),
            ("中", 2),
            ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 2),
            ("👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽", 2),
            ("🇩🇪", 2),
            ("ש", 1),
            ("\u{a0}", 1),
            ("\u{fffd}", 1),
        ] {
            assert_eq!(drawn_as(text, Blanks::Folded), [(text, width)], "{text:?}");
        }
    }

    #[test]
    fn does_not_draw_what_has_no_cell() {
        for text in ["\u{200b}", "\u{feff}", "\u{ad}", "\u{200e}", "\u{2060}", "\u{301}", "\u{7}"] {
            assert_eq!(drawn_as(text, Blanks::Folded), [("", 0)], "{text:?}");
        }
    }

    #[test]
    fn folds_a_run_of_white_space_into_one_cell() {
        let cells = [("a", 1), (" ", 1), ("", 0), ("", 0), ("b", 1), (" ", 1), ("c", 1)];
        assert_eq!(drawn_as("a \n\tb\u{3000}c", Blanks::Folded), cells);
    }

    #[test]
    fn keeps_white_space_and_goes_to_tab_stops() {
        let cells = [(" ", 1), (" ", 1), ("  ", 2), ("a", 1), ("   ", 3), ("b", 1), ("", 0)];
        assert_eq!(drawn_as("  \ta\tb\n", Blanks::Kept), cells);
    }

    #[test]
    fn draws_few_of_a_great_many_marks() {
        let text = format!("e{}", "\u{301}".repeat(10_000));
        let all = drawn_as(&text, Blanks::Folded);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].0.chars().count(), all[0].1), (MOST_DRAWN, 1));
    }
}
