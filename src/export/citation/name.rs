//! The names of a byline, by their parts.

use crate::article::Metadata;

/// Somebody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct Name {
    /// The names before the family name.
    pub(in crate::export) given: String,
    /// With the small words before it: "von der Leyen". The whole name of a body.
    pub(in crate::export) family: String,
    /// "Jr.", "III".
    pub(in crate::export) suffix: String,
}

/// Small words that belong to the family name behind them.
const PARTICLES: [&str; 14] =
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "bin", "al"];
const SUFFIXES: [&str; 7] = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];

/// Who wrote an article, as its byline says.
pub(in crate::export) fn names(about: &Metadata) -> Vec<Name> {
    let Some(byline) = &about.byline else {
        return Vec::new();
    };
    let byline = SUFFIXES
        .iter()
        .fold(byline.to_string(), |line, suffix| line.replace(&format!(", {suffix}"), &format!(" {suffix}")));
    let split = byline.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    split.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Name::of).collect()
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        let is_body = words.len() < 2 || words.first().is_some_and(|first| *first == "The");
        if is_body {
            return Self { given: String::new(), family: name.to_owned(), suffix: String::new() };
        }
        let is_suffix = words.len() > 2 && words.last().is_some_and(|last| SUFFIXES.contains(last));
        let suffix = if is_suffix { words.pop().unwrap_or_default() } else { "" };
        let mut from = words.len() - 1;
        while from > 1 && words.get(from - 1).is_some_and(|word| PARTICLES.contains(word)) {
            from -= 1;
        }
        let (given, family) = words.split_at(from);
        Self { given: given.join(" "), family: family.join(" "), suffix: suffix.to_owned() }
    }

    /// "Jane Doe".
    pub(super) fn printed(&self) -> String {
        [self.given.as_str(), &self.family, &self.suffix]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// "Doe, Jane".
    pub(super) fn inverted(&self) -> String {
        let parts = [self.family.as_str(), &self.given, &self.suffix];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
    }

    /// "Doe, J. M.".
    pub(super) fn initials(&self) -> String {
        let initial = |word: &str| {
            let parts = word.split('-').filter_map(|part| part.chars().next()).map(|c| format!("{c}."));
            parts.collect::<Vec<_>>().join("-")
        };
        let initials = self.given.split_whitespace().map(initial).collect::<Vec<_>>().join(" ");
        let parts = [self.family.as_str(), &initials, &self.suffix];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
    }

    /// The small words of the family name, and the rest of it: "von der", "Leyen".
    pub(in crate::export) fn particle(&self) -> (&str, &str) {
        let mut rest = self.family.as_str();
        while let Some((word, behind)) = rest.split_once(' ') {
            if !PARTICLES.contains(&word) || self.given.is_empty() {
                break;
            }
            rest = behind;
        }
        let particle = self.family.strip_suffix(rest).unwrap_or_default();
        (particle.trim_end(), rest)
    }
}
