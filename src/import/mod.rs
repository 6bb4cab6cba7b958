//! Bytes from outside become a [`Draft`]: one format a file.
//!
//! `sniff` tells text from binary data and one format from another, `charset` decodes, and the format's own
//! module reads: `plain` changes nothing, `mail` and `mhtml` take the page out of an e-mail or a saved page, `markdown`
//! and `html` hand their blocks to `page`, which makes each safe and joins them. What holds several articles, such as a
//! book (`epub`), an archive or a feed, gives each of them ([`found`](Found)); `kind` knows such by their structure.
//! `corpus` reads files of many articles row by row. `discovery` reads which feeds a page names. `target` says which links are harmless, `bare` finds addresses that
//! stand in a text. `masthead` reads title and name above a bare text. `fields` tidies titles, bylines and dates. `notes`
//! has the files of notes, which are
//! told apart by themselves. The room asks nobody: no disk, no net, no clock.

mod archive;
mod bare;
mod charset;
pub mod corpus;
mod discovery;
mod epub;
mod feed;
mod fields;
mod found;
mod front_matter;
mod gzip;
mod html;
mod kind;
mod mail;
mod markdown;
mod masthead;
mod mhtml;
mod news;
pub mod notes;
mod opml;
mod page;
mod pdf;
mod plain;
mod sniff;
mod target;
mod xml;

use crate::article::Draft;
pub use discovery::feeds_named;
pub use found::{Feed, FeedItem, Found, Haul, Pace, Part, Refusal, Subscription};
use kind::{Kind, Packing};
pub use opml::category;
use sniff::{Format, Message};

/// The endings of the names of files that hold articles.
pub const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "epub", "pdf", "zip", "gz", "xml", "nitf",
    "newsml", "ninjs", "json", "rss", "atom", "rdf", "opml", "eml", "mht", "mhtml", "csv", "tsv", "jsonl",
    "ndjson", "parquet",
];

/// What is known about bytes besides the bytes themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The name of the file; only its extension counts.
    pub file_name: Option<String>,
    /// The media type that a server gave, with its parameters: `text/html; charset=utf-8`.
    pub media_type: Option<String>,
    /// The address that they came from, which makes relative links whole.
    pub address: Option<String>,
}

/// Why bytes did not become a draft. The caller knows the path or address and adds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is not one byte of content.
    #[error("the file is empty")]
    Empty,
    /// The bytes are no text.
    #[error("this is {what}, not text")]
    Binary {
        /// What they are, with its article: "a PDF document", or "binary data" when that is all that is known.
        what: &'static str,
    },
    /// There is content, but no words to read: blanks only, or a page without an article.
    #[error("there is no text to read in it")]
    NoText,
    /// The words of a page come by a script, which is not run.
    #[error("this page shows its article only by a script, which is not run")]
    Script,
    /// It holds several articles.
    #[error("it holds {count} articles")]
    Several {
        /// How many.
        count: usize,
    },
    /// It names feeds and holds no article.
    #[error("it is a list of {count} feeds")]
    Outline {
        /// How many.
        count: usize,
    },
    /// A feed or an archive without anything to read.
    #[error("there is nothing to read in this {what}")]
    Nothing {
        /// What it is.
        what: &'static str,
    },
    /// Nobody without the key can read it.
    #[error("{what} is encrypted")]
    Locked {
        /// What it is, with its article.
        what: &'static str,
    },
    /// A PDF file of scanned pages.
    #[error("this PDF holds pictures of pages, not text")]
    Pictures,
    /// More bytes come out of it than are read.
    #[error("it is larger than {most}")]
    TooLarge {
        /// The most that is read, in words.
        most: &'static str,
    },
    /// More things are in it, or they lie deeper in each other, than in any file for readers.
    #[error("this {what} holds more than can be read")]
    TooMuch {
        /// What it is.
        what: &'static str,
    },
    /// It is not what it looks like.
    #[error("this {what} is broken")]
    Broken {
        /// What it looks like.
        what: &'static str,
    },
    /// A member of an archive that is not read.
    #[error("{why}")]
    Member {
        /// Why.
        why: &'static str,
    },
    /// A feed in a list that is none on the web.
    #[error("it is no address of the web")]
    NoAddress,
}

/// Reads one article of any format, told apart by content first and by `hint` where that is open.
///
/// # Errors
/// No content, binary data, nothing to read, or several articles.
///
/// ```
/// use sayso::import::{Hint, read};
/// let hint = Hint { file_name: Some("column.md".to_owned()), ..Hint::default() };
/// let draft = read(b"# The vote\n\n*Nobody* \"won\".", &hint)?;
/// assert_eq!(draft.metadata.title.as_deref(), Some("The vote"));
/// assert_eq!(draft.text.as_str(), "Nobody \"won\".");
/// # Ok::<(), sayso::import::Error>(())
/// ```
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Draft, Error> {
    read_all(bytes, hint)?.one()
}

/// Reads anything: one article, or what holds several.
///
/// # Errors
/// As [`read`].
pub fn read_all(bytes: &[u8], hint: &Hint) -> Result<Found, Error> {
    Ok(haul(bytes, hint)?.found)
}

/// The same, with what was refused of it: members of an archive, feeds of a list.
///
/// # Errors
/// As [`read`].
pub fn haul(bytes: &[u8], hint: &Hint) -> Result<Haul, Error> {
    haul_within(bytes, hint, 0)
}

/// Whether what begins like this may hold several articles, or none.
pub fn may_hold_several(start: &[u8], hint: &Hint) -> bool {
    match kind::packing(start) {
        Some(packing) => packing != Packing::Pdf,
        None => matches!(
            kind::of_text(&charset::decode(start, hint), hint),
            Some(Kind::Feed | Kind::Outline | Kind::NewsMl)
        ),
    }
}

/// What bytes are that begin like this, with the article, where they are no text: "zstd data", "binary data".
pub fn binary(start: &[u8]) -> Option<&'static str> {
    sniff::binary(start)
}

/// Whether what begins like this is known by its structure: packed, or one of the formats of newsrooms and feeds.
pub fn is_structured(start: &[u8], hint: &Hint) -> bool {
    kind::packing(start).is_some() || kind::of_text(&charset::decode(start, hint), hint).is_some()
}

/// The same within `depth` archives.
fn haul_within(bytes: &[u8], hint: &Hint, depth: u8) -> Result<Haul, Error> {
    match kind::packing(bytes) {
        Some(Packing::Gzip) => {
            let (unpacked, hint) = gzip::unpacked(bytes, hint)?;
            if kind::packing(&unpacked) == Some(Packing::Gzip) {
                return Err(Error::Member { why: "it is packed more than once" });
            }
            haul_within(&unpacked, &hint, depth)
        }
        Some(Packing::Zip) => archive::read(bytes, depth),
        Some(Packing::Pdf) => pdf::read(bytes).map(|draft| Haul::whole(Found::Article(draft))),
        None => text(bytes, hint),
    }
}

fn text(bytes: &[u8], hint: &Hint) -> Result<Haul, Error> {
    let article = |draft| Haul::whole(Found::Article(draft));
    if let Some(what) = sniff::binary(bytes) {
        return Err(Error::Binary { what });
    }
    match sniff::message(bytes, hint) {
        Some(Message::SavedPage) => return mhtml::read(bytes, hint).map(article),
        Some(Message::Letter) => return mail::read(bytes).map(article),
        None => {}
    }
    let text = charset::decode(bytes, hint);
    if text.is_empty() {
        return Err(Error::Empty);
    }
    let page = hint.address.as_deref();
    let found = match kind::of_text(&text, hint) {
        Some(Kind::Outline) => return opml::read(&text),
        Some(Kind::Feed) => Found::Feed(feed::read(&text)?),
        Some(Kind::Nitf) => Found::Article(news::nitf(&text)?),
        Some(Kind::NewsMl) => news::newsml(&text)?,
        Some(Kind::Ninjs) => Found::Article(news::ninjs(&text)?),
        None => {
            let mut draft = match sniff::format(&text, hint) {
                Format::Plain => plain::read(&text)?,
                Format::Markdown => markdown::read(&text, page)?,
                Format::Html => html::read(&text, page)?,
            };
            draft.metadata.url = draft.metadata.url.or_else(|| page.and_then(fields::line));
            Found::Article(draft)
        }
    };
    Ok(Haul::whole(found))
}

#[cfg(test)]
mod tests;
