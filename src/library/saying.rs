//! What people are quoted with in the library, for those who ask by words or by name.

use super::query::{Query, Term};
use super::shelf::ShelfEntry;
use super::{Error, Library};
use crate::annotation::Notebook;
use crate::article::{Digest, SafeText};
use crate::span::Span;

/// One quotation of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    /// The article.
    pub article: ShelfEntry,
    /// Its pieces in the article's text, in order.
    pub pieces: Vec<Span>,
    /// Their words, one blank between two pieces.
    pub words: SafeText,
    /// Direct, mixed or indirect, by its name.
    pub kind: String,
    /// Who said it.
    pub speaker: Option<SafeText>,
    /// How sure that is, from 0 to 1.
    pub confidence: Option<f32>,
}

/// An article with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The article.
    pub article: ShelfEntry,
    /// Its text.
    pub text: SafeText,
}

/// Among which articles to look for words.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Which articles.
    pub query: &'a Query,
    /// The notes as they are now, for what the query asks of them.
    pub notebook: &'a Notebook,
    /// An article that is not asked, by its text.
    pub but: Option<&'a Digest>,
}

impl Library {
    /// Up to `limit` quotations that have most of the rarest words of `words`, those with all of them first. They are
    /// candidates: whether they are the same words is for others to say.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn sayings_like(
        &mut self,
        words: &str,
        against: Against<'_>,
        limit: usize,
    ) -> Result<Vec<Saying>, Error> {
        let noted = self.noted(against.query, against.notebook)?;
        let found = self.index.sayings_like(words, against.query, &noted, limit)?;
        Ok(found.into_iter().filter(|saying| Some(&saying.article.digest) != against.but).collect())
    }

    /// What speakers with all words of `name` in their names are quoted with, by date, what has none last.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn sayings_by(&mut self, name: &str) -> Result<Vec<Saying>, Error> {
        let Some(term) = Term::of(name) else { return Ok(Vec::new()) };
        self.index.sayings_by(&term)
    }

    /// When the voices of the text named `digest` were found, in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn heard_at(&mut self, digest: &Digest) -> Result<Option<(ShelfEntry, i64)>, Error> {
        self.index.heard_at(digest)
    }

    /// Up to `limit` articles that have most of the rarest words of `words`, as [`Library::sayings_like`] finds quotations.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn wholes_like(
        &mut self,
        words: &str,
        against: Against<'_>,
        limit: usize,
    ) -> Result<Vec<Whole>, Error> {
        let noted = self.noted(against.query, against.notebook)?;
        let found = self.index.wholes_like(words, against.query, &noted, limit)?;
        Ok(found.into_iter().filter(|whole| Some(&whole.article.digest) != against.but).collect())
    }
}
