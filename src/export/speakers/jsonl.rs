//! Voices as JSON lines: one object a line.

use serde::Serialize;

use super::{Order, ranked};
use crate::article::{Article, SafeText};
use crate::attribution::{Analysis, SpeakerKind};
use crate::export::ended;
use crate::export::json_text::shown;

#[derive(Serialize)]
struct Line<'a> {
    article: String,
    origin: String,
    title: Option<&'a str>,
    date: Option<&'a str>,
    speaker: Option<&'a str>,
    kind: Option<&'static str>,
    role: Option<&'a str>,
    aliases: &'a [String],
    quotations: usize,
    quoted: usize,
    reported: usize,
    by_reader: usize,
    words: usize,
    direct_words: usize,
    mixed_words: usize,
    indirect_words: usize,
    share: f64,
    first: f64,
    last: f64,
}

/// The lines of one article, each with its line end. `share` is of all quoted words, from 0 to 1; `first` and `last`
/// are where the first and the last quotation begin, from 0 to 1 of the text; `by_reader` is how many of the quotations
/// the reader gave to the voice. The voice that nobody is known for has a null speaker.
pub fn lines(article: &Article, analysis: &Analysis, order: Order) -> String {
    let (id, origin) = (article.id(), article.origin.to_string());
    let lines = ranked(article, analysis, order).into_iter().map(|ranked| {
        let voice = ranked.voice;
        let line = Line {
            article: id.clone(),
            origin: origin.clone(),
            title: article.metadata.title.as_ref().map(SafeText::as_str),
            date: article.metadata.date.as_ref().map(SafeText::as_str),
            speaker: voice.speaker.map(|_| voice.name),
            kind: voice.kind.map(SpeakerKind::name),
            role: ranked.role,
            aliases: voice.aliases,
            quotations: voice.said.all(),
            quoted: voice.said.quoted,
            reported: voice.said.reported,
            by_reader: ranked.by_reader,
            words: voice.words,
            direct_words: ranked.direct,
            mixed_words: ranked.mixed,
            indirect_words: ranked.indirect,
            share: thousandths(voice.share),
            first: thousandths(ranked.first / 100.0),
            last: thousandths(ranked.last / 100.0),
        };
        shown(serde_json::to_string(&line).unwrap_or_default())
    });
    ended(lines)
}

fn thousandths(part: f64) -> f64 {
    (part * 1000.0).round() / 1000.0
}
