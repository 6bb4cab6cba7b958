//! Work that an effect asks for and that needs no library: opening, analysing, exporting.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::open::open;
use super::save::{Existing, save};
use crate::app::{ExportFile, Problem};
use crate::article::{Article, Origin, SafeText};
use crate::attribution::{Analysis, analyze};
use crate::lexicon::Lexicon;

/// Opens an article. A panic in a format's library is this article's problem and nobody else's.
pub(super) fn open_article(origin: &Origin) -> Result<Arc<Article>, Problem> {
    let opened = panic::catch_unwind(AssertUnwindSafe(|| open(origin)));
    let article = opened.unwrap_or_else(|_| {
        Err(Problem::new(
            &format!("cannot open {origin}"),
            "it upset the program; this is a mistake in sayso",
        ))
    })?;
    Ok(Arc::new(article))
}

/// Analyses an article; one that upsets the engine has no quotations rather than no reader.
pub(super) fn analyze_article(article: &Article) -> Result<Arc<Analysis>, Problem> {
    let analysed = panic::catch_unwind(AssertUnwindSafe(|| analyze(article, Lexicon::bundled()))).ok();
    analysed.map(Arc::new).ok_or_else(|| {
        Problem::new("no voices were found", "this article upset the engine; this is a mistake in sayso")
    })
}

/// How many files with one stem are tried before giving up.
const TRIES: usize = 999;

/// Writes an export into `folder` under a name that is not taken yet: "title-notes.md", "title-notes-2.md".
pub(super) fn export(folder: &Path, file: &ExportFile) -> Result<SafeText, Problem> {
    let name = |number: usize| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        PathBuf::from(format!("{}{number}.{}", file.stem, file.ending))
    };
    let free = (1..=TRIES).map(name).find(|name| !folder.join(name).exists());
    let name = free
        .ok_or_else(|| Problem::new("cannot write the notes", "there are too many exports here already"))?;
    save(&folder.join(&name), &file.text, Existing::Keep)?;
    let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(name);
    Ok(SafeText::one_line(&path.display().to_string()))
}
