//! Hypothesis: the file that its client exports (`annotations`), and what its API answers (`rows`).
//!
//! Its positions count UTF-16 units of a page as a browser has it, so only the words are taken. What others have answered is
//! no note of the reader's.

use serde_json::Value;

use super::json::{each, text};
use super::webannotation::Selectors;
use super::{Drafts, Error, Incoming, line, moment, tags, written};
use crate::annotation::Colour;
use crate::article::Metadata;

pub(super) fn read(documents: &[Value]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    for document in documents {
        let listed = document.get("annotations").or_else(|| document.get("rows")).unwrap_or(document);
        for (at, row) in each(Some(listed)).enumerate() {
            let wrong = |why| Error::Note { number: at + 1, why };
            if each(row.get("references")).next().is_some() {
                drafts.left_out += 1;
                continue;
            }
            let id = text(row, "id").ok_or(wrong("it has no id"))?;
            drafts.notes.push(note(row, id));
        }
    }
    Ok(drafts)
}

fn note(row: &Value, id: &str) -> Incoming {
    let target = each(row.get("target")).next().unwrap_or(&Value::Null);
    let title = row.get("document").and_then(|document| document.get("title"));
    let address = text(row, "uri").or_else(|| text(target, "source")).unwrap_or_default();
    let quote = Selectors::of(target).quote;
    Incoming {
        name: Some(id.to_owned()),
        about: Metadata {
            title: each(title).find_map(Value::as_str).and_then(line),
            url: line(address),
            ..Metadata::default()
        },
        note: text(row, "text").and_then(written),
        tags: tags(each(row.get("tags")).filter_map(Value::as_str)),
        // A note on a page as a whole paints nothing.
        colour: quote.as_ref().map(|_| Colour::default()),
        quote,
        created: moment::of_value(row.get("created")),
        modified: moment::of_value(row.get("updated")),
        ..Incoming::default()
    }
}
