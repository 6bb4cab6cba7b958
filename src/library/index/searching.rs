//! Finding articles and quotations by their words, best first.
//!
//! What is found is ranked by bm25, a word in a title counting ten times and in a byline five times as much as one in the
//! text. Ranking looks at all that is found: where that is more than [`RANKED`], those with the words in the title come
//! first, then the ones that came into the library last.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::matching::{Matching, words};
use super::{Index, copies, entry, whole_number};
use crate::article::SafeText;
use crate::library::Error;
use crate::library::excerpt::{Excerpt, excerpt};
use crate::library::hit::{Field, Hit, Hits};
use crate::library::query::{Query, Term};
use crate::library::shelf::{ArticleId, ShelfEntry};
use crate::span::{Span, ceil_boundary, floor_boundary};

/// More than so many are not ranked.
const RANKED: usize = 4_000;

/// How long an excerpt is, in bytes.
const ROOM: usize = 240;

impl Index {
    /// The articles that `query` asks for, the best first.
    pub(in crate::library) fn search_articles(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
        limit: usize,
    ) -> Result<Hits, Error> {
        self.read(|connection| {
            let conditions = Matching::of(query, noted);
            let (ids, total) = match words(query) {
                Some(words) => Ranking { table: "article_text", key: "article.id", words, conditions }
                    .best(connection, limit)?,
                None => listed(connection, query, noted, limit)?,
            };
            let terms: Vec<&Term> = query.wanted().collect();
            let hits = ids.into_iter().map(|id| article_hit(connection, ArticleId(id), query, &terms));
            Ok(Hits { hits: hits.filter_map(Result::transpose).collect::<Result<_, _>>()?, total })
        })
    }

    /// The quotations that `query` asks for: with all of its words, by its speakers, in articles that are as it asks.
    pub(in crate::library) fn search_quotations(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
        limit: usize,
    ) -> Result<Hits, Error> {
        self.read(|connection| {
            let speakers = Matching::speakers(query);
            let in_articles = Matching::without_speakers(query, noted);
            let (ids, total) = match words(query) {
                Some(words) => {
                    let conditions = within(speakers, in_articles);
                    Ranking { table: "quotation_text", key: "quotation.id", words, conditions }
                        .best(connection, limit)?
                }
                None if speakers.is_empty() => (Vec::new(), 0),
                None => spoken(connection, speakers, in_articles, limit)?,
            };
            let terms: Vec<&Term> = query.wanted().collect();
            let hits = ids.into_iter().map(|id| quotation_hit(connection, id, &terms));
            Ok(Hits { hits: hits.filter_map(Result::transpose).collect::<Result<_, _>>()?, total })
        })
    }

    /// Which of `ids` are articles as `query` asks for, whatever their words.
    pub(in crate::library) fn as_asked(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
        ids: &[ArticleId],
    ) -> Result<Vec<ArticleId>, Error> {
        let mut matching = Matching::of(query, noted);
        matching.push("article.id IN (SELECT value FROM json_each(?))", [super::matching::list(ids)], false);
        let (condition, values) = matching.and("article.deleted IS NULL");
        let sql = format!("SELECT article.id FROM article WHERE {condition}");
        self.read(|connection| {
            connection
                .prepare(&sql)?
                .query_map(params_from_iter(&values), |row| row.get(0).map(ArticleId))?
                .collect()
        })
    }
}

/// Conditions on a quotation and on its article, both on the row called `quotation`.
fn within(mut speakers: Matching, in_articles: Matching) -> Matching {
    if !in_articles.is_empty() {
        let (condition, values) = in_articles.and("article.id = quotation.article");
        speakers.push(&format!("EXISTS (SELECT 1 FROM article WHERE {condition})"), values, false);
    }
    speakers
}

/// Words to be found in a table of words, and what else must be so.
struct Ranking {
    table: &'static str,
    /// The row of the table that conditions are about, by its name.
    key: &'static str,
    words: String,
    conditions: Matching,
}

impl Ranking {
    /// The best `limit` rows, and how many there are.
    fn best(self, connection: &Connection, limit: usize) -> rusqlite::Result<(Vec<i64>, usize)> {
        let total = self.count(connection)?;
        if total <= RANKED {
            let order = match self.table {
                "article_text" => "bm25(article_text, 10.0, 5.0, 1.0)",
                _ => "bm25(quotation_text)",
            };
            return Ok((self.ids(connection, &self.words, order, limit)?, total));
        }
        let mut best = Vec::new();
        if self.table == "article_text" {
            let titled = format!("title : ({})", self.words);
            best = self.ids(connection, &titled, "article_text.rowid DESC", limit)?;
        }
        if best.len() < limit {
            let newest = format!("{}.rowid DESC", self.table);
            let more = self.ids(connection, &self.words, &newest, limit)?;
            let more: Vec<i64> = more.into_iter().filter(|id| !best.contains(id)).collect();
            best.extend(more);
            best.truncate(limit);
        }
        Ok((best, total))
    }

    fn count(&self, connection: &Connection) -> rusqlite::Result<usize> {
        let (from, values) = self.from(&self.words);
        let sql = format!("SELECT count(*) FROM (SELECT 1 {from} LIMIT {})", Hits::COUNTED);
        let count: i64 =
            connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn ids(
        &self,
        connection: &Connection,
        words: &str,
        order: &str,
        limit: usize,
    ) -> rusqlite::Result<Vec<i64>> {
        let (from, mut values) = self.from(words);
        values.push(Value::from(whole_number(limit)));
        let sql = format!("SELECT {}.rowid {from} ORDER BY {order} LIMIT ?", self.table);
        let mut query = connection.prepare_cached(&sql)?;
        query.query_map(params_from_iter(&values), |row| row.get(0))?.collect()
    }

    /// Where rows come from. Articles that were removed have no words, so the words alone need no other table.
    fn from(&self, words: &str) -> (String, Vec<Value>) {
        let Self { table, key, .. } = self;
        let matches = format!("{table} MATCH ?");
        let (condition, values) = self.conditions.clone().and(&matches);
        let row = key.split('.').next().unwrap_or_default();
        let join = if self.conditions.is_empty() {
            String::new()
        } else {
            format!(" CROSS JOIN {row} ON {key} = {table}.rowid")
        };
        let values = std::iter::once(Value::from(words.to_owned())).chain(values).collect();
        (format!("FROM {table}{join} WHERE {condition}"), values)
    }
}

/// Articles that no words are asked of, the last ones first.
fn listed(
    connection: &Connection,
    query: &Query,
    noted: &[ArticleId],
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, usize)> {
    let mut matching = Matching::of(query, noted);
    matching.push_words(query);
    let (condition, values) = matching.and("article.deleted IS NULL");
    let sql = format!(
        "SELECT article.id FROM article WHERE {condition} ORDER BY article.touched DESC, article.id DESC"
    );
    rows(connection, &sql, &values, limit)
}

/// What the speakers of a query said, in the articles that came last first.
fn spoken(
    connection: &Connection,
    speakers: Matching,
    in_articles: Matching,
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, usize)> {
    let (by, mut values) = speakers.and("TRUE");
    let (condition, more) = in_articles.and("article.id = quotation.article AND article.deleted IS NULL");
    values.extend(more);
    let sql = format!(
        "SELECT quotation.id FROM quotation WHERE {by} AND EXISTS (SELECT 1 FROM article WHERE {condition})
         ORDER BY quotation.article DESC, quotation.start"
    );
    rows(connection, &sql, &values, limit)
}

/// The first rows, and how many there are.
fn rows(
    connection: &Connection,
    sql: &str,
    values: &[Value],
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, usize)> {
    let unordered = sql.split(" ORDER BY ").next().unwrap_or(sql).trim_end();
    let count = format!("SELECT count(*) FROM ({unordered} LIMIT {})", Hits::COUNTED);
    let total: i64 =
        connection.prepare_cached(&count)?.query_row(params_from_iter(values), |row| row.get(0))?;
    let sql = format!("{sql} LIMIT {limit}");
    let mut query = connection.prepare_cached(&sql)?;
    let ids = query.query_map(params_from_iter(values), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok((ids, usize::try_from(total).unwrap_or(0)))
}

/// An article with the piece of its text that has most of the words; where none are asked for, with what a speaker who is
/// asked for says in it first.
fn article_hit(
    connection: &Connection,
    id: ArticleId,
    query: &Query,
    terms: &[&Term],
) -> rusqlite::Result<Option<Hit>> {
    let Some(entry) = entry::of(connection, id)? else { return Ok(None) };
    let text = copies::current(connection, id)?.map(|draft| draft.text).unwrap_or_default();
    let mut from = 0;
    let speakers = Matching::speakers(query);
    if terms.is_empty() && !speakers.is_empty() {
        let (condition, mut values) = speakers.and("TRUE");
        values.push(Value::from(id.0));
        let sql = format!("SELECT min(start) FROM quotation WHERE {condition} AND article = ?");
        let first: Option<i64> =
            connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        from = first.and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
    }
    let within = Span::new(floor_boundary(&text, from.min(text.len())), text.len());
    let excerpt = excerpt(&text, within, terms, ROOM);
    let place = excerpt.place;
    Ok(Some(hit(Field::Articles, entry, excerpt).at(&text, place)))
}

fn quotation_hit(connection: &Connection, id: i64, terms: &[&Term]) -> rusqlite::Result<Option<Hit>> {
    let row = connection
        .prepare_cached(
            "SELECT article, start, \"end\", speaker.name FROM quotation
             LEFT JOIN speaker ON speaker.id = quotation.speaker WHERE quotation.id = ?1",
        )?
        .query_row(params![id], |row| {
            let place =
                |column| Ok::<_, rusqlite::Error>(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0));
            let speaker: Option<String> = row.get(3)?;
            Ok((ArticleId(row.get(0)?), place(1)?, place(2)?, speaker.map(SafeText::from_string)))
        })
        .optional()?;
    let Some((article, start, end, speaker)) = row else { return Ok(None) };
    let Some(entry) = entry::of(connection, article)? else { return Ok(None) };
    let text = copies::current(connection, article)?.map(|draft| draft.text).unwrap_or_default();
    let start = floor_boundary(&text, start.min(text.len()));
    let within = Span::new(start, ceil_boundary(&text, end.min(text.len()).max(start)));
    let hit = hit(Field::Quotations, entry, excerpt(&text, within, terms, ROOM));
    Ok(Some(Hit { speaker, ..hit.at(&text, within) }))
}

fn hit(field: Field, article: ShelfEntry, excerpt: Excerpt) -> Hit {
    Hit {
        field,
        title: article.title.clone(),
        origin: SafeText::new(&article.origin.to_string()),
        article: Some(article),
        place: Span::default(),
        points: (0, 0),
        excerpt,
        speaker: None,
        note: None,
    }
}
