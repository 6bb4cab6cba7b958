//! How many quotations there are, by whether their words stand in marks.

use crate::attribution::{Kind, Quotation};

/// So many quotations. A quotation is either quoted or reported, so the two add up to all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that are in marks, all of them or in part.
    pub quoted: usize,
    /// Those without marks.
    pub reported: usize,
}

impl Tally {
    /// Counts quotations.
    pub fn of<'q>(quotations: impl IntoIterator<Item = &'q Quotation>) -> Self {
        let mut tally = Self::default();
        for quotation in quotations {
            tally.add(quotation);
        }
        tally
    }

    /// One more.
    pub fn add(&mut self, quotation: &Quotation) {
        *if is_reported(quotation) { &mut self.reported } else { &mut self.quoted } += 1;
    }

    /// Both together.
    pub fn all(self) -> usize {
        self.quoted + self.reported
    }

    /// In words: "37 quoted, 6 reported", "2 reported", "no quotations".
    pub fn told(self) -> String {
        match (self.quoted, self.reported) {
            (0, 0) => "no quotations".to_owned(),
            (quoted, 0) => format!("{quoted} quoted"),
            (0, reported) => format!("{reported} reported"),
            (quoted, reported) => format!("{quoted} quoted, {reported} reported"),
        }
    }

    /// With their sum: "43 quotations: 37 quoted, 6 reported", "6 quotations, all quoted".
    pub fn summed(self) -> String {
        match (self.quoted, self.reported) {
            (1.., 1..) => format!("{} quotations: {}", self.all(), self.told()),
            (2.., 0) => format!("{} quotations, all quoted", self.quoted),
            (0, 2..) => format!("{} quotations, all reported", self.reported),
            _ => self.told(),
        }
    }
}

/// Whether none of the words stand in marks.
pub fn is_reported(quotation: &Quotation) -> bool {
    quotation.kind == Kind::Indirect
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_said() {
        for (quoted, reported, told, summed) in [
            (0, 0, "no quotations", "no quotations"),
            (1, 0, "1 quoted", "1 quoted"),
            (0, 2, "2 reported", "2 quotations, all reported"),
            (6, 0, "6 quoted", "6 quotations, all quoted"),
            (37, 6, "37 quoted, 6 reported", "43 quotations: 37 quoted, 6 reported"),
        ] {
            let tally = Tally { quoted, reported };
            assert_eq!((tally.told().as_str(), tally.summed().as_str()), (told, summed));
            assert_eq!(tally.all(), quoted + reported);
        }
    }
}
