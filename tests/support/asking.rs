//! Asks a server for a page, as a user does.

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use sayso::fetch::{self, Address, Answer, Error, Page, Request};

/// What a user asks, with less patience.
pub(crate) fn request(address: &str) -> Request {
    Request { patience: Duration::from_secs(10), ..Request::named(Address::parse(address).unwrap()) }
}

/// The page at `address`, of which nothing is here yet.
pub(crate) fn get(address: &str) -> Result<Page, Error> {
    match fetch::get(&request(address))? {
        Answer::Page(page) => Ok(*page),
        Answer::NotModified => panic!("nothing was said to be here already"),
    }
}

/// `bytes` as a server packs them with gzip.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
