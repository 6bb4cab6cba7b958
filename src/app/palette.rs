//! The palette: everything that can be done here, found by a few of its letters.

use super::action::Action;
use super::command::{Command, Entry, entries};
use super::editor::Editor;
use super::effect::Effect;
use super::geometry::{inner_height, overlay};
use super::keymap::Context;
use super::list::List;
use super::model::{Model, Overlay};
use super::overlay::WIDEST;
use super::prompt::carry_out_command;
use crate::find::fuzzy;

/// The palette over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The letters typed.
    pub editor: Editor,
    /// The picked line.
    pub list: List,
    /// What fits the letters, what fits best first.
    pub entries: Vec<Entry>,
    /// Where it was opened.
    context: Context,
}

/// The lines that are seen at most.
pub const MOST_SEEN: usize = 14;

/// Opens the palette.
pub(super) fn open(model: &mut Model) {
    let context = model.context();
    let entries = entries(&model.keymap, context, &model.themes);
    let palette = Palette { editor: Editor::default(), list: List::default(), entries, context };
    model.overlays.push(Overlay::Palette(palette));
}

/// Carries out an action of the palette.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let height = inner_height(overlay(model.size, WIDEST, MOST_SEEN + 1)).saturating_sub(1);
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    let count = palette.entries.len();
    match action {
        Action::Close => {
            model.overlays.pop();
        }
        Action::Choose => return choose(model),
        Action::Up => {
            palette.list.act(Action::LineUp, count, height, 1);
        }
        Action::Down | Action::Complete => {
            palette.list.act(Action::LineDown, count, height, 1);
        }
        Action::Erase if palette.editor.text().is_empty() => {
            model.overlays.pop();
        }
        _ => {
            if palette.editor.act(action) {
                changed(model);
            }
        }
    }
    Vec::new()
}

/// Looks for the letters that are typed now.
pub(super) fn changed(model: &mut Model) {
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else { return };
    let all = entries(&model.keymap, palette.context, &model.themes);
    let typed = palette.editor.text();
    let mut scored: Vec<(i32, Entry)> =
        all.into_iter().filter_map(|entry| Some((fuzzy(typed, &entry.words)?, entry))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    palette.entries = scored.into_iter().map(|(_, entry)| entry).collect();
    palette.list = List::default();
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = model.overlays.pop() else {
        return Vec::new();
    };
    let command: Option<Command> =
        palette.entries.into_iter().nth(palette.list.picked).map(|entry| entry.command);
    command.map(|command| carry_out_command(model, command)).unwrap_or_default()
}
