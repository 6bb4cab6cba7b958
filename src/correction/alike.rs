//! Whether two ways to name a speaker name the same one, so that a part that is taken from a speaker takes all of it.

use crate::lexicon::Lexicon;

/// Whether `words`, which name the speaker called `name`, name somebody else who is called `alias`: the same words, or the
/// same name with another title or description before it. A family name that `name` has too, alone, names nobody else.
pub fn is_alike(words: &str, alias: &str, name: &str) -> bool {
    if words.to_lowercase() == alias.to_lowercase() {
        return true;
    }
    let (of_words, of_alias, of_name) = (plain(words), plain(alias), plain(name));
    if of_words.is_empty() || of_alias.is_empty() || holds(&of_words, &of_name) {
        return false;
    }
    if of_words == of_alias {
        return of_words.len() > 1 || of_words.last() != of_name.last();
    }
    let (short, long) =
        if of_words.len() < of_alias.len() { (&of_words, &of_alias) } else { (&of_alias, &of_words) };
    let is_name =
        words.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase));
    is_name && long.ends_with(short) && (short.len() > 1 || short.last() != of_name.last())
}

/// Whether two names from two texts may be one person's: the same name, or one is the end of the other, with or without
/// titles; a middle name or initial does not count. Two people of one family name are told apart by their first names.
pub fn is_one_person(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let ends = |long: &[String], short: &[String]| !short.is_empty() && long.ends_with(short);
    let is_full = |name: &[String]| name.len() > 1;
    let same_ends = one.first() == other.first() && one.last() == other.last();
    ends(&one, &other) || ends(&other, &one) || (is_full(&one) && is_full(&other) && same_ends)
}

/// The words in small letters, without titles and articles before them and without a possessive.
fn plain(words: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        stem.unwrap_or(&word).to_owned()
    };
    // What stands behind a comma is about the name: “Ann Boyle, a clerk”.
    let words = words.split(',').next().unwrap_or(words);
    let all: Vec<String> = words.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let is_before =
        |word: &String| matches!(word.as_str(), "the" | "a" | "an") || Lexicon::bundled().is_title(word);
    let titles = all.iter().take_while(|word| is_before(word)).count();
    // A title alone is all there is: “the senator”.
    if titles == all.len() { all } else { all.into_iter().skip(titles).collect() }
}

fn holds(words: &[String], name: &[String]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|part| part == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_two_texts_may_be_one_persons() {
        for (one, other, expected) in [
            ("Ann Moore", "Moore", true),
            ("Ms. Moore", "Ann Moore", true),
            ("Ann B. Moore", "Ann Moore", true),
            ("Senator Ann Moore", "ann moore", true),
            ("John Moore", "Ann Moore", false),
            ("Ann Moore", "Ann Lee", false),
            ("the senator", "Ann Moore", false),
            ("", "Ann Moore", false),
        ] {
            assert_eq!(is_one_person(one, other), expected, "{one} {other}");
            assert_eq!(is_one_person(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn the_same_name_in_other_words_is_alike() {
        for (words, alias, name, expected) in [
            ("Ann Moore", "Ann Moore", "John Moore", true),
            ("Ms. Ann Moore", "Ann Moore", "John Moore", true),
            ("spokeswoman Ann Moore", "Ann Moore", "John Moore", true),
            ("Ann Moore’s", "Ann Moore", "John Moore", true),
            ("Ann Moore, a clerk", "Ann Moore", "John Moore", true),
            ("ANN MOORE", "Ann Moore", "John Moore", true),
            ("Mr. Reyes", "Reyes", "Ruth Calder", true),
            ("Tomas Reyes", "Reyes", "Ruth Calder", true),
            ("Moore", "Ann Moore", "John Moore", false),
            ("Moore", "Ms. Moore", "John Moore", false),
            ("Ms. Moore", "Ms. Moore", "John Moore", true),
            ("Mayor John Moore", "Moore", "John Moore", false),
            ("the mayor", "The mayor", "Ruth Calder", true),
            ("the mayor", "the clerk", "Ruth Calder", false),
            ("a city clerk", "the clerk", "Ruth Calder", false),
            ("the senator", "the senator", "Ruth Calder", true),
            ("", "the clerk", "Ruth Calder", false),
        ] {
            assert_eq!(is_alike(words, alias, name), expected, "{words} · {alias} · {name}");
        }
    }
}
