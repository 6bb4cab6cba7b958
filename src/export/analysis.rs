//! `sayso analyze`: everything found in one article, as JSON. Offsets are Unicode code points, end exclusive.

use serde::Serialize;

use crate::article::{Article, CANON, Metadata, SafeText};
use crate::attribution::{Analysis, Attribution, Quotation, Speaker};
use crate::export::json_text::shown;
use crate::segment::Gap;
use crate::span::{CodePoints, Span};

/// One article on one line of JSON, without the line end.
pub fn json_line(article: &Article, analysis: &Analysis) -> String {
    shown(serde_json::to_string(&Found::new(article, analysis)).unwrap_or_default())
}

/// One article as JSON for eyes, over many lines, without the last line end.
pub fn json(article: &Article, analysis: &Analysis) -> String {
    shown(serde_json::to_string_pretty(&Found::new(article, analysis)).unwrap_or_default())
}

#[derive(Serialize)]
struct Found<'a> {
    id: String,
    origin: String,
    metadata: About<'a>,
    canon: u32,
    text: &'a str,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Range>,
    gaps: Vec<Missing>,
    quotations: Vec<Said<'a>>,
    unspoken: Vec<Range>,
    thoughts: Vec<Said<'a>>,
    nested: Vec<Said<'a>>,
    speakers: Vec<Voice<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    title: Option<&'a str>,
    byline: Option<&'a str>,
    publication: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Missing {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Serialize)]
struct Paragraph {
    start: usize,
    end: usize,
    kind: &'static str,
    restored: bool,
}

#[derive(Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Said<'a> {
    id: String,
    kind: &'static str,
    spans: Vec<Range>,
    cue: Option<Words<'a>>,
    mention: Option<Words<'a>>,
    speaker: Option<&'a str>,
    sieve: Option<&'static str>,
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runners_up: Vec<&'a str>,
}

#[derive(Serialize)]
struct Voice<'a> {
    name: &'a str,
    aliases: &'a [String],
    kind: &'static str,
    /// What the reader says the speaker is.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    quotations: Vec<String>,
    words: usize,
}

impl<'a> Found<'a> {
    fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        let text = article.text();
        let code_points = CodePoints::new(text);
        let range = |span: &Span| Range { start: code_points.at(span.start), end: code_points.at(span.end) };
        let said = |quotations: &'a [Quotation], letter: &'static str| {
            let named = quotations.iter().enumerate();
            named
                .map(|(index, quotation)| {
                    Said::new(name_of(letter, index), quotation, analysis, text, &code_points)
                })
                .collect()
        };
        let missing = |gap: &Gap| {
            let Range { start, end } = range(&gap.span);
            Missing { start, end, kind: gap.kind.name() }
        };
        let paragraphs = article.blocks().iter().map(|block| {
            let Range { start, end } = range(&block.span);
            Paragraph { start, end, kind: block.kind.name(), restored: block.restored }
        });
        Self {
            id: article.id(),
            origin: article.origin.to_string(),
            metadata: About::new(&article.metadata),
            canon: CANON,
            text,
            paragraphs: paragraphs.collect(),
            sentences: analysis.parts.sentences.iter().map(|span| range(&span)).collect(),
            gaps: analysis.parts.gaps.iter().map(missing).collect(),
            quotations: said(&analysis.quotations, "q"),
            unspoken: analysis.unspoken.iter().map(range).collect(),
            thoughts: said(&analysis.thoughts, "t"),
            nested: said(&analysis.nested, "n"),
            speakers: analysis.speakers.iter().map(Voice::new).collect(),
        }
    }
}

impl<'a> About<'a> {
    fn new(metadata: &'a Metadata) -> Self {
        let given = |field: &'a Option<SafeText>| field.as_ref().map(SafeText::as_str);
        Self {
            title: given(&metadata.title),
            byline: given(&metadata.byline),
            publication: given(&metadata.publication),
            date: given(&metadata.date),
            url: given(&metadata.url),
            language: given(&metadata.language),
        }
    }
}

impl<'a> Said<'a> {
    fn new(
        id: String,
        quotation: &'a Quotation,
        analysis: &'a Analysis,
        text: &'a str,
        at: &CodePoints<&str>,
    ) -> Self {
        let words =
            |span: Span| Words { start: at.at(span.start), end: at.at(span.end), text: span.of(text) };
        let attribution = quotation.attribution.as_ref();
        Self {
            id,
            kind: quotation.kind.name(),
            spans: quotation
                .spans
                .iter()
                .map(|span| Range { start: at.at(span.start), end: at.at(span.end) })
                .collect(),
            cue: attribution.and_then(Attribution::cue).map(words),
            mention: attribution.and_then(Attribution::mention).map(words),
            speaker: analysis.speaker_of(quotation).map(|speaker| speaker.name.as_str()),
            sieve: attribution.map(|found| found.sieve),
            confidence: attribution.map(|found| (f64::from(found.confidence) * 100.0).round() / 100.0),
            runners_up: quotation.runners_up.iter().map(|name| &**name).collect(),
        }
    }
}

impl<'a> Voice<'a> {
    fn new(speaker: &'a Speaker) -> Self {
        Self {
            name: &speaker.name,
            aliases: &speaker.aliases,
            kind: speaker.kind.name(),
            role: speaker.role.as_deref(),
            quotations: speaker.quotations.iter().map(|index| name_of("q", *index)).collect(),
            words: speaker.words,
        }
    }
}

/// The name of a quotation within its article: "q1" for the first; "t1" of thoughts, "n1" of nested reports.
fn name_of(letter: &str, index: usize) -> String {
    format!("{letter}{}", index + 1)
}
