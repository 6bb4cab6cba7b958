//! Files that are nobody's: what a save that was cut short left, and copies that a synchronizer made of a conflict.

use std::fs;
use std::path::PathBuf;

use super::Checkup;
use crate::library::Paths;

pub(super) fn look(paths: &Paths, checkup: &mut Checkup) {
    for folder in paths.note_folders() {
        let names = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut names: Vec<PathBuf> = names.collect();
        names.sort();
        for path in names {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') && path.extension().is_some_and(|ending| ending == "tmp") {
                checkup.odd(
                    format!("{} was left by a save that was cut short", path.display()),
                    "No saved note is in it. It may be deleted.",
                );
            } else if name.contains(".sync-conflict-") {
                checkup.odd(
                    format!("{} is a synchronizer's copy of a conflict", path.display()),
                    "What is in it is read with the others; nothing is lost. It may stay.",
                );
            }
        }
    }
}
