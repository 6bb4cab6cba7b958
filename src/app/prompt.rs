//! A line being typed at the bottom of the screen: words to find, or a command.

use super::action::Action;
use super::choosing;
use super::command::{self, Command};
use super::editor::Editor;
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::overlay;
use super::renewing;
use super::screen::reader::{self, Direction};
use super::update::{act as act_on, carry_out};
use super::verb::{self, VERBS};
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
    /// The completions that are gone through, and which of them the line is.
    completing: Option<(Vec<String>, usize)>,
    /// How many lines back the recalled one is.
    recalled: usize,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Words to go to.
    Find,
    /// Words to go back to.
    FindBack,
    /// Words that paragraphs must have to be shown.
    Matching,
    /// Something to do.
    Command,
}

/// Lines that are kept to be recalled.
const MOST_KEPT: usize = 100;

impl Prompt {
    fn new(asks: Asks, kind: Kind) -> Self {
        Self { asks, editor: Editor::default(), kind, mistake: None, completing: None, recalled: 0 }
    }

    /// The lines that a command could become; nothing for words to find.
    pub fn completions(&self, model: &Model) -> Vec<String> {
        if self.asks != Asks::Command {
            return Vec::new();
        }
        let context = model.context_below();
        let mut names = command::names(&model.keymap, context);
        if let Some(reader) = model.reader() {
            if let Some(lines) = verb::completions(self.editor.text(), reader) {
                return lines;
            }
            if let Some(part) = self.editor.text().strip_prefix("tag ") {
                let tags = reader.notes.tags().into_iter().filter(|tag| tag.starts_with(part.trim_start()));
                return tags.map(|tag| format!("tag {tag}")).collect();
            }
            names.extend(VERBS.iter().map(|(_, name, ..)| *name));
        }
        command::completions(self.editor.text(), &names, &model.themes)
    }
}

/// Opens the line for a command that has begun.
pub(super) fn open_with(model: &mut Model, line: &str) {
    open(model, Asks::Command);
    if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() {
        prompt.editor = Editor::new(line);
    }
}

/// Opens the line for words to find, or for a command.
pub(super) fn open(model: &mut Model, asks: Asks) {
    if asks == Asks::Command {
        model.overlays.push(Overlay::Prompt(Prompt::new(asks, Kind::Words)));
        return;
    }
    let kind =
        model.reader().and_then(|reader| reader.search()).map_or(Kind::Words, |search| search.query.kind());
    if let Screen::Reader(reader) = &mut model.screen {
        reader.start_finding();
        model.overlays.push(Overlay::Prompt(Prompt::new(asks, kind)));
    }
}

/// Carries out an action of the line.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::Choose => return choose(model),
        Action::Complete => {
            complete(model);
            return Vec::new();
        }
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
        Action::Up | Action::Down => {
            let typed = if prompt.asks == Asks::Command { &model.commands } else { &model.typed };
            let back = prompt.recalled;
            recall(prompt, typed, if action == Action::Up { back + 1 } else { back.saturating_sub(1) });
        }
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
    prompt.completing = None;
    if prompt.asks == Asks::Command {
        return;
    }
    let query = Query::new(prompt.editor.text(), prompt.kind);
    let way = if prompt.asks == Asks::FindBack { Direction::Back } else { Direction::On };
    prompt.mistake = query.as_ref().err().cloned();
    if let Screen::Reader(reader) = &mut model.screen {
        reader.look_for(query.ok().flatten(), way);
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
    if !matches!(model.overlays.last(), Some(Overlay::Prompt(_))) {
        return Vec::new();
    }
    if matches!(model.overlays.last(), Some(Overlay::Prompt(prompt)) if prompt.asks == Asks::Command) {
        return run(model);
    }
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
    keep_typed(&mut model.typed, &words);
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    let told = settle(reader, prompt.asks, &words);
    if let Some(words) = told {
        model.tell(words);
    }
    Vec::new()
}

/// Carries out what the line says; one that cannot be understood is told and left behind.
fn run(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else {
        return Vec::new();
    };
    let line = prompt.editor.text();
    keep_typed(&mut model.commands, line);
    match command::parse(line) {
        Ok(Some(command)) => carry_out_command(model, command),
        Ok(None) => Vec::new(),
        Err(why) => {
            model.tell(why);
            Vec::new()
        }
    }
}

/// Carries out a command where the reader is.
pub(super) fn carry_out_command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Act(action, times) => act_on(model, action, times),
        Command::Choose(choice, value) => choosing::take(model, choice, &value),
        Command::SetRight(verb, words) => verb::carry_out_verb(model, verb, &words),
        Command::Refresh => renewing::ask(model),
        Command::Tag(tag) => {
            let outcome = model.reader().map(|reader| reader.tag(&tag));
            outcome.map(|outcome| carry_out(model, outcome)).unwrap_or_default()
        }
        Command::Find(words) => {
            open(model, Asks::Find);
            overlay::paste(model, &words);
            choose(model)
        }
    }
}

/// Puts the next completion in the place of the line.
fn complete(model: &mut Model) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last() else { return };
    let (lines, next) = match &prompt.completing {
        Some((lines, here)) => (lines.clone(), (here + 1) % lines.len().max(1)),
        None => (prompt.completions(model), 0),
    };
    if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut()
        && let Some(line) = lines.get(next)
    {
        prompt.editor = Editor::new(line);
        prompt.completing = Some((lines, next));
    }
}

fn keep_typed(typed: &mut Vec<String>, line: &str) {
    if !line.is_empty() {
        typed.retain(|earlier| *earlier != line);
        typed.push(line.to_owned());
        let surplus = typed.len().saturating_sub(MOST_KEPT);
        typed.drain(..surplus);
    }
}

/// Keeps what was found, or goes back where nothing was; gives what is to be said.
fn settle(reader: &mut reader::Model, asks: Asks, words: &str) -> Option<String> {
    if !reader.has_matches() {
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
