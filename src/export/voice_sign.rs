//! One sign for each speaker of an article, so that voices can be told apart without colours.

/// The sign of words that nobody is known to have said.
pub const UNKNOWN: char = '?';

/// Shapes first, since they are told apart at a glance, then letters and figures.
const SIGNS: &str = "●▲■◆★▼○△□◇☆▽ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The sign of the speaker at `index` of [`crate::attribution::Analysis::speakers`]. The first 74 are all different;
/// then they begin again. Each is one cell wide.
pub fn sign(index: usize) -> char {
    let count = SIGNS.chars().count();
    SIGNS.chars().nth(index % count).unwrap_or(UNKNOWN)
}

/// The sign of a speaker, or of nobody.
pub fn sign_of(speaker: Option<usize>) -> char {
    speaker.map_or(UNKNOWN, sign)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthChar as _;

    use super::*;

    #[test]
    fn signs_are_different_for_a_long_time_and_one_cell_wide() {
        let signs: BTreeSet<char> = (0..74).map(sign).collect();
        assert_eq!(signs.len(), 74);
        assert!(!signs.contains(&UNKNOWN));
        assert!(signs.iter().all(|sign| sign.width() == Some(1)));
        assert_eq!((sign(0), sign(11), sign(12), sign(38), sign(74)), ('●', '▽', 'A', 'a', '●'));
        assert_eq!(sign_of(None), '?');
    }
}
