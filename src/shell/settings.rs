//! From arguments and the user's files to what a run starts with.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::keymap::keymap;
use super::open::{expand, reason};
use super::reading::Reading;
use crate::app::Problem;
use crate::app::keymap::Keymap;
use crate::app::preferences::Preferences;
use crate::article::Origin;
use crate::library::{Library, Paths};
use crate::ui::theme::{Theme, Themes};

/// What a run starts with.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) articles: Vec<Origin>,
    pub(super) keymap: Keymap,
    pub(super) problems: Vec<Problem>,
    pub(super) preferences: Preferences,
    pub(super) usual: Preferences,
    pub(super) look: Look,
    pub(super) library: Library,
}

/// The themes that there are.
#[derive(Debug)]
pub(super) struct Look {
    themes: Themes,
    /// The theme where there are no colours.
    colorless: Option<Theme>,
}

/// Reads the settings. What is wrong in them is told in the reader, which starts all the same.
pub(super) fn session(reading: &Reading) -> Result<Session, Problem> {
    let paths = Paths::new(reading.data_dir.clone(), reading.config.clone())
        .map_err(|error| Problem::new("cannot find the folder for notes", &error.to_string()))?;
    let (mine, wrong) = own(paths.config_file());
    let mut problems: Vec<Problem> = wrong.into_iter().collect();
    let library = Library::new(paths);
    let mut usual = Preferences::default();
    usual.read("", &mine);
    let mut preferences = Preferences::default();
    // What the program wrote itself holds as far as it can be read, and is not worth a word.
    preferences.read("", &library.choices().unwrap_or_default());
    let file = library.paths().config_file().display().to_string();
    problems.extend(preferences.read(&file, &mine));
    let (keymap, wrong) = keymap(preferences.keymap, &library.paths().keymap_file());
    problems.extend(wrong);
    let (themes, wrong) = themes(&library.paths().themes_dir());
    problems.extend(wrong);
    if let Some(theme) = &reading.theme {
        preferences.theme.clone_from(theme);
    }
    if themes.get(&preferences.theme).is_none() {
        let what = format!("there is no theme “{}”", preferences.theme);
        problems.push(Problem::new(&what, &format!("there are {}", themes.names().join(", "))));
        preferences.theme = Preferences::default().theme;
    }
    if let Some(width) = reading.width {
        (preferences.width, usual.width) = (width, width);
    }
    Ok(Session {
        articles: expand(&reading.articles)?,
        keymap,
        problems,
        preferences,
        usual,
        look: Look { themes, colorless: (!reading.color.is_on(true)).then(Theme::none) },
        library,
    })
}

/// The keymap that holds: a preset where one was chosen, with the user's own keys over it; and what is wrong in these.
pub fn keymap_in(paths: &Paths) -> (Keymap, Vec<Problem>) {
    let mut preferences = Preferences::default();
    preferences.read("", &Library::new(paths.clone()).choices().unwrap_or_default());
    preferences.read("", &own(paths.config_file()).0);
    keymap(preferences.keymap, &paths.keymap_file())
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

impl Look {
    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        self.themes.names()
    }

    /// The theme of this name, where there are colours.
    pub(super) fn theme(&self, name: &str) -> &Theme {
        let chosen = self.colorless.as_ref().or_else(|| self.themes.get(name));
        chosen.unwrap_or_else(|| self.themes.usual())
    }
}

/// The themes that ship, and those in the reader's folder, which need not be there.
fn themes(folder: &Path) -> (Themes, Vec<Problem>) {
    let mut themes = Themes::shipped();
    let mut problems = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return (themes, problems);
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let name = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let read = fs::read_to_string(file).map_err(|error| reason(&error));
        if let Err(why) = read.and_then(|text| themes.add(&name, &text)) {
            problems.push(Problem::new(&file.display().to_string(), &why));
        }
    }
    (themes, problems)
}
