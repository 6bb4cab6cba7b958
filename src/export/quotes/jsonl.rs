//! Quotations as JSON lines: one object a line, each with its article, so that lines can be filtered and joined.

use serde::Serialize;

use super::{Filter, Listed, listed};
use crate::article::{Article, SafeText};
use crate::attribution::Analysis;
use crate::export::ended;
use crate::export::json_text::shown;
use crate::span::CodePoints;

/// The lines of one article, each with its line end. Offsets count code points of the text, end exclusive.
pub fn lines(article: &Article, analysis: &Analysis, filter: &Filter) -> String {
    let at = CodePoints::new(article.text());
    let lines = listed(article, analysis, filter);
    ended(lines.iter().map(|listed| line(article, listed, &at)))
}

#[derive(Serialize)]
struct Line<'a> {
    article: String,
    origin: String,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    publication: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    id: String,
    kind: &'static str,
    speaker: Option<&'a str>,
    cue: Option<&'a str>,
    mention: Option<&'a str>,
    sieve: Option<&'static str>,
    confidence: Option<f64>,
    by: &'static str,
    runners_up: Vec<&'a str>,
    spans: Vec<Range>,
    words: usize,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

fn line<'a>(article: &'a Article, listed: &Listed<'a>, at: &CodePoints<&str>) -> String {
    let about = &article.metadata;
    let spans = listed.quotation.spans.iter();
    let line = Line {
        article: article.id(),
        origin: article.origin.to_string(),
        title: about.title.as_ref().map(SafeText::as_str),
        byline: about.byline.as_ref().map(SafeText::as_str),
        publication: about.publication.as_ref().map(SafeText::as_str),
        date: about.date.as_ref().map(SafeText::as_str),
        url: about.url.as_ref().map(SafeText::as_str),
        id: listed.name(),
        kind: listed.quotation.kind.name(),
        speaker: listed.speaker_name(),
        cue: listed.cue(),
        mention: listed.mention(),
        sieve: listed.sieve(),
        confidence: listed.confidence(),
        by: listed.by(),
        runners_up: listed.quotation.runners_up.iter().map(|name| &**name).collect(),
        spans: spans.map(|span| Range { start: at.at(span.start), end: at.at(span.end) }).collect(),
        words: listed.quotation.words,
        text: listed.words(),
    };
    shown(serde_json::to_string(&line).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_line_stands_on_its_own() {
        let article = sample::article("T", &["𝔸 “One,” said A, “two.” “Three.”"]);
        let analysis = sample::analysis(&article, &[("“One,” / “two.”", "A"), ("“Three.”", "-")]);
        let lines = lines(&article, &analysis, &Filter::default());
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(first["spans"], serde_json::json!([{"start": 2, "end": 8}, {"start": 17, "end": 23}]));
        assert_eq!((&first["speaker"], &first["text"]), (&"A".into(), &"“One,” “two.”".into()));
        let second: serde_json::Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
        assert!(second["speaker"].is_null() && second["confidence"].is_null());
        assert_eq!(lines.lines().count(), 2);
    }
}
