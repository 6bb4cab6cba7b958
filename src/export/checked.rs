//! The quotations of an article beside those of the library: for a terminal of any width, or one JSON object a line.
//!
//! The fields of an object always stand, in this order: `article`, `id` (the quotation's), `start` and `end` (code points of
//! the article's text), `words`, `speaker`, `verdict` (`verbatim`, `cut-short`, `altered`, `not-found` or `too-short`),
//! `wrong` (altered, longer than the source, not found, or said by somebody else), `same_speaker` (null where that cannot be told), `critical` (the
//! kind of word that was changed: `number`, `negation` or `name`), `difference`, `before`, `after` and
//! `leaves_out_negation` (what a quotation that is cut short leaves out), `source` (where it stands: `id`, `title`,
//! `publication`, `date`, `origin`, `speaker`, `confidence`, `quoted`, `words`) and `elsewhere` (how many other articles
//! have it too).

use serde::Serialize;

use super::columns::{folded, left, shortened, wrapped};
use super::json_text::shown;
use super::shelf_list::short;
use super::{Paint, counted, ended};
use crate::article::day;

/// What became of the words of a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// They are the whole of a quotation, or stand in an article.
    Verbatim,
    /// They are a part of a quotation, or a quotation is a part of them.
    CutShort,
    /// Words were changed.
    Altered,
    /// Nothing in the library is like them.
    #[default]
    NotFound,
    /// There are too few of them to be known again.
    TooShort,
}

/// One quotation with what was found for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Checked<'a> {
    /// The id of the article that has it.
    pub article: &'a str,
    /// Its name there: "q1" for the first.
    pub id: String,
    /// Where it stands, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub words: &'a str,
    /// Who said it, says the article.
    pub speaker: Option<&'a str>,
    /// What became of it.
    pub verdict: Outcome,
    /// Whether that is wrong.
    pub wrong: bool,
    /// Whether the same person said it.
    pub same_speaker: Option<bool>,
    /// What kind of word was changed that the meaning hangs on.
    pub critical: Option<&'static str>,
    /// The words that were changed: `[-said-] {+given+}`.
    pub difference: Option<String>,
    /// What of the quotation is left out before its words.
    pub before: Option<&'a str>,
    /// The same behind them.
    pub after: Option<&'a str>,
    /// Whether there is a negation in what is left out before them.
    pub leaves_out_negation: bool,
    /// Where it stands in the library.
    pub source: Option<Source<'a>>,
    /// How many other articles have it too.
    pub elsewhere: usize,
}

/// Where a quotation stands in the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Source<'a> {
    /// The id of the article.
    pub id: String,
    /// What it is called.
    pub title: &'a str,
    /// Where it was published.
    pub publication: Option<&'a str>,
    /// When.
    pub date: Option<&'a str>,
    /// What it is opened by.
    pub origin: String,
    /// Who says it there.
    pub speaker: Option<&'a str>,
    /// How sure that is.
    pub confidence: Option<f64>,
    /// Whether it is a quotation there, and not the article's own words.
    pub quoted: bool,
    /// The whole quotation.
    pub words: &'a str,
}

/// How far a quotation stands in.
const INDENT: usize = 5;
/// How many lines of words are shown.
const LINES: usize = 4;

/// One quotation in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What is told of it first: "altered (number)".
    pub head: String,
    /// Its words, what was changed or left out, and where it stands, each on a line of any length.
    pub lines: Vec<String>,
    /// What became of it.
    pub verdict: Outcome,
    /// Whether that is wrong.
    pub is_wrong: bool,
    /// Whether somebody else said it.
    pub is_from_other: bool,
}

impl Checked<'_> {
    /// What there is to tell of it.
    pub fn told(&self) -> Told {
        let speaker = self.speaker.map(|speaker| format!("{}: ", folded(speaker))).unwrap_or_default();
        let mut lines = vec![format!("{speaker}{}", self.words)];
        let told = if self.verdict == Outcome::CutShort { "added" } else { "changed" };
        lines.extend(self.difference.as_ref().map(|difference| format!("{told}: {difference}")));
        if self.before.is_some() || self.after.is_some() {
            let (before, after) = (self.before.unwrap_or_default(), self.after.unwrap_or_default());
            lines.push(format!("left out: {before} […] {after}"));
        }
        lines.extend(self.source.as_ref().map(|source| source_line(source, self.elsewhere)));
        Told {
            head: self.head(),
            lines,
            verdict: self.verdict,
            is_wrong: self.wrong,
            is_from_other: self.same_speaker == Some(false),
        }
    }

    fn head(&self) -> String {
        let words = match self.verdict {
            Outcome::Verbatim => "verbatim",
            Outcome::CutShort if self.difference.is_some() => "cut short in the source",
            Outcome::CutShort => "cut short",
            Outcome::Altered => "altered",
            Outcome::NotFound => return "not found".to_owned(),
            Outcome::TooShort => return "too short to look for".to_owned(),
        };
        let critical = self.critical.map(|kind| format!(" ({kind})")).unwrap_or_default();
        let other = if self.same_speaker == Some(false) { ", said by somebody else" } else { "" };
        let not = if self.leaves_out_negation { ", without a “not” before it" } else { "" };
        format!("{words}{critical}{other}{not}")
    }
}

/// Each quotation with what became of it, and the sum of all; at most `columns` cells wide.
pub fn table(rows: &[Checked<'_>], columns: usize, paint: Paint) -> String {
    let told: Vec<Told> = rows.iter().map(Checked::told).collect();
    let mut lines: Vec<String> =
        rows.iter().zip(&told).flat_map(|(row, told)| block(&row.id, told, columns, paint)).collect();
    lines.extend(wrapped(&sum(told.iter()), columns.max(1)));
    ended(lines)
}

fn block(id: &str, told: &Told, columns: usize, paint: Paint) -> Vec<String> {
    let room = columns.saturating_sub(INDENT).max(1);
    let indent = " ".repeat(INDENT.min(columns.saturating_sub(1)));
    let head = format!("{} {}", left(id, INDENT - 1), shortened(&told.head, room));
    let mut lines = vec![if told.is_wrong { paint.bold(&head) } else { head }];
    for text in &told.lines {
        let all = wrapped(text, room);
        let is_cut = all.len() > LINES;
        for (number, line) in all.into_iter().take(LINES).enumerate() {
            let line =
                if is_cut && number + 1 == LINES { shortened(&format!("{line} ……"), room) } else { line };
            lines.push(format!("{indent}{line}"));
        }
    }
    lines.push(String::new());
    lines
}

/// "in 3f9a1234 How a vote was lost, Harbor Herald, 2020-05-01: said by Ada Moore; and in 2 other articles".
fn source_line(source: &Source<'_>, elsewhere: usize) -> String {
    let about =
        [Some(source.title), source.publication, source.date.map(day)].into_iter().flatten().map(folded);
    let about: Vec<String> = about.filter(|part| !part.is_empty()).collect();
    let who = match (source.speaker, source.quoted) {
        (Some(speaker), _) => format!("said by {}", folded(speaker)),
        (None, true) => "nobody is known to say it there".to_owned(),
        (None, false) => "in the article's own words".to_owned(),
    };
    let more = match elsewhere {
        0 => String::new(),
        count => format!("; and in {}", counted(count, "other article")),
    };
    format!("in {} {}: {who}{more}", short(&source.id), about.join(", "))
}

/// "7 quotations: 3 verbatim, 1 altered, 1 not found, 2 said by somebody else".
pub fn sum<'a>(all: impl Iterator<Item = &'a Told> + Clone) -> String {
    let named = [
        (Outcome::Verbatim, "verbatim"),
        (Outcome::CutShort, "cut short"),
        (Outcome::Altered, "altered"),
        (Outcome::NotFound, "not found"),
        (Outcome::TooShort, "too short to look for"),
    ];
    let count = |wanted: Outcome| all.clone().filter(|told| told.verdict == wanted).count();
    let mut parts: Vec<String> = named
        .iter()
        .filter(|(outcome, _)| count(*outcome) > 0)
        .map(|(outcome, name)| format!("{} {name}", count(*outcome)))
        .collect();
    let others = all.clone().filter(|told| told.is_from_other).count();
    if others > 0 {
        parts.push(format!("{others} said by somebody else"));
    }
    let all = counted(all.count(), "quotation");
    if parts.is_empty() { all } else { format!("{all}: {}", parts.join(", ")) }
}

/// One object a line.
pub fn jsonl(rows: &[Checked<'_>]) -> String {
    ended(rows.iter().map(|row| shown(serde_json::to_string(row).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::width;

    fn rows() -> Vec<Checked<'static>> {
        let source = Source {
            id: "3f9a12345678".to_owned(),
            title: "How a vote was lost",
            speaker: Some("Ada Moore"),
            quoted: true,
            words: "“The bridge will cost 40 million.”",
            ..Source::default()
        };
        let altered = Checked {
            id: "q1".to_owned(),
            words: "“The bridge will cost 50 million.”",
            speaker: Some("Lee"),
            verdict: Outcome::Altered,
            wrong: true,
            same_speaker: Some(false),
            critical: Some("number"),
            difference: Some("The bridge will cost [-40-] {+50+} million".to_owned()),
            source: Some(source),
            elsewhere: 2,
            ..Checked::default()
        };
        vec![altered, Checked { id: "q2".to_owned(), words: "“No.”", ..Checked::default() }]
    }

    #[test]
    fn a_quotation_is_told_with_its_source() {
        let shown = table(&rows(), 80, Paint::default());
        for expected in [
            "q1   altered (number), said by somebody else",
            "changed: The bridge will cost [-40-] {+50+} million",
            "in 3f9a1234 How a vote was lost: said by Ada Moore; and in 2 other articles",
            "q2   not found",
            "2 quotations: 1 altered, 1 not found, 1 said by somebody else",
        ] {
            assert!(shown.contains(expected), "{expected}\n{shown}");
        }
        for columns in 12..90 {
            for line in table(&rows(), columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn an_object_has_all_of_it() {
        let lines = jsonl(&rows());
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(
            (&first["verdict"], &first["source"]["speaker"]),
            (&"altered".into(), &"Ada Moore".into())
        );
        assert!(lines.lines().nth(1).is_some_and(|line| line.contains("\"source\":null")));
    }
}
