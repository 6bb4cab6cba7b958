//! Bytes from outside become a [`Draft`]: one format a file.
//!
//! `sniff` tells text from binary data and one format from another, `charset` decodes, and the format's own
//! module reads: `plain` changes nothing, `mail` and `mhtml` take the page out of an e-mail or a saved page, `markdown`
//! and `html` hand their blocks to `page`, which makes each safe and joins them. `target` says which links are harmless,
//! `bare` finds addresses that stand in a text. `masthead` reads title and name above a bare text. `fields` tidies titles,
//! bylines and dates. `corpus` reads files of many articles row by row. `notes` has the files of notes, which are
//! told apart by themselves. The room asks nobody: no disk, no net, no clock.

mod bare;
mod charset;
pub mod corpus;
mod fields;
mod front_matter;
mod html;
mod mail;
mod markdown;
mod masthead;
mod mhtml;
pub mod notes;
mod page;
mod plain;
mod sniff;
mod target;

use crate::article::Draft;
use sniff::{Format, Message};

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
}

/// Reads a text file, a Markdown file, a web page, one saved as MHTML or an e-mail, told apart by content first and by `hint` where that is open.
///
/// # Errors
/// No content, binary data, or nothing to read.
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
    if let Some(what) = sniff::binary(bytes) {
        return Err(Error::Binary { what });
    }
    match sniff::message(bytes, hint) {
        Some(Message::SavedPage) => return mhtml::read(bytes, hint),
        Some(Message::Letter) => return mail::read(bytes),
        None => {}
    }
    let text = charset::decode(bytes, hint);
    if text.is_empty() {
        return Err(Error::Empty);
    }
    let page = hint.address.as_deref();
    let mut draft = match sniff::format(&text, hint) {
        Format::Plain => plain::read(&text),
        Format::Markdown => markdown::read(&text, page),
        Format::Html => html::read(&text, page),
    }?;
    draft.metadata.url = draft.metadata.url.or_else(|| page.and_then(fields::line));
    Ok(draft)
}

#[cfg(test)]
mod tests;
