//! Who said it: letters typed, and the names that have them.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::naming::{Line, Naming};

/// With fewer cells than this for words, the title is only them.
const LEAST_WORDS: usize = 12;

/// Paints the list; gives where the cursor stands.
pub(super) fn paint(model: &Model, naming: &Naming, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let place = naming.place(model);
    let area = place.area;
    let words = model.reader().map_or("", |reader| naming.about.of(reader.article.text()));
    let room = usize::from(area.width).saturating_sub(16);
    let title = match room {
        ..LEAST_WORDS => shortened(words, usize::from(area.width).saturating_sub(6)),
        _ => format!("Who said {}?", shortened(words, room)),
    };
    painter.frame_beside(place, &title);
    if place.inner == 0 || area.width < 6 {
        return None;
    }
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let asked = painter.words(strip(left, area.y + 1, end), "Name: ", painter.theme.key);
    let behind = painter.words(strip(asked, area.y + 1, end), naming.editor.text(), painter.theme.ring);
    let height = place.inner.saturating_sub(1);
    for (index, y) in naming.list.seen(naming.lines.len(), height).zip(area.y + 2..) {
        let Some(line) = naming.lines.get(index) else { continue };
        let is_picked = index == naming.list.picked;
        let style = if is_picked { painter.theme.picked } else { Style::new() };
        for x in left - 1..=end {
            painter.symbol(x, y, " ", style);
        }
        if is_picked {
            painter.sign(left - 1, y, '›', style);
        }
        painter.words(strip(left, y, end), &told(line), style);
    }
    Some((behind.min(end), area.y + 1))
}

fn told(line: &Line) -> String {
    match line {
        Line::Known(name, None) => name.clone(),
        Line::Known(name, Some(alias)) => format!("{name} ({alias})"),
        Line::Now(name) => format!("{name} (as it is)"),
        Line::New(name) => format!("{name} (a new speaker)"),
        Line::Nobody => "nobody known".to_owned(),
    }
}

/// The first words, with a sign where more follow.
fn shortened(words: &str, room: usize) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= room {
        return flat;
    }
    format!("{}…", flat.chars().take(room.saturating_sub(1)).collect::<String>().trim_end())
}
