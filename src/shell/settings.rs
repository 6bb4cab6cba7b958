//! From arguments and the user's files to what a run starts with.

use std::fs;
use std::io;
use std::path::Path;

use super::open::{expand, reason};
use super::reading::{Color, Reading};
use crate::app::Problem;
use crate::app::keymap::Keymap;
use crate::article::Origin;
use crate::layout::DEFAULT_WIDTH;
use crate::library::{Library, Paths};
use crate::ui::theme::Theme;

/// What a run starts with.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) articles: Vec<Origin>,
    pub(super) keymap: Keymap,
    pub(super) problems: Vec<Problem>,
    pub(super) width: u16,
    pub(super) theme: Theme,
    pub(super) library: Library,
}

/// Reads the settings. What is wrong in them is told in the reader, which starts all the same.
pub(super) fn session(reading: &Reading) -> Result<Session, Problem> {
    let paths = Paths::new(reading.data_dir.clone(), reading.config.clone())
        .map_err(|error| Problem::new("cannot find the folder for notes", &error.to_string()))?;
    let (keymap, problems) = keymap(&paths.keymap_file());
    Ok(Session {
        articles: expand(&reading.articles)?,
        keymap,
        problems,
        width: reading.width.unwrap_or(DEFAULT_WIDTH),
        theme: theme(reading.color),
        library: Library::new(paths),
    })
}

/// The keymap with the user's own over it.
pub(super) fn keymap(file: &Path) -> (Keymap, Vec<Problem>) {
    match fs::read_to_string(file) {
        Ok(text) => Keymap::with_own(&file.display().to_string(), &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Keymap::shipped(), Vec::new()),
        Err(error) => {
            let problem = Problem::new(&format!("cannot read {}", file.display()), &reason(&error));
            (Keymap::shipped(), vec![problem])
        }
    }
}

fn theme(color: Color) -> Theme {
    if color.is_on(true) { Theme::terminal() } else { Theme::none() }
}
