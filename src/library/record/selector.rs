//! How an annotation names its words, as it stands on the disk.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Incomplete;
use super::lenient::Lenient;
use super::recent::Text;
use crate::annotation::{PositionSelector, QuoteSelector};
use crate::article::SafeText;

/// The words by what they are and by where they stood: a list of selectors.
#[derive(Default)]
pub(super) struct Selectors {
    quote: Option<QuoteSelector>,
    position: Option<PositionSelector>,
    /// That one of these two does not say what it must.
    lack: Option<Incomplete>,
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

impl Selectors {
    /// Those of these words.
    pub(super) fn new(quote: &QuoteSelector, position: PositionSelector) -> Self {
        Self { quote: Some(quote.clone()), position: Some(position), lack: None }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.quote.is_none() && self.position.is_none() && self.lack.is_none()
    }

    /// Both, where both are there.
    pub(super) fn read(self) -> Result<(QuoteSelector, PositionSelector), Incomplete> {
        self.lack.map_or(Ok(()), Err)?;
        self.quote.zip(self.position).ok_or(Incomplete)
    }

    /// Takes note of one; that of a newer program is left alone.
    fn add(&mut self, selector: &Selector<'_>) {
        let is_whole = match &*selector.kind.0 {
            QUOTE => {
                self.quote = selector.quote();
                self.quote.is_some()
            }
            POSITION => {
                self.position = selector.position();
                self.position.is_some()
            }
            _ => true,
        };
        if !is_whole {
            self.lack = Some(Incomplete);
        }
    }
}

impl Selector<'_> {
    fn quote(&self) -> Option<QuoteSelector> {
        let text = |field: &Option<Lenient<'_>>| field.as_ref().and_then(Lenient::text).map(SafeText::new);
        Some(QuoteSelector {
            exact: text(&self.exact)?,
            prefix: text(&self.prefix).unwrap_or_default(),
            suffix: text(&self.suffix).unwrap_or_default(),
        })
    }

    fn position(&self) -> Option<PositionSelector> {
        let number = |field: &Option<Lenient<'_>>| field.as_ref().and_then(Lenient::number);
        Some(PositionSelector { start: number(&self.start)?, end: number(&self.end)? })
    }
}

impl Serialize for Selectors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn text(text: &SafeText) -> Lenient<'_> {
            Lenient::Text(text.as_str().into())
        }
        let number = |number: usize| Lenient::Number(u64::try_from(number).unwrap_or(u64::MAX));
        let quote = self.quote.iter().map(|quote| Selector {
            kind: Text::from(QUOTE),
            exact: Some(text(&quote.exact)),
            prefix: Some(text(&quote.prefix)),
            suffix: Some(text(&quote.suffix)),
            ..Selector::default()
        });
        let position = self.position.iter().map(|position| Selector {
            kind: Text::from(POSITION),
            start: Some(number(position.start)),
            end: Some(number(position.end)),
            ..Selector::default()
        });
        serializer.collect_seq(quote.chain(position))
    }
}

impl<'de> Deserialize<'de> for Selectors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(List)
    }
}

struct List;

impl<'de> Visitor<'de> for List {
    type Value = Selectors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of selectors")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Selectors, A::Error> {
        let mut selectors = Selectors::default();
        while let Some(selector) = list.next_element::<Selector<'de>>()? {
            selectors.add(&selector);
        }
        Ok(selectors)
    }
}
