//! What the keys do in the chart of who speaks where.

use super::action::Action;
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::screen::chart;
use super::update::carry_out;

/// Opens the chart.
pub(super) fn open(model: &mut Model) {
    let Some(reader) = model.reader() else { return };
    match &reader.analysis {
        None => model.tell("still listening for voices; try again in a moment"),
        Some(analysis) if analysis.quotations.is_empty() => model.tell("no quotations were found here"),
        Some(_) => {
            let opened = chart::Model::open(reader);
            model.overlays.push(Overlay::Chart(opened));
            settle(model);
        }
    }
}

/// Carries out an action of the chart.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Vec<Effect> {
    let size = model.size;
    let (Screen::Reader(reader), Some(Overlay::Chart(shown))) =
        (&mut model.screen, model.overlays.last_mut())
    else {
        return Vec::new();
    };
    let drawn = shown.chart(reader, size);
    match (action, drawn) {
        (Action::Close, _) | (_, None) => {
            model.overlays.pop();
            Vec::new()
        }
        (Action::Choose, Some((_, chart))) => {
            let picked = reader.analysis.as_ref().and_then(|analysis| shown.picked(analysis, &chart));
            model.overlays.pop();
            let Some((speaker, place)) = picked else { return Vec::new() };
            let outcome = reader.walk_from(speaker, place);
            carry_out(model, outcome)
        }
        (_, Some(drawn)) => {
            shown.act(action, times, &drawn);
            Vec::new()
        }
    }
}

/// Brings the picked row into sight.
fn settle(model: &mut Model) {
    act(model, Action::LineDown, 0);
}
