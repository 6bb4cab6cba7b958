//! Reads all journals of a folder as one set of operations. Reading changes nothing on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Error, files, piece};
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
    let journals: Vec<PathBuf> = reading.stamps.keys().cloned().collect();
    for file in journals {
        // A synced file may be gone by now; its records are then in the file that took its place.
        let Some(journal) = files::open(&file)? else {
            continue;
        };
        let pieces = piece::read(&journal).map_err(|reason| Error::Read { path: file.clone(), reason })?;
        reading.operations.reserve(pieces.iter().map(|piece| piece.operations.len()).sum());
        let mut before = 0;
        for piece in pieces {
            reading.clock = reading.clock.max(piece.clock);
            reading.operations.extend(piece.operations);
            newer.extend(piece.newer);
            let damaged = piece.damaged.into_iter();
            reading.damaged.extend(damaged.map(|(line, why, bytes)| Damaged {
                file: file.clone(),
                line: before + line + 1,
                why,
                bytes,
            }));
            before += piece.lines;
        }
    }
    reading.newer = newer.len();
    Ok(reading)
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

/// Whether a file of this name is read: a journal, or a copy of one that a synchronizer made of a conflict.
fn is_journal(name: &str) -> bool {
    let has_extension = Path::new(name).extension().is_some_and(|extension| extension == "jsonl");
    !name.starts_with('.') && (has_extension || name.contains(".sync-conflict-"))
}
