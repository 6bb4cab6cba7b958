//! All that the program knows while it runs.

use std::collections::BTreeMap;

use super::action::Action;
use super::comparing::Comparing;
use super::drafting::Drafting;
use super::editor::Editor;
use super::exporting::Exporting;
use super::following::Trail;
use super::geometry::Size;
use super::key::Key;
use super::keymap::{Context, Keymap};
use super::naming::Naming;
use super::pace::Pace;
use super::palette::Palette;
use super::preferences::{Preferences, Zen};
use super::problem::Problem;
use super::prompt::Prompt;
use super::renewing::Renewing;
use super::reviewing::Reviewing;
use super::screen::reader::Writing;
use super::screen::{chart, contents, help, library, reader};
use super::searching::{Landing, Searched};
use super::shelving::Deeds;
use super::ticket::{Ticket, Tickets};
use super::why::Why;
use crate::annotation::Colour;
use crate::article::Origin;

/// The whole state.
#[derive(Clone, Debug)]
pub struct Model {
    /// What fills the screen.
    pub screen: Screen,
    /// What lies over it; the last one has the keys.
    pub overlays: Vec<Overlay>,
    /// How large the screen is.
    pub size: Size,
    /// What the keys mean.
    pub keymap: Keymap,
    /// Keys that have been typed and are the beginning of something.
    pub pending: Pending,
    /// Keys for the page of the article that is being opened.
    pub(super) typed_ahead: Vec<Key>,
    /// What is to be done when it is known who speaks, each with its count.
    pub(super) for_voices: Vec<(Action, Option<usize>)>,
    /// What the status line says until the next key.
    pub notice: Option<Notice>,
    /// What the reader chose.
    pub preferences: Preferences,
    /// What the settings say, before anything was chosen with keys.
    pub(super) usual: Preferences,
    /// Articles that were named together, to go on to.
    pub queue: Vec<Origin>,
    /// The names of the themes.
    pub(super) themes: Vec<String>,
    /// How fast the reader reads.
    pub pace: Pace,
    /// Milliseconds since the start, as far as the world has told.
    pub(super) now: u64,
    /// Words looked for earlier, the latest last.
    pub(super) typed: Vec<String>,
    /// Commands typed earlier.
    pub(super) commands: Vec<String>,
    pub(super) tickets: Tickets,
    /// What to say when a change of notes is on the disk.
    pub(super) said: BTreeMap<Ticket, String>,
    /// Notes that were written and are not on the disk yet.
    pub(super) unsaved: BTreeMap<Ticket, (Writing, Editor)>,
    /// What is kept of the note that is being written.
    pub(super) drafting: Drafting,
    /// The colour for a highlight that is not on the disk yet.
    pub(super) paint_next: Option<Colour>,
    /// What the web is being asked for again.
    pub renewing: Option<Renewing>,
    pub(super) started: Started,
    pub(super) trail: Trail,
    /// The library as it was left.
    pub(super) shelf_left: library::Model,
    /// What was done to articles of the library.
    pub(super) deeds: Deeds,
    /// The search whose hit the article is.
    pub(super) searched: Option<Box<Searched>>,
    /// Where an article that is being opened is to be shown.
    pub(super) landing: Option<Landing>,
}

/// What fills the screen.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The library.
    Library(library::Model),
    /// A search of the library.
    Search(Box<Searched>),
    /// An article that is being opened: its name.
    Opening(Ticket, Origin),
    /// An article.
    Reader(Box<reader::Model>),
    /// An article could not be opened.
    Failed(Problem, Origin),
}

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// What the keys do.
    Help(help::Model),
    /// Headings, quotations, speakers, notes.
    Contents(contents::Model),
    /// Who speaks where.
    Chart(chart::Model),
    /// A note being written.
    Note(Writing, Editor),
    /// Which format to write notes in.
    Export(Exporting),
    /// A line being typed.
    Prompt(Prompt),
    /// Everything that can be done.
    Palette(Palette),
    /// Who said the words at the cursor.
    Naming(Naming),
    /// Why they are thought to be somebody's.
    Why(Why),
    /// A note whose words the article has changed.
    Review(Reviewing),
    /// The article beside another version of it, or beside the library.
    Comparing(Comparing),
}

/// A word to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something went wrong.
    pub tone: Tone,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Calm,
    /// Something could not be done.
    Alarm,
}

/// Keys typed so far: a count, and the beginning of a run of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number typed before a key.
    pub count: Option<usize>,
    /// The keys.
    pub keys: Vec<Key>,
    /// What the next key is a letter for.
    pub letter_for: Option<Action>,
    /// Whether the next key may be the digit of a colour.
    pub asks_colour: bool,
}

/// Whether there is a library behind the article, or the program was started for it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Started {
    InLibrary,
    WithArticles,
}

impl Model {
    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match (self.overlays.last(), &self.screen) {
            (
                Some(
                    Overlay::Help(help::Model { filter, .. })
                    | Overlay::Contents(contents::Model { filter, .. }),
                ),
                _,
            ) => {
                if filter.is_typing {
                    Context::Prompt
                } else {
                    Context::List
                }
            }
            (Some(Overlay::Chart(_) | Overlay::Comparing(_)), _) => Context::List,
            (Some(Overlay::Note(..)), _) => Context::Note,
            (Some(Overlay::Export(_)), _) => Context::Export,
            (Some(Overlay::Why(_)), _) => Context::Why,
            (Some(Overlay::Review(_)), _) => Context::Review,
            (Some(Overlay::Prompt(_) | Overlay::Palette(_) | Overlay::Naming(_)), _) => Context::Prompt,
            (None, Screen::Library(_)) => Context::Library,
            (None, Screen::Search(_)) => Context::Search,
            (None, Screen::Reader(reader)) if reader.selection.is_some() => Context::Selection,
            (None, Screen::Reader(_)) => Context::Reader,
            (None, Screen::Failed(..)) => Context::Failed,
            (None, Screen::Opening(..)) => Context::Opening,
        }
    }

    /// Where a key would be pressed if the overlay on top were not there.
    pub fn context_below(&self) -> Context {
        match (self.overlays.len(), &self.screen) {
            (2.., _) => Context::List,
            (_, Screen::Library(_)) => Context::Library,
            (_, Screen::Search(_)) => Context::Search,
            _ => Context::Reader,
        }
    }

    /// The article being read, if one is.
    pub fn reader(&self) -> Option<&reader::Model> {
        match &self.screen {
            Screen::Reader(reader) => Some(reader),
            Screen::Library(_) | Screen::Search(_) | Screen::Opening(..) | Screen::Failed(..) => None,
        }
    }

    /// Whether only the words are shown: where an article is read, if it was chosen.
    pub fn zen(&self) -> Zen {
        if self.reader().is_some() { self.preferences.zen } else { Zen::Off }
    }

    /// Words that the reader reads in a minute: measured, else as chosen.
    pub fn words_a_minute(&self) -> u16 {
        self.pace.words_a_minute().unwrap_or(self.preferences.pace)
    }

    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), tone: Tone::Calm });
    }

    pub(super) fn warn(&mut self, problem: &Problem) {
        self.notice = Some(Notice { text: problem.to_string(), tone: Tone::Alarm });
    }
}
