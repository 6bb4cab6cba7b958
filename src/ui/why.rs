//! Why this speaker: the answer beside the quotation, its words lit as on the page.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::beside;
use crate::app::keymap::Context;
use crate::app::why::{LABEL, Why, is_wide};

/// What the lower border names keys for.
const HINTS: &[(Action, &str)] = &[
    (Action::NextInRing, "next"),
    (Action::Reattribute, "another speaker"),
    (Action::NotQuotation, "no quotation"),
    (Action::LineDown, "more"),
];

/// Paints the answer.
pub(super) fn paint(model: &Model, why: &Why, painter: &mut Painter<'_>) {
    let place = why.place(model);
    let area = place.area;
    painter.frame_beside(place, &format!("Why {}?", why.reason.voice));
    if area.width < 5 || area.height == 0 {
        return;
    }
    let width = beside::width(model);
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let words_at = if is_wide(width) { left + LABEL } else { left };
    let rows = why.rows(width);
    for ((label, pieces), y) in rows.iter().skip(why.top).take(usize::from(place.inner)).zip(area.y + 1..) {
        if let Some(label) = label.filter(|_| is_wide(width)) {
            painter.words(strip(left, y, words_at), label, painter.theme.key);
        }
        let mut x = words_at;
        for (words, part) in pieces {
            x = painter.words(strip(x, y, end), words, Style::new().patch(painter.theme.lit(*part)));
        }
    }
    let is_more = rows.len() > why.top + usize::from(place.inner);
    if is_more && place.inner > 0 {
        painter.sign(end, area.y + place.inner, '↓', painter.theme.frame);
    }
    if place.is_framed {
        hints(model, painter, (left, area.y + area.height - 1, end), is_more);
    }
}

/// Names keys in the lower border, as far as they fit.
fn hints(model: &Model, painter: &mut Painter<'_>, (left, y, end): (u16, u16, u16), is_more: bool) {
    let wanted = HINTS.iter().filter(|(action, _)| is_more || *action != Action::LineDown);
    let mut x = left;
    for (action, words) in wanted {
        let Some(key) = model.keymap.key_for(Context::Why, *action) else { continue };
        let words = format!(" {words} ");
        let cells = key.chars().count() + words.len() + 1;
        if usize::from(x) + cells > usize::from(end) {
            return;
        }
        let behind = painter.words(strip(x, y, end), &format!(" {key}"), painter.theme.key);
        x = painter.words(strip(behind, y, end), &words, painter.theme.status);
    }
}
