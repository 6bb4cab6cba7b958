//! What lies over the screen. Lists with a filter are in `panel`, lines being typed in `prompt`, the palette in
//! `palette`, names in `naming`, reasons in `why`; here are notes and formats, and the way to all of them.

use super::action::Action;
use super::charting;
use super::comparing;
use super::drafting;
use super::editor::Editor;
use super::effect::Effect;
use super::exporting;
use super::filter::Filter;
use super::key::Key;
use super::list::List;
use super::model::{Model, Overlay};
use super::naming;
use super::palette;
use super::panel;
use super::problem::Problem;
use super::prompt::{self, Asks};
use super::reviewing;
use super::screen::contents::Tab;
use super::screen::help;
use super::screen::reader::{self, Outcome, Part, Writing};
use super::ticket::Ticket;
use super::update::carry_out;
use super::why;

/// The widest an overlay's text may be, in cells.
pub const WIDEST: u16 = 76;

/// Opens the help, or closes it when it is open.
pub(super) fn toggle_help(model: &mut Model) {
    if matches!(model.overlays.last(), Some(Overlay::Help(_))) {
        model.overlays.pop();
    } else {
        let context = model.context();
        model.overlays.push(Overlay::Help(help::Model {
            context,
            list: List::default(),
            filter: Filter::default(),
        }));
    }
}

/// Opens a note to be written.
pub(super) fn open_note(model: &mut Model, writing: Writing) {
    let editor = drafting::begin(model, &writing);
    model.overlays.push(Overlay::Note(writing, editor));
}

/// Brings back a note that could not be saved, so that no word of it is lost.
pub(super) fn reopen_note(model: &mut Model, ticket: Ticket) {
    if let Some((writing, editor)) = model.unsaved.remove(&ticket)
        && model.reader().is_some()
    {
        drafting::go_on(model, editor.text());
        model.overlays.push(Overlay::Note(writing, editor));
    }
}

/// Takes in what was written outside; the note is still open, so nothing is saved by it.
pub(super) fn edited_outside(model: &mut Model, answer: Result<String, Problem>) {
    match (answer, model.overlays.last_mut()) {
        (Ok(text), Some(Overlay::Note(_, editor))) => *editor = Editor::new(text.trim_end()),
        (Ok(_), _) => {}
        (Err(problem), _) => model.warn(&problem),
    }
}

/// Opens a part of the program over the page.
pub(super) fn open_part(model: &mut Model, part: Part) -> Vec<Effect> {
    match part {
        Part::Export => exporting::open(model),
        Part::Find => prompt::open(model, Asks::Find),
        Part::FindBack => prompt::open(model, Asks::FindBack),
        Part::Matching => prompt::open(model, Asks::Matching),
        Part::Contents => panel::open(model, None),
        Part::Speakers => panel::open(model, Some(Tab::Speakers)),
        Part::Quotations => panel::open(model, Some(Tab::Quotations)),
        Part::Chart => charting::open(model),
        Part::Naming => return naming::open(model, reader::Model::to_attribute),
        Part::Quoting => return naming::open(model, reader::Model::to_quote),
        Part::Why => return why::open(model),
        Part::Review => return reviewing::open(model, None),
        Part::Notes => panel::open(model, Some(Tab::Notes)),
        Part::Library | Part::NextArticle | Part::PreviousArticle => {}
    }
    Vec::new()
}

/// Carries out an action of the overlay on top.
pub(super) fn act(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    let Some(top) = model.overlays.last() else {
        return Vec::new();
    };
    match top {
        Overlay::Note(..) => write(model, action),
        Overlay::Prompt(_) => prompt::act(model, action),
        Overlay::Palette(_) => palette::act(model, action),
        Overlay::Naming(_) => naming::act(model, action),
        Overlay::Why(_) => why::act(model, action, times),
        Overlay::Review(_) => reviewing::act(model, action, times),
        Overlay::Chart(_) => charting::act(model, action, times.unwrap_or(1)),
        Overlay::Comparing(_) => comparing::act(model, action, times.unwrap_or(1)),
        Overlay::Export(_) => exporting::act(model, action, times.unwrap_or(1)),
        Overlay::Contents(_) | Overlay::Help(_) => {
            panel::act(model, action, times.unwrap_or(1)).unwrap_or_default()
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

pub(super) fn insert(model: &mut Model, words: &str) {
    if panel::insert(model, &words.replace(['\r', '\n', '\t'], " ")) {
        return;
    }
    match model.overlays.last_mut() {
        Some(Overlay::Note(_, editor)) => editor.insert(words),
        Some(Overlay::Prompt(prompt)) if !words.is_empty() => {
            prompt.editor.insert(&words.replace(['\r', '\n', '\t'], " "));
            prompt::changed(model);
        }
        Some(Overlay::Palette(palette)) if !words.is_empty() => {
            palette.editor.insert(&words.replace(['\r', '\n', '\t'], " "));
            palette::changed(model);
        }
        Some(Overlay::Naming(naming)) if !words.is_empty() => {
            naming.insert(&words.replace(['\r', '\n', '\t'], " "));
        }
        _ => {}
    }
}

/// An action while a note is being written.
fn write(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Note(_, editor)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    if action == Action::EditOutside {
        let outside = Effect::EditOutside(editor.text().to_owned());
        return drafting::keep_now(model).into_iter().chain([outside]).collect();
    }
    if editor.act(action) {
        return Vec::new();
    }
    let Some(Overlay::Note(writing, editor)) = model.overlays.pop() else {
        return Vec::new();
    };
    if action != Action::SaveNote {
        model.tell("the note was left as it was");
        return drafting::forget(model, &writing).into_iter().collect();
    }
    let change = model.reader().and_then(|reader| reader.written(&writing, editor.text()));
    let Some((request, said)) = change else {
        return drafting::forget(model, &writing).into_iter().collect();
    };
    let effects = carry_out(model, Outcome::Change(request, said));
    if let Some(Effect::Record(ticket, ..)) = effects.first() {
        model.unsaved.insert(*ticket, (writing, editor));
    }
    effects
}
