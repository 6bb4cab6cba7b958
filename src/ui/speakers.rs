//! Who speaks, as a list over the page.

use super::list;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::speakers;
use crate::export::{Voice, counted};

/// Paints the list of speakers.
pub(super) fn paint(model: &Model, shown: speakers::Model, painter: &mut Painter<'_>, size: Size) {
    let Some(analysis) = model.reader().and_then(|reader| reader.analysis.as_ref()) else { return };
    let voices = speakers::lines(analysis);
    let area = overlay(size, WIDEST, voices.len());
    list::paint(painter, (area, "Who speaks"), shown.list, voices.len(), |painter, index, line| {
        let Some(voice) = voices.get(index) else { return };
        let counts = counts(voice, line.end.saturating_sub(line.left));
        let width = u16::try_from(counts.chars().count()).unwrap_or(0);
        let start = line.end.saturating_sub(width).max(line.left + 2);
        list::voice(painter, line, start.saturating_sub(1), voice.speaker, voice.name);
        painter.words(strip(start, line.y, line.end), &counts, line.style);
    });
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
