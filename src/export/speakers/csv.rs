//! Voices as CSV (RFC 4180), one a row.

use super::{percent, ranked};
use crate::article::{Article, SafeText};
use crate::attribution::{Analysis, SpeakerKind};
use crate::export::Voice;
use crate::export::csv_cell::{cell, table};

/// The row of names, which stands once above the rows of all articles. `share` is in percent of the quoted words.
pub fn header() -> String {
    table([[
        "article",
        "origin",
        "title",
        "date",
        "speaker",
        "kind",
        "aliases",
        "quotations",
        "words",
        "share",
    ]])
}

/// The rows of one article. The voice that nobody is known for has no speaker.
pub fn rows(article: &Article, analysis: &Analysis) -> String {
    let (id, origin) = (article.id(), article.origin.to_string());
    let known = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    let row = |voice: Voice<'_>| {
        let name = voice.speaker.map(|_| voice.name).unwrap_or_default();
        let cells = [
            id.clone(),
            SafeText::one_line(&origin).to_string(),
            known(&article.metadata.title),
            known(&article.metadata.date),
            name.to_owned(),
            voice.kind.map(SpeakerKind::name).unwrap_or_default().to_owned(),
            voice.aliases.join("; "),
            voice.quotations.to_string(),
            voice.words.to_string(),
            percent(voice.share),
        ];
        cells.map(|text| cell(&text).into_owned())
    };
    table(ranked(analysis).into_iter().map(row))
}
