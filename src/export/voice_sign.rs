//! The sign of a voice: tells speakers apart without colour, on the screen, on paper and in a log.

const SHAPES: &[char] = &['●', '▲', '■', '◆', '★', '▼', '○', '△', '□', '◇', '☆', '▽'];

/// The sign of the speaker at `index`, in order of first being heard: twelve shapes, then the letters A to Z and a to
/// z, then the same again. Each is one cell wide.
pub fn voice_sign(index: usize) -> char {
    let letters = || ('A'..='Z').chain('a'..='z');
    let all = SHAPES.len() + letters().count();
    let index = index % all;
    SHAPES
        .get(index)
        .copied()
        .or_else(|| letters().nth(index - SHAPES.len()))
        .unwrap_or('?')
}

/// The sign of a quotation that nobody is known to have said.
pub const UNKNOWN_SIGN: char = '?';

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn sixty_four_signs_are_all_different_and_one_cell_wide() {
        let signs: std::collections::BTreeSet<char> = (0..64).map(voice_sign).collect();
        assert_eq!(signs.len(), 64);
        assert!(signs.iter().all(|sign| sign.width() == Some(1)));
        assert!(!signs.contains(&UNKNOWN_SIGN));
        assert_eq!(voice_sign(64), voice_sign(0));
    }
}
