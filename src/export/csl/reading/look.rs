//! What is done to what is written: affixes, quotation marks, letters.

use super::Reader;
use crate::export::csl::letter_case::LetterCase;
use crate::export::csl::part::Look;
use crate::export::csl::xml::Element;

/// The attributes of it.
pub(super) const LOOK: &[&str] = &["prefix", "suffix", "quotes", "text-case", "strip-periods", "display"];

impl Reader {
    pub(super) fn look(&mut self, element: &Element) -> Look {
        let text = |name| element.attribute(name).unwrap_or_default().to_owned();
        let is_true = |name| element.attribute(name) == Some("true");
        let named = element.attribute("text-case");
        let case = named.and_then(LetterCase::named);
        if let Some(name) = named.filter(|name| case.is_none() && *name != "normal") {
            self.notice(element.line, format!("text-case=“{name}” is left out"));
        }
        Look {
            prefix: text("prefix"),
            suffix: text("suffix"),
            case,
            in_quotes: is_true("quotes"),
            without_points: is_true("strip-periods"),
            stands_apart: element.attribute("display").is_some(),
        }
    }
}
