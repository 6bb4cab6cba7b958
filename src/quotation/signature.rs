//! Who signs a block quotation, within it: “> We lost the room. — Ada Moore, Diaries”. The words are another's, the
//! signature is not.

use crate::span::Span;

/// A signature is no longer than this, in words.
const LONGEST: usize = 16;

/// Nor is it longer than this, in bytes, with its dash.
const FARTHEST: usize = 240;

/// Words that stand in names without a capital letter.
const SMALL: [&str; 16] =
    ["al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "in", "la", "of", "the", "van", "von"];

/// The part of a block quotation's paragraph before its signature: all of it where there is none, and nothing where the
/// paragraph is a signature.
pub(super) fn unsigned(text: &str, block: Span) -> Span {
    let words = block.of(text);
    let dashes = words.char_indices().filter(|(_, c)| is_dash(*c)).map(|(place, _)| place);
    let mut starts = dashes.filter(|place| words.len() - place <= FARTHEST).filter(|place| {
        let before = words.get(..*place).unwrap_or_default();
        let is_double =
            words.get(*place..).is_some_and(|rest| rest.starts_with("--") || !rest.starts_with('-'));
        is_double && !before.ends_with(is_dash) && ends_a_sentence(before)
    });
    let signs =
        |place: &usize| is_name(words.get(*place..).unwrap_or_default().trim_start_matches(is_dash).trim());
    match starts.rfind(signs) {
        Some(place) => {
            let kept = words.get(..place).unwrap_or_default().trim_end();
            Span::new(block.start, block.start + kept.len())
        }
        None => block,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

/// Whether a signature may follow: at the start, in a new line, or behind the end of a sentence.
fn ends_a_sentence(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t', '\u{a0}']);
    line.is_empty()
        || line.ends_with('\n')
        || line.trim_end_matches(['”', '"', '’', '\'', '»', ')']).ends_with(['.', '!', '?', '…'])
}

/// Whether this names somebody, maybe with what they are or where it stands: “Ada Moore, 45, in her Diaries”.
fn is_name(signature: &str) -> bool {
    let named = signature.split(',').next().unwrap_or_default();
    let mut words = named.split_whitespace().peekable();
    let begins = words.peek().is_some_and(|word| *word == "the" || word.starts_with(char::is_uppercase));
    begins
        && words.all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word))
        && signature.split_whitespace().count() <= LONGEST
        && !signature.contains('\n')
        && !signature.ends_with(['!', '?', '…', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_signature() {
        for (text, expected) in [
            ("We lost the room. — Ada Moore", "We lost the room."),
            ("We lost the room.\n— Ada Moore, Diaries, 1902", "We lost the room."),
            ("“We lost the room.” -- Al de la Coe, Diaries", "“We lost the room.”"),
            ("We lost – all of it! ― the Mayor of Mill Creek, at 81", "We lost – all of it!"),
            ("— Martha Quill, Mill Creek", ""),
            ("We lost the room. — And then it came.", "We lost the room. — And then it came."),
            ("We lost the room — Ada Moore said so.", "We lost the room — Ada Moore said so."),
            ("We lost. - Ada Moore", "We lost. - Ada Moore"),
            ("We lost. — Ada! Moore!", "We lost. — Ada! Moore!"),
            ("We lost. —", "We lost. —"),
            ("", ""),
        ] {
            assert_eq!(unsigned(text, Span::new(0, text.len())).of(text), expected, "{text}");
        }
    }
}
