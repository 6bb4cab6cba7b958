//! Which word of an old text is which word of a new one.
//!
//! Pieces, about a sentence each, are compared first, then the words of those that changed (Myers, "An O(ND) Difference
//! Algorithm and Its Variations", Algorithmica 1986, with the bounds of GNU diff, so that no text takes long). What is left is
//! compared letter by letter: a word with a typing error is still that word.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::words::Words;
use crate::span::Span;

/// For each word of the old text, or of a part of it, what became of it in the new one or in a part of that.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    before: Span,
    after: Span,
    found: Vec<Link>,
}

/// What became of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It is gone, or in another place.
    Gone,
    /// It is this word, unchanged.
    Same(u32),
    /// It is this word, with a letter or two changed, or its case.
    Near(u32),
}

impl Link {
    /// The word of the new text.
    pub(super) fn to(self) -> Option<usize> {
        match self {
            Self::Gone => None,
            Self::Same(to) | Self::Near(to) => Some(to as usize),
        }
    }
}

/// Words that changed are compared one by one only where there are not more than this, old and new together: beyond, it is
/// another text, and time would be lost.
const MOST_WORDS: usize = 60_000;
/// The same for letters: pairs of words.
const MOST_PAIRS: usize = 1_600;

impl Links {
    /// The links from `old` to `new`.
    pub(super) fn new(old: &Words, new: &Words) -> Self {
        let mut links = Self::none(Span::new(0, old.len()), Span::new(0, new.len()));
        let pieces = |words: &Words| 0..words.pieces();
        let mut input = InternedInput::default();
        input.update_before(pieces(old).map(|number| old.folded(old.piece(number))));
        input.update_after(pieces(new).map(|number| new.folded(new.piece(number))));
        for stretch in stretches(&input) {
            let words = |words: &Words, pieces: Span| {
                Span::new(words.piece(pieces.start).start, words.piece(pieces.end).start)
            };
            let (before, after) = (words(old, stretch.before), words(new, stretch.after));
            if stretch.is_same {
                links.join(before, after);
            } else {
                links.compare_words((old, before), (new, after));
            }
        }
        links
    }

    /// The links from some words to some others.
    pub(super) fn between((old, before): (&Words, Span), (new, after): (&Words, Span)) -> Self {
        let mut links = Self::none(before, after);
        links.compare_words((old, before), (new, after));
        links
    }

    fn none(before: Span, after: Span) -> Self {
        Self { before, after, found: vec![Link::Gone; before.len()] }
    }

    /// What became of old word `number`.
    pub(super) fn of(&self, number: usize) -> Link {
        let place = number.checked_sub(self.before.start);
        place.and_then(|place| self.found.get(place)).copied().unwrap_or(Link::Gone)
    }

    /// The old words that were compared.
    pub(super) fn before(&self) -> Span {
        self.before
    }

    /// The new words that they were compared with.
    pub(super) fn after(&self) -> Span {
        self.after
    }

    fn join(&mut self, before: Span, after: Span) {
        for (from, to) in (before.start..before.end).zip(after.start..after.end) {
            self.set(from, Link::Same(u32::try_from(to).unwrap_or(u32::MAX)));
        }
    }

    fn set(&mut self, from: usize, link: Link) {
        let place = from.checked_sub(self.before.start);
        if let Some(place) = place.and_then(|place| self.found.get_mut(place)) {
            *place = link;
        }
    }

    fn compare_words(&mut self, (old, before): (&Words, Span), (new, after): (&Words, Span)) {
        if before.is_empty() || after.is_empty() || before.len() + after.len() > MOST_WORDS {
            return;
        }
        let mut input = InternedInput::default();
        input.update_before((before.start..before.end).map(|number| old.word(number)));
        input.update_after((after.start..after.end).map(|number| new.word(number)));
        let moved = |span: Span, by: usize| Span::new(span.start + by, span.end + by);
        for stretch in stretches(&input) {
            let (from, to) = (moved(stretch.before, before.start), moved(stretch.after, after.start));
            if stretch.is_same {
                self.join(from, to);
            } else {
                self.compare_letters((old, from), (new, to));
            }
        }
    }

    /// Finds the words that are nearly the same, in order, as many as there are (Needleman and Wunsch, 1970).
    fn compare_letters(&mut self, (old, before): (&Words, Span), (new, after): (&Words, Span)) {
        let (rows, columns) = (before.len(), after.len());
        if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
            return;
        }
        let is_near =
            |row: usize, column: usize| near(old.word(before.start + row), new.word(after.start + column));
        let near: Vec<bool> =
            (0..rows * columns).map(|pair| is_near(pair / columns, pair % columns)).collect();
        let pair = |row: usize, column: usize| near.get(row * columns + column).copied().unwrap_or(false);
        let width = columns + 1;
        let mut best = vec![0_u32; (rows + 1) * width];
        let at =
            |best: &[u32], row: usize, column: usize| best.get(row * width + column).copied().unwrap_or(0);
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let both = at(&best, row + 1, column + 1) + u32::from(pair(row, column));
                let most = both.max(at(&best, row + 1, column)).max(at(&best, row, column + 1));
                if let Some(place) = best.get_mut(row * width + column) {
                    *place = most;
                }
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < rows && column < columns {
            if pair(row, column) && at(&best, row, column) == at(&best, row + 1, column + 1) + 1 {
                let to = u32::try_from(after.start + column).unwrap_or(u32::MAX);
                self.set(before.start + row, Link::Near(to));
                (row, column) = (row + 1, column + 1);
            } else if at(&best, row + 1, column) >= at(&best, row, column + 1) {
                row += 1;
            } else {
                column += 1;
            }
        }
    }
}

/// A run of the two texts that is the same in both, or changed.
struct Stretch {
    before: Span,
    after: Span,
    is_same: bool,
}

/// The two texts as runs, in order; changed runs lie between runs that are the same.
fn stretches<T: Eq + std::hash::Hash>(input: &InternedInput<T>) -> Vec<Stretch> {
    let diff = Diff::compute(Algorithm::Myers, input);
    let mut stretches = Vec::new();
    let (mut before, mut after) = (0, 0);
    let span = |range: &std::ops::Range<u32>| Span::new(range.start as usize, range.end as usize);
    for hunk in diff.hunks() {
        let (removed, added) = (span(&hunk.before), span(&hunk.after));
        let same = (Span::new(before, removed.start), Span::new(after, added.start));
        stretches.push(Stretch { before: same.0, after: same.1, is_same: true });
        stretches.push(Stretch { before: removed, after: added, is_same: false });
        (before, after) = (removed.end, added.end);
    }
    let rest = (Span::new(before, input.before.len()), Span::new(after, input.after.len()));
    stretches.push(Stretch { before: rest.0, after: rest.1, is_same: true });
    stretches
}

/// Whether two words are one with a typing error: one letter in four to seven, two in eight and more, two neighbours
/// exchanged counting as one; in shorter words one. The case of letters does not count.
pub(super) fn near(old: &str, new: &str) -> bool {
    errors(old, new).is_some()
}

/// How many letters differ, where two words are nearly the same.
pub(super) fn errors(old: &str, new: &str) -> Option<usize> {
    if old.len().abs_diff(new.len()) > 8 {
        return None;
    }
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (old, new) = (lower(old), lower(new));
    let longest = old.len().max(new.len());
    let most = match longest {
        0..=1 => 0,
        2..=7 => 1,
        _ => 2,
    };
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) =
        (old.get(..old.len() - tail).unwrap_or_default(), new.get(..new.len() - tail).unwrap_or_default());
    if old.len().abs_diff(new.len()) > most {
        return None;
    }
    let errors = match (old, new) {
        (&[], &[]) => 0,
        (&[_], &[_] | &[]) | (&[], &[_]) => 1,
        (&[a, b], &[c, d]) if (a, b) == (d, c) => 1,
        _ if most < 2 => return None,
        _ => strsim::generic_damerau_levenshtein(old, new),
    };
    // A word of three letters or less with one changed is as a rule another word, but never half of it.
    (errors <= most && 2 * errors < longest.max(1)).then_some(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let (old, new) = (Words::new(old), Words::new(new));
        let links = Links::new(&old, &new);
        let told = (0..old.len()).map(|number| match links.of(number) {
            Link::Gone => format!("-{}", old.word(number)),
            Link::Same(to) => format!("{}{to}", old.word(number)),
            Link::Near(to) => format!("{}~{}{to}", old.word(number), new.word(to as usize)),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_followed_into_the_new_text() {
        for (old, new, expected) in [
            ("He lied. She left.", "New. He lied. She left.", "He1 lied2 She3 left4"),
            ("He lied to us.", "He had lied to them.", "He0 lied2 to3 -us"),
            ("The senator denied it.", "The sentaor denied it.", "The0 senator~sentaor1 denied2 it3"),
            ("One two three. Four five six.", "Four five six.", "-One -two -three Four0 five1 six2"),
            ("a b", "", "-a -b"),
            ("", "a b", ""),
        ] {
            assert_eq!(told(old, new), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn a_typing_error_leaves_the_word_the_same() {
        for (old, new, expected) in [
            ("senator", "sentaor", Some(1)),
            ("government", "goverment", Some(1)),
            ("government", "govenrmant", Some(2)),
            ("The", "the", Some(0)),
            ("was", "saw", None),
            ("is", "as", None),
            ("left", "stayed", None),
            ("a", "I", None),
            ("said", "denied", None),
        ] {
            assert_eq!(errors(old, new), expected, "{old} {new}");
        }
    }
}
