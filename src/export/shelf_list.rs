//! Articles of the library as a list: for a terminal of any width, for a spreadsheet, or one JSON object a line.
//!
//! The fields of an object always stand, in this order: `id` (the SHA-256 of the text), `title`, `byline`, `publication`,
//! `section`, `date`, `url`, `origin`, `words`, `quotations` and `speakers` (null until the article was listened to),
//! `percent` (how far it was read; null when it never was opened), `state` (any of `read`, `starred`, `archived`), `tags`,
//! `added` and `opened` (RFC 3339, UTC).

use serde::Serialize;

use super::columns::{folded, left, right, shortened, width};
use super::csv_cell::{cell, table as csv_table};
use super::json_text::shown;
use super::noted::rfc_3339;
use super::{Paint, ended};
use crate::annotation::Moment;

/// One article, as it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Listed<'a> {
    /// The digest of its text; a table has the beginning.
    pub id: String,
    /// What it is called.
    pub title: &'a str,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// Where it was published.
    pub publication: Option<&'a str>,
    /// The part of the publication.
    pub section: Option<&'a str>,
    /// When it was published, as given.
    pub date: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// What it is opened by.
    pub origin: String,
    /// How long it is.
    pub words: usize,
    /// How many quotations it has.
    pub quotations: Option<usize>,
    /// How many speakers it has.
    pub speakers: Option<usize>,
    /// How far it was read, in hundredths.
    pub percent: Option<u8>,
    /// Whether it is read, starred, archived.
    pub state: Vec<&'static str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
    /// When it came into the library, as RFC 3339 has it.
    pub added: String,
    /// When it was last opened.
    pub opened: Option<String>,
}

/// How many digits of an id a table shows.
pub const ID: usize = 8;
const DATE: usize = 10;
const WORDS: usize = 6;
const READ: usize = 5;
const BETWEEN: usize = 2;
/// Fewer cells than this are no use for a title, or for who wrote it.
const LEAST: usize = 16;

/// A moment as it is listed.
pub fn moment(moment: Moment) -> String {
    rfc_3339(moment)
}

/// One line for each article, at most `columns` cells wide: what there is no room for is left out, first who wrote it, then
/// the figures, then the day.
pub fn table(rows: &[Listed<'_>], columns: usize, paint: Paint) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let room = columns.saturating_sub(ID + BETWEEN);
    let figures = WORDS + READ + 2 * BETWEEN;
    let has_date = room >= DATE + BETWEEN + LEAST;
    let room = if has_date { room - DATE - BETWEEN } else { room };
    let has_figures = room >= figures + LEAST;
    let room = if has_figures { room - figures } else { room };
    let who = rows.iter().map(|row| width(&by(row))).max().unwrap_or(0).min(room / 3);
    let has_by = who >= "by".len() && room >= who + BETWEEN + 2 * LEAST;
    let title = if has_by { room - who - BETWEEN } else { room }.max(1);
    let line = |cells: [&str; 6]| {
        let [id, name, writer, date, words, read] = cells;
        let mut line = vec![left(id, ID), left(&shortened(name, title), title)];
        line.extend(has_by.then(|| left(&shortened(writer, who), who)));
        line.extend(has_date.then(|| left(&shortened(date, DATE), DATE)));
        line.extend(has_figures.then(|| format!("{}  {}", right(words, WORDS), right(read, READ))));
        line.join("  ")
    };
    let head = paint.faint(line(["id", "title", "by", "date", "words", "read"]).trim_end());
    let rows = rows.iter().map(|row| {
        let date: String = row.date.unwrap_or_default().chars().take(DATE).collect();
        let words = row.words.to_string();
        line([&short(&row.id), &titled(row), &by(row), &date, &words, &read(row)])
    });
    ended(std::iter::once(head).chain(rows))
}

/// The beginning of an id.
pub fn short(id: &str) -> String {
    id.chars().take(ID).collect()
}

/// The title, with a star where it has one, and the tags.
fn titled(row: &Listed<'_>) -> String {
    let star = if row.state.contains(&"starred") { "★ " } else { "" };
    let tags = row.tags.iter().map(|tag| [" .", &folded(tag).replace(' ', "-")].concat());
    format!("{star}{}{}", folded(row.title), tags.collect::<String>())
}

fn by(row: &Listed<'_>) -> String {
    folded(row.byline.or(row.publication).unwrap_or_default())
}

fn read(row: &Listed<'_>) -> String {
    match row.percent {
        _ if row.state.contains(&"read") => "read".to_owned(),
        Some(percent) => format!("{percent}%"),
        None => "new".to_owned(),
    }
}

/// One object a line.
pub fn jsonl(rows: &[Listed<'_>]) -> String {
    ended(rows.iter().map(|row| shown(serde_json::to_string(row).unwrap_or_default())))
}

/// For spreadsheets, the names of the columns first.
pub fn csv(rows: &[Listed<'_>]) -> String {
    let head = [
        "id",
        "title",
        "byline",
        "publication",
        "section",
        "date",
        "url",
        "origin",
        "words",
        "quotations",
        "speakers",
        "percent",
        "state",
        "tags",
        "added",
        "opened",
    ];
    let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| cell(text.unwrap_or_default()).into_owned();
    let row = |row: &Listed<'_>| {
        [
            row.id.clone(),
            text(Some(row.title)),
            text(row.byline),
            text(row.publication),
            text(row.section),
            text(row.date),
            text(row.url),
            text(Some(&row.origin)),
            row.words.to_string(),
            number(row.quotations),
            number(row.speakers),
            number(row.percent.map(usize::from)),
            row.state.join(" "),
            text(Some(&row.tags.join(" "))),
            row.added.clone(),
            row.opened.clone().unwrap_or_default(),
        ]
    };
    csv_table(std::iter::once(head.map(str::to_owned)).chain(rows.iter().map(row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Listed<'static>> {
        let row = Listed {
            id: "3f9a12345678".to_owned(),
            title: "How a vote was\nlost",
            byline: Some("Jane Doe"),
            date: Some("2026-08-23T10:00"),
            words: 1234,
            percent: Some(40),
            state: vec!["starred"],
            tags: vec!["a b"],
            ..Listed::default()
        };
        let bare = Listed { id: "00".to_owned(), title: "=1+1", state: vec!["read"], ..Listed::default() };
        vec![row, bare]
    }

    #[test]
    fn a_list_fits_any_width() {
        let wide = table(&rows(), 80, Paint::default());
        assert!(wide.contains("3f9a1234  ★ How a vote was lost .a-b"), "{wide}");
        assert!(wide.contains("Jane Doe  2026-08-23    1234    40%"), "{wide}");
        for columns in 12..100 {
            for line in table(&rows(), columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
        assert_eq!(table(&[], 80, Paint::default()), "");
    }

    #[test]
    fn a_spreadsheet_computes_nothing() {
        let csv = csv(&rows());
        assert!(csv.starts_with("id,title,") && csv.contains("\r\n00,'=1+1,"), "{csv}");
        assert_eq!(jsonl(&rows()).lines().count(), 2);
    }
}
