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

/// A click on a row goes where `Enter` would on that row, in the part that was clicked; one beside the chart closes it.
pub(super) fn click(model: &mut Model, (x, y): (u16, u16)) -> Vec<Effect> {
    let size = model.size;
    let (Screen::Reader(reader), Some(Overlay::Chart(shown))) = (&model.screen, model.overlays.last_mut())
    else {
        return Vec::new();
    };
    let Some(drawn) = shown.chart(reader, size) else { return Vec::new() };
    let (area, _) = drawn;
    let is_inside = (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y);
    if !is_inside {
        return act(model, Action::Close, 1);
    }
    if shown.touch((x, y), &drawn) { act(model, Action::Choose, 1) } else { Vec::new() }
}

/// Brings the picked row into sight.
fn settle(model: &mut Model) {
    act(model, Action::LineDown, 0);
}
