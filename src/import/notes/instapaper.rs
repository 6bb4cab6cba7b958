//! Instapaper: `URL,Title,Selection,Folder,Timestamp` and, in newer files, `Tags` as a list in JSON.
//!
//! A row with a selection is a highlight; one without is an article that was saved, which becomes a bookmark.

use super::table::each;
use super::{Drafts, Error, Incoming, bare, line, moment, tags};
use crate::annotation::Colour;
use crate::article::Metadata;

pub(super) fn is(names: &[String]) -> bool {
    ["url", "title", "selection", "folder", "timestamp"]
        .iter()
        .all(|name| names.iter().any(|own| own == name))
}

pub(super) fn read(text: &str) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    each(text, |row| {
        let quote = bare(row.cell(&["selection"]));
        let listed: Vec<String> = serde_json::from_str(row.cell(&["tags"])).unwrap_or_default();
        drafts.notes.push(Incoming {
            colour: quote.as_ref().map(|_| Colour::default()),
            quote,
            about: Metadata {
                title: line(row.cell(&["title"])),
                url: line(row.cell(&["url"])),
                ..Metadata::default()
            },
            tags: tags(listed.iter().map(String::as_str)),
            created: moment::of_text(row.cell(&["timestamp"])),
            ..Incoming::default()
        });
    })?;
    Ok(drafts)
}
