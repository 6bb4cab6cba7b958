//! Who speaks, as a list over the page.

use ratatui::style::Style;

use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, inner_height, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::speakers;
use crate::export::voice_sign::sign_of;
use crate::export::{Voice, counted};

/// Paints the list of speakers.
pub(super) fn paint(model: &Model, shown: speakers::Model, painter: &mut Painter<'_>, size: Size) {
    let Some(analysis) = model.reader().and_then(|reader| reader.analysis.as_ref()) else {
        return;
    };
    let lines = speakers::lines(analysis);
    let area = overlay(size, WIDEST, lines.len());
    painter.frame(area, "Who speaks");
    let (left, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
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
        let counts = counts(line, end.saturating_sub(left));
        let counts_start = end
            .saturating_sub(u16::try_from(counts.chars().count()).unwrap_or(0))
            .max(left + 2);
        painter.words(
            strip(left + 2, y, counts_start.saturating_sub(1)),
            &line.name,
            voice.patch(style),
        );
        painter.words(strip(counts_start, y, end), &counts, style);
    }
}

/// Quotations, words and the share of all quoted words, where there is room.
fn counts(voice: &Voice<'_>, room: u16) -> String {
    let share = format!("{:.0}%", voice.share * 100.0);
    let quotations = counted(voice.quotations, "quotation");
    match room {
        0..=23 => voice.quotations.to_string(),
        24..=51 => format!("{:>3} {share:>4}", voice.quotations),
        _ => format!("{quotations:>13} {:>12} {share:>4}", counted(voice.words, "word")),
    }
}
