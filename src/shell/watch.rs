//! The user's settings while the reader runs.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use super::background::can_answer;
use super::keymap::keymap;
use super::look::Look;
use super::settings::{no_theme, own};
use crate::app::preferences::Preferences;
use crate::app::{Message, Problem, ReadSettings};
use crate::library::Paths;

/// The user's files while the reader runs: looked at when the reader comes back to the terminal, and before a key, at
/// most once a second. Nothing wakes for it.
#[derive(Debug)]
pub(super) struct Watch {
    paths: Paths,
    pub(super) look: Look,
    /// When each file was changed, and how long it is.
    seen: Vec<(PathBuf, Option<SystemTime>, u64)>,
    looked: Instant,
}

/// How long what was seen of the files holds.
const HOLDS: Duration = Duration::from_secs(1);

impl Watch {
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
        problems.extend(no_theme(&look, &preferences.theme));
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
