//! The themes that there are, and which of them the page has on this terminal.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::background::Background;
use super::open::reason;
use super::reading::Color;
use crate::app::Problem;
use crate::ui::depth::Depth;
use crate::ui::theme::{Theme, Themes};

/// The themes, and what the terminal can show.
#[derive(Clone, Debug)]
pub(super) struct Look {
    themes: Themes,
    /// The theme where there are no colours.
    colorless: Option<Theme>,
    depth: Depth,
    /// What the words stand on, as far as that is known.
    pub(super) background: Option<Background>,
}

/// The theme that goes by the terminal's own colours, and what it is on a light background.
const OWN: &str = "terminal";
const OWN_LIGHT: &str = "terminal-light";

impl Look {
    /// Those that ship and those of `folder`; and what is wrong in these.
    pub(super) fn new(folder: &Path, color: Color) -> (Self, Vec<Problem>) {
        let variable = |name| env::var(name).unwrap_or_default();
        let depth = Depth::told(&variable("COLORTERM"), &variable("TERM"));
        let (themes, problems) = themes(folder, depth);
        let colorless = (!color.is_on(true)).then(Theme::none);
        let background = Background::told(env::var("COLORFGBG").ok().as_deref());
        (Self { themes, colorless, depth, background }, problems)
    }

    /// Reads the themes of `folder` anew; keeps those that there are where something is wrong, and tells it.
    pub(super) fn read_anew(&mut self, folder: &Path) -> Vec<Problem> {
        let (themes, problems) = themes(folder, self.depth);
        if problems.is_empty() {
            self.themes = themes;
        }
        problems
    }

    /// The themes themselves.
    pub(super) fn into_themes(self) -> Themes {
        self.themes
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        self.themes.names()
    }

    /// Whether there is a theme of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.themes.get(name).is_some()
    }

    /// Whether it matters what the words stand on.
    pub(super) fn has_colours(&self) -> bool {
        self.colorless.is_none()
    }

    /// The theme of this name, where there are colours.
    pub(super) fn theme(&self, name: &str) -> &Theme {
        let is_light = self.background == Some(Background::Light);
        let name = if is_light && name == OWN { OWN_LIGHT } else { name };
        let chosen = self.colorless.as_ref().or_else(|| self.themes.get(name));
        chosen.unwrap_or_else(|| self.themes.usual())
    }
}

/// The themes that ship, and those in the reader's folder, which need not be there.
fn themes(folder: &Path, depth: Depth) -> (Themes, Vec<Problem>) {
    let mut themes = Themes::shipped();
    let mut problems = Vec::new();
    let files = fs::read_dir(folder).map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())));
    let mut files: Vec<PathBuf> = files.map(Iterator::collect).unwrap_or_default();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let name = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let read = fs::read_to_string(file).map_err(|error| reason(&error));
        if let Err(why) = read.and_then(|text| themes.add(&name, &text)) {
            problems.push(Problem::new(&file.display().to_string(), &why));
        }
    }
    (themes.within(depth), problems)
}
