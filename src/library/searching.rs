//! Searching the library: its articles, what people are quoted with in them, and the reader's notes.

use std::collections::{BTreeMap, BTreeSet};

use super::excerpt::{Excerpt, excerpt};
use super::hit::{Field, Found, Hit, Hits};
use super::query::{Content, Query, Term, What};
use super::shelf::ArticleId;
use super::{Error, Library};
use crate::annotation::{Entry, Notebook};
use crate::article::{Digest, SafeText};
use crate::span::Span;

/// What to search, and how much of what is found is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// What is looked for.
    pub query: &'a Query,
    /// The notes as they are now.
    pub notebook: &'a Notebook,
    /// Where to look; all of them where it is empty.
    pub fields: &'a [Field],
    /// How many are wanted of each field.
    pub limit: usize,
}

/// How long an excerpt of a note is, in bytes.
const ROOM: usize = 240;

impl Library {
    /// Finds what is looked for.
    ///
    /// # Errors
    /// [`Error::Index`] when the index cannot be read.
    pub fn search(&mut self, search: &Search<'_>) -> Result<Found, Error> {
        let is_wanted = |field| search.fields.is_empty() || search.fields.contains(&field);
        let noted = self.noted(search.query, search.notebook)?;
        let mut found = Found::default();
        if is_wanted(Field::Articles) {
            found.articles = self.index.search_articles(search.query, &noted, search.limit)?;
        }
        if is_wanted(Field::Quotations) {
            found.quotations = self.index.search_quotations(search.query, &noted, search.limit)?;
        }
        if is_wanted(Field::Notes) {
            found.notes = self.search_notes(search)?;
        }
        Ok(found)
    }

    /// The articles with notes, where `query` asks for them.
    pub(super) fn noted(&mut self, query: &Query, notebook: &Notebook) -> Result<Vec<ArticleId>, Error> {
        let asks = query.conditions.iter().any(|condition| condition.what == What::Has(Content::Notes));
        if !asks {
            return Ok(Vec::new());
        }
        let ids: BTreeSet<ArticleId> = self.articles_of(notebook.notes())?.into_values().collect();
        Ok(ids.into_iter().collect())
    }

    /// The article of each text that notes are about.
    fn articles_of<'n>(
        &mut self,
        notes: impl Iterator<Item = &'n Entry>,
    ) -> Result<BTreeMap<Digest, ArticleId>, Error> {
        let digests: BTreeSet<Digest> = notes.map(|entry| entry.annotation.target.digest).collect();
        let digests: Vec<Digest> = digests.into_iter().collect();
        Ok(self.index.with_texts(&digests)?.into_iter().collect())
    }

    /// The notes that `search` asks for, the last changed first. A tag may be the note's own; what else is asked is asked
    /// of the article.
    fn search_notes(&mut self, search: &Search<'_>) -> Result<Hits, Error> {
        let query = search.query;
        let own = |entry: &&Entry| has_words(entry, query) && has_tags(entry, query);
        let mut notes: Vec<&Entry> =
            if query.is_empty() { Vec::new() } else { search.notebook.notes().filter(own).collect() };
        let articles = self.articles_of(notes.iter().copied())?;
        let of_article = Query { terms: Vec::new(), conditions: of_articles(query) };
        if !of_article.conditions.is_empty() {
            let ids: Vec<ArticleId> = articles.values().copied().collect();
            let fitting = self.index.as_asked(&of_article, &ids, &ids)?;
            notes.retain(|entry| {
                articles.get(&entry.annotation.target.digest).is_some_and(|id| fitting.contains(id))
            });
        }
        notes.sort_by_key(|entry| std::cmp::Reverse(entry.annotation.modified));
        let total = notes.len();
        let terms: Vec<&Term> = query.wanted().collect();
        let hits = notes.into_iter().take(search.limit).map(|entry| {
            let id = articles.get(&entry.annotation.target.digest).copied();
            self.note_hit(entry, id, &terms)
        });
        Ok(Hits { hits: hits.collect::<Result<_, _>>()?, total, is_cut: false })
    }

    fn note_hit(&mut self, entry: &Entry, id: Option<ArticleId>, terms: &[&Term]) -> Result<Hit, Error> {
        let target = &entry.annotation.target;
        let article = id.map(|id| self.index.entry(id)).transpose()?.flatten();
        let draft = match &article {
            Some(_) => self.index.copy(&target.digest)?,
            None => None,
        };
        let place = draft.as_ref().and_then(|draft| target.position.span(&draft.text)).unwrap_or_default();
        Ok(Hit {
            field: Field::Notes,
            title: target.metadata.title.clone().unwrap_or_else(|| target.origin.clone()),
            origin: target.origin.clone(),
            place,
            points: (target.position.start, target.position.end),
            excerpt: note_excerpt(entry, terms),
            article,
            speaker: None,
            note: Some(entry.annotation.id.clone()),
        })
    }
}

/// The conditions that are asked of the article of a note.
fn of_articles(query: &Query) -> Vec<super::query::Condition> {
    let is_own = |what: &What| matches!(what, What::Tag(_) | What::Has(Content::Notes));
    query.conditions.iter().filter(|condition| !is_own(&condition.what)).cloned().collect()
}

/// Whether a note has all of the words, and none that are not wanted.
fn has_words(entry: &Entry, query: &Query) -> bool {
    let said = said(entry);
    query.terms.iter().all(|term| term.is_in(&said) != term.is_excluded)
}

fn has_tags(entry: &Entry, query: &Query) -> bool {
    query.conditions.iter().all(|condition| match &condition.what {
        What::Tag(name) => {
            let has = entry.annotation.tags.iter().any(|tag| tag.to_lowercase() == name.to_lowercase());
            has != condition.is_excluded
        }
        What::Has(Content::Notes) => !condition.is_excluded,
        _ => true,
    })
}

/// All words of a note: what was written, its tags, the words it is about, and what the article is called.
fn said(entry: &Entry) -> String {
    let target = &entry.annotation.target;
    let tags = entry.annotation.tags.iter().map(SafeText::as_str);
    let title = target.metadata.title.as_deref();
    let all: Vec<&str> =
        written(entry).chain(tags).chain([target.quote.exact.as_str()]).chain(title).collect();
    all.join("\n")
}

fn written(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.annotation.note.iter().chain(&entry.other_notes).map(SafeText::as_str)
}

/// What was written; where that has none of the words, or nothing was written, the words that the note is about.
fn note_excerpt(entry: &Entry, terms: &[&Term]) -> Excerpt {
    let written: Vec<&str> = written(entry).collect();
    let written = written.join(" | ");
    let of = |text: &str| excerpt(text, Span::new(0, text.len()), terms, ROOM);
    let note = of(&written);
    if !written.is_empty() && (terms.is_empty() || !note.marks.is_empty()) {
        return note;
    }
    of(&entry.annotation.target.quote.exact)
}
