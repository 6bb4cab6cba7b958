//! Keys that change how the page looks, and keep it for the next time.

use super::action::Action;
use super::effect::Effect;
use super::model::{Model, Screen};
use super::preferences::Choice;

/// Carries out an action that changes a choice; `None` for any other.
pub(super) fn choose(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    const STEP: i16 = 4;
    let choice = match action {
        Action::Wider => return Some(widen(model, STEP)),
        Action::Narrower => return Some(widen(model, -STEP)),
        Action::UsualWidth => {
            model.preferences.width = model.usual.width;
            set_anew(model);
            model.tell(format!("{} cells wide", model.preferences.width));
            return Some(vec![Effect::KeepChoice(Choice::Width, None)]);
        }
        Action::ToggleEdge => Choice::Edge,
        Action::ToggleHyphens => Choice::Hyphens,
        Action::NextSpacing => Choice::Spacing,
        Action::ToggleIndent => Choice::Paragraphs,
        Action::ToggleHanging => Choice::Marks,
        Action::ToggleMap => Choice::Map,
        Action::ToggleZen => Choice::Zen,
        Action::ToggleRuler => Choice::Ruler,
        Action::NextTheme => {
            let here = model.themes.iter().position(|name| *name == model.preferences.theme);
            let next = here.map_or(0, |here| (here + 1) % model.themes.len());
            let theme = model.themes.get(next).cloned().unwrap_or_default();
            return Some(take(model, Choice::Theme, &theme));
        }
        _ => return None,
    };
    let value = model.preferences.next_value(choice);
    Some(take(model, choice, &value))
}

/// Takes a value for a choice, and says so; a value that there is not changes nothing.
pub(super) fn take(model: &mut Model, choice: Choice, value: &str) -> Vec<Effect> {
    let is_known = choice != Choice::Theme || model.themes.iter().any(|name| name == value);
    match model.preferences.choose(choice, value) {
        Ok(()) if !is_known => {
            model.tell(format!("there is no theme “{value}”; there are {}", model.themes.join(", ")));
            Vec::new()
        }
        Ok(()) => {
            set_anew(model);
            model.tell(format!("{}: {value}", choice.description()));
            let keep = Effect::KeepChoice(choice, Some(value.to_owned()));
            let keys = (choice == Choice::Keymap).then_some(Effect::ReadKeys(model.preferences.keymap));
            std::iter::once(keep).chain(keys).collect()
        }
        Err(why) => {
            model.tell(why);
            Vec::new()
        }
    }
}

fn widen(model: &mut Model, cells: i16) -> Vec<Effect> {
    model.preferences.widen(cells);
    set_anew(model);
    let width = model.preferences.width;
    model.tell(format!("{width} cells wide"));
    vec![Effect::KeepChoice(Choice::Width, Some(width.to_string()))]
}

/// Sets the open article as is chosen now.
fn set_anew(model: &mut Model) {
    let size = model.size;
    if let Screen::Reader(reader) = &mut model.screen {
        reader.resize(size, &model.preferences);
    }
}
