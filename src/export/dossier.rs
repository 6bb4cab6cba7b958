//! What one speaker said in all articles of a library: for a terminal of any width, as CSV, Markdown, or one JSON object a
//! line for each quotation.
//!
//! The fields of an object always stand, in this order: `speaker` (the fullest name), `name` (as the article has it),
//! `date`, `id` and `title` (of the article), `publication`, `origin`, `kind`, `confidence` and `words`.

use serde::Serialize;

use super::columns::{folded, shortened, wrapped};
use super::csv_cell::{cell, table as csv_table};
use super::json_text::shown;
use super::markdown_text::{document, inline, paragraphs};
use super::shelf_list::short;
use super::voice::SURE;
use super::{Paint, counted, ended};
use crate::article::day;

/// One speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier<'a> {
    /// The fullest name.
    pub name: &'a str,
    /// The other names.
    pub names: Vec<&'a str>,
    /// What they said, by date.
    pub sayings: Vec<Saying<'a>>,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Saying<'a> {
    /// The fullest name of the speaker.
    pub speaker: &'a str,
    /// The name that the article has.
    pub name: &'a str,
    /// When the article was published.
    pub date: Option<&'a str>,
    /// The id of the article.
    pub id: String,
    /// What it is called.
    pub title: &'a str,
    /// Where it was published.
    pub publication: Option<&'a str>,
    /// What it is opened by.
    pub origin: String,
    /// Direct, mixed or indirect.
    pub kind: &'a str,
    /// How sure it is that this is the speaker.
    pub confidence: Option<f64>,
    /// The words.
    pub words: &'a str,
}

/// How far quotations stand in.
const INDENT: usize = 2;

impl Dossier<'_> {
    /// "12 quotations (9 direct, 2 mixed, 1 indirect), 340 words, in 3 articles, 2019-01-02 to 2020-05-01".
    fn sum(&self) -> String {
        let count = |kind: &str| self.sayings.iter().filter(|saying| saying.kind == kind).count();
        let kinds: Vec<String> = ["direct", "mixed", "indirect"]
            .into_iter()
            .filter(|kind| count(kind) > 0)
            .map(|kind| format!("{} {kind}", count(kind)))
            .collect();
        let words: usize = self.sayings.iter().map(|saying| saying.words.split_whitespace().count()).sum();
        let mut articles: Vec<&str> = self.sayings.iter().map(|saying| saying.id.as_str()).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut dates: Vec<&str> = self.sayings.iter().filter_map(|saying| saying.date.map(day)).collect();
        dates.sort_unstable();
        let dates = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) if first == last => format!(", {first}"),
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        let (all, words) = (counted(self.sayings.len(), "quotation"), counted(words, "word"));
        let articles = counted(articles.len(), "article");
        format!("{all} ({}), {words}, in {articles}{dates}", kinds.join(", "))
    }

    /// "also Moore, the mayor".
    fn also(&self) -> Option<String> {
        (!self.names.is_empty()).then(|| format!("also {}", self.names.join(", ")))
    }
}

impl Saying<'_> {
    /// The article, under which the quotations from it stand.
    fn about(&self) -> String {
        let about =
            [self.date.map(day), Some(self.title), self.publication].into_iter().flatten().map(folded);
        about.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What is not plain: a guess, words that are only reported.
    fn doubt(&self) -> String {
        let is_guess = self.confidence.is_some_and(|sure| sure < f64::from(SURE));
        let guess = is_guess.then(|| format!("perhaps {}", folded(self.name)));
        let kind = (self.kind != "direct").then(|| self.kind.to_owned());
        let told: Vec<String> = guess.into_iter().chain(kind).collect();
        if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
    }
}

/// Each speaker with the quotations under their articles, at most `columns` cells wide.
pub fn table(all: &[Dossier<'_>], columns: usize, paint: Paint) -> String {
    let mut lines = Vec::new();
    let room = columns.saturating_sub(INDENT).max(1);
    let indent = " ".repeat(columns.saturating_sub(1).min(INDENT));
    for dossier in all {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(paint.bold(&shortened(dossier.name, columns)));
        for line in dossier.also().into_iter().chain([dossier.sum()]) {
            lines.extend(wrapped(&line, columns.max(1)));
        }
        let mut last = "";
        for saying in &dossier.sayings {
            if saying.id != last {
                lines.push(String::new());
                let about = format!("{} {}", short(&saying.id), saying.about());
                lines.push(paint.faint(&shortened(&about, columns)));
                last = &saying.id;
            }
            let words = wrapped(&format!("{}{}", folded(saying.words), saying.doubt()), room);
            lines.extend(words.into_iter().map(|line| format!("{indent}{line}")));
        }
    }
    ended(lines)
}

/// One row for each quotation.
pub fn csv(all: &[Dossier<'_>]) -> String {
    let head =
        ["speaker", "name", "date", "id", "title", "publication", "origin", "kind", "confidence", "words"];
    let rows = all.iter().flat_map(|dossier| &dossier.sayings).map(|saying| {
        let confidence = saying.confidence.map(|sure| format!("{sure:.2}")).unwrap_or_default();
        [
            cell(saying.speaker).into_owned(),
            cell(saying.name).into_owned(),
            cell(saying.date.unwrap_or_default()).into_owned(),
            saying.id.clone(),
            cell(saying.title).into_owned(),
            cell(saying.publication.unwrap_or_default()).into_owned(),
            cell(&saying.origin).into_owned(),
            saying.kind.to_owned(),
            confidence,
            cell(saying.words).into_owned(),
        ]
    });
    csv_table(std::iter::once(head.map(str::to_owned)).chain(rows))
}

/// One object a line.
pub fn jsonl(all: &[Dossier<'_>]) -> String {
    let sayings = all.iter().flat_map(|dossier| &dossier.sayings);
    ended(sayings.map(|saying| shown(serde_json::to_string(saying).unwrap_or_default())))
}

/// Each speaker as a section, each quotation as a block quotation with its article below.
pub fn markdown(all: &[Dossier<'_>]) -> String {
    let mut parts = Vec::new();
    for dossier in all {
        parts.push(format!("# {}", inline(dossier.name)));
        parts.extend(dossier.also().map(|also| inline(&also)));
        parts.push(inline(&dossier.sum()));
        for saying in &dossier.sayings {
            let below = inline(&format!("— {}{}", saying.about(), saying.doubt()));
            parts.push(format!("{}\n>\n> {below}", paragraphs(saying.words, "> ")));
        }
    }
    document(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::width;

    fn saying(kind: &'static str, confidence: f64) -> Saying<'static> {
        Saying {
            speaker: "Ada Moore",
            name: "Moore",
            date: Some("2020-05-01"),
            id: "3f9a12345678".to_owned(),
            title: "How a vote was lost",
            publication: None,
            origin: "vote.md".to_owned(),
            kind,
            confidence: Some(confidence),
            words: "“We voted for the ferry.”",
        }
    }

    #[test]
    fn a_speaker_is_told_with_counts_and_guesses() {
        let sayings = vec![saying("direct", 0.99), saying("mixed", 0.3)];
        let all = [Dossier { name: "Ada Moore", names: vec!["Moore"], sayings }];
        let shown = table(&all, 80, Paint::default());
        for expected in [
            "Ada Moore\nalso Moore\n2 quotations (1 direct, 1 mixed), 10 words, in 1 article, 2020-05-01\n",
            "3f9a1234 2020-05-01, How a vote was lost\n  “We voted for the ferry.”\n",
            "“We voted for the ferry.” (perhaps Moore, mixed)",
        ] {
            assert!(shown.contains(expected), "{expected}\n{shown}");
        }
        for columns in 12..90 {
            for line in table(&all, columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
        assert_eq!((csv(&all).lines().count(), jsonl(&all).lines().count()), (3, 2));
        assert!(markdown(&all).contains("> “We voted for the ferry.”\n>\n> — 2020"), "{}", markdown(&all));
    }
}
