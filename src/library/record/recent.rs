//! Texts that came a moment ago: the records of one article repeat its name, its title, its origin.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::target::DiskMetadata;
use super::usual::Source;
use crate::annotation::Name;
use crate::article::{Digest, Metadata, SafeText};

/// A string of a record: a piece of the line itself where nothing in it was escaped.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl Text<'_> {
    /// The text, made safe.
    pub(super) fn safe(&self) -> SafeText {
        SafeText::new(&self.0)
    }

    /// The text, made safe, where the model has a plain text.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        if self.0.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Cow::Borrowed(&self.0);
        }
        Cow::Owned(self.safe().to_string())
    }

    /// The name that it is, safe to print.
    pub(super) fn name(&self) -> Name {
        Name::from(&*self.plain())
    }
}

impl From<&Name> for Text<'_> {
    fn from(name: &Name) -> Self {
        Self(Cow::Owned(name.to_string()))
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a SafeText> for Text<'a> {
    fn from(text: &'a SafeText) -> Self {
        Self(Cow::Borrowed(text))
    }
}

/// The last few texts that were made safe, each of which is kept once in memory however many records have it.
#[derive(Debug, Default)]
pub(in crate::library) struct Recent {
    texts: [SafeText; Self::MOST],
    next: usize,
    /// What the last record in the usual form says of its article, as it was written and as it was read.
    pub(super) source: Option<(String, Source)>,
    metadata: Arc<Metadata>,
    digest: Option<(String, Digest)>,
    device: Option<Arc<str>>,
}

impl Recent {
    /// More than one record has fields that repeat.
    const MOST: usize = 12;

    /// The text, made safe.
    pub(super) fn text(&mut self, text: &Text<'_>) -> SafeText {
        if let Some(known) = self.texts.iter().find(|known| known.as_str() == text.0) {
            return known.clone();
        }
        let safe = text.safe();
        if let Some(place) = self.texts.get_mut(self.next) {
            *place = safe.clone();
        }
        self.next = (self.next + 1) % Self::MOST;
        safe
    }

    /// The name of a device.
    pub(super) fn device(&mut self, text: &Text<'_>) -> Arc<str> {
        if let Some(known) = self.device.as_ref().filter(|known| ***known == *text.0) {
            return Arc::clone(known);
        }
        let name = Arc::<str>::from(text.plain());
        self.device = Some(Arc::clone(&name));
        name
    }

    /// What an article says about itself.
    pub(super) fn metadata(&mut self, metadata: &DiskMetadata<'_>) -> Arc<Metadata> {
        if !metadata.is(&self.metadata) {
            self.metadata = Arc::new(metadata.read());
        }
        Arc::clone(&self.metadata)
    }

    /// The digest with these digits.
    pub(super) fn digest(&mut self, digits: &str) -> Option<Digest> {
        if let Some((_, digest)) = self.digest.as_ref().filter(|(known, _)| known == digits) {
            return Some(*digest);
        }
        let digest = Digest::parse(digits)?;
        self.digest = Some((digits.to_owned(), digest));
        Some(digest)
    }
}
