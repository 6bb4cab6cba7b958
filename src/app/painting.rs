//! Colours of highlights: the digit behind a highlight, and the colour that the next one has.

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::keymap::{Context, Meaning};
use super::model::{Model, Screen};
use super::preferences::Choice;
use super::update::act;
use crate::annotation::Colour;

/// Paints the highlight here when a colour was asked for and `key` says one; `None` for any other key, which means what
/// it means without the question.
pub(super) fn answer(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    if !std::mem::take(&mut model.pending.asks_colour) {
        return None;
    }
    match model.keymap.meaning(Context::Colour, &[key]) {
        Meaning::Action(Action::Paint(colour)) => Some(paint(model, colour)),
        _ => None,
    }
}

/// Paints the highlight that was asked to be painted before it was on the disk.
pub(super) fn catch_up(model: &mut Model) -> Vec<Effect> {
    model.paint_next.take().map(|colour| act(model, Action::Paint(colour), None)).unwrap_or_default()
}

fn paint(model: &mut Model, colour: Colour) -> Vec<Effect> {
    let mut effects = vec![choose(model, colour)];
    if model.said.is_empty() {
        effects.extend(act(model, Action::Paint(colour), None));
    } else {
        model.paint_next = Some(colour);
    }
    effects
}

/// Makes a colour that of the next highlights too.
fn choose(model: &mut Model, colour: Colour) -> Effect {
    model.preferences.colour = colour;
    if let Screen::Reader(reader) = &mut model.screen {
        reader.colour = colour;
    }
    Effect::KeepChoice(Choice::Colour, Some(colour.name().to_owned()))
}
