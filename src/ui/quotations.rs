//! All quotations, as a list over the page.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::quotations;
use crate::export::voice_sign::sign_of;

/// Paints the list of quotations.
pub(super) fn paint(model: &Model, shown: quotations::Model, painter: &mut Painter<'_>, size: Size) {
    let Some(reader) = model.reader() else { return };
    let Some(analysis) = reader.analysis.as_ref() else {
        return;
    };
    let lines = quotations::lines(&reader.article, analysis, shown.ring);
    let area = overlay(size, WIDEST, lines.len());
    painter.frame(area, "Quotations");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let name_width = (area.width / 3).min(22);
    for (index, y) in shown.list.seen(lines.len(), inner_height(area)).zip(area.y + 1..) {
        let Some(line) = lines.get(index) else { continue };
        let picked = index == shown.list.picked;
        let style = if picked {
            painter.theme.picked
        } else {
            Style::new()
        };
        if picked {
            for x in left.saturating_sub(1)..end.saturating_add(1) {
                painter.symbol(x, y, " ", style);
            }
        }
        let (sign, voice) = line
            .speaker
            .map_or((sign_of(None), painter.theme.unknown), |speaker| {
                (sign_of(Some(speaker)), painter.theme.voice(speaker))
            });
        painter.sign(left, y, sign, voice.patch(style));
        painter.words(
            strip(left + 2, y, left + 2 + name_width),
            &line.name,
            voice.patch(style),
        );
        painter.words(strip(left + 3 + name_width, y, end), &line.words, style);
    }
}
