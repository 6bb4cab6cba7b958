//! The articles as a list: those that a query asks for, in an order, some at a time.

use rusqlite::{Connection, params, params_from_iter};

use super::Index;
use super::asked::{Asked, list};
use super::entry::{COLUMNS, entry, tags};
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
        let order = order(page.sort);
        let sql = format!(
            "SELECT {COLUMNS} FROM article JOIN copy ON copy.id = article.copy
             WHERE article.id IN (SELECT value FROM json_each(?1)) ORDER BY {order}"
        );
        self.read(|connection| {
            let asked = Asked::with_words(connection, query, noted)?;
            let ids = list(self::page(connection, &asked, page)?);
            let mut query = connection.prepare_cached(&sql)?;
            let entries = query.query_map(params![ids], entry)?;
            // An entry whose digest or origin makes no sense is left out.
            let entries: Vec<ShelfEntry> = entries.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            with_tags(connection, entries)
        })
    }

    /// How many articles a query asks for.
    pub(in crate::library) fn count(&mut self, query: &Query, noted: &[ArticleId]) -> Result<usize, Error> {
        self.read(|connection| Asked::with_words(connection, query, noted)?.count(connection))
    }

    /// All articles that a query asks for, by name.
    pub(in crate::library) fn ids(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
    ) -> Result<Vec<ArticleId>, Error> {
        self.read(|connection| {
            let asked = Asked::with_words(connection, query, noted)?;
            let all: Vec<i64> = connection
                .prepare_cached("SELECT id FROM article WHERE deleted IS NULL ORDER BY id")?
                .query_map((), |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(all.into_iter().filter(|id| asked.has(*id)).map(ArticleId).collect())
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

/// So few are looked up and put in order; of more, the whole order is read off its index.
const FEW: usize = 1_000;

/// The articles of one page of those that are asked for.
pub(super) fn page(connection: &Connection, asked: &Asked, page: Page) -> rusqlite::Result<Vec<i64>> {
    let Page { sort, offset, limit } = page;
    let (order, few) = (order(sort), asked.some().filter(|some| some.len() <= FEW));
    let among = if few.is_some() { "article.id IN (SELECT value FROM json_each(?1)) AND " } else { "" };
    let sql = format!("SELECT article.id FROM article WHERE {among}deleted IS NULL ORDER BY {order}");
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map(params_from_iter(few.map(|few| list(few.iter()))), |row| row.get(0))?;
    let is_asked = |id: &rusqlite::Result<i64>| id.as_ref().map_or(true, |id| asked.has(*id));
    rows.filter(is_asked).skip(offset).take(limit).collect()
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
