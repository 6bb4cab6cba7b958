//! Candidates for words that are given as a quotation: what has the rarest of them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::asked::Asked;
use super::matching::{expression, is_everywhere};
use super::ranking::Ranking;
use super::voices::pieces;
use super::{Index, copies, entry};
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
            let asked = Asked::with_words(connection, query, noted)?;
            let ids = candidates(connection, &Ranking::of_quotations(connection, asked)?, words, limit)?;
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
            let ranking = Ranking::of_articles("article_text", Asked::with_words(connection, query, noted)?);
            let ids = candidates(connection, &ranking, words, limit)?;
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

/// Rows with the words as a phrase, then with all of the rarest words, then with the most of them.
fn candidates(
    connection: &Connection,
    ranking: &Ranking,
    words: &str,
    limit: usize,
) -> rusqlite::Result<Vec<i64>> {
    let rarest = rarest(connection, ranking.table(), words)?;
    if rarest.is_empty() {
        return Ok(Vec::new());
    }
    let quoted = |words: &[(String, i64)], between: &str| {
        words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(between)
    };
    let in_text = |words: String| format!("text : ({words})");
    let mut ids = Vec::new();
    let all = quoted(&rarest, " AND ");
    for expression in phrase(words).into_iter().chain([all]) {
        let more = ranking.newest(connection, &in_text(expression), limit, limit)?.ids;
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
        let any = in_text(quoted(&few, " OR "));
        let kept = ranking.newest(connection, &any, usize::MAX, usize::MAX)?.ids;
        let more = ranking.best(connection, (&any, "1.0"), &kept, limit)?;
        let known: BTreeSet<i64> = ids.iter().copied().collect();
        ids.extend(more.into_iter().filter(|id| !known.contains(id)));
        ids.truncate(limit);
    }
    Ok(ids)
}

/// The rarest of `words` that are there at all, each with how many rows of a table of words have it.
fn rarest(connection: &Connection, table: &str, words: &str) -> rusqlite::Result<Vec<(String, i64)>> {
    let all: BTreeSet<String> = excerpt::words(words).map(|(word, _)| word).collect();
    let telling: Vec<&String> = all.iter().filter(|word| !is_everywhere(word)).collect();
    let wanted = if telling.is_empty() { all.iter().collect() } else { telling };
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_vocabulary USING fts5vocab('main', '{table}', 'row')"
    ))?;
    let mut count =
        connection.prepare_cached(&format!("SELECT doc FROM temp.{table}_vocabulary WHERE term = ?1"))?;
    let mut found = Vec::new();
    for word in wanted {
        let rows: Option<i64> = count.query_row(params![word], |row| row.get(0)).optional()?;
        found.extend(rows.filter(|rows| *rows > 0).map(|rows| (word.clone(), rows)));
    }
    found.sort_by_key(|(_, rows)| *rows);
    found.truncate(RAREST);
    Ok(found)
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
