//! Lists over the page that can be made shorter by typing: the contents, and the help.

use super::action::Action;
use super::effect::Effect;
use super::filter::Filter;
use super::geometry::{inner_height, overlay};
use super::keymap::Context;
use super::list::List;
use super::model::{Model, Overlay, Screen};
use super::overlay::WIDEST;
use super::reviewing;
use super::screen::contents::{self, Asks, Is, Line, Noted, State, TABS, Tab, Voice};
use super::screen::help;
use super::screen::reader::Outcome;
use super::update::carry_out;
use super::voices;
use crate::annotation::Request;

/// Opens the contents at `tab`, or at the first list that has something when none is asked for.
pub(super) fn open(model: &mut Model, tab: Option<Tab>) {
    let Some(reader) = model.reader() else { return };
    if tab.is_some_and(|tab| tab != Tab::Notes) && reader.analysis.is_none() {
        model.tell("still listening for voices; try again in a moment");
        return;
    }
    let has_lines = |tab: &Tab| contents::has_lines(reader, *tab);
    let wanted = match tab {
        Some(tab) => Some(tab).filter(has_lines),
        None => TABS.iter().map(|(tab, _)| *tab).find(has_lines),
    };
    match wanted {
        Some(tab) => {
            let opened = contents::Model::open(reader, tab, Filter::default());
            model.overlays.push(Overlay::Contents(opened));
            settle(model);
        }
        None if tab == Some(Tab::Notes) => model.tell("there are no notes here yet"),
        None if tab.is_some() => model.tell("no quotations were found here"),
        None => model.tell("there are no headings, quotations, notes or links here"),
    }
}

/// Carries out an action of a list with a filter; `None` when the overlay on top is none.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Option<Vec<Effect>> {
    let filter = filter(model)?;
    let is_typing = filter.is_typing;
    if voices::refuses(model, action) {
        return Some(Vec::new());
    }
    if !is_typing && let Some(effects) = voices::act(model, action) {
        return Some(effects);
    }
    if action == Action::Delete && !is_typing {
        return Some(delete(model));
    }
    let filter = self::filter(model)?;
    match action {
        Action::Filter => filter.begin(),
        Action::Close if is_typing => {
            filter.end();
            refill(model);
        }
        Action::Close => {
            model.overlays.pop();
        }
        Action::Choose => return Some(choose(model)),
        Action::NextTab | Action::Complete => turn(model, 1),
        Action::PreviousTab => turn(model, TABS.len() - 1),
        Action::Up => scroll(model, Action::LineUp, times),
        Action::Down => scroll(model, Action::LineDown, times),
        Action::Erase if filter.editor.text().is_empty() => filter.end(),
        _ if is_typing => {
            if filter.editor.act(action) {
                refill(model);
            }
        }
        _ => scroll(model, action, times),
    }
    Some(Vec::new())
}

/// Deletes the picked note.
fn delete(model: &mut Model) -> Vec<Effect> {
    let (Some(reader), Some(Overlay::Contents(shown))) = (model.reader(), model.overlays.last()) else {
        return Vec::new();
    };
    let outcome = match shown.line(shown.list.picked) {
        Some(Line::Note(noted)) => match reader.may_keep() {
            Ok(()) => {
                let said = format!("{} deleted; {} brings it back", noted.kind(), undo_key(model));
                Outcome::Change(Request::Delete(noted.id), said)
            }
            Err(why) => Outcome::Tell(why),
        },
        _ => Outcome::Tell("pick a note first".to_owned()),
    };
    carry_out(model, outcome)
}

fn undo_key(model: &Model) -> String {
    model.keymap.key_for(Context::List, Action::Undo).unwrap_or_default()
}

/// Types into the filter of the list on top; `false` when it has none, or is not being typed into.
pub(super) fn insert(model: &mut Model, words: &str) -> bool {
    let Some(filter) = filter(model).filter(|filter| filter.is_typing) else {
        return false;
    };
    if !words.is_empty() {
        filter.editor.insert(words);
        refill(model);
    }
    true
}

/// Makes the lists anew after what they are made of has changed, and brings the picked line into sight.
pub(super) fn refresh(model: &mut Model) {
    let shown = model.overlays.iter().position(|overlay| matches!(overlay, Overlay::Contents(_)));
    if let Screen::Reader(reader) = &model.screen
        && let Some(Overlay::Contents(old)) = shown.and_then(|shown| model.overlays.get_mut(shown))
    {
        let mut new = contents::Model::open(reader, old.tab, old.filter.clone());
        new.list = old.list;
        if let Some(Line::Voice(voice)) = old.line(old.list.picked) {
            new.pick_voice(&voice.name);
        }
        if let Asks::JoinWith(name) = &old.asks {
            new.asks = Asks::JoinWith(name.clone());
        }
        *old = new;
    }
    settle(model);
}

/// Brings the picked line into sight.
pub(super) fn settle(model: &mut Model) {
    scroll(model, Action::LineDown, 0);
}

fn filter(model: &mut Model) -> Option<&mut Filter> {
    match model.overlays.last_mut()? {
        Overlay::Contents(contents) => Some(&mut contents.filter),
        Overlay::Help(help) => Some(&mut help.filter),
        Overlay::Note(..)
        | Overlay::Export(_)
        | Overlay::Prompt(_)
        | Overlay::Palette(_)
        | Overlay::Naming(_)
        | Overlay::Why(_)
        | Overlay::Review(_)
        | Overlay::Chart(_)
        | Overlay::Comparing(_) => None,
    }
}

/// Makes the list on top anew after something was typed.
fn refill(model: &mut Model) {
    match model.overlays.last_mut() {
        Some(Overlay::Contents(contents)) => {
            contents.sift();
            contents.list = List::default();
        }
        Some(Overlay::Help(help)) => help.list = List::default(),
        _ => {}
    }
    settle(model);
}

/// Shows another list.
fn turn(model: &mut Model, by: usize) {
    if let (Screen::Reader(reader), Some(Overlay::Contents(contents))) =
        (&model.screen, model.overlays.last_mut())
    {
        *contents = contents::Model::open(reader, contents.tab.step(by), contents.filter.clone());
    }
    settle(model);
}

fn scroll(model: &mut Model, action: Action, times: usize) {
    let (size, keymap) = (model.size, &model.keymap);
    match model.overlays.last_mut() {
        Some(Overlay::Help(help)) => {
            let width = help::width(size);
            let height = inner_height(overlay(size, WIDEST, help::count(keymap, help.context, width)));
            let count = help::lines(keymap, help, width).len();
            scroll_help(&mut help.list, action, count, (height, times));
        }
        Some(Overlay::Contents(contents)) => {
            let (_, list) = contents.areas(size);
            let height = inner_height(list);
            contents.list.act(action, contents.shown(), height, times);
        }
        _ => {}
    }
}

/// The help has nothing to pick: its first seen line moves instead.
fn scroll_help(list: &mut List, action: Action, count: usize, (height, times): (u16, usize)) {
    let seen = usize::from(height.max(1));
    let last_top = count.saturating_sub(seen);
    let mut whole = List { picked: list.top, top: 0 };
    whole.act(action, last_top + 1, height, times);
    *list = List { picked: whole.picked, top: whole.picked };
}

/// Enter: walks the picked voice, or goes to the picked place. In the help it only ends typing.
fn choose(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Help(help)) = model.overlays.last_mut() {
        help.filter.is_typing = false;
        return Vec::new();
    }
    if let Some(effects) = voices::choose(model) {
        return effects;
    }
    let Some(Overlay::Contents(shown)) = model.overlays.pop() else {
        return Vec::new();
    };
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    match shown.line(shown.list.picked) {
        Some(Line::Voice(Voice { speaker: Some(speaker), .. })) => {
            let outcome = reader.walk_voice(speaker);
            return carry_out(model, outcome);
        }
        Some(Line::Voice(voice)) if voice.is == Is::Unknown => {
            let outcome = reader.walk_from(None, voice.ends.0);
            return carry_out(model, outcome);
        }
        Some(Line::Note(Noted { id, state: State::ToReview, .. })) => {
            return reviewing::open(model, Some(&id));
        }
        Some(Line::Note(Noted { state: State::Orphan, words, .. })) => {
            model.tell(format!("the article has no such words any more: “{words}”"));
        }
        Some(line) => reader.jump(line.place().unwrap_or(0)),
        None => {}
    }
    Vec::new()
}
