//! Notes as W3C EPUB Annotations 1.0 (Working Draft of 2026): one `AnnotationSet`, in both of its dialects.
//!
//! The draft has a context of its own, several tags, and puts the set as `annotations.json` into a ZIP file. Thorium
//! Reader, which was first, has the context of Web Annotations, one tag, and no container.

use std::io::{Cursor, Write as _};

use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Sheaf, each, iri, times};
use crate::annotation::Colour;
use crate::article::SafeText;
use crate::export::corrections::told;
use crate::export::json_text::shown;
use crate::export::noted::{Noted, NotedKind, rfc_3339};

/// A name for the program that is the same for ever.
const PROGRAM: &str = "urn:uuid:6a1f9c1e-3c55-8d0b-a3f4-7361797c6f01";
const READER: &str = "urn:uuid:6a1f9c1e-3c55-8d0b-a3f4-7361797c6f02";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    W3c,
    Thorium,
}

/// The set in its container.
pub(super) fn container(sheaves: &[Sheaf]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same notes give the same bytes, so no time of writing.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    // Writing to memory fails only for what is larger than a ZIP file can be.
    let written = zip
        .start_file("annotations.json", options)
        .is_ok_and(|()| zip.write_all(set(sheaves, Dialect::W3c).as_bytes()).is_ok());
    if written { zip.finish().map(Cursor::into_inner).unwrap_or_default() } else { Vec::new() }
}

/// The set as Thorium Reader takes it in.
pub(super) fn thorium(sheaves: &[Sheaf]) -> String {
    set(sheaves, Dialect::Thorium)
}

fn set(sheaves: &[Sheaf], dialect: Dialect) -> String {
    let context = match dialect {
        Dialect::W3c => "https://www.w3.org/ns/epub-anno.jsonld",
        Dialect::Thorium => "http://www.w3.org/ns/anno.jsonld",
    };
    let last = each(sheaves).map(times::changed).max().unwrap_or_default();
    let items: Vec<Value> = each(sheaves).map(|noted| item(noted, dialect)).collect();
    let set = json!({
        "@context": context,
        "id": super::webannotation::collection_name(sheaves),
        "type": "AnnotationSet",
        "generator": {"id": PROGRAM, "type": "Software", "name": "sayso"},
        "generated": rfc_3339(last),
        "about": about(sheaves),
        "items": items,
    });
    format!("{}\n", shown(serde_json::to_string_pretty(&set).unwrap_or_default()))
}

/// What the set is about, where it is about one article only.
fn about(sheaves: &[Sheaf]) -> Value {
    let [sheaf] = sheaves else { return json!({}) };
    let mut about = Map::new();
    let name = sheaf.notes.first().map(source);
    about.insert("dc:identifier".to_owned(), name.into_iter().collect::<Vec<_>>().into());
    about.insert("dc:title".to_owned(), sheaf.title().as_str().into());
    for (name, value) in [("dc:publisher", &sheaf.about.publication), ("dc:creator", &sheaf.about.byline)] {
        about.extend(value.as_ref().map(|value| (name.to_owned(), json!([value.as_str()]))));
    }
    about.extend(sheaf.about.date.as_ref().map(|date| ("dc:date".to_owned(), date.as_str().into())));
    Value::Object(about)
}

fn source(noted: &Noted) -> String {
    iri::of_article(noted.about(), noted.origin(), noted.target.digest)
}

fn item(noted: &Noted, dialect: Dialect) -> Value {
    let made = &noted.target;
    let (exact, prefix, suffix) =
        (made.quote.exact.as_str(), made.quote.prefix.as_str(), made.quote.suffix.as_str());
    let mut selectors = Vec::new();
    if !exact.is_empty() {
        selectors
            .push(json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}));
    }
    let (start, end) = (made.position.start, made.position.end.max(made.position.start));
    selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    let mut item = Map::new();
    if dialect == Dialect::Thorium {
        item.insert("@context".to_owned(), "http://www.w3.org/ns/anno.jsonld".into());
    }
    let fields = [
        ("id", json!(iri::of_note(&noted.id.0.to_string()))),
        ("type", json!("Annotation")),
        ("motivation", json!(motivation(noted))),
        ("created", json!(rfc_3339(times::made(noted)))),
        ("modified", json!(rfc_3339(times::changed(noted)))),
        ("creator", json!({"id": READER, "type": "Person", "name": "reader"})),
        ("body", body(noted, dialect)),
        ("target", json!({"source": source(noted), "selector": selectors})),
    ];
    item.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(item)
}

fn motivation(noted: &Noted) -> &'static str {
    match noted.kind {
        NotedKind::Bookmark => "bookmarking",
        NotedKind::Note | NotedKind::Correction => "commenting",
        NotedKind::Highlight | NotedKind::Quotation => "highlighting",
    }
}

fn body(noted: &Noted, dialect: Dialect) -> Value {
    let corrected = noted.correction.as_ref().map(told);
    let value = super::whole_note(noted).or(corrected).unwrap_or_default();
    let mut body = Map::new();
    let fields = [("type", "TextualBody"), ("value", &value), ("format", "text/plain")];
    body.extend(fields.map(|(name, value)| (name.to_owned(), value.into())));
    if let Some(colour) = noted.colour {
        body.insert("color".to_owned(), color(colour).into());
        body.insert("highlight".to_owned(), "solid".into());
    }
    let tags: Vec<&str> = noted.tags.iter().map(SafeText::as_str).collect();
    match (dialect, tags.first()) {
        (_, None) => {}
        (Dialect::W3c, _) => drop(body.insert("tags".to_owned(), tags.into())),
        (Dialect::Thorium, Some(first)) => drop(body.insert("tag".to_owned(), (*first).into())),
    }
    Value::Object(body)
}

/// The nearest of the six colours that there are.
fn color(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "pink",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use proptest::prelude::*;

    use super::*;
    use crate::export::notes::musts;
    use crate::export::notes::nasty::noted;

    fn unpacked(bytes: Vec<u8>) -> Value {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), 1);
        let mut text = String::new();
        zip.by_name("annotations.json").unwrap().read_to_string(&mut text).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// What the draft requires of an item, beside what it has of Web Annotations.
    fn check(item: &Value, tags: &str) {
        assert!(
            ["bookmarking", "commenting", "highlighting"].contains(&item["motivation"].as_str().unwrap())
        );
        assert!(item["created"].is_string() && item["target"]["source"].is_string());
        assert!(item["body"]["value"].is_string() && item["body"]["format"] == "text/plain");
        let colour = item["body"].get("color").map(|colour| colour.as_str().unwrap());
        let colours = ["pink", "orange", "yellow", "green", "blue", "purple"];
        assert!(colour.is_none_or(|colour| colours.contains(&colour)));
        let other = if tags == "tag" { "tags" } else { "tag" };
        assert!(item["body"].get(other).is_none());
        let mut annotation = item.clone();
        annotation["@context"] = "http://www.w3.org/ns/anno.jsonld".into();
        // A moment that no calendar has is left empty.
        let is_timed = annotation["created"] != "" && annotation["modified"] != "";
        assert!(!is_timed || musts::annotation(&annotation).is_empty(), "{annotation}");
    }

    proptest! {
        #[test]
        fn both_dialects_are_what_their_readers_take(notes in prop::collection::vec(noted(), 0..4)) {
            let sheaves = Sheaf::gathered(&notes);
            let w3c = unpacked(container(&sheaves));
            let thorium: Value = serde_json::from_str(&thorium(&sheaves)).unwrap();
            for (set, tags) in [(w3c, "tags"), (thorium, "tag")] {
                prop_assert!(set["type"] == "AnnotationSet" && set["generator"]["id"].is_string());
                prop_assert_eq!(set["items"].as_array().unwrap().len(), notes.len());
                for item in set["items"].as_array().unwrap() {
                    check(item, tags);
                }
            }
            prop_assert_eq!(container(&sheaves), container(&sheaves));
        }
    }
}
