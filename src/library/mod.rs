//! The reader's files: notes in journals, the texts that they refer to, and an index that can be thrown away.
//!
//! [`Library`] is the door. The notes are the only thing here that cannot be made again, so they alone have a form
//! that survives everything ([`Journal`]): each instance of the program appends checksummed records to a file of its
//! own, and what all files hold together is the [`Notebook`]. The index (`library.db`) remembers which articles were
//! opened and how far they were read. Nothing is made on the disk before there is something to keep.
#![expect(clippy::disallowed_methods, reason = "this room is the disk")]

pub mod bundled;
mod checkup;
mod correction;
mod day;
mod device;
mod drafts;
mod error;
mod excerpt;
mod files;
mod finding;
mod hit;
mod index;
mod journal;
mod old_texts;
mod packing;
mod parcel;
mod paths;
mod piece;
mod quarantine;
mod query;
mod reading;
mod record;
mod saying;
mod searching;
mod shelf;
mod shelving;
mod stamp;
mod state;
mod subscriptions;
mod texts;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

pub use checkup::{Ailment, Checkup, Degree, repair};
pub use error::Error;
pub use excerpt::Excerpt;
pub use finding::Finding;
pub use hit::{Field, Found, Hit, Hits};
pub use index::{Heard, Place, Position, Unheard};
pub use journal::Journal;
pub use old_texts::OldTexts;
pub use parcel::{Fetched, Parcel};
pub use paths::Paths;
pub use query::{Condition, Content, MINUS, Mistake, Query, State, Term, What};
pub use saying::{Against, Saying, Whole};
pub use searching::Search;
pub use shelf::{Added, ArticleId, Deed, Done, HeardQuotation, Page, ShelfEntry, Sort, Standing, Version};
pub use subscriptions::FeedState;

use crate::annotation::{AnnotationId, Change, Clock, NoteDraft, Notebook, Operation, OperationId, Request};
use crate::article::{Article, Digest, Origin, SafeText};
use index::Index;
use reading::Stamps;

/// The reader's articles and notes on this machine.
#[derive(Debug)]
pub struct Library {
    paths: Paths,
    device: OnceCell<String>,
    journal: Option<Journal>,
    /// The notes as this instance has shown them: what it knows of other instances is what the reader has seen.
    seen: Option<Seen>,
    kept_texts: BTreeSet<Digest>,
    index: Index,
}

#[derive(Debug)]
struct Seen {
    /// The last operation on each annotation, which the next one on it answers.
    lasts: BTreeMap<AnnotationId, OperationId>,
    /// The texts that annotations refer to.
    digests: BTreeSet<Digest>,
    clock: Clock,
    stamps: Stamps,
}

/// The notes as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The notes.
    pub notebook: Notebook,
    /// What the reader should hear about the files.
    pub report: Vec<Finding>,
}

impl Library {
    /// The library at `paths`. Touches nothing.
    pub fn new(paths: Paths) -> Self {
        Self {
            index: Index::new(paths.index_file()),
            paths,
            device: OnceCell::new(),
            journal: None,
            seen: None,
            kept_texts: BTreeSet::new(),
        }
    }

    /// Where everything is.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The name of this device, which its operations carry: what [`Notebook::undo`] asks for. It stays the same as
    /// long as this library lives. It is random, and kept when the first note is.
    pub fn device(&self) -> &str {
        self.device.get_or_init(|| device::kept(&self.paths.device_file()).unwrap_or_else(device::invent))
    }

    /// Reads the notes: those of all devices and instances. May be asked again, for what others have written since.
    ///
    /// # Errors
    /// When a journal is there and cannot be read. Damage within a journal is no error but a finding.
    pub fn notebook(&mut self) -> Result<Loaded, Error> {
        let (notebook, damaged, newer) = self.read()?;
        let mut report = quarantine::keep(&self.paths.notes_journal_dir(), damaged);
        if newer > 0 {
            report.push(Finding::Newer { operations: newer });
        }
        Ok(Loaded { notebook, report })
    }

    /// Whether another instance or a synchronizer has changed the journals since they were read; cheap enough to ask
    /// now and then. A folder that cannot be read counts as unchanged.
    pub fn has_news(&self) -> bool {
        let Some(seen) = &self.seen else { return true };
        let own = self.journal.as_ref().and_then(Journal::file);
        let Ok(now) = reading::stamps(&self.paths.notes_journal_dir()) else {
            return false;
        };
        now.iter().any(|(path, stamp)| Some(path.as_path()) != own && seen.stamps.get(path) != Some(stamp))
    }

    /// Carries out `requests` at `wall` milliseconds since 1970-01-01 UTC; what it returns is durable, and is to be
    /// added to the notebook that [`Library::notebook`] gave.
    ///
    /// `article_text` is the text that new annotations refer to; it is kept before they are recorded.
    ///
    /// # Errors
    /// When anything could not be written; then none of the requests counts, and all may be tried again.
    pub fn record(
        &mut self,
        article_text: Option<(&Digest, &str)>,
        requests: Vec<Request>,
        wall: i64,
    ) -> Result<Vec<Operation>, Error> {
        if requests.is_empty() {
            return Ok(Vec::new());
        }
        if self.seen.is_none() {
            self.read()?;
        }
        if self.journal.is_none() {
            self.paths.note_folders().iter().try_for_each(|folder| files::trust(folder))?;
        }
        if let Some((digest, text)) = article_text.filter(|(digest, _)| !self.kept_texts.contains(digest)) {
            self.keep_text(digest, text)?;
        }
        let device = self.device().to_owned();
        if self.journal.is_none() {
            device::keep(&self.paths.device_file(), &device)?;
        }
        let Some(seen) = self.seen.as_mut() else {
            return Ok(Vec::new());
        };
        let folder = self.paths.notes_journal_dir();
        let journal = self.journal.get_or_insert_with(|| Journal::new(folder, device));
        journal.observe(seen.clock);
        let operations = journal.record(requests, wall, |id| seen.lasts.get(id).cloned())?;
        seen.observe(&operations);
        Ok(operations)
    }

    /// Keeps the text of `article`, for annotations on it that are recorded together with others.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_article(&mut self, article: &Article) -> Result<(), Error> {
        self.paths.note_folders().iter().try_for_each(|folder| files::trust(folder))?;
        if self.kept_texts.contains(&article.digest) {
            return Ok(());
        }
        self.keep_text(&article.digest, article.text())
    }

    /// The text named `digest`, which annotations refer to; `None` when it is not kept.
    ///
    /// # Errors
    /// [`Error::OtherText`] when its file was changed; otherwise when it cannot be read.
    pub fn text(&self, digest: &Digest) -> Result<Option<SafeText>, Error> {
        texts::read(&self.paths.texts_dir(), digest)
    }

    /// The texts that annotations refer to, to find annotations again in articles that have changed.
    pub fn old_texts(&self) -> OldTexts {
        OldTexts::new(self.paths.texts_dir())
    }

    /// Keeps a note that is being written, in the place of an earlier draft about the same words. What is kept is
    /// durable.
    ///
    /// # Errors
    /// When it cannot be written; the earlier draft is still there then.
    pub fn keep_draft(&self, draft: &NoteDraft) -> Result<(), Error> {
        self.paths.note_folders().iter().try_for_each(|folder| files::trust(folder))?;
        drafts::keep(&self.paths.drafts_dir(), draft)
    }

    /// The notes that were being written and neither saved nor given up.
    pub fn drafts(&self) -> Vec<NoteDraft> {
        drafts::all(&self.paths.drafts_dir())
    }

    /// Forgets the draft about the same words as `draft`.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn drop_draft(&self, draft: &NoteDraft) -> Result<(), Error> {
        drafts::forget(&self.paths.drafts_dir(), draft)
    }

    /// Remembers how far the text named `digest` was read, at `millis` since 1970-01-01 UTC.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn remember_position(
        &mut self,
        digest: &Digest,
        origin: &Origin,
        position: Position,
        millis: i64,
    ) -> Result<(), Error> {
        self.index.remember_position(digest, origin, position, millis)
    }

    /// Where to go on reading: the place in this very text, else about how far its origin was read last.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn position(&mut self, digest: &Digest, origin: &Origin) -> Result<Option<Place>, Error> {
        self.index.position(digest, origin)
    }

    /// Remembers that byte `byte` of the text named `digest` was marked with `letter`.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn remember_mark(
        &mut self,
        digest: &Digest,
        letter: char,
        byte: usize,
        millis: i64,
    ) -> Result<(), Error> {
        self.index.remember_mark(digest, letter, byte, millis)
    }

    /// The marked places in the text named `digest`, by letter.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn marks(&mut self, digest: &Digest) -> Result<BTreeMap<char, usize>, Error> {
        self.index.marks(digest)
    }

    /// What was chosen with keys, as the text of a settings file; empty when nothing was.
    ///
    /// # Errors
    /// [`Error::Read`] when its file cannot be read.
    pub fn choices(&self) -> Result<String, Error> {
        state::read(&self.paths.state_file())
    }

    /// Keeps the value of a choice for the next time, or forgets it.
    ///
    /// # Errors
    /// [`Error::Write`] when its file cannot be written.
    pub fn keep_choice(&self, name: &str, value: Option<&str>) -> Result<(), Error> {
        state::keep(&self.paths.state_file(), name, value)
    }

    /// What happened to the index since this was last asked: it may have been moved aside and begun anew.
    pub fn index_findings(&mut self) -> Vec<Finding> {
        self.index.take_findings()
    }

    /// Keeps a text before the first note that refers to it is written.
    fn keep_text(&mut self, digest: &Digest, text: &str) -> Result<(), Error> {
        let folder = self.paths.texts_dir();
        let is_known = |seen: &Seen| seen.digests.contains(digest);
        if texts::keep(&folder, digest, text)? == texts::Kept::Before
            && !self.seen.as_ref().is_some_and(is_known)
        {
            texts::settle(&folder)?;
        }
        self.kept_texts.insert(*digest);
        Ok(())
    }

    /// Reads the journals, and takes note of them in `seen`; gives the notes, the damaged lines, and how many operations are
    /// too new.
    fn read(&mut self) -> Result<(Notebook, Vec<reading::Damaged>, usize), Error> {
        let reading = reading::read(&self.paths.notes_journal_dir())?;
        let notebook = Notebook::new(reading.operations);
        self.seen = Some(Seen {
            lasts: notebook.last_operations(),
            digests: notebook.standing().map(|entry| entry.annotation.target.digest).collect(),
            clock: reading.clock,
            stamps: reading.stamps,
        });
        Ok((notebook, reading.damaged, reading.newer))
    }
}

impl Seen {
    /// Takes note of what this instance has written.
    fn observe(&mut self, operations: &[Operation]) {
        for operation in operations.iter().filter(|operation| operation.change.is_answered()) {
            let subject = operation.change.annotation();
            if self.lasts.contains_key(subject) || matches!(operation.change, Change::Add(_)) {
                self.lasts.insert(subject.clone(), operation.id.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
