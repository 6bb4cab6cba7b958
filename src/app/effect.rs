//! What the shell is to do.

use std::sync::Arc;

use super::ticket::Ticket;
use crate::annotation::Request;
use crate::article::{Article, Origin};

/// Everything that the pure core can ask the world for.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an effect does nothing until the shell runs it"]
pub enum Effect {
    /// Open an article.
    Open(Ticket, Origin),
    /// Find its quotations and their speakers.
    Analyze(Ticket, Arc<Article>),
    /// Read the reader's notes.
    ReadNotes(Ticket),
    /// List the library.
    ReadShelf(Ticket),
    /// Put changes of notes on the disk, the annotated text with them.
    Record(Ticket, Arc<Article>, Vec<Request>),
    /// Keep where an article was left: the byte on top, and percent.
    Remember(Arc<Article>, usize, u8),
    /// Keep that an article was opened, how many words it has and how many quotations.
    Shelve(Arc<Article>, usize, usize),
    /// Write notes to a new file with about this name.
    Export(Ticket, ExportFile),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    Quit,
}

/// A file to be written into the folder the program was started in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// The name without its ending: letters, digits and hyphens.
    pub stem: String,
    /// The ending, without its point.
    pub ending: &'static str,
    /// What stands in it.
    pub text: String,
}
