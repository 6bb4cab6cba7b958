//! What can be done in the list of speakers besides walking a voice: sort it, join, part, rename, give a role, undo.

use super::action::Action;
use super::effect::Effect;
use super::filter::Filter;
use super::model::{Model, Overlay, Screen};
use super::panel;
use super::prompt;
use super::screen::contents::{self, Asks, Is, Line, Tab, Voice};
use super::screen::reader::Outcome;
use super::update::carry_out;
use super::verb::Verb;

/// Carries out an action of the list of speakers; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Overlay::Contents(shown)) = model.overlays.last() else {
        return None;
    };
    match action {
        Action::Close if shown.asks != Asks::Nothing => {
            reopen(model, Asks::Nothing);
            return Some(Vec::new());
        }
        Action::Undo | Action::Redo => return Some(take_back(model, action)),
        Action::NextSorting
        | Action::JoinSpeakers
        | Action::PartSpeaker
        | Action::RenameSpeaker
        | Action::SpeakerRole => {}
        _ => return None,
    }
    if shown.tab != Tab::Speakers {
        model.tell("this is for the list of speakers");
        return Some(Vec::new());
    }
    if action == Action::NextSorting {
        sort(model);
        return Some(Vec::new());
    }
    match picked(shown) {
        Ok(voice) => begin(model, action, &voice),
        Err(why) => model.tell(why),
    }
    Some(Vec::new())
}

/// While somebody is to be picked, only what helps to pick is done; of anything else it is told what comes first.
pub(super) fn refuses(model: &mut Model, action: Action) -> bool {
    let Some(Overlay::Contents(shown)) = model.overlays.last() else {
        return false;
    };
    let first = match (&shown.asks, action) {
        (Asks::Nothing, _) | (Asks::JoinWith(_), Action::NextSorting) => return false,
        (Asks::JoinWith(name), _) => format!("first Enter on who {name} is too, or Esc"),
        (Asks::PartFrom(name), _) => format!("first Enter on who is not {name}, or Esc"),
    };
    let is_other = matches!(
        action,
        Action::NextSorting
            | Action::JoinSpeakers
            | Action::PartSpeaker
            | Action::RenameSpeaker
            | Action::SpeakerRole
            | Action::Undo
            | Action::Redo
            | Action::NextTab
            | Action::PreviousTab
            | Action::Complete
    );
    if is_other {
        model.tell(first);
    }
    is_other
}

/// Takes the picked line for what is asked; `None` where nothing is. Where it cannot be taken, that is told, and nothing is
/// asked any more.
pub(super) fn choose(model: &mut Model) -> Option<Vec<Effect>> {
    let Some(Overlay::Contents(shown)) = model.overlays.last() else {
        return None;
    };
    let reader = model.reader()?;
    let outcome = match (&shown.asks, shown.line(shown.list.picked)) {
        (Asks::Nothing, _) => return None,
        (Asks::JoinWith(_), _) => match picked(shown) {
            Ok(voice) => match &shown.asks {
                Asks::JoinWith(name) => reader.join(&voice.name, name),
                Asks::Nothing | Asks::PartFrom(_) => return None,
            },
            Err(why) => Outcome::Tell(format!("nobody was joined: {why}")),
        },
        (Asks::PartFrom(was), Some(Line::Alias(alias, _))) => reader.part(&alias, was),
        (Asks::PartFrom(_), _) => return Some(Vec::new()),
    };
    reopen(model, Asks::Nothing);
    Some(carry_out(model, outcome))
}

/// The picked speaker, or why the picked line is none.
fn picked(shown: &contents::Model) -> Result<Voice, &'static str> {
    match shown.line(shown.list.picked) {
        Some(Line::Voice(voice)) => match voice.is {
            Is::Speaker(_) | Is::Author => Ok(voice),
            Is::Unknown => Err("nobody is known there; r on a quotation gives it a speaker"),
            Is::Named => Err("nothing here is said to be theirs; r on a quotation gives it a speaker"),
        },
        _ => Err("pick a speaker first"),
    }
}

/// Asks for what an action about a speaker still needs.
fn begin(model: &mut Model, action: Action, voice: &Voice) {
    let name = voice.name.clone();
    match action {
        Action::JoinSpeakers => {
            model.tell("Enter joins the two, Esc leaves them");
            if let Some(Overlay::Contents(shown)) = model.overlays.last_mut() {
                shown.asks = Asks::JoinWith(name);
                shown.filter = Filter::default();
                shown.sift();
                let picked = shown.list.picked;
                shown.list.picked =
                    if picked + 1 < shown.shown() { picked + 1 } else { picked.saturating_sub(1) };
            }
        }
        Action::PartSpeaker => part(model, voice),
        Action::RenameSpeaker => prompt::open_with(model, &format!("{} {name} to ", Verb::Rename.name())),
        _ => prompt::open_with(
            model,
            &format!("{} {name} is {}", Verb::Role.name(), voice.role.as_deref().unwrap_or_default()),
        ),
    }
    panel::settle(model);
}

/// Lists what else the speaker is called.
fn part(model: &mut Model, voice: &Voice) {
    let aliases = model.reader().and_then(|reader| {
        let analysis = reader.analysis.as_deref()?;
        Some(reader.aliases(analysis, voice.speaker?))
    });
    let aliases = aliases.unwrap_or_default();
    if aliases.is_empty() {
        model.tell(format!("{} is called nothing else where they speak", voice.name));
        return;
    }
    model.tell("Enter parts them, Esc leaves them");
    if let Some(Overlay::Contents(shown)) = model.overlays.last_mut() {
        shown.list_aliases(voice.name.clone(), aliases);
    }
}

fn sort(model: &mut Model) {
    if let Screen::Reader(reader) = &mut model.screen {
        reader.sorting = reader.sorting.next();
        let name = reader.sorting.name();
        let asks = match model.overlays.last() {
            Some(Overlay::Contents(shown)) => shown.asks.clone(),
            _ => Asks::Nothing,
        };
        reopen(model, asks);
        model.tell(format!("speakers by {name}"));
    }
}

/// Makes the list anew for what is asked now, the same voice picked.
fn reopen(model: &mut Model, asks: Asks) {
    if let Some(Overlay::Contents(shown)) = model.overlays.last_mut() {
        shown.asks = asks;
    }
    panel::refresh(model);
}

/// Undoes or does again; the list is made anew when it is done.
fn take_back(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Reader(reader) = &mut model.screen else {
        return Vec::new();
    };
    let outcome = reader.update(action, None);
    carry_out(model, outcome)
}
