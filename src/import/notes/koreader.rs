//! KOReader: the JSON that it exports, of one book (`entries`) or of several (`documents`).

use serde_json::Value;

use super::json::{each, text};
use super::{Drafts, Error, Incoming, bare, line, moment, nearest_colour, written};
use crate::annotation::Colour;
use crate::article::{Metadata, SafeText};

/// The versions that are known begin so.
const KNOWN: &str = "json/1.";

pub(super) fn read(documents: &[Value]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    for document in documents {
        if let Some(version) = text(document, "version").filter(|version| !version.starts_with(KNOWN)) {
            return Err(Error::Newer(SafeText::one_line(version)));
        }
        for book in each(Some(document.get("documents").unwrap_or(document))) {
            let about = Metadata {
                title: text(book, "title").and_then(line),
                byline: text(book, "author").and_then(line),
                ..Metadata::default()
            };
            let notes = each(book.get("entries")).map(|entry| note(entry, &about));
            for note in notes {
                match note {
                    Some(note) => drafts.notes.push(note),
                    None => drafts.left_out += 1,
                }
            }
        }
    }
    Ok(drafts)
}

/// A bookmark has words that the reader did not choose; it is one all the same.
fn note(entry: &Value, about: &Metadata) -> Option<Incoming> {
    let is_bookmark = text(entry, "sort") == Some("bookmark");
    let words = text(entry, "text_edited").or_else(|| text(entry, "text")).unwrap_or_default();
    let time = moment::of_value(entry.get("time")).or_else(|| moment::of_value(entry.get("datetime")));
    Some(Incoming {
        quote: Some(bare(words)?),
        about: about.clone(),
        note: text(entry, "note").and_then(written),
        colour: (!is_bookmark).then(|| text(entry, "color").map_or(Colour::default(), nearest_colour)),
        created: time,
        modified: moment::of_value(entry.get("datetime_updated")),
        ..Incoming::default()
    })
}
