//! The notes on the open article as a file to be written.

use super::action::Action;
use super::effect::ExportFile;
use super::screen::reader;
use crate::attribution::Analysis;
use crate::export::{Noted, json, markdown};

/// The most characters of a title that a file's name takes.
const LONGEST_STEM: usize = 60;

/// The file for an export action; `None` when there are no notes, or the action is none of these.
pub(super) fn export_file(reader: &reader::Model, action: Action) -> Option<ExportFile> {
    let nothing_found = Analysis::default();
    let analysis = reader.analysis.as_deref().unwrap_or(&nothing_found);
    let known = reader.notes.known()?;
    let noted: Vec<Noted> = known
        .entries()
        .map(|entry| Noted::new(entry, known.place(entry), &reader.article, analysis))
        .collect();
    if noted.is_empty() {
        return None;
    }
    let (ending, text) = match action {
        Action::ExportMarkdown => ("md", markdown::notes(&noted)),
        Action::ExportJson => ("json", json::notes(&noted)),
        _ => return None,
    };
    Some(ExportFile { stem: stem(&reader.article.display_title()), ending, text })
}

/// A name for a file: the letters and digits of `title` with hyphens between its words, and "notes".
fn stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.ends_with('-') && !stem.is_empty() && !matches!(c, '\'' | '’') {
            stem.push('-');
        }
        if stem.chars().count() >= LONGEST_STEM {
            break;
        }
    }
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "notes".to_owned() } else { format!("{stem}-notes") }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_title_becomes_a_harmless_file_name() {
        for (title, expected) in [
            ("The Bridge Nobody Asked For", "the-bridge-nobody-asked-for-notes"),
            ("../../.bashrc", "bashrc-notes"),
            ("Don’t “stop” — now!", "dont-stop-now-notes"),
            ("😀", "notes"),
            ("", "notes"),
            ("-rf /", "rf-notes"),
        ] {
            assert_eq!(stem(title), expected);
        }
        assert!(stem(&"long ".repeat(100)).chars().count() < 80);
    }
}
