//! What is done in the library: other lists, stars, tags, the archive, articles taken out, and all of it back again.

use std::collections::BTreeMap;

use super::action::Action;
use super::effect::Effect;
use super::keymap::Context;
use super::message::Message;
use super::model::{Model, Screen};
use super::problem::Problem;
use super::prompt::{self, Asks};
use super::searching;
use super::shelf::{Deed, ORDERS, Order, Shelf, Sorting, Subject, VIEWS, View};
use super::ticket::Ticket;
use super::update::open;
use crate::article::SafeText;

/// What was done to articles, with the way back.
#[derive(Clone, Debug, Default)]
pub(super) struct Deeds {
    done: Vec<Done>,
    undone: Vec<Done>,
    /// What was asked for and is not known to be done yet.
    waiting: BTreeMap<Ticket, (Done, Way)>,
}

/// A deed, and the articles that it was done to.
#[derive(Clone, Debug)]
struct Done {
    deed: Deed,
    subjects: Vec<Subject>,
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Anew,
    Back,
    Again,
}

/// Asks for the articles that are seen, if they are not known.
pub(super) fn ask(model: &mut Model) -> Option<Effect> {
    let size = model.size;
    let Screen::Library(library) = &mut model.screen else { return None };
    library.ask(size, &mut model.tickets)
}

/// Takes in what the library answers.
pub(super) fn take_in(model: &mut Model, message: Message) {
    match message {
        Message::ShelfRead(ticket, answer) => read(model, ticket, answer),
        Message::ShelfChanged(ticket, answer) => changed(model, ticket, answer),
        Message::LibrarySearched(ticket, answer) => searching::found(model, ticket, answer),
        _ => {}
    }
}

fn read(model: &mut Model, ticket: Ticket, answer: Result<Shelf, String>) {
    let size = model.size;
    if let Screen::Library(library) = &mut model.screen {
        library.fill(ticket, answer, size);
    }
}

/// Carries out an action of the library.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Vec<Effect> {
    let size = model.size;
    let Screen::Library(library) = &mut model.screen else { return Vec::new() };
    let (view, sorting) = (library.view, library.sorting);
    match action {
        Action::Choose => return choose(model),
        Action::NextTab => library.turn(view.turned(1), sorting),
        Action::PreviousTab => library.turn(view.turned(-1), sorting),
        Action::Sort => library.turn(view, sorting.next()),
        Action::TurnSort => library.turn(view, Sorting { is_turned: !sorting.is_turned, ..sorting }),
        Action::AllVoices => library.sift(""),
        Action::Filter => prompt::open(model, Asks::Articles),
        Action::Search => return searching::open(model, ""),
        Action::Tag => prompt::open_with(model, "tag "),
        Action::Star => {
            return toggle(model, |article| if article.is_starred { Deed::Unstar } else { Deed::Star });
        }
        Action::Archive => {
            return toggle(
                model,
                |article| if article.is_archived { Deed::Unarchive } else { Deed::Archive },
            );
        }
        Action::Finish => {
            return toggle(model, |article| if article.is_read { Deed::Unfinish } else { Deed::Finish });
        }
        Action::Delete => return do_to_picked(model, Deed::Remove),
        Action::Undo => return reverse(model, Way::Back),
        Action::Redo => return reverse(model, Way::Again),
        _ => library.step(action, times, size),
    }
    Vec::new()
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Screen::Library(library) = &model.screen else { return Vec::new() };
    let Some(origin) = library.picked().map(|picked| picked.origin.clone()) else { return Vec::new() };
    model.shelf_left = library.clone();
    open(model, origin)
}

fn toggle(model: &mut Model, deed: impl FnOnce(&super::Shelved) -> Deed) -> Vec<Effect> {
    let Screen::Library(library) = &model.screen else { return Vec::new() };
    match library.picked().map(deed) {
        Some(deed) => do_to_picked(model, deed),
        None => nobody(model),
    }
}

/// Does something to the picked article.
pub(super) fn do_to_picked(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let Screen::Library(library) = &model.screen else {
        model.tell("this is for articles in the library; L shows it");
        return Vec::new();
    };
    let subject = library.subject();
    match subject {
        Some(subject) => send(model, Done { deed, subjects: vec![subject] }, Way::Anew),
        None => nobody(model),
    }
}

/// Gives the picked article a tag, or takes it off.
pub(super) fn tag(model: &mut Model, tag: &str) -> Vec<Effect> {
    let tag = SafeText::one_line(tag.trim().trim_start_matches(['.', '#']));
    if tag.is_empty() {
        model.tell("write: tag NAME");
        return Vec::new();
    }
    toggle(
        model,
        |article| {
            if article.tags.contains(&tag) { Deed::Untag(tag.clone()) } else { Deed::Tag(tag.clone()) }
        },
    )
}

fn nobody(model: &mut Model) -> Vec<Effect> {
    model.tell("there is no article here");
    Vec::new()
}

fn send(model: &mut Model, done: Done, way: Way) -> Vec<Effect> {
    let ticket = model.tickets.take();
    let deed = if matches!(way, Way::Back) { done.deed.inverse() } else { done.deed.clone() };
    let effect = Effect::ChangeShelf(ticket, deed, done.subjects.clone());
    model.deeds.waiting.insert(ticket, (done, way));
    vec![effect]
}

fn reverse(model: &mut Model, way: Way) -> Vec<Effect> {
    let (deeds, none) = match way {
        Way::Back => (&mut model.deeds.done, "nothing to undo"),
        Way::Again | Way::Anew => (&mut model.deeds.undone, "nothing to redo"),
    };
    let Some(done) = deeds.pop() else {
        model.tell(none);
        return Vec::new();
    };
    send(model, done, way)
}

/// Something was done to articles, or could not be.
fn changed(model: &mut Model, ticket: Ticket, answer: Result<Vec<i64>, Problem>) {
    let Some((mut done, way)) = model.deeds.waiting.remove(&ticket) else { return };
    let ids = match answer {
        Ok(ids) => ids,
        Err(problem) => {
            match way {
                Way::Anew => {}
                Way::Back => model.deeds.done.push(done),
                Way::Again => model.deeds.undone.push(done),
            }
            return model.warn(&problem);
        }
    };
    if let Screen::Library(library) = &mut model.screen {
        library.forget();
    }
    if ids.is_empty() {
        return model.tell("it is so already");
    }
    for (subject, id) in done.subjects.iter_mut().zip(&ids) {
        subject.id = Some(*id);
    }
    let deed = if matches!(way, Way::Back) { done.deed.inverse() } else { done.deed.clone() };
    let title = done.subjects.first().map(|subject| subject.title.to_string()).unwrap_or_default();
    let key = |action| model.keymap.key_for(Context::Library, action).unwrap_or_default();
    let back = match (way, &done.deed) {
        (Way::Back, _) => format!("; {} does it again", key(Action::Redo)),
        (_, Deed::Remove) => format!("; {} brings it back", key(Action::Undo)),
        (..) => format!("; {} takes that back", key(Action::Undo)),
    };
    model.tell(format!("{}: {title}{back}", deed.told()));
    match way {
        Way::Anew => {
            model.deeds.undone.clear();
            model.deeds.done.push(done);
        }
        Way::Again => model.deeds.done.push(done),
        Way::Back => model.deeds.undone.push(done),
    }
}

/// Lists the articles in the order that is named: "date", "date reversed".
pub(super) fn sort(model: &mut Model, words: &str) {
    let (name, rest) = words.split_once(' ').unwrap_or((words, ""));
    let (Some(order), true) = (Order::named(name), matches!(rest.trim(), "" | "reversed")) else {
        let names: Vec<&str> = ORDERS.iter().map(|(_, name, ..)| *name).collect();
        return model
            .tell(format!("the orders are {}; “reversed” behind one turns it round", names.join(", ")));
    };
    in_library(model, |library| {
        library.turn(library.view, Sorting { is_turned: !rest.is_empty(), ..Sorting::of(order) });
    });
}

/// Shows the list that is named.
pub(super) fn view(model: &mut Model, name: &str) {
    let Some(view) = View::named(name) else {
        let names: Vec<String> = VIEWS.iter().map(|(_, name, _)| name.to_lowercase()).collect();
        return model.tell(format!("the lists are {}", names.join(", ")));
    };
    in_library(model, |library| library.turn(view, library.sorting));
}

/// Lists only what a query asks for.
pub(super) fn sift(model: &mut Model, query: &str) {
    in_library(model, |library| library.sift(query));
}

fn in_library(model: &mut Model, change: impl FnOnce(&mut super::screen::library::Model)) {
    match &mut model.screen {
        Screen::Library(library) => change(library),
        _ => model.tell("this is for the library; L shows it"),
    }
}
