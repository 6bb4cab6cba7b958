//! Who says which machines a name means, and which of them anybody may ask: the system. A test has another one.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;

use super::private::is_public;

/// Looks up a name with its port, as in `example.org:443`.
type LookUp = dyn Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// What is asked which machines a name means.
#[derive(Clone)]
pub(super) struct Directory {
    pub(super) look_up: Arc<LookUp>,
    /// Whether anybody on the internet may ask this machine.
    pub(super) is_public: fn(IpAddr) -> bool,
}

impl Directory {
    /// The one of the system.
    pub(super) fn system() -> Self {
        Self { look_up: Arc::new(|place| place.to_socket_addrs().map(Vec::from_iter)), is_public }
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Directory")
    }
}
