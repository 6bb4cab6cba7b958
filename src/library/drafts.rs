//! Notes that are being written: a file for each, until it is saved or given up.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::{DiskTarget, Recent};
use super::{Error, files};
use crate::annotation::NoteDraft;
use crate::article::{Digest, SafeText};

/// Nobody has more notes under way; a folder that holds more was not filled by this program.
const MOST: usize = 1000;

#[derive(Deserialize, Serialize)]
struct Record<'a> {
    v: u64,
    #[serde(borrow)]
    target: DiskTarget<'a>,
    note: String,
}

/// Keeps `draft` in `folder` in the place of an earlier one about the same words.
pub(super) fn keep(folder: &Path, draft: &NoteDraft) -> Result<(), Error> {
    let record = Record { v: 1, target: DiskTarget::from(&draft.target), note: draft.note.to_string() };
    let path = path(folder, draft);
    let json = serde_json::to_string(&record)
        .map_err(|reason| Error::Write { path: path.clone(), reason: reason.into() })?;
    files::make_folder(folder)?;
    files::replace(&path, format!("{json}\n").as_bytes())
}

/// Takes the draft about these words away.
pub(super) fn forget(folder: &Path, draft: &NoteDraft) -> Result<(), Error> {
    let path = path(folder, draft);
    match fs::remove_file(&path) {
        Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(Error::Write { path, reason }),
        _ => Ok(()),
    }
}

/// The drafts in `folder`, by name; files that hold none are left out.
pub(super) fn all(folder: &Path) -> Vec<NoteDraft> {
    files_in(folder).iter().filter_map(|path| read(path)).collect()
}

/// The files in `folder` that should hold drafts, by name.
pub(super) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_draft = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let mut paths: Vec<PathBuf> = names.filter(is_draft).take(MOST).collect();
    paths.sort();
    paths
}

/// The draft in a file; `None` where it holds none that can be read.
pub(super) fn read(path: &Path) -> Option<NoteDraft> {
    let bytes = files::read(path).ok()??;
    let record: Record<'_> = serde_json::from_slice(&bytes).ok()?;
    let target = record.target.read(&mut Recent::default()).ok()?;
    Some(NoteDraft { target, note: SafeText::from_string(record.note) })
}

/// Named by the words it is about, so that there is one for each place and the name tells nothing.
fn path(folder: &Path, draft: &NoteDraft) -> PathBuf {
    let target = &draft.target;
    let place = format!("{} {} {}", target.digest, target.position.start, target.position.end);
    let name: String = Digest::of(&place).to_string().chars().take(32).collect();
    folder.join(format!("{name}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Target;
    use crate::article::{Article, Draft, Origin};
    use crate::span::Span;

    fn draft(start: usize, note: &str) -> NoteDraft {
        let text = Draft { text: SafeText::new("“Yes,” she said."), ..Draft::default() };
        let article = Article::new(Origin::Bundled("a".to_owned()), text);
        NoteDraft { target: Target::new(&article, Span::new(start, 16)), note: SafeText::new(note) }
    }

    #[test]
    fn the_last_words_about_a_place_are_kept_until_they_are_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("notes/drafts");
        assert_eq!(all(&folder), []);
        keep(&folder, &draft(0, "so")).unwrap();
        keep(&folder, &draft(0, "so far\n“é”")).unwrap();
        keep(&folder, &draft(3, "other")).unwrap();
        let mut found = all(&folder);
        found.sort_by_key(|draft| draft.target.position.start);
        assert_eq!(found, [draft(0, "so far\n“é”"), draft(3, "other")]);
        forget(&folder, &draft(0, "whatever")).unwrap();
        forget(&folder, &draft(0, "twice")).unwrap();
        assert_eq!(all(&folder), [draft(3, "other")]);
        fs::write(folder.join("torn.json"), "{\"v\":1,").unwrap();
        assert_eq!(all(&folder), [draft(3, "other")]);
    }
}
