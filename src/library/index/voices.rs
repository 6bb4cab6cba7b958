//! Who speaks in the articles: their quotations and speakers, found by others and kept here to be found again.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::address::Address;
use super::keeping::forget_voices;
use super::{Index, whole_number};
use crate::article::{Digest, Draft, Origin};
use crate::library::Error;
use crate::library::excerpt::{folded, seen};
use crate::library::packing::unpack;
use crate::library::shelf::{ArticleId, HeardQuotation};
use crate::span::Span;

/// An article in which nobody was listened for yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// Its name.
    pub id: ArticleId,
    /// Where it was met.
    pub origin: Origin,
    /// Its text.
    pub draft: Draft,
}

/// The quotations of the text named `digest`, which an article has.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The article.
    pub id: ArticleId,
    /// The text.
    pub digest: Digest,
    /// Its words, counted as the reader counts them.
    pub words: usize,
    /// Its quotations.
    pub quotations: Vec<HeardQuotation>,
}

impl Index {
    /// How many articles wait to be listened to.
    pub(in crate::library) fn unheard_count(&mut self) -> Result<usize, Error> {
        self.read(|connection| {
            connection
                .query_row(
                    "SELECT count(*) FROM article INDEXED BY article_unheard
                     WHERE heard IS NULL AND deleted IS NULL",
                    (),
                    |row| row.get(0),
                )
                .map(|count: i64| usize::try_from(count).unwrap_or(0))
        })
    }

    /// Up to `limit` articles behind `after` that nobody was listened for in and whose text is kept.
    pub(in crate::library) fn unheard(
        &mut self,
        after: ArticleId,
        limit: usize,
    ) -> Result<Vec<Unheard>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT article.id, article.kind, article.place, copy.body
                 FROM article INDEXED BY article_unheard JOIN copy ON copy.id = article.copy
                 WHERE article.heard IS NULL AND article.deleted IS NULL AND article.id > ?1
                    AND copy.body IS NOT NULL
                 ORDER BY article.id LIMIT ?2",
            )?;
            let rows = query.query_map(params![after.0, whole_number(limit)], |row| {
                let address = Address { kind: row.get(1)?, place: row.get(2)? };
                let draft = unpack(row.get_ref(3)?.as_blob().unwrap_or_default());
                let id = ArticleId(row.get(0)?);
                Ok(address.origin().zip(draft).map(|(origin, draft)| Unheard { id, origin, draft }))
            })?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// Keeps what was heard. An article that has another text by now is left to be listened to again.
    pub(in crate::library) fn hear(&mut self, all: &[Heard], millis: i64) -> Result<(), Error> {
        self.write(|connection| {
            let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for heard in all {
                hear_one(&change, heard, millis)?;
            }
            change.commit()
        })
    }
}

/// Keeps what was heard in one article.
pub(super) fn hear_one(change: &Connection, heard: &Heard, millis: i64) -> rusqlite::Result<()> {
    if !is_current(change, heard)? {
        return Ok(());
    }
    forget_voices(change, heard.id.0)?;
    let (mut speakers, mut names) = (BTreeSet::new(), BTreeSet::new());
    for quotation in &heard.quotations {
        let speaker =
            quotation.speaker.as_deref().map(|name| speaker_id(change, name)).transpose()?.flatten();
        speakers.extend(speaker);
        let pieces = quotation.pieces.as_slice();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            continue;
        };
        change
            .prepare_cached(
                "INSERT INTO quotation (article, start, \"end\", pieces, kind, speaker, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                heard.id.0,
                whole_number(first.start),
                whole_number(last.end),
                listed(pieces),
                quotation.kind,
                speaker,
                quotation.confidence,
            ])?;
        let name = quotation.speaker.as_deref().filter(|_| speaker.is_some());
        names.extend(name);
        index_quotation(change, change.last_insert_rowid(), &quotation.words, name)?;
    }
    index_names(change, heard.id, &names)?;
    change
        .prepare_cached(
            "UPDATE article SET heard = ?2, words = ?3, quotations = ?4, speakers = ?5 WHERE id = ?1",
        )?
        .execute(params![
            heard.id.0,
            millis,
            whole_number(heard.words),
            whole_number(heard.quotations.len()),
            whole_number(speakers.len()),
        ])?;
    Ok(())
}

/// Puts the words of a quotation into what is searched, and the name of who says them.
pub(super) fn index_quotation(
    change: &Connection,
    id: i64,
    words: &str,
    speaker: Option<&str>,
) -> rusqlite::Result<()> {
    change
        .prepare_cached("INSERT INTO quotation_text (rowid, text, speaker) VALUES (?1, ?2, ?3)")?
        .execute(params![id, seen(words), seen(speaker.unwrap_or_default())])?;
    Ok(())
}

/// Stands between two names, so that no phrase reaches from one into the next: a letter that no name has.
const BETWEEN: &str = " ǀ ";

/// Puts the names of all who speak in an article into what is searched.
pub(super) fn index_names(
    change: &Connection,
    id: ArticleId,
    names: &BTreeSet<&str>,
) -> rusqlite::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = names.iter().copied().collect();
    change
        .prepare_cached("INSERT INTO article_voices (rowid, names) VALUES (?1, ?2)")?
        .execute(params![id.0, seen(&names.join(BETWEEN))])?;
    Ok(())
}

/// Whether the text of an article still is the one that was listened to, and is kept.
fn is_current(change: &Connection, heard: &Heard) -> rusqlite::Result<bool> {
    change
        .prepare_cached(
            "SELECT 1 FROM article JOIN copy ON copy.id = article.copy
             WHERE article.id = ?1 AND copy.digest = ?2 AND article.deleted IS NULL AND copy.body IS NOT NULL",
        )?
        .exists(params![heard.id.0, heard.digest.bytes()])
}

/// The row of a speaker of this name; `None` where the name has no letters.
fn speaker_id(change: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    let folded = folded(name);
    if folded.is_empty() {
        return Ok(None);
    }
    let known = change
        .prepare_cached("SELECT id FROM speaker WHERE folded = ?1")?
        .query_row(params![folded], |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    change
        .prepare_cached("INSERT INTO speaker (folded, name) VALUES (?1, ?2)")?
        .execute(params![folded, name])?;
    let id = change.last_insert_rowid();
    change
        .prepare_cached("INSERT INTO speaker_text (rowid, name) VALUES (?1, ?2)")?
        .execute(params![id, seen(name)])?;
    Ok(Some(id))
}

/// Several pieces as text; `None` for one, whose place is known.
fn listed(pieces: &[Span]) -> Option<String> {
    let list = || pieces.iter().map(|piece| format!("{}-{}", piece.start, piece.end)).collect::<Vec<_>>();
    (pieces.len() > 1).then(|| list().join(","))
}

/// The pieces of a quotation, from three columns of which `first` is the first.
pub(super) fn pieces(row: &Row<'_>, first: usize) -> rusqlite::Result<Vec<Span>> {
    let place = |number: i64| usize::try_from(number).unwrap_or(0);
    let hull = Span::new(place(row.get(first)?), place(row.get(first + 1)?));
    let listed: Option<String> = row.get(first + 2)?;
    let piece = |piece: &str| {
        let (start, end) = piece.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    Ok(match listed {
        Some(listed) => listed.split(',').filter_map(piece).collect(),
        None => vec![hull],
    })
}
