//! The title and the name that stand above a text which says nothing else about itself.
//!
//! Only what cannot be taken for something else is read: a line of its own near the start that begins with "By" and goes
//! on with a name, and the line at the very start above it. The text stays as it is.

use crate::article::Metadata;

use super::fields;

/// Lines with words that a masthead has at most: section, title, standfirst, byline.
const MOST_LINES: usize = 5;

/// The longest headline, in characters.
const LONGEST_TITLE: usize = 130;

/// Words in a byline after "By".
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=8;

/// Fills in what `metadata` leaves open from the first lines of a text.
pub(super) fn read<'t>(lines: impl Iterator<Item = &'t str>, metadata: &mut Metadata) {
    let lines: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES).collect();
    let Some((place, name)) = lines.iter().enumerate().find_map(|(place, line)| Some((place, name(line)?)))
    else {
        return;
    };
    if metadata.byline.is_none() {
        metadata.byline = fields::byline(name);
    }
    let title = lines.first().filter(|title| place > 0 && is_headline(title));
    if metadata.title.is_none() {
        metadata.title = title.and_then(|title| fields::line(title));
    }
}

/// The name in a byline: all of its words begin with a capital, but those between names.
fn name(line: &str) -> Option<&str> {
    let name =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))?;
    let is_small = |word: &str| {
        matches!(word, "and" | "de" | "la" | "van" | "von" | "der" | "du" | "of" | "the" | "for")
    };
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with(['!', '?', ':', ';', '”', '"']);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_all = words.iter().all(|word| is_small(word) || is_name(word) || *word == "&" || *word == "|");
    let last = words.last()?;
    // "Jr." may end a name; a sentence ends with a longer word.
    let is_sentence = last.ends_with('.') && last.chars().count() > 4;
    (NAME_WORDS.contains(&words.len()) && is_all && is_name(words.first()?) && !is_sentence).then_some(name)
}

fn is_headline(line: &str) -> bool {
    !line.ends_with(['.', ':', ';', ',']) && line.chars().count() <= LONGEST_TITLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_sure() {
        for (text, expected) in [
            ("The Vote\nBy Ann Lee\n\nIt was over.", "The Vote / Ann Lee"),
            (
                "The Vote\n\nWhat it cost.\n\nBy Ann Lee and Bo van Dyk\nMay 4\nIt was.",
                "The Vote / Ann Lee and Bo van Dyk",
            ),
            ("THE VOTE\nBY ANN LEE, THE GAZETTE\nIt was", "THE VOTE / ANN LEE, THE GAZETTE"),
            ("By Martin Luther King, Jr.\nMy dear", " / Martin Luther King, Jr."),
            ("It was said long ago.\nBy Ann Lee\n", " / Ann Lee"),
            // None of these is a byline.
            ("The Vote\nBy noon it was over.\n", " / "),
            ("The Vote\nBy Monday Evening They Knew.\n", " / "),
            ("The Vote\nBy George!\n", " / "),
            ("The Vote\nBy Lincoln\n", " / "),
            ("a\nb\nc\nd\ne\nBy Ann Lee\n", " / "),
            ("", " / "),
        ] {
            let mut about = Metadata::default();
            read(text.lines(), &mut about);
            let shown =
                |field: &Option<crate::article::SafeText>| field.as_deref().unwrap_or_default().to_owned();
            assert_eq!(format!("{} / {}", shown(&about.title), shown(&about.byline)), expected, "{text}");
        }
    }

    #[test]
    fn what_is_known_stays() {
        let line = |text| fields::line(text);
        let mut about = Metadata { title: line("Known"), byline: line("Bo"), ..Metadata::default() };
        let before = about.clone();
        read("The Vote\nBy Ann Lee\n".lines(), &mut about);
        assert_eq!(about, before);
    }
}
