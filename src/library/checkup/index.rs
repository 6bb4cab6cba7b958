//! The index: whether SQLite finds it sound.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Checkup;
use crate::library::index::Index;
use crate::library::{Error, Paths};

pub(super) fn look(paths: &Paths, checkup: &mut Checkup) {
    let file = paths.index_file();
    if !file.exists() {
        return checkup.sound("there is no index yet; it is made when an article is opened");
    }
    match found(&file) {
        Ok(told) if told == "ok" => checkup.sound("the index is sound"),
        Ok(told) => checkup.wrong(format!("the index {} is damaged: {told}", file.display()), ADVICE),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            checkup.wrong(format!("the index {} is damaged: {error}", file.display()), ADVICE);
        }
        Err(error) => checkup.wrong(format!("the index {} cannot be used: {error}", file.display()), ADVICE),
    }
}

const ADVICE: &str = "It holds the articles of your library and where you were in them, no notes. \
                      \"sayso doctor --repair\" reads damaged words anew from the texts; an index that is damaged \
                      otherwise it sets aside, and begins a new one.";

/// Reads damaged words anew from the texts. An index that is damaged otherwise is set aside, and a new one begun; one that
/// is sound is left alone.
pub(super) fn mend(paths: &Paths) -> Result<Option<String>, Error> {
    let file = paths.index_file();
    if !file.exists() {
        return Ok(None);
    }
    if is_sound(&file) {
        return Ok(None);
    }
    let mut index = Index::new(file.clone());
    let is_read_anew = index.read_words_anew().is_ok();
    if let Some(finding) = index.take_findings().pop() {
        return Ok(Some(finding.to_string()));
    }
    if is_read_anew && is_sound(&file) {
        return Ok(Some("the words of the index were damaged; they are read anew from the texts".to_owned()));
    }
    index.renew()?;
    Ok(index.take_findings().pop().map(|finding| finding.to_string()))
}

fn is_sound(file: &Path) -> bool {
    found(file).is_ok_and(|told| told == "ok")
}

/// What SQLite says of the file, "ok" when it is sound. Nothing is written beside it.
fn found(file: &Path) -> rusqlite::Result<String> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    // With a log beside it the file may be in use, and reading both changes nothing; without one SQLite would make it.
    let immutable = if Path::new(&log).exists() { "" } else { "&immutable=1" };
    let escaped = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:{escaped}?mode=ro{immutable}"), flags)?;
    connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))
}
