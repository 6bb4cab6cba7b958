//! What a search of the library found: for a terminal of any width, or one JSON object a line.
//!
//! The fields of an object always stand, in this order: `in` (`articles`, `quotations` or `notes`), `id` (the SHA-256 of the
//! article's text; null for a note on an article that the library does not have), `title`, `byline`, `date`, `origin`,
//! `start` and `end` (where it stands, in code points of the article's text, end exclusive), `speaker`, `note` (the id of the
//! note), `excerpt`, and `marks` (what was looked for, in code points of the excerpt).

use serde::Serialize;

use super::columns::{folded, shortened, wrapped};
use super::json_text::shown;
use super::shelf_list::{ID, short};
use super::{Paint, ended};
use crate::article::day;
use crate::span::{CodePoints, Span};

/// One thing that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The digest of the article's text.
    pub id: Option<String>,
    /// What the article is called.
    pub title: &'a str,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// When it was published.
    pub date: Option<&'a str>,
    /// Where it is from.
    pub origin: &'a str,
    /// Where it stands in the article, in code points.
    pub points: (usize, usize),
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// The id of the note.
    pub note: Option<String>,
    /// The words, on one line.
    pub excerpt: &'a str,
    /// What of them was looked for, in bytes.
    pub marks: &'a [Span],
}

/// What was found in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// `articles`, `quotations` or `notes`.
    pub field: &'static str,
    /// How many there are: "12", "10,000 or more".
    pub total: String,
    /// Those that are shown.
    pub hits: Vec<Hit<'a>>,
}

/// How far the words stand in.
const INDENT: usize = 2;
/// How many lines an excerpt takes at most.
const LINES: usize = 3;

/// Each group under its name, each hit with its article, at most `columns` cells wide.
pub fn table(groups: &[Group<'_>], columns: usize, paint: Paint) -> String {
    let mut lines = Vec::new();
    for group in groups.iter().filter(|group| !group.hits.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let more = if group.total == group.hits.len().to_string() {
            String::new()
        } else {
            format!(", {} of them here (more with --limit)", group.hits.len())
        };
        lines.push(paint.bold(&shortened(&format!("{} {}{more}", group.total, name(group)), columns)));
        for hit in &group.hits {
            lines.extend(told(hit, columns, paint));
        }
    }
    ended(lines)
}

fn name(group: &Group<'_>) -> &'static str {
    match (group.field, group.total.as_str()) {
        ("articles", "1") => "article",
        ("quotations", "1") => "quotation",
        ("notes", "1") => "note",
        (field, _) => field,
    }
}

/// The article, who said it, and the words.
fn told(hit: &Hit<'_>, columns: usize, paint: Paint) -> Vec<String> {
    let id = hit.id.as_deref().map_or_else(|| "-".repeat(ID), short);
    let about = [Some(hit.title), hit.byline, hit.date.map(day)].into_iter().flatten().map(folded);
    let about: Vec<String> = about.filter(|part| !part.is_empty()).collect();
    let room = columns.saturating_sub(ID + INDENT).max(1);
    let mut lines = vec![format!("{}  {}", paint.faint(&id), shortened(&about.join(", "), room))];
    let indent = " ".repeat(INDENT);
    if let Some(speaker) = hit.speaker {
        lines.push(format!(
            "{indent}{}",
            shortened(&format!("{}:", folded(speaker)), columns.saturating_sub(INDENT))
        ));
    }
    let words = wrapped(hit.excerpt, columns.saturating_sub(INDENT).max(1));
    let mut from = 0;
    for line in words.iter().take(LINES) {
        let start =
            hit.excerpt.get(from..).and_then(|rest| rest.find(line.as_str())).map_or(from, |at| from + at);
        from = start + line.len();
        lines.push(format!("{indent}{}", marked(line, start, hit.marks, paint)));
    }
    lines
}

/// A line that begins at byte `start` of an excerpt, with what was looked for in bold.
fn marked(line: &str, start: usize, marks: &[Span], paint: Paint) -> String {
    let mut told = String::new();
    let mut place = 0;
    let here = Span::new(start, start + line.len());
    for mark in marks.iter().filter(|mark| mark.overlaps(here)) {
        let mark = mark.intersection(here);
        let mark = Span::new(mark.start - start, mark.end - start);
        if mark.start >= place {
            told.push_str(Span::new(place, mark.start).of(line));
            told.push_str(&paint.bold(mark.of(line)));
            place = mark.end;
        }
    }
    told.push_str(Span::new(place, line.len()).of(line));
    told
}

/// One object a line.
pub fn jsonl(groups: &[Group<'_>]) -> String {
    let lines = groups.iter().flat_map(|group| group.hits.iter().map(|hit| Object::new(group.field, hit)));
    ended(lines.map(|object| shown(serde_json::to_string(&object).unwrap_or_default())))
}

#[derive(Serialize)]
struct Object<'a> {
    r#in: &'static str,
    id: Option<&'a str>,
    title: &'a str,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    origin: &'a str,
    start: usize,
    end: usize,
    speaker: Option<&'a str>,
    note: Option<&'a str>,
    excerpt: &'a str,
    marks: Vec<Range>,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

impl<'a> Object<'a> {
    fn new(field: &'static str, hit: &'a Hit<'a>) -> Self {
        let points = CodePoints::new(hit.excerpt);
        let range = |mark: &Span| Range { start: points.at(mark.start), end: points.at(mark.end) };
        Self {
            r#in: field,
            id: hit.id.as_deref(),
            title: hit.title,
            byline: hit.byline,
            date: hit.date,
            origin: hit.origin,
            start: hit.points.0,
            end: hit.points.1,
            speaker: hit.speaker,
            note: hit.note.as_deref(),
            excerpt: hit.excerpt,
            marks: hit.marks.iter().map(range).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::width;

    const EXCERPT: &str = "…“Show me the bridge,” the mayor said, é and “I will show you a ferry.”";

    fn groups() -> Vec<Group<'static>> {
        const MARKS: &[Span] = &[Span { start: 18, end: 24 }, Span { start: 73, end: 78 }];
        let hit = Hit {
            id: Some("3f9a12345678".to_owned()),
            title: "How a vote was lost",
            byline: Some("Jane Doe"),
            speaker: Some("Ada Moore"),
            excerpt: EXCERPT,
            marks: MARKS,
            ..Hit::default()
        };
        vec![
            Group { field: "quotations", total: "1".to_owned(), hits: vec![hit] },
            Group { field: "notes", total: "0".to_owned(), hits: Vec::new() },
        ]
    }

    #[test]
    fn hits_fit_any_width_with_their_words_marked() {
        let shown = table(&groups(), 40, Paint::new(true));
        assert!(
            shown.contains("\u{1b}[1mbridge\u{1b}[0m") && shown.contains("\u{1b}[1mferry\u{1b}[0m"),
            "{shown}"
        );
        for columns in 12..90 {
            for line in table(&groups(), columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn an_object_counts_code_points() {
        let line = jsonl(&groups());
        let object: serde_json::Value = serde_json::from_str(&line).unwrap();
        let mark = &object["marks"][0];
        let (start, end) = (mark["start"].as_u64().unwrap(), mark["end"].as_u64().unwrap());
        let words: String =
            EXCERPT.chars().skip(start.try_into().unwrap()).take((end - start).try_into().unwrap()).collect();
        assert_eq!(
            (words.as_str(), &object["in"], &object["note"]),
            ("bridge", &"quotations".into(), &serde_json::Value::Null)
        );
    }
}
