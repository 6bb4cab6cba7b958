//! From arguments and the user's files to what a run starts with.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::background::can_answer;
use super::keymap::keymap;
use super::look::Look;
use super::open::{expand, reason};
use super::reading::Reading;
use crate::app::keymap::Keymap;
use crate::app::preferences::Preferences;
use crate::app::{Message, Problem, ReadSettings};
use crate::article::Origin;
use crate::library::{Library, Paths};

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
    let (look, wrong) = Look::new(&library.paths().themes_dir(), reading.color);
    problems.extend(wrong);
    if let Some(theme) = &reading.theme {
        preferences.theme.clone_from(theme);
    }
    if !look.has(&preferences.theme) {
        problems.push(no_theme(&preferences.theme, &look));
        preferences.theme = Preferences::default().theme;
    }
    if let Some(width) = reading.width {
        (preferences.width, usual.width) = (width, width);
    }
    Ok(Session { articles: expand(&reading.articles)?, keymap, problems, preferences, usual, look, library })
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

fn no_theme(name: &str, look: &Look) -> Problem {
    let what = format!("there is no theme “{name}”");
    Problem::new(&what, &format!("there are {}", look.names().join(", ")))
}

/// The user's files while the reader runs: looked at when the reader comes back to the terminal, and before a key, at
/// most once a second. Nothing wakes for it.
#[derive(Debug)]
pub(super) struct Settings {
    paths: Paths,
    pub(super) look: Look,
    /// When each file was changed, and how long it is.
    seen: Vec<(PathBuf, Option<SystemTime>, u64)>,
    looked: Instant,
}

/// How long what was seen of the files holds.
const HOLDS: Duration = Duration::from_secs(1);

impl Settings {
    /// The files as they were read just now.
    pub(super) fn new(paths: Paths, look: Look) -> Self {
        let seen = seen(&paths);
        Self { paths, look, seen, looked: Instant::now() }
    }

    /// Whether it is worth asking the terminal what its background is.
    pub(super) fn asks_background(&self) -> bool {
        let term = env::var("TERM").unwrap_or_default();
        self.look.has_colours() && can_answer(&term, env::var_os("TMUX").is_some())
    }

    /// Whether the files may have changed since they were looked at.
    pub(super) fn is_due(&self) -> bool {
        self.looked.elapsed() >= HOLDS
    }

    /// Reads the files if one has changed: what they say now, over what was chosen `so_far`, or what is wrong in them.
    /// Where something is wrong nothing changes.
    pub(super) fn changed(&mut self, so_far: &Preferences) -> Option<Message> {
        self.looked = Instant::now();
        let now = seen(&self.paths);
        if std::mem::replace(&mut self.seen, now.clone()) == now {
            return None;
        }
        let (mine, wrong) = own(self.paths.config_file());
        let file = self.paths.config_file().display().to_string();
        let (mut usual, mut preferences) = (Preferences::default(), so_far.clone());
        usual.read("", &mine);
        let mut problems: Vec<Problem> = wrong.into_iter().collect();
        problems.extend(preferences.read(&file, &mine));
        let (keymap, wrong) = keymap(preferences.keymap, &self.paths.keymap_file());
        problems.extend(wrong);
        let mut look = self.look.clone();
        problems.extend(look.read_anew(&self.paths.themes_dir()));
        if !look.has(&preferences.theme) {
            problems.push(no_theme(&preferences.theme, &look));
        }
        if let Some(problem) = problems.into_iter().next() {
            return Some(Message::Warned(problem));
        }
        self.look = look;
        let themes = self.look.names();
        Some(Message::SettingsRead(Box::new(ReadSettings { keymap, preferences, usual, themes })))
    }
}

/// When each of the user's files was changed. One that is not there has no time.
fn seen(paths: &Paths) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
    let mut files = vec![paths.config_file().to_owned(), paths.keymap_file()];
    let themes = fs::read_dir(paths.themes_dir()).into_iter().flatten();
    files.extend(themes.filter_map(|entry| Some(entry.ok()?.path())));
    files.sort();
    let look = |file: PathBuf| {
        let metadata = fs::metadata(&file).ok();
        let changed = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        (file, changed, metadata.map_or(0, |metadata| metadata.len()))
    };
    files.into_iter().map(look).collect()
}
