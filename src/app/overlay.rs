//! What lies over the screen: lists, the help, a note being written, the choice of a format.

use super::action::Action;
use super::editor::Editor;
use super::effect::Effect;
use super::geometry::{inner_height, overlay};
use super::key::Key;
use super::list::List;
use super::model::{Model, Overlay, Screen};
use super::prompt::{self, Asks};
use super::screen::reader::{Outcome, Part, Writing};
use super::screen::{help, quotations, speakers};
use super::ticket::Ticket;
use super::update::{carry_out, export};

/// The widest an overlay's text may be, in cells.
pub const WIDEST: u16 = 76;

/// Opens the help, or closes it when it is open.
pub(super) fn toggle_help(model: &mut Model) {
    if matches!(model.overlays.last(), Some(Overlay::Help(_))) {
        model.overlays.pop();
    } else {
        let context = model.context();
        model.overlays.push(Overlay::Help(help::Model { context, list: List::default() }));
    }
}

/// Opens a note to be written.
pub(super) fn open_note(model: &mut Model, writing: Writing) {
    let editor = Editor::new(&writing.note);
    model.overlays.push(Overlay::Note(writing, editor));
}

/// Brings back a note that could not be saved, so that no word of it is lost.
pub(super) fn reopen_note(model: &mut Model, ticket: Ticket) {
    if let Some((writing, editor)) = model.unsaved.remove(&ticket)
        && model.reader().is_some()
    {
        model.overlays.push(Overlay::Note(writing, editor));
    }
}

/// Opens a list over the page. Lists need the analysis; until it is there, that is said.
pub(super) fn open_list(model: &mut Model, part: Part) {
    let Some(reader) = model.reader() else { return };
    match part {
        Part::Export => return model.overlays.push(Overlay::Export),
        Part::Find => return prompt::open(model, Asks::Find),
        Part::Matching => return prompt::open(model, Asks::Matching),
        _ => {}
    }
    let Some(analysis) = &reader.analysis else {
        model.tell("still listening for voices; try again in a moment");
        return;
    };
    let here = reader.quotation_here();
    let opened = if part == Part::Speakers {
        let speaker = here
            .and_then(|here| analysis.quotations.get(here))
            .and_then(super::super::attribution::Quotation::speaker);
        let lines = speakers::lines(analysis);
        let picked = lines.iter().position(|line| speaker.is_some() && line.speaker == speaker).unwrap_or(0);
        (!lines.is_empty()).then_some(Overlay::Speakers(speakers::Model { list: List::at(picked) }))
    } else {
        let members = reader.ring.members(analysis);
        let after = members.partition_point(|index| Some(*index) <= here);
        let list = List::at(after.saturating_sub(1));
        (!members.is_empty()).then_some(Overlay::Quotations(quotations::Model { ring: reader.ring, list }))
    };
    match opened {
        Some(overlay) => {
            model.overlays.push(overlay);
            settle(model);
        }
        None => model.tell("no quotations were found here"),
    }
}

/// Carries out an action of the overlay on top.
pub(super) fn act(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    let Some(top) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match (top, action) {
        (Overlay::Note(..), _) => write(model, action),
        (Overlay::Prompt(_), _) => prompt::act(model, action),
        (_, Action::Close) => {
            model.overlays.pop();
            Vec::new()
        }
        (Overlay::Export, action) => {
            model.overlays.pop();
            export(model, action)
        }
        (_, Action::Choose) => choose(model),
        _ => {
            scroll(model, action, times.unwrap_or(1));
            Vec::new()
        }
    }
}

/// Keys without a meaning type letters where words are typed; elsewhere they do nothing.
pub(super) fn type_keys(model: &mut Model, keys: &[Key]) {
    let words: String = keys.iter().filter_map(|key| key.typed()).collect();
    insert(model, &words);
}

/// Pasted text goes where words are typed; elsewhere it is no command and does nothing.
pub(super) fn paste(model: &mut Model, words: &str) -> Vec<Effect> {
    insert(model, words);
    Vec::new()
}

fn insert(model: &mut Model, words: &str) {
    match model.overlays.last_mut() {
        Some(Overlay::Note(_, editor)) => editor.insert(words),
        Some(Overlay::Prompt(prompt)) if !words.is_empty() => {
            prompt.editor.insert(&words.replace(['\r', '\n', '\t'], " "));
            prompt::changed(model);
        }
        _ => {}
    }
}

/// Brings the picked lines into sight again after the screen changed.
pub(super) fn settle(model: &mut Model) {
    scroll(model, Action::LineDown, 0);
}

/// How many lines the overlay on top has, if it is a list.
pub fn line_count(model: &Model, overlay: &Overlay) -> usize {
    let analysis = model.reader().and_then(|reader| reader.analysis.as_ref());
    match overlay {
        Overlay::Help(help) => help::lines(&model.keymap, help.context).len(),
        Overlay::Speakers(_) => analysis.map_or(0, |analysis| speakers::lines(analysis).len()),
        Overlay::Quotations(quotations) => {
            analysis.map_or(0, |analysis| quotations.ring.members(analysis).len())
        }
        Overlay::Note(..) | Overlay::Export | Overlay::Prompt(_) => 0,
    }
}

fn scroll(model: &mut Model, action: Action, times: usize) {
    let Some(top) = model.overlays.last() else { return };
    let count = line_count(model, top);
    let height = inner_height(overlay(model.size, WIDEST, count));
    match model.overlays.last_mut() {
        Some(Overlay::Help(help)) => scroll_help(&mut help.list, action, count, height, times),
        Some(
            Overlay::Speakers(speakers::Model { list }) | Overlay::Quotations(quotations::Model { list, .. }),
        ) => {
            list.act(action, count, height, times);
        }
        Some(Overlay::Note(..) | Overlay::Export | Overlay::Prompt(_)) | None => {}
    }
}

/// The help has nothing to pick: its first seen line moves instead.
fn scroll_help(list: &mut List, action: Action, count: usize, height: u16, times: usize) {
    let seen = usize::from(height.max(1));
    let last_top = count.saturating_sub(seen);
    let mut whole = List { picked: list.top, top: 0 };
    whole.act(action, last_top + 1, height, times);
    *list = List { picked: whole.picked, top: whole.picked };
}

/// Enter: walks the picked voice, or goes to the picked quotation.
fn choose(model: &mut Model) -> Vec<Effect> {
    let picked = model.overlays.pop();
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    let Some(analysis) = reader.analysis.clone() else {
        return Vec::new();
    };
    match picked {
        Some(Overlay::Speakers(shown)) => {
            let lines = speakers::lines(&analysis);
            let Some(speaker) = lines.get(shown.list.picked).and_then(|line| line.speaker) else {
                model.tell("these have no known speaker to walk");
                return Vec::new();
            };
            let outcome = reader.walk_voice(speaker);
            carry_out(model, outcome)
        }
        Some(Overlay::Quotations(shown)) => {
            let members = shown.ring.members(&analysis);
            let quotation = members.get(shown.list.picked).and_then(|index| analysis.quotations.get(*index));
            if let Some(quotation) = quotation {
                reader.jump(quotation.hull().start);
            }
            Vec::new()
        }
        Some(Overlay::Help(_) | Overlay::Note(..) | Overlay::Export | Overlay::Prompt(_)) | None => {
            Vec::new()
        }
    }
}

/// An action while a note is being written.
fn write(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Note(_, editor)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    if editor.act(action) {
        return Vec::new();
    }
    let Some(Overlay::Note(writing, editor)) = model.overlays.pop() else {
        return Vec::new();
    };
    if action != Action::SaveNote {
        model.tell("the note was left as it was");
        return Vec::new();
    }
    let change = model.reader().and_then(|reader| reader.written(&writing, editor.text()));
    let Some((request, said)) = change else {
        return Vec::new();
    };
    let effects = carry_out(model, Outcome::Change(request, said));
    if let Some(Effect::Record(ticket, ..)) = effects.first() {
        model.unsaved.insert(*ticket, (writing, editor));
    }
    effects
}
