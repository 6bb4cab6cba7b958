//! The name of this machine in the reader's journals.

use std::path::Path;

use super::{Error, files};

/// The longest name that is taken from a file, in bytes.
const LONGEST: usize = 64;

/// The name that is kept in `file`; `None` where there is none that can name a journal.
pub(super) fn kept(file: &Path) -> Option<String> {
    let bytes = files::read(file).ok().flatten()?;
    let name = String::from_utf8(bytes).ok()?.trim().to_owned();
    is_name(&name).then_some(name)
}

/// A new name.
pub(super) fn invent() -> String {
    files::random_name()
}

/// Keeps `name` in `file`, unless another name is kept there already: that of an instance which was quicker to
/// write its first note. Each of the two then goes by its own name until it ends.
pub(super) fn keep(file: &Path, name: &str) -> Result<(), Error> {
    if kept(file).is_some() {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        files::make_folder(folder)?;
    }
    files::replace(file, format!("{name}\n").as_bytes())
}

/// Letters, digits and hyphens, so that the name can neither leave the folder nor hide in it.
fn is_name(name: &str) -> bool {
    (1..=LONGEST).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_taken_from_the_disk() {
        for (name, good) in [
            ("1a2b3c4d", true),
            ("desk-2", true),
            ("", false),
            ("../up", false),
            (".hidden", false),
            ("a b", false),
        ] {
            assert_eq!(is_name(name), good, "{name}");
        }
        assert!(is_name(&invent()));
        assert_ne!(invent(), invent());
    }

    #[test]
    fn a_name_is_kept_once_and_a_bad_one_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new").join("device");
        assert_eq!(kept(&file), None);
        keep(&file, "first").unwrap();
        keep(&file, "second").unwrap();
        assert_eq!(kept(&file).as_deref(), Some("first"));
        std::fs::write(&file, "../../elsewhere").unwrap();
        assert_eq!(kept(&file), None);
        keep(&file, "third").unwrap();
        assert_eq!(kept(&file).as_deref(), Some("third"));
    }
}
