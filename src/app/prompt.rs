//! A line being typed at the bottom of the screen: words to find.

use super::action::Action;
use super::editor::Editor;
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::screen::reader;
use crate::find::{Kind, Mistake, Query};

/// A line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub asks: Asks,
    /// The line so far.
    pub editor: Editor,
    /// How the line is meant.
    pub kind: Kind,
    /// Why it cannot be understood.
    pub mistake: Option<Mistake>,
    /// How many lines back the recalled one is.
    recalled: usize,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Words to go to.
    Find,
    /// Words that paragraphs must have to be shown.
    Matching,
}

/// Lines that are kept to be recalled.
const MOST_KEPT: usize = 100;

/// Opens the line for words to find.
pub(super) fn open(model: &mut Model, asks: Asks) {
    let kind =
        model.reader().and_then(|reader| reader.search()).map_or(Kind::Words, |search| search.query.kind());
    if let Screen::Reader(reader) = &mut model.screen {
        reader.start_finding();
        let prompt = Prompt { asks, editor: Editor::default(), kind, mistake: None, recalled: 0 };
        model.overlays.push(Overlay::Prompt(prompt));
    }
}

/// Carries out an action of the line.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::Choose => return choose(model),
        Action::Close => {
            model.overlays.pop();
            if let Screen::Reader(reader) = &mut model.screen {
                reader.leave_finding();
            }
            return Vec::new();
        }
        Action::Expression => {
            prompt.kind = if prompt.kind == Kind::Words { Kind::Expression } else { Kind::Words };
        }
        Action::Up => recall(prompt, &model.typed, prompt.recalled + 1),
        Action::Down => recall(prompt, &model.typed, prompt.recalled.saturating_sub(1)),
        Action::Erase if prompt.editor.text().is_empty() => return act(model, Action::Close),
        _ => {
            prompt.editor.act(action);
        }
    }
    changed(model);
    Vec::new()
}

/// Looks for what is typed now.
pub(super) fn changed(model: &mut Model) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() else { return };
    let query = Query::new(prompt.editor.text(), prompt.kind);
    prompt.mistake = query.as_ref().err().cloned();
    if let Screen::Reader(reader) = &mut model.screen {
        reader.look_for(query.ok().flatten());
    }
}

/// Brings back a line typed earlier; the number 0 is a new one.
fn recall(prompt: &mut Prompt, typed: &[String], back: usize) {
    let back = back.min(typed.len());
    let line = typed.len().checked_sub(back).and_then(|place| typed.get(place));
    prompt.recalled = back;
    prompt.editor = Editor::new(line.map_or("", String::as_str));
}

/// Goes to what was found. Nothing typed means the same words as last time.
fn choose(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut()
        && prompt.editor.text().is_empty()
    {
        recall(prompt, &model.typed, 1);
        let began = model.reader().map(|reader| reader.cursor);
        changed(model);
        // The match that the reader is at was gone to the last time.
        if let Screen::Reader(reader) = &mut model.screen
            && began == Some(reader.cursor)
        {
            reader.update(Action::NextInRing, None);
        }
    }
    if matches!(model.overlays.last(), Some(Overlay::Prompt(prompt)) if prompt.mistake.is_some()) {
        return Vec::new();
    }
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else {
        return Vec::new();
    };
    let words = prompt.editor.text().to_owned();
    if !words.is_empty() {
        model.typed.retain(|earlier| *earlier != words);
        model.typed.push(words.clone());
        let surplus = model.typed.len().saturating_sub(MOST_KEPT);
        model.typed.drain(..surplus);
    }
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    let told = settle(reader, prompt.asks, &words);
    if let Some(words) = told {
        model.tell(words);
    }
    Vec::new()
}

/// Keeps what was found, or goes back where nothing was; gives what is to be said.
fn settle(reader: &mut reader::Model, asks: Asks, words: &str) -> Option<String> {
    let is_found = reader.search().is_some_and(|search| !search.matches.spans.is_empty());
    if !is_found {
        reader.leave_finding();
        return Some(if words.is_empty() {
            "nothing was looked for yet".to_owned()
        } else {
            format!("no match for “{words}”")
        });
    }
    reader.keep_finding();
    (asks == Asks::Matching).then(|| reader.only_matching())
}
