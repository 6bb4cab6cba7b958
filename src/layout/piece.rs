//! As much as fits: where words that are too long, and lines that are kept as they are, get broken.

use super::cluster::{Blanks, clusters};
use crate::span::Span;

/// What one line can take of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes, without the white space at its end.
    pub(super) span: Span,
    /// Its cells.
    pub(super) width: u16,
    /// Where the next piece starts.
    pub(super) next: usize,
}

/// As much of `span` as fits into `width` cells, but at least one cluster that is drawn.
/// Where blanks are kept it ends before a line end, and the next piece starts after that.
pub(super) fn fitting(text: &str, span: Span, width: u16, blanks: Blanks) -> Piece {
    let mut piece = Piece { span: Span::empty(span.start), width: 0, next: span.end };
    let mut used: u16 = 0;
    for cluster in clusters(text, span, blanks) {
        let end = used.saturating_add(cluster.width);
        if blanks == Blanks::Kept && cluster.span.of(text).starts_with('\n') {
            piece.next = cluster.span.end;
            break;
        }
        if used > 0 && end > width {
            piece.next = cluster.span.start;
            break;
        }
        used = end;
        if !cluster.blank {
            piece.span.end = cluster.span.end;
            piece.width = used;
        }
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_whole_clusters_up_to_the_width() {
        for (text, width, blanks, taken, next) in [
            ("abcdef", 4, Blanks::Folded, "abcd", 4),
            ("a中中", 4, Blanks::Folded, "a中", 4),
            ("中", 1, Blanks::Folded, "中", 3),
            ("e\u{301}e\u{301}", 1, Blanks::Folded, "e\u{301}", 3),
            ("  a \nb", 9, Blanks::Kept, "  a", 5),
            ("\nb", 9, Blanks::Kept, "", 1),
            ("      a", 4, Blanks::Kept, "", 4),
            ("a\tb", 5, Blanks::Kept, "a\tb", 3),
            ("a\tb", 4, Blanks::Kept, "a", 2),
            ("\tb", 2, Blanks::Kept, "", 1),
        ] {
            let piece = fitting(text, Span::new(0, text.len()), width, blanks);
            assert_eq!((piece.span.of(text), piece.next), (taken, next), "{text:?} in {width}");
        }
    }
}
