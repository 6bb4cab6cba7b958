//! The words that an annotation is about, as they stand on the disk: a Web Annotation's target.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use super::recent::{Recent, Text};
use super::selector::Selectors;
use crate::annotation::Target;
use crate::article::{Metadata, SafeText};

#[derive(Deserialize, Serialize)]
pub(in crate::library) struct DiskTarget<'a> {
    #[serde(borrow)]
    source: Text<'a>,
    digest: Text<'a>,
    #[serde(default)]
    metadata: DiskMetadata<'a>,
    selector: Selectors,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct DiskMetadata<'a> {
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
            selector: Selectors::new(&target.quote, target.position),
        }
    }
}

impl DiskTarget<'_> {
    /// The target that it stands for.
    pub(in crate::library) fn read(self, recent: &mut Recent) -> Result<Target, Incomplete> {
        let (quote, position) = self.selector.read()?;
        Ok(Target {
            origin: recent.text(&self.source),
            digest: recent.digest(&self.digest.0).ok_or(Incomplete)?,
            metadata: recent.metadata(&self.metadata),
            quote,
            position,
        })
    }
}

impl DiskMetadata<'_> {
    /// The metadata that it stands for.
    pub(super) fn read(&self) -> Metadata {
        let text = |field: &Option<Text<'_>>| field.as_ref().map(Text::safe);
        Metadata {
            title: text(&self.title),
            byline: text(&self.byline),
            publication: text(&self.publication),
            date: text(&self.date),
            url: text(&self.url),
            language: text(&self.language),
            ..Metadata::default()
        }
    }

    /// Whether it is what `metadata` would be written as.
    pub(super) fn is(&self, metadata: &Metadata) -> bool {
        [
            (&self.title, &metadata.title),
            (&self.byline, &metadata.byline),
            (&self.publication, &metadata.publication),
            (&self.date, &metadata.date),
            (&self.url, &metadata.url),
            (&self.language, &metadata.language),
        ]
        .into_iter()
        .all(|(field, known)| field.as_ref().map(|field| &*field.0) == known.as_deref())
    }
}
