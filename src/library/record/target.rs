//! The words that an annotation is about, as they stand on the disk: a Web Annotation's target.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use super::recent::{Recent, Text};
use super::selector::{Selector, read_selectors, selectors};
use crate::annotation::Target;
use crate::article::{Metadata, SafeText};

#[derive(Deserialize, Serialize)]
pub(in crate::library) struct DiskTarget<'a> {
    #[serde(borrow)]
    source: Text<'a>,
    digest: Text<'a>,
    #[serde(default)]
    metadata: DiskMetadata<'a>,
    selector: Vec<Selector<'a>>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct DiskMetadata<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    title: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Text<'a>>,
}

impl<'a> From<&'a Target> for DiskTarget<'a> {
    fn from(target: &'a Target) -> Self {
        let text = |field: &'a Option<SafeText>| field.as_ref().map(Text::from);
        let metadata = &target.metadata;
        Self {
            source: Text::from(&target.origin),
            digest: Text(target.digest.to_string().into()),
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

impl DiskTarget<'_> {
    /// The target that it stands for.
    pub(in crate::library) fn read(self, recent: &mut Recent) -> Result<Target, Incomplete> {
        let (quote, position) = read_selectors(self.selector)?;
        Ok(Target {
            origin: recent.text(&self.source),
            digest: recent.digest(&self.digest.0).ok_or(Incomplete)?,
            metadata: self.metadata.read(recent),
            quote: quote.ok_or(Incomplete)?,
            position: position.ok_or(Incomplete)?,
        })
    }
}

impl DiskMetadata<'_> {
    fn read(self, recent: &mut Recent) -> Metadata {
        let mut text = |field: Option<Text<'_>>| field.map(|field| recent.text(&field));
        Metadata {
            title: text(self.title),
            byline: text(self.byline),
            publication: text(self.publication),
            date: text(self.date),
            url: text(self.url),
            language: text(self.language),
            ..Metadata::default()
        }
    }
}
