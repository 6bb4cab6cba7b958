//! Whose the folders and files are, who may open them, and whether they can be written at all.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::Checkup;
use crate::library::{Error, Paths, files};

pub(super) fn look(paths: &Paths, checkup: &mut Checkup) {
    let data = paths.data_dir();
    if !data.exists() {
        return checkup.sound(format!("{} is not there yet: nothing was kept so far", data.display()));
    }
    let before = checkup.ailments.len();
    for folder in paths.note_folders() {
        if let Err(error) = files::trust(&folder) {
            checkup.wrong(error.to_string(), "Until then no note is written there.");
        }
        if let Err(why) = may_write(&folder) {
            let what = format!("{} cannot be written: {why}", folder.display());
            checkup.wrong(what, "Notes cannot be kept. Reading goes on as before.");
        }
    }
    for (path, metadata) in all(data) {
        look_at(&path, &metadata, checkup);
    }
    if checkup.ailments.len() == before {
        checkup.sound(format!("{} and all in it are yours, and open to nobody else", data.display()));
    }
}

fn look_at(path: &Path, metadata: &Metadata, checkup: &mut Checkup) {
    if metadata.file_type().is_symlink() {
        let what = format!("{} is a link", path.display());
        if path.is_dir() {
            checkup.odd(what, "What is written there goes where it leads.");
        } else {
            checkup.wrong(what, "A file that is a link is not written. Put the file itself there.");
        }
    } else if let Some(mode) = too_open(metadata) {
        let what = format!("{} may be opened by others (mode {mode:o})", path.display());
        let advice = format!("\"sayso doctor --repair\" sets it to {:o}.", proper(metadata));
        checkup.wrong(what, advice);
    }
}

/// Closes to others what is the reader's own.
pub(super) fn mend(paths: &Paths) -> Result<Vec<String>, Error> {
    let mut done = Vec::new();
    for (path, metadata) in all(paths.data_dir()) {
        if metadata.file_type().is_symlink() || too_open(&metadata).is_none() {
            continue;
        }
        let mode = proper(&metadata);
        set_mode(&path, mode).map_err(|reason| Error::Write { path: path.clone(), reason })?;
        done.push(format!("{} has mode {mode:o} now", path.display()));
    }
    Ok(done)
}

/// The data folder and everything in it, without going through links.
fn all(data: &Path) -> Vec<(PathBuf, Metadata)> {
    /// A folder that holds more was not filled by this program.
    const MOST: usize = 100_000;
    let mut found = Vec::new();
    let mut waiting = vec![data.to_owned()];
    while let Some(path) = waiting.pop() {
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if metadata.is_dir() && found.len() < MOST {
            waiting.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        }
        found.push((path, metadata));
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

/// The mode that a folder or file should have.
fn proper(metadata: &Metadata) -> u32 {
    if metadata.is_dir() { 0o700 } else { 0o600 }
}

#[cfg(unix)]
fn too_open(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let mode = metadata.mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn too_open(_metadata: &Metadata) -> Option<u32> {
    None
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Whether a folder can be written; one that is not there counts as one that can.
#[cfg(unix)]
fn may_write(folder: &Path) -> Result<(), String> {
    use rustix::fs::{Access, access};
    if !folder.is_dir() {
        return Ok(());
    }
    let plain = |error: rustix::io::Errno| {
        let text = io::Error::from(error).to_string();
        text.split(" (os error").next().unwrap_or_default().to_lowercase()
    };
    access(folder, Access::WRITE_OK | Access::EXEC_OK).map_err(plain)
}

#[cfg(not(unix))]
fn may_write(folder: &Path) -> Result<(), String> {
    let is_read_only = fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().readonly());
    if is_read_only { Err("it is read-only".to_owned()) } else { Ok(()) }
}
