//! How an article is written on the whole: papers and genres that agree in these things tend to agree in how long their
//! paragraphs are.

use super::features::{number, place};
use super::unit::{Quoting, Reporting, Unit};

/// What is seen of an article's style.
#[derive(Debug)]
pub(super) struct Style {
    /// The class of the mean length of its units.
    pub(super) extent: &'static str,
    /// How many of ten units have marks.
    pub(super) quoting: &'static str,
    /// The class of each: mean length, marks, number of units; short units, long ones, reporting ones; "Mr.", first
    /// persons, the form of marks and of dashes.
    pub(super) traits: [&'static str; 10],
}

impl Style {
    pub(super) fn of(text: &str, units: &[Unit<'_>]) -> Self {
        let count = units.len().max(1);
        let mean = units.iter().map(|unit| unit.length).sum::<usize>() / count;
        let of_ten = |is: &dyn Fn(&Unit<'_>) -> bool| {
            number((units.iter().filter(|unit| is(unit)).count() * 20).div_ceil(count).min(12))
        };
        let extent = number((mean / 20).min(10));
        let quoting = of_ten(&|unit| unit.quoting != Quoting::None);
        let every = |what: &str| number(rate(text.matches(what).count(), count));
        let marks = if text.contains('“') {
            "curly"
        } else if text.contains('"') {
            "straight"
        } else {
            "none"
        };
        let dashes = if text.contains(" — ") {
            "apart"
        } else if text.contains('—') {
            "close"
        } else if text.contains("--") {
            "typed"
        } else {
            "none"
        };
        let traits = [
            extent,
            quoting,
            place(units.len()),
            of_ten(&|unit| unit.length < 60),
            of_ten(&|unit| unit.length > 200),
            of_ten(&|unit| unit.reporting != Reporting::None),
            every("Mr. "),
            number(rate(text.matches(" I ").count() + text.matches(" we ").count(), count)),
            marks,
            dashes,
        ];
        Self { extent, quoting, traits }
    }
}

/// The class of how many there are in a hundred units.
fn rate(found: usize, units: usize) -> usize {
    match found * 100 / units {
        0 => usize::from(found > 0),
        1..=4 => 2,
        5..=11 => 3,
        12..=24 => 4,
        25..=49 => 5,
        _ => 6,
    }
}
