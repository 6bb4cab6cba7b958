//! What the interactive reader is started with, and the start.

use std::path::PathBuf;

use super::reference::Reference;
use super::{headless, linear, reader, settings};
use crate::app::Problem;

/// Everything that the arguments say about one run of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What to open, in order; none for the library.
    pub articles: Vec<Reference>,
    /// Run without a terminal; `None` for the usual run.
    pub headless: Option<Headless>,
    /// Width of the text in cells, where it was asked for.
    pub width: Option<u16>,
    /// The theme, where one was asked for.
    pub theme: Option<String>,
    /// Whether to draw in colours.
    pub color: Color,
    /// The folder of the notes and the index, where it was asked for.
    pub data_dir: Option<PathBuf>,
    /// The settings, a folder or a file, where they were asked for.
    pub config: Option<PathBuf>,
}

/// A run without a terminal: keys go in, the last screen comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headless {
    /// The keys, in the keymap's notation.
    pub keys: String,
    /// Width of the screen in cells.
    pub columns: u16,
    /// Height of the screen in cells.
    pub rows: u16,
}

/// Whether to draw in colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also where there is no terminal.
    Always,
    /// No colours and no other escape sequences.
    Never,
}

impl Color {
    /// Whether to draw in colours on an output that is a terminal or is not. `NO_COLOR` counts unless it is empty.
    pub fn is_on(self, is_terminal: bool) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        match self {
            Self::Auto => is_terminal && !is_set("NO_COLOR") && !is_dumb,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Runs the reader until it is left. A run without a terminal gives the last screen, one line a row.
///
/// # Errors
/// When what was named cannot be opened at all, or the terminal cannot be used.
pub fn read(reading: &Reading) -> Result<Option<String>, Problem> {
    let session = settings::session(reading)?;
    match &reading.headless {
        Some(run) => headless::run(session, run).map(Some),
        None => reader::run(session).map(|()| None),
    }
}

/// Runs the reader in lines until it is left or the input ends: for ears, and for terminals that can only add lines.
///
/// # Errors
/// As [`read`].
pub fn read_in_lines(reading: &Reading) -> Result<(), Problem> {
    linear::run(settings::session(reading)?, reading.width)
}
