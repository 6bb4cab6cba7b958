//! What can happen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::geometry::Size;
use super::key::Key;
use super::keymap::Keymap;
use super::mouse::Touch;
use super::preferences::Preferences;
use super::problem::Problem;
use super::shelf::{Found, Shelf};
use super::ticket::Ticket;
use crate::annotation::anchor::Anchors;
use crate::annotation::{NoteDraft, Notebook, Operation};
use crate::article::{Article, SafeText};
use crate::attribution::Analysis;
use crate::export::checked::Told;
use crate::find::{Folded, Matches};
use crate::revision::Change;

/// Everything that can happen to the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// So many milliseconds have gone by since the program was started; told before a key.
    Clock(u64),
    /// The mouse did something.
    Mouse(Touch),
    /// Text was pasted.
    Pasted(String),
    /// The screen has this size now.
    Resized(Size),
    /// An article was opened, or could not be.
    Opened(Ticket, Result<Opened, Problem>),
    /// What is kept from the web was asked for again, or could not be.
    Renewed(Ticket, Result<Renewal, Problem>),
    /// An article was analysed.
    Analyzed(Ticket, Arc<Analysis>),
    /// The notes were read, or could not be.
    NotesRead(Ticket, Result<ReadNotes, Problem>),
    /// The notes that were being written and not saved, of all articles.
    DraftsRead(Ticket, Vec<NoteDraft>),
    /// Another instance, or a synchronizer, has changed the notes on the disk.
    NotesChanged,
    /// Changes of notes are on the disk, or could not be put there.
    Recorded(Ticket, Result<Vec<Operation>, Problem>),
    /// A stretch of the library was listed, or why it cannot be, in words.
    ShelfRead(Ticket, Result<Shelf, String>),
    /// Something was done to articles: to those with these numbers.
    ShelfChanged(Ticket, Result<Vec<i64>, Problem>),
    /// The library was searched, or why it cannot be, in words.
    LibrarySearched(Ticket, Result<Found, String>),
    /// What is not so in another version of the article, if one is kept, or why that cannot be told.
    Compared(Ticket, Result<Option<Versions>, Problem>),
    /// Some quotations of the article were held against the library, or why they cannot be.
    Checked(Ticket, Result<CheckedPart, Problem>),
    /// Words were cited in the reader's own style, or could not be.
    Cited(Result<CitedWords, Problem>),
    /// Notes were written to this file, or could not be.
    Exported(Ticket, Result<SafeText, Problem>),
    /// What was written in the user's own editor, or why it could not be.
    EditedOutside(Result<String, Problem>),
    /// An address was handed to the system's program for it, or could not be.
    Browsed(Result<(), Problem>),
    /// The user's settings were changed while the program runs.
    SettingsRead(Box<ReadSettings>),
    /// What the keys mean now, and what is wrong in the user's own.
    KeysRead(Box<Keymap>, Vec<Problem>),
    /// What was known of an open article from the last time, which came too late for its first frame.
    Recalled(Ticket, Option<LastPlace>, BTreeMap<char, usize>),
    /// The rest of an article that was opened in part: the same text, with all of its paragraphs.
    Completed(Ticket, Arc<Article>),
    /// Where words are that were looked for, and the words of the article as a search reads them.
    Searched(Ticket, Matches, Arc<Folded>),
    /// Something went wrong that the reader should know of.
    Warned(Problem),
    /// The program was asked to end from outside.
    Stopped,
}

/// Another version of the article, beside the one that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Which other version.
    pub which: Which,
    /// When that was first seen, in words.
    pub seen: String,
    /// What is not in the later one as it was in the earlier, with its places in the article that is read.
    pub changes: Vec<Change>,
}

/// A version beside the one that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// One that it took the place of.
    Earlier,
    /// One that has taken its place.
    Later,
}

/// Some of the quotations of an article, held against the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedPart {
    /// Each with its number among all quotations, from 0.
    pub quotations: Vec<(usize, Told)>,
    /// The number of the quotation to go on with; `None` when all are done.
    pub next: Option<usize>,
    /// How many other articles there are, told with the first of them.
    pub others: Option<usize>,
    /// In how many nobody has listened for voices yet, told with the first of them.
    pub unheard: Option<usize>,
}

/// What came of asking the web again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// More is to come.
    Step {
        /// How many things have been asked for.
        done: usize,
        /// How many there are to ask for, as far as is known.
        of: usize,
        /// How many new articles came.
        new: usize,
    },
    /// The article is as it was.
    Same,
    /// The article has another text by now, which is kept beside this one.
    Changed,
    /// What came is worse than what is kept, which stays; why.
    Held(SafeText),
    /// It was given up when so many new articles had come.
    GivenUp(usize),
    /// So many new articles came, and so many feeds failed.
    Feeds(usize, usize),
}

/// Words with their citation in the reader's own style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedWords {
    /// On one line.
    pub text: String,
    /// How many things the style asks for that are left out.
    pub left_out: usize,
}

/// An article, and where it was left when it was read last.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// Where it was left.
    pub place: Option<LastPlace>,
    /// The places that were marked, by letter.
    pub marks: BTreeMap<char, usize>,
    /// Whether its paragraphs are all known, or the rest of them is still to come.
    pub extent: Extent,
}

/// How far the paragraphs of an article are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    #[default]
    Whole,
    /// Those at the beginning; what is behind them is one, until it is looked at.
    Beginning,
}

/// Where an article was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastPlace {
    /// With this byte of the same text first on the screen, and the cursor at that one.
    Byte {
        /// The first byte on the screen.
        top: usize,
        /// The byte of the cursor.
        cursor: usize,
    },
    /// Somewhere here, in a text that has changed since: percent.
    Percent(u8),
}

/// What the user's settings say.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSettings {
    /// What the keys mean.
    pub keymap: Keymap,
    /// What is chosen now.
    pub preferences: Preferences,
    /// What the settings say without what was chosen with keys.
    pub usual: Preferences,
    /// The names of the themes.
    pub themes: Vec<String>,
}

/// The reader's notes.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadNotes {
    /// All of them.
    pub notebook: Notebook,
    /// The device whose changes undo takes back.
    pub device: String,
    /// Where they are in the article that is open.
    pub anchors: Arc<Anchors>,
}
