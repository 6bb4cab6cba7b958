//! Where an export goes: standard output, a file, or a folder with a file for each article.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::form::Form;
use crate::app::{Problem, stem};
use crate::article::SafeText;
use crate::cli::output::Output;
use crate::cli::stop::Stop;
use crate::export::notes::{Document, Sheaf};
use crate::shell::save::{Existing, half_marked, save};

/// Where an export goes.
#[derive(Debug)]
pub(super) enum Destination {
    Output,
    File { path: PathBuf, force: bool },
    Folder { path: PathBuf, force: bool },
}

impl Destination {
    /// What is named with `-o`: what is a folder, or ends like one, is one.
    pub(super) fn new(path: Option<PathBuf>, force: bool) -> Self {
        let Some(path) = path.filter(|path| path != Path::new("-")) else {
            return Self::Output;
        };
        let ends_like_one = path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
        if ends_like_one || path.is_dir() { Self::Folder { path, force } } else { Self::File { path, force } }
    }

    /// Writes the sheaves in a format.
    pub(super) fn write_each(
        &self,
        form: Form<'_>,
        sheaves: &[Sheaf],
        output: &mut Output,
        is_gone: &dyn Fn(&str) -> bool,
    ) -> Result<(), Stop> {
        let Self::Folder { path, force } = self else {
            return self.write(&form.write(sheaves)?, output, is_gone);
        };
        fs::create_dir_all(path).map_err(|error| {
            Problem::new(&format!("cannot make the folder {}", path.display()), &error.kind().to_string())
        })?;
        for sheaf in sheaves {
            let file = path.join(file_name(sheaf, form.ending()));
            to_file(&file, &form.write(std::slice::from_ref(sheaf))?, *force, is_gone)?;
        }
        Ok(())
    }

    /// Writes one document.
    pub(super) fn write(
        &self,
        document: &Document,
        output: &mut Output,
        is_gone: &dyn Fn(&str) -> bool,
    ) -> Result<(), Stop> {
        match self {
            Self::Output => output.bytes(&document.plain()),
            Self::File { path, force } => Ok(to_file(path, document, *force, is_gone)?),
            Self::Folder { path, .. } => {
                let what = format!("cannot write {}", path.display());
                Err(Problem::new(&what, "it is a folder").hint("name a file in it").into())
            }
        }
    }
}

/// A name that the same article gives each time, and no other one.
fn file_name(sheaf: &Sheaf, ending: &str) -> String {
    let key: String = sheaf.key().chars().take(8).collect();
    format!("{}-{key}.{ending}", stem(sheaf.title()))
}

/// Writes a new file, or brings one up to date that was written before.
fn to_file(
    path: &Path,
    document: &Document,
    force: bool,
    is_gone: &dyn Fn(&str) -> bool,
) -> Result<(), Problem> {
    let fresh = document.fresh();
    // Where it cannot be read, writing says why.
    let old = if force { None } else { read(path) };
    let Some(old) = old else {
        return save(path, &fresh, if force { Existing::Replace } else { Existing::Keep });
    };
    if old == fresh {
        return Ok(());
    }
    if let (Document::Managed(managed), Ok(old)) = (document, std::str::from_utf8(&old))
        && managed.is_in(old)
    {
        let new = managed.updated(old, is_gone).map_err(|damage| {
            half_marked(path, damage).hint("put it right, or add --force to write the file anew")
        })?;
        return if new == old { Ok(()) } else { save(path, new.as_bytes(), Existing::Replace) };
    }
    let existing = if may_replace(path) { Existing::Replace } else { Existing::Keep };
    save(path, &fresh, existing)
}

#[expect(clippy::disallowed_methods, reason = "commands read files")]
fn read(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_file());
    if is_file { fs::read(path).ok() } else { None }
}

/// Asks, where there is somebody to ask.
fn may_replace(path: &Path) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return false;
    }
    let name = SafeText::one_line(&path.display().to_string());
    write!(io::stderr().lock(), "{name} is there already. Replace it? [y/N] ").ok();
    let mut answer = String::new();
    let answered = io::stdin().lock().read_line(&mut answer);
    answered.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
