//! From article to article by links, and back. The page stays until the other one is there, and stays if it never is.

use super::action::Action;
use super::effect::Effect;
use super::keymap::Context;
use super::leaving::{close, leave};
use super::message::Opened;
use super::model::{Model, Screen};
use super::problem::Problem;
use super::searching::{Landing, land};
use super::ticket::Ticket;
use super::update::{open, show};
use crate::article::Origin;
use crate::span::Span;

/// Articles that were left by a link, and one that a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trail {
    /// The articles that were left, the last one last.
    behind: Vec<Origin>,
    /// The article that was asked for.
    ahead: Option<(Ticket, Origin)>,
}

impl Trail {
    /// Whether `ticket` is the request for the article that a link leads to.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.ahead.as_ref().is_some_and(|(awaited, _)| *awaited == ticket)
    }
}

/// Asks for the article that a link leads to, maybe to a place in it.
pub(super) fn follow(model: &mut Model, origin: Origin, place: Option<usize>) -> Vec<Effect> {
    let Some(from) = model.reader().map(|reader| reader.article.origin.clone()) else {
        return Vec::new();
    };
    let ticket = model.tickets.take();
    let words = waiting(model, Context::Reader, &origin);
    model.tell(words);
    model.trail.ahead = Some((ticket, origin.clone()));
    model.landing = place.map(|place| Landing { origin: origin.clone(), place: Span::empty(place) });
    vec![Effect::Follow(ticket, origin, from)]
}

/// What is said while an article is opened, with the key that gives it up where that may take long.
pub fn waiting(model: &Model, context: Context, origin: &Origin) -> String {
    let Some(host) = origin.host() else {
        return format!("opening {} …", origin.short_name());
    };
    let key = |action| model.keymap.key_for(context, action);
    let key = key(Action::GiveUp).or_else(|| key(Action::AllVoices)).unwrap_or_default();
    format!("fetching from {host} … {key} gives up")
}

/// Gives up an article that is being opened: the page that was followed from stays, else its place says so. `None` when
/// none is waited for.
pub(super) fn give_up(model: &mut Model) -> Option<Vec<Effect>> {
    if model.trail.ahead.take().is_some() {
        model.tell("given up");
        return Some(vec![Effect::GiveUp]);
    }
    let Screen::Opening(_, origin) = &model.screen else { return None };
    let origin = origin.clone();
    let next = if let Some(effects) = back(model) {
        effects
    } else if model.queue.len() > 1 && model.queue.contains(&origin) {
        model.screen =
            Screen::Failed(Problem::new(&format!("cannot open {origin}"), "it was given up"), origin);
        Vec::new()
    } else {
        close(model)
    };
    Some([Effect::GiveUp].into_iter().chain(next).collect())
}

/// Shows the article that a link led to, unless the reader went on to something else meanwhile.
pub(super) fn followed(model: &mut Model, ticket: Ticket, answer: Result<Opened, Problem>) -> Vec<Effect> {
    model.trail.ahead = None;
    let Some(from) = model.reader().map(|reader| reader.article.origin.clone()) else {
        return Vec::new();
    };
    match answer {
        Err(problem) => {
            model.warn(&problem);
            Vec::new()
        }
        Ok(_) if !model.overlays.is_empty() => Vec::new(),
        Ok(opened) => {
            model.trail.behind.push(from);
            model.notice = None;
            leave(model, |model| {
                let effects = show(model, ticket, opened);
                land(model);
                effects
            })
        }
    }
}

/// Back to the article that was left by a link; `None` when there is none.
pub(super) fn back(model: &mut Model) -> Option<Vec<Effect>> {
    if matches!(model.screen, Screen::Library(_) | Screen::Search(_)) {
        return None;
    }
    let origin = model.trail.behind.pop()?;
    Some(leave(model, |model| open(model, origin)))
}

/// Forgets the way here, when the reader goes elsewhere by another way.
pub(super) fn forget(model: &mut Model) {
    model.trail = Trail::default();
}
