//! Leaving an article: for the library, for another article, for good. The place is kept each time.

use super::drafting;
use super::effect::Effect;
use super::following;
use super::model::{Model, Screen, Started};
use super::preferences::Choice;
use super::screen::reader;
use super::searching;
use super::update::open;

/// Back one level: from an article to the library it was opened from, else out.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    match (&model.screen, model.started) {
        (Screen::Search(_), _) => searching::close(model),
        (Screen::Library(_), _) | (_, Started::WithArticles) => quit(model),
        (_, Started::InLibrary) => leave(model, to_library),
    }
}

pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| vec![Effect::Quit])
}

/// Leaves the open article, keeping the place.
pub(super) fn leave(model: &mut Model, then: impl FnOnce(&mut Model) -> Vec<Effect>) -> Vec<Effect> {
    let remember = model.reader().map(reader::Model::remember);
    let draft = drafting::keep_now(model);
    let measured = model.pace.words_a_minute().filter(|pace| *pace != model.preferences.pace);
    let keep = measured.map(|pace| {
        model.preferences.pace = pace;
        Effect::KeepChoice(Choice::Pace, Some(pace.to_string()))
    });
    remember.into_iter().chain(draft).chain(keep).chain(then(model)).collect()
}

pub(super) fn to_library(model: &mut Model) -> Vec<Effect> {
    following::forget(model);
    searching::forget(model);
    model.overlays.clear();
    model.screen = Screen::Library(model.shelf_left.again());
    Vec::new()
}

/// Of the articles that were named together.
pub(super) enum Neighbour {
    Next,
    Previous,
}

/// Goes to the next or previous of the articles that were named together.
pub(super) fn neighbour(model: &mut Model, which: &Neighbour) -> Vec<Effect> {
    let shown = match &model.screen {
        Screen::Reader(reader) => Some(&reader.article.origin),
        Screen::Failed(_, origin) => Some(origin),
        Screen::Library(_) | Screen::Search(_) | Screen::Opening(..) => None,
    };
    let here = shown.and_then(|shown| model.queue.iter().position(|origin| origin == shown));
    let there = match which {
        Neighbour::Next => here.map(|here| here + 1),
        Neighbour::Previous => here.and_then(|here| here.checked_sub(1)),
    };
    if let Some(origin) = there.and_then(|there| model.queue.get(there)).cloned() {
        following::forget(model);
        searching::forget(model);
        leave(model, |model| open(model, origin))
    } else {
        model.tell("no other article was opened with this one; L shows the library");
        Vec::new()
    }
}
