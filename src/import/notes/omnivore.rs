//! Omnivore: what it said of each saved article (`metadata_*.json`), and its highlights (`highlights/NAME.md`).
//!
//! A file of highlights has them as block quotations with the note below each, and is called after its article. Where the
//! JSON has highlights, as the API gives them, they are taken from there; else the article becomes a bookmark.

use serde_json::Value;

use super::json::{each, text};
use super::{Drafts, Incoming, bare, line, moment, nearest_colour, tags, written};
use crate::annotation::Colour;
use crate::article::{Metadata, SafeText};
use crate::import::Hint;

pub(super) fn read(documents: &[Value]) -> Drafts {
    let mut drafts = Drafts::default();
    for article in documents.iter().flat_map(|document| each(Some(document))) {
        let field = |name: &str| text(article, name).and_then(line);
        let about = Metadata {
            title: field("title"),
            byline: field("author"),
            publication: field("siteName"),
            date: field("publishedAt"),
            url: field("originalArticleUrl").or_else(|| field("url")),
            language: None,
            ..Metadata::default()
        };
        let before = drafts.notes.len();
        drafts.notes.extend(each(article.get("highlights")).filter_map(|row| highlight(row, &about)));
        if drafts.notes.len() == before {
            drafts.notes.push(Incoming {
                about,
                tags: labels(article),
                created: moment::of_value(article.get("savedAt")),
                ..Incoming::default()
            });
        }
    }
    drafts
}

fn highlight(row: &Value, about: &Metadata) -> Option<Incoming> {
    Some(Incoming {
        name: text(row, "id").map(str::to_owned),
        quote: Some(text(row, "quote").and_then(bare)?),
        about: about.clone(),
        note: text(row, "annotation").and_then(written),
        tags: labels(row),
        colour: Some(text(row, "color").map_or(Colour::default(), nearest_colour)),
        created: moment::of_value(row.get("createdAt")),
        modified: moment::of_value(row.get("updatedAt")),
        ..Incoming::default()
    })
}

fn labels(object: &Value) -> Vec<SafeText> {
    let name = |label| Value::as_str(label).or_else(|| text(label, "name"));
    tags(each(object.get("labels")).filter_map(name))
}

/// Whether this is a file of highlights: it begins with a block quotation.
pub(super) fn is_highlights(text: &str) -> bool {
    text.trim_start().starts_with("> ")
}

/// The highlights in a file of them.
pub(super) fn highlights(text: &str, hint: &Hint) -> Drafts {
    let title = hint.file_name.as_deref().and_then(|name| {
        let stem = name.strip_suffix(".md").unwrap_or(name);
        line(&stem.replace(['-', '_'], " "))
    });
    let about = Metadata { title, ..Metadata::default() };
    let mut notes: Vec<Incoming> = Vec::new();
    let (mut quote, mut note) = (String::new(), String::new());
    for text_line in text.lines().chain(["> "]) {
        let quoted = text_line.strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        match quoted {
            Some(words) if note.is_empty() && !quote.is_empty() && !words.is_empty() => {
                quote.push('\n');
                quote.push_str(words);
            }
            Some(words) => {
                notes.extend(finished(&quote, &note, &about));
                (quote, note) = (words.to_owned(), String::new());
            }
            None if !quote.is_empty() => {
                note.push_str(text_line);
                note.push('\n');
            }
            None => {}
        }
    }
    Drafts { notes, left_out: 0 }
}

fn finished(quote: &str, note: &str, about: &Metadata) -> Option<Incoming> {
    Some(Incoming {
        quote: Some(bare(quote)?),
        about: about.clone(),
        note: written(note),
        colour: Some(Colour::default()),
        ..Incoming::default()
    })
}
