//! All quotations, as a list over the page.

use super::list;
use super::paint::{Painter, strip};
use crate::app::Model;
use crate::app::geometry::{Size, overlay};
use crate::app::overlay::WIDEST;
use crate::app::screen::quotations;

/// Paints the list of quotations.
pub(super) fn paint(model: &Model, shown: quotations::Model, painter: &mut Painter<'_>, size: Size) {
    let Some(reader) = model.reader() else { return };
    let Some(analysis) = reader.analysis.as_ref() else { return };
    let quotations = quotations::lines(&reader.article, analysis, shown.ring);
    let area = overlay(size, WIDEST, quotations.len());
    let name_width = (area.width / 3).min(22);
    list::paint(painter, (area, "Quotations"), shown.list, quotations.len(), |painter, index, line| {
        let Some(quotation) = quotations.get(index) else { return };
        let behind = line.left + 2 + name_width;
        list::voice(painter, line, behind, quotation.speaker, &quotation.name);
        painter.words(strip(behind + 1, line.y, line.end), &quotation.words, line.style);
    });
}
