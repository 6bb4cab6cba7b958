//! A note whose words the article has changed: the old sentence and the new one beside the page.

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::action::Action;
use crate::app::answer::{LABEL, is_wide};
use crate::app::beside;
use crate::app::keymap::Context;
use crate::app::reviewing::{Reviewing, Side};

/// What the lower border names keys for.
const HINTS: &[(Action, &str)] = &[
    (Action::ConfirmPlace, "it belongs here"),
    (Action::DiscardPlace, "its words are gone"),
    (Action::NextInRing, "next"),
];

/// Paints the review.
pub(super) fn paint(model: &Model, shown: &Reviewing, painter: &mut Painter<'_>) {
    let place = shown.area(model);
    let area = place.area;
    let (number, count) = shown.place;
    painter.frame_beside(place, &format!("Note {number} of {count} to review"));
    if area.width < 5 || area.height == 0 {
        return;
    }
    let width = beside::width(model);
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let words_at = if is_wide(width) { left + LABEL } else { left };
    let rows = shown.rows(width);
    for ((label, pieces), y) in rows.iter().skip(shown.top).take(usize::from(place.inner)).zip(area.y + 1..) {
        if let Some(label) = label.filter(|_| is_wide(width)) {
            painter.words(strip(left, y, words_at), label, painter.theme.key);
        }
        let mut x = words_at;
        for (words, side) in pieces {
            let style = match side {
                Side::Both => painter.theme.page,
                Side::Old => painter.theme.page.patch(painter.theme.alarm),
                Side::New => painter.theme.page.patch(painter.theme.found),
            };
            x = painter.words(strip(x, y, end), words, style);
        }
    }
    if rows.len() > shown.top + usize::from(place.inner) && place.inner > 0 {
        painter.sign(end, area.y + place.inner, '↓', painter.theme.frame);
    }
    if place.is_framed {
        painter.hints(model, (Context::Review, HINTS), strip(left, area.y + area.height - 1, end));
    }
}
