//! One question at a time to each server, with a pause between two, and none while it asks to be left alone.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::address::Address;
use super::error::Error;
use super::give_up::GiveUp;

/// A wait that a server asks for is kept to without a word if it is no longer than this.
const SHORT: Duration = Duration::from_secs(5);
/// How often one looks whether it is one's turn.
const GLANCE: Duration = Duration::from_millis(20);

/// What is known of one server.
#[derive(Debug, Default)]
struct Server {
    /// Whether it is being asked.
    is_asked: bool,
    /// When it answered last.
    answered: Option<Instant>,
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
        let rests =
            self.answered.is_some_and(|answered| now.saturating_duration_since(answered) < arrival.pause());
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
    /// A person wants a page.
    ByUser,
    /// The program wants one of many.
    ByProgram,
    /// By a redirection: there it is a server that wants another question.
    SentOn,
}

impl Arrival {
    /// How long the server is left alone before.
    fn pause(self) -> Duration {
        match self {
            Self::ByUser => Duration::from_millis(200),
            Self::ByProgram => Duration::from_secs(1),
            Self::SentOn => Duration::ZERO,
        }
    }
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
            server.answered = Some(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_once_at_a_time_and_left_alone_in_between() {
        let answered = Instant::now();
        let now = answered + Duration::from_millis(500);
        let (soon, late) = (Some(now + Duration::from_secs(1)), Some(now + Duration::from_mins(10)));
        let wait = Err(Duration::from_mins(10));
        for (is_asked, answered, busy_until, expected) in [
            (false, None, None, [Ok(true), Ok(true), Ok(true)]),
            (true, None, None, [Ok(false), Ok(false), Ok(false)]),
            (false, Some(answered), None, [Ok(true), Ok(false), Ok(true)]),
            (false, Some(now), None, [Ok(false), Ok(false), Ok(true)]),
            (false, None, Some(now), [Ok(true), Ok(true), Ok(true)]),
            (false, None, soon, [Ok(false), Ok(false), Ok(false)]),
            (false, None, late, [wait, wait, wait]),
        ] {
            let server = Server { is_asked, answered, busy_until };
            let arrivals = [Arrival::ByUser, Arrival::ByProgram, Arrival::SentOn];
            assert_eq!(arrivals.map(|arrival| server.is_free(now, arrival)), expected, "{server:?}");
        }
    }
}
