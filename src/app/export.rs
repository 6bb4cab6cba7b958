//! The notes on the open article as a file to be written.

use std::sync::Arc;

use super::effect::ExportFile;
use super::screen::reader;
use crate::article::{Metadata, SafeText};
use crate::export::Noted;
use crate::export::notes::{Format, Sheaf};
use crate::span::CodePoints;

/// The most characters of a title that a file's name takes.
const LONGEST_STEM: usize = 60;

/// The most bytes of it: some file systems take no more than 255 of a whole name.
const LARGEST_STEM: usize = 150;

/// The file of the notes in a format; `None` when there are none.
pub(super) fn export_file(reader: &reader::Model, format: Format) -> Option<ExportFile> {
    let sheaf = sheaf(reader, usize::MAX)?;
    let stem = stem(sheaf.title());
    let gone = reader.notes.known()?.deleted().map(|id| id.0.to_string()).collect();
    Some(ExportFile { stem, ending: format.ending(), document: format.write(&[sheaf]), gone })
}

/// The notes on the open article in the order of its text, the first `most` of them; `None` when there are none.
pub(super) fn sheaf(reader: &reader::Model, most: usize) -> Option<Sheaf> {
    let article = &reader.article;
    let analysis = reader.analysis.clone().unwrap_or_default();
    let at = CodePoints::new(article.text());
    let known = reader.notes.known()?;
    let told = |entry| Noted::at(entry, known.place(entry), article, &analysis, &at);
    let mut notes: Vec<Noted> = known.entries().map(told).collect();
    if notes.is_empty() {
        return None;
    }
    notes.sort_by_key(Noted::order);
    notes.truncate(most);
    let about = Metadata { title: Some(article.display_title()), ..article.metadata.clone() };
    let origin = SafeText::new(&article.origin.to_string());
    Some(Sheaf { about, origin, read: Some((Arc::clone(article), analysis)), notes })
}

/// A name for a file: the letters and digits of `title` with hyphens between its words, and "notes".
pub fn stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.ends_with('-') && !stem.is_empty() && !matches!(c, '\'' | '’') {
            stem.push('-');
        }
        if stem.chars().count() >= LONGEST_STEM || stem.len() >= LARGEST_STEM {
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
        assert!(stem(&"𝔸".repeat(100)).len() < 200);
    }
}
