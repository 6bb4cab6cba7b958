//! The colours of highlights, by name: how each one looks is the theme's affair, what it means is the reader's.

/// A highlight's colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// What a highlight has that nobody gave a colour.
    #[default]
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Red.
    Red,
    /// Purple.
    Purple,
}

impl Colour {
    /// All of them, in the order of their digits.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Green, Self::Blue, Self::Red, Self::Purple];

    /// Its name, as it is typed and written in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Red => "red",
            Self::Purple => "purple",
        }
    }

    /// The colour of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }

    /// Its digit, from 1.
    pub fn digit(self) -> usize {
        Self::ALL.iter().take_while(|other| **other != self).count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_and_a_digit_of_its_own() {
        for (place, colour) in Colour::ALL.into_iter().enumerate() {
            assert_eq!((Colour::of_name(colour.name()), colour.digit()), (Some(colour), place + 1));
        }
        assert_eq!(Colour::of_name("Yellow"), None);
    }
}
