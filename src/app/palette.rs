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
        all.into_iter().filter_map(|entry| Some((fits(typed, &entry)?, entry))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    palette.entries = scored.into_iter().map(|(_, entry)| entry).collect();
    palette.list = List::default();
}

/// How well the letters fit a line, by what it says or by one of the other words that it is found by.
fn fits(typed: &str, entry: &Entry) -> Option<i32> {
    let sought = entry.sought.split(' ').filter(|word| !word.is_empty());
    fuzzy(typed, &entry.words).into_iter().chain(sought.filter_map(|word| fuzzy(typed, word))).max()
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = model.overlays.pop() else {
        return Vec::new();
    };
    let command: Option<Command> =
        palette.entries.into_iter().nth(palette.list.picked).map(|entry| entry.command);
    command.map(|command| carry_out_command(model, command)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Keymap;

    #[test]
    fn what_is_done_is_found_by_its_names() {
        let all = entries(&Keymap::shipped(), Context::Reader, &[]);
        for (typed, action) in [
            ("export", Action::Export),
            ("cite", Action::Cite),
            ("undo", Action::Undo),
            ("tag", Action::Tag),
            ("note", Action::Note),
            ("bookmark", Action::Bookmark),
            ("compare", Action::Changes),
            ("yanklink", Action::YankLink),
        ] {
            let best = all.iter().max_by_key(|entry| (fits(typed, entry), std::cmp::Reverse(&entry.words)));
            let score = all.iter().find(|entry| entry.command == Command::Act(action, None));
            let score = score.and_then(|entry| fits(typed, entry));
            assert!(score.is_some() && score == best.and_then(|best| fits(typed, best)), "{typed}: {best:?}");
        }
    }
}
