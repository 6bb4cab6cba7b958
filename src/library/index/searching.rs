//! Finding articles and quotations by their words, best first.
//!
//! What is found is ranked by bm25, a word in a title counting ten times and in a byline five times as much as one in the
//! text. Ranking looks at all that is found: where that is more than is counted, or the words are ones that every
//! article has, those that came into the library last come first, and before them those with a single word in the title.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::asked::{Asked, list};
use super::matching::{expression, is_telling, only_speaker, said, words};
use super::ranking::{Newest, Ranking};
use super::shelf::page;
use super::{Index, copies, entry};
use crate::article::SafeText;
use crate::library::Error;
use crate::library::excerpt::{Excerpt, excerpt};
use crate::library::hit::{Field, Hit, Hits};
use crate::library::query::{Query, Term, What};
use crate::library::shelf::{ArticleId, Page, ShelfEntry};
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
            let order = Order::of(query);
            let (ids, (total, is_cut)) = match (words(query), only_speaker(query)) {
                (Some(words), _) => {
                    let ranking = Ranking::of_articles("article_text", Asked::of(connection, query, noted)?);
                    best(connection, &ranking, (&words, order), limit)?
                }
                (None, Some(name)) => {
                    let ranking = Ranking::of_articles("article_voices", Asked::default());
                    best(connection, &ranking, (&name, Order::Newest), limit)?
                }
                (None, None) => listed(connection, query, noted, limit)?,
            };
            let terms: Vec<&Term> = query.wanted().collect();
            let hits = ids.into_iter().map(|id| article_hit(connection, ArticleId(id), query, &terms));
            Ok(Hits { hits: hits.filter_map(Result::transpose).collect::<Result<_, _>>()?, total, is_cut })
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
            let asked = Asked::without_speakers(connection, query, noted)?;
            let ranking = Ranking::of_quotations(connection, asked)?;
            let (ids, (total, is_cut)) = best(connection, &ranking, (&words, Order::of(query)), limit)?;
            let terms: Vec<&Term> = query.wanted().collect();
            let hits = ids.into_iter().map(|id| quotation_hit(connection, id, &terms));
            Ok(Hits { hits: hits.filter_map(Result::transpose).collect::<Result<_, _>>()?, total, is_cut })
        })
    }

    /// Which of `ids` are articles as `query` asks for, whatever their words.
    pub(in crate::library) fn as_asked(
        &mut self,
        query: &Query,
        noted: &[ArticleId],
        ids: &[ArticleId],
    ) -> Result<Vec<ArticleId>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|connection| {
            let asked = Asked::of(connection, query, noted)?;
            let there: Vec<ArticleId> = connection
                .prepare_cached(
                    "SELECT id FROM article WHERE deleted IS NULL AND id IN (SELECT value FROM json_each(?1))",
                )?
                .query_map(params![list(ids.iter().map(|id| id.0))], |row| row.get(0).map(ArticleId))?
                .collect::<Result<_, _>>()?;
            Ok(there.into_iter().filter(|id| asked.has(id.0)).collect())
        })
    }
}

/// How many rows there are as far as they were counted, and whether there are more.
type Total = (usize, bool);

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

/// The best `limit` rows, how many there are, and whether there are more than were counted.
fn best(
    connection: &Connection,
    ranking: &Ranking,
    (words, order): (&str, Order),
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, Total)> {
    let Newest { ids: mut all, is_cut } = ranking.newest(connection, words, limit, Hits::COUNTED)?;
    let total = (all.len(), is_cut);
    let is_word = !words.contains(' ');
    if !is_cut && order == Order::Best {
        let weights = if ranking.table() == "article_text" { "10.0, 5.0, 1.0" } else { "1.0, 0.0" };
        return Ok((ranking.best(connection, (words, weights), &all, limit)?, total));
    }
    if ranking.table() == "article_text" && is_word {
        let mut titled = ranking.newest(connection, &format!("title : {words}"), limit, limit)?.ids;
        all.retain(|id| !titled.contains(id));
        titled.extend(all);
        all = titled;
    }
    all.truncate(limit);
    Ok((all, total))
}

/// Articles that no words are asked of, the last ones first.
fn listed(
    connection: &Connection,
    query: &Query,
    noted: &[ArticleId],
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, Total)> {
    let asked = Asked::with_words(connection, query, noted)?;
    let total = asked.count(connection)?;
    Ok((page(connection, &asked, Page::first(limit))?, (total, false)))
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
    if terms.is_empty() {
        from = first_said(connection, id, query)?;
    }
    let within = Span::new(floor_boundary(&text, from.min(text.len())), text.len());
    let excerpt = excerpt(&text, within, terms, ROOM);
    let place = excerpt.place;
    Ok(Some(hit(Field::Articles, entry, excerpt).at(&text, place)))
}

/// Where the first quotation of an article by the speakers that are asked for begins; its beginning where none are.
fn first_said(connection: &Connection, id: ArticleId, query: &Query) -> rusqlite::Result<usize> {
    let mut values = vec![Value::from(id.0)];
    let mut conditions = Vec::new();
    for condition in &query.conditions {
        let What::Speaker(term) = &condition.what else { continue };
        let not = if condition.is_excluded { "NOT " } else { "" };
        conditions.push(format!(
            "quotation.speaker IN (SELECT rowid FROM speaker_text WHERE speaker_text MATCH ?) IS {not}TRUE"
        ));
        values.push(Value::from(expression(term)));
    }
    if conditions.is_empty() {
        return Ok(0);
    }
    let sql = format!(
        "SELECT min(start) FROM quotation INDEXED BY quotation_article WHERE article = ? AND {}",
        conditions.join(" AND ")
    );
    let first: Option<i64> =
        connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
    Ok(first.and_then(|first| usize::try_from(first).ok()).unwrap_or(0))
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
