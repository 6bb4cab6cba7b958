//! Whether two names are those of one person.

use super::text::words;

/// What is no part of a name.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lord",
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "president",
    "secretary",
    "judge",
    "justice",
    "mayor",
    "prof",
    "professor",
    "general",
    "minister",
    "jr",
    "sr",
    "ii",
    "iii",
];

/// Whether `a` and `b` name one person: the same words; a surname and a name that ends with it; the same surname and
/// first letter; or one holds all words of the other.
pub(crate) fn is_same_person(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    let (Some(a_last), Some(b_last)) = (a.last(), b.last()) else { return false };
    if a == b {
        return true;
    }
    if a_last != b_last {
        let holds = |part: &[String], whole: &[String]| {
            part.len() >= 2 && part.iter().all(|word| whole.contains(word))
        };
        return holds(&a, &b) || holds(&b, &a);
    }
    let initial = |name: &[String]| name.first().and_then(|word| word.chars().next());
    a.len() == 1 || b.len() == 1 || initial(&a) == initial(&b)
}

/// The words of a name in small letters, without titles and without the s of a possessive.
fn key(name: &str) -> Vec<String> {
    words(name)
        .map(|(_, word)| word.to_lowercase())
        .map(|word| match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
            Some(bare) => bare.to_owned(),
            None => word,
        })
        .filter(|word| !TITLES.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person() {
        for (a, b, same) in [
            ("Ada Moore", "Ms. Moore", true),
            ("Ada Moore", "A. Moore", true),
            ("Ada Moore", "Ben Moore", false),
            ("Ada Moore", "Moore’s", true),
            ("Sen. Ada Moore", "Governor Ada Moore", true),
            ("Ada Moore", "Ada Moore Bell", true),
            ("Ada", "Ada Moore", false),
            ("the mayor", "Ada Moore", false),
            ("Mr.", "Mr.", false),
            ("", "Ada Moore", false),
        ] {
            assert_eq!(is_same_person(a, b), same, "{a} / {b}");
            assert_eq!(is_same_person(b, a), same, "{b} / {a}");
        }
    }
}
