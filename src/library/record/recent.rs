//! Texts that came a moment ago: the records of one article repeat its name, its title, its origin.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{Digest, SafeText};

/// A string of a record: a piece of the line itself where nothing in it was escaped.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl Text<'_> {
    /// The text, made safe.
    pub(super) fn safe(&self) -> SafeText {
        SafeText::new(&self.0)
    }

    /// A name as the model has it: plain, and safe to print.
    pub(super) fn name(&self) -> Arc<str> {
        if self.0.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Arc::from(&*self.0);
        }
        Arc::from(self.safe().as_str())
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
        let name = text.name();
        self.device = Some(Arc::clone(&name));
        name
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
