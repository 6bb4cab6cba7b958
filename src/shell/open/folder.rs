//! The articles of a folder and of the folders in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::super::kept::notice_of;
use super::{corpus, first_bytes, reason};
use crate::app::Problem;
use crate::import::{self, Hint};

/// How deep folders are looked into.
const DEEPEST: usize = 16;

/// The most files of one folder.
const MOST_FILES: usize = 200_000;

/// Endings that files of other kinds have as well: only those count that look like something to read.
const SHARED: [&str; 4] = ["xml", "json", "gz", "zip"];

/// The articles in a folder, by their paths. What begins with a dot, and folders that are only linked to, are left out; so is
/// what looks like an article and is none, which the reader is to hear of.
///
/// # Errors
/// A folder that cannot be read, or holds no article.
pub(super) fn articles(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let cannot = |error: &io::Error| {
        Problem::new(&format!("cannot open the folder {}", folder.display()), &reason(error))
    };
    let mut paths = Vec::new();
    let mut waiting = vec![(folder.to_owned(), 0)];
    while let Some((inner, depth)) = waiting.pop() {
        let entries = match fs::read_dir(&inner) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(cannot(&error)),
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && depth < DEEPEST && !is_hidden(&path) {
                waiting.push((path, depth + 1));
            } else if !is_folder && is_article(&path) && paths.len() < MOST_FILES {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let mut left_out = Vec::new();
    paths.retain(|path| match unfit(path) {
        Some(problem) => {
            left_out.push(problem);
            false
        }
        None => true,
    });
    if paths.is_empty() {
        if left_out.len() == 1 {
            return Err(left_out.remove(0));
        }

        let problem = Problem::new(
            &format!("cannot open {}", folder.display()),
            "there are no articles in this folder",
        );
        return Err(problem.hint("sayso --help tells what can be opened"));
    }
    left_out.into_iter().for_each(notice_of);
    Ok(paths)
}

/// Why a file that nobody named is no article: there is nothing in it, or it is a table of other things.
fn unfit(path: &Path) -> Option<Problem> {
    let start = first_bytes(path)?;
    let is_all = fs::metadata(path).is_ok_and(|metadata| metadata.len() == start.len() as u64);
    if is_all && start.trim_ascii().is_empty() {
        let why = if start.is_empty() { "the file is empty" } else { "there is no text to read in it" };
        return Some(Problem::new(&format!("cannot open {}", path.display()), why));
    }
    if corpus::is_corpus(path) { corpus::check(path).err() } else { None }
}

/// Whether a file is to be read by its name; by its beginning as well, where others have such a name.
pub(super) fn is_article(path: &Path) -> bool {
    let Some(ending) = ending(path).filter(|_| !is_hidden(path) && path.is_file()) else {
        return false;
    };
    let is_shared = SHARED.contains(&ending.as_str());
    import::ENDINGS.contains(&ending.as_str())
        && (!is_shared
            || corpus::is_corpus(path)
            || first_bytes(path).is_some_and(|start| import::is_structured(&start, &Hint::default())))
}

fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
