//! Answers that come while the page is read. Nothing that the reader sees moves for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action::Action;
use super::comparing;
use super::drafting;
use super::effect::Effect;
use super::geometry::Size;
use super::keymap::{Context, Keymap};
use super::message::{CitedWords, LastPlace, ReadNotes, ReadSettings};
use super::model::{Model, Screen};
use super::overlay;
use super::painting;
use super::panel;
use super::problem::Problem;
use super::reviewing;
use super::screen::reader;
use super::ticket::Ticket;
use super::typing_ahead;
use super::update::reader_awaiting;
use super::why;
use crate::annotation::Operation;
use crate::article::Article;
use crate::attribution::Analysis;
use crate::find::{Folded, Matches};

/// What was known of the open article came late: its marks are set, and the place where it was left can be gone to.
pub(super) fn recalled(
    model: &mut Model,
    ticket: Ticket,
    place: Option<LastPlace>,
    marks: BTreeMap<char, usize>,
) {
    let key = model.keymap.key_for(Context::Reader, Action::JumpBack);
    let Some(reader) = reader_opened_by(model, ticket) else { return };
    for (letter, place) in marks {
        reader.marks.entry(letter).or_insert(place);
    }
    let Some((percent, key)) = place.and_then(|place| reader.recall(place)).zip(key) else { return };
    model.tell(format!("you were at {percent}% the last time; {key} goes there"));
}

/// It is known who speaks.
pub(super) fn analyzed(model: &mut Model, ticket: Ticket, analysis: Arc<Analysis>) -> Vec<Effect> {
    let Some(reader) = reader_awaiting(model, ticket) else {
        return Vec::new();
    };
    let effects = vec![Effect::Shelve(Arc::clone(&reader.article), Arc::clone(&analysis))];
    let words = analysis.words;
    reader.analyzed(analysis, words);
    panel::refresh(model);
    why::refresh(model);
    effects.into_iter().chain(typing_ahead::voices_came(model)).collect()
}

/// The notes were read, at the beginning or anew. That some of them are not where they were is told when it is news.
pub(super) fn notes(model: &mut Model, ticket: Ticket, answer: Result<ReadNotes, Problem>) {
    let Some(reader) = reader_awaiting(model, ticket) else { return };
    let before = reader.notes.displaced();
    reader.notes_read(answer);
    let to_review = !reader.notes.reviews().is_empty();
    let displaced = reader.notes.displaced().filter(|displaced| before.as_ref() != Some(displaced));
    panel::refresh(model);
    why::refresh(model);
    reviewing::refresh(model);
    // What went wrong is more urgent.
    if let Some(displaced) = displaced.filter(|_| model.notice.is_none()) {
        let shows = if to_review { "; :review shows" } else { "" };
        model.tell(format!("the article has changed: {displaced}{shows}"));
    }
}

/// The rest of an article that was opened in part.
pub(super) fn completed(model: &mut Model, ticket: Ticket, article: Arc<Article>) -> Vec<Effect> {
    let Some(reader) = reader_opened_by(model, ticket) else { return Vec::new() };
    let effects = reader.complete(article).into_iter().collect();
    panel::refresh(model);
    effects
}

/// The words that were looked for in a long article.
pub(super) fn searched(
    model: &mut Model,
    ticket: Ticket,
    matches: Matches,
    folded: Arc<Folded>,
) -> Vec<Effect> {
    if let Screen::Reader(reader) = &mut model.screen {
        reader.take_matches(ticket, matches, folded);
    }
    Vec::new()
}

/// Asks for the words that are to be looked for, if any are.
pub(super) fn search(model: &mut Model) -> Option<Effect> {
    let Screen::Reader(reader) = &mut model.screen else { return None };
    reader.ask_for_matches(&mut model.tickets)
}

/// Words were cited in the reader's own style: they are copied.
pub(super) fn cited(model: &mut Model, cited: CitedWords) -> Vec<Effect> {
    let CitedWords { text, left_out } = cited;
    let but = match left_out {
        0 => String::new(),
        1 => ", but one thing in the style was left out (sayso config check)".to_owned(),
        several => format!(", but {several} things in the style were left out (sayso config check)"),
    };
    model.tell(format!("copied{but}: {text}"));
    vec![Effect::Copy(text)]
}

/// The user's settings have changed.
pub(super) fn settings(model: &mut Model, settings: ReadSettings) {
    let ReadSettings { keymap, preferences, usual, themes } = settings;
    let size = model.size;
    (model.keymap, model.preferences, model.usual, model.themes) = (keymap, preferences, usual, themes);
    model.pending = super::model::Pending::default();
    if let Screen::Reader(reader) = &mut model.screen {
        reader.resize(size, &model.preferences);
    }
    panel::settle(model);
    model.tell("your settings were read anew");
}

/// What the keys mean now. Where one's own are wrong, that is told.
pub(super) fn keys(model: &mut Model, keymap: Keymap, problems: &[Problem]) {
    model.keymap = keymap;
    model.pending = super::model::Pending::default();
    if let Some(problem) = problems.first() {
        model.warn(problem);
    }
}

fn reader_opened_by(model: &mut Model, ticket: Ticket) -> Option<&mut reader::Model> {
    match &mut model.screen {
        Screen::Reader(reader) if reader.opened_by == ticket => Some(reader),
        _ => None,
    }
}

/// Changes of notes are on the disk, or could not be put there: then what was written is brought back.
pub(super) fn recorded(
    model: &mut Model,
    ticket: Ticket,
    answer: Result<Vec<Operation>, Problem>,
) -> Vec<Effect> {
    let said = model.said.remove(&ticket);
    match answer {
        Err(problem) => {
            model.paint_next = None;
            overlay::reopen_note(model, ticket);
            model.warn(&problem);
        }
        Ok(operations) => {
            let written = model.unsaved.remove(&ticket);
            let saved = written.and_then(|(writing, _)| drafting::forget(model, &writing));
            if let Screen::Reader(reader) = &mut model.screen {
                reader.recorded(operations);
            }
            panel::refresh(model);
            why::refresh(model);
            reviewing::refresh(model);
            model.tell(said.unwrap_or_default());
            return saved.into_iter().chain(painting::catch_up(model)).collect();
        }
    }
    Vec::new()
}

/// The screen has another size.
pub(super) fn resized(model: &mut Model, size: Size) -> Vec<Effect> {
    model.size = size;
    match &mut model.screen {
        Screen::Reader(reader) => reader.resize(size, &model.preferences),
        Screen::Library(library) => library.settle(size),
        Screen::Search(searched) => searched.search.settle(size),
        Screen::Opening(..) | Screen::Failed(..) => {}
    }
    panel::settle(model);
    comparing::settle(model);
    why::settle(model);
    reviewing::settle(model);
    Vec::new()
}
