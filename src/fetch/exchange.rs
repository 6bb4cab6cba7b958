//! One question to one server, and its answer.

use std::io::Read;
use std::time::{Duration, Instant, SystemTime};

use ureq::http::{Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::{ConnectProxyConnector, Connector as _, TcpConnector};
use ureq::{Agent, Body};

use super::address::Address;
use super::directory::Directory;
use super::error::Error;
use super::resolver::{Guard, Reach};
use super::{Page, Request, private, retry_after, tls};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(15);
/// How long a server may be silent.
const SILENCE: Duration = Duration::from_secs(20);
/// The longest header, in bytes.
const MOST_HEADER: usize = 64 * 1024;
/// Bytes that are read at once.
const PIECE: usize = 32 * 1024;

/// Who asks, so that a site can tell it from a browser and knows where to complain.
const USER_AGENT: &str =
    concat!("sayso/", env!("CARGO_PKG_VERSION"), " (+a reader in the terminal; reads pages for one person)");

/// What can be read, best first.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9, application/epub+zip;q=0.9, */*;q=0.5";

/// One question.
pub(super) struct Exchange<'a> {
    pub(super) request: &'a Request,
    /// Where this one goes.
    pub(super) address: &'a Address,
    pub(super) deadline: Instant,
    /// Whether it goes where the request wanted, rather than where a redirection leads.
    pub(super) is_first: bool,
    pub(super) directory: &'a Directory,
}

/// One answer.
pub(super) enum Reply {
    Page(Box<Page>),
    NotModified,
    /// It is somewhere else.
    Elsewhere {
        location: String,
        permanent: bool,
    },
}

impl Exchange<'_> {
    /// Asks, and reads the answer to its end.
    pub(super) fn run(&self) -> Result<Reply, Error> {
        let reach = self.reach()?;
        let agent = self.agent(reach);
        self.request.give_up.closes(&agent);
        let mut call = agent.get(self.address.as_str()).header(header::ACCEPT, ACCEPT);
        // What is here already was got there, not where a redirection leads.
        if self.is_first {
            let conditions = [
                (header::IF_NONE_MATCH, &self.request.etag),
                (header::IF_MODIFIED_SINCE, &self.request.last_modified),
            ];
            for (name, value) in conditions {
                if let Some(value) = value.as_deref().filter(|value| is_header(value)) {
                    call = call.header(name, value);
                }
            }
        }
        let answer = call.call().map_err(|error| self.error(error))?;
        self.reply(answer)
    }

    /// Which machines the host may mean.
    fn reach(&self) -> Result<Reach, Error> {
        if !private::is_named(self.address) {
            return Ok(Reach::Public);
        }
        let is_meant =
            self.request.beside.as_ref().is_some_and(|beside| beside.server() == self.address.server());
        if is_meant { Ok(Reach::Private) } else { Err(Error::Private { host: self.host() }) }
    }

    fn agent(&self, reach: Reach) -> Agent {
        let left = self.deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .timeout_global(Some(left))
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE))
            .max_response_header_size(MOST_HEADER)
            .input_buffer_size(2 * MOST_HEADER)
            .output_buffer_size(PIECE)
            .max_idle_connections(0);
        // A proxy is the way out; what is private is inside.
        let config = if reach == Reach::Private { config.proxy(None) } else { config }.build();
        let connector =
            ().chain(ConnectProxyConnector::default())
                .chain(TcpConnector::default())
                .chain(tls::Shared::get());
        let (give_up, directory) = (self.request.give_up.clone(), self.directory.clone());
        Agent::with_parts(config, connector, Guard { reach, give_up, directory })
    }

    fn reply(&self, answer: Response<Body>) -> Result<Reply, Error> {
        let code = answer.status().as_u16();
        let text = |name| {
            answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        match code {
            // Nothing, and a part that nobody asked for.
            204 | 205 => Err(Error::Status { code }),
            206 => Err(Error::CutShort),
            200..=299 => self.page(answer),
            304 if self.is_first && self.request.is_conditional() => Ok(Reply::NotModified),
            301 | 302 | 303 | 307 | 308 => match text(header::LOCATION) {
                Some(location) => Ok(Reply::Elsewhere { location, permanent: matches!(code, 301 | 308) }),
                None => Err(Error::Status { code }),
            },
            429 | 503 => {
                let wait =
                    text(header::RETRY_AFTER).and_then(|text| retry_after::read(&text, SystemTime::now()));
                match (code, wait) {
                    (503, None) => Err(Error::Status { code }),
                    _ => Err(Error::Busy { wait }),
                }
            }
            _ => Err(Error::Status { code }),
        }
    }

    fn page(&self, answer: Response<Body>) -> Result<Reply, Error> {
        let (head, body) = answer.into_parts();
        let text = |name| {
            head.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
        };
        if let Some(how) = text(header::CONTENT_ENCODING).filter(|how| !how.eq_ignore_ascii_case("identity"))
        {
            let how = how.chars().filter(char::is_ascii_graphic).take(20).collect();
            return Err(Error::Packed { how });
        }
        let media_type = text(header::CONTENT_TYPE);
        let most = self.request.most_bytes(media_type.as_deref());
        if body.content_length().is_some_and(|length| length > most) {
            return Err(Error::TooLarge { most });
        }
        Ok(Reply::Page(Box::new(Page {
            address: self.address.clone(),
            moved: None,
            status: head.status.as_u16(),
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            bytes: self.bytes(body.into_reader(), most)?,
            media_type,
        })))
    }

    /// All bytes of a body, as they are when they are unpacked; no more than `most` are ever in memory.
    fn bytes(&self, mut body: impl Read, most: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let mut piece = vec![0; PIECE];
        loop {
            // A connection that was closed on purpose may look like the end of the page.
            let count = body.read(&mut piece);
            if self.request.give_up.is_wanted() {
                return Err(Error::GivenUp);
            }
            if Instant::now() >= self.deadline {
                return Err(Error::TooSlow { host: self.host() });
            }
            match count.map_err(|error| self.error(error.into()))? {
                0 => return Ok(bytes),
                count => bytes.extend_from_slice(piece.get(..count).unwrap_or_default()),
            }
            if bytes.len() as u64 > most {
                return Err(Error::TooLarge { most });
            }
        }
    }

    fn error(&self, error: ureq::Error) -> Error {
        if self.request.give_up.is_wanted() { Error::GivenUp } else { Error::of(error, self.address.host()) }
    }

    fn host(&self) -> String {
        self.address.host().to_owned()
    }
}

/// Whether it can stand in a header: what a server gave may have come from elsewhere.
fn is_header(value: &str) -> bool {
    !value.is_empty() && value.len() < 1024 && value.bytes().all(|byte| byte >= b' ' && byte != 0x7f)
}
