//! Why this speaker: the answer beside the quotation, its words lit as on the page.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::answer::{LABEL, is_wide};
use crate::app::beside;
use crate::app::keymap::Context;
use crate::app::why::Why;

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
        let hints = if is_more { HINTS } else { HINTS.split_last().map_or(HINTS, |(_, rest)| rest) };
        painter.hints(model, (Context::Why, hints), strip(left, area.y + area.height - 1, end));
    }
}
