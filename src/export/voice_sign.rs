//! One sign for each speaker of an article, so that voices can be told apart without colours; and a mark beside it where
//! the program is not sure, or the reader decided.

use super::voice::{Certainty, certainty};
use crate::attribution::Analysis;

/// The sign of words that nobody is known to have said.
pub const UNKNOWN: char = '?';

/// Shapes first, since they are told apart at a glance, then letters and figures.
const SIGNS: &str = "●▲■◆★▼○△□◇☆▽ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The sign with this number, [`crate::attribution::Speaker::sign`]. The first 74 are all different;
/// then they begin again. Each is one cell wide.
pub fn sign(number: usize) -> char {
    let count = SIGNS.chars().count();
    SIGNS.chars().nth(number % count).unwrap_or(UNKNOWN)
}

/// The sign with this number, or that of nobody.
pub fn sign_of(number: Option<usize>) -> char {
    number.map_or(UNKNOWN, sign)
}

/// The mark behind the sign of a voice: nothing where the program is sure, and where the sign itself says that nobody is
/// known. One cell wide.
pub fn mark_of(certainty: Certainty) -> Option<char> {
    match certainty {
        Certainty::Sure | Certainty::Unknown => None,
        Certainty::Guess => Some('?'),
        Certainty::ByReader => Some('°'),
    }
}

/// What the marks beside the signs of an article mean, in one line; empty where no sign has one.
pub fn marks_used(analysis: &Analysis) -> String {
    let has = |wanted| analysis.quotations.iter().any(|quotation| certainty(quotation) == wanted);
    let meanings = [
        (Certainty::Guess, "the program is not sure that it is this voice"),
        (Certainty::ByReader, "you said who it is, or that nobody knows"),
    ];
    let used = meanings.into_iter().filter(|(standing, _)| has(*standing));
    let told =
        used.filter_map(|(standing, words)| Some(format!("{} behind a sign: {words}", mark_of(standing)?)));
    told.collect::<Vec<_>>().join("; ")
}

/// What the signs beside the text mean.
pub const LEGEND: &[(&str, &str)] = &[
    ("● ▲ ■ …", "somebody begins to speak; each voice has a sign of its own"),
    ("▲?", "the program is not sure that it is this voice"),
    ("?", "somebody begins to speak, and nobody knows who"),
    ("▲°  ?°", "you said who it is, or that nobody knows"),
    ("›", "the line that keys are about"),
    ("*  |  /", "a note, a highlight, a match"),
];

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

    #[test]
    fn marks_are_in_the_legend_and_one_cell_wide() {
        for standing in [Certainty::Sure, Certainty::Guess, Certainty::Unknown, Certainty::ByReader] {
            let mark = mark_of(standing);
            assert!(mark.is_none_or(|mark| mark.width() == Some(1)), "{standing:?}");
            let is_told = |mark: char| LEGEND.iter().any(|(signs, _)| signs.starts_with(&format!("▲{mark}")));
            assert!(mark.is_none_or(is_told), "{standing:?}");
        }
    }
}
