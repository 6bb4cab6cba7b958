//! Notes as Readwise takes them in: CSV with the columns `Highlight,Title,Author,URL,Note,Location,Date`.
//!
//! A tag is a word of the note that begins with a point. The location is the place in code points of the text.

use super::{Sheaf, each, iri};
use crate::annotation::inline_tag;
use crate::article::SafeText;
use crate::export::csv_cell::{cell, table};
use crate::export::noted::Noted;

/// The rows, under their names. What has no words has no row, since there the words are all that must be.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let header = ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"].map(str::to_owned);
    let with_words = each(sheaves).filter(|noted| !noted.words().trim().is_empty());
    table([header].into_iter().chain(with_words.map(row)))
}

fn row(noted: &Noted) -> [String; 7] {
    let known = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    let about = noted.about();
    let mut tags: Vec<SafeText> = Vec::new();
    for tag in noted.tags.iter().filter_map(|tag| typed(tag)) {
        // Two tags may be one when they are typed.
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let place = noted.place.map_or(noted.target.position.start, |(start, _)| start);
    let cells = [
        noted.words().to_string(),
        known(&about.title),
        known(&about.byline),
        about.url.as_ref().and_then(|url| iri::of_web(url)).unwrap_or_default(),
        inline_tag::joined(&super::whole_note(noted).unwrap_or_default(), &tags),
        place.to_string(),
        noted.created.map(time).unwrap_or_default(),
    ];
    cells.map(|text| cell(&text).into_owned())
}

/// A tag as one word: "law & order" is "law-order".
fn typed(tag: &str) -> Option<SafeText> {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let words: Vec<&str> = tag.split(|c| !kept(c)).filter(|word| !word.is_empty()).collect();
    let tag = words.join("-");
    if inline_tag::is_name(&tag) { Some(SafeText::new(&tag)) } else { None }
}

/// A moment as `YYYY-MM-DD HH:MM:SS` in UTC.
fn time(moment: crate::annotation::Moment) -> String {
    crate::export::noted::rfc_3339(moment).replace('T', " ").trim_end_matches('Z').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::entry;
    use crate::export::sample;

    #[test]
    fn tags_are_words_of_the_note() {
        let mut article = sample::article("T", &["“One,” said A."]);
        article.metadata.url = Some(SafeText::new("https://example.org/é"));
        let entry = entry(&article, "One", Some("mine"), &["law & order", "x", "1", "law-order"]);
        let noted = Noted::orphan(&entry);
        assert_eq!(
            document(&Sheaf::gathered(&[noted])),
            "Highlight,Title,Author,URL,Note,Location,Date\r\n\
             One,T,,https://example.org/%C3%A9,\"mine\n.law-order .x\",1,2026-11-19 08:30:00\r\n"
        );
    }
}
