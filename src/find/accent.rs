//! Letters with accents: one character for each, and which plain letter they are typed as.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::char::{compose, decompose_canonical};

/// `c` with the accent that follows it, as one character where there is one.
pub(super) fn with_accent(c: char, accent: char) -> Option<char> {
    // Nothing before these combines; this is nearly every text.
    if accent < '\u{300}' { None } else { compose(c, accent) }
}

/// Whether `c` may be a letter with an accent: quick, and yes for some that are none.
pub(super) fn may_be_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The plain letter that `c` is without its accents; `None` where it has none.
pub(super) fn plain(c: char) -> Option<char> {
    if !may_be_accented(c) {
        return None;
    }
    match c {
        'ø' => return Some('o'),
        'Ø' => return Some('O'),
        'ł' => return Some('l'),
        'Ł' => return Some('L'),
        'đ' => return Some('d'),
        'Đ' => return Some('D'),
        _ => {}
    }
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.filter(|plain| *plain != c && plain.is_ascii_alphabetic())
}

/// All letters that are typed as `plain` by who types no accents, itself first.
pub(super) fn typed_as(plain_letter: char) -> &'static str {
    static LETTERS: OnceLock<BTreeMap<char, String>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let mut letters: BTreeMap<char, String> = BTreeMap::new();
        for c in ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            if let Some(plain) = plain(c) {
                letters.entry(plain).or_insert_with(|| plain.to_string()).push(c);
            }
        }
        letters
    });
    letters.get(&plain_letter).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_led_back_to_what_is_typed() {
        for (accented, typed) in [
            ('é', Some('e')),
            ('Ñ', Some('N')),
            ('ế', Some('e')),
            ('ł', Some('l')),
            ('ß', None),
            ('e', None),
            ('ж', None),
        ] {
            assert_eq!(plain(accented), typed, "{accented}");
        }
        assert_eq!(with_accent('e', '\u{301}'), Some('é'));
        assert_eq!(with_accent('e', 'x'), None);
        assert!(typed_as('e').starts_with('e') && typed_as('e').contains('é') && typed_as('q').is_empty());
    }
}
