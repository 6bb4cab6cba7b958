//! What the library keeps, for whoever opens articles: texts whose origin is gone or far away, and articles by their ids.
//!
//! Which library that is, is settled once, when the program starts; until then nothing is kept.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::app::Problem;
use crate::article::{Draft, Origin};
use crate::library::{Fetched, Library, Paths};

static LIBRARY: OnceLock<Paths> = OnceLock::new();
static NOTICES: Mutex<Vec<Problem>> = Mutex::new(Vec::new());

/// The fewest digits that an id of an article is known by.
const LEAST_DIGITS: usize = 6;
/// How many articles are named where an id is not clear.
const NAMED: usize = 5;

/// From now on the library at `paths` is asked. Only the first one counts.
pub fn set_library(paths: Paths) {
    LIBRARY.set(paths).ok();
}

/// What was told since this was asked last: that a text is a copy because its file is gone, that a file of a folder was left
/// out.
pub fn take_notices() -> Vec<Problem> {
    std::mem::take(&mut *NOTICES.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What servers said about pages that were fetched since the program started and are not kept yet.
static SAID: Mutex<Vec<(Origin, Fetched)>> = Mutex::new(Vec::new());
/// Of so many pages at most that is known; they are kept one by one.
const MOST_SAID: usize = 1_000;

/// Notes what a server said about the page at `origin`, for when it is kept.
pub(super) fn said_by_server(origin: &Origin, fetched: Fetched) {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.len() >= MOST_SAID {
        said.remove(0);
    }
    said.push((origin.clone(), fetched));
}

/// What a server said about the page at `origin`, once.
pub(super) fn take_said(origin: &Origin) -> Option<Fetched> {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let at = said.iter().rposition(|(other, _)| other == origin)?;
    Some(said.swap_remove(at).1)
}

/// The text that was last met at `origin`, where it is kept.
pub(super) fn copy(origin: &Origin) -> Option<Draft> {
    library()?.copy_of(origin).ok().flatten()
}

/// The same for a file that is gone, which the reader is to hear of.
pub(super) fn copy_of_gone(origin: &Origin) -> Option<Draft> {
    let copy = copy(origin)?;
    let notice =
        Problem::new(&format!("{origin} is not there any more"), "this is the copy that the library kept");
    notice_of(notice);
    Some(copy)
}

/// Has something told that keeps nobody from reading on.
pub(super) fn notice_of(notice: Problem) {
    NOTICES.lock().unwrap_or_else(PoisonError::into_inner).push(notice);
}

/// The article that `id`, the beginning of a digest, names; `None` where it is no id, or no article has it.
///
/// # Errors
/// When more than one article has it.
pub(super) fn by_id(id: &str) -> Result<Option<Origin>, Problem> {
    let entries = if is_id(id) {
        library().and_then(|mut library| library.beginning(id, NAMED).ok()).unwrap_or_default()
    } else {
        Vec::new()
    };
    match entries.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.origin.clone())),
        several => {
            let name = |entry: &crate::library::ShelfEntry| {
                let id: String = entry.digest.to_string().chars().take(id.len() + 4).collect();
                format!("{id} {}", entry.title)
            };
            let names: Vec<String> = several.iter().map(name).collect();
            Err(Problem::new(&format!("it is not clear which article {id} is"), &names.join("; "))
                .hint("write more of the id"))
        }
    }
}

/// Whether this can be the id of an article.
pub fn is_id(text: &str) -> bool {
    (LEAST_DIGITS..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn library() -> Option<Library> {
    LIBRARY.get().cloned().map(Library::new)
}
