//! Where an annotation's words are in a text, and how sure that is.

use super::Weighty;
use crate::span::Span;

/// Where an annotation's words are in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Here.
    Found(Span),
    /// Perhaps here: the reader is asked.
    Review(Review),
    /// Not in this text, or in more than one place: listed, exported, never moved.
    Orphan,
}

/// A place that the reader is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The words that stand in the place of the old ones.
    pub span: Span,
    /// Why it is not certain.
    pub why: Doubt,
    /// How much alike the old and the new words are, in percent.
    pub similarity: u8,
}

/// Why a place is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The article changed the words in something that the meaning hangs on.
    Changed(Weighty),
    /// The article changed the words.
    Reworded,
    /// The words are here, but not what stood around them.
    OtherContext,
    /// The words, or some much like them, are in another part of the article now.
    Elsewhere,
}

impl Doubt {
    /// A short name for it, which is kept with the reader's decision.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Reworded => "reworded",
            Self::OtherContext => "other-context",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// In words, for the reader: "the number changed".
    pub fn told(self) -> String {
        match self {
            Self::Changed(what) => format!("the article changed a {} here", what.name()),
            Self::Reworded => "the article changed the words".to_owned(),
            Self::OtherContext => "the words are here, but not what stood around them".to_owned(),
            Self::Elsewhere => "words like these are in another place now".to_owned(),
        }
    }
}

impl Anchor {
    /// The place where the words certainly are, if there is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Found(span) => Some(span),
            Self::Review(_) | Self::Orphan => None,
        }
    }

    /// The place that the reader is asked about, if there is one.
    pub fn review(self) -> Option<Review> {
        match self {
            Self::Review(review) => Some(review),
            Self::Found(_) | Self::Orphan => None,
        }
    }
}
