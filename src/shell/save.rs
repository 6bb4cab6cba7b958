//! Puts an export at a path of the user's choice: whole or not at all, and never over something else unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use super::open::reason;
use crate::app::Problem;
use crate::export::notes::Damage;

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes `bytes` to `path`: to a file beside it first, which takes its place once it is on the disk.
///
/// # Errors
/// When something is there and is to be kept; when it is no plain file; when it cannot be written.
pub fn save(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Problem> {
    let cannot = |why: &str| Problem::new(&format!("cannot write {}", path.display()), why);
    if path.file_name().is_none() {
        return Err(cannot("it is a folder").hint("name a file in it"));
    }
    if let Ok(metadata) = fs::symlink_metadata(path) {
        let kind = metadata.file_type();
        if kind.is_dir() {
            return Err(cannot("it is a folder").hint("name a file in it"));
        }
        if kind.is_symlink() {
            return Err(cannot("it is a link").hint("name the file that it leads to"));
        }
        if !kind.is_file() {
            return Err(cannot("it is not a plain file").hint("leave -o out to write to standard output"));
        }
        if existing == Existing::Keep {
            return Err(occupied(path));
        }
    }
    let (temporary, mut file) = neighbour(path).map_err(|error| cannot(&folder_reason(path, &error)))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let placed = written.and_then(|()| place(&temporary, path, existing));
    if placed.is_err() || existing == Existing::Keep {
        // What is left over is in nobody's way.
        fs::remove_file(&temporary).ok();
    }
    placed.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => occupied(path),
        _ => cannot(&reason(&error)),
    })
}

/// A file whose marks do not stand in pairs.
pub fn half_marked(path: &Path, damage: Damage) -> Problem {
    let what = format!("cannot bring {} up to date", path.display());
    Problem::new(&what, &format!("line {}: a mark of sayso stands alone", damage.line))
}

/// Gives the finished file its name. A second name is refused where one is, so nothing that came in between is lost.
fn place(temporary: &Path, path: &Path, existing: Existing) -> io::Result<()> {
    if existing == Existing::Replace {
        return fs::rename(temporary, path);
    }
    match fs::hard_link(temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            // Some file systems know no second names.
            fs::rename(temporary, path)
        }
        placed => placed,
    }
}

/// A new file in the same folder, which nothing else writes to.
fn neighbour(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect::<String>();
    for attempt in 0..100 {
        let temporary = path.with_file_name(format!(".{name}.{}-{attempt}.tmp", process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (temporary, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn occupied(path: &Path) -> Problem {
    let what = format!("cannot write {}", path.display());
    Problem::new(&what, "there is such a file already").hint("add --force to replace it")
}

fn folder_reason(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let folder = path.parent().unwrap_or(Path::new(""));
            format!("there is no folder {}", folder.display())
        }
        _ => reason(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn writes_a_new_file_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.md");
        save(&path, b"one", Existing::Keep).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        let said = save(&path, b"two", Existing::Keep).unwrap_err().to_string();
        assert!(said.ends_with("there is such a file already (add --force to replace it)"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        save(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(folder.path()), ["notes.md"]);
    }

    #[test]
    fn a_file_that_came_in_between_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, temporary) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "theirs").unwrap();
        fs::write(&temporary, "ours").unwrap();
        assert_eq!(
            place(&temporary, &path, Existing::Keep).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn refuses_what_is_no_plain_file() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path(), Path::new("/"), Path::new("..")] {
            let said = save(path, b"", Existing::Replace).unwrap_err().to_string();
            assert!(said.ends_with("it is a folder (name a file in it)"), "{said}");
        }
        let said = save(&folder.path().join("no/a.md"), b"", Existing::Keep).unwrap_err().to_string();
        assert!(said.contains("there is no folder "), "{said}");
    }

    #[cfg(unix)]
    #[test]
    fn refuses_links_and_devices_even_when_it_may_replace() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "kept").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let said = save(&link, b"x", Existing::Replace).unwrap_err().to_string();
        assert!(said.contains("it is a link"), "{said}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "kept");
        let said = save(Path::new("/dev/null"), b"x", Existing::Replace).unwrap_err().to_string();
        assert!(said.contains("it is not a plain file"), "{said}");
    }
}
