//! One question at a time to each server, with a pause between two, and none while it asks to be left alone.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::address::Address;
use super::error::Error;
use super::give_up::GiveUp;

/// How long a server is left alone after an answer.
const PAUSE: Duration = Duration::from_secs(1);
/// A wait that a server asks for is kept to without a word if it is no longer than this.
const SHORT: Duration = Duration::from_secs(5);
/// How often one looks whether it is one's turn.
const GLANCE: Duration = Duration::from_millis(20);

/// What is known of one server.
#[derive(Debug, Default)]
struct Server {
    /// Whether it is being asked.
    is_asked: bool,
    /// It has just answered.
    rests_until: Option<Instant>,
    /// It asked to be left alone.
    busy_until: Option<Instant>,
}

impl Server {
    /// Whether it may be asked now; the wait that it asked for, where that is too long to wait.
    fn is_free(&self, now: Instant, arrival: Arrival) -> Result<bool, Duration> {
        let left = self.busy_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now));
        if left > SHORT {
            return Err(left);
        }
        let rests = arrival == Arrival::Fresh && self.rests_until.is_some_and(|until| until > now);
        Ok(!self.is_asked && !rests && left.is_zero())
    }
}

static SERVERS: Mutex<BTreeMap<String, Server>> = Mutex::new(BTreeMap::new());

fn servers() -> MutexGuard<'static, BTreeMap<String, Server>> {
    SERVERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How one comes to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Of one's own accord.
    Fresh,
    /// By a redirection: there it is a server that wants another question, so nobody need pause.
    SentOn,
}

/// A turn at a server; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    server: String,
}

/// Waits for one's turn at the server of `address`.
///
/// # Errors
/// When somebody gives up, and when the server asked to be left alone for longer than anybody would wait.
pub(super) fn turn(address: &Address, give_up: &GiveUp, arrival: Arrival) -> Result<Turn, Error> {
    let name = address.server();
    loop {
        if give_up.is_wanted() {
            return Err(Error::GivenUp);
        }
        let mut servers = servers();
        let server = servers.entry(name.clone()).or_default();
        let is_free = server.is_free(Instant::now(), arrival);
        if is_free.map_err(|wait| Error::Busy { wait: Some(wait) })? {
            server.is_asked = true;
            return Ok(Turn { server: name });
        }
        drop(servers);
        sleep(GLANCE);
    }
}

impl Turn {
    /// Ends the turn, with what went wrong in it.
    pub(super) fn end(self, error: Option<&Error>) {
        if let Some(Error::Busy { wait: Some(wait) }) = error
            && let Some(server) = servers().get_mut(&self.server)
        {
            server.busy_until = Instant::now().checked_add(*wait);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(server) = servers().get_mut(&self.server) {
            server.is_asked = false;
            server.rests_until = Instant::now().checked_add(PAUSE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_once_at_a_time_and_left_alone_in_between() {
        let now = Instant::now();
        let soon = Some(now + Duration::from_secs(1));
        let late = Some(now + Duration::from_secs(600));
        for (is_asked, rests_until, busy_until, fresh, sent_on) in [
            (false, None, None, Ok(true), Ok(true)),
            (true, None, None, Ok(false), Ok(false)),
            (false, soon, None, Ok(false), Ok(true)),
            (false, Some(now), Some(now), Ok(true), Ok(true)),
            (false, None, soon, Ok(false), Ok(false)),
            (false, None, late, Err(Duration::from_secs(600)), Err(Duration::from_secs(600))),
        ] {
            let server = Server { is_asked, rests_until, busy_until };
            assert_eq!(server.is_free(now, Arrival::Fresh), fresh, "{server:?}");
            assert_eq!(server.is_free(now, Arrival::SentOn), sent_on, "{server:?}");
        }
    }
}
