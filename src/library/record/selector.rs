//! How an annotation names its words, as it stands on the disk.

use serde::{Deserialize, Serialize};

use super::Incomplete;
use super::lenient::Lenient;
use super::recent::Text;
use crate::annotation::{PositionSelector, QuoteSelector};
use crate::article::SafeText;

/// How the words are found; positions count code points. Which of the fields there are follows from the type; the selectors
/// of a newer program stay in the file.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Selector<'a> {
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

/// The words by what they are and by where they stood.
pub(super) fn selectors(quote: &QuoteSelector, position: PositionSelector) -> Vec<Selector<'_>> {
    vec![
        Selector {
            kind: Text::from(QUOTE),
            exact: Some(Lenient::Text(quote.exact.as_str().into())),
            prefix: Some(Lenient::Text(quote.prefix.as_str().into())),
            suffix: Some(Lenient::Text(quote.suffix.as_str().into())),
            ..Selector::default()
        },
        Selector {
            kind: Text::from(POSITION),
            start: Some(number(position.start)),
            end: Some(number(position.end)),
            ..Selector::default()
        },
    ]
}

/// The same, read; a selector of a newer program is left alone.
pub(super) fn read_selectors(
    selectors: Vec<Selector<'_>>,
) -> Result<(Option<QuoteSelector>, Option<PositionSelector>), Incomplete> {
    let (mut quote, mut position) = (None, None);
    for selector in selectors {
        let text = |field: &Option<Lenient<'_>>| field.as_ref().and_then(Lenient::text).map(SafeText::new);
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
    Ok((quote, position))
}

fn number(number: usize) -> Lenient<'static> {
    Lenient::Number(u64::try_from(number).unwrap_or(u64::MAX))
}
