//! As much as fits: where words that are too long, and lines that are kept as they are, get broken.

use super::cluster::{Blanks, Cluster, clusters};
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
/// Where blanks are kept it ends before a line end, and the next piece starts after that; and it ends between two words
/// or beside a cluster of several cells, if there is such a place behind its first word.
pub(super) fn fitting(text: &str, span: Span, width: u16, blanks: Blanks) -> Piece {
    let mut piece = Piece { span: Span::empty(span.start), width: 0, next: span.end };
    let mut used: u16 = 0;
    let mut between: Option<Piece> = None;
    let mut before = None;
    for cluster in clusters(text, span, blanks) {
        let end = used.saturating_add(cluster.width);
        if blanks == Blanks::Kept && cluster.span.of(text).starts_with('\n') {
            piece.next = cluster.span.end;
            break;
        }
        let parts = before.is_some_and(|before| parts(before, cluster));
        if blanks == Blanks::Kept && parts && !piece.span.is_empty() {
            between = Some(Piece { next: cluster.span.start, ..piece });
        }
        before = Some(cluster);
        // Blanks behind words belong to no line.
        let passes = blanks == Blanks::Kept && cluster.blank && !piece.span.is_empty();
        if used > 0 && end > width && !passes {
            piece.next = cluster.span.start;
            return between.unwrap_or(piece);
        }
        used = end;
        if !cluster.blank {
            piece.span.end = cluster.span.end;
            piece.width = used;
        }
    }
    piece
}

/// Whether a line may end between these two, of which the second is drawn: behind a blank, and beside what takes several
/// cells, as in writing without blanks.
fn parts(before: Cluster<'_>, behind: Cluster<'_>) -> bool {
    !behind.blank && (before.blank || before.width > 1 || behind.width > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("one two", 5, Blanks::Kept, "one", 4),
            ("one two", 3, Blanks::Kept, "one", 4),
            ("one \ntwo", 3, Blanks::Kept, "one", 5),
            ("one \u{2060}.", 4, Blanks::Kept, "one", 4),
            ("one  two", 6, Blanks::Kept, "one", 5),
            ("  onetwo", 5, Blanks::Kept, "  one", 5),
            ("one twothree", 20, Blanks::Kept, "one twothree", 12),
            ("a 中中中", 6, Blanks::Kept, "a 中中", 8),
            ("one two", 5, Blanks::Folded, "one t", 5),
        ] {
            let piece = fitting(text, Span::new(0, text.len()), width, blanks);
            assert_eq!((piece.span.of(text), piece.next), (taken, next), "{text:?} in {width}");
        }
    }

    proptest! {
        #[test]
        fn kept_lines_have_all_words_and_fit(text in "([a-z\u{e9}\u{4e2d}]{0,9}[ \n\t]{0,3}){0,9}", width in 1u16..12) {
            let (mut place, mut words) = (0, String::new());
            while place < text.len() {
                let piece = fitting(&text, Span::new(place, text.len()), width, Blanks::Kept);
                let drawn = clusters(&text, piece.span, Blanks::Kept);
                prop_assert!(piece.next > place && piece.span.start == place);
                prop_assert!(piece.width <= width || drawn.clone().filter(|cluster| !cluster.blank).count() <= 1);
                prop_assert_eq!(drawn.map(|cluster| cluster.width).sum::<u16>(), piece.width);
                words.push_str(piece.span.of(&text));
                place = piece.next;
            }
            let bare = |words: &str| words.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&words), bare(&text));
        }
    }
}
