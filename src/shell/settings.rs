//! From arguments and the user's files to what a run starts with.

use super::keymap::keymap;
use super::open::expand;
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

fn theme(color: Color) -> Theme {
    if color.is_on(true) { Theme::terminal() } else { Theme::none() }
}
