//! The words of one block made safe and tidied, with places in them kept.

use crate::article::{BlockKind, SafeText};

/// The words of a block as they will stand in the text.
#[derive(Debug, Default)]
pub(super) struct Tidy {
    pub(super) text: String,
    /// Stretches that were kept: where each stood, where it stands now, how long it is.
    kept: Vec<(usize, usize, usize)>,
    /// Where the places that were asked for stand among the words before they were tidied; empty when they were lost.
    places: Vec<usize>,
}

/// A character that no text has, put where a place is to be kept.
const HERE: char = '\u{fdd0}';

/// Makes `words` safe and tidy. `places` are bytes of it, in order; they come back through [`Tidy::start`] and
/// [`Tidy::end`]. The words that come out never depend on them: where both cannot be had, the places are lost.
pub(super) fn tidied(kind: BlockKind, words: String, places: &[usize]) -> Tidy {
    if places.is_empty() {
        return set(kind, &SafeText::from_string(words), Vec::new());
    }
    let marked = with_marks(&words, places);
    let safe = SafeText::from_string(words);
    let (unmarked, found) = without_marks(&SafeText::from_string(marked));
    let is_same = unmarked == safe.as_str() && found.len() == places.len();
    set(kind, &safe, if is_same { found } else { Vec::new() })
}

impl Tidy {
    /// Where words that begin at the place with this number begin now; `None` when the places were lost.
    pub(super) fn start(&self, number: usize) -> Option<usize> {
        let place = *self.places.get(number)?;
        let next = self.kept.partition_point(|(from, _, length)| from + length <= place);
        let start = self.kept.get(next).map(|(from, to, _)| to + place.saturating_sub(*from));
        Some(start.unwrap_or(self.text.len()))
    }

    /// Where words that end at the place with this number end now; `None` when the places were lost.
    pub(super) fn end(&self, number: usize) -> Option<usize> {
        let place = *self.places.get(number)?;
        let next = self.kept.partition_point(|(from, ..)| *from < place);
        let last = next.checked_sub(1).and_then(|last| self.kept.get(last));
        Some(last.map_or(0, |(from, to, length)| to + (place - from).min(*length)))
    }
}

fn with_marks(words: &str, places: &[usize]) -> String {
    let mut marked = String::with_capacity(words.len() + places.len() * HERE.len_utf8());
    let mut done = 0;
    for place in places {
        marked.push_str(words.get(done..*place).unwrap_or_default());
        marked.push(HERE);
        done = *place;
    }
    marked.push_str(words.get(done..).unwrap_or_default());
    marked
}

fn without_marks(marked: &str) -> (String, Vec<usize>) {
    let mut words = String::with_capacity(marked.len());
    let mut places = Vec::new();
    for (number, part) in marked.split(HERE).enumerate() {
        if number > 0 {
            places.push(words.len());
        }
        words.push_str(part);
    }
    (words, places)
}

/// `safe` without white space at the ends of its lines; empty when it has nothing to see.
/// The result is still safe: only white space and byte-order marks are taken out.
fn set(kind: BlockKind, safe: &str, places: Vec<usize>) -> Tidy {
    let mut tidy = Tidy { text: String::with_capacity(safe.len()), kept: Vec::new(), places };
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    if safe.chars().all(is_blank) {
        return tidy;
    }
    let is_edge = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut place = safe.len() - safe.trim_start_matches(is_edge).len();
    let mut is_first = true;
    for line in safe.trim_matches(is_edge).split('\n') {
        let next = place + line.len() + 1;
        let (from, line) = match kind {
            BlockKind::Preformatted => (place, line.trim_end()),
            _ => (place + line.len() - line.trim_start().len(), line.trim()),
        };
        place = next;
        if line.is_empty() && kind != BlockKind::Preformatted {
            continue;
        }
        if !is_first {
            tidy.text.push(if matches!(kind, BlockKind::Heading(_)) { ' ' } else { '\n' });
        }
        tidy.kept.push((from, tidy.text.len(), line.len()));
        tidy.text.push_str(line);
        is_first = false;
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between the braces of `words`, after it was tidied without them.
    fn between(words: &str) -> Option<String> {
        let (open, close) = (words.find('{').unwrap(), words.find('}').unwrap());
        let bare = words.replace(['{', '}'], "");
        let tidy = tidied(BlockKind::Paragraph, bare, &[open, close - 1]);
        let (start, end) = (tidy.start(0)?, tidy.end(1)?);
        Some(tidy.text.get(start..end.max(start)).unwrap().to_owned())
    }

    #[test]
    fn places_stay_with_their_words() {
        for (words, expected) in [
            ("a {b c} d", "b c"),
            ("{ a } b", "a "),
            ("a{ \n }b", ""),
            ("a {b \n c} d", "b\nc"),
            ("  \u{feff} {a}", "a"),
            ("\x1b]0;x\x07a {\r\nb\u{85}} c", "b"),
            ("{}", ""),
        ] {
            assert_eq!(between(words).as_deref(), Some(expected), "{words:?}");
        }
    }

    #[test]
    fn a_place_inside_an_escape_sequence_is_lost_and_the_words_are_not() {
        let tidy = tidied(BlockKind::Paragraph, "a\x1b]0;title\x07b".to_owned(), &[5, 6]);
        assert_eq!((tidy.text.as_str(), tidy.start(0), tidy.end(1)), ("ab", None, None));
        let tidy = tidied(BlockKind::Paragraph, "a\u{fdd0}b c".to_owned(), &[1]);
        assert_eq!((tidy.text.as_str(), tidy.start(0)), ("a\u{fdd0}b c", None));
    }
}
