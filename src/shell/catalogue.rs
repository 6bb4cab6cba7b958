//! What the library's screens ask for: stretches of the list, what is done to articles, searches.

use std::collections::BTreeMap;

use super::hinting::{Columns, fits, waiting};
use super::jobs::open_article;
use super::open::Asking;
use crate::annotation::Notebook;
use crate::app::Problem;
use crate::app::screen::library::grouped;
use crate::app::shelf::{self, Order, Shelf, Shelved, Subject, Wanted};
use crate::article::{Article, Digest, SafeText};
use crate::library::{
    ArticleId, Deed, Error, Hit, Hits, Library, Page, Parcel, Query, Search, ShelfEntry, Sort,
};

/// How many hits of each field are told.
const MOST_HITS: usize = 50;

/// The library as its screens ask for it. It reads the notes for itself, since those that the reader of an article has not
/// seen are news there.
#[derive(Debug)]
pub(super) struct Catalogue {
    notes: Library,
    notebook: Option<Notebook>,
    /// How many notes there are on each text.
    counts: BTreeMap<Digest, usize>,
    columns: Columns,
}

impl Catalogue {
    pub(super) fn new(library: &Library) -> Self {
        let notes = Library::new(library.paths().clone());
        Self { notes, notebook: None, counts: BTreeMap::new(), columns: Columns::default() }
    }

    /// A stretch of the list. The bundled columns that were never opened stand at its end.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub(super) fn list(&mut self, library: &mut Library, wanted: &Wanted) -> Result<Shelf, String> {
        let typed = Query::parse(&wanted.filter).map_err(|mistake| mistake.to_string())?;
        let query = Query::parse(&in_view(wanted)).map_err(|mistake| mistake.to_string())?;
        self.read_notes();
        let unread = |error: Error| format!("the library cannot be read: {error}");
        let notebook = self.notebook.take().unwrap_or_default();
        let entries = entries(library, &query, &notebook, wanted);
        let all = library.count(&Query::default(), &notebook).map_err(unread);
        self.notebook = Some(notebook);
        let (entries, count) = entries.map_err(unread)?;
        let mut articles: Vec<Shelved> =
            entries.into_iter().map(|entry| self.shelved(library, entry)).collect();
        let fresh = self.columns.unopened(library);
        let all = all? + fresh.len();
        let is_there = matches!(wanted.view, shelf::View::All | shelf::View::New);
        let fitting: Vec<Shelved> = fresh
            .into_iter()
            .filter(|article| is_there && fits(article, &typed))
            .map(|article| unopened(&article))
            .collect();
        let end = wanted.offset.saturating_add(wanted.limit);
        let first = wanted.offset.saturating_sub(count);
        let last = end.saturating_sub(count).min(fitting.len());
        let count_all = count + fitting.len();
        articles.extend(fitting.into_iter().take(last).skip(first));
        Ok(Shelf { articles, offset: wanted.offset, count: count_all, all })
    }

    /// What is found for what was typed.
    ///
    /// # Errors
    /// Why nothing can be, in words.
    pub(super) fn search(&mut self, library: &mut Library, typed: &str) -> Result<shelf::Found, String> {
        let query = Query::parse(typed).map_err(|mistake| mistake.to_string())?;
        self.read_notes();
        let nothing = Notebook::default();
        let notebook = self.notebook.as_ref().unwrap_or(&nothing);
        let search = Search { query: &query, notebook, fields: &[], limit: MOST_HITS };
        let unread = |error: Error| format!("the library cannot be read: {error}");
        let found = library.search(&search).map_err(unread)?;
        let waiting = if query.asks_for_voices() { waiting(library).map_err(unread)? } else { None };
        let hint =
            waiting.or_else(|| if found.is_empty() { self.columns.hint(library, &query) } else { None });
        Ok(shelf::Found { fields: [found.articles, found.quotations, found.notes].map(hits), hint })
    }

    /// Reads the notes, where they are not known as they are now. Without them articles can be listed all the same.
    fn read_notes(&mut self) {
        if self.notebook.is_some() && !self.notes.has_news() {
            return;
        }
        let notebook = self.notes.notebook().map(|loaded| loaded.notebook).unwrap_or_default();
        self.counts.clear();
        for entry in notebook.notes() {
            *self.counts.entry(entry.annotation.target.digest).or_default() += 1;
        }
        self.notebook = Some(notebook);
    }

    fn shelved(&self, library: &mut Library, entry: ShelfEntry) -> Shelved {
        let notes = |digest: &Digest| self.counts.get(digest).copied().unwrap_or(0);
        let notes = if self.counts.is_empty() {
            0
        } else {
            let versions = library.versions(entry.id).unwrap_or_default();
            let earlier = versions.iter().filter(|version| version.digest != entry.digest);
            notes(&entry.digest) + earlier.map(|version| notes(&version.digest)).sum::<usize>()
        };
        Shelved {
            id: Some(entry.id.0),
            origin: entry.origin,
            title: entry.title,
            byline: entry.byline,
            publication: entry.publication,
            date: entry.date,
            words: entry.words,
            percent: entry.percent,
            is_read: entry.standing.finished.is_some(),
            quotations: entry.quotations,
            notes,
            is_starred: entry.standing.starred.is_some(),
            is_archived: entry.standing.archived.is_some(),
            tags: entry.tags,
        }
    }
}

/// Does `deed` to articles; gives the numbers of those that it changed. One that the library does not have yet is taken in.
///
/// # Errors
/// When nothing could be changed.
pub(super) fn change(
    library: &mut Library,
    deed: shelf::Deed,
    subjects: &[Subject],
    millis: i64,
) -> Result<Vec<i64>, Problem> {
    let failed = |error: Error| Problem::new("cannot change the library", &error.to_string());
    let mut ids = Vec::new();
    for subject in subjects {
        if let Some(id) = subject.id {
            ids.push(ArticleId(id));
            continue;
        }
        let article = open_article(&subject.origin, &Asking::default())?;
        ids.extend(library.add(&[Parcel::of(&article)], millis).map_err(failed)?.ids);
    }
    let done = library.change(&deed_of(deed), &ids, millis).map_err(failed)?;
    Ok(done.articles.into_iter().map(|id| id.0).collect())
}

fn deed_of(deed: shelf::Deed) -> Deed {
    match deed {
        shelf::Deed::Star => Deed::Star,
        shelf::Deed::Unstar => Deed::Unstar,
        shelf::Deed::Archive => Deed::Archive,
        shelf::Deed::Unarchive => Deed::Unarchive,
        shelf::Deed::Finish => Deed::Finish,
        shelf::Deed::Unfinish => Deed::Unfinish,
        shelf::Deed::Tag(name) => Deed::Tag(name),
        shelf::Deed::Untag(name) => Deed::Untag(name),
        shelf::Deed::Remove => Deed::Remove,
        shelf::Deed::Restore => Deed::Restore,
    }
}

/// The query that a view and a filter make. Who asks for what was archived gets it in every view.
fn in_view(wanted: &Wanted) -> String {
    let asks = wanted.filter.contains("is:archived");
    let view = wanted.view.query();
    let view = if asks { view.replace("-is:archived", "") } else { view.to_owned() };
    format!("{} {view}", wanted.filter)
}

/// The articles of a stretch, and how many the whole list has. A list that is turned round is read from its end.
fn entries(
    library: &mut Library,
    query: &Query,
    notebook: &Notebook,
    wanted: &Wanted,
) -> Result<(Vec<ShelfEntry>, usize), Error> {
    let sort = match wanted.sorting.order {
        Order::Recent => Sort::Recent,
        Order::Added => Sort::Added,
        Order::Opened => Sort::Opened,
        Order::Date => Sort::Date,
        Order::Title => Sort::Title,
        Order::Length => Sort::Length,
        Order::Progress => Sort::Progress,
    };
    let count = library.count(query, notebook)?;
    let limit = wanted.limit.min(count.saturating_sub(wanted.offset));
    if limit == 0 {
        return Ok((Vec::new(), count));
    }
    if !wanted.sorting.is_turned {
        let page = Page { sort, offset: wanted.offset, limit };
        return Ok((library.shelf(query, notebook, page)?, count));
    }
    let page = Page { sort, offset: count - wanted.offset - limit, limit };
    let mut entries = library.shelf(query, notebook, page)?;
    entries.reverse();
    Ok((entries, count))
}

fn unopened(article: &Article) -> Shelved {
    Shelved {
        id: None,
        origin: article.origin.clone(),
        title: article.display_title(),
        byline: article.metadata.byline.clone(),
        publication: article.metadata.publication.clone(),
        date: article.metadata.date.clone(),
        words: article.text().split_whitespace().count(),
        percent: None,
        is_read: false,
        quotations: None,
        notes: 0,
        is_starred: false,
        is_archived: false,
        tags: Vec::new(),
    }
}

fn hits(hits: Hits) -> shelf::Hits {
    let many = if hits.is_cut { " or more" } else { "" };
    let here = match hits.hits.len() {
        here if here < hits.total => format!(", the first {here} of them here"),
        _ => String::new(),
    };
    let total = format!("{}{many}{here}", grouped(hits.total));
    shelf::Hits { hits: hits.hits.into_iter().map(hit).collect(), total }
}

fn hit(hit: Hit) -> shelf::Hit {
    let (origin, date) = hit.article.map(|article| (article.origin, article.date)).unzip();
    shelf::Hit {
        origin,
        title: hit.title,
        date: date.flatten().map(|date: SafeText| date),
        place: hit.place,
        excerpt: hit.excerpt.text,
        marks: hit.excerpt.marks,
        speaker: hit.speaker,
    }
}
