//! Searching the library, from an article or from its list, and back: to the hits as they were, then to where one was.

use super::action::Action;
use super::effect::Effect;
use super::following::Trail;
use super::leaving::{leave, to_library};
use super::model::{Model, Screen};
use super::prompt::{self, Asks};
use super::screen::search;
use super::shelf::Found;
use super::ticket::Ticket;
use super::update::open as open_article;
use crate::article::Origin;
use crate::span::{Span, floor_boundary};

/// A search, and where it was opened.
#[derive(Clone, Debug)]
pub struct Searched {
    /// What is looked for, and what was found.
    pub search: search::Model,
    from: From,
}

/// Where a search was opened.
#[derive(Clone, Debug)]
enum From {
    Library,
    /// An article, the links that led there, and the search whose hit it was.
    Article(Origin, Trail, Option<Box<Searched>>),
}

/// Where an article is to be shown.
#[derive(Clone, Debug)]
pub(super) struct Landing {
    pub(super) origin: Origin,
    pub(super) place: Span,
}

/// Opens a search for `query`; an empty one is to be typed.
pub(super) fn open(model: &mut Model, query: &str) -> Vec<Effect> {
    model.overlays.clear();
    if let Screen::Search(searched) = &mut model.screen {
        if query.is_empty() {
            prompt::open(model, Asks::Library);
        } else {
            searched.search.look_for(query);
        }
        return Vec::new();
    }
    let from = match &model.screen {
        Screen::Reader(reader) => Some(reader.article.origin.clone()),
        Screen::Library(library) => {
            model.shelf_left = library.clone();
            None
        }
        Screen::Search(_) | Screen::Opening(..) | Screen::Failed(..) => return Vec::new(),
    };
    let from = from.map_or(From::Library, |origin| {
        From::Article(origin, std::mem::take(&mut model.trail), model.searched.take())
    });
    let search = search::Model::new(query);
    let effects = leave(model, |model| {
        model.screen = Screen::Search(Box::new(Searched { search, from }));
        Vec::new()
    });
    if query.is_empty() {
        prompt::open(model, Asks::Library);
    }
    effects
}

/// Asks for what is looked for, if it is not known.
pub(super) fn ask(model: &mut Model) -> Option<Effect> {
    let Screen::Search(searched) = &mut model.screen else { return None };
    searched.search.ask(&mut model.tickets)
}

/// What was found came.
pub(super) fn found(model: &mut Model, ticket: Ticket, answer: Result<Found, String>) {
    let size = model.size;
    if let Screen::Search(searched) = &mut model.screen {
        searched.search.take(ticket, answer, size);
    }
}

/// Carries out an action among the hits.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Vec<Effect> {
    let size = model.size;
    let Screen::Search(searched) = &mut model.screen else { return Vec::new() };
    match action {
        Action::Choose => return choose(model),
        Action::Search | Action::Filter | Action::Find => prompt::open(model, Asks::Library),
        Action::Library => return to_library(model),
        _ => searched.search.step(action, times, size),
    }
    Vec::new()
}

/// Opens the article of the picked hit, at the hit.
fn choose(model: &mut Model) -> Vec<Effect> {
    let Screen::Search(searched) = &model.screen else { return Vec::new() };
    let Some((origin, place)) = searched.search.picked().map(|hit| (hit.origin.clone(), hit.place)) else {
        return Vec::new();
    };
    let Some(origin) = origin else {
        model.tell("the article of this note is not in your library; “sayso notes show” shows the note");
        return Vec::new();
    };
    model.searched = Some(searched.clone());
    model.trail = Trail::default();
    model.landing = Some(Landing { origin: origin.clone(), place });
    open_article(model, origin)
}

/// Goes to the hit in the article that was opened for it.
pub(super) fn land(model: &mut Model) {
    let Some(Landing { origin, place }) = model.landing.take() else { return };
    if let Screen::Reader(reader) = &mut model.screen
        && reader.article.origin == origin
    {
        let place = floor_boundary(reader.article.text(), place.start.min(reader.article.text().len()));
        reader.go(place);
    }
}

/// Back to the hits, from an article that was opened for one of them; `None` from any other.
pub(super) fn back(model: &mut Model) -> Option<Vec<Effect>> {
    if matches!(model.screen, Screen::Library(_) | Screen::Search(_)) {
        return None;
    }
    let searched = model.searched.take()?;
    Some(leave(model, |model| {
        model.overlays.clear();
        model.screen = Screen::Search(searched);
        Vec::new()
    }))
}

/// Back to where the search was opened.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let Screen::Search(searched) = &model.screen else { return Vec::new() };
    match searched.from.clone() {
        From::Library => to_library(model),
        From::Article(origin, trail, searched) => {
            (model.trail, model.searched) = (trail, searched);
            open_article(model, origin)
        }
    }
}

/// Forgets the way back to the hits, when the reader goes elsewhere by another way.
pub(super) fn forget(model: &mut Model) {
    model.searched = None;
    model.landing = None;
}
