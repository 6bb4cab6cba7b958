//! Voices as JSON lines: one object a line.

use serde::Serialize;

use super::ranked;
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
    aliases: &'a [String],
    quotations: usize,
    words: usize,
    share: f64,
}

/// The lines of one article, each with its line end. `share` is of all quoted words, from 0 to 1; the voice that
/// nobody is known for has a null speaker.
pub fn lines(article: &Article, analysis: &Analysis) -> String {
    let (id, origin) = (article.id(), article.origin.to_string());
    let lines = ranked(analysis).into_iter().map(|voice| {
        let line = Line {
            article: id.clone(),
            origin: origin.clone(),
            title: article.metadata.title.as_ref().map(SafeText::as_str),
            date: article.metadata.date.as_ref().map(SafeText::as_str),
            speaker: voice.speaker.map(|_| voice.name),
            kind: voice.kind.map(SpeakerKind::name),
            aliases: voice.aliases,
            quotations: voice.quotations,
            words: voice.words,
            share: (voice.share * 1000.0).round() / 1000.0,
        };
        shown(serde_json::to_string(&line).unwrap_or_default())
    });
    ended(lines)
}
