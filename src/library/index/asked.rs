//! Which articles a query asks for, as sets: each condition is looked up once, off an index, and what is found by words is
//! held against the sets. Looking each of many articles up would take many times as long.

use rusqlite::types::Value;
use rusqlite::{Connection, Params, params, params_from_iter};

use super::ids::Ids;
use super::matching::{any, expression, words};
use crate::library::query::{Condition, Content, Query, State, What};
use crate::library::shelf::ArticleId;

/// The articles that a query asks for. Those that were removed are none of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// They are among these; `None` for all.
    within: Option<Ids>,
    /// They are not among these.
    without: Ids,
}

impl Asked {
    /// What `query` asks of an article besides its words. `noted` are the articles with notes.
    pub(super) fn of(connection: &Connection, query: &Query, noted: &[ArticleId]) -> rusqlite::Result<Self> {
        Self::by(connection, query.conditions.iter(), noted)
    }

    /// The same without the speakers, which are asked of a quotation.
    pub(super) fn without_speakers(
        connection: &Connection,
        query: &Query,
        noted: &[ArticleId],
    ) -> rusqlite::Result<Self> {
        let is_of_article = |condition: &&Condition| !matches!(condition.what, What::Speaker(_));
        Self::by(connection, query.conditions.iter().filter(is_of_article), noted)
    }

    /// The same with the words.
    pub(super) fn with_words(
        connection: &Connection,
        query: &Query,
        noted: &[ArticleId],
    ) -> rusqlite::Result<Self> {
        let mut asked = Self::of(connection, query, noted)?;
        if let Some(words) = words(query) {
            asked.narrow(found(connection, "article_text", &words)?, false);
        } else if let Some(unwanted) = any(query.unwanted()) {
            asked.narrow(found(connection, "article_text", &unwanted)?, true);
        }
        Ok(asked)
    }

    /// These alone.
    pub(super) fn only(ids: Ids) -> Self {
        Self { within: Some(ids), without: Ids::default() }
    }

    /// Whether `id`, which was not removed, is asked for.
    pub(super) fn has(&self, id: i64) -> bool {
        self.within.as_ref().is_none_or(|within| within.has(id)) && !self.without.has(id)
    }

    /// Whether every article is.
    pub(super) fn is_all(&self) -> bool {
        self.within.is_none() && self.without.len() == 0
    }

    /// Those that are asked for; `None` where these are all, or all but some.
    pub(super) fn some(&self) -> Option<Ids> {
        let mut some = self.within.clone()?;
        some.remove(&self.without);
        Some(some)
    }

    /// How many are asked for.
    pub(super) fn count(&self, connection: &Connection) -> rusqlite::Result<usize> {
        if let Some(some) = self.some() {
            return Ok(some.len());
        }
        let all: i64 = connection
            .prepare_cached("SELECT count(*) FROM article WHERE deleted IS NULL")?
            .query_row((), |row| row.get(0))?;
        Ok(usize::try_from(all).unwrap_or(0).saturating_sub(self.without.len()))
    }

    fn by<'q>(
        connection: &Connection,
        conditions: impl Iterator<Item = &'q Condition>,
        noted: &[ArticleId],
    ) -> rusqlite::Result<Self> {
        let mut asked = Self::default();
        let removed = read(connection, "SELECT id FROM article WHERE deleted IS NOT NULL", ())?;
        for condition in conditions {
            let (mut ids, is_turned) = fitting(connection, &condition.what, noted)?;
            ids.remove(&removed);
            asked.narrow(ids, condition.is_excluded != is_turned);
        }
        Ok(asked)
    }

    /// Only those of `ids`, or only the others.
    fn narrow(&mut self, ids: Ids, is_excluded: bool) {
        match &mut self.within {
            _ if is_excluded => self.without.extend(ids.iter()),
            Some(within) => within.retain(&ids),
            None => self.within = Some(ids),
        }
    }
}

/// The articles that are so, or, where that is shorter, those that are not: then the second value is true.
fn fitting(connection: &Connection, what: &What, noted: &[ArticleId]) -> rusqlite::Result<(Ids, bool)> {
    const OPENED: &str = "SELECT id FROM article WHERE deleted IS NULL AND opened IS NOT NULL";
    const FINISHED: &str = "SELECT id FROM article WHERE finished IS NOT NULL";
    let ids = match what {
        What::Speaker(term) => found(connection, "article_voices", &expression(term))?,
        What::By(term) => found(connection, "article_text", &format!("byline : {}", expression(term)))?,
        What::In(name) => published(connection, name)?,
        What::Tag(name) => read(connection, "SELECT article FROM tag WHERE name = ?1", params![name])?,
        What::Is(State::Starred) => read(connection, "SELECT id FROM article WHERE starred IS NOT NULL", ())?,
        What::Is(State::Archived) => {
            read(connection, "SELECT id FROM article WHERE archived IS NOT NULL", ())?
        }
        What::Is(State::Read) => read(connection, FINISHED, ())?,
        What::Is(State::Unread) => return Ok((read(connection, FINISHED, ())?, true)),
        What::Is(State::New) => return Ok((read(connection, OPENED, ())?, true)),
        What::Has(Content::Quotations) => {
            read(connection, "SELECT id FROM article WHERE quotations > 0", ())?
        }
        What::Has(Content::Notes) => noted.iter().map(|id| id.0).collect(),
        What::Dated(first, last) => read(
            connection,
            "SELECT id FROM article WHERE deleted IS NULL AND day BETWEEN ?1 AND ?2",
            params![first.0, last.0],
        )?,
    };
    Ok((ids, false))
}

/// The articles whose publication, section or whole has `name` in its own.
fn published(connection: &Connection, name: &str) -> rusqlite::Result<Ids> {
    let like = format!("%{}%", escaped(name));
    read(
        connection,
        "SELECT id FROM article INDEXED BY article_place
         WHERE publication LIKE ?1 ESCAPE '\\' OR section LIKE ?1 ESCAPE '\\'
            OR whole IN (SELECT whole.id FROM whole WHERE name LIKE ?1 ESCAPE '\\')",
        params![like],
    )
}

/// What stands for itself in a pattern of LIKE.
fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The rows of a table of words that have these.
fn found(connection: &Connection, table: &str, words: &str) -> rusqlite::Result<Ids> {
    read(connection, &format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1"), params![words])
}

fn read(connection: &Connection, sql: &str, values: impl Params) -> rusqlite::Result<Ids> {
    connection.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
}

/// The quotations of `articles`.
pub(super) fn quotations_of(connection: &Connection, articles: &Ids) -> rusqlite::Result<Ids> {
    let list = list(articles.iter());
    let sql = "SELECT id FROM quotation INDEXED BY quotation_article
               WHERE article IN (SELECT value FROM json_each(?))";
    connection.prepare_cached(sql)?.query_map(params_from_iter([list]), |row| row.get(0))?.collect()
}

/// Names of rows as a JSON array.
pub(super) fn list(ids: impl IntoIterator<Item = i64>) -> Value {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    Value::from(format!("[{}]", ids.join(",")))
}
