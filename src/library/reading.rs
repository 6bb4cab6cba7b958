//! Reads all journals of a folder as one set of operations. Reading changes nothing on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::record::{self, Line, Recent};
use super::{Error, files};
use crate::annotation::{Clock, Operation};

/// What the journals of a folder hold together.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Every operation, in no order that matters; one that is in two files is here twice.
    pub operations: Vec<Operation>,
    /// The latest clock of all.
    pub clock: Clock,
    /// How many operations a newer version of the program wrote.
    pub newer: usize,
    /// The lines that could not be read.
    pub damaged: Vec<Damaged>,
    /// How the files looked before they were read.
    pub stamps: Stamps,
}

/// A line that is not what was once written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damaged {
    /// The journal.
    pub file: PathBuf,
    /// Which line, counted from 1.
    pub line: usize,
    /// How that is known.
    pub why: &'static str,
    /// The line as it is, without its newline.
    pub bytes: Vec<u8>,
}

/// Length in bytes and time of change of each journal: where they differ, something was written.
pub(super) type Stamps = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Reads the journals in `folder`; where there is no such folder, there are no operations.
pub(super) fn read(folder: &Path) -> Result<Reading, Error> {
    let mut reading = Reading { stamps: stamps(folder)?, ..Reading::default() };
    let mut newer = BTreeSet::new();
    let mut recent = Recent::default();
    let journals: Vec<PathBuf> = reading.stamps.keys().cloned().collect();
    for file in journals {
        // A synced file may be gone by now; its records are then in the file that took its place.
        let bytes = files::read(&file)?.unwrap_or_default();
        for (number, line) in lines(&bytes).enumerate() {
            match record::decode(line, &mut recent) {
                Line::Blank => {}
                Line::Operation(operation) => {
                    reading.observe(operation.clock);
                    reading.operations.push(*operation);
                }
                Line::Newer { key, clock } => {
                    reading.observe(clock);
                    newer.insert(key);
                }
                Line::Damaged(why) => reading.damaged.push(Damaged {
                    file: file.clone(),
                    line: number + 1,
                    why,
                    bytes: line.to_owned(),
                }),
            }
        }
    }
    reading.newer = newer.len();
    Ok(reading)
}

/// The lines of a journal without their newlines.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let whole = rest;
        // The standard library's own search for a byte is many times as fast as a look at each.
        let length = rest.skip_until(b'\n').ok().filter(|length| *length > 0)?;
        let line = whole.get(..length)?;
        Some(line.strip_suffix(b"\n").unwrap_or(line))
    })
}

/// How the journals in `folder` look now, in the order of their names.
pub(super) fn stamps(folder: &Path) -> Result<Stamps, Error> {
    let wrong = |reason| Error::Read { path: folder.to_owned(), reason };
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(Stamps::new()),
        Err(reason) => return Err(wrong(reason)),
    };
    let mut stamps = Stamps::new();
    for entry in listing {
        let entry = entry.map_err(wrong)?;
        let path = entry.path();
        if !is_journal(&entry.file_name().to_string_lossy()) {
            continue;
        }
        // A pipe or a folder by such a name is nobody's journal, and reading a pipe would wait for ever.
        let Some(metadata) = fs::metadata(&path).ok().filter(fs::Metadata::is_file) else {
            continue;
        };
        stamps.insert(path, (metadata.len(), metadata.modified().ok()));
    }
    Ok(stamps)
}

impl Reading {
    /// The latest time that a clock follows: the end of the year 9999. A clock beyond it is broken, and following
    /// it could run out of numbers.
    const LATEST: i64 = 253_402_300_799_999;

    fn observe(&mut self, clock: Clock) {
        if clock.millis <= Self::LATEST {
            self.clock = self.clock.max(clock);
        }
    }
}

/// Whether a file of this name is read: a journal, or a copy of one that a synchronizer made of a conflict.
fn is_journal(name: &str) -> bool {
    let has_extension = Path::new(name).extension().is_some_and(|extension| extension == "jsonl");
    !name.starts_with('.') && (has_extension || name.contains(".sync-conflict-"))
}
