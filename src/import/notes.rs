//! Files of notes that other programs wrote, and this one: bytes become [`Incoming`] notes, one format a file.
//!
//! A file is read whole before anything is done with it, so that one that is broken changes nothing. What a note is
//! about is told in words ([`crate::annotation::QuoteSelector`]) and by what the file says of the article; whether the
//! article is here, and where the words stand in it, is for the caller to find out. The depth of JSON is bounded by
//! its parser (128), the size of a file by the caller.

mod epub;
mod hypothesis;
mod instapaper;
mod json;
mod kindle;
mod koreader;
mod moment;
mod omnivore;
mod pocket;
mod readwise;
mod sayso;
mod table;
mod webannotation;

use std::collections::BTreeMap;

use super::{Hint, charset};
use crate::annotation::{Colour, Correction, Moment, PositionSelector, QuoteSelector};
use crate::article::{Digest, Metadata, SafeText};

/// A note as its file tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What the other program calls it; the same note has the same name in each file of that program.
    pub name: Option<String>,
    /// The words it is about, and what stands around them; none for a note on an article as a whole.
    pub quote: Option<QuoteSelector>,
    /// Where the words stood in the text named by `digest`, in code points.
    pub position: Option<PositionSelector>,
    /// The text that was marked.
    pub digest: Option<Digest>,
    /// What the file says of the article.
    pub about: Metadata,
    /// Where this program had the article from.
    pub origin: Option<SafeText>,
    /// What was written.
    pub note: Option<SafeText>,
    /// The keywords.
    pub tags: Vec<SafeText>,
    /// How its words are painted; `None` for a bookmark and a correction.
    pub colour: Option<Colour>,
    /// What it sets right of what this program found.
    pub correction: Option<Correction>,
    /// When it was made.
    pub created: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The format it is in.
    pub format: Format,
    /// Its notes, each once.
    pub notes: Vec<Incoming>,
    /// How many things in it are no notes: replies of others, quotations that were found, notes that were changed later.
    pub left_out: usize,
}

/// The formats of notes that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// This program's own JSON.
    Json,
    /// W3C Web Annotation JSON-LD: annotations, pages, collections, an array or lines of them.
    WebAnnotation,
    /// W3C EPUB Annotations: an annotation set.
    Epub,
    /// What the Hypothesis client exports, and what its API answers.
    Hypothesis,
    /// A CSV file of Readwise.
    Readwise,
    /// "My Clippings.txt" of a Kindle.
    Kindle,
    /// The JSON that KOReader exports.
    KoReader,
    /// A CSV file of Instapaper.
    Instapaper,
    /// The metadata of an Omnivore export, or one of its files of highlights.
    Omnivore,
    /// A CSV, HTML or JSON file of Pocket.
    Pocket,
}

/// Each format with its name on the command line and in words.
const FORMATS: &[(Format, &str, &str)] = &[
    (Format::Json, "json", "sayso's own JSON"),
    (Format::WebAnnotation, "webannotation", "Web Annotation"),
    (Format::Epub, "epub-annotations", "EPUB Annotations"),
    (Format::Hypothesis, "hypothesis", "Hypothesis"),
    (Format::Readwise, "readwise", "Readwise CSV"),
    (Format::Kindle, "kindle", "Kindle clippings"),
    (Format::KoReader, "koreader", "KOReader JSON"),
    (Format::Instapaper, "instapaper", "Instapaper CSV"),
    (Format::Omnivore, "omnivore", "Omnivore"),
    (Format::Pocket, "pocket", "Pocket"),
];

impl Format {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|(format, ..)| *format)
    }

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// What it is called in a sentence.
    pub fn title(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(_, _, title)| title)
    }
}

/// Why a file of notes was not read. The caller knows its path and adds it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is not one byte of content.
    #[error("the file is empty")]
    Empty,
    /// It is in no format that is known here.
    #[error("it is in no format of notes that is known here")]
    Unknown,
    /// Notes lie in it, packed.
    #[error("it is an archive")]
    Packed,
    /// Its JSON or its table is broken, or too deep.
    #[error("{0}")]
    Broken(String),
    /// It is not in the format that was named.
    #[error("it is not in the format {}", .0.name())]
    Other(Format),
    /// It was written by a program that is newer than this one.
    #[error("it is of version {0}, which is newer than this program")]
    Newer(SafeText),
    /// Two notes have one name.
    #[error("two different notes in it are called {0}")]
    Twice(SafeText),
    /// It has a note that cannot be read.
    #[error("note {number}: {why}")]
    Note {
        /// Which, counted from 1.
        number: usize,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// Reads a file of notes: in `format` where that is given, else in the one that its content shows. The name of the file
/// tells the article where nothing in it does.
///
/// # Errors
/// When it is in no known format, broken, of a newer version, or has two notes of one name; then none of it is read.
pub fn read(bytes: &[u8], format: Option<Format>, hint: &Hint) -> Result<Parcel, Error> {
    let unpacked;
    let bytes = match epub::unpacked(bytes)? {
        Some(inner) => {
            unpacked = inner;
            unpacked.as_slice()
        }
        None => bytes,
    };
    let text = charset::decode(bytes, &Hint::default());
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let contents = if text.trim_start().starts_with(['{', '[']) {
        Contents::Json(json::documents(text)?)
    } else {
        Contents::Text(text)
    };
    let format = match format {
        Some(format) => format,
        None => contents.format().ok_or(Error::Unknown)?,
    };
    let mut drafts = contents.notes(format, hint)?;
    once(&mut drafts)?;
    Ok(Parcel { format, notes: drafts.notes, left_out: drafts.left_out })
}

/// What a file is made of.
enum Contents<'a> {
    /// Documents of JSON, mostly one.
    Json(Vec<serde_json::Value>),
    Text(&'a str),
}

/// The notes of a file, as far as they were read.
#[derive(Debug, Default)]
struct Drafts {
    notes: Vec<Incoming>,
    left_out: usize,
}

impl Contents<'_> {
    fn format(&self) -> Option<Format> {
        match self {
            Self::Json(documents) => json::format(documents),
            Self::Text(text) if kindle::is(text) => Some(Format::Kindle),
            Self::Text(text) if omnivore::is_highlights(text) => Some(Format::Omnivore),
            Self::Text(text) if pocket::is_page(text) => Some(Format::Pocket),
            Self::Text(text) => {
                let names = table::names(text);
                match () {
                    () if readwise::is(&names) => Some(Format::Readwise),
                    () if instapaper::is(&names) => Some(Format::Instapaper),
                    () if pocket::is(&names) => Some(Format::Pocket),
                    () => None,
                }
            }
        }
    }

    fn notes(&self, format: Format, hint: &Hint) -> Result<Drafts, Error> {
        match (format, self) {
            (Format::Json, Self::Json(documents)) => sayso::read(documents),
            (Format::WebAnnotation, Self::Json(documents)) => webannotation::read(documents),
            (Format::Epub, Self::Json(documents)) => epub::read(documents),
            (Format::Hypothesis, Self::Json(documents)) => hypothesis::read(documents),
            (Format::KoReader, Self::Json(documents)) => koreader::read(documents),
            (Format::Omnivore, Self::Json(documents)) => Ok(omnivore::read(documents)),
            (Format::Pocket, Self::Json(documents)) => Ok(pocket::read_json(documents)),
            (Format::Omnivore, Self::Text(text)) => Ok(omnivore::highlights(text, hint)),
            (Format::Readwise, Self::Text(text)) => readwise::read(text),
            (Format::Instapaper, Self::Text(text)) => instapaper::read(text),
            (Format::Pocket, Self::Text(text)) if pocket::is_page(text) => pocket::read_page(text),
            (Format::Pocket, Self::Text(text)) => pocket::read(text),
            (Format::Kindle, Self::Text(text)) if kindle::is(text) => Ok(kindle::read(text)),
            _ => Err(Error::Other(format)),
        }
    }
}

/// Leaves one of the notes that are in the file twice. Two that differ and have one name are a mistake that nobody but
/// the reader can set right.
fn once(drafts: &mut Drafts) -> Result<(), Error> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Incoming> = Vec::with_capacity(drafts.notes.len());
    for note in std::mem::take(&mut drafts.notes) {
        let Some(name) = note.name.clone() else {
            kept.push(note);
            continue;
        };
        match known.get(&name).and_then(|&place| kept.get(place)) {
            None => {
                known.insert(name, kept.len());
                kept.push(note);
            }
            Some(same) if *same == note => drafts.left_out += 1,
            Some(_) => return Err(Error::Twice(SafeText::one_line(&name))),
        }
    }
    drafts.notes = kept;
    Ok(())
}

/// Words on one line, or nothing.
fn line(raw: &str) -> Option<SafeText> {
    super::fields::line(raw)
}

/// What was written, without blanks around it, or nothing.
fn written(raw: &str) -> Option<SafeText> {
    let safe = SafeText::new(raw.trim());
    (!safe.trim().is_empty()).then_some(safe)
}

/// Keywords, each once, on one line.
fn tags<'a>(raw: impl IntoIterator<Item = &'a str>) -> Vec<SafeText> {
    let mut tags: Vec<SafeText> = Vec::new();
    for tag in raw.into_iter().filter_map(line) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Words without what stands around them; none where there are none.
fn bare(raw: &str) -> Option<QuoteSelector> {
    written(raw).map(|exact| QuoteSelector {
        exact,
        prefix: SafeText::default(),
        suffix: SafeText::default(),
    })
}

/// The colour that a name of another program is nearest to.
fn nearest_colour(name: &str) -> Colour {
    match name.trim().to_lowercase().as_str() {
        "green" | "olive" | "cyan" | "lightgreen" => Colour::Green,
        "blue" | "lightblue" => Colour::Blue,
        "red" | "pink" | "orange" => Colour::Red,
        "purple" | "violet" | "magenta" => Colour::Purple,
        _ => Colour::Yellow,
    }
}

#[cfg(test)]
mod tests;
