//! Two versions of a sentence side by side, word by word.

use super::difference::{Link, Links};
use super::words::Words;
use crate::span::Span;

/// What a sentence was and what it is now. The parts of each, put together, are the sentence; the first part that is the same in
/// both stands for the first of the other, and so on.
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
        let mut kept = vec![None; before.len()];
        let mut known = vec![None; after.len()];
        for (number, partner) in kept.iter_mut().enumerate() {
            if let Link::Same(to) = links.of(number)
                && let Some(place) = known.get_mut(to as usize)
            {
                *place = Some(number);
                *partner = Some(to as usize);
            }
        }
        Self { old: parts(old, &before, &kept), new: parts(new, &after, &known) }
    }
}

/// The words of `text` in parts; `partners` are the words that stand for each of them in the other version.
fn parts(text: &str, words: &Words, partners: &[Option<usize>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    let mut last_partner = None;
    for (number, partner) in partners.iter().enumerate() {
        // The marks before the first word are its own.
        let next = number + 1;
        let until = if next < words.len() { words.span(Span::new(next, next + 1)).start } else { text.len() };
        let piece = Span::new(from, until).of(text);
        // Where the other version has words between, a part ends: so the same words are in as many parts in both.
        let goes_on = *partner == last_partner.map(|last| last + 1);
        match parts.last_mut() {
            Some(last) if last.is_same == partner.is_some() && goes_on => last.text.push_str(piece),
            _ => parts.push(Part { text: piece.to_owned(), is_same: partner.is_some() }),
        }
        from = until;
        last_partner = *partner;
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
            let same_parts = |parts: &[Part]| parts.iter().filter(|part| part.is_same).count();
            prop_assert_eq!(same_parts(&both.old), same_parts(&both.new));
            let same = Comparison::new(&old, &old);
            prop_assert!(same.old == same.new && same.old.iter().all(|part| part.is_same || Words::new(&old).len() == 0));
        }
    }
}
