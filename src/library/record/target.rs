//! The words that an annotation is about, as they stand on the disk: a Web Annotation's target.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use crate::annotation::{PositionSelector, QuoteSelector, Target};
use crate::article::{Digest, Metadata, SafeText};

#[derive(Deserialize, Serialize)]
pub(in crate::library) struct DiskTarget {
    source: String,
    digest: String,
    #[serde(default)]
    metadata: DiskMetadata,
    selector: Vec<Selector>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct DiskMetadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// How the words are found; positions count code points.
#[derive(Deserialize, Serialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
    },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    /// A selector of a newer program, which stays in the file.
    #[serde(other)]
    Unknown,
}

impl From<&Target> for DiskTarget {
    fn from(target: &Target) -> Self {
        let text = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string);
        let metadata = &target.metadata;
        Self {
            source: target.origin.to_string(),
            digest: target.digest.to_string(),
            metadata: DiskMetadata {
                title: text(&metadata.title),
                byline: text(&metadata.byline),
                publication: text(&metadata.publication),
                date: text(&metadata.date),
                url: text(&metadata.url),
                language: text(&metadata.language),
            },
            selector: vec![
                Selector::Quote {
                    exact: target.quote.exact.to_string(),
                    prefix: target.quote.prefix.to_string(),
                    suffix: target.quote.suffix.to_string(),
                },
                Selector::Position { start: target.position.start, end: target.position.end },
            ],
        }
    }
}

impl TryFrom<DiskTarget> for Target {
    type Error = Incomplete;

    fn try_from(target: DiskTarget) -> Result<Self, Incomplete> {
        let (mut quote, mut position) = (None, None);
        for selector in target.selector {
            match selector {
                Selector::Quote { exact, prefix, suffix } => {
                    quote = Some(QuoteSelector {
                        exact: SafeText::from_string(exact),
                        prefix: SafeText::from_string(prefix),
                        suffix: SafeText::from_string(suffix),
                    });
                }
                Selector::Position { start, end } => position = Some(PositionSelector { start, end }),
                Selector::Unknown => {}
            }
        }
        Ok(Self {
            origin: SafeText::from_string(target.source),
            digest: Digest::parse(&target.digest).ok_or(Incomplete)?,
            metadata: target.metadata.into(),
            quote: quote.ok_or(Incomplete)?,
            position: position.ok_or(Incomplete)?,
        })
    }
}

impl From<DiskMetadata> for Metadata {
    fn from(metadata: DiskMetadata) -> Self {
        let text = |field: Option<String>| field.map(SafeText::from_string);
        Self {
            title: text(metadata.title),
            byline: text(metadata.byline),
            publication: text(metadata.publication),
            date: text(metadata.date),
            url: text(metadata.url),
            language: text(metadata.language),
        }
    }
}
