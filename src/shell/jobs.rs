//! Work that an effect asks for and that needs no library: opening, analysing, exporting.

use std::fs;
use std::hint;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::open::{Asking, begin, open_as};
use super::save::{Existing, half_marked, save};
use crate::app::{ExportFile, Lookout, Message, Problem, Ticket};
use crate::article::{Article, Draft, Origin, SafeText};
use crate::attribution::{Analysis, analyze, prepare};
use crate::export::notes::Document;
use crate::find::Folded;
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;

/// Opens an article. A panic in a format's library is this article's problem and nobody else's.
pub(super) fn open_article(origin: &Origin, asking: &Asking) -> Result<Arc<Article>, Problem> {
    guarded(origin, || open_as(origin, asking)).map(Arc::new)
}

/// Opens an article so far that its beginning can be read, with what makes it whole.
pub(super) fn begin_article(
    origin: &Origin,
    asking: &Asking,
) -> Result<(Arc<Article>, Option<Draft>), Problem> {
    guarded(origin, || begin(origin, asking)).map(|(article, rest)| (Arc::new(article), rest))
}

/// The whole of an article that was begun. One that upsets the program is left as it is.
pub(super) fn complete_article(origin: &Origin, draft: Draft) -> Option<Arc<Article>> {
    guarded(origin, || Ok(Article::new(origin.clone(), with_blocks(draft)))).map(Arc::new).ok()
}

fn guarded<T>(origin: &Origin, open: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    panic::catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|_| {
        Err(Problem::new(
            &format!("cannot open {origin}"),
            "it upset the program; this is a mistake in sayso",
        ))
    })
}

/// Looks for words in a long article.
pub(super) fn search(ticket: Ticket, lookout: Lookout) -> Message {
    let Lookout { article, folded, query, near, most } = lookout;
    let folded = folded.unwrap_or_else(|| {
        Arc::new(Folded::new(article.text(), article.blocks().iter().map(|block| block.span)))
    });
    let matches = query.matches(article.text(), &folded, near, most);
    Message::Searched(ticket, matches, folded)
}

/// Analyses an article; one that upsets the engine has no quotations rather than no reader.
///
/// The answer is a copy: between the pieces of the first one lies what was needed on the way, many times as large, and
/// the system's allocator only gives back what has nothing kept in it. Threads have their own places there. So the word
/// lists are read before the engine begins, and nothing stays where it worked.
pub(super) fn analyze_article(article: &Article) -> Result<Arc<Analysis>, Problem> {
    prepare();
    let first = named_thread("engine", || analyze(article, Lexicon::bundled())).ok_or_else(|| {
        Problem::new("no voices were found", "this article upset the engine; this is a mistake in sayso")
    })?;
    let kept = Arc::new(first.compact());
    drop(first);
    if article.text().len() > LARGE {
        // A thread works where the last one ended that did.
        named_thread("tidy", give_back_freed);
    }
    Ok(kept)
}

/// What `work` gives in a thread of its own; nothing when it panics, or no thread can be had.
fn named_thread<T: Send>(name: &str, work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let working = thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, work);
        working.ok().and_then(|working| working.join().ok())
    })
}

/// A text of so many bytes leaves much behind when it was analysed.
const LARGE: usize = 1 << 20;

/// Room that the allocator takes from the end of what a thread has, rather than from the system for itself.
const BLOCK: usize = 100 << 10;
/// More of that than the allocator ever keeps for later.
const BLOCKS: usize = 800;

/// Has the system's allocator give back what this thread has freed. The GNU one keeps what is free at the end of a
/// thread's memory until that is more than a threshold, which grows with use up to 64 MiB. So the end is moved so far
/// away and let go: room that nobody writes in costs nothing.
fn give_back_freed() {
    let room: Vec<Vec<u8>> = (0..BLOCKS).map(|_| Vec::with_capacity(BLOCK)).collect();
    drop(hint::black_box(room));
}

/// How many files with one stem are tried before giving up.
const TRIES: usize = 999;

/// Writes an export into `folder`. Where an earlier export of these notes can be brought up to date, it is; else the file
/// gets a name that is not taken yet: "title-notes.md", "title-notes-2.md".
pub(super) fn export(folder: &Path, file: &ExportFile) -> Result<SafeText, Problem> {
    let name = |number: usize| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        PathBuf::from(format!("{}{number}.{}", file.stem, file.ending))
    };
    for name in (1..=TRIES).map(name) {
        let path = folder.join(&name);
        if path.symlink_metadata().is_err() {
            save(&path, &file.document.fresh(), Existing::Keep)?;
        } else if let Some(new) = brought_up_to_date(&path, file)? {
            save(&path, new.as_bytes(), Existing::Replace)?;
        } else {
            continue;
        }
        let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(name);
        return Ok(SafeText::one_line(&path.display().to_string()));
    }
    Err(Problem::new("cannot write the notes", "there are too many exports here already"))
}

/// The text of the file at `path` with these notes in it; `None` where it is none of theirs.
#[expect(clippy::disallowed_methods, reason = "the shell reads files")]
fn brought_up_to_date(path: &Path, file: &ExportFile) -> Result<Option<String>, Problem> {
    let Document::Managed(managed) = &file.document else {
        return Ok(None);
    };
    let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let old = if is_file { fs::read_to_string(path).ok() } else { None };
    let Some(old) = old.filter(|old| managed.is_of(old)) else {
        return Ok(None);
    };
    match managed.updated(&old, |name| file.gone.contains(name)) {
        Ok(new) => Ok(Some(new)),
        Err(damage) => Err(half_marked(path, damage).hint("put it right, or move the file away")),
    }
}
