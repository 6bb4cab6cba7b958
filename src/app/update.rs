//! What happens when something happens. Deterministic: the same model and message give the same model and effects.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action::Action;
use super::arriving;
use super::choosing::choose;
use super::comparing::{self, With};
use super::drafting::{self, Drafting};
use super::effect::Effect;
use super::following::{self, Trail};
use super::geometry::Size;
use super::keymap::{Context, Keymap};
use super::leaving::{Neighbour, close, leave, neighbour, quit, to_library};
use super::message::{Extent, Message, Opened};
use super::model::{Model, Notice, Pending, Screen, Started, Tone};
use super::mouse;
use super::overlay;
use super::pace::{self, Pace};
use super::palette;
use super::preferences::Preferences;
use super::press::press;
use super::problem::Problem;
use super::prompt::{self, Asks};
use super::renewing;
use super::screen::reader::{Outcome, Part};
use super::screen::{library, reader};
use super::searching;
use super::shelving::{self, Deeds};
use super::ticket::{Ticket, Tickets};
use super::typing_ahead;
use crate::annotation::Request;
use crate::article::Origin;
use crate::span::Span;

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The articles to read; none opens the library.
    pub articles: Vec<Origin>,
    /// What the keys mean.
    pub keymap: Keymap,
    /// What was wrong with the user's settings.
    pub problems: Vec<Problem>,
    /// What the reader chose, also with keys in earlier runs.
    pub preferences: Preferences,
    /// What the settings say without that.
    pub usual: Preferences,
    /// The names of the themes.
    pub themes: Vec<String>,
    /// The screen.
    pub size: Size,
}

/// The first state, and what is to be done first.
pub fn init(start: Start) -> (Model, Vec<Effect>) {
    let Start { articles, keymap, problems, preferences, usual, themes, size } = start;
    let pace = if preferences.pace == pace::USUAL { Pace::default() } else { Pace::known(preferences.pace) };
    let mut model = Model {
        trail: Trail::default(),
        shelf_left: library::Model::default(),
        deeds: Deeds::default(),
        searched: None,
        landing: None,
        screen: Screen::Library(library::Model::default()),
        overlays: Vec::new(),
        size,
        keymap,
        pending: Pending::default(),
        typed_ahead: Vec::new(),
        for_voices: Vec::new(),
        notice: None,
        preferences,
        usual,
        queue: articles.clone(),
        themes,
        pace,
        now: 0,
        typed: Vec::new(),
        commands: Vec::new(),
        tickets: Tickets::default(),
        said: BTreeMap::new(),
        unsaved: BTreeMap::new(),
        drafting: Drafting::default(),
        paint_next: None,
        renewing: None,
        started: if articles.is_empty() { Started::InLibrary } else { Started::WithArticles },
    };
    let mut effects = match articles.into_iter().next() {
        Some(origin) => open(&mut model, origin),
        None => to_library(&mut model),
    };
    effects.extend(shelving::ask(&mut model));
    if let Some(first) = problems.first() {
        let more =
            if problems.len() > 1 { format!(" (and {} more)", problems.len() - 1) } else { String::new() };
        model.notice = Some(Notice { text: format!("{first}{more}"), tone: Tone::Alarm });
    }
    (model, effects)
}

/// Takes in one message; gives what the shell is to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = take_in(model, message);
    effects.extend(arriving::search(model));
    effects.extend(shelving::ask(model));
    effects.extend(searching::ask(model));
    effects.extend(drafting::settle(model));
    effects
}

fn take_in(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press(model, key),
        Message::Clock(now) => {
            model.now = now;
            Vec::new()
        }
        Message::Mouse(touch) => mouse::touch(model, touch),
        Message::Pasted(words) => overlay::paste(model, &words),
        Message::Resized(size) => arriving::resized(model, size),
        Message::Opened(ticket, answer) => opened(model, ticket, answer),
        Message::Analyzed(ticket, analysis) => arriving::analyzed(model, ticket, analysis),
        Message::NotesRead(ticket, answer) => {
            arriving::notes(model, ticket, answer);
            Vec::new()
        }
        Message::DraftsRead(ticket, drafts) => drafting::read(model, ticket, drafts),
        Message::NotesChanged => drafting::heard_of_others(model),
        Message::Recorded(ticket, answer) => arriving::recorded(model, ticket, answer),
        Message::ShelfRead(..) | Message::ShelfChanged(..) | Message::LibrarySearched(..) => {
            shelving::take_in(model, message);
            Vec::new()
        }
        Message::Compared(..) | Message::Checked(..) => comparing::take_in(model, message),
        Message::Completed(ticket, article) => arriving::completed(model, ticket, article),
        Message::Recalled(ticket, place, marks) => {
            arriving::recalled(model, ticket, place, marks);
            Vec::new()
        }
        Message::Searched(ticket, matches, folded) => arriving::searched(model, ticket, matches, folded),
        Message::Renewed(ticket, answer) => renewing::tell(model, ticket, answer),
        Message::SettingsRead(settings) => {
            arriving::settings(model, *settings);
            Vec::new()
        }
        Message::KeysRead(keymap, problems) => {
            arriving::keys(model, *keymap, &problems);
            Vec::new()
        }
        Message::EditedOutside(answer) => {
            overlay::edited_outside(model, answer);
            Vec::new()
        }
        Message::Cited(Ok(cited)) => arriving::cited(model, cited),
        Message::Exported(_, Ok(file)) => {
            model.tell(format!("notes written to {file}"));
            Vec::new()
        }
        Message::Browsed(Ok(())) => Vec::new(),
        Message::Cited(Err(problem))
        | Message::Exported(_, Err(problem))
        | Message::Browsed(Err(problem))
        | Message::Warned(problem) => {
            model.warn(&problem);
            Vec::new()
        }
        Message::Stopped => quit(model),
    }
}

/// Carries out an action wherever the keys go now.
pub(super) fn act(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    if let Some(effects) = act_anywhere(model, action) {
        return effects;
    }
    if !model.overlays.is_empty() {
        return overlay::act(model, action, times);
    }
    if let Some(effects) = choose(model, action) {
        return effects;
    }
    if matches!(action, Action::GiveUp | Action::Close | Action::AllVoices)
        && let Some(effects) = following::give_up(model)
    {
        return effects;
    }
    if matches!(action, Action::GiveUp | Action::AllVoices)
        && let Some(effects) = renewing::give_up(model)
    {
        return effects;
    }
    match (&mut model.screen, action) {
        (_, Action::Close) => {
            following::back(model).or_else(|| searching::back(model)).unwrap_or_else(|| close(model))
        }
        (Screen::Reader(reader), Action::JumpBack) if !reader.can_jump_back() => {
            following::back(model).or_else(|| searching::back(model)).unwrap_or_else(|| {
                model.tell("nowhere to go back to");
                Vec::new()
            })
        }
        (Screen::Library(_), action) => shelving::act(model, action, times.unwrap_or(1)),
        (Screen::Search(_), action) => searching::act(model, action, times.unwrap_or(1)),
        (Screen::Reader(_), action) => read(model, action, times),
        (Screen::Failed(_, origin), Action::Retry) => {
            let origin = origin.clone();
            open(model, origin)
        }
        (Screen::Failed(..), Action::JumpBack) => {
            following::back(model).or_else(|| searching::back(model)).unwrap_or_default()
        }
        (Screen::Failed(..), Action::Library) => to_library(model),
        (Screen::Failed(..), Action::NextArticle) => neighbour(model, &Neighbour::Next),
        (Screen::Failed(..), Action::PreviousArticle) => neighbour(model, &Neighbour::Previous),
        (Screen::Opening(..) | Screen::Failed(..), _) => Vec::new(),
    }
}

/// Carries out an action that means the same whatever is shown; `None` for any other.
fn act_anywhere(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Quit => return Some(quit(model)),
        Action::Suspend => return Some(vec![Effect::Suspend]),
        Action::Redraw => return Some(vec![Effect::Redraw]),
        Action::Help => overlay::toggle_help(model),
        Action::Command => prompt::open(model, Asks::Command),
        Action::Palette => palette::open(model),
        Action::Where => tell_where(model),
        Action::Refresh if model.overlays.is_empty() => return Some(renewing::ask(model)),
        Action::Changes if model.overlays.is_empty() => return Some(comparing::open(model, With::Version)),
        Action::Check if model.overlays.is_empty() => return Some(comparing::open(model, With::Library)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Carries out an action of the page, and measures how fast it is read.
fn read(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    let before = reader.first_byte();
    let outcome = reader.update(action, times);
    let is_copied = matches!(outcome, Outcome::Do(Effect::Copy(_) | Effect::Cite(..), _));
    if is_copied || matches!(outcome, Outcome::Change(..) | Outcome::Write(_) | Outcome::Show(_)) {
        reader.end_selection();
    }
    if matches!((action, &outcome), (Action::Highlight, Outcome::Change(Request::Add(_), _))) {
        model.pending.asks_colour = true;
    }
    match action {
        Action::LineDown | Action::HalfPageDown | Action::PageDown => {
            let passed = Span::new(before, reader.first_byte()).of(reader.article.text());
            model.pace.read(passed.split_whitespace().count(), model.now);
        }
        _ if reader.first_byte() != before => model.pace.moved(model.now),
        _ => {}
    }
    if outcome == Outcome::AwaitVoices {
        return typing_ahead::await_voices(model, action, times);
    }
    model.for_voices.clear();
    carry_out(model, outcome)
}

fn tell_where(model: &mut Model) {
    let pace = model.words_a_minute();
    if let Some(words) =
        model.reader().map(|reader| reader.whereabouts(reader.cursor, reader.last_seen(), pace))
    {
        model.tell(words);
    }
}

/// What the reader screen asked of the whole.
pub(super) fn carry_out(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Stay => Vec::new(),
        Outcome::Tell(words) => {
            model.tell(words);
            Vec::new()
        }
        Outcome::Do(effect, words) => {
            model.tell(words);
            vec![effect]
        }
        Outcome::Change(request, said) => {
            let Some(article) = model.reader().map(|reader| Arc::clone(&reader.article)) else {
                return Vec::new();
            };
            let ticket = model.tickets.take();
            model.said.insert(ticket, said);
            vec![Effect::Record(ticket, article, vec![request])]
        }
        Outcome::Analyze => {
            let reader = model.reader().map(|reader| (reader.awaited, Arc::clone(&reader.article)));
            reader.map(|(awaited, article)| Effect::Analyze(awaited, article)).into_iter().collect()
        }
        Outcome::AwaitVoices => {
            model.tell("still listening for voices; try again in a moment");
            Vec::new()
        }
        Outcome::LeadsOut(address) => {
            let key = model.keymap.key_for(Context::Reader, Action::OpenLink).unwrap_or_default();
            model.tell(format!("{key} opens {address}"));
            Vec::new()
        }
        Outcome::Follow(origin, place) => following::follow(model, origin, place),
        Outcome::AskColour => {
            model.pending.asks_colour = true;
            Vec::new()
        }
        Outcome::Command(line) => {
            prompt::open_with(model, &line);
            Vec::new()
        }
        Outcome::Write(writing) => {
            overlay::open_note(model, writing);
            Vec::new()
        }
        Outcome::Show(Part::Library) => leave(model, to_library),
        Outcome::Search(query) => searching::open(model, &query),
        Outcome::Show(Part::NextArticle) => neighbour(model, &Neighbour::Next),
        Outcome::Show(Part::PreviousArticle) => neighbour(model, &Neighbour::Previous),
        Outcome::Show(part) => overlay::open_part(model, part),
    }
}

pub(super) fn open(model: &mut Model, origin: Origin) -> Vec<Effect> {
    let ticket = model.tickets.take();
    model.overlays.clear();
    model.typed_ahead.clear();
    model.screen = Screen::Opening(ticket, origin.clone());
    vec![Effect::Open(ticket, origin)]
}

fn opened(model: &mut Model, ticket: Ticket, answer: Result<Opened, Problem>) -> Vec<Effect> {
    if model.trail.awaits(ticket) {
        return following::followed(model, ticket, answer);
    }
    let origin = match &model.screen {
        Screen::Opening(awaited, origin) if *awaited == ticket => origin.clone(),
        _ => return Vec::new(),
    };
    match answer {
        // A page of the web may be there a moment later; a file is where it is.
        Err(problem)
            if model.queue == [origin.clone()] && origin.host().is_none() && model.searched.is_none() =>
        {
            vec![Effect::Fail(problem)]
        }
        Err(problem) => {
            model.screen = Screen::Failed(problem, origin);
            Vec::new()
        }
        Ok(opened) => {
            let effects = show(model, ticket, opened);
            searching::land(model);
            effects.into_iter().chain(typing_ahead::catch_up(model)).collect()
        }
    }
}

/// Shows an article that was opened by the request `ticket`.
pub(super) fn show(model: &mut Model, ticket: Ticket, opened: Opened) -> Vec<Effect> {
    let Opened { article, place, marks, extent } = opened;
    let awaited = model.tickets.take();
    let mut reader = reader::Model::new(Arc::clone(&article), place, awaited, model.size, &model.preferences);
    reader.marks = marks;
    reader.opened_by = ticket;
    model.screen = Screen::Reader(Box::new(reader));
    model.pace.moved(model.now);
    model.for_voices.clear();
    if let Some(shortfall) = article.metadata.shortfall {
        model.tell(shortfall.to_string());
    }
    let read_notes = Effect::ReadNotes(awaited, Arc::clone(&article));
    let analyze = (extent == Extent::Whole).then_some(Effect::Analyze(awaited, article));
    analyze.into_iter().chain([read_notes]).collect()
}

/// The open article, if `ticket` is the request made for it; an answer to an older one comes too late.
pub(super) fn reader_awaiting(model: &mut Model, ticket: Ticket) -> Option<&mut reader::Model> {
    match &mut model.screen {
        Screen::Reader(reader) if reader.awaited == ticket => Some(reader),
        _ => None,
    }
}
