//! Plain text: made safe and otherwise left exactly as it is, blanks and line ends included.

use super::{Error, bare, masthead};
use crate::article::{Draft, Metadata, SafeText};
use crate::span::Span;

/// The draft of a decoded plain text. It has no blocks: paragraphs are found later, as spans. Addresses in it are
/// links; title and name are read where they stand above it.
///
/// # Errors
/// A text of white space only.
pub(super) fn read(text: &str) -> Result<Draft, Error> {
    let text = SafeText::new(text);
    if text.trim().is_empty() {
        return Err(Error::NoText);
    }
    let links = bare::links(&text, Span::new(0, text.len()));
    let mut metadata = Metadata::default();
    masthead::read(text.lines(), &mut metadata);
    Ok(Draft { text, links, metadata, ..Draft::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_nothing_in_a_clean_text() {
        for text in ["  a  b \n\n\tc  \n\n", "<p> *x* & &amp; `y`", "\n\nlate start"] {
            let draft = read(text).unwrap();
            assert_eq!(draft.text.as_str(), text);
            assert!(draft.blocks.is_empty());
        }
    }

    #[test]
    fn refuses_white_space() {
        assert_eq!(read(" \n\t "), Err(Error::NoText));
    }
}
