//! Work that an effect asks for and that needs no library: opening, analysing, exporting.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::apart::apart;
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
/// The word lists are read before the engine begins, so that nothing stays where it worked.
pub(super) fn analyze_article(article: &Article) -> Result<Arc<Analysis>, Problem> {
    prepare();
    let work = || analyze(article, Lexicon::bundled());
    apart("engine", work, |first| Arc::new(first.compact())).ok_or_else(|| {
        Problem::new("no voices were found", "this article upset the engine; this is a mistake in sayso")
    })
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
