//! Where a word may be broken with a hyphen.

use hypher::Lang;

use crate::span::Span;

/// A shorter run of letters stays whole.
const SHORTEST: usize = 6;

/// The places in `word`, which starts at byte `start` of its text, before which it may be broken.
///
/// A word that has soft hyphens says so itself. Names, addresses and what has digits in it stay whole.
pub(super) fn places(word: &str, start: usize) -> Vec<usize> {
    if word.contains(SOFT) {
        let softs = word.match_indices(SOFT).map(|(place, soft)| place + soft.len());
        return softs.filter(|&place| place < word.len()).map(|place| start + place).collect();
    }
    if word.chars().any(|c| c.is_uppercase() || c.is_numeric() || "/@\\_=".contains(c))
        || has_inner_point(word)
    {
        return Vec::new();
    }
    let mut places = Vec::new();
    for run in letters(word) {
        let letters = run.of(word);
        let mut place = start + run.start;
        let parts: Vec<&str> = hypher::hyphenate(letters, Lang::English).collect();
        for part in parts.iter().take(parts.len().saturating_sub(1)) {
            place += part.len();
            places.push(place);
        }
    }
    places
}

const SOFT: char = '\u{ad}';

/// The runs of Latin letters that are long enough, as spans of `word`.
fn letters(word: &str) -> Vec<Span> {
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{250}';
    let mut runs = Vec::new();
    let mut start = None;
    for (place, c) in word.char_indices().chain([(word.len(), ' ')]) {
        match start {
            None if is_letter(c) => start = Some(place),
            Some(first) if !is_letter(c) => {
                runs.push(Span::new(first, place));
                start = None;
            }
            _ => {}
        }
    }
    runs.retain(|run| run.of(word).chars().count() >= SHORTEST);
    runs
}

/// Yes in "example.org", no in "example."
fn has_inner_point(word: &str) -> bool {
    word.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_where_english_does() {
        for (word, broken) in [
            ("constitution", "con-sti-tu-tion"),
            ("“extensive,”", "“ex-ten-sive,”"),
            ("photographer", "pho-tog-ra-pher"),
            ("so\u{ad}ft\u{ad}er", "so\u{ad}-ft\u{ad}-er"),
            ("well-", "well-"),
            ("Washington", "Washington"),
            ("McConnell’s", "McConnell’s"),
            ("example.org/articles", "example.org/articles"),
            ("e\u{301}pouvantable", "e\u{301}pou-vantable"),
            ("संविधान", "संविधान"),
            ("", ""),
        ] {
            let mut shown = String::new();
            let mut last = 0;
            for place in places(word, 0) {
                shown.push_str(Span::new(last, place).of(word));
                shown.push('-');
                last = place;
            }
            shown.push_str(Span::new(last, word.len()).of(word));
            assert_eq!(shown, broken);
        }
    }
}
