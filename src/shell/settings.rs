//! From arguments and the user's files to what a run starts with.

use std::fs;
use std::io;
use std::path::Path;

use super::keymap::keymap;
use super::open::{expand, reason};
use super::reading::{Color, Reading};
use crate::app::Problem;
use crate::app::keymap::Keymap;
use crate::app::preferences::Preferences;
use crate::article::Origin;
use crate::library::{Library, Paths};
use crate::ui::theme::Theme;

/// What a run starts with.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) articles: Vec<Origin>,
    pub(super) keymap: Keymap,
    pub(super) problems: Vec<Problem>,
    pub(super) preferences: Preferences,
    pub(super) usual: Preferences,
    pub(super) theme: Theme,
    pub(super) library: Library,
}

/// Reads the settings. What is wrong in them is told in the reader, which starts all the same.
pub(super) fn session(reading: &Reading) -> Result<Session, Problem> {
    let paths = Paths::new(reading.data_dir.clone(), reading.config.clone())
        .map_err(|error| Problem::new("cannot find the folder for notes", &error.to_string()))?;
    let (keymap, mut problems) = keymap(&paths.keymap_file());
    let (mine, wrong) = own(paths.config_file());
    problems.extend(wrong);
    let library = Library::new(paths);
    let mut usual = Preferences::default();
    usual.read("", &mine);
    let mut preferences = Preferences::default();
    // What the program wrote itself holds as far as it can be read, and is not worth a word.
    preferences.read("", &library.choices().unwrap_or_default());
    let file = library.paths().config_file().display().to_string();
    problems.extend(preferences.read(&file, &mine));
    if let Some(width) = reading.width {
        (preferences.width, usual.width) = (width, width);
    }
    Ok(Session {
        articles: expand(&reading.articles)?,
        keymap,
        problems,
        preferences,
        usual,
        theme: theme(reading.color),
        library,
    })
}

/// The text of the user's settings file, and what is wrong with it; one that is not there is no mistake.
fn own(file: &Path) -> (String, Option<Problem>) {
    match fs::read_to_string(file) {
        Ok(text) => (text, None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (String::new(), None),
        Err(error) => {
            let problem = Problem::new(&format!("cannot read {}", file.display()), &reason(&error));
            (String::new(), Some(problem))
        }
    }
}

fn theme(color: Color) -> Theme {
    if color.is_on(true) { Theme::terminal() } else { Theme::none() }
}
