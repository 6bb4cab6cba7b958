//! Tags typed in a note: `.word` by itself, as e-book readers with few keys have it.

use crate::article::SafeText;

/// The note and the tags that were typed in it: a point, a letter, and letters, digits, `-` and `_`, between white space.
/// Each tag is told once, in the order typed; lines that held nothing but tags go with them.
pub fn parted(written: &str) -> (String, Vec<SafeText>) {
    let mut tags: Vec<SafeText> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in written.trim().lines() {
        let mut had_tags = false;
        let kept: Vec<&str> = line
            .split(' ')
            .filter(|word| {
                let Some(tag) = tag(word) else { return true };
                had_tags = true;
                let tag = SafeText::new(tag);
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
                false
            })
            .collect();
        let kept = kept.join(" ");
        if !had_tags {
            lines.push(line.to_owned());
        } else if !kept.trim().is_empty() {
            lines.push(kept.trim_end().to_owned());
        }
    }
    (lines.join("\n").trim().to_owned(), tags)
}

/// A note with its tags as they would be typed, on a line of their own. What cannot be typed so, such as a tag of two
/// words, is left out.
pub fn joined(note: &str, tags: &[SafeText]) -> String {
    let typed: Vec<String> = tags.iter().filter(|tag| is_name(tag)).map(|tag| format!(".{tag}")).collect();
    match (note.is_empty(), typed.is_empty()) {
        (_, true) => note.to_owned(),
        (true, false) => typed.join(" "),
        (false, false) => format!("{note}\n{}", typed.join(" ")),
    }
}

/// Whether a tag can be typed in a note.
pub fn is_name(tag: &str) -> bool {
    tag.starts_with(char::is_alphabetic) && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn tag(word: &str) -> Option<&str> {
    word.strip_prefix('.').filter(|tag| is_name(tag))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_are_words_of_their_own_that_begin_with_a_point() {
        for (written, note, tags) in [
            ("Not so. .claim .check-later", "Not so.", &["claim", "check-later"][..]),
            (".law", "", &["law"]),
            ("He said .25 and ... and a.b", "He said .25 and ... and a.b", &[]),
            ("one\n.two\nthree .two", "one\nthree", &["two"]),
            ("see .Été here", "see here", &["Été"]),
            ("a list:\n  - indented", "a list:\n  - indented", &[]),
            ("  .a  ", "", &["a"]),
        ] {
            let (words, found) = parted(written);
            let found: Vec<&str> = found.iter().map(SafeText::as_str).collect();
            assert_eq!((words.as_str(), found.as_slice()), (note, tags), "{written}");
        }
        assert_eq!(joined("one", &[SafeText::new("two"), SafeText::new("law & order")]), "one\n.two");
    }

    proptest! {
        #[test]
        fn what_was_parted_comes_back(written in "[ .a-cé\n1]{0,40}") {
            let (note, tags) = parted(&written);
            prop_assert_eq!(parted(&joined(&note, &tags)), (note, tags));
        }
    }
}
