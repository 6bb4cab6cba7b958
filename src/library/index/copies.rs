//! The texts that are kept, by article, by where they were met, by their names.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::address::Address;
use super::{Index, entry};
use crate::annotation::Moment;
use crate::article::{Digest, Draft, Origin};
use crate::library::Error;
use crate::library::packing::unpack;
use crate::library::parcel::Fetched;
use crate::library::shelf::{ArticleId, ShelfEntry, Version};

impl Index {
    /// The text that was last met at `origin`.
    pub(in crate::library) fn copy_of(&mut self, origin: &Origin) -> Result<Option<Draft>, Error> {
        let address = Address::of(origin);
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT copy.body FROM origin JOIN copy ON copy.id = origin.copy
                     WHERE origin.kind = ?1 AND origin.place = ?2",
                )?
                .query_row(params![address.kind, address.place], body)
                .optional()
                .map(Option::flatten)
        })
    }

    /// The text named `digest`.
    pub(in crate::library) fn copy(&mut self, digest: &Digest) -> Result<Option<Draft>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT body FROM copy WHERE digest = ?1")?
                .query_row(params![digest.bytes()], body)
                .optional()
                .map(Option::flatten)
        })
    }

    /// The texts that an article has had, the last one first.
    pub(in crate::library) fn versions(&mut self, id: ArticleId) -> Result<Vec<Version>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT copy.digest, version.seen, copy.body IS NOT NULL
                 FROM version JOIN copy ON copy.id = version.copy
                 WHERE version.article = ?1 ORDER BY version.seen DESC, copy.id DESC",
            )?;
            let rows = query.query_map(params![id.0], |row| {
                let digest = Digest::from_bytes(row.get_ref(0)?.as_blob().unwrap_or_default());
                let (seen, is_kept) = (Moment(row.get(1)?), row.get(2)?);
                Ok(digest.map(|digest| Version { digest, seen, is_kept }))
            })?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// The articles that were met at `origin`: the one that was opened there, and those that it holds.
    pub(in crate::library) fn met_at(&mut self, origin: &Origin) -> Result<Vec<ArticleId>, Error> {
        let address = Address::of(origin);
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id FROM article WHERE deleted IS NULL AND (
                        id IN (SELECT article FROM origin WHERE kind = ?1 AND place = ?2)
                        OR whole IN (SELECT id FROM whole WHERE kind = ?1 AND place = ?2))",
                )?
                .query_map(params![address.kind, address.place], |row| row.get(0).map(ArticleId))?
                .collect()
        })
    }

    /// The article with this name.
    pub(in crate::library) fn entry(&mut self, id: ArticleId) -> Result<Option<ShelfEntry>, Error> {
        self.read(|connection| entry::of(connection, id))
    }

    /// Up to `limit` articles whose text, now or before, has a name that begins with these hexadecimal digits.
    pub(in crate::library) fn beginning(
        &mut self,
        digits: &str,
        limit: usize,
    ) -> Result<Vec<ShelfEntry>, Error> {
        let (least, most) = bounds(digits);
        self.read(|connection| {
            let ids: Vec<ArticleId> = connection
                .prepare_cached(
                    "SELECT DISTINCT article.id FROM copy JOIN version ON version.copy = copy.id
                     JOIN article ON article.id = version.article AND article.deleted IS NULL
                     WHERE copy.digest BETWEEN ?1 AND ?2 LIMIT ?3",
                )?
                .query_map(params![least, most, super::whole_number(limit)], |row| row.get(0).map(ArticleId))?
                .collect::<Result<_, _>>()?;
            let entries = ids.into_iter().map(|id| entry::of(connection, id));
            entries.filter_map(Result::transpose).collect()
        })
    }

    /// What the server said when the page at `origin` was fetched last.
    pub(in crate::library) fn fetched(&mut self, origin: &Origin) -> Result<Option<Fetched>, Error> {
        let address = Address::of(origin);
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT etag, last_modified, fetched FROM article
                     JOIN origin ON origin.article = article.id
                     WHERE origin.kind = ?1 AND origin.place = ?2 AND fetched IS NOT NULL",
                )?
                .query_row(params![address.kind, address.place], |row| {
                    Ok(Fetched { etag: row.get(0)?, last_modified: row.get(1)?, at: row.get(2)? })
                })
                .optional()
        })
    }
}

fn body(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Draft>> {
    Ok(row.get_ref(0)?.as_blob().ok().and_then(unpack))
}

/// The text of an article as it is now.
pub(super) fn current(connection: &Connection, id: ArticleId) -> rusqlite::Result<Option<Draft>> {
    connection
        .prepare_cached(
            "SELECT copy.body FROM article JOIN copy ON copy.id = article.copy WHERE article.id = ?1",
        )?
        .query_row(params![id.0], body)
        .optional()
        .map(Option::flatten)
}

/// The least and the greatest digest that begin with these digits.
fn bounds(digits: &str) -> (Vec<u8>, Vec<u8>) {
    let filled = |with: char| {
        let digits: String = digits.chars().chain(std::iter::repeat(with)).take(64).collect();
        Digest::parse(&digits).map(|digest| digest.bytes().to_vec()).unwrap_or_default()
    };
    (filled('0'), filled('f'))
}
