//! A note written on in the user's own editor.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::process::Command;

use super::open::reason;
use crate::app::Problem;

/// Lets the user write on at `text` in the editor that `VISUAL` or `EDITOR` names, else in the system's usual one; gives
/// what was written. The terminal must be the editor's while this runs.
///
/// # Errors
/// When there is no such editor, when it says that it failed, and when what it wrote is no text.
pub(super) fn edit(text: &str) -> Result<String, Problem> {
    let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let chosen = chosen.map(|words| words.trim().to_owned()).find(|words| !words.is_empty());
    let editor = chosen.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    edit_in(&editor, text)
}

fn edit_in(editor: &str, text: &str) -> Result<String, Problem> {
    let cannot = |why: &str| {
        let problem = Problem::new(&format!("cannot write in {editor}"), why);
        problem.hint("set EDITOR to a program, such as nano; the note is as it was")
    };
    let disk = |error: io::Error| cannot(&reason(&error));
    // Only the user can read it, and it is gone when this returns.
    let mut file = tempfile::Builder::new().prefix("sayso-note-").suffix(".md").tempfile().map_err(disk)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(disk)?;
    let mut words = editor.split_whitespace();
    let program = words.next().ok_or_else(|| cannot("it has no name"))?;
    let status = Command::new(program).args(words).arg(file.path()).status().map_err(disk)?;
    if !status.success() {
        return Err(cannot(&format!("it ended with {status}")));
    }
    // Editors put a new file in the place of the old one, so it is read by its name.
    fs::read_to_string(file.path()).map_err(disk)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn an_editor_gets_the_note_and_what_it_leaves_is_taken() {
        let home = tempfile::tempdir().unwrap();
        let script = |name: &str, body: &str| {
            let path = home.path().join(name);
            fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
            path.display().to_string()
        };
        let adds = script("adds", "test \"$1\" = -w && echo more >> \"$2\"");
        assert_eq!(edit_in(&format!("{adds} -w"), "one\n").unwrap(), "one\nmore\n");
        let replaces = script("replaces", "echo new > \"$1.new\" && mv \"$1.new\" \"$1\"");
        assert_eq!(edit_in(&replaces, "old").unwrap(), "new\n");
        let fails = script("fails", "exit 3");
        assert!(edit_in(&fails, "kept").unwrap_err().to_string().contains("ended with exit status: 3"));
        assert!(edit_in("/nowhere/editor", "kept").unwrap_err().to_string().contains("EDITOR"));
    }
}
