//! The feeds that the reader follows: a list of feeds in a plain file, which other programs read too, and beside it what
//! became of each when it was asked for last, which can be made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Error, Library, files};

/// What is known about a feed from the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct FeedState {
    /// The server's name for the state of it that was read (`ETag`).
    pub etag: Option<String>,
    /// When it was changed last, as the server writes it.
    pub last_modified: Option<String>,
    /// When it was asked for last with success, in milliseconds since 1970-01-01 UTC.
    pub refreshed: Option<i64>,
    /// How many new articles came then.
    pub new: usize,
    /// What went wrong since, in words.
    pub failed: Option<String>,
    /// It is left alone until then, in milliseconds since 1970-01-01 UTC, because its site asks so.
    pub rests_until: Option<i64>,
    /// It asks to be asked for at most once in so many minutes.
    pub every_minutes: Option<u32>,
    /// It asks not to be asked for in these hours of UTC, from 0 to 23.
    pub skips_hours: Vec<u8>,
    /// It asks not to be asked for on these days of UTC, from 0 for Sunday to 6.
    pub skips_days: Vec<u8>,
}

impl Library {
    /// The reader's list of feeds as it stands in its file (OPML); `None` where there is none.
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be read.
    pub fn subscriptions(&self) -> Result<Option<Vec<u8>>, Error> {
        files::read(&self.paths().subscriptions_file())
    }

    /// Puts `opml` in the place of the list of feeds. It is on the disk then, whole.
    ///
    /// # Errors
    /// When it cannot be written; the earlier list is still there then.
    pub fn keep_subscriptions(&self, opml: &str) -> Result<(), Error> {
        files::make_folder(self.paths().data_dir())?;
        files::replace(&self.paths().subscriptions_file(), opml.as_bytes())
    }

    /// What is known about feeds from the last time, by address. What cannot be read is not known.
    pub fn feed_states(&self) -> BTreeMap<String, FeedState> {
        let bytes = files::read(&self.paths().feed_states_file()).ok().flatten().unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Keeps what is known about feeds for the next time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_feed_states(&self, states: &BTreeMap<String, FeedState>) -> Result<(), Error> {
        files::make_folder(self.paths().data_dir())?;
        let json = serde_json::to_string_pretty(states).unwrap_or_default();
        files::replace(&self.paths().feed_states_file(), format!("{json}\n").as_bytes())
    }
}
