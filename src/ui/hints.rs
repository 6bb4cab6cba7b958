//! What can be typed next, while something is half typed: keys behind a prefix, letters of marks, ends of a command.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::geometry::{Area, Panes};
use crate::app::key::sequence_name;
use crate::app::prompt::Prompt;
use crate::span::Span;

/// Cells of one column of hints.
const COLUMN: u16 = 38;
/// The most rows of hints.
const ROWS: u16 = 8;

/// Paints what the keys typed so far can go on with.
pub(super) fn keys(model: &Model, painter: &mut Painter<'_>, panes: Panes) {
    let typed = &model.pending.keys;
    if typed.is_empty() {
        return marks(model, painter, panes);
    }
    let context = model.context();
    let going_on = model.keymap.bindings(context).filter(|binding| binding.keys.starts_with(typed));
    let hints: Vec<(String, String)> = going_on
        .map(|binding| {
            let rest = binding.keys.get(typed.len()..).unwrap_or_default();
            (sequence_name(rest), binding.action.description().to_owned())
        })
        .collect();
    paint(painter, panes, (&sequence_name(typed), &hints));
}

/// Paints how a command could go on.
pub(super) fn commands(model: &Model, prompt: &Prompt, painter: &mut Painter<'_>, panes: Panes) {
    let hints: Vec<(String, String)> = prompt
        .completions(model)
        .into_iter()
        .map(|line| {
            let about = Action::named(&line).map(Action::description).unwrap_or_default().to_owned();
            (line, about)
        })
        .collect();
    paint(painter, panes, (":", &hints));
}

/// Paints the marks that there are, while the letter of one is asked for.
fn marks(model: &Model, painter: &mut Painter<'_>, panes: Panes) {
    let (Some(action), Some(reader)) = (model.pending.letter_for, model.reader()) else { return };
    let text = reader.article.text();
    let hints: Vec<(String, String)> = reader
        .marks
        .iter()
        .map(|(letter, place)| {
            let words = Span::new(*place, text.len()).of(text).split_whitespace().take(8);
            (letter.to_string(), words.collect::<Vec<_>>().join(" "))
        })
        .collect();
    paint(painter, panes, (action.name(), &hints));
}

/// Paints hints in columns at the bottom of the page.
fn paint(painter: &mut Painter<'_>, panes: Panes, (title, hints): (&str, &[(String, String)])) {
    let body = panes.body;
    let bottom = if panes.status.height > 0 { panes.status.y } else { body.y + body.height };
    if hints.is_empty() || body.width < 12 || bottom < body.y + 4 {
        return;
    }
    let columns = ((body.width - 4) / COLUMN).max(1);
    let count = u16::try_from(hints.len()).unwrap_or(u16::MAX);
    let rows = count.div_ceil(columns).min(ROWS.min(bottom - body.y - 2));
    let area = Area { x: 0, y: bottom - rows - 2, width: body.width, height: rows + 2 };
    painter.frame(area, title);
    let column_width = (body.width - 4) / columns;
    let keys = hints.iter().map(|(keys, _)| keys.chars().count()).max().unwrap_or(0);
    let keys = u16::try_from(keys).unwrap_or(u16::MAX).min(column_width / 2);
    for (index, (key, words)) in hints.iter().take(usize::from(rows) * usize::from(columns)).enumerate() {
        let index = u16::try_from(index).unwrap_or(0);
        let x = area.x + 2 + index / rows * column_width;
        let y = area.y + 1 + index % rows;
        painter.words(strip(x, y, x + keys), key, painter.theme.key);
        painter.words(strip(x + keys + 1, y, x + column_width - 1), words, Style::new());
    }
    let seen = usize::from(rows) * usize::from(columns);
    if seen < hints.len() {
        let more = format!(" {} more ", hints.len() - seen);
        let x = area.width.saturating_sub(u16::try_from(more.len()).unwrap_or(0) + 2);
        painter.words(strip(x, area.y + area.height - 1, area.width), &more, painter.theme.status);
    }
}
