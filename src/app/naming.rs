//! Who said it, by the reader: a name picked among those who may have, or typed.

use super::action::Action;
use super::editor::Editor;
use super::effect::Effect;
use super::geometry::{inner_height, overlay};
use super::list::List;
use super::model::{Model, Overlay, Screen};
use super::overlay::WIDEST;
use super::screen::reader;
use super::update::carry_out;
use crate::find::fuzzy;
use crate::span::Span;

/// The list of names over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The words that somebody said.
    about: Span,
    /// The letters typed.
    pub editor: Editor,
    /// The picked line.
    pub list: List,
    /// What can be picked now, what fits best first.
    pub lines: Vec<Line>,
    /// All names, likeliest first.
    names: Vec<String>,
}

/// Somebody who may have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A voice of the article, or somebody it names.
    Known(String),
    /// The name as typed.
    New(String),
    /// Nobody who is known.
    Nobody,
}

/// The lines that are seen at most.
pub const MOST_SEEN: usize = 10;

/// Opens the list for the words that `ask` finds at the cursor.
pub(super) fn open(
    model: &mut Model,
    ask: impl Fn(&reader::Model) -> Result<(Span, Vec<String>), String>,
) -> Vec<Effect> {
    let Some(reader) = model.reader() else {
        return Vec::new();
    };
    match ask(reader) {
        Err(refusal) => {
            model.tell(refusal);
            Vec::new()
        }
        Ok((about, names)) => {
            let mut naming =
                Naming { about, editor: Editor::default(), list: List::default(), lines: Vec::new(), names };
            naming.sift();
            model.overlays.push(Overlay::Naming(naming));
            Vec::new()
        }
    }
}

/// Carries out an action of the list.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let height = inner_height(overlay(model.size, WIDEST, MOST_SEEN + 1)).saturating_sub(1);
    let Some(Overlay::Naming(naming)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    let count = naming.lines.len();
    match action {
        Action::Close => {
            model.overlays.pop();
        }
        Action::Choose => return choose(model),
        Action::Up => {
            naming.list.act(Action::LineUp, count, height, 1);
        }
        Action::Down | Action::Complete => {
            naming.list.act(Action::LineDown, count, height, 1);
        }
        _ => {
            if naming.editor.act(action) {
                naming.sift();
            }
        }
    }
    Vec::new()
}

impl Naming {
    /// Types letters.
    pub(super) fn insert(&mut self, words: &str) {
        self.editor.insert(words);
        self.sift();
    }

    /// Keeps the names that have the letters typed; the name as typed can always be given.
    fn sift(&mut self) {
        let typed = self.editor.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut scored: Vec<(i32, &String)> =
            self.names.iter().filter_map(|name| Some((fuzzy(&typed, name)?, name))).collect();
        if !typed.is_empty() {
            scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        let known = scored.into_iter().map(|(_, name)| Line::Known(name.clone()));
        let is_known = self.names.contains(&typed);
        let last = match typed.as_str() {
            "" => Some(Line::Nobody),
            _ if is_known => None,
            _ => Some(Line::New(typed)),
        };
        self.lines = known.chain(last).collect();
        self.list = List::default();
    }
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Naming(naming)) = model.overlays.pop() else {
        return Vec::new();
    };
    let Screen::Reader(reader) = &model.screen else {
        return Vec::new();
    };
    let outcome = match naming.lines.get(naming.list.picked) {
        Some(Line::Known(name) | Line::New(name)) => reader.give_to(naming.about, Some(name)),
        Some(Line::Nobody) => reader.give_to(naming.about, None),
        None => return Vec::new(),
    };
    carry_out(model, outcome)
}
