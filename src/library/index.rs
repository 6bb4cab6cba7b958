//! The index: the articles that are kept, their texts and words, and how far they were read. What is in it can be made
//! again, but for what is said about articles: tags, stars, what was finished.

mod address;
mod asked;
mod changing;
mod copies;
mod entry;
mod ids;
mod keeping;
mod matching;
mod places;
mod ranking;
mod sayings;
mod schema;
mod searching;
mod shelf;
mod voices;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Error, Finding, files};

pub(super) use keeping::Occasion;
pub use places::{Place, Position};
use schema::VERSION;
pub use voices::{Heard, Unheard};

/// How long another instance may be writing before that is an error: one that adds much does so a second at a time.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much of the index is kept in memory while it is used, in KiB, as SQLite writes it.
const CACHE: i64 = -48_000;

/// How many statements are kept ready: more than there are.
const STATEMENTS: usize = 64;

/// The index at one path, opened when it is first needed.
#[derive(Debug)]
pub(super) struct Index {
    path: PathBuf,
    connection: Option<Connection>,
    findings: Vec<Finding>,
}

impl Index {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, connection: None, findings: Vec::new() }
    }

    pub(super) fn take_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }

    /// Reads, if there is an index at all.
    fn read<T: Default>(
        &mut self,
        work: impl Fn(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        if self.connection.is_none() && !self.path.exists() {
            return Ok(T::default());
        }
        self.write(work)
    }

    /// Does `work`; a damaged index is moved aside, and `work` is done again on a new one.
    fn write<T>(&mut self, work: impl Fn(&mut Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        match self.attempt(&work) {
            Err(Trouble::Damaged) => self.begin_anew("damaged", "was damaged")?,
            Err(Trouble::Newer(version)) => {
                self.begin_anew(&format!("v{version}"), "is from a newer version of sayso")?;
            }
            Err(Trouble::Other(error)) => return Err(error),
            Ok(done) => return Ok(done),
        }
        self.attempt(&work).map_err(|trouble| match trouble {
            Trouble::Other(error) => error,
            Trouble::Damaged | Trouble::Newer(_) => self.error(rusqlite::Error::InvalidQuery),
        })
    }

    fn attempt<T>(&mut self, work: impl Fn(&mut Connection) -> rusqlite::Result<T>) -> Result<T, Trouble> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open()?,
        };
        let done = work(&mut connection).map_err(|error| self.trouble(error))?;
        self.connection = Some(connection);
        Ok(done)
    }

    fn open(&self) -> Result<Connection, Trouble> {
        if let Some(folder) = self.path.parent() {
            files::make_folder(folder).map_err(Trouble::Other)?;
        }
        // SQLite gives its other files the mode of this one.
        files::ensure(&self.path).map_err(Trouble::Other)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(&self.path, flags).and_then(|mut connection| {
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "cache_size", CACHE)?;
            // What is sorted on the way is nobody's business elsewhere on the disk.
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            let version = schema::migrate(&mut connection)?;
            Ok((connection, version))
        });
        match opened {
            Ok((_, version)) if version > VERSION => Err(Trouble::Newer(version)),
            Ok((connection, _)) => Ok(connection),
            Err(error) => Err(self.trouble(error)),
        }
    }

    /// Sets the index aside, whatever is wrong with it, and begins a new one.
    pub(super) fn renew(&mut self) -> Result<(), Error> {
        self.begin_anew("damaged", "was damaged")?;
        self.write(|_| Ok(()))
    }

    /// Moves the index aside, with the files that belong to it.
    fn begin_anew(&mut self, suffix: &str, why: &'static str) -> Result<(), Error> {
        self.connection = None;
        let moved_to = with_suffix(&self.path, &format!(".{suffix}"));
        std::fs::rename(&self.path, &moved_to)
            .map_err(|reason| Error::Write { path: moved_to.clone(), reason })?;
        for part in ["-wal", "-shm"] {
            // They need not exist, and a new index must not find them.
            std::fs::rename(with_suffix(&self.path, part), with_suffix(&moved_to, part)).ok();
        }
        self.findings.push(Finding::IndexSetAside { moved_to, why });
        Ok(())
    }

    fn trouble(&self, error: rusqlite::Error) -> Trouble {
        match error.sqlite_error_code() {
            // Unknown is what SQLite says when the tables are not the ones that the version promises.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged,
            // What SQLite says when the tables are not the ones that the version promises.
            Some(ErrorCode::Unknown) if error.to_string().contains("no such ") => Trouble::Damaged,
            _ => Trouble::Other(self.error(error)),
        }
    }

    fn error(&self, reason: rusqlite::Error) -> Error {
        Error::Index { path: self.path.clone(), reason }
    }
}

/// Why the index could not be used.
enum Trouble {
    Damaged,
    Newer(i64),
    Other(Error),
}

/// A number as SQLite has it.
fn whole_number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
