//! The reader's words: a file that is only ever added to, one for each device and running instance.
//!
//! What [`Journal::record`] returned is on the disk. A failure is never taken for half a success: what was begun is
//! taken back, the file is opened anew before the next record, and that record is read back.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::{Error, files, record, stamp};
use crate::annotation::{AnnotationId, Clock, Operation, OperationId, Request};

/// Writes the journal of one running instance. Making one touches nothing.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    device: String,
    clock: Clock,
    own: Option<Own>,
    /// Whether the last record failed, so that the next one must be read back.
    is_in_doubt: bool,
}

/// The file that this instance has locked and alone appends to.
#[derive(Debug)]
struct Own {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// A journal in `folder` for `device`. Its operations carry the device's name whichever file they are in, so
    /// that undo works on after a restart, when another instance may own the file.
    pub fn new(folder: PathBuf, device: String) -> Self {
        Self { folder, device, clock: Clock::default(), own: None, is_in_doubt: false }
    }

    /// The name of the device, without the number of the instance.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The file of this instance, once it has written.
    pub fn file(&self) -> Option<&Path> {
        self.own.as_ref().map(|own| own.path.as_path())
    }

    /// Takes note of a clock that was read, so that the next operation comes after it.
    pub fn observe(&mut self, clock: Clock) {
        self.clock = self.clock.max(clock);
    }

    /// Makes operations of `requests` and writes them; when this returns them, they are durable.
    ///
    /// `parent` is the last operation on an annotation that the reader had seen, `wall` is in milliseconds since
    /// 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the file cannot be made, locked or written; then none of the operations counts.
    pub fn record(
        &mut self,
        requests: Vec<Request>,
        wall: i64,
        parent: impl Fn(&AnnotationId) -> Option<OperationId>,
    ) -> Result<Vec<Operation>, Error> {
        let operations = stamp::operations(requests, &self.device, &mut self.clock, wall, parent);
        let records: String = operations.iter().map(record::encode).collect();
        if !records.is_empty() {
            self.append(records.as_bytes())?;
        }
        Ok(operations)
    }

    fn append(&mut self, records: &[u8]) -> Result<(), Error> {
        let is_in_place = self.own.as_ref().is_some_and(|own| files::is_at(&own.file, &own.path));
        if self.is_in_doubt || !is_in_place {
            // The lock goes first, or this instance would stand in its own way.
            self.own = None;
            self.own = Some(self.claim()?);
        }
        let Some(own) = self.own.as_mut() else {
            return Ok(());
        };
        let result = own.append(records, self.is_in_doubt);
        self.is_in_doubt = result.is_err();
        result
    }

    /// Opens and locks the first of `<device>.jsonl`, `<device>-2.jsonl`, … that no other instance has.
    fn claim(&self) -> Result<Own, Error> {
        const NUMBERED: usize = 64;
        files::make_folder(&self.folder)?;
        for number in 1..=NUMBERED {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let path = self.path(&suffix);
            let file = files::open_for_append(&path)?;
            match file.try_lock() {
                Ok(()) => return Self::owned(file, path),
                Err(TryLockError::WouldBlock) => {}
                // The file system has no locks: only a name that nobody else has is safe.
                Err(TryLockError::Error(_)) => break,
            }
        }
        let path = self.path(&format!("-{}", files::random_name()));
        let file = files::open_for_append(&path)?;
        Self::owned(file, path)
    }

    /// The file, which is this instance's own now; where nothing was written yet, its name is made sure of first.
    fn owned(file: File, path: PathBuf) -> Result<Own, Error> {
        /// The journals' folder lies in that of the notes, which lies in that of the data.
        const ABOVE: usize = 3;
        let wrong = |reason| Error::Write { path: path.clone(), reason };
        if file.metadata().map_err(wrong)?.len() == 0 {
            files::sync_names(&path, ABOVE).map_err(wrong)?;
        }
        Ok(Own { file, path })
    }

    fn path(&self, suffix: &str) -> PathBuf {
        self.folder.join(format!("{}{suffix}.jsonl", self.device))
    }
}

impl Own {
    /// Adds `records` durably, or takes back what was begun and says why. With `verify` they are read back too.
    fn append(&mut self, records: &[u8], verify: bool) -> Result<(), Error> {
        let wrong = |reason| Error::Write { path: self.path.clone(), reason };
        let before = self.file.metadata().map_err(wrong)?.len();
        let records = [" ".repeat(room_before(before, records.len())).as_bytes(), records].concat();
        // One `write` on any disk with room; where it falls short, the next one says why.
        let written = self.file.write_all(&records).and_then(|()| self.file.sync_data());
        if let Err(reason) = written {
            self.take_back(before);
            return Err(wrong(reason));
        }
        if verify && !reads_back(&self.path, before, &records).map_err(wrong)? {
            self.take_back(before);
            return Err(Error::NotReadBack { path: self.path.clone() });
        }
        Ok(())
    }

    /// Best effort: otherwise a record whose failure was reported could turn up later, beside the one that the reader
    /// made when trying again. Nobody else writes to this file while it is locked.
    fn take_back(&self, before: u64) {
        self.file.set_len(before).and_then(|()| self.file.sync_data()).ok();
    }
}

/// Bytes that a system takes from a program at a time. A program that is killed while it writes ends between two of them.
const PAGE: u64 = 4096;

/// How many blanks stand before a record of `length` bytes that begins behind byte `end`, so that it is in one page if it
/// can be: then it is there whole or not at all, also when the program is killed in the middle of it.
fn room_before(end: u64, length: usize) -> usize {
    let left = PAGE - end % PAGE;
    let length = length as u64;
    if length <= left || length > PAGE { 0 } else { usize::try_from(left).unwrap_or(0) }
}

/// Whether `records` stand in `path` at byte `place`, read through a handle of its own.
fn reads_back(path: &Path, place: u64, records: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place))?;
    let mut found = Vec::with_capacity(records.len());
    file.read_to_end(&mut found)?;
    Ok(found == records)
}

#[cfg(test)]
mod tests;
