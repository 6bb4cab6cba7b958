//! The one who keeps the library: a thread that does what touches it in the order in which it was asked for, so that
//! notes are on the disk in the order in which they were made, and all of them before the program ends.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::apart::{LARGE, apart};
use super::catalogue::{Catalogue, change};
use super::citing::cite;
use super::comparing;
use super::hearing::heard;
use super::input::Mail;
use super::jobs::{begin_article, complete_article};
use super::kept::{take_notices, take_said};
use super::keymap::keymap;
use super::open::Asking;
use crate::app::{Effect, Extent, LastPlace, Message, Opened, Problem, ReadNotes, Ticket};
use crate::article::{Article, Origin};
use crate::attribution::Analysis;
use crate::library::{Error, Finding, Library, Place, Position};

/// The library and what can be asked of it.
#[derive(Debug)]
pub(super) struct Desk {
    library: Library,
    /// Whether the notes were asked for: before that, nothing about them is news.
    has_read: bool,
    catalogue: Catalogue,
}

impl Desk {
    pub(super) fn new(library: Library) -> Self {
        Self { catalogue: Catalogue::new(&library), library, has_read: false }
    }

    /// Does what an effect asks of the library; `None` when it asks nothing of it.
    pub(super) fn serve(&mut self, effect: Effect) -> Option<Vec<Message>> {
        let answer = match effect {
            Effect::ReadNotes(ticket, article) => {
                let (notes, warnings) = self.notes(&article);
                let read =
                    [Message::NotesRead(ticket, notes), Message::DraftsRead(ticket, self.library.drafts())];
                return Some(warnings.into_iter().chain(read).collect());
            }
            Effect::ReadShelf(ticket, wanted) => {
                vec![Message::ShelfRead(ticket, self.catalogue.list(&mut self.library, &wanted))]
            }
            Effect::ChangeShelf(ticket, deed, subjects) => {
                let changed = change(&mut self.library, deed, &subjects, now());
                vec![Message::ShelfChanged(ticket, changed)]
            }
            Effect::SearchLibrary(ticket, typed) => {
                vec![Message::LibrarySearched(ticket, self.catalogue.search(&mut self.library, &typed))]
            }
            effect @ (Effect::FindChanges(..) | Effect::Check(..)) => {
                comparing::serve(&mut self.library, effect)
            }
            Effect::Record(ticket, article, requests) => {
                let text = Some((&article.digest, article.text()));
                let recorded = self.library.record(text, requests, now());
                vec![Message::Recorded(ticket, recorded.map_err(|error| unsaved(&error)))]
            }
            Effect::KeepDraft(draft) => {
                let kept = self.library.keep_draft(&draft);
                kept.err().map(|error| Message::Warned(unsaved(&error))).into_iter().collect()
            }
            Effect::DropDraft(draft) => {
                // What is left over is offered again, and nothing is lost.
                self.library.drop_draft(&draft).ok();
                Vec::new()
            }
            Effect::Remember(article, left) => {
                let position = Position { byte: left.top, cursor: left.cursor, percent: left.percent };
                // A place that cannot be kept is not worth a word: the article opens at its start.
                self.library.remember_position(&article.digest, &article.origin, position, now()).ok();
                Vec::new()
            }
            Effect::KeepChoice(choice, value) => {
                // It is chosen all the same, only not for the next time.
                self.library.keep_choice(choice.name(), value.as_deref()).ok();
                Vec::new()
            }
            Effect::Cite(file, cited) => {
                vec![Message::Cited(cite(self.library.paths(), &file, &cited))]
            }
            Effect::ReadKeys(preset) => {
                let (keymap, problems) = keymap(preset, &self.library.paths().keymap_file());
                vec![Message::KeysRead(Box::new(keymap), problems)]
            }
            Effect::KeepMark(article, letter, byte) => {
                self.library.remember_mark(&article.digest, letter, byte, now()).ok();
                Vec::new()
            }
            Effect::Shelve(article, analysis) => {
                self.shelve(&article, &analysis);
                Vec::new()
            }
            _ => return None,
        };
        Some(answer)
    }

    /// Keeps an article that was opened, and who speaks in it. One that cannot be kept can be read all the same, and is
    /// kept the next time.
    fn shelve(&mut self, article: &Article, analysis: &Analysis) {
        if article.text().len() <= LARGE {
            shelve(&mut self.library, article, analysis).ok();
        } else {
            let paths = self.library.paths().clone();
            apart("shelve", || shelve(&mut Library::new(paths), article, analysis).is_ok(), |done| *done);
        }
    }

    /// Looks whether somebody else has changed the notes since they were read.
    fn look(&self) -> Option<Message> {
        (self.has_read && self.library.has_news()).then_some(Message::NotesChanged)
    }

    /// The folder of the journals.
    pub(super) fn journals(&self) -> PathBuf {
        self.library.paths().notes_journal_dir()
    }

    /// An article with what is known of it from the last time.
    pub(super) fn opened(&mut self, article: Arc<Article>) -> Opened {
        let place = self.place(&article);
        let marks = self.library.marks(&article.digest).unwrap_or_default();
        Opened { article, place, marks, extent: Extent::Whole }
    }

    fn place(&mut self, article: &Article) -> Option<LastPlace> {
        let place = self.library.position(&article.digest, &article.origin).ok()??;
        Some(match place {
            Place::At { byte, cursor } => LastPlace::Byte { top: byte, cursor },
            Place::About(percent) => LastPlace::Percent(percent),
        })
    }

    fn notes(&mut self, article: &Article) -> (Result<ReadNotes, Problem>, Vec<Message>) {
        let device = self.library.device().to_owned();
        self.has_read = true;
        match self.library.notebook() {
            Ok(loaded) => {
                let is_new = |finding: &&Finding| {
                    !matches!(finding, Finding::Damaged { is_new: false, .. } | Finding::Newer { .. })
                };
                let warning =
                    |finding: &Finding| Message::Warned(Problem::new("in your notes", &finding.to_string()));
                let warnings = loaded.report.iter().filter(is_new).map(warning).collect();
                let notebook = loaded.notebook;
                let anchors = Arc::new(self.library.old_texts().anchors(article, &notebook));
                (Ok(ReadNotes { notebook, device, anchors }), warnings)
            }
            Err(error) => (Err(Problem::new("your notes cannot be read", &error.to_string())), Vec::new()),
        }
    }
}

fn shelve(library: &mut Library, article: &Article, analysis: &Analysis) -> Result<(), Error> {
    let fetched = take_said(&article.origin);
    let Some(id) = library.remember_page(article, fetched, now())? else { return Ok(()) };
    library.hear(&[heard(id, article, analysis)], now())
}

/// Milliseconds since 1970-01-01 UTC.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The clerk's thread, and the way to it.
#[derive(Debug)]
pub(super) struct Clerk {
    errands: Option<Sender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

/// What the clerk is asked for.
enum Errand {
    /// Something of the library.
    Serve(Effect),
    /// What is known of an article from the last time, for the answer to an opening.
    Known(Arc<Article>, Sender<Opened>),
    /// Whether somebody else has changed the notes.
    Look,
}

impl Clerk {
    /// Starts the thread.
    pub(super) fn start(mut desk: Desk, mailbox: Sender<Mail>) -> io::Result<Self> {
        let (errands, asked) = channel::<Errand>();
        let work = move || {
            for errand in asked {
                run_errand(&mut desk, errand, &mailbox);
            }
        };
        let thread = thread::Builder::new().name("clerk".to_owned()).spawn(work)?;
        Ok(Self { errands: Some(errands), thread: Some(thread) })
    }

    /// Asks for something.
    pub(super) fn ask(&self, effect: Effect) {
        if let Some(errands) = &self.errands {
            errands.send(Errand::Serve(effect)).ok();
        }
    }

    /// Asks whether somebody else has changed the notes; the answer is a message if so.
    pub(super) fn look(&self) {
        if let Some(errands) = &self.errands {
            errands.send(Errand::Look).ok();
        }
    }

    /// Another way to the clerk, for a job.
    pub(super) fn line(&self) -> Option<ClerkLine> {
        self.errands.clone().map(ClerkLine)
    }

    /// Waits until everything that was asked for is done.
    pub(super) fn finish(&mut self) {
        self.errands = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn unsaved(error: &Error) -> Problem {
    Problem::new("the note is not saved", &error.to_string())
}

fn run_errand(desk: &mut Desk, errand: Errand, mailbox: &Sender<Mail>) {
    match errand {
        Errand::Serve(effect) => {
            for message in desk.serve(effect).unwrap_or_default() {
                mailbox.send(Mail::Answer(message)).ok();
            }
        }
        Errand::Look => {
            if let Some(message) = desk.look() {
                mailbox.send(Mail::Answer(message)).ok();
            }
        }
        Errand::Known(article, answer) => {
            answer.send(desk.opened(article)).ok();
        }
    }
}

/// A job's way to the clerk.
#[derive(Debug)]
pub(super) struct ClerkLine(Sender<Errand>);

impl ClerkLine {
    /// How long the first frame of an article may wait to learn where it was left, in milliseconds.
    const PATIENCE: u64 = 40;

    /// Opens an article, with the place where it was left if that is known soon enough. What comes later, that or the
    /// rest of a long article, is sent behind it.
    pub(super) fn open(self, ticket: Ticket, origin: &Origin, asking: &Asking, send: impl Fn(Message)) {
        let (article, rest) = match begin_article(origin, asking) {
            Ok(begun) => begun,
            Err(problem) => return send(Message::Opened(ticket, Err(problem))),
        };
        let (answer, told) = channel();
        self.0.send(Errand::Known(Arc::clone(&article), answer)).ok();
        // The clerk goes home when nobody can ask any more.
        drop(self);
        let known = told.recv_timeout(Duration::from_millis(Self::PATIENCE)).ok();
        let begun = Arc::clone(&article);
        let is_late = known.is_none();
        let unknown = Opened { article, place: None, marks: BTreeMap::new(), extent: Extent::Whole };
        let extent = if rest.is_some() { Extent::Beginning } else { Extent::Whole };
        send(Message::Opened(ticket, Ok(Opened { extent, ..known.unwrap_or(unknown) })));
        for notice in take_notices() {
            send(Message::Warned(notice));
        }
        if let Some(rest) = rest {
            let whole = complete_article(origin, rest).unwrap_or(begun);
            send(Message::Completed(ticket, whole));
        }
        if let Some(known) = Some(told).filter(|_| is_late).and_then(|told| told.recv().ok()) {
            send(Message::Recalled(ticket, known.place, known.marks));
        }
    }
}
