//! The articles as a list: those that a query asks for, in an order, some at a time.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::entry::{COLUMNS, entry, tags};
use super::matching::Matching;
use super::{Index, whole_number};
use crate::article::Digest;
use crate::library::Error;
use crate::library::query::Query;
use crate::library::shelf::{ArticleId, Page, ShelfEntry, Sort};

impl Index {
    /// The articles of one page.
    pub(in crate::library) fn shelf(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
        page: Page,
    ) -> Result<Vec<ShelfEntry>, Error> {
        let (condition, mut values) = condition(query, noted);
        let order = order(page.sort);
        // What is skipped is read off the index alone; only what is wanted is looked up.
        let sql = format!(
            "SELECT {COLUMNS} FROM article JOIN copy ON copy.id = article.copy WHERE article.id IN (
                SELECT article.id FROM article WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?)
             ORDER BY {order}"
        );
        values.extend([Value::from(whole_number(page.limit)), Value::from(whole_number(page.offset))]);
        self.read(|connection| {
            let mut query = connection.prepare_cached(&sql)?;
            let entries = query.query_map(params_from_iter(&values), entry)?;
            // An entry whose digest or origin makes no sense is left out.
            let entries: Vec<ShelfEntry> = entries.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            with_tags(connection, entries)
        })
    }

    /// How many articles a query asks for.
    pub(in crate::library) fn count(&mut self, query: &Query, noted: &[ArticleId]) -> Result<usize, Error> {
        let (condition, values) = condition(query, noted);
        let sql = format!("SELECT count(*) FROM article WHERE {condition}");
        self.read(|connection| {
            let count: i64 =
                connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        })
    }

    /// All articles that a query asks for, by name.
    pub(in crate::library) fn ids(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
    ) -> Result<Vec<ArticleId>, Error> {
        let (condition, values) = condition(query, noted);
        let sql = format!("SELECT article.id FROM article WHERE {condition} ORDER BY article.id");
        self.read(|connection| {
            connection
                .prepare_cached(&sql)?
                .query_map(params_from_iter(&values), |row| row.get(0).map(ArticleId))?
                .collect()
        })
    }

    /// The articles that have, or had, one of these texts.
    pub(in crate::library) fn with_texts(
        &mut self,
        digests: &[Digest],
    ) -> Result<Vec<(Digest, ArticleId)>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT version.article FROM version JOIN copy ON copy.id = version.copy WHERE copy.digest = ?1",
            )?;
            let mut found = Vec::new();
            for digest in digests {
                let ids = query.query_map(params![digest.bytes()], |row| row.get(0).map(ArticleId))?;
                for id in ids {
                    found.push((*digest, id?));
                }
            }
            Ok(found)
        })
    }
}

fn condition(query: &Query, noted: &[ArticleId]) -> (String, Vec<Value>) {
    let mut matching = Matching::of(query, noted);
    matching.push_words(query);
    matching.and("article.deleted IS NULL")
}

/// Each of these is read off an index; what has no time or date comes last.
fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Recent => "article.touched DESC, article.id DESC",
        Sort::Added => "article.added DESC, article.id DESC",
        Sort::Opened => "article.opened DESC, article.touched DESC, article.id DESC",
        Sort::Date => "article.day DESC, article.id DESC",
        Sort::Title => "article.title COLLATE NOCASE, article.id",
        Sort::Length => "article.words DESC, article.id DESC",
        Sort::Progress => "article.progress DESC, article.touched DESC, article.id DESC",
    }
}

fn with_tags(connection: &Connection, entries: Vec<ShelfEntry>) -> rusqlite::Result<Vec<ShelfEntry>> {
    let tagged = |entry: ShelfEntry| Ok(ShelfEntry { tags: tags(connection, entry.id)?, ..entry });
    entries.into_iter().map(tagged).collect()
}
