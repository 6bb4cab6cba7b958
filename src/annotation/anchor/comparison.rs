//! Two versions of a sentence side by side, word by word.

use super::difference::{Link, Links};
use super::words::Words;
use crate::span::Span;

/// What a sentence was and what it is now. The parts of each, put together, are the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The sentence as it was.
    pub old: Vec<Part>,
    /// The sentence as it is.
    pub new: Vec<Part>,
}

/// Some words of a sentence, and the marks and blanks behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Whether the other version has them too, in this place.
    pub is_same: bool,
}

impl Comparison {
    /// Compares two versions of some words.
    ///
    /// ```
    /// use sayso::annotation::anchor::Comparison;
    /// let both = Comparison::new("It cost five pounds.", "It cost seven pounds.");
    /// let changed: Vec<&str> = both.new.iter().filter(|part| !part.is_same).map(|part| &*part.text).collect();
    /// assert_eq!(changed, ["seven "]);
    /// ```
    pub fn new(old: &str, new: &str) -> Self {
        let (before, after) = (Words::new(old), Words::new(new));
        let links =
            Links::between((&before, Span::new(0, before.len())), (&after, Span::new(0, after.len())));
        let is_kept: Vec<bool> =
            (0..before.len()).map(|number| matches!(links.of(number), Link::Same(_))).collect();
        let mut is_old = vec![false; after.len()];
        for number in 0..before.len() {
            if let Link::Same(to) = links.of(number)
                && let Some(place) = is_old.get_mut(to as usize)
            {
                *place = true;
            }
        }
        Self { old: parts(old, &before, &is_kept), new: parts(new, &after, &is_old) }
    }
}

fn parts(text: &str, words: &Words, is_same: &[bool]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    for (number, is_same) in is_same.iter().enumerate() {
        // The marks before the first word are its own.
        let next = number + 1;
        let until = if next < words.len() { words.span(Span::new(next, next + 1)).start } else { text.len() };
        let piece = Span::new(from, until).of(text);
        match parts.last_mut() {
            Some(last) if last.is_same == *is_same => last.text.push_str(piece),
            _ => parts.push(Part { text: piece.to_owned(), is_same: *is_same }),
        }
        from = until;
    }
    if parts.is_empty() && !text.is_empty() {
        parts.push(Part { text: text.to_owned(), is_same: false });
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_parts_are_the_whole(old in "(\\PC|[ab.“ \n]){0,30}", new in "(\\PC|[ab.“ \n]){0,30}") {
            let both = Comparison::new(&old, &new);
            let whole = |parts: &[Part]| parts.iter().map(|part| part.text.as_str()).collect::<String>();
            prop_assert_eq!((whole(&both.old), whole(&both.new)), (old.clone(), new));
            let same = Comparison::new(&old, &old);
            prop_assert!(same.old == same.new && same.old.iter().all(|part| part.is_same || Words::new(&old).len() == 0));
        }
    }
}
