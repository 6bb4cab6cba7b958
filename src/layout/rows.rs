//! The rows of a table, with their cells below each other.

use unicode_width::UnicodeWidthStr as _;

use super::cells;
use super::cluster::Bars;
use super::line::Line;

/// What stands between two cells of a row.
const BAR: &str = " | ";

/// Sets lines that are the rows of a table so that their cells stand below each other, where that fits `width`. Lines are
/// rows when they have equally many cells, bars between them, and no other white space than single blanks: what is in
/// columns already stays as it is.
pub(super) fn align(text: &str, lines: &mut [Line], width: u16) {
    let rows: Vec<Vec<u16>> = lines.iter().map_while(|line| row(text, line)).collect();
    let count = rows.first().map_or(0, Vec::len);
    let is_table = lines.len() > 1
        && rows.len() == lines.len()
        && (2..=Bars::MOST + 1).contains(&count)
        && rows.iter().all(|row| row.len() == count);
    if !is_table {
        return;
    }
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column).copied()).max().unwrap_or(0);
    let mut bars = [0; Bars::MOST];
    let mut start = 0;
    for (column, bar) in bars.iter_mut().enumerate().take(count - 1) {
        let stop = widest(column).saturating_add(start).saturating_add(1);
        let Ok(narrow) = u8::try_from(stop) else { return };
        *bar = narrow;
        start = stop.saturating_add(2);
    }
    if start.saturating_add(widest(count - 1)) > width {
        return;
    }
    for line in lines {
        set(text, line, bars);
    }
}

/// Sets one row. The blank before the first bar is no part of a block whose first cell is empty: that row begins further
/// in instead.
fn set(text: &str, line: &mut Line, bars: [u8; Bars::MOST]) {
    line.bars = Bars(bars);
    if line.span.of(text).starts_with('|') {
        let [first, rest @ ..] = bars;
        line.indent = u16::from(first);
        let behind = rest.map(|bar| bar.saturating_sub(first));
        // The bar that the row begins with is counted too.
        let mut shifted = [0; Bars::MOST];
        for (bar, stop) in shifted.iter_mut().skip(1).zip(behind) {
            *bar = stop;
        }
        line.bars = Bars(shifted);
    }
    line.width = line.clusters(text).fold(0, |width, cluster| width.saturating_add(cluster.width));
}

/// The widths of the cells of a row; `None` for a line that is none, or only a part of one.
fn row(text: &str, line: &Line) -> Option<Vec<u16>> {
    let words = line.span.of(text);
    let behind = text.get(line.span.end..)?.trim_start_matches(' ');
    let is_whole = behind.is_empty() || behind.starts_with('\n');
    let starts = text.get(..line.span.start)?.trim_end_matches(' ');
    let is_begun = starts.is_empty() || starts.ends_with('\n');
    let is_plain = !words.contains("  ") && !words.contains('\t');
    if !(is_whole && is_begun && is_plain) {
        return None;
    }
    // Blanks at the ends of a row may have been left out with an empty cell.
    let padded = format!(
        "{}{words}{}",
        if words.starts_with("| ") { " " } else { "" },
        if words.ends_with(" |") { " " } else { "" }
    );
    let row: Vec<u16> = padded.split(BAR).map(|cell| cells(cell.width())).collect();
    (row.len() > 1 && words.matches('|').count() == row.len() - 1).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn drawn(text: &str, width: u16) -> String {
        let mut start = 0;
        let line = |row: &str| {
            let span = Span::new(start, start + row.len());
            start = span.end + 1;
            Line { span, blanks: super::super::Blanks::Kept, ..Line::default() }
        };
        let mut lines: Vec<Line> = text.split('\n').map(line).collect();
        align(text, &mut lines, width);
        let draw = |line: &Line| {
            let words: String = line.clusters(text).map(|cluster| cluster.drawn).collect();
            format!("{}{words}", " ".repeat(usize::from(line.indent)))
        };
        lines.iter().map(draw).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn cells_stand_below_each_other_where_they_fit() {
        for (text, width, expected) in [
            ("Name | Votes\nAda Moore | 12", 40, "Name      | Votes\nAda Moore | 12"),
            ("Name | Votes\nAda Moore | 12", 16, "Name | Votes\nAda Moore | 12"),
            (
                "a | b | c\nlong | x | \n | longer | y",
                40,
                "a    | b      | c\nlong | x      | \n     | longer | y",
            ),
            ("| 2019 | 2020\nVotes | 1 | 2", 40, "      | 2019 | 2020\nVotes | 1    | 2"),
            ("中 | b\nabc | d", 40, "中  | b\nabc | d"),
            ("a | b\nc", 40, "a | b\nc"),
            ("a  | b\ncd | e", 40, "a  | b\ncd | e"),
            ("one | line", 40, "one | line"),
        ] {
            assert_eq!(drawn(text, width), expected, "{text}");
        }
    }

    #[test]
    fn cells_of_the_screen_and_bytes_still_agree() {
        let text = "Name | Votes\nAda Moore | 12";
        let mut lines = [(0, 12), (13, 27)].map(|(start, end)| Line {
            span: Span::new(start, end),
            blanks: super::super::Blanks::Kept,
            ..Line::default()
        });
        align(text, &mut lines, 40);
        let votes = text.find("Votes").unwrap();
        assert_eq!((lines[0].cell_of(text, votes), lines[0].offset_at(text, 12)), (12, votes));
        assert_eq!(lines[0].width, 17);
    }
}
