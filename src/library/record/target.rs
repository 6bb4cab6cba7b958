//! The words that an annotation is about, as they stand on the disk: a Web Annotation's target.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use super::lenient::Lenient;
use super::recent::{Recent, Text};
use crate::annotation::{PositionSelector, QuoteSelector, Target};
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

/// How the words are found; positions count code points. Which of the fields there are follows from the type; the selectors
/// of a newer program stay in the file.
#[derive(Default, Deserialize, Serialize)]
struct Selector<'a> {
    #[serde(borrow, rename = "type")]
    kind: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact: Option<Lenient<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefix: Option<Lenient<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suffix: Option<Lenient<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<Lenient<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<Lenient<'a>>,
}

const QUOTE: &str = "TextQuoteSelector";
const POSITION: &str = "TextPositionSelector";

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
            selector: vec![
                Selector {
                    kind: Text::from(QUOTE),
                    exact: Some(Lenient::Text(target.quote.exact.as_str().into())),
                    prefix: Some(Lenient::Text(target.quote.prefix.as_str().into())),
                    suffix: Some(Lenient::Text(target.quote.suffix.as_str().into())),
                    ..Selector::default()
                },
                Selector {
                    kind: Text::from(POSITION),
                    start: Some(number(target.position.start)),
                    end: Some(number(target.position.end)),
                    ..Selector::default()
                },
            ],
        }
    }
}

fn number(number: usize) -> Lenient<'static> {
    Lenient::Number(u64::try_from(number).unwrap_or(u64::MAX))
}

impl DiskTarget<'_> {
    /// The target that it stands for.
    pub(in crate::library) fn read(self, recent: &mut Recent) -> Result<Target, Incomplete> {
        let (mut quote, mut position) = (None, None);
        for selector in self.selector {
            let text =
                |field: &Option<Lenient<'_>>| field.as_ref().and_then(Lenient::text).map(SafeText::new);
            let number = |field: &Option<Lenient<'_>>| field.as_ref().and_then(Lenient::number);
            match &*selector.kind.0 {
                QUOTE => {
                    quote = Some(QuoteSelector {
                        exact: text(&selector.exact).ok_or(Incomplete)?,
                        prefix: text(&selector.prefix).unwrap_or_default(),
                        suffix: text(&selector.suffix).unwrap_or_default(),
                    });
                }
                POSITION => {
                    let (start, end) = (number(&selector.start), number(&selector.end));
                    let (start, end) = start.zip(end).ok_or(Incomplete)?;
                    position = Some(PositionSelector { start, end });
                }
                _ => {}
            }
        }
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
        }
    }
}
