//! Looks names up, and gives only machines that may be asked. What is given here is connected to, so that a name that means
//! another machine a moment later leads nowhere else.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::directory::Directory;
use super::error::Blocked;
use super::give_up::GiveUp;

/// How long looking up a name may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often one looks whether somebody has given up.
const GLANCE: Duration = Duration::from_millis(40);
/// The most machines of one name that are tried.
const MOST: usize = 8;

/// Which machines may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that anybody can ask.
    Public,
    /// Also those of a private network.
    Private,
}

/// Looks names up for one request.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) reach: Reach,
    pub(super) give_up: GiveUp,
    pub(super) directory: Directory,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let place = uri
            .scheme()
            .zip(uri.authority())
            .and_then(|(scheme, authority)| DefaultResolver::host_and_port(scheme, authority))
            .ok_or(ureq::Error::HostNotFound)?;
        let patience = timeout.after.min(PATIENCE.into());
        let found = self.look_up(place, *patience, timeout)?;
        // The user's own proxy may be anywhere; it looks the other names up itself.
        let is_proxy = config.proxy().is_some_and(|proxy| {
            let proxy = proxy.uri();
            (proxy.host(), proxy.port_u16()) == (uri.host(), uri.port_u16())
        });
        let mut machines = self.empty();
        let mut blocked = None;
        for machine in found {
            if self.reach == Reach::Public && !is_proxy && !(self.directory.is_public)(machine.ip()) {
                blocked = Some(machine.ip());
            } else if machines.len() < MOST {
                machines.push(machine);
            }
        }
        match (machines.is_empty(), blocked) {
            // A name that means a private machine among others is made to deceive.
            (_, Some(machine)) => Err(ureq::Error::Other(Box::new(Blocked(machine)))),
            (true, None) => Err(ureq::Error::HostNotFound),
            (false, None) => Ok(machines),
        }
    }
}

impl Guard {
    /// The system looks names up as long as it likes, so a thread waits for it.
    fn look_up(
        &self,
        place: String,
        patience: Duration,
        timeout: NextTimeout,
    ) -> Result<Vec<SocketAddr>, ureq::Error> {
        let (answer, told) = channel();
        let until = Instant::now() + patience;
        let directory = Arc::clone(&self.directory.look_up);
        let look = move || {
            answer.send(directory(&place)).ok();
        };
        thread::Builder::new().name("name".to_owned()).spawn(look)?;
        loop {
            match told.recv_timeout(GLANCE) {
                Ok(Ok(found)) => return Ok(found),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(ureq::Error::HostNotFound),
                Err(RecvTimeoutError::Timeout) if self.give_up.is_wanted() => {
                    return Err(io::Error::from(io::ErrorKind::Interrupted).into());
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                    return Err(ureq::Error::Timeout(timeout.reason));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}
