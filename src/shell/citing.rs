//! The reader's own citation style: its file, and words cited as it says.

use std::env;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::open::reason;
use crate::app::{CitedWords, Problem};
use crate::export::citation::Cited;
use crate::export::csl::{Csl, MOST_BYTES, Notice};
use crate::library::Paths;

/// The file of a style that the settings name: `~/` is the home folder, and what is not absolute lies beside the settings.
pub fn style_file(paths: &Paths, name: &str) -> PathBuf {
    match (name.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => paths.config_dir().join(name),
    }
}

/// Reads a style, with what it asks for that is left out.
///
/// # Errors
/// When the file cannot be read or is no style: with the file and the line.
pub fn read_style(file: &Path) -> Result<(Csl, Vec<Notice>), Problem> {
    let cannot = |why: &str| Problem::new(&format!("cannot read {}", file.display()), why);
    let metadata = fs::metadata(file).map_err(|error| cannot(&reason(&error)))?;
    if !metadata.is_file() {
        return Err(cannot("it is no file"));
    }
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|open| open.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| cannot(&reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_no_text| cannot("it is no text in UTF-8"))?;
    Csl::read(&text).map_err(|mistake| at(file, mistake.line, &mistake.why))
}

/// What is told of a line of a style.
pub fn at(file: &Path, line: usize, what: &str) -> Problem {
    Problem::new(&format!("{}:{line}", file.display()), what)
}

/// Words cited as the style of this name says.
pub(super) fn cite(paths: &Paths, name: &str, cited: &Cited) -> Result<CitedWords, Problem> {
    let (style, notices) = read_style(&style_file(paths, name))?;
    Ok(CitedWords { text: style.cite(cited), left_out: notices.len() })
}
