//! Voices as CSV (RFC 4180), one a row.

use super::{Order, Ranked, percent, ranked};
use crate::article::{Article, SafeText};
use crate::attribution::{Analysis, SpeakerKind};
use crate::export::csv_cell::{cell, table};

/// The row of names, which stands once above the rows of all articles. `quoted` and `reported` add up to `quotations`,
/// the three kinds of words to `words`. `share` is in percent of the quoted words,
/// `first` and `last` are where the first and the last quotation begin, in percent of the text.
pub fn header() -> String {
    table([[
        "article",
        "origin",
        "title",
        "date",
        "speaker",
        "kind",
        "role",
        "aliases",
        "quotations",
        "quoted",
        "reported",
        "by_reader",
        "words",
        "direct_words",
        "mixed_words",
        "indirect_words",
        "share",
        "first",
        "last",
    ]])
}

/// The rows of one article. The voice that nobody is known for has no speaker.
pub fn rows(article: &Article, analysis: &Analysis, order: Order) -> String {
    let (id, origin) = (article.id(), article.origin.to_string());
    let known = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    let row = |ranked: Ranked<'_>| {
        let voice = ranked.voice;
        let name = voice.speaker.map(|_| voice.name).unwrap_or_default();
        let cells = [
            id.clone(),
            SafeText::one_line(&origin).to_string(),
            known(&article.metadata.title),
            known(&article.metadata.date),
            name.to_owned(),
            voice.kind.map(SpeakerKind::name).unwrap_or_default().to_owned(),
            ranked.role.unwrap_or_default().to_owned(),
            voice.aliases.join("; "),
            voice.said.all().to_string(),
            voice.said.quoted.to_string(),
            voice.said.reported.to_string(),
            ranked.by_reader.to_string(),
            voice.words.to_string(),
            ranked.direct.to_string(),
            ranked.mixed.to_string(),
            ranked.indirect.to_string(),
            percent(voice.share),
            format!("{:.1}", ranked.first),
            format!("{:.1}", ranked.last),
        ];
        cells.map(|text| cell(&text).into_owned())
    };
    table(ranked(article, analysis, order).into_iter().map(row))
}
