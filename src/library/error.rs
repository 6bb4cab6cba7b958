//! What can go wrong on the disk.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why the library could not do what it was asked. The message is one whole line, with the path in it.
#[derive(Debug, Error)]
pub enum Error {
    /// Nobody said where files belong, and the system does not know either.
    #[error("no home folder is known; name a folder with --data-dir and --config")]
    NoHome,
    /// A file or folder is there but cannot be read.
    #[error("cannot read {path}: {}", plain(.reason))]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A file cannot be made or written.
    #[error("cannot write {path}: {}; nothing was saved", plain(.reason))]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A folder cannot be made.
    #[error("cannot make the folder {path}: {}; choose another with --data-dir", plain(.reason))]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A file that is to be written is a symbolic link, or was exchanged while it was opened.
    #[error("will not write {path}: it is a symbolic link; put a file in its place")]
    Link {
        /// Which.
        path: PathBuf,
    },
    /// A folder belongs to somebody else.
    #[error(
        "will not write in {path}: it belongs to another user; be that user, or choose another with --data-dir"
    )]
    OtherOwner {
        /// Which.
        path: PathBuf,
    },
    /// Every user may change what is in a folder.
    #[error("will not write in {path}: every user may change what is in it; \"chmod 700\" on it mends that")]
    OpenToAll {
        /// Which.
        path: PathBuf,
    },
    /// What was written after a failure does not read back.
    #[error("cannot trust {path}: what was written to it does not read back; check the disk")]
    NotReadBack {
        /// Which.
        path: PathBuf,
    },
    /// A stored text is not the one that its name says.
    #[error("cannot use {path}: it is not the text that its name stands for; restore it or delete it")]
    OtherText {
        /// Which.
        path: PathBuf,
    },
    /// The index cannot be used; the notes are not concerned.
    #[error("cannot use the index {path}: {reason}")]
    Index {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        reason: rusqlite::Error,
    },
}

/// What the system says, without its number.
fn plain(reason: &io::Error) -> String {
    let text = reason.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}
