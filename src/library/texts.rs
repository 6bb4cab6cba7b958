//! The texts that annotations refer to, so that notes stand on their own.

use std::path::{Path, PathBuf};

use super::{Error, files};
use crate::article::{Digest, SafeText};

/// How a text came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It was written now, and is durable.
    Now,
    /// It was there; whoever wrote it may have been killed before its name was durable.
    Before,
}

/// Keeps `text` in `folder` under its digest; where it is kept already, nothing is written.
///
/// # Errors
/// [`Error::OtherText`] when `digest` is not that of `text`; otherwise when it cannot be written.
pub(super) fn keep(folder: &Path, digest: &Digest, text: &str) -> Result<Kept, Error> {
    let path = path(folder, digest);
    if Digest::of(text) != *digest {
        return Err(Error::OtherText { path });
    }
    // What does not verify, and a link, which may lead anywhere, is replaced.
    let is_kept = !files::is_link(&path) && read(folder, digest).is_ok_and(|kept| kept.is_some());
    if is_kept {
        return Ok(Kept::Before);
    }
    files::make_folder(folder)?;
    files::replace(&path, text.as_bytes())?;
    Ok(Kept::Now)
}

/// Makes the names of the texts in `folder` durable.
pub(super) fn settle(folder: &Path) -> Result<(), Error> {
    /// The texts lie in the folder of the notes, which lies in that of the data.
    const ABOVE: usize = 2;
    let name = folder.join("any");
    files::sync_names(&name, ABOVE).map_err(|reason| Error::Write { path: folder.to_owned(), reason })
}

/// The text named `digest`; `None` when it is not kept.
///
/// # Errors
/// [`Error::OtherText`] when the file holds another text; otherwise when it cannot be read.
pub(super) fn read(folder: &Path, digest: &Digest) -> Result<Option<SafeText>, Error> {
    let path = path(folder, digest);
    let Some(bytes) = files::read(&path)? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).ok().filter(|text| Digest::of(text) == *digest);
    match text {
        Some(text) => Ok(Some(SafeText::from_string(text))),
        None => Err(Error::OtherText { path }),
    }
}

fn path(folder: &Path, digest: &Digest) -> PathBuf {
    folder.join(format!("{digest}.txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once_and_read_back() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("notes").join("texts");
        let text = "“Yes,” she said.";
        let digest = Digest::of(text);
        assert_eq!(read(&folder, &digest).unwrap(), None);
        keep(&folder, &digest, text).unwrap();
        keep(&folder, &digest, text).unwrap();
        assert_eq!(read(&folder, &digest).unwrap().as_deref(), Some(text));
        let names: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn a_text_that_was_changed_is_not_passed_off_and_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        let digest = Digest::of("said");
        let path = path(home.path(), &digest);
        for bytes in [b"denied".as_slice(), b"", b"\xff\xfe", b"\0\0\0\0"] {
            std::fs::write(&path, bytes).unwrap();
            assert!(matches!(read(home.path(), &digest), Err(Error::OtherText { .. })));
            keep(home.path(), &digest, "said").unwrap();
            assert_eq!(read(home.path(), &digest).unwrap().as_deref(), Some("said"));
        }
    }

    #[test]
    fn a_text_under_a_wrong_name_is_refused() {
        let home = tempfile::tempdir().unwrap();
        assert!(keep(home.path(), &Digest::of("one"), "two").is_err());
        assert!(std::fs::read_dir(home.path()).unwrap().next().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_is_replaced_and_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let victim = home.path().join("victim");
        std::fs::write(&victim, "precious").unwrap();
        let digest = Digest::of("said");
        std::os::unix::fs::symlink(&victim, path(home.path(), &digest)).unwrap();
        keep(home.path(), &digest, "said").unwrap();
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
        assert!(!files::is_link(&path(home.path(), &digest)));
    }
}
