//! The index: which articles were opened, and how far they were read. It can be thrown away.

mod address;
mod schema;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, Row, params};

use self::address::Address;
use super::{Error, Finding, files};
use crate::annotation::Moment;
use crate::article::{Article, Digest, Origin, SafeText};

/// How far a text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The first byte on the screen.
    pub byte: usize,
    /// The byte of the cursor.
    pub cursor: usize,
    /// How much of the text stands before it, in hundredths.
    pub percent: u8,
}

/// Where to go on reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// With this byte first on the screen and the cursor at that one: the text is the one that was read.
    At {
        /// The first byte on the screen.
        byte: usize,
        /// The byte of the cursor.
        cursor: usize,
    },
    /// The text has changed since; it was read about as far as this, in hundredths.
    About(u8),
}

/// One article that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfEntry {
    /// What to open it by; a file has its whole path.
    pub origin: Origin,
    /// Its text when it was last opened.
    pub digest: Digest,
    /// What to call it.
    pub title: SafeText,
    /// Who wrote it.
    pub byline: Option<SafeText>,
    /// Where it was published.
    pub publication: Option<SafeText>,
    /// When it was published, as given.
    pub date: Option<SafeText>,
    /// Its length in words.
    pub words: usize,
    /// How many quotations it has, once that was found out.
    pub quotations: Option<usize>,
    /// How far it was read, in hundredths.
    pub percent: Option<u8>,
    /// When it was first opened.
    pub added: Moment,
    /// When it was last opened.
    pub opened: Moment,
}

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

    pub(super) fn remember_article(
        &mut self,
        article: &Article,
        words: usize,
        quotations: Option<usize>,
        millis: i64,
    ) -> Result<(), Error> {
        let address = Address::of(&article.origin);
        let digest = article.digest.to_string();
        let metadata = &article.metadata;
        let text = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string);
        self.write(|connection| {
            let change = connection.transaction()?;
            change
                .prepare_cached(
                    "UPDATE article SET is_current = 0 WHERE kind = ?1 AND place = ?2 AND digest <> ?3",
                )?
                .execute(params![address.kind, address.place, digest])?;
            change.prepare_cached(schema::REMEMBER_ARTICLE)?.execute(params![
                digest,
                address.kind,
                address.place,
                article.display_title().as_str(),
                text(&metadata.byline),
                text(&metadata.publication),
                text(&metadata.date),
                i64::try_from(words).unwrap_or(i64::MAX),
                quotations.map(|count| i64::try_from(count).unwrap_or(i64::MAX)),
                millis,
            ])?;
            change.commit()
        })
    }

    pub(super) fn remember_position(
        &mut self,
        digest: &Digest,
        origin: &Origin,
        position: Position,
        millis: i64,
    ) -> Result<(), Error> {
        let address = Address::of(origin);
        self.write(|connection| {
            connection.prepare_cached(schema::REMEMBER_POSITION)?.execute(params![
                digest.to_string(),
                address.kind,
                address.place,
                i64::try_from(position.byte).unwrap_or(i64::MAX),
                i64::try_from(position.cursor).unwrap_or(i64::MAX),
                position.percent,
                millis,
            ])?;
            Ok(())
        })
    }

    pub(super) fn position(&mut self, digest: &Digest, origin: &Origin) -> Result<Option<Place>, Error> {
        let address = Address::of(origin);
        self.read(|connection| {
            let same = connection
                .prepare_cached(
                    "SELECT byte, cursor FROM position WHERE digest = ?1 ORDER BY at DESC LIMIT 1",
                )?
                .query_row(params![digest.to_string()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
                })
                .optional()?;
            if let Some((byte, cursor)) = same {
                let [byte, cursor] = [byte, cursor].map(|place| usize::try_from(place).unwrap_or(0));
                return Ok(Some(Place::At { byte, cursor }));
            }
            // What is piped in has no name to be known again by.
            if *origin == Origin::StandardInput {
                return Ok(None);
            }
            connection
                .prepare_cached(
                    "SELECT percent FROM position WHERE kind = ?1 AND place = ?2 ORDER BY at DESC LIMIT 1",
                )?
                .query_row(params![address.kind, address.place], |row| row.get(0).map(Place::About))
                .optional()
        })
    }

    pub(super) fn remember_mark(
        &mut self,
        digest: &Digest,
        letter: char,
        byte: usize,
        millis: i64,
    ) -> Result<(), Error> {
        let byte = i64::try_from(byte).unwrap_or(i64::MAX);
        self.write(|connection| {
            let mut keep = connection.prepare_cached(schema::REMEMBER_MARK)?;
            keep.execute(params![digest.to_string(), letter.to_string(), byte, millis])?;
            Ok(())
        })
    }

    pub(super) fn marks(&mut self, digest: &Digest) -> Result<BTreeMap<char, usize>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT letter, byte FROM mark WHERE digest = ?1")?;
            let marks = query.query_map(params![digest.to_string()], |row| {
                Ok((row.get::<_, String>(0)?.chars().next(), row.get::<_, i64>(1)?))
            })?;
            let known = marks.map(|mark| {
                let (letter, byte) = mark?;
                Ok(letter.zip(usize::try_from(byte).ok()))
            });
            known.filter_map(Result::transpose).collect()
        })
    }

    pub(super) fn shelf(&mut self, limit: usize) -> Result<Vec<ShelfEntry>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut query = connection.prepare_cached(schema::SHELF)?;
            let entries = query.query_map(params![limit], entry)?;
            // An entry whose digest or origin makes no sense is left out; it can be made again.
            entries.filter_map(Result::transpose).collect()
        })
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
            connection.busy_timeout(Duration::from_secs(2))?;
            let version = schema::migrate(&mut connection)?;
            Ok((connection, version))
        });
        match opened {
            Ok((_, version)) if version > schema::VERSION => Err(Trouble::Newer(version)),
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
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
                Trouble::Damaged
            }
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

/// The entry of a row, or nothing when its digest or origin makes no sense.
fn entry(row: &Row<'_>) -> rusqlite::Result<Option<ShelfEntry>> {
    let text =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.map(SafeText::from_string));
    let count = |column| {
        let count: Option<i64> = row.get(column)?;
        Ok::<_, rusqlite::Error>(count.and_then(|count| usize::try_from(count).ok()))
    };
    let address = Address { kind: row.get(1)?, place: row.get(2)? };
    let (Some(digest), Some(origin)) = (Digest::parse(&row.get::<_, String>(0)?), address.origin()) else {
        return Ok(None);
    };
    Ok(Some(ShelfEntry {
        origin,
        digest,
        title: text(3)?.unwrap_or_default(),
        byline: text(4)?,
        publication: text(5)?,
        date: text(6)?,
        words: count(7)?.unwrap_or(0),
        quotations: count(8)?,
        added: Moment(row.get(9)?),
        opened: Moment(row.get(10)?),
        percent: row.get(11)?,
    }))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
