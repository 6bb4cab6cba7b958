//! This program's own JSON, which says all that a note has.

use serde_json::Value;

use super::json::{number, text};
use super::{Drafts, Error, Incoming, line, moment, tags, written};
use crate::annotation::{Colour, Correction, PositionSelector, QuoteSelector};
use crate::article::{Digest, Metadata, SafeText};

pub(super) fn read(documents: &[Value]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    let objects = documents.iter().flat_map(|document| super::json::each(Some(document)));
    for (at, object) in objects.enumerate() {
        let wrong = |why| Error::Note { number: at + 1, why };
        // A quotation that the program found is no note, and is found again.
        if text(object, "kind") == Some("quotation") {
            drafts.left_out += 1;
            continue;
        }
        let correction = match object.get("correction") {
            None | Some(Value::Null) => None,
            Some(correction) => {
                Some(read_correction(correction).ok_or(wrong("its correction makes no sense"))?)
            }
        };
        let id = text(object, "id").filter(|id| !id.trim().is_empty()).ok_or(wrong("it has no id"))?;
        let exact = text(object, "quotation").ok_or(wrong("it has no quotation"))?;
        let context = |name| SafeText::new(text(object, name).unwrap_or_default());
        let place = |start, end| number(object, start).zip(number(object, end));
        let place = place("made_start", "made_end").or_else(|| place("start", "end"));
        let others = object.get("other_notes");
        let others = super::json::each(others).filter_map(Value::as_str);
        let notes: Vec<&str> = text(object, "note").into_iter().chain(others).collect();
        let kind = text(object, "kind");
        let colour = text(object, "colour").and_then(Colour::of_name);
        let is_painted = correction.is_none() && kind != Some("bookmark");
        let quote = QuoteSelector {
            exact: SafeText::new(exact),
            prefix: context("prefix"),
            suffix: context("suffix"),
        };
        drafts.notes.push(Incoming {
            name: Some(id.to_owned()),
            quote: Some(quote),
            position: place.map(|(start, end)| PositionSelector { start, end }),
            digest: text(object, "digest").and_then(Digest::parse),
            about: about(object),
            origin: text(object, "origin").map(SafeText::new),
            note: written_as_is(&notes),
            tags: tags(super::json::each(object.get("tags")).filter_map(Value::as_str)),
            colour: is_painted.then(|| colour.unwrap_or_default()),
            correction,
            created: moment::of_value(object.get("created")),
            modified: moment::of_value(object.get("modified")),
        });
    }
    Ok(drafts)
}

fn about(object: &Value) -> Metadata {
    let field = |name: &str| text(object, name).and_then(line);
    Metadata {
        title: field("title"),
        byline: field("byline"),
        publication: field("publication"),
        date: field("date"),
        url: field("url"),
        language: field("language"),
        ..Metadata::default()
    }
}

/// A note, and behind it those that were written at the same time elsewhere.
fn written_as_is(notes: &[&str]) -> Option<SafeText> {
    match notes {
        [] => None,
        [only] => Some(SafeText::new(only)),
        all => written(&all.join("\n\n")),
    }
}

/// What a reader set right, as the export of corrections tells it.
pub(super) fn read_correction(object: &Value) -> Option<Correction> {
    let maybe = |name: &str| text(object, name).map(SafeText::new);
    Some(match text(object, "kind")? {
        "said-by" => Correction::SaidBy { name: maybe("name"), was: maybe("was") },
        "not-speech" => Correction::NotSpeech { was: maybe("was") },
        "joined" => Correction::Joined { other: maybe("was")?, name: maybe("name")? },
        "parted" => Correction::Parted { alias: maybe("name")?, was: maybe("was")? },
        "renamed" => Correction::Renamed { name: maybe("name")?, was: maybe("was")? },
        "role" => Correction::Role { name: maybe("name")?, role: maybe("role"), was: maybe("was") },
        "means" => Correction::Means { words: maybe("mention")?, name: maybe("name")? },
        _ => return None,
    })
}
