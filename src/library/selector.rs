//! How an annotation names its words, as it stands on the disk.

use serde::{Deserialize, Serialize};

use crate::annotation::{PositionSelector, QuoteSelector};
use crate::article::SafeText;

/// How the words are found; positions count code points.
#[derive(Deserialize, Serialize)]
#[serde(tag = "type")]
pub(super) enum Selector {
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

/// The words by what they are and by where they stood.
pub(super) fn selectors(quote: &QuoteSelector, position: PositionSelector) -> Vec<Selector> {
    let (exact, prefix, suffix) =
        (quote.exact.to_string(), quote.prefix.to_string(), quote.suffix.to_string());
    let PositionSelector { start, end } = position;
    vec![Selector::Quote { exact, prefix, suffix }, Selector::Position { start, end }]
}

/// The same, read; a selector of a newer program is left alone.
pub(super) fn read_selectors(selectors: Vec<Selector>) -> (Option<QuoteSelector>, Option<PositionSelector>) {
    let (mut quote, mut position) = (None, None);
    for selector in selectors {
        match selector {
            Selector::Quote { exact, prefix, suffix } => {
                let [exact, prefix, suffix] = [exact, prefix, suffix].map(SafeText::from_string);
                quote = Some(QuoteSelector { exact, prefix, suffix });
            }
            Selector::Position { start, end } => position = Some(PositionSelector { start, end }),
            Selector::Unknown => {}
        }
    }
    (quote, position)
}
