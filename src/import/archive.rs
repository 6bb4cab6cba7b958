//! ZIP archives, read in memory and never unpacked to the disk.
//!
//! Sizes that an archive states are not believed: each member is read up to a limit and one byte, and all of them
//! together up to another. A member whose name leads out of the archive, or that is a link, is refused, although its
//! name is nothing but a name here: whoever made it meant harm.

mod members;

pub(super) use members::read;

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Error;

/// Bytes of one member.
const MOST_OF_MEMBER: u64 = 50 << 20;

/// Bytes of all members together.
const MOST: u64 = 1 << 30;

/// Members of one archive, folders and pictures counted.
const MOST_MEMBERS: usize = 20_000;

/// An archive, and how many bytes may still come out of it.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    room: u64,
}

/// What is known about a member before it is read.
pub(super) struct Member {
    pub(super) at: usize,
    /// With slashes, as it is written in the archive.
    pub(super) name: String,
    /// Why it must not be read.
    pub(super) fault: Option<Error>,
    pub(super) is_folder: bool,
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    ///
    /// # Errors
    /// No archive, or one of more members than are looked at.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let broken = Error::Broken { what: "ZIP archive" };
        if stated_count(bytes).is_some_and(|count| count > MOST_MEMBERS) {
            return Err(Error::TooMuch { what: "ZIP archive" });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_error| broken)?;
        if zip.len() > MOST_MEMBERS {
            return Err(Error::TooMuch { what: "ZIP archive" });
        }
        Ok(Self { zip, room: MOST })
    }

    /// What is in it, in its own order.
    pub(super) fn members(&self) -> Vec<Member> {
        let mut seen = std::collections::BTreeSet::new();
        (0..self.zip.len()).filter_map(|at| self.member(at, &mut seen)).collect()
    }

    fn member(&self, at: usize, seen: &mut std::collections::BTreeSet<String>) -> Option<Member> {
        let file = self.zip.by_index_data(at).ok()?;
        let raw = file.name_raw();
        let name = file
            .name()
            .map_or_else(|_| String::from_utf8_lossy(raw).into_owned(), std::borrow::Cow::into_owned);
        let is_second = !seen.insert(name.clone());
        let fault = fault_of(&name).or_else(|| {
            if file.is_symlink() {
                Some(Error::Member { why: "it is a link" })
            } else if file.encrypted() {
                Some(Error::Locked { what: "it" })
            } else {
                is_second.then_some(Error::Member { why: "another member has the same name" })
            }
        });
        Some(Member { at, is_folder: name.ends_with('/'), name, fault })
    }

    /// The bytes of the member with this number.
    ///
    /// # Errors
    /// One that is too large, packed in a way that is not known here, or broken.
    pub(super) fn bytes(&mut self, at: usize) -> Result<Vec<u8>, Error> {
        let limit = MOST_OF_MEMBER.min(self.room);
        let file = self.zip.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => {
                Error::Member { why: "it is packed in a way that is not known here" }
            }
            _ => Error::Broken { what: "ZIP archive" },
        })?;
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.room = self.room.saturating_sub(length);
        if length > limit {
            return Err(Error::TooLarge {
                most: if limit < MOST_OF_MEMBER { "1 GiB in all" } else { "50 MiB" },
            });
        }
        read.map_err(|_error| Error::Broken { what: "member of an archive" })?;
        Ok(bytes)
    }

    /// The bytes of the member with this name; `None` where there is none.
    ///
    /// # Errors
    /// As [`Archive::bytes`].
    pub(super) fn named(&mut self, name: &str) -> Option<Result<Vec<u8>, Error>> {
        let at = self.zip.index_for_name(name)?;
        Some(self.bytes(at))
    }
}

/// How many members the end of an archive states (APPNOTE 6.3, §4.3.16); larger ones say it elsewhere and are too large.
fn stated_count(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(tail..)?;
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = tail.get(end + 10..end + 12)?;
    Some(usize::from(u16::from_le_bytes(count.try_into().ok()?)))
}

/// How far from its end an archive says where its directory is.
const TAIL: usize = (1 << 16) + 22;

/// What is wrong with a name.
fn fault_of(name: &str) -> Option<Error> {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    let leads_out =
        name.starts_with(['/', '\\']) || is_drive || name.split(['/', '\\']).any(|part| part == "..");
    if leads_out {
        Some(Error::Member { why: "its name leads out of the archive" })
    } else if name.contains(['\\', '\0']) || name.chars().any(char::is_control) {
        Some(Error::Member { why: "its name has characters that no name has" })
    } else {
        None
    }
}

#[cfg(test)]
pub(super) mod tests;
