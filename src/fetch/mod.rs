//! The web: an address to the bytes that are there. The only room that talks to the net.
//!
//! `address` reads what is typed or linked, `private` knows which machines are nobody's business, `resolver` has names looked up
//! in a `directory` and lets only public machines through, `hop` decides where a redirection may lead, `exchange` asks one server once,
//! `polite` spaces what one server is asked, `robots` reads what a site does not want programs to read, `give_up` lets
//! somebody stop waiting, `error` says in words what went wrong.
//!
//! Nothing is made ready before the first request: a run that stays on this machine pays nothing for this room.
#![expect(
    clippy::disallowed_methods,
    reason = "a request has a deadline, and a name is looked up in a thread"
)]

mod address;
mod directory;
mod error;
mod exchange;
mod give_up;
mod hop;
mod polite;
mod private;
mod resolver;
mod retry_after;
mod robots;
mod tls;

use std::time::{Duration, Instant};

pub use address::{Address, Unfit};
pub use error::Error;
pub use give_up::GiveUp;

use directory::Directory;
use exchange::{Exchange, Reply};
use polite::Arrival;

/// The most bytes of a page, after they were unpacked.
pub const MOST_PAGE: u64 = 10 << 20;

/// The most bytes of a book or an archive, whose pictures and packing make it larger than what is read of it.
pub const MOST_BOOK: u64 = 50 << 20;

/// How long a whole request may take, with all its redirections, whatever the server does.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How many redirections are followed.
const MOST_HOPS: usize = 10;

/// Media types of what may be as large as a book.
const BOOKS: &[&str] =
    &["application/epub+zip", "application/pdf", "application/zip", "application/octet-stream"];

/// What is asked for, and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked for.
    pub address: Address,
    /// Who asks.
    pub asked: Asked,
    /// The address whose host may be asked though it is in a private network, if that is what its name says: the one that
    /// the user typed, or that of the page on which the user follows a link. No other private host is ever asked.
    pub beside: Option<Address>,
    /// The `ETag` of the copy that is here; the server need not send it again.
    pub etag: Option<String>,
    /// The `Last-Modified` of the copy that is here, as the server gave it.
    pub last_modified: Option<String>,
    /// The most bytes of a page, unpacked.
    pub most_page: u64,
    /// The most bytes of a book or an archive, unpacked.
    pub most_book: u64,
    /// How long it may take in all.
    pub patience: Duration,
    /// A way to stop waiting for it.
    pub give_up: GiveUp,
}

/// Who asks for a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// A person, for this page.
    #[default]
    ByUser,
    /// The program, for one of many: it asks `robots.txt` first.
    ByProgram,
}

impl Request {
    /// Asks for what a user named.
    pub fn named(address: Address) -> Self {
        Self {
            beside: Some(address.clone()),
            address,
            asked: Asked::ByUser,
            etag: None,
            last_modified: None,
            most_page: MOST_PAGE,
            most_book: MOST_BOOK,
            patience: PATIENCE,
            give_up: GiveUp::default(),
        }
    }

    /// The most bytes of what has this media type.
    fn most_bytes(&self, media_type: Option<&str>) -> u64 {
        let kind = media_type.and_then(|media_type| media_type.split(';').next()).unwrap_or_default().trim();
        let is_book = BOOKS.iter().any(|book| kind.eq_ignore_ascii_case(book));
        if is_book { self.most_book.max(self.most_page) } else { self.most_page }
    }

    /// Whether the server need not send what is here already.
    fn is_conditional(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

/// What a server gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This.
    Page(Box<Page>),
    /// What is here already is still right.
    NotModified,
}

/// What is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end, after all redirections.
    pub address: Address,
    /// Where it is to be asked for from now on, if the server says so: redirections up to there are permanent.
    pub moved: Option<Address>,
    /// The status that it came with, from 200 to 299.
    pub status: u16,
    /// Its media type with the parameters, as the server gave it: `text/html; charset=utf-8`.
    pub media_type: Option<String>,
    /// What it is, unpacked.
    pub bytes: Vec<u8>,
    /// What to ask with the next time, to get it only if it has changed.
    pub etag: Option<String>,
    /// When it was changed last, as the server gave it; for the same use.
    pub last_modified: Option<String>,
}

/// Gets what is at an address. Waits for it, at most as long as the request says; other requests to the same host are done
/// one after the other, with a pause.
///
/// # Errors
/// Whatever keeps it from being a whole page that may be read, in words.
pub fn get(request: &Request) -> Result<Answer, Error> {
    get_by(&Directory::system(), request)
}

/// The same, with names looked up there.
fn get_by(directory: &Directory, request: &Request) -> Result<Answer, Error> {
    let mut trail = vec![request.address.clone()];
    let mut moved = None;
    let mut is_permanent = true;
    let mut deadline = None;
    loop {
        let here = trail.last().unwrap_or(&request.address).clone();
        if request.asked == Asked::ByProgram && !robots::allow(&here, request)? {
            return Err(Error::Robots { host: here.host().to_owned() });
        }
        let arrival = match request.asked {
            _ if trail.len() > 1 => Arrival::SentOn,
            Asked::ByUser => Arrival::ByUser,
            Asked::ByProgram => Arrival::ByProgram,
        };
        let turn = polite::turn(&here, &request.give_up, arrival)?;
        // Waiting for one's turn is nothing that a server does.
        let deadline = *deadline.get_or_insert_with(|| Instant::now() + request.patience);
        let reply =
            Exchange { request, address: &here, deadline, is_first: trail.len() == 1, directory }.run();
        turn.end(reply.as_ref().err());
        match reply? {
            Reply::NotModified => return Ok(Answer::NotModified),
            Reply::Page(page) => return Ok(Answer::Page(Box::new(Page { moved, ..*page }))),
            Reply::Elsewhere { location, permanent } => {
                let next = hop::next(&here, &location)?;
                if trail.contains(&next) {
                    return Err(Error::Circle { host: next.host().to_owned() });
                }
                if trail.len() > MOST_HOPS {
                    return Err(Error::TooManyHops { most: MOST_HOPS });
                }
                is_permanent = is_permanent && permanent;
                if is_permanent {
                    moved = Some(next.clone());
                }
                trail.push(next);
            }
        }
    }
}

#[cfg(test)]
mod tests;
