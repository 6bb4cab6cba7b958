//! The lists of phrases and names by which what surrounds an article is told from it. People who do not write Rust
//! improve them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One list of the files in `assets/import`: its phrases, and their first words.
pub(super) struct Phrases(BTreeSet<&'static str>);

pub(super) static LINES: LazyLock<Phrases> = LazyLock::new(|| of_lines("line"));
pub(super) static LEADS: LazyLock<Phrases> = LazyLock::new(|| of_lines("lead"));
pub(super) static TAILS: LazyLock<Phrases> = LazyLock::new(|| of_lines("tail"));
pub(super) static KEPT: LazyLock<Phrases> = LazyLock::new(|| of_lines("keep"));
pub(super) static BIOGRAPHIES: LazyLock<Phrases> = LazyLock::new(|| of_lines("bio"));
pub(super) static MAIL: LazyLock<Phrases> = LazyLock::new(|| of_lines("mail"));
pub(super) static BOXES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(include_str!("../../../assets/import/page-boxes.txt"), "box"));
pub(super) static TALK: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(include_str!("../../../assets/import/page-boxes.txt"), "talk"));
pub(super) static PAYWALLS: LazyLock<Phrases> = LazyLock::new(|| of_walls("pay"));
pub(super) static CONSENT: LazyLock<Phrases> = LazyLock::new(|| of_walls("consent"));
pub(super) static SCRIPTS: LazyLock<Phrases> = LazyLock::new(|| of_walls("script"));

fn of_lines(list: &str) -> Phrases {
    Phrases::of(include_str!("../../../assets/import/page-lines.txt"), list)
}

fn of_walls(list: &str) -> Phrases {
    Phrases::of(include_str!("../../../assets/import/page-walls.txt"), list)
}

impl Phrases {
    /// The entries of `text` that stand behind `list` and a colon.
    fn of(text: &'static str, list: &str) -> Self {
        let entries = text.lines().filter(|line| !line.starts_with('#'));
        let entries = entries.filter_map(|line| line.split_once(": ")).filter(|(name, _)| *name == list);
        Self(entries.map(|(_, phrase)| phrase.trim()).collect())
    }

    /// Whether `plain` is one of them.
    pub(super) fn has(&self, plain: &str) -> bool {
        self.0.contains(plain.trim_end_matches([':', ' ']))
    }

    /// Whether `plain` begins with one of them and ends or breaks there.
    pub(super) fn begin(&self, plain: &str) -> bool {
        self.0.iter().any(|phrase| {
            let rest = plain.strip_prefix(phrase);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || phrase.ends_with(':'))
        })
    }

    /// How many of them stand in `plain`.
    pub(super) fn count_in(&self, plain: &str) -> usize {
        self.0.iter().filter(|phrase| plain.contains(**phrase)).count()
    }
}

/// `text` in small letters with straight apostrophes and single blanks, and without the signs at its ends but a colon.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ':');
    let lower = text.to_lowercase().replace(['’', '‘'], "'").replace(['–', '—'], "-");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_phrases() {
        assert!(LINES.has(&plain("  ADVERTISEMENT ")) && !LINES.has(&plain("An advertisement")));
        assert!(TAILS.has(&plain("What to Read Next:")));
        for (text, expected) in [
            ("Read more: the vote", true),
            ("READ MORE", true),
            ("Related: the vote", true),
            ("Related: x", true),
            ("Readmore", false),
            ("More fromage", false),
            ("He read more", false),
        ] {
            assert_eq!(LEADS.begin(&plain(text)), expected, "{text}");
        }
        assert_eq!(MAIL.count_in(&plain("You’re receiving this; unsubscribe.")), 2);
    }
}
