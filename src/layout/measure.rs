//! The text column: where it stands on the screen and how wide it is.

/// The width that most people read best, in cells.
pub const DEFAULT_WIDTH: u16 = 66;

/// Below this many columns only the sign of a voice is given room beside the words.
const NARROW: u16 = 24;
/// Below this many columns every cell is given to the words.
const NARROWEST: u16 = 12;
/// Room for a sign and a blank.
const GUTTER: u16 = 2;
/// Room for the map.
const MARGIN: u16 = 1;

/// The text column, in cells.
///
/// ```
/// use sayso::layout::Measure;
/// let measure = Measure::centred(100, 66);
/// assert_eq!((measure.left, measure.width), (17, 66));
/// assert_eq!(Measure::centred(40, 66).width, 37);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Free columns right before the text, for signs; 0 on a narrow screen.
    pub gutter: u16,
    /// The screen column of the text's first cell.
    pub left: u16,
    /// Width of the text; at least 1.
    pub width: u16,
    /// Columns at the left of the text that only marks which hang stand in: 0 or 1, part of the width.
    pub hang: u16,
    /// Free columns at the right edge of the screen, for a map; 0 on a narrow screen.
    pub margin: u16,
}

impl Measure {
    /// A column of the `wanted` width, or less where the screen has less, in the middle of `columns`.
    pub fn centred(columns: u16, wanted: u16) -> Self {
        let (gutter, margin) = match columns {
            ..NARROWEST => (0, 0),
            NARROWEST..NARROW => (1, 0),
            _ => (GUTTER, MARGIN),
        };
        let width = wanted.min(columns.saturating_sub(gutter + margin)).max(1);
        Self { gutter, left: (columns.saturating_sub(width) / 2).max(gutter), width, hang: 0, margin }
    }

    /// A column that fills its width and has nothing beside it, for output that is not a screen.
    pub fn bare(width: u16) -> Self {
        Self { gutter: 0, left: 0, width: width.max(1), hang: 0, margin: 0 }
    }

    /// The same with room for marks that hang beside the text, where the screen has it.
    #[must_use]
    pub fn hanging(self) -> Self {
        if self.hang > 0 || self.gutter < GUTTER || self.left <= self.gutter {
            return self;
        }
        Self { gutter: self.gutter - 1, left: self.left - 1, width: self.width + 1, hang: 1, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_on_the_screen_with_its_gutter_and_margin() {
        for columns in 1..300 {
            for wanted in [0, 1, 20, 66, 250, u16::MAX] {
                let measure = Measure::centred(columns, wanted);
                assert!(measure.width >= 1);
                assert!(measure.gutter <= measure.left);
                assert!(measure.left + measure.width + measure.margin <= columns, "{columns} {wanted}");
                let hanging = measure.hanging();
                assert_eq!(hanging.left + hanging.width, measure.left + measure.width);
                assert_eq!(hanging.left + hanging.hang, measure.left);
                assert_eq!(hanging.hanging(), hanging);
            }
        }
        assert_eq!(Measure::centred(0, 66).width, 1);
        assert_eq!(Measure::bare(0).width, 1);
    }

    #[test]
    fn gives_a_narrow_screen_to_the_words() {
        assert_eq!(Measure::centred(11, 66), Measure::bare(11));
        assert_eq!((Measure::centred(23, 66).gutter, Measure::centred(23, 66).width), (1, 22));
        assert_eq!(Measure::centred(24, 66).width, 21);
    }
}
