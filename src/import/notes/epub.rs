//! W3C EPUB Annotations 1.0 (working draft of 2026): an annotation set, bare or in its archive (`.annotations`).
//!
//! Two dialects are read: that of the draft (`tags`) and that of Thorium (`tag`). Of the archive, which is a ZIP file, only
//! the member `annotations.json` is looked at, and only where it is stored as it is; nothing is unpacked to the disk.

use serde_json::Value;

use super::json::{each, id, text};
use super::webannotation::{Selectors, annotation};
use super::{Drafts, Error, Incoming, line, moment, nearest_colour, tags, written};
use crate::article::Metadata;

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
const MEMBER: &[u8] = b"annotations.json";
/// How many members of an archive are looked at.
const MOST_MEMBERS: usize = 10_000;

/// The notes within an archive; `None` for what is no archive.
///
/// # Errors
/// [`Error::Packed`] when there are none in it, or they are compressed.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Option<&[u8]>, Error> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    member(bytes).map(Some).ok_or(Error::Packed)
}

/// The stored bytes of the member, by the archive's directory (APPNOTE 6.3, §4.3.12 and §4.3.16).
fn member(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let mut at = long(bytes, end + 16)?;
    for _ in 0..MOST_MEMBERS {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?);
        if bytes.get(at + 46..at + 46 + name)? == MEMBER {
            let (method, size, local) =
                (short(bytes, at + 10)?, long(bytes, at + 20)?, long(bytes, at + 42)?);
            let start = local + 30 + short(bytes, local + 26)? + short(bytes, local + 28)?;
            return bytes.get(start..start + size).filter(|_| method == 0);
        }
        at += 46 + name + extra + comment;
    }
    None
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}
