//! The reader's notes as JSON: an array of objects, whose fields always stand, in this order.
//!
//! | field | what it holds |
//! |---|---|
//! | `id` | the note's name, a UUID |
//! | `quotation` | the words that were marked |
//! | `speaker` | who said them, or null |
//! | `speaker_by` | who says so: "reader" or "program"; null where there is no speaker |
//! | `title`, `byline`, `publication`, `date`, `url` | what the article said about itself, or null |
//! | `origin` | where the article came from: a path, `sayso:name`, `-` |
//! | `note` | what the reader wrote, or null for a bare highlight |
//! | `other_notes` | notes on the same words that were written elsewhere at the same time |
//! | `tags` | the reader's keywords |
//! | `created`, `modified` | RFC 3339, UTC |
//! | `orphan` | whether the words have no place in the text any more |
//! | `start`, `end` | where the words stand, in code points of the text, end exclusive; null for an orphan |

use serde::Serialize;

use super::Noted;
use super::json_text::shown;
use super::noted::rfc_3339;
use crate::article::SafeText;
use crate::correction::READER;

/// The notes as one document, with its line end.
pub fn notes(all: &[Noted]) -> String {
    let objects: Vec<Object<'_>> = all.iter().map(Object::new).collect();
    format!("{}\n", shown(serde_json::to_string_pretty(&objects).unwrap_or_default()))
}

#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    quotation: &'a str,
    speaker: Option<&'a str>,
    speaker_by: Option<&'static str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    publication: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    origin: &'a str,
    note: Option<&'a str>,
    other_notes: Vec<&'a str>,
    tags: Vec<&'a str>,
    created: String,
    modified: String,
    orphan: bool,
    start: Option<usize>,
    end: Option<usize>,
    review: Option<ToReview<'a>>,
}

/// What stands in the place of words that the article has changed.
#[derive(Serialize)]
struct ToReview<'a> {
    why: &'static str,
    words: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Object<'a> {
    fn new(noted: &'a Noted) -> Self {
        let text = |field: &'a Option<SafeText>| field.as_ref().map(SafeText::as_str);
        let texts = |fields: &'a [SafeText]| fields.iter().map(SafeText::as_str).collect();
        let about = &noted.about;
        Self {
            id: &noted.id.0,
            quotation: &noted.quotation,
            speaker: text(&noted.speaker),
            speaker_by: noted.speaker.as_ref().map(|_| if noted.by_reader { READER } else { "program" }),
            title: text(&about.title),
            byline: text(&about.byline),
            publication: text(&about.publication),
            date: text(&about.date),
            url: text(&about.url),
            origin: &noted.origin,
            note: text(&noted.note),
            other_notes: texts(&noted.other_notes),
            tags: texts(&noted.tags),
            created: rfc_3339(noted.created),
            modified: rfc_3339(noted.modified),
            orphan: noted.is_orphan(),
            start: noted.place.map(|(start, _)| start),
            end: noted.place.map(|(_, end)| end),
            review: noted.review.as_ref().map(|changed| ToReview {
                why: changed.why.name(),
                words: &changed.words,
                start: changed.place.0,
                end: changed.place.1,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted};
    use crate::export::sample;

    #[test]
    fn every_field_stands_in_its_order() {
        let article = sample::article("T", &["“One,” said A."]);
        let analysis = sample::analysis(&article, &[("“One,”", "A")]);
        let one = noted(&entry(&article, "“One,”", Some("my\nnote"), &["tag"]), &article, &analysis);
        insta::assert_snapshot!(notes(&[one]));
        assert_eq!(notes(&[]), "[]\n");
    }
}
