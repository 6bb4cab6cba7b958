//! Capital and small letters, as CSL 1.0.2 ("Text-case") has them.

/// What is done to letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LetterCase {
    Lower,
    Upper,
    CapitalFirst,
    CapitalAll,
    Sentence,
    Title,
}

/// Small words that keep their small letters within a title.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on",
    "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "without", "yet",
];

impl LetterCase {
    /// The name of it in a style.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "lowercase" => Self::Lower,
            "uppercase" => Self::Upper,
            "capitalize-first" => Self::CapitalFirst,
            "capitalize-all" => Self::CapitalAll,
            "sentence" => Self::Sentence,
            "title" => Self::Title,
            _ => return None,
        })
    }

    /// `text` in these letters.
    pub(super) fn of(self, text: &str) -> String {
        let is_shouted = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        match self {
            Self::Lower => text.to_lowercase(),
            Self::Upper => text.to_uppercase(),
            Self::CapitalAll => each_word(text, |word, _, _| capital(word)),
            Self::Sentence if is_shouted => capital(&text.to_lowercase()),
            Self::Sentence | Self::CapitalFirst => capital(text),
            Self::Title if is_shouted => title(&text.to_lowercase()),
            Self::Title => title(text),
        }
    }
}

fn title(text: &str) -> String {
    let last = text.split(' ').filter(|word| word.contains(char::is_alphabetic)).count();
    each_word(text, |word, number, before| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let begins = number == 1 || number == last || before.ends_with([':', '?', '!', '—', '.']);
        if !begins && SMALL.contains(&bare.to_lowercase().as_str()) {
            return if bare.chars().skip(1).any(char::is_uppercase) {
                word.to_owned()
            } else {
                word.to_lowercase()
            };
        }
        let is_small = !bare.chars().any(char::is_uppercase);
        if is_small { word.split('-').map(capital).collect::<Vec<_>>().join("-") } else { word.to_owned() }
    })
}

/// Changes each word that has letters; `change` is told its number, from 1, and the word before it.
fn each_word(text: &str, change: impl Fn(&str, usize, &str) -> String) -> String {
    let (mut number, mut before) = (0, "");
    let words = text.split(' ').map(|word| {
        if !word.contains(char::is_alphabetic) {
            return word.to_owned();
        }
        number += 1;
        let changed = change(word, number, before);
        before = word;
        changed
    });
    words.collect::<Vec<_>>().join(" ")
}

/// With a capital where its first letter is a small one; marks before it stay.
fn capital(text: &str) -> String {
    let Some(place) = text.find(char::is_alphanumeric) else { return text.to_owned() };
    let (before, rest) = text.split_at_checked(place).unwrap_or(("", text));
    let mut chars = rest.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{before}{first}{}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_csl_has_them() {
        for (case, text, expected) in [
            (LetterCase::Lower, "The NATO Vote", "the nato vote"),
            (LetterCase::Upper, "The é", "THE É"),
            (LetterCase::CapitalFirst, "“quoted in", "“Quoted in"),
            (LetterCase::CapitalAll, "a vote of no one", "A Vote Of No One"),
            (LetterCase::Sentence, "the Vote of NATO", "The Vote of NATO"),
            (LetterCase::Sentence, "THE VOTE", "The vote"),
            (
                LetterCase::Title,
                "the vote on iPhones: a well-known tale of the",
                "The Vote on iPhones: A Well-Known Tale of The",
            ),
            (LetterCase::Title, "THE END OF AN ERA", "The End of an Era"),
            (LetterCase::Title, "“but for THE vote”", "“But for THE Vote”"),
            (LetterCase::Title, "", ""),
        ] {
            assert_eq!(case.of(text), expected, "{case:?}");
        }
    }
}
