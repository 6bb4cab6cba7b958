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
mod judgement;
mod name;
mod note_draft;
mod notebook;
mod operation;
#[cfg(test)]
pub(crate) mod sample;
mod selector;

pub use colour::Colour;
pub use correction::Correction;
pub use judgement::{Judgement, Verdict};
pub use name::Name;
pub use note_draft::NoteDraft;
pub use notebook::{Entry, Notebook, Reversal};
pub use operation::{Change, Clock, Operation, OperationId, Request};
pub use selector::{PositionSelector, QuoteSelector};

use std::sync::Arc;

use crate::article::{Article, Digest, Metadata, Origin, SafeText};
use crate::span::Span;

/// The name of an annotation, never changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub Name);

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
    pub metadata: Arc<Metadata>,
    /// The words and what stands around them.
    pub quote: QuoteSelector,
    /// Where they stood.
    pub position: PositionSelector,
}

impl Target {
    /// The target for the words at `span` of `article`.
    pub fn new(article: &Article, span: Span) -> Self {
        let metadata = Metadata { title: Some(article.display_title()), ..article.metadata.clone() };
        Self {
            origin: SafeText::new(&article.origin.to_string()),
            digest: article.digest,
            metadata: Arc::new(metadata),
            quote: QuoteSelector::new(article.text(), span),
            position: PositionSelector::new(article.text(), span),
        }
    }

    /// Whether its text came from `origin`. What is piped in has no name to be known again by.
    pub fn is_from(&self, origin: &Origin) -> bool {
        *origin != Origin::StandardInput && self.origin == SafeText::new(&origin.to_string())
    }

    /// Whether its text was at the web address `url`. The front of a site is no address of an article.
    pub fn is_at(&self, url: Option<&SafeText>) -> bool {
        let own = self.metadata.url.as_deref().and_then(canonical);
        own.is_some() && own == url.map(SafeText::as_str).and_then(canonical)
    }
}

/// What two addresses of one page have in common: scheme, "www." and what leads to a place in the page are left out.
fn canonical(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("://")?;
    let (host, path) = rest.split('#').next()?.split_once('/')?;
    let (host, path) = (host.to_lowercase(), path.trim_end_matches('/'));
    (!path.is_empty()).then(|| format!("{}/{path}", host.trim_start_matches("www.")))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_page_has_one_address() {
        let page = canonical("https://www.example.org/a/b/#c");
        assert!(page.is_some() && page == canonical("http://Example.org/a/b"));
        assert_ne!(page, canonical("https://example.org/a/c"));
        for none in ["https://example.org/", "https://example.org", "a/b", ""] {
            assert_eq!(canonical(none), None, "{none}");
        }
    }
}
