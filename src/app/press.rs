//! From keys to actions: counts, runs of keys, letters that belong to an action.

use super::action::Action;
use super::effect::Effect;
use super::key::{Code, Key};
use super::keymap::{Context, Meaning};
use super::model::{Model, Screen};
use super::overlay;
use super::painting;
use super::typing_ahead;
use super::update::{act, carry_out};

/// No count is larger than this.
const LARGEST_COUNT: usize = 9_999_999;

/// A key: part of a count, part of a run of keys, an action, or a letter of a note.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    let context = model.context();
    if let Some(effects) = painting::answer(model, key) {
        return effects;
    }
    if let Some(action) = model.pending.letter_for.take() {
        return letter(model, action, key);
    }
    if typing_ahead::keep(model, key) {
        return Vec::new();
    }
    if let Some(effects) = count(model, context, key) {
        return effects;
    }
    model.pending.keys.push(key);
    match model.keymap.meaning(context, &model.pending.keys) {
        Meaning::Prefix => Vec::new(),
        Meaning::Action(action) => {
            let times = std::mem::take(&mut model.pending).count;
            if action.takes_letter() && model.overlays.is_empty() && model.reader().is_some() {
                model.pending.letter_for = Some(action);
                return Vec::new();
            }
            act(model, action, times)
        }
        Meaning::Nothing => {
            let typed = std::mem::take(&mut model.pending).keys;
            overlay::type_keys(model, &typed);
            Vec::new()
        }
    }
}

/// The letter of a mark. Any other key leaves it at that.
fn letter(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    let (Some(letter), Screen::Reader(reader)) = (key.typed(), &mut model.screen) else {
        return Vec::new();
    };
    let outcome = reader.with_letter(action, letter);
    carry_out(model, outcome)
}

/// A digit before an action is part of its count, unless the keymap gives it a meaning of its own there.
fn count(model: &mut Model, context: Context, key: Key) -> Option<Vec<Effect>> {
    let digit = match key.code {
        Code::Char(c) if !key.ctrl && !key.alt && !context.takes_words() => c.to_digit(10)?,
        _ => return None,
    };
    let starts = model.pending.count.is_none();
    let is_bound = model.keymap.meaning(context, &[key]) != Meaning::Nothing;
    if !model.pending.keys.is_empty() || (starts && (digit == 0 || is_bound)) {
        return None;
    }
    let so_far = model
        .pending
        .count
        .unwrap_or(0)
        .saturating_mul(10)
        .saturating_add(usize::try_from(digit).unwrap_or(0));
    model.pending.count = Some(so_far.min(LARGEST_COUNT));
    Some(Vec::new())
}
