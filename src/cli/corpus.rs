//! A corpus: one article a line, as JSON, from files or standard input, one line in memory at a time.

use std::io::{self, BufRead as _, BufReader, Read};

use serde::Deserialize;

use crate::app::Problem;
use crate::article::{Article, Draft, Metadata, Origin, SafeText};
use crate::import::binary;
use crate::segment::with_blocks;
use crate::shell::open::{MOST_BYTES, source};
use crate::shell::reference::Reference;

/// One line, not yet read.
#[derive(Debug)]
pub(super) struct Line {
    /// The file.
    corpus: String,
    /// Counted from 1.
    number: usize,
    bytes: Vec<u8>,
}

/// The lines of several corpora, one after the other, empty ones left out.
pub(super) struct Lines {
    references: std::vec::IntoIter<Reference>,
    current: Option<Current>,
}

struct Current {
    corpus: String,
    number: usize,
    bytes: BufReader<Box<dyn Read + Send>>,
}

impl Lines {
    pub(super) fn new(references: Vec<Reference>) -> Self {
        Self { references: references.into_iter(), current: None }
    }
}

impl Iterator for Lines {
    type Item = Result<Line, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(current) = &mut self.current else {
                let reference = self.references.next()?;
                match Current::open(&reference) {
                    Ok(current) => self.current = Some(current),
                    Err(problem) => return Some(Err(problem)),
                }
                continue;
            };
            match current.line(MOST_BYTES) {
                Ok(Some(line)) if line.bytes.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(Ok(line)),
                Ok(None) => self.current = None,
                Err(Unread::TooLong) => return Some(Err(current.problem("it is longer than 1 GiB"))),
                Err(Unread::Failed(error)) => {
                    let problem = current.problem(&error.to_string());
                    self.current = None;
                    return Some(Err(problem));
                }
            }
        }
    }
}

enum Unread {
    TooLong,
    Failed(io::Error),
}

impl Current {
    fn open(reference: &Reference) -> Result<Self, Problem> {
        let corpus = match reference {
            Reference::StandardInput => "standard input".to_owned(),
            _ => reference.to_string(),
        };
        Ok(Self { corpus, number: 0, bytes: BufReader::with_capacity(256 * 1024, source(reference)?) })
    }

    /// The next line without its end; `None` at the end. One longer than `limit` is skipped.
    fn line(&mut self, limit: u64) -> Result<Option<Line>, Unread> {
        let mut bytes = Vec::new();
        let read = (&mut self.bytes).take(limit + 1).read_until(b'\n', &mut bytes).map_err(Unread::Failed)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if read as u64 > limit {
            drop(bytes);
            self.bytes.skip_until(b'\n').map_err(Unread::Failed)?;
            return Err(Unread::TooLong);
        }
        if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        if let Some(what) = binary(&bytes).filter(|_| self.number == 1) {
            return Err(Unread::Failed(io::Error::other(format!("this is {what}, not lines of JSON"))));
        }
        Ok(Some(Line { corpus: self.corpus.clone(), number: self.number, bytes }))
    }

    fn problem(&self, why: &str) -> Problem {
        Problem::new(&failure(self.number, &self.corpus), why)
    }
}

impl Line {
    /// The article of this line.
    ///
    /// # Errors
    /// When it is no JSON object with an id and a text.
    pub(super) fn article(self) -> Result<Article, Problem> {
        let row: Row = serde_json::from_slice(&self.bytes)
            .map_err(|error| Problem::new(&failure(self.number, &self.corpus), &reason(&error)))?;
        drop(self.bytes);
        Ok(row.article())
    }
}

#[derive(Deserialize)]
struct Row {
    id: Id,
    text: String,
    title: Option<String>,
    url: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Some corpora number their articles.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an id that is a string or a number")]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

impl Row {
    fn article(self) -> Article {
        let field = |field: Option<String>| {
            field.map(|text| SafeText::one_line(&text)).filter(|text| !text.is_empty())
        };
        let metadata = Metadata {
            title: field(self.title),
            byline: field(self.author),
            date: field(self.date),
            url: field(self.url),
            ..Metadata::default()
        };
        let id = match self.id {
            Id::Name(name) => name,
            Id::Number(number) => number.to_string(),
        };
        let draft = Draft { text: SafeText::from_string(self.text), metadata, ..Draft::default() };
        Article::new(Origin::Row(id), with_blocks(draft))
    }
}

fn failure(number: usize, corpus: &str) -> String {
    format!("cannot read line {number} of {corpus}")
}

/// What is wrong with a line, without what the reader of JSON thinks of lines, and never much of its text.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line 1 column").next().unwrap_or_default();
    text.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn current(bytes: &'static [u8]) -> Current {
        Current { corpus: "c".to_owned(), number: 0, bytes: BufReader::new(Box::new(bytes)) }
    }

    fn row(json: &'static str) -> Result<Article, String> {
        let line = current(json.as_bytes()).line(1000).ok().flatten().unwrap();
        line.article().map_err(|problem| problem.to_string())
    }

    #[test]
    fn a_line_is_an_article() {
        let article = row("\u{feff}{\"id\": 7, \"text\": \"A \\u001b[31m\\ud83d\\ude00\", \"title\": \" T\\n\", \"author\": null, \"more\": [1]}").unwrap();
        assert_eq!((article.id().as_str(), article.text()), ("7", "A 😀"));
        assert_eq!(
            (article.metadata.title.as_deref(), article.metadata.byline.as_deref()),
            (Some("T"), None)
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_line() {
        for (json, why) in [
            ("{\"id\": \"1\"}", "missing field `text`"),
            ("{\"text\": \"\"}", "missing field `id`"),
            ("{\"id\": [], \"text\": \"\"}", "an id that is a string or a number"),
            ("nonsense", "expected"),
            ("{\"id\": \"1\", \"text\": \"\\ud800\"}", "hex escape"),
        ] {
            let said = row(json).unwrap_err();
            assert!(said.starts_with("cannot read line 1 of c: ") && said.contains(why), "{said}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let mut corpus = current(b"123456789\nshort\n\nlast");
        assert!(matches!(corpus.line(5), Err(Unread::TooLong)));
        let mut next = || corpus.line(5).ok().flatten().map(|line| (line.number, line.bytes));
        assert_eq!(next(), Some((2, b"short".to_vec())));
        assert_eq!(next(), Some((3, Vec::new())));
        assert_eq!(next(), Some((4, b"last".to_vec())));
        assert_eq!(next(), None);
    }
}
