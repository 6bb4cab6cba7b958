//! What the reader marks or writes, in the shape of the W3C Web Annotation Data Model (2017).
//!
//! An [`Annotation`] has a [`Target`] (words of one text, by quotation and by position) and bodies: a note and tags, or a
//! [`Correction`] of what the program found there.
//! It changes only through [`Operation`]s, which are added to a journal and never taken out; a [`Notebook`] is
//! what a set of operations amounts to. [`anchor`] finds a target again in a text.

pub mod anchor;
mod colour;
mod correction;
pub mod inline_tag;
mod note_draft;
mod notebook;
mod operation;
#[cfg(test)]
pub(crate) mod sample;
mod selector;

pub use colour::Colour;
pub use correction::Correction;
pub use note_draft::NoteDraft;
pub use notebook::{Entry, Notebook, Reversal};
pub use operation::{Change, Clock, Operation, OperationId, Request};
pub use selector::{PositionSelector, QuoteSelector};

use crate::article::{Article, Digest, Metadata, Origin, SafeText};
use crate::span::Span;

/// The name of an annotation: a UUID, given once and never changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub String);

/// A moment, in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// One mark of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// The words it is about.
    pub target: Target,
    /// What the reader wrote; a bare highlight has none.
    pub note: Option<SafeText>,
    /// The reader's keywords.
    pub tags: Vec<SafeText>,
    /// How its words are painted; `None` for a bookmark and for a correction, which paint nothing.
    pub colour: Option<Colour>,
    /// What it sets right of what the program found; most set nothing right.
    pub correction: Option<Correction>,
    /// When it was made.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
}

impl Annotation {
    /// Whether it is a bookmark: a place to come back to, with or without a note.
    pub fn is_bookmark(&self) -> bool {
        self.colour.is_none() && self.correction.is_none()
    }
}

/// An annotation that has no name and time yet: what the reader asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotationDraft {
    /// The words it is about.
    pub target: Target,
    /// What the reader wrote.
    pub note: Option<SafeText>,
    /// The reader's keywords.
    pub tags: Vec<SafeText>,
    /// How its words are painted; `None` for a bookmark and for a correction.
    pub colour: Option<Colour>,
    /// What it sets right of what the program found.
    pub correction: Option<Correction>,
}

/// The words an annotation is about, and enough of where they stood to stand on their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where the article came from, as [`crate::article::Origin`] prints it.
    pub origin: SafeText,
    /// The digest of the text that was annotated.
    pub digest: Digest,
    /// What the article said about itself; its first words for a title where it has none.
    pub metadata: Metadata,
    /// The words and what stands around them.
    pub quote: QuoteSelector,
    /// Where they stood.
    pub position: PositionSelector,
}

impl Target {
    /// The target for the words at `span` of `article`.
    pub fn new(article: &Article, span: Span) -> Self {
        Self {
            origin: SafeText::new(&article.origin.to_string()),
            digest: article.digest,
            metadata: Metadata { title: Some(article.display_title()), ..article.metadata.clone() },
            quote: QuoteSelector::new(article.text(), span),
            position: PositionSelector::new(article.text(), span),
        }
    }
    /// Whether it is about `article`: the same text, or another text from the same origin.
    pub fn concerns(&self, article: &Article) -> bool {
        self.digest == article.digest || self.is_from(&article.origin)
    }

    /// Whether its text came from `origin`. What is piped in has no name to be known again by.
    pub fn is_from(&self, origin: &Origin) -> bool {
        *origin != Origin::StandardInput && self.origin == SafeText::new(&origin.to_string())
    }
}
