//! Who said it, by the reader: a name picked among those who may have, or typed.

use super::action::Action;
use super::beside::{Beside, beside, make_room};
use super::editor::Editor;
use super::effect::Effect;
use super::list::List;
use super::model::{Model, Overlay, Screen};
use super::screen::reader;
use super::update::carry_out;
use crate::find::{folded_words, fuzzy};
use crate::span::Span;

/// The list of names over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The words that somebody said.
    pub about: Span,
    /// The letters typed.
    pub editor: Editor,
    /// The picked line.
    pub list: List,
    /// What can be picked now, what fits best first.
    pub lines: Vec<Line>,
    /// Everybody it may be, likeliest first.
    known: Vec<Known>,
}

/// Somebody of the article who may have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// What else the article calls them.
    pub aliases: Vec<String>,
    /// Whether they are thought to have said it.
    pub is_now: bool,
}

/// Somebody who may have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A voice of the article, or somebody it names; with another name of theirs, where that is what was typed.
    Known(String, Option<String>),
    /// Whoever is thought to have said it now: to be picked is to agree.
    Now(String),
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
    ask: impl Fn(&reader::Model) -> Result<(Span, Vec<Known>), String>,
) -> Vec<Effect> {
    let Some(reader) = model.reader() else {
        return Vec::new();
    };
    match ask(reader) {
        Err(refusal) => {
            model.tell(refusal);
            Vec::new()
        }
        Ok((about, known)) => {
            let mut naming =
                Naming { about, editor: Editor::default(), list: List::default(), lines: Vec::new(), known };
            naming.sift();
            make_room(model, about, naming.most_rows());
            model.overlays.push(Overlay::Naming(naming));
            Vec::new()
        }
    }
}

/// Carries out an action of the list.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Naming(naming)) = model.overlays.last() else {
        return Vec::new();
    };
    let height = naming.place(model).inner.saturating_sub(1);
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

    /// Where the list stands, with the line that is typed on top.
    pub fn place(&self, model: &Model) -> Beside {
        beside(model, self.about, self.most_rows())
    }

    /// The rows of the list before anything is typed, so that the box stays where it is.
    fn most_rows(&self) -> usize {
        (self.known.len() + 1).min(MOST_SEEN) + 1
    }

    /// The line of whoever has this name, or is also called so.
    pub(super) fn called(&self, name: &str) -> Option<usize> {
        let known = self.known.iter().find(|known| known.is_called(name))?;
        self.lines.iter().position(|line| match line {
            Line::Known(name, _) | Line::Now(name) => *name == known.name,
            Line::New(_) | Line::Nobody => false,
        })
    }

    /// The lines of those one of whose names has words that begin with all of these, without regard to capitals.
    pub(super) fn having(&self, words: &str) -> Vec<usize> {
        let folded = |words: &str| folded_words(words).to_lowercase();
        let wanted = folded(words);
        let has_all = |name: &String| {
            let name = folded(name);
            wanted.split_whitespace().all(|word| name.split_whitespace().any(|other| other.starts_with(word)))
        };
        let fitting = self.known.iter().filter(|known| known.names().any(has_all));
        fitting.filter_map(|known| self.called(&known.name)).collect()
    }

    /// Keeps those whose name, or another name of theirs, has the letters typed; what was typed can always be given as
    /// a name.
    fn sift(&mut self) {
        let typed = self.editor.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut scored: Vec<(i32, Line)> =
            self.known.iter().filter_map(|known| known.scored(&typed)).collect();
        if !typed.is_empty() {
            scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        let is_known = self.known.iter().any(|known| known.is_called(&typed));
        let last = match typed.as_str() {
            "" => Some(Line::Nobody),
            _ if is_known => None,
            _ => Some(Line::New(typed)),
        };
        self.lines = scored.into_iter().map(|(_, line)| line).chain(last).collect();
        self.list = List::default();
    }
}

impl Known {
    /// Somebody with this name only.
    pub(super) fn named(name: String) -> Self {
        Self { name, aliases: Vec::new(), is_now: false }
    }

    /// Whether this is their name, or another one of theirs, without regard to capitals.
    pub(super) fn is_called(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        self.names().any(|name| name.to_lowercase() == typed)
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// How well the letters fit, and the line: by the name where they fit that, else by the alias that they fit best.
    fn scored(&self, typed: &str) -> Option<(i32, Line)> {
        if let Some(score) = fuzzy(typed, &self.name) {
            let name = self.name.clone();
            return Some((score, if self.is_now { Line::Now(name) } else { Line::Known(name, None) }));
        }
        let fitting = self.aliases.iter().filter_map(|alias| Some((fuzzy(typed, alias)?, alias)));
        let (score, alias) = fitting.max_by_key(|(score, _)| *score)?;
        let name = self.name.clone();
        Some((score, if self.is_now { Line::Now(name) } else { Line::Known(name, Some(alias.clone())) }))
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
        Some(Line::Known(name, typed)) => reader.give_to(naming.about, Some(name), typed.as_deref()),
        Some(Line::New(name) | Line::Now(name)) => reader.give_to(naming.about, Some(name), None),
        Some(Line::Nobody) => reader.give_to(naming.about, None, None),
        None => return Vec::new(),
    };
    carry_out(model, outcome)
}
