//! A corpus: a file of many articles, one a row, read one row at a time.
//!
//! `columns` says which column is which part of an article, `delimited`, `json` and `table` read the three ways in which
//! rows are written. Rows come as they stand in the file; making a draft of one is left to whoever has time for it.

mod columns;
mod delimited;
mod fuel;
mod json;
mod table;

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::io::{self, Read};

pub use columns::{Choice, Column};
use columns::{Columns, Fields};
pub use parquet::file::reader::ChunkReader;

use super::{Error, Hint, fields, html, sniff};
use crate::article::{Draft, Metadata, SafeText};

/// How the rows of a corpus are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line a row, with this byte between two fields, after a line with the names of the columns: CSV, TSV.
    Delimited(u8),
    /// JSON objects: one a line, or all in one array.
    Json,
    /// Apache Parquet.
    Table,
}

/// One row, not yet made an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What to call it in its corpus: its id, else its number. No two rows of a corpus have the same name.
    pub name: String,
    /// Counted from 1.
    pub number: usize,
    fields: Fields,
}

/// Why rows cannot be had, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No column is known to hold the text.
    #[error("no column is known to hold the text; there are {}", .0.join(", "))]
    NoTextColumn(Vec<String>),
    /// A column that was asked for is not there.
    #[error("there is no column \"{name}\"; there are {}", there.join(", "))]
    NoSuchColumn {
        /// The column that was asked for.
        name: String,
        /// Those that there are.
        there: Vec<String>,
    },
    /// This row has no words.
    #[error("row {0} has no text")]
    NoText(usize),
    /// This row is damaged; the next may be whole.
    #[error("row {0} cannot be read: {1}")]
    Damaged(usize, String),
    /// The file cannot be read any further.
    #[error("nothing can be read behind row {0}: {1}")]
    Broken(usize, String),
}

/// More bytes than a row of any corpus of articles has.
const LONGEST_ROW: usize = 64 << 20;

type Input = Box<dyn Read + Send>;

/// The rows of a corpus. A row without text, or a damaged one, is an error among the others; after
/// [`Trouble::Broken`] there is nothing more.
pub struct Rows {
    source: Box<dyn Iterator<Item = Result<(usize, Fields), Trouble>> + Send>,
    /// Digests of the names so far: eight bytes a row are kept.
    names: BTreeSet<u64>,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("names", &self.names.len()).finish_non_exhaustive()
    }
}

impl Form {
    /// What a file is whose first bytes are `head`; `None` when it is no corpus. Sixty-four kilobytes are enough.
    ///
    /// A name such as `rows.csv` decides where content is open; without one, two columns of a corpus must be found.
    pub fn of(head: &[u8], hint: &Hint) -> Option<Self> {
        if head.starts_with(b"PAR1") {
            return Some(Self::Table);
        }
        let name = hint.file_name.as_deref().unwrap_or_default().to_lowercase();
        let name = name.trim_end_matches(".gz");
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        match ending {
            "csv" | "tsv" | "tab" => Some(Self::Delimited(delimited::delimiter(head))),
            "jsonl" | "ndjson" => Some(Self::Json),
            "" | "json" | "txt" if json::is_corpus(head) => Some(Self::Json),
            "" if delimited::is_corpus(head) => Some(Self::Delimited(delimited::delimiter(head))),
            _ => None,
        }
    }
}

/// The rows of a corpus of text, CSV, TSV or JSON; `choices` say what its columns are where their names do not.
///
/// # Errors
/// When there is no column for the text, or a chosen one is not there; when not one row can be read.
pub fn rows(input: impl Read + Send + 'static, form: Form, choices: &[Choice]) -> Result<Rows, Trouble> {
    let input: Input = Box::new(input);
    let columns = Columns::new(choices);
    Ok(Rows::new(match form {
        Form::Delimited(delimiter) => Box::new(delimited::rows(input, delimiter, &columns)?),
        Form::Json => Box::new(json::rows(input, columns)?),
        Form::Table => return Err(Trouble::Broken(0, "a Parquet file is read from a file".to_owned())),
    }))
}

/// The rows of a Parquet file, which is read from its end.
///
/// # Errors
/// As [`rows`]; and where the file is none.
pub fn table_rows(input: impl ChunkReader + 'static, choices: &[Choice]) -> Result<Rows, Trouble> {
    Ok(Rows::new(Box::new(table::rows(input, &Columns::new(choices))?)))
}

impl Rows {
    fn new(source: Box<dyn Iterator<Item = Result<(usize, Fields), Trouble>> + Send>) -> Self {
        Self { source, names: BTreeSet::new() }
    }

    /// The id, unless another row has it.
    fn name(&mut self, id: &str, number: usize) -> String {
        let digest = |name: &str| BuildHasherDefault::<DefaultHasher>::default().hash_one(name);
        let id = SafeText::one_line(id);
        let name = if id.is_empty() { number.to_string() } else { id.to_string() };
        if self.names.insert(digest(&name)) {
            return name;
        }
        let name = format!("{name} (row {number})");
        self.names.insert(digest(&name));
        name
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        let (number, fields) = match self.source.next()? {
            Ok(row) => row,
            Err(trouble) => return Some(Err(trouble)),
        };
        if fields.get(Column::Text).trim().is_empty() {
            return Some(Err(Trouble::NoText(number)));
        }
        let name = self.name(fields.get(Column::Id), number);
        Some(Ok(Row { name, number, fields }))
    }
}

impl Row {
    /// The row as an article: its text is plain, or a piece of a web page where it begins as one.
    ///
    /// # Errors
    /// When there are no words in its text.
    pub fn draft(mut self) -> Result<Draft, Error> {
        let text = self.fields.take(Column::Text);
        let mut draft = if sniff::is_markup(&text) {
            html::read(&text, None)?
        } else {
            Draft { text: SafeText::from_string(text), ..Draft::default() }
        };
        if draft.text.trim().is_empty() {
            return Err(Error::NoText);
        }
        let mut field = |column| self.fields.take(column);
        let own = Metadata {
            title: fields::line(&field(Column::Title)),
            byline: fields::byline(&field(Column::Byline)),
            publication: fields::line(&field(Column::Publication)),
            section: fields::line(&field(Column::Section)),
            date: fields::date(&field(Column::Date)),
            url: Some(field(Column::Address))
                .filter(|address| is_web(address))
                .as_deref()
                .and_then(fields::line),
            language: fields::language(&field(Column::Language)),
            shortfall: None,
        };
        draft.metadata = over(own, draft.metadata);
        Ok(draft)
    }
}

/// What the row says of itself; what it leaves open as its text says it.
fn over(row: Metadata, text: Metadata) -> Metadata {
    Metadata {
        title: row.title.or(text.title),
        byline: row.byline.or(text.byline),
        publication: row.publication.or(text.publication),
        section: row.section.or(text.section),
        date: row.date.or(text.date),
        url: row.url.or(text.url),
        language: row.language.or(text.language),
        shortfall: None,
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Text as UTF-8; where it is none, as the charset that western programs write tables in.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
    })
}

/// What the system says, without what nobody asked.
fn why(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

#[cfg(test)]
mod tests;
