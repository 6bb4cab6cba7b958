//! A text with its places in code points, and what two stretches of it share.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use sayso::span::Span;

/// What is not looked at at the two ends of a piece.
const EDGE: &str = " \t\n\r\"'“”‘’„«»`,.;:!?…—–-()[]";
/// A word, with one apostrophe in it or none.
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\W_]+(?:['’][^\W_]+)?").ok());
/// Words that alone make no mention.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "in", "for", "his", "her", "their", "mr", "mrs", "ms", "dr", "sen",
    "rep", "gov", "s",
];

/// From one code point up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Stretch {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Shared characters of all that either has.
    pub(crate) fn overlap(self, other: Self) -> f64 {
        let end = self.end.min(other.end);
        let shared = end.saturating_sub(self.start.max(other.start));
        shared as f64 / (self.end.max(other.end) - self.start.min(other.start)).max(1) as f64
    }

    /// Whether one stands for the other: at least half of it is shared.
    pub(crate) fn fits(self, other: Self) -> bool {
        self.overlap(other) >= 0.5
    }
}

/// A text.
#[derive(Debug)]
pub(crate) struct Text {
    text: String,
    /// The first byte of each code point, and the length.
    bytes: Vec<usize>,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, bytes }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn of(&self, stretch: Stretch) -> &str {
        Span::new(self.byte(stretch.start), self.byte(stretch.end)).of(&self.text)
    }

    fn byte(&self, point: usize) -> usize {
        self.bytes.get(point).copied().unwrap_or(self.text.len())
    }

    /// The stretch without the blanks, marks and punctuation at its ends; `None` where nothing is left.
    pub(crate) fn trimmed(&self, stretch: Stretch) -> Option<Stretch> {
        let words = self.of(stretch);
        let is_edge = |c: char| EDGE.contains(c);
        let before = words.chars().take_while(|&c| is_edge(c)).count();
        let kept = words.trim_matches(is_edge).chars().count();
        (kept > 0).then(|| Stretch::new(stretch.start + before, stretch.start + before + kept))
    }

    /// Whether two stretches share a word, "the" and the like apart where there are others.
    pub(crate) fn share_word(&self, one: Stretch, other: Stretch) -> bool {
        !self.words(one).is_disjoint(&self.words(other))
    }

    /// Where the words of a stretch begin, in bytes.
    fn words(&self, stretch: Stretch) -> BTreeSet<usize> {
        let start = self.byte(stretch.start);
        let all: Vec<(usize, &str)> = words(self.of(stretch)).collect();
        let is_small = |word: &str| SMALL.contains(&word.to_lowercase().as_str());
        let large: BTreeSet<usize> =
            all.iter().filter(|(_, word)| !is_small(word)).map(|(at, _)| start + at).collect();
        if large.is_empty() { all.iter().map(|(at, _)| start + at).collect() } else { large }
    }
}

/// The words of a text, each with its first byte.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    WORD.iter().flat_map(move |word| word.find_iter(text).map(|found| (found.start(), found.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_shared_of_either() {
        for (a, b, shared) in [((0, 4), (2, 6), 2.0 / 6.0), ((0, 4), (0, 4), 1.0), ((0, 4), (4, 6), 0.0)] {
            let overlap = Stretch::new(a.0, a.1).overlap(Stretch::new(b.0, b.1));
            assert!((overlap - shared).abs() < 1e-12, "{a:?} {b:?}: {overlap}");
        }
        assert!(Stretch::new(0, 4).fits(Stretch::new(0, 8)));
        assert!(!Stretch::new(0, 4).fits(Stretch::new(0, 9)));
    }

    #[test]
    fn edges_are_marks_and_punctuation() {
        for (text, words) in [("“É, no.”", Some("É, no")), ("—(yes)", Some("yes")), ("“…”", None)]
        {
            let text = Text::new(text.to_owned());
            let whole = Stretch::new(0, text.as_str().chars().count());
            assert_eq!(text.trimmed(whole).map(|trimmed| text.of(trimmed)), words, "{text:?}");
        }
    }

    #[test]
    fn small_words_count_where_there_are_no_others() {
        let text = Text::new("“É” the mayor of Rye; the".to_owned());
        let (mayor, town, the) = (Stretch::new(4, 13), Stretch::new(14, 20), Stretch::new(4, 7));
        assert_eq!((text.of(mayor), text.of(town), text.of(the)), ("the mayor", "of Rye", "the"));
        assert!(text.share_word(mayor, Stretch::new(4, 20)));
        assert!(!text.share_word(mayor, town));
        assert!(!text.share_word(mayor, the) && text.share_word(the, the));
    }
}
