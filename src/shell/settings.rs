//! From arguments and the user's files to what a run starts with.

use std::fs;
use std::io;
use std::path::Path;

use super::citing::{at, read_style, style_file};
use super::keymap::keymap;
use super::look::Look;
use super::open::{expand, reason};
use super::reading::{Color, Reading};
use crate::app::Problem;
use crate::app::keymap::Keymap;
use crate::app::preferences::{CHOICES, Choice, Citation, Preferences};
use crate::article::Origin;
use crate::library::{Library, Paths};
use crate::ui::theme::Themes;

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
    let mut usual = Preferences::default();
    usual.read("", &own(paths.config_file()).0);
    let Settings { mut preferences, mut problems, .. } = settings_in(&paths);
    let library = Library::new(paths);
    let (keymap, wrong) = keymap(preferences.keymap, &library.paths().keymap_file());
    problems.extend(wrong);
    let (look, wrong) = Look::new(&library.paths().themes_dir(), reading.color);
    problems.extend(wrong);
    if let Some(theme) = &reading.theme {
        preferences.theme.clone_from(theme);
    }
    if let Some(problem) = no_theme(&look, &preferences.theme) {
        problems.push(problem);
        preferences.theme = Preferences::default().theme;
    }
    if let Some(width) = reading.width {
        (preferences.width, usual.width) = (width, width);
    }
    Ok(Session { articles: expand(&reading.articles)?, keymap, problems, preferences, usual, look, library })
}

/// The settings that hold, each with where it comes from; and what is wrong in the user's own.
#[derive(Debug)]
pub struct Settings {
    /// The settings.
    pub preferences: Preferences,
    /// Where each comes from, in the order of [`crate::app::preferences::CHOICES`].
    pub from: Vec<(Choice, From)>,
    /// The mistakes.
    pub problems: Vec<Problem>,
}

/// Where a setting comes from; what stands further down wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Nobody chose it.
    Default,
    /// It was chosen with keys.
    Keys,
    /// This line of the settings file, from 1.
    Line(usize),
}

/// Reads what was chosen with keys, and the settings file over it.
pub fn settings_in(paths: &Paths) -> Settings {
    let mut preferences = Preferences::default();
    // What the program wrote itself holds as far as it can be read, and is not worth a word.
    let chosen = Library::new(paths.clone()).choices().unwrap_or_default();
    let (with_keys, _) = preferences.read_lines("", &chosen);
    let (mine, wrong) = own(paths.config_file());
    let (lines, problems) = preferences.read_lines(&paths.config_file().display().to_string(), &mine);
    let from = |choice: Choice| {
        let line = lines.iter().find(|(other, _)| *other == choice).map(|(_, line)| From::Line(*line));
        let by_keys = with_keys.iter().any(|(other, _)| *other == choice);
        line.unwrap_or(if by_keys { From::Keys } else { From::Default })
    };
    let from = CHOICES.iter().map(|(choice, ..)| (*choice, from(*choice))).collect();
    Settings { preferences, from, problems: wrong.into_iter().chain(problems).collect() }
}

/// The keymap that holds: a preset where one was chosen, with the user's own keys over it; and what is wrong in these.
pub fn keymap_in(paths: &Paths) -> (Keymap, Vec<Problem>) {
    keymap(settings_in(paths).preferences.keymap, &paths.keymap_file())
}

/// The themes that ship, and those of the user's folder; and what is wrong in these.
pub fn themes_in(paths: &Paths) -> (Themes, Vec<Problem>) {
    let (look, problems) = Look::new(&paths.themes_dir(), Color::default());
    (look.into_themes(), problems)
}

/// A theme as a file: the user's own, else one that ships.
///
/// # Errors
/// When there is none of this name, or it cannot be read.
pub fn theme_text(paths: &Paths, name: &str) -> Result<String, Problem> {
    let (look, _) = Look::new(&paths.themes_dir(), Color::default());
    if let Some(problem) = no_theme(&look, name) {
        return Err(problem);
    }
    let file = paths.themes_dir().join(format!("{name}.toml"));
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text),
        Err(error) => Themes::shipped_text(name)
            .map(ToOwned::to_owned)
            .ok_or_else(|| Problem::new(&format!("cannot read {}", file.display()), &reason(&error))),
    }
}

/// Everything that is wrong in the user's settings, keys and themes.
pub fn mistakes(paths: &Paths) -> Vec<Problem> {
    let Settings { preferences, mut problems, .. } = settings_in(paths);
    problems.extend(keymap_in(paths).1);
    let (look, wrong) = Look::new(&paths.themes_dir(), Color::default());
    problems.extend(wrong);
    problems.extend(no_theme(&look, &preferences.theme));
    problems.extend(in_style(paths, &preferences.citation));
    problems
}

/// What is wrong with the reader's own citation style, or left out of it.
fn in_style(paths: &Paths, citation: &Citation) -> Vec<Problem> {
    let Citation::Own(name) = citation else { return Vec::new() };
    let file = style_file(paths, name);
    match read_style(&file) {
        Ok((_, notices)) => notices.iter().map(|notice| at(&file, notice.line, &notice.what)).collect(),
        Err(problem) => vec![problem],
    }
}

/// What is wrong with the name of a theme that there is not.
pub(super) fn no_theme(look: &Look, name: &str) -> Option<Problem> {
    let what = format!("there is no theme “{name}”");
    (!look.has(name)).then(|| Problem::new(&what, &format!("there are {}", look.names().join(", "))))
}

/// The text of the user's settings file, and what is wrong with it; one that is not there is no mistake.
pub(super) fn own(file: &Path) -> (String, Option<Problem>) {
    match fs::read_to_string(file) {
        Ok(text) => (text, None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (String::new(), None),
        Err(error) => {
            let problem = Problem::new(&format!("cannot read {}", file.display()), &reason(&error));
            (String::new(), Some(problem))
        }
    }
}
