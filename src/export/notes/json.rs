//! The reader's notes as JSON: an array of objects, whose fields always stand, in this order.
//!
//! | field | what it holds |
//! |---|---|
//! | `id` | the note's name, a UUID |
//! | `kind` | "highlight", "note", "bookmark", "correction", or "quotation" for one that was found |
//! | `colour` | how the words are painted, or null |
//! | `quotation` | the words that were marked |
//! | `shown` | the words as they are shown: cut where that was asked for, pieces joined, signs where the text has lost some |
//! | `speaker` | who said them, or null |
//! | `speaker_by` | who says so: "reader" or "program"; null where there is no speaker |
//! | `title`, `byline`, `publication`, `date`, `url` | what the article said about itself, or null |
//! | `origin` | where the article came from: a path, `sayso:name`, `-` |
//! | `note` | what the reader wrote, or null for a bare highlight |
//! | `other_notes` | notes on the same words that were written elsewhere at the same time |
//! | `tags` | the reader's keywords |
//! | `created`, `modified` | RFC 3339, UTC; null for a quotation that was found |
//! | `orphan` | whether the words have no place in the text any more |
//! | `start`, `end` | where the words stand, in code points of the text, end exclusive; null for an orphan |
//! | `prefix`, `suffix` | up to 64 characters on either side, where the words were marked |
//! | `made_start`, `made_end`, `digest` | where they stood in the text that was marked, and the SHA-256 of that text |
//! | `review` | what perhaps stands for the words now, where the article has changed them: `why`, `words`, `start`, `end` |
//! | `correction` | what was set right: `kind`, `name`, `was`, `role`, `mention`; null for what is none |

use serde::Serialize;

use super::{Sheaf, each};
use crate::annotation::{Colour, Moment};
use crate::article::SafeText;
use crate::correction::READER;
use crate::export::corrections::What;
use crate::export::json_text::shown;
use crate::export::noted::{Noted, rfc_3339};

/// The notes as one document, with its line end.
pub fn document(all: &[Sheaf]) -> String {
    let objects: Vec<Object<'_>> = each(all).map(Object::new).collect();
    format!("{}\n", shown(serde_json::to_string_pretty(&objects).unwrap_or_default()))
}

/// One note.
#[derive(Serialize)]
pub(super) struct Object<'a> {
    id: String,
    kind: &'static str,
    colour: Option<&'static str>,
    quotation: &'a str,
    shown: &'a str,
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
    created: Option<String>,
    modified: Option<String>,
    orphan: bool,
    start: Option<usize>,
    end: Option<usize>,
    prefix: &'a str,
    suffix: &'a str,
    made_start: usize,
    made_end: usize,
    digest: String,
    correction: Option<What<'a>>,
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
    pub(super) fn new(noted: &'a Noted) -> Self {
        let text = |field: &'a Option<SafeText>| field.as_ref().map(SafeText::as_str);
        let texts = |fields: &'a [SafeText]| fields.iter().map(SafeText::as_str).collect();
        let about = noted.about();
        let target = &noted.target;
        let time = |moment: Option<Moment>| moment.map(rfc_3339).filter(|time| !time.is_empty());
        Self {
            id: noted.id.0.to_string(),
            kind: noted.kind.name(),
            colour: noted.colour.map(Colour::name),
            quotation: &target.quote.exact,
            shown: &noted.shown,
            speaker: text(&noted.speaker),
            speaker_by: noted.speaker.as_ref().map(|_| if noted.by_reader { READER } else { "program" }),
            title: text(&about.title),
            byline: text(&about.byline),
            publication: text(&about.publication),
            date: text(&about.date),
            url: text(&about.url),
            origin: noted.origin(),
            note: text(&noted.note),
            other_notes: texts(&noted.other_notes),
            tags: texts(&noted.tags),
            created: time(noted.created),
            modified: time(noted.modified),
            orphan: noted.is_orphan(),
            start: noted.place.map(|(start, _)| start),
            end: noted.place.map(|(_, end)| end),
            prefix: &target.quote.prefix,
            suffix: &target.quote.suffix,
            made_start: target.position.start,
            made_end: target.position.end,
            digest: target.digest.to_string(),
            correction: noted.correction.as_ref().map(What::new),
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
    use crate::export::noted::tests::entry;
    use crate::export::noted::tests::noted as placed;
    use crate::export::sample;

    #[test]
    fn every_field_stands_in_its_order() {
        let article = sample::article("T", &["“One,” said A."]);
        let analysis = sample::analysis(&article, &[("“One,”", "A")]);
        let noted = placed(&entry(&article, "“One,”", Some("my\nnote"), &["tag"]), &article, &analysis);
        insta::assert_snapshot!(document(&Sheaf::gathered(&[noted])));
        assert_eq!(document(&[]), "[]\n");
    }
}
