//! The reader's notes, and quotations that were found, for other programs; one format a file.
//!
//! What goes in is a [`Sheaf`] for each article; what comes out is a [`Document`]: bytes, or, where a person may write in
//! the same file, [`Managed`] parts that can be brought up to date without touching what stands around them.
//! The same values give the same bytes: no format asks what time it is.

mod anki;
mod annotated;
mod biblatex;
mod bibliography;
mod csl_json;
mod csv;
mod epub;
mod html;
mod hypothesis;
mod iri;
pub mod json;
pub mod managed;
pub mod markdown;
mod marked;
#[cfg(test)]
mod musts;
#[cfg(test)]
mod nasty;
mod obsidian;
mod org;
mod palette;
mod readwise;
mod ris;
mod schema_org;
mod selection;
pub mod template;
mod times;
pub mod webannotation;

pub use managed::{Damage, Managed};
pub use selection::{Selection, Wanted};

use std::collections::BTreeSet;
use std::sync::Arc;

use self::managed::Part;
use super::corrections::told as told_correction;
use super::noted::Noted;
use crate::article::{Article, Digest, Metadata, Origin, SafeText};
use crate::attribution::Analysis;

/// What is exported of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheaf {
    /// What the article says about itself.
    pub about: Metadata,
    /// Where it came from, as [`crate::article::Origin`] prints it.
    pub origin: SafeText,
    /// The article and what was found in it; `None` where there is no text any more.
    pub read: Option<(Arc<Article>, Arc<Analysis>)>,
    /// The notes, in order.
    pub notes: Vec<Noted>,
}

impl Sheaf {
    /// Notes without their article's text: those of one article that stand together are one sheaf.
    pub fn gathered(all: &[Noted]) -> Vec<Self> {
        let is_one = |one: &Noted, other: &Noted| {
            one.origin() == other.origin() && one.about().title == other.about().title
        };
        let gather = |notes: &[Noted]| {
            let first = notes.first()?;
            let (about, origin) = (first.about().clone(), first.origin().clone());
            Some(Self { about, origin, read: None, notes: notes.to_vec() })
        };
        all.chunk_by(is_one).filter_map(gather).collect()
    }

    /// Sixteen digits that stay the same for the article and are no other's. What was piped in has no name but its text.
    pub fn key(&self) -> String {
        let piped = self.notes.first().filter(|_| *self.origin == *"-");
        let digest = piped.map_or_else(|| Digest::of(&self.origin), |noted| noted.target.digest);
        digest.to_string().chars().take(16).collect()
    }

    /// A name for the article among the parts of a file.
    fn name(&self) -> String {
        format!("article-{}", self.key())
    }

    /// Where a note is in the text that was read, in code points.
    pub(super) fn place_of(&self, noted: &Noted) -> Option<(usize, usize)> {
        let (article, _) = self.read.as_ref()?;
        if !matches!(article.origin, Origin::Row(_)) {
            return noted.place;
        }
        // A text that was kept stands for the article: places are in the text that each note was made in.
        let made = noted.target.position;
        (noted.target.digest == article.digest).then_some((made.start, made.end))
    }

    /// What to call the article.
    pub fn title(&self) -> &SafeText {
        self.about.title.as_ref().unwrap_or(&self.origin)
    }

    /// Where the article is: its address, else where it came from.
    pub fn address(&self) -> &SafeText {
        self.about.url.as_ref().unwrap_or(&self.origin)
    }
}

/// What an export is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// The whole of a file.
    Whole(Vec<u8>),
    /// Parts of a file in which there may be something else.
    Managed(Managed),
}

impl Document {
    /// The bytes of a new file.
    pub fn fresh(&self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes.clone(),
            Self::Managed(managed) => managed.fresh().into_bytes(),
        }
    }

    /// The bytes for a pipe: without the marks by which parts are found again.
    pub fn plain(&self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes.clone(),
            Self::Managed(managed) => managed.plain().into_bytes(),
        }
    }
}

macro_rules! formats {
    ($($(#[$about:meta])* $format:ident, $name:literal, $ending:literal, $description:literal, $write:expr;)*) => {
        /// How notes can be written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$about])* $format,)*
        }

        impl Format {
            /// All of them, the most usual first.
            pub const ALL: &[Self] = &[$(Self::$format,)*];

            /// Its name, as it is typed.
            pub fn name(self) -> &'static str {
                match self { $(Self::$format => $name,)* }
            }

            /// How the name of a file in it ends.
            pub fn ending(self) -> &'static str {
                match self { $(Self::$format => $ending,)* }
            }

            /// In words.
            pub fn description(self) -> &'static str {
                match self { $(Self::$format => $description,)* }
            }

            /// Writes the sheaves.
            pub fn write(self, sheaves: &[Sheaf]) -> Document {
                let write: fn(&[Sheaf]) -> Document = match self { $(Self::$format => $write,)* };
                write(sheaves)
            }
        }
    };
}

formats! {
    /// CommonMark.
    Markdown, "markdown", "md", "CommonMark, for any editor", |all| Document::Managed(markdown::managed(all));
    /// A web page.
    Html, "html", "html", "a web page: the article, its speakers, your notes", |all| text(html::document(all));
    /// CSV.
    Csv, "csv", "csv", "CSV, for spreadsheets", |all| text(csv::document(all));
    /// One array of objects.
    Json, "json", "json", "one array of objects", |all| text(json::document(all));
    /// Obsidian's Markdown.
    Obsidian, "obsidian", "md", "Obsidian: callouts, properties, block ids", |all| Document::Managed(obsidian::managed(all));
    /// Org.
    Org, "org", "org", "Org: headlines with properties", |all| Document::Managed(org::managed(all));
    /// The whole article.
    Annotated, "annotated", "md", "the whole article, with highlights and notes", |all| text(annotated::document(all));
    /// W3C Web Annotation, one collection.
    WebAnnotation, "webannotation", "jsonld", "W3C Web Annotation: one collection", |all| text(webannotation::collection(all));
    /// W3C Web Annotation, one annotation a line.
    WebAnnotationLines, "webannotation-lines", "jsonl", "W3C Web Annotation: one annotation a line", |all| text(webannotation::lines(all));
    /// W3C Web Annotation, a collection and its pages, one a line.
    WebAnnotationPages, "webannotation-pages", "jsonl", "W3C Web Annotation: a collection and its pages, one a line", |all| text(webannotation::pages(all));
    /// W3C EPUB Annotations.
    EpubAnnotations, "epub-annotations", "annotations", "W3C EPUB Annotations", |all| Document::Whole(epub::container(all));
    /// The same for Thorium Reader.
    Thorium, "thorium", "annotation", "EPUB Annotations as Thorium Reader has them", |all| text(epub::thorium(all));
    /// Hypothesis.
    Hypothesis, "hypothesis", "json", "Hypothesis, for its client to import", |all| text(hypothesis::document(all));
    /// Readwise.
    Readwise, "readwise", "csv", "CSV for Readwise", |all| text(readwise::document(all));
    /// Anki.
    Anki, "anki", "txt", "text for Anki", |all| text(anki::document(all));
    /// CSL-JSON.
    CslJson, "csl-json", "json", "CSL-JSON: the articles, for Zotero", |all| text(csl_json::document(all));
    /// BibLaTeX.
    BibLaTeX, "biblatex", "bib", "BibLaTeX: the articles, for LaTeX", |all| text(biblatex::document(all));
    /// RIS.
    Ris, "ris", "ris", "RIS: the articles, for reference managers", |all| text(ris::document(all));
    /// schema.org.
    SchemaOrg, "schema-org", "jsonld", "schema.org Quotations, as linked data", |all| text(schema_org::document(all));
}

impl Format {
    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

fn text(text: String) -> Document {
    Document::Whole(text.into_bytes())
}

/// All notes of all sheaves.
fn each(sheaves: &[Sheaf]) -> impl Iterator<Item = &Noted> {
    sheaves.iter().flat_map(|sheaf| &sheaf.notes)
}

/// The note with those that were written elsewhere at the same time, as one text.
fn whole_note(noted: &Noted) -> Option<String> {
    let all: Vec<&str> = noted.note.iter().chain(&noted.other_notes).map(SafeText::as_str).collect();
    if all.is_empty() { None } else { Some(all.join("\n\n")) }
}

/// A note in words: the quotation, who said it, the note.
fn told_note(noted: &Noted) -> String {
    let speaker = noted.speaker.as_ref().map(|speaker| format!(" — {speaker}")).unwrap_or_default();
    let corrected = noted.correction.as_ref().map(told_correction);
    let note = whole_note(noted).or(corrected).map(|note| format!("\n{note}")).unwrap_or_default();
    format!("{}{speaker}{note}", noted.shown)
}

/// The notes of an article in words, with an empty line between.
fn told(sheaf: &Sheaf) -> String {
    let notes = sheaf.notes.iter().map(|noted| told_note(noted).replace("\n\n", "\n"));
    notes.collect::<Vec<_>>().join("\n\n")
}

/// A part for each article and one for each of its notes, by names that stay the same.
fn each_named(
    sheaves: &[Sheaf],
    heading: impl Fn(&Sheaf) -> String,
    note: impl Fn(&Noted) -> String,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    for sheaf in sheaves {
        let name = sheaf.name();
        if seen.insert(name.clone()) {
            parts.push(Part { name, text: heading(sheaf) });
        }
        for noted in &sheaf.notes {
            let name = noted.id.0.to_string().replace(|c: char| !c.is_alphanumeric(), "-");
            if seen.insert(name.clone()) {
                parts.push(Part { name, text: note(noted) });
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_format_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::of_name(format.name()), Some(*format));
            assert!(!format.ending().is_empty() && !format.description().is_empty());
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_can_be_shown_and_written_again(notes in prop::collection::vec(nasty::noted(), 0..4)) {
            let sheaves = Sheaf::gathered(&notes);
            for format in Format::ALL {
                let document = format.write(&sheaves);
                prop_assert_eq!(&document, &format.write(&sheaves));
                if let Document::Managed(managed) = &document {
                    let fresh = managed.fresh();
                    prop_assert_eq!(managed.updated(&fresh, |_| false), Ok(fresh));
                }
                // A ZIP file is for no terminal.
                if *format != Format::EpubAnnotations {
                    let text = String::from_utf8(document.fresh()).unwrap();
                    let is_obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
                    prop_assert!(!text.contains(is_obeyed), "{}", format.name());
                }
            }
        }
    }

    #[test]
    fn nothing_to_write_is_written_in_every_format() {
        for format in Format::ALL {
            let document = format.write(&[]);
            assert_eq!(document, format.write(&[]), "{}", format.name());
        }
    }
}
