//! Who said it: letters typed, and the names that have them.

use super::paint::{Painter, strip};
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::naming::{Line, MOST_SEEN, Naming};
use crate::app::overlay::WIDEST;

/// Paints the list; gives where the cursor stands.
pub(super) fn paint(naming: &Naming, painter: &mut Painter<'_>, size: Size) -> Option<(u16, u16)> {
    let area = overlay(size, WIDEST, naming.lines.len().min(MOST_SEEN) + 1);
    painter.frame(area, "Who said it? Pick or type a name");
    if area.height < 3 || area.width < 6 {
        return None;
    }
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let behind = painter.words(strip(left, area.y + 1, end), naming.editor.text(), painter.theme.ring);
    let height = inner_height(area).saturating_sub(1);
    for (index, y) in naming.list.seen(naming.lines.len(), height).zip(area.y + 2..) {
        let Some(line) = naming.lines.get(index) else { continue };
        let is_picked = index == naming.list.picked;
        let style = if is_picked { painter.theme.picked } else { ratatui::style::Style::new() };
        for x in left - 1..=end {
            painter.symbol(x, y, " ", style);
        }
        let words = match line {
            Line::Known(name) => name.clone(),
            Line::New(name) => format!("{name} (a new speaker)"),
            Line::Nobody => "nobody known".to_owned(),
        };
        painter.words(strip(left, y, end), &words, style);
    }
    Some((behind.min(end), area.y + 1))
}
