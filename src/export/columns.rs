//! Text in columns of cells: measured, filled up, shortened, wrapped.

use crate::layout::{Blanks, clusters};
use crate::span::Span;

/// Cells of `text` on one line.
pub(super) fn width(text: &str) -> usize {
    drawn(text).map(|(_, width)| width).sum()
}

/// `text` with blanks behind it, `cells` wide where it is not wider.
pub(super) fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", blanks(cells, text))
}

/// `text` with blanks before it, `cells` wide where it is not wider.
pub(super) fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", blanks(cells, text))
}

/// `text` on one line of at most `cells`; what is left out is an ellipsis.
pub(super) fn shortened(text: &str, cells: usize) -> String {
    // Only as much as can matter is looked at, since the words may be a whole book.
    let mut line = String::new();
    let mut used = 0;
    let mut last = 0;
    let mut fitting = 0;
    for (drawn, width) in drawn(text.trim()) {
        if used + width > cells {
            line.truncate(fitting);
            let kept = line.trim_end().len();
            line.truncate(kept);
            if cells > 0 {
                line.push('…');
            }
            return line;
        }
        used += width;
        line.push_str(drawn);
        if used < cells {
            fitting = line.len();
        }
        last = line.len();
    }
    line.truncate(last);
    line
}

/// `text` on lines of at most `cells`, nothing left out: a line takes the words that it can, and a word that is
/// longer than a line goes on below. Only a single character can be wider.
pub fn wrapped(text: &str, cells: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        if used > 0 && used + 1 + width(word) <= cells {
            line.push(' ');
            used += 1;
        } else if used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        for (drawn, width) in drawn(word) {
            if used > 0 && used + width > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(drawn);
            used += width;
        }
    }
    lines.push(line);
    lines
}

/// `text` with each run of white space as one blank.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blanks(cells: usize, text: &str) -> String {
    " ".repeat(cells.saturating_sub(width(text)))
}

fn drawn(text: &str) -> impl Iterator<Item = (&str, usize)> {
    clusters(text, Span::new(0, text.len()), Blanks::Folded).map(|cluster| {
        let drawn = if cluster.blank && cluster.width > 0 { " " } else { cluster.drawn };
        (drawn, usize::from(cluster.width))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_by_cells_and_says_so() {
        for (text, cells, shown) in [
            ("one two", 7, "one two"),
            ("one two", 6, "one t…"),
            ("one two", 5, "one…"),
            ("one\n\n two", 7, "one two"),
            ("中文字", 5, "中文…"),
            ("中文字", 6, "中文字"),
            ("e\u{301}e\u{301}", 1, "…"),
            ("abc", 0, ""),
            ("", 3, ""),
        ] {
            assert_eq!(shortened(text, cells), shown, "{text:?} {cells}");
            assert!(width(&shortened(text, cells)) <= cells);
        }
    }

    #[test]
    fn fills_up_by_cells() {
        assert_eq!(
            (left("中", 4), right("中", 4), left("abc", 2)),
            ("中  ".into(), "  中".into(), "abc".into())
        );
    }

    #[test]
    fn wraps_without_losing_anything() {
        assert_eq!(
            wrapped("Deputy Attorney  General\nRod Rosenstein", 12),
            ["Deputy", "Attorney", "General Rod", "Rosenstein"]
        );
        assert_eq!(wrapped("Rosenstein", 4).concat(), "Rosenstein");
    }
}
