//! Candidates for words that are given as a quotation: what has the rarest of them.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::matching::{Matching, expression, is_everywhere};
use super::voices::pieces;
use super::{Index, copies, entry, whole_number};
use crate::article::{Digest, SafeText};
use crate::library::Error;
use crate::library::excerpt;
use crate::library::query::{Query, Term};
use crate::library::saying::{Saying, Whole};
use crate::library::shelf::{ArticleId, ShelfEntry};
use crate::span::Span;

/// So many words of a quotation are looked for.
const RAREST: usize = 8;
/// Words that more rows have than this, together, are not looked for one by one: ranking takes time for each row.
const MOST_ROWS: i64 = 20_000;

impl Index {
    pub(in crate::library) fn sayings_like(
        &mut self,
        words: &str,
        query: &Query,
        noted: &[ArticleId],
        limit: usize,
    ) -> Result<Vec<Saying>, Error> {
        self.read(|connection| {
            let ids = Candidates { table: "quotation_text", row: "quotation", article: "quotation.article" }
                .ids(connection, words, (query, noted), limit)?;
            let mut last = None;
            let sayings = ids.into_iter().map(|id| saying(connection, id, &mut last));
            sayings.filter_map(Result::transpose).collect()
        })
    }

    /// What the speakers whose names have these words said, by date.
    pub(in crate::library) fn sayings_by(&mut self, name: &Term) -> Result<Vec<Saying>, Error> {
        self.read(|connection| {
            let ids: Vec<i64> = connection
                .prepare_cached(
                    "SELECT quotation.id FROM quotation JOIN article ON article.id = quotation.article
                     WHERE quotation.speaker IN (SELECT rowid FROM speaker_text WHERE speaker_text MATCH ?1)
                        AND article.deleted IS NULL
                     ORDER BY article.day IS NULL, article.day, article.id, quotation.start",
                )?
                .query_map(params![expression(name)], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut last = None;
            let sayings = ids.into_iter().map(|id| saying(connection, id, &mut last));
            sayings.filter_map(Result::transpose).collect()
        })
    }

    /// The article that has this text now, and when its voices were found.
    pub(in crate::library) fn heard_at(
        &mut self,
        digest: &Digest,
    ) -> Result<Option<(ShelfEntry, i64)>, Error> {
        self.read(|connection| {
            let heard: Option<(i64, i64)> = connection
                .prepare_cached(
                    "SELECT article.id, article.heard FROM article JOIN copy ON copy.id = article.copy
                     WHERE copy.digest = ?1 AND article.deleted IS NULL AND article.heard IS NOT NULL",
                )?
                .query_row(params![digest.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((id, heard)) = heard else { return Ok(None) };
            Ok(entry::of(connection, ArticleId(id))?.map(|entry| (entry, heard)))
        })
    }

    pub(in crate::library) fn wholes_like(
        &mut self,
        words: &str,
        query: &Query,
        noted: &[ArticleId],
        limit: usize,
    ) -> Result<Vec<Whole>, Error> {
        self.read(|connection| {
            let ids = Candidates { table: "article_text", row: "article", article: "article.id" }.ids(
                connection,
                words,
                (query, noted),
                limit,
            )?;
            let whole = |id: i64| {
                let draft = copies::current(connection, ArticleId(id))?;
                let entry = entry::of(connection, ArticleId(id))?;
                Ok(entry.zip(draft).map(|(article, draft)| Whole { article, text: draft.text }))
            };
            ids.into_iter().map(whole).filter_map(Result::transpose).collect()
        })
    }
}

/// The quotation with this name. `last` is the article of the quotation before, which often is the same.
fn saying(connection: &Connection, id: i64, last: &mut Option<Whole>) -> rusqlite::Result<Option<Saying>> {
    let row = connection
        .prepare_cached(
            "SELECT quotation.article, quotation.start, quotation.\"end\", quotation.pieces, quotation.kind,
                speaker.name, quotation.confidence
             FROM quotation LEFT JOIN speaker ON speaker.id = quotation.speaker WHERE quotation.id = ?1",
        )?
        .query_row(params![id], |row| {
            let speaker: Option<String> = row.get(5)?;
            let confidence: Option<f32> = row.get(6)?;
            Ok((ArticleId(row.get(0)?), pieces(row, 1)?, row.get(4)?, speaker, confidence))
        })
        .optional()?;
    let Some((article, pieces, kind, speaker, confidence)) = row else { return Ok(None) };
    if last.as_ref().is_none_or(|last| last.article.id != article) {
        let draft = copies::current(connection, article)?;
        *last = entry::of(connection, article)?
            .zip(draft)
            .map(|(article, draft)| Whole { article, text: draft.text });
    }
    let Some(whole) = last.as_ref().filter(|last| last.article.id == article) else {
        return Ok(None);
    };
    let within = |piece: &Span| piece.end <= whole.text.len() && piece.start <= piece.end;
    let words: Vec<&str> =
        pieces.iter().filter(|piece| within(piece)).map(|piece| piece.of(&whole.text)).collect();
    let article = whole.article.clone();
    let words = SafeText::from_string(words.join(" "));
    let speaker = speaker.map(SafeText::from_string);
    Ok(Some(Saying { article, pieces, words, kind, speaker, confidence }))
}

/// Where words are looked for.
struct Candidates {
    /// The table of words.
    table: &'static str,
    /// What its rows are of.
    row: &'static str,
    /// The article of a row.
    article: &'static str,
}

impl Candidates {
    /// Rows with the words as a phrase, then with all of the rarest words, then with the most of them.
    fn ids(
        &self,
        connection: &Connection,
        words: &str,
        asked: (&Query, &[ArticleId]),
        limit: usize,
    ) -> rusqlite::Result<Vec<i64>> {
        let rarest = self.rarest(connection, words)?;
        if rarest.is_empty() {
            return Ok(Vec::new());
        }
        let quoted = |words: &[(String, i64)], between: &str| {
            words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(between)
        };
        let newest = format!("{}.rowid DESC", self.table);
        let mut ids = Vec::new();
        let all = quoted(&rarest, " AND ");
        for expression in phrase(words).into_iter().chain([all]) {
            let more = self.matching(connection, (&expression, &newest), asked, limit)?;
            let more: Vec<i64> = more.into_iter().filter(|id| !ids.contains(id)).collect();
            ids.extend(more);
        }
        let mut rows = 0;
        let few = rarest.iter().take_while(|(_, count)| {
            rows += count;
            rows <= MOST_ROWS
        });
        let few: Vec<(String, i64)> = few.cloned().collect();
        if few.len() > 1 && ids.len() < limit {
            let best = format!("bm25({})", self.table);
            let more = self.matching(connection, (&quoted(&few, " OR "), &best), asked, limit)?;
            let known: BTreeSet<i64> = ids.iter().copied().collect();
            ids.extend(more.into_iter().filter(|id| !known.contains(id)));
            ids.truncate(limit);
        }
        Ok(ids)
    }

    /// The rarest of `words` that are there at all, each with how many rows have it.
    fn rarest(&self, connection: &Connection, words: &str) -> rusqlite::Result<Vec<(String, i64)>> {
        let all: BTreeSet<String> = excerpt::words(words).map(|(word, _)| word).collect();
        let telling: Vec<&String> = all.iter().filter(|word| !is_everywhere(word)).collect();
        let wanted = if telling.is_empty() { all.iter().collect() } else { telling };
        let vocabulary = format!("{}_vocabulary", self.table);
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{vocabulary} USING fts5vocab('main', '{}', 'row')",
            self.table
        ))?;
        let mut count =
            connection.prepare_cached(&format!("SELECT doc FROM temp.{vocabulary} WHERE term = ?1"))?;
        let mut found = Vec::new();
        for word in wanted {
            let rows: Option<i64> = count.query_row(params![word], |row| row.get(0)).optional()?;
            found.extend(rows.filter(|rows| *rows > 0).map(|rows| (word.clone(), rows)));
        }
        found.sort_by_key(|(_, rows)| *rows);
        found.truncate(RAREST);
        Ok(found)
    }

    fn matching(
        &self,
        connection: &Connection,
        (expression, order): (&str, &str),
        (query, noted): (&Query, &[ArticleId]),
        limit: usize,
    ) -> rusqlite::Result<Vec<i64>> {
        let Self { table, row, article } = self;
        let mut values = vec![Value::from(format!("text : ({expression})"))];
        let (mut join, mut condition) = (String::new(), String::new());
        if !query.is_empty() {
            let mut asked = Matching::of(query, noted);
            asked.push_words(query);
            let (sql, more) = asked.and("article.deleted IS NULL");
            let kept = format!("{article} IN (SELECT article.id FROM article WHERE {sql})");
            join = format!(" JOIN {row} ON {row}.id = {table}.rowid");
            condition = format!(" AND {kept}");
            values.extend(more);
        }
        values.push(Value::from(whole_number(limit)));
        let sql = format!(
            "SELECT {table}.rowid FROM {table}{join} WHERE {table} MATCH ?{condition} ORDER BY {order} LIMIT ?"
        );
        let mut query = connection.prepare_cached(&sql)?;
        query.query_map(params_from_iter(&values), |row| row.get(0))?.collect()
    }
}

/// So many words are looked for as a phrase.
const PHRASE: usize = 12;

/// The longest stretch of `words` without an ellipsis or brackets, as an expression; a single word is no phrase.
fn phrase(words: &str) -> Option<String> {
    let parts = words.split(['…', '[', ']']).flat_map(|part| part.split("..."));
    let longest = parts.max_by_key(|part| part.len())?;
    let words: Vec<String> = excerpt::words(longest).take(PHRASE).map(|(word, _)| word).collect();
    (words.len() > 1).then(|| format!("\"{}\"", words.join(" ")))
}
