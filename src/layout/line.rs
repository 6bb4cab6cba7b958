//! One line: which bytes stand on it, and which byte stands in which cell.

use super::cluster::{Bars, Blanks, Clusters, Stretch, clusters};
use crate::span::Span;

/// One line of a block, as it is drawn on one row.
///
/// Columns are counted in cells from the left edge of the text column, so the first word starts at `indent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The bytes on it, without the white space at its end; empty for an empty line of verse.
    pub span: Span,
    /// Free cells before its words.
    pub indent: u16,
    /// Cells of its words, the indent not counted, nor a hyphen that is not in the text.
    pub width: u16,
    /// Whether a word is broken at its end, which a hyphen shows that is not in the text.
    pub hyphen: bool,
    /// By how many cells its first mark stands before the edge of the text; the indent is less by as much.
    pub hang: u16,
    /// How its blanks are stretched.
    pub stretch: Stretch,
    /// Where its bars stand, if it is a row of a table.
    pub bars: Bars,
    /// How its white space is drawn.
    pub blanks: Blanks,
    /// Whether its block starts on it.
    pub first: bool,
    /// Whether its block ends on it.
    pub last: bool,
}

impl Line {
    /// What to draw, from the left, starting at column `indent`.
    pub fn clusters<'t>(&self, text: &'t str) -> Clusters<'t> {
        clusters(text, self.span, self.blanks).stretched(self.stretch).barred(self.bars)
    }

    /// The column of the byte at `offset`; a place before the line gives its first column, one after it
    /// the column after its last.
    pub fn cell_of(&self, text: &str, offset: usize) -> u16 {
        let before = self.clusters(text).take_while(|cluster| cluster.span.end <= offset);
        before.fold(self.indent, |column, cluster| column.saturating_add(cluster.width))
    }

    /// The first byte of what is drawn in `column`; a column before the words gives the first byte, one after
    /// them that of the last cluster.
    pub fn offset_at(&self, text: &str, column: u16) -> usize {
        let mut end = self.indent;
        let mut offset = self.span.start;
        for cluster in self.clusters(text).filter(|cluster| cluster.width > 0) {
            offset = cluster.span.start;
            end = end.saturating_add(cluster.width);
            if column < end {
                break;
            }
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_cells_into_bytes_and_back() {
        let text = "“中 \n é”";
        let line = Line { span: Span::new(0, text.len()), indent: 2, width: 6, ..Line::default() };
        for (column, offset) in [(0, 0), (2, 0), (3, 3), (4, 3), (5, 6), (6, 9), (7, 11), (8, 11), (99, 11)] {
            assert_eq!(line.offset_at(text, column), offset, "column {column}");
        }
        for (offset, column) in
            [(0, 2), (1, 2), (3, 3), (6, 5), (7, 6), (8, 6), (9, 6), (11, 7), (14, 8), (99, 8)]
        {
            assert_eq!(line.cell_of(text, offset), column, "offset {offset}");
        }
    }
}
