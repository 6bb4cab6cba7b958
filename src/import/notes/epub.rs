//! W3C EPUB Annotations 1.0 (working draft of 2026): an annotation set, bare or in its archive (`.annotations`).
//!
//! Two dialects are read: that of the draft (`tags`) and that of Thorium (`tag`). Of the archive, which is a ZIP file, only
//! the member `annotations.json` is looked at; nothing is unpacked to the disk.

use serde_json::Value;

use super::json::{each, id, text};
use super::webannotation::{Selectors, annotation};
use super::{Drafts, Error, Incoming, line, moment, nearest_colour, tags, written};
use crate::article::Metadata;
use crate::import::archive::Archive;

pub(super) fn read(documents: &[Value]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    for set in documents.iter().flat_map(|document| each(Some(document))) {
        let about = about(set.get("about").unwrap_or(&Value::Null));
        for (at, item) in each(set.get("items")).enumerate() {
            let wrong = |why| Error::Note { number: at + 1, why };
            drafts.notes.push(note(item, &about).map_err(wrong)?);
        }
    }
    Ok(drafts)
}

fn note(item: &Value, about: &Metadata) -> Result<Incoming, &'static str> {
    let body = item.get("body").unwrap_or(&Value::Null);
    let target = item.get("target").ok_or("it has no target")?;
    let keywords = || each(body.get("tags")).chain(each(body.get("tag"))).filter_map(Value::as_str);
    let source = target.get("source").and_then(id).or_else(|| id(target)).unwrap_or_default();
    let is_address = source.starts_with("https://") || source.starts_with("http://");
    let is_bookmark = each(item.get("motivation")).filter_map(id).any(|own| own.ends_with("bookmarking"));
    let colour = text(body, "color").map(nearest_colour).unwrap_or_default();
    // What a whole Web Annotation can say is read as one.
    let whole = annotation(item)?.unwrap_or_default();
    Ok(Incoming {
        name: whole.name,
        quote: Selectors::of(target).quote,
        position: None,
        digest: None,
        about: Metadata { url: line(source).filter(|_| is_address).or(about.url.clone()), ..about.clone() },
        origin: None,
        note: text(body, "value").and_then(written),
        tags: tags(keywords()),
        colour: (!is_bookmark).then_some(colour),
        correction: None,
        created: moment::of_value(item.get("created")),
        modified: moment::of_value(item.get("modified")),
    })
}

fn about(about: &Value) -> Metadata {
    let field = |name: &str| each(about.get(name)).find_map(Value::as_str).and_then(line);
    let identifiers = each(about.get("dc:identifier")).filter_map(Value::as_str);
    let url =
        identifiers.filter(|own| own.starts_with("https://") || own.starts_with("http://")).find_map(line);
    Metadata {
        title: field("dc:title"),
        byline: field("dc:creator"),
        publication: field("dc:publisher"),
        date: field("dc:date"),
        url,
        language: field("dc:language"),
        ..Metadata::default()
    }
}

/// The member that an annotation archive has its notes in.
const MEMBER: &str = "annotations.json";

/// The notes within an archive; `None` for what is no archive.
///
/// # Errors
/// [`Error::Packed`] when there are none in it, or they cannot be unpacked.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let notes = Archive::open(bytes).ok().and_then(|mut archive| archive.named(MEMBER)?.ok());
    notes.map(Some).ok_or(Error::Packed)
}
