//! Words that the meaning of a sentence hangs on: figures, negations and names.

use std::collections::BTreeMap;

use super::words::Words;
use crate::lexicon::{Critical, Lexicon};
use crate::span::Span;

/// What kind of word was changed that the meaning of a sentence hangs on, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weighty {
    /// A figure, or a number in words.
    Number,
    /// "not", "never", "-n't", "un-".
    Negation,
    /// A capitalised word.
    Name,
}

impl Weighty {
    /// In a word, for the reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Name => "name",
        }
    }
}

/// What a folded word is, if the meaning hangs on it.
fn weight(word: &str) -> Option<Weighty> {
    if word.contains(char::is_numeric) {
        return Some(Weighty::Number);
    }
    let lower = word.to_lowercase();
    match Lexicon::bundled().critical(&lower) {
        Some(Critical::Number) => return Some(Weighty::Number),
        Some(Critical::Negation) => return Some(Weighty::Negation),
        None => {}
    }
    if lower.ends_with("n't") {
        return Some(Weighty::Negation);
    }
    word.starts_with(char::is_uppercase).then_some(Weighty::Name)
}

/// The weightiest kind of word that only one of two runs of folded words has, or has more often. A name that is only
/// spelled with other capitals is the same name.
pub(super) fn changed<'w>(
    old: impl Iterator<Item = &'w str>,
    new: impl Iterator<Item = &'w str>,
) -> Option<Weighty> {
    let mut balance: BTreeMap<String, (i32, &str)> = BTreeMap::new();
    for (word, count) in old.map(|word| (word, -1)).chain(new.map(|word| (word, 1))) {
        balance.entry(word.to_lowercase()).or_insert((0, word)).0 += count;
    }
    balance.retain(|_, (count, _)| *count != 0);
    let weighty = balance.values().filter_map(|(_, word)| weight(word));
    let is_turned = |(word, (count, _)): (&String, &(i32, &str))| {
        let stems = TURNING.iter().filter_map(|prefix| word.strip_prefix(prefix));
        let mut others = stems.filter(|stem| stem.len() > 2).filter_map(|stem| balance.get(stem));
        others.any(|(other, _)| other.signum() == -count.signum())
    };
    let is_negated = balance.iter().any(is_turned);
    weighty.chain(is_negated.then_some(Weighty::Negation)).min()
}

/// A word as the weight of a change is told by it. A capital tells a name; not that of a word that stands in every sentence,
/// also drawn together with another ("It's"), nor that of the first word of a sentence, unless a word with a capital stands
/// against it.
pub(super) fn weighed(words: &Words, word: usize, against_capital: bool) -> String {
    let shown = words.word(word);
    let begins = words.around(Span::new(word, word + 1)).start == word;
    if is_of_every_sentence(shown) || (begins && !against_capital) {
        return shown.to_lowercase();
    }
    shown.to_owned()
}

/// Whether one of the words begins with a capital and is none that stands in every sentence.
pub(super) fn is_capital(words: &Words, changed: &[usize]) -> bool {
    let mut shown = changed.iter().map(|word| words.word(*word));
    shown.any(|word| word.starts_with(char::is_uppercase) && !is_of_every_sentence(word))
}

fn is_of_every_sentence(shown: &str) -> bool {
    let lower = shown.to_lowercase();
    let stem = lower.split('\'').next().unwrap_or_default();
    let is_drawn_together = stem != lower && DRAWN.iter().any(|end| lower.ends_with(end));
    Lexicon::bundled().function(&lower).is_some()
        || (is_drawn_together && Lexicon::bundled().function(stem).is_some())
}

/// How words end that are drawn together with the word before.
const DRAWN: [&str; 7] = ["'s", "'re", "'m", "'ve", "'ll", "'d", "'t"];

/// Prefixes that turn a word round.
const TURNING: [&str; 9] = ["un", "in", "im", "il", "ir", "dis", "non", "anti", "mis"];

/// How many of some folded words turn a sentence round.
pub(super) fn negations(folded: &str) -> usize {
    folded.split(' ').filter(|word| weight(word) == Some(Weighty::Negation)).count()
}

/// Whether a changed letter of `word` may be more than a typing error: one tells "would" from "could".
pub(super) fn is_delicate(word: &str) -> bool {
    weight(word).is_some() || Lexicon::bundled().function(&word.to_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_the_meaning_is_told() {
        for (old, new, expected) in [
            ("the mayor lied", "the mayor had lied", None),
            ("the Mayor lied", "the mayor lied", None),
            ("Lee lied", "Moore lied", Some(Weighty::Name)),
            ("it cost 5 pounds", "it cost 7 pounds", Some(Weighty::Number)),
            ("it cost $5", "it cost £5", Some(Weighty::Number)),
            ("seven of Lee's men", "six of Moore's men", Some(Weighty::Number)),
            ("he did lie", "he did not lie", Some(Weighty::Negation)),
            ("he can lie", "he can't lie", Some(Weighty::Negation)),
            ("an important law", "an unimportant law", Some(Weighty::Negation)),
            ("no no", "no", Some(Weighty::Negation)),
            ("", "", None),
        ] {
            let words = |text: &'static str| text.split(' ').filter(|word| !word.is_empty());
            assert_eq!(changed(words(old), words(new)), expected, "{old:?} {new:?}");
        }
    }
}
