//! A line being typed at the bottom of the screen: words to find, or a command.

use super::action::Action;
use super::choosing;
use super::command::{self, Command, List};
use super::editor::Editor;
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::overlay;
use super::screen::reader::{self, Direction};
use super::searching;
use super::shelf::{ORDERS, VIEWS};
use super::shelving;
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
    /// Which articles of the library to list.
    Articles,
    /// What to look for in the library.
    Library,
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
        if let Some(lines) = shelf_completions(self.editor.text(), model) {
            return lines;
        }
        command::completions(self.editor.text(), &names, &model.themes)
    }
}

/// How a command about the list of articles could go on.
fn shelf_completions(line: &str, model: &Model) -> Option<Vec<String>> {
    let Screen::Library(library) = &model.screen else { return None };
    let (name, part) = line.split_once(' ')?;
    let values: Vec<String> = match name {
        "sort" => ORDERS.iter().map(|(_, name, ..)| (*name).to_owned()).collect(),
        "view" => VIEWS.iter().map(|(_, name, _)| name.to_lowercase()).collect(),
        "tag" => {
            let tags = library.shelf.articles.iter().flat_map(|article| &article.tags);
            let tags: std::collections::BTreeSet<String> = tags.map(ToString::to_string).collect();
            tags.into_iter().collect()
        }
        _ => return None,
    };
    let fitting = values.into_iter().filter(|value| value.starts_with(part.trim_start()));
    Some(fitting.map(|value| format!("{name} {value}")).collect())
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
    if matches!(asks, Asks::Command | Asks::Articles | Asks::Library) {
        let mut prompt = Prompt::new(asks, Kind::Words);
        match (asks, &model.screen) {
            (Asks::Articles, Screen::Library(library)) => prompt.editor = Editor::new(&library.filter),
            (Asks::Library, Screen::Search(searched)) => prompt.editor = Editor::new(&searched.search.query),
            _ => {}
        }
        model.overlays.push(Overlay::Prompt(prompt));
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
        Action::Choose if matches!(prompt.asks, Asks::Articles | Asks::Library) => {
            settle_query(model);
            return Vec::new();
        }
        Action::Close if matches!(prompt.asks, Asks::Articles | Asks::Library) => return leave_query(model),
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
        Action::Expression if matches!(prompt.asks, Asks::Articles | Asks::Library) => {}
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
    match (prompt.asks, &mut model.screen) {
        (Asks::Articles, Screen::Library(library)) => return library.sift(prompt.editor.text()),
        (Asks::Library, Screen::Search(searched)) => return searched.search.look_for(prompt.editor.text()),
        _ => {}
    }
    let query = Query::new(prompt.editor.text(), prompt.kind);
    let way = if prompt.asks == Asks::FindBack { Direction::Back } else { Direction::On };
    prompt.mistake = query.as_ref().err().cloned();
    if let Screen::Reader(reader) = &mut model.screen {
        reader.look_for(query.ok().flatten(), way);
    }
}

/// Ends typing what articles are to be so; what makes no sense is typed on.
fn settle_query(model: &mut Model) {
    let mistake = match &model.screen {
        Screen::Library(library) => library.mistake.is_some(),
        Screen::Search(searched) => searched.search.mistake.is_some(),
        _ => false,
    };
    if mistake {
        return;
    }
    if let Some(Overlay::Prompt(prompt)) = model.overlays.pop() {
        keep_typed(&mut model.typed, prompt.editor.text());
    }
}

/// Gives up typing: all articles are listed again. A search that has found something keeps it, any other is left.
fn leave_query(model: &mut Model) -> Vec<Effect> {
    model.overlays.pop();
    match &mut model.screen {
        Screen::Library(library) => library.sift(""),
        Screen::Search(searched) if searched.search.is_empty() => return searching::close(model),
        _ => {}
    }
    Vec::new()
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
        Command::Tag(tag) if matches!(model.screen, Screen::Library(_)) => shelving::tag(model, &tag),
        Command::Shelve(deed) => shelving::do_to_picked(model, deed),
        Command::List(which, words) => {
            match which {
                List::Sorted => shelving::sort(model, &words),
                List::Sifted => shelving::sift(model, &words),
                List::Called => shelving::view(model, &words),
            }
            Vec::new()
        }
        Command::Search(words) => searching::open(model, &words),
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
