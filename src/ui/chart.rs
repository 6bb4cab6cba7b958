//! Who speaks where: a row of blocks for each voice, solid where it is quoted, shaded where it is reported.

use ratatui::style::Style;

use super::list;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Area, Size};
use crate::app::screen::chart::{self, Chart, Columns, Row, Said, columns, scale_height};
use crate::export::counted;

/// How much of a part is quoted, in eighths.
const SOLID: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// How much of a part is reported, in thirds.
const SHADED: [char; 3] = ['░', '▒', '▓'];

/// Paints the chart.
pub(super) fn paint(model: &Model, shown: &chart::Model, painter: &mut Painter<'_>, size: Size) {
    let Some((area, chart)) = model.reader().and_then(|reader| shown.chart(reader, size)) else {
        return;
    };
    painter.frame(area, "Who speaks where: █ quoted ▒ reported");
    if area.height < 3 || area.width < 8 {
        return;
    }
    let columns = columns(area);
    let part = chart.part_of(shown.place());
    let scale = scale_height(area);
    let below = Area { y: area.y + scale, height: area.height - scale, ..area };
    list::lines(painter, below, shown.list, chart.rows.len(), |painter, index, line| {
        if let Some(row) = chart.rows.get(index) {
            self::row(painter, line, (row, &chart), columns);
        }
    });
    if scale > 0 {
        self::scale(painter, area, part, columns);
    }
    if let Some(row) = chart.rows.get(shown.list.picked) {
        let end = area.x + area.width - 2;
        painter.words(
            strip(area.x + 2, area.y + area.height - 1, end),
            &told(row, &chart, part),
            painter.theme.status,
        );
    }
}

fn row(painter: &mut Painter<'_>, line: list::Line, (row, chart): (&Row, &Chart), columns: Columns) {
    let start = line.left + 2 + columns.name + 1;
    list::voice(painter, line, start - 1, row.sign, &row.name);
    let voice = row.sign.map_or(painter.theme.unknown, |sign| painter.theme.voice(sign));
    let behind = start.saturating_add(columns.parts).min(line.end);
    for (cell, x) in row.cells.iter().zip(start..behind) {
        painter.sign(x, line.y, block(*cell, chart.words_a_part), voice.patch(line.style));
    }
    let numbers = match columns.numbers {
        0 => return,
        numbers if numbers < 10 => format!("{:>width$}", row.all.words(), width = usize::from(numbers)),
        _ => format!("{:>7} {:>9}", row.all.quoted, row.all.reported),
    };
    painter.words(strip(behind, line.y, line.end), &numbers, line.style);
}

/// Solid where most is quoted, shaded where most is reported, as high or as dark as much of the part is theirs.
fn block(said: Said, words_a_part: usize) -> char {
    if said.words() == 0 {
        return ' ';
    }
    let blocks: &[char] = if said.quoted >= said.reported { &SOLID } else { &SHADED };
    let level = (said.words() * blocks.len()).div_ceil(words_a_part).clamp(1, blocks.len());
    blocks.get(level - 1).copied().unwrap_or('█')
}

/// The percentages over the parts, the picked part, and what the numbers are.
fn scale(painter: &mut Painter<'_>, area: Area, part: usize, columns: Columns) {
    let (left, end, y) = (area.x + 2, area.x + area.width - 2, area.y + 1);
    let start = left + 2 + columns.name + 1;
    let behind = (start + columns.parts).min(end);
    let style = painter.theme.byline;
    let at = start.saturating_add(u16::try_from(part).unwrap_or(u16::MAX)).min(behind - 1);
    for (label, x, least) in
        [("0%", start, 0), ("50%", start + columns.parts / 2, 15), ("100%", behind.saturating_sub(4), 8)]
    {
        // The sign of the picked part stands in place of a label rather than in it.
        let is_free = !(x..x + 4).contains(&at);
        if columns.parts >= least && is_free {
            painter.words(strip(x, y, behind), label, style);
        }
    }
    let heads = match columns.numbers {
        0 => String::new(),
        numbers if numbers < 10 => format!("{:>width$}", "words", width = usize::from(numbers)),
        _ => format!("{:>7} {:>9}", "quoted", "reported"),
    };
    painter.words(strip(behind, y, end), &heads, style);
    painter.sign(at, y, '▼', Style::new());
}

/// The picked voice in the picked part, in words.
fn told(row: &Row, chart: &Chart, part: usize) -> String {
    let cell = row.cells.get(part).copied().unwrap_or_default();
    let (from, until) = chart.percent_of(part);
    let here = counted(cell.words(), "word");
    let (all, quoted, reported) = (row.all.words(), row.all.quoted, row.all.reported);
    format!(" {from}–{until}%: {here} of {all} · {} ({quoted} quoted, {reported} reported) ", row.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_tells_how_much_and_of_which_kind() {
        for (quoted, reported, expected) in [
            (0, 0, ' '),
            (1, 0, '▁'),
            (20, 0, '█'),
            (99, 0, '█'),
            (10, 0, '▄'),
            (0, 1, '░'),
            (0, 20, '▓'),
            (5, 6, '▒'),
        ] {
            assert_eq!(block(Said { quoted, reported }, 20), expected, "{quoted}+{reported}");
        }
    }
}
