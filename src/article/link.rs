//! Words that lead somewhere else.

use std::fmt;

use super::SafeText;
use crate::span::Span;

/// Words of an article, and where they lead. The words stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
}

/// Where a link leads. An importer makes each, and only of these kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a byte of the same text: a heading, a note, the words that a note belongs to.
    Place(usize),
    /// To a file beside this one or in a folder below, by its path from here.
    File(SafeText),
    /// Out of the article: an address that begins with `https://`, `http://` or `mailto:`.
    Address(SafeText),
}

impl Target {
    /// The address, if it leads out of the article.
    pub fn address(&self) -> Option<&SafeText> {
        match self {
            Self::Address(address) => Some(address),
            Self::Place(_) | Self::File(_) => None,
        }
    }
}

impl fmt::Display for Target {
    /// The address or the file; a place in the article as the words there are for its readers to say.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(_) => f.write_str("a place in this article"),
            Self::File(name) => f.write_str(name),
            Self::Address(address) => f.write_str(address),
        }
    }
}
