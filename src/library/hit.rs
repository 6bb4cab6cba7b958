//! What a search finds.

use super::excerpt::Excerpt;
use super::shelf::ShelfEntry;
use crate::annotation::AnnotationId;
use crate::article::SafeText;
use crate::span::Span;

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Titles, bylines and texts of articles.
    Articles,
    /// Words that somebody is quoted with.
    Quotations,
    /// The reader's notes, with the words that they are about.
    Notes,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub field: Field,
    /// The article; `None` for a note on one that the library does not have.
    pub article: Option<ShelfEntry>,
    /// What the article is called.
    pub title: SafeText,
    /// Where the article is from, as it is printed.
    pub origin: SafeText,
    /// Where to open it: bytes of the article's text.
    pub place: Span,
    /// The same in code points, end exclusive.
    pub points: (usize, usize),
    /// The words around that, on one line.
    pub excerpt: Excerpt,
    /// Who said it, for a quotation.
    pub speaker: Option<SafeText>,
    /// The note.
    pub note: Option<AnnotationId>,
}

/// What was found in one field, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// As many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are, as far as they were counted.
    pub total: usize,
    /// Whether there are more than were counted.
    pub is_cut: bool,
}

impl Hits {
    /// More than so many are not counted.
    pub const COUNTED: usize = 4_000;
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In titles, bylines and texts.
    pub articles: Hits,
    /// In what people are quoted with.
    pub quotations: Hits,
    /// In the reader's notes.
    pub notes: Hits,
}

impl Found {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        [&self.articles, &self.quotations, &self.notes].iter().all(|hits| hits.hits.is_empty())
    }
}

impl Hit {
    /// The same, to be opened at `place` of `text`.
    pub(super) fn at(self, text: &str, place: Span) -> Self {
        let before = Span::new(0, place.start.min(text.len())).of(text).chars().count();
        Self { place, points: (before, before + place.of(text).chars().count()), ..self }
    }
}
