//! A note being written, at the bottom of the page.

use ratatui::style::Style;

use super::paint::{Painter, set, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::editor::Editor;
use crate::app::geometry::{Size, note_area};
use crate::app::keymap::Context;
use crate::app::screen::reader::Writing;
use crate::layout::{Row, Top, clusters};

/// Paints the note; gives where its cursor stands.
pub(super) fn paint(
    model: &Model,
    writing: &Writing,
    editor: &Editor,
    painter: &mut Painter<'_>,
    size: Size,
) -> Option<(u16, u16)> {
    let area = note_area(size);
    let about = model.reader().map_or("", |reader| writing.about.of(reader.article.text()));
    let key = model.keymap.key_for(Context::Note, Action::SaveNote).unwrap_or_default();
    painter.frame(area, &format!("Note on {} · {key} saves", shortened(about)));
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let (top, height) = (area.y + 1, area.height.saturating_sub(2));
    // A mark behind the text gives the cursor a line of its own after a line end.
    let (safe, mut page) = set(&format!("{}\u{2060}.", editor.text()), end.saturating_sub(left).max(1));
    let here = page.line_at(editor.cursor());
    let rows_down = page.distance(Top::default(), editor.cursor(), u16::MAX).unwrap_or(0);
    let above = rows_down - isize::try_from(height.max(1)).unwrap_or(1) + 1;
    let first = page.scroll(Top::default(), above.max(0), height);
    let rows = page.rows_from(first, height);
    let mut cursor = None;
    for (line, y) in rows.iter().zip(top..).filter_map(|(row, y)| Row::line(row).map(|line| (line, y))) {
        let written = crate::span::Span::new(
            line.span.start,
            line.span.end.min(editor.text().len()).max(line.span.start),
        );
        painter.clusters(strip(left, y, end), clusters(&safe, written, line.blanks), Style::new());
        if here.as_ref().is_some_and(|here| here.span == line.span) {
            cursor = Some((left + line.cell_of(&safe, editor.cursor()).min(end.saturating_sub(left + 1)), y));
        }
    }
    cursor
}

fn shortened(words: &str) -> String {
    const LONGEST: usize = 32;
    let flat: Vec<&str> = words.split_whitespace().collect();
    let flat = flat.join(" ");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    format!("{}…", flat.chars().take(LONGEST - 1).collect::<String>())
}
