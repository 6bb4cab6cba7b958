//! Keys typed too early. Those typed while an article is being opened are kept and mean on its page what they mean
//! there, once it is there; those that go to a voice are kept until the voices are found. Who knows what they want need
//! not wait for a slow disk, nor press twice.

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::keymap::{Context, Meaning};
use super::model::Model;
use super::press::press;
use super::update::act;

/// So many keys are kept. Who leans on the keyboard means none of them.
const MOST: usize = 64;

/// Keeps a key that has no meaning until the article is there, or that was typed behind such a key. What ends the
/// waiting never waits.
pub(super) fn keep(model: &mut Model, key: Key) -> bool {
    if model.context() != Context::Opening {
        return false;
    }
    let keys: Vec<Key> = model.pending.keys.iter().copied().chain([key]).collect();
    let is_first = model.typed_ahead.is_empty();
    match model.keymap.meaning(Context::Opening, &keys) {
        Meaning::Action(Action::GiveUp | Action::Quit | Action::Suspend | Action::Redraw) => return false,
        Meaning::Action(_) | Meaning::Prefix if is_first => return false,
        _ => {}
    }
    model.pending.keys.clear();
    model.typed_ahead.extend(keys);
    model.typed_ahead.truncate(MOST);
    true
}

/// Presses the keys that were kept, now that the article is there.
pub(super) fn catch_up(model: &mut Model) -> Vec<Effect> {
    let begun = std::mem::take(&mut model.pending.keys);
    let keys = std::mem::take(&mut model.typed_ahead);
    keys.into_iter().chain(begun).flat_map(|key| press(model, key)).collect()
}

/// Keeps an action that needs to know who speaks. It waits no longer once the reader does something else.
pub(super) fn await_voices(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    model.for_voices.push((action, times));
    model.for_voices.truncate(MOST);
    model.tell("listening for voices …");
    Vec::new()
}

/// Does what waited for the voices, unless the reader is busy with something else.
pub(super) fn voices_came(model: &mut Model) -> Vec<Effect> {
    let waiting = std::mem::take(&mut model.for_voices);
    if waiting.is_empty() || !model.overlays.is_empty() {
        return Vec::new();
    }
    model.notice = None;
    waiting.into_iter().flat_map(|(action, times)| act(model, action, times)).collect()
}
