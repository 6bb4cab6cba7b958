//! How far texts were read, and the places in them that were marked.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, params};

use super::Index;
use super::address::Address;
use crate::article::{Digest, Origin};
use crate::library::Error;

const REMEMBER_POSITION: &str = "
    INSERT INTO position (digest, kind, place, byte, cursor, percent, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (digest, kind, place) DO UPDATE SET
        byte = excluded.byte, cursor = excluded.cursor, percent = excluded.percent, at = excluded.at";

/// Whoever has seen the end has read it.
const REMEMBER_PROGRESS: &str = "
    UPDATE article SET progress = ?2, finished = CASE WHEN ?2 >= 100 THEN coalesce(finished, ?3) ELSE finished END
    WHERE copy = (SELECT id FROM copy WHERE digest = ?1)";

const REMEMBER_MARK: &str = "
    INSERT INTO mark (digest, letter, byte, at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (digest, letter) DO UPDATE SET byte = excluded.byte, at = excluded.at";

/// How far a text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The first byte on the screen.
    pub byte: usize,
    /// The byte of the cursor.
    pub cursor: usize,
    /// How much of the text stands before it, in hundredths.
    pub percent: u8,
}

/// Where to go on reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// With this byte first on the screen and the cursor at that one: the text is the one that was read.
    At {
        /// The first byte on the screen.
        byte: usize,
        /// The byte of the cursor.
        cursor: usize,
    },
    /// The text has changed since; it was read about as far as this, in hundredths.
    About(u8),
}

impl Index {
    pub(in crate::library) fn remember_position(
        &mut self,
        digest: &Digest,
        origin: &Origin,
        position: Position,
        millis: i64,
    ) -> Result<(), Error> {
        let address = Address::of(origin);
        self.write(|connection| {
            connection.prepare_cached(REMEMBER_POSITION)?.execute(params![
                digest.to_string(),
                address.kind,
                address.place,
                i64::try_from(position.byte).unwrap_or(i64::MAX),
                i64::try_from(position.cursor).unwrap_or(i64::MAX),
                position.percent,
                millis,
            ])?;
            connection.prepare_cached(REMEMBER_PROGRESS)?.execute(params![
                digest.bytes(),
                position.percent,
                millis
            ])?;
            Ok(())
        })
    }

    pub(in crate::library) fn position(
        &mut self,
        digest: &Digest,
        origin: &Origin,
    ) -> Result<Option<Place>, Error> {
        let address = Address::of(origin);
        self.read(|connection| {
            let same = connection
                .prepare_cached(
                    "SELECT byte, cursor FROM position WHERE digest = ?1 ORDER BY at DESC LIMIT 1",
                )?
                .query_row(params![digest.to_string()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
                })
                .optional()?;
            if let Some((byte, cursor)) = same {
                let [byte, cursor] = [byte, cursor].map(|place| usize::try_from(place).unwrap_or(0));
                return Ok(Some(Place::At { byte, cursor }));
            }
            // What is piped in has no name to be known again by.
            if *origin == Origin::StandardInput {
                return Ok(None);
            }
            connection
                .prepare_cached(
                    "SELECT percent FROM position WHERE kind = ?1 AND place = ?2 ORDER BY at DESC LIMIT 1",
                )?
                .query_row(params![address.kind, address.place], |row| row.get(0).map(Place::About))
                .optional()
        })
    }

    pub(in crate::library) fn remember_mark(
        &mut self,
        digest: &Digest,
        letter: char,
        byte: usize,
        millis: i64,
    ) -> Result<(), Error> {
        let byte = i64::try_from(byte).unwrap_or(i64::MAX);
        self.write(|connection| {
            let mut keep = connection.prepare_cached(REMEMBER_MARK)?;
            keep.execute(params![digest.to_string(), letter.to_string(), byte, millis])?;
            Ok(())
        })
    }

    pub(in crate::library) fn marks(&mut self, digest: &Digest) -> Result<BTreeMap<char, usize>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT letter, byte FROM mark WHERE digest = ?1")?;
            let marks = query.query_map(params![digest.to_string()], |row| {
                Ok((row.get::<_, String>(0)?.chars().next(), row.get::<_, i64>(1)?))
            })?;
            let known = marks.map(|mark| {
                let (letter, byte) = mark?;
                Ok(letter.zip(usize::try_from(byte).ok()))
            });
            known.filter_map(Result::transpose).collect()
        })
    }
}
