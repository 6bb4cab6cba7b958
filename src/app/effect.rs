//! What the shell is to do.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::preferences::Choice;
use super::preset::Preset;
use super::problem::Problem;
use super::shelf::{Deed, Subject, Wanted};
use super::ticket::Ticket;
use crate::annotation::{NoteDraft, Request};
use crate::article::{Article, Origin, SafeText};
use crate::attribution::Analysis;
use crate::export::citation::Cited;
use crate::export::notes::Document;
use crate::find::{Folded, Query};

/// Everything that the pure core can ask the world for.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an effect does nothing until the shell runs it"]
pub enum Effect {
    /// Open an article that the reader named.
    Open(Ticket, Origin),
    /// Open an article that a link leads to, in the article from there.
    Follow(Ticket, Origin, Origin),
    /// Wait no longer for the article that is being opened.
    GiveUp,
    /// Ask the web again: for the page that is kept of this article, else for all feeds that the reader follows.
    Renew(Ticket, Option<Origin>),
    /// Ask the web no further.
    EndRenewing,
    /// Find its quotations and their speakers.
    Analyze(Ticket, Arc<Article>),
    /// Read the reader's notes.
    ReadNotes(Ticket, Arc<Article>),
    /// List a stretch of the library.
    ReadShelf(Ticket, Wanted),
    /// Do something to articles of the library.
    ChangeShelf(Ticket, Deed, Vec<Subject>),
    /// Look for this in the library, as it was typed.
    SearchLibrary(Ticket, String),
    /// Find what is not so in another version of an article that is kept.
    FindChanges(Ticket, Arc<Article>, Arc<Analysis>),
    /// Hold the quotations of an article against the library, as many as a moment allows, from this one on.
    Check(Ticket, Arc<Article>, Arc<Analysis>, usize),
    /// Put changes of notes on the disk, the annotated text with them.
    Record(Ticket, Arc<Article>, Vec<Request>),
    /// Keep a note that is being written, in the place of an earlier draft about the same words.
    KeepDraft(Box<NoteDraft>),
    /// Forget the draft about these words: it was saved, or given up.
    DropDraft(Box<NoteDraft>),
    /// Keep where an article was left.
    Remember(Arc<Article>, Left),
    /// Keep the value of a choice for the next time, or forget it.
    KeepChoice(Choice, Option<String>),
    /// Keep the place of a mark.
    KeepMark(Arc<Article>, char, usize),
    /// Keep an article that was opened, and who speaks in it.
    Shelve(Arc<Article>, Arc<Analysis>),
    /// Read what the keys mean, one's own over this keymap.
    ReadKeys(Preset),
    /// Look for words in a long article.
    Search(Ticket, Lookout),
    /// Write notes to a file with about this name: to a new one, or to the one that an earlier export made for people.
    Export(Ticket, ExportFile),
    /// Open an address, which begins with `https://`, `http://` or `mailto:`, in the program that the system has for it.
    Browse(SafeText),
    /// Put words on the clipboard: the terminal's, and the system's where there is one.
    Copy(String),
    /// Cite words as the style in this file says, which the settings name.
    Cite(String, Box<Cited>),
    /// Let the user write on at this in an editor of their own.
    EditOutside(String),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End, and say why on the terminal that was given back: there is nothing to show.
    Fail(Problem),
    /// End.
    Quit,
}

/// Where an article was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The first byte on the screen.
    pub top: usize,
    /// The byte of the cursor.
    pub cursor: usize,
    /// How far the last row on the screen is, in hundredths.
    pub percent: u8,
}

/// Words to look for, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookout {
    /// The article.
    pub article: Arc<Article>,
    /// Its words as a search reads them, if they were made before.
    pub folded: Option<Arc<Folded>>,
    /// The words.
    pub query: Query,
    /// The byte that the nearest matches are wanted of, where there are too many.
    pub near: usize,
    /// How many are too many.
    pub most: usize,
}

/// A file to be written into the folder the program was started in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// The name without its ending: letters, digits and hyphens.
    pub stem: String,
    /// The ending, without its point.
    pub ending: &'static str,
    /// What stands in it.
    pub document: Document,
    /// The names of notes that were deleted: they are taken out of a file that is brought up to date.
    pub gone: BTreeSet<String>,
}
