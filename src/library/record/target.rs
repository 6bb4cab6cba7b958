//! The words that an annotation is about, as they stand on the disk: a Web Annotation's target.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use crate::annotation::Target;
use crate::article::{Digest, Metadata, SafeText};
use crate::library::selector::{Selector, read_selectors, selectors};

#[derive(Deserialize, Serialize)]
pub(super) struct DiskTarget {
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
            selector: selectors(&target.quote, target.position),
        }
    }
}

impl TryFrom<DiskTarget> for Target {
    type Error = Incomplete;

    fn try_from(target: DiskTarget) -> Result<Self, Incomplete> {
        let (quote, position) = read_selectors(target.selector);
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
