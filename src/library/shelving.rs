//! The library's articles: kept with their texts, listed, changed, taken out and back.

use super::index::{Heard, Occasion, Unheard};
use super::parcel::{Fetched, Parcel};
use super::query::Query;
use super::shelf::{Added, ArticleId, Deed, Done, Page, ShelfEntry, Version};
use super::{Error, Library};
use crate::annotation::Notebook;
use crate::article::{Article, Digest, Draft, Origin};

/// How long what was removed can be taken back, in milliseconds: 30 days.
const KEPT: i64 = 30 * 24 * 60 * 60 * 1000;

impl Library {
    /// Keeps articles, all or none, as added at `millis` since 1970-01-01 UTC. None is kept twice: one that was met at
    /// the same place is the same article, with another version where its text has changed; so is one with the same text,
    /// wherever it was met, so that a renamed file keeps its place, star and tags. One that was removed is back.
    ///
    /// Some hundreds at a time are quickest.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn add(&mut self, parcels: &[Parcel], millis: i64) -> Result<Added, Error> {
        self.index.keep(parcels, Occasion::Added, millis)
    }

    /// Prepares for very many articles to be added with this library.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be opened.
    pub fn expect_many(&mut self) -> Result<(), Error> {
        self.index.expect_many()
    }

    /// Keeps `article` as opened at `millis`. What is piped in has no name to be known again by, and is not kept.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn remember_article(&mut self, article: &Article, millis: i64) -> Result<Option<ArticleId>, Error> {
        if article.origin == Origin::StandardInput {
            return Ok(None);
        }
        let kept = self.index.keep(&[Parcel::of(article)], Occasion::Opened, millis)?;
        Ok(kept.ids.first().copied())
    }

    /// Keeps who was heard in articles, for searches. What was heard in a text that is no longer an article's is left out.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn hear(&mut self, heard: &[Heard], millis: i64) -> Result<(), Error> {
        self.index.hear(heard, millis)
    }

    /// Up to `limit` articles behind `after`, in the order of their ids, in which nobody was listened for yet.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn unheard(&mut self, after: ArticleId, limit: usize) -> Result<Vec<Unheard>, Error> {
        self.index.unheard(after, limit)
    }

    /// How many articles there are in which nobody was listened for yet.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn unheard_count(&mut self) -> Result<usize, Error> {
        self.index.unheard_count()
    }

    /// The text that was last met at `origin`, to be read without it.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn copy_of(&mut self, origin: &Origin) -> Result<Option<Draft>, Error> {
        self.index.copy_of(origin)
    }

    /// The text named `digest`, where it is kept: also an earlier version of an article.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn copy(&mut self, digest: &Digest) -> Result<Option<Draft>, Error> {
        self.index.copy(digest)
    }

    /// The texts that an article has had, the last one first.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn versions(&mut self, id: ArticleId) -> Result<Vec<Version>, Error> {
        self.index.versions(id)
    }

    /// What the server said when the page at `origin` was fetched last.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn fetched(&mut self, origin: &Origin) -> Result<Option<Fetched>, Error> {
        self.index.fetched(origin)
    }

    /// The articles that were met at `origin`: the one that was opened there, or those that it holds, as a corpus does.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn met_at(&mut self, origin: &Origin) -> Result<Vec<ArticleId>, Error> {
        self.index.met_at(origin)
    }

    /// The article with this name, also when it was removed.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn entry(&mut self, id: ArticleId) -> Result<Option<ShelfEntry>, Error> {
        self.index.entry(id)
    }

    /// Up to `limit` articles that have, or had, a text whose digest begins with these hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn beginning(&mut self, digits: &str, limit: usize) -> Result<Vec<ShelfEntry>, Error> {
        self.index.beginning(&digits.to_ascii_lowercase(), limit)
    }

    /// One page of the articles that `query` asks for. `notebook` has the notes, for `has:notes`.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn shelf(
        &mut self,
        query: &Query,
        notebook: &Notebook,
        page: Page,
    ) -> Result<Vec<ShelfEntry>, Error> {
        let noted = self.noted(query, notebook)?;
        self.index.shelf(query, &noted, page)
    }

    /// How many articles `query` asks for.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn count(&mut self, query: &Query, notebook: &Notebook) -> Result<usize, Error> {
        let noted = self.noted(query, notebook)?;
        self.index.count(query, &noted)
    }

    /// All articles that `query` asks for.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn ids(&mut self, query: &Query, notebook: &Notebook) -> Result<Vec<ArticleId>, Error> {
        let noted = self.noted(query, notebook)?;
        self.index.ids(query, &noted)
    }

    /// Does `deed` to articles at `millis`, to all or none. What it gives says to which of them anything was done;
    /// [`Library::undo`] takes it back.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn change(&mut self, deed: &Deed, ids: &[ArticleId], millis: i64) -> Result<Done, Error> {
        self.index.change(deed, ids, millis)
    }

    /// Takes a deed back, and gives what was done for that, so that it can be done again.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn undo(&mut self, done: &Done, millis: i64) -> Result<Done, Error> {
        self.index.change(&done.deed.inverse(), &done.articles, millis)
    }

    /// The articles that were removed last, together.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn removed_last(&mut self) -> Result<Vec<ArticleId>, Error> {
        self.index.removed_last()
    }

    /// Takes away for good what was removed 30 days before `millis` or earlier; how many articles that was.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn purge_old(&mut self, millis: i64) -> Result<usize, Error> {
        self.index.purge(millis.saturating_sub(KEPT))
    }

    /// Takes away for good all that was removed; how many articles that was.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be written.
    pub fn purge(&mut self) -> Result<usize, Error> {
        self.index.purge(i64::MAX)
    }
}
