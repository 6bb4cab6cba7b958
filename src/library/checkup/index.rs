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

const ADVICE: &str = "It holds which articles you added and opened, with their texts, tags and stars, and where you were in \
                      them; no notes. \"sayso doctor --repair\" sets it aside and begins a new one; what you add or \
                      open again is there again.";

/// Sets a damaged index aside and begins a new one; one that is sound is left alone.
pub(super) fn mend(paths: &Paths) -> Result<Option<String>, Error> {
    let file = paths.index_file();
    if !file.exists() || found(&file).is_ok_and(|told| told == "ok") {
        return Ok(None);
    }
    let mut index = Index::new(file);
    index.renew()?;
    Ok(index.take_findings().pop().map(|finding| finding.to_string()))
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
