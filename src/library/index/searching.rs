//! Finding articles and quotations by their words, best first.
//!
//! What is found is ranked by bm25, a word in a title counting ten times and in a byline five times as much as one in the
//! text. Ranking looks at all that is found: where that is more than [`Hits::COUNTED`], or the words are ones that every
//! article has, those that came into the library last come first, and before them those with a single word in the title.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::matching::{Matching, is_telling, only_speaker, said, words};
use super::{Index, copies, entry, whole_number};
use crate::article::SafeText;
use crate::library::Error;
use crate::library::excerpt::{Excerpt, excerpt};
use crate::library::hit::{Field, Hit, Hits};
use crate::library::query::{Query, Term};
use crate::library::shelf::{ArticleId, ShelfEntry};
use crate::span::{Span, ceil_boundary, floor_boundary};

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
            let (conditions, order) = (Matching::of(query, noted), Order::of(query));
            let (ids, total) = match (words(query), only_speaker(query)) {
                (Some(words), _) => {
                    Ranking { table: "article_text", words, conditions, order }.best(connection, limit)?
                }
                (None, Some(words)) => {
                    let (conditions, order) = (Matching::default(), Order::Newest);
                    Ranking { table: "article_voices", words, conditions, order }.best(connection, limit)?
                }
                (None, None) => listed(connection, query, noted, limit)?,
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
            let Some(words) = said(query) else { return Ok(Hits::default()) };
            let (conditions, order) = (Matching::without_speakers(query, noted), Order::of(query));
            let ranking = Ranking { table: "quotation_text", words, conditions, order };
            let (ids, total) = ranking.best(connection, limit)?;
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

/// In which order rows come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// By how often the words stand in them.
    Best,
    /// The last ones first.
    Newest,
}

impl Order {
    /// How often words stand somewhere says something, unless they stand everywhere or only names are looked for.
    fn of(query: &Query) -> Self {
        if words(query).is_some() && is_telling(query) { Self::Best } else { Self::Newest }
    }
}

/// Words to be found in a table of words, and what else must be so.
struct Ranking {
    table: &'static str,
    words: String,
    conditions: Matching,
    order: Order,
}

impl Ranking {
    /// The best `limit` rows, and how many there are.
    fn best(self, connection: &Connection, limit: usize) -> rusqlite::Result<(Vec<i64>, usize)> {
        let newest = format!("{}.rowid DESC", self.table);
        let mut all = self.ids(connection, &self.words, &newest, Hits::COUNTED)?;
        let total = all.len();
        let is_word = !self.words.contains(' ');
        if total < Hits::COUNTED && self.order == Order::Best {
            let order = match self.table {
                "article_text" => "bm25(article_text, 10.0, 5.0, 1.0)",
                _ => "bm25(quotation_text, 1.0, 0.0)",
            };
            return Ok((self.ids(connection, &self.words, order, limit)?, total));
        }
        if self.table == "article_text" && is_word {
            let mut titled = self.ids(connection, &format!("title : {}", self.words), &newest, limit)?;
            all.retain(|id| !titled.contains(id));
            titled.extend(all);
            all = titled;
        }
        all.truncate(limit);
        Ok((all, total))
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

    /// Where rows come from. Articles that were removed have no words, so the words alone need no other table; and what is
    /// asked of an article's name alone needs no row of it.
    fn from(&self, words: &str) -> (String, Vec<Value>) {
        let table = self.table;
        let is_said = table == "quotation_text" && !self.conditions.is_empty();
        let (said, article) = if is_said {
            let said = " CROSS JOIN quotation ON quotation.id = quotation_text.rowid";
            (said, "quotation.article".to_owned())
        } else {
            ("", format!("{table}.rowid"))
        };
        let row = format!(" CROSS JOIN article ON article.id = {article}");
        let row = if self.conditions.needs_row() { row.as_str() } else { "" };
        let (condition, values) = self.conditions.clone().and_of(&article, &format!("{table} MATCH ?"));
        let values = std::iter::once(Value::from(words.to_owned())).chain(values).collect();
        (format!("FROM {table}{said}{row} WHERE {condition}"), values)
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
        let sql = format!(
            "SELECT min(start) FROM quotation INDEXED BY quotation_article WHERE {condition} AND article = ?"
        );
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
