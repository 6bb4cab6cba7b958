//! The user's own keymap file over the one that ships.

use std::fs;
use std::io;
use std::path::Path;

use super::open::reason;
use crate::app::Problem;
use crate::app::keymap::Keymap;
use crate::app::preset::Preset;

/// What the keys mean, and what is wrong in the user's `file`; a file that is not there is no mistake.
pub(super) fn keymap(preset: Preset, file: &Path) -> (Keymap, Vec<Problem>) {
    match fs::read_to_string(file) {
        Ok(text) => Keymap::with_own(preset, &file.display().to_string(), &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Keymap::preset(preset), Vec::new()),
        Err(error) => {
            let problem = Problem::new(&format!("cannot read {}", file.display()), &reason(&error));
            (Keymap::preset(preset), vec![problem])
        }
    }
}
