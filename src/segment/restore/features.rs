//! What speaks for a break: the features of a boundary and of a paragraph, as words that the model has weights for.

use super::lattice::{LONGEST, Lattice, SHAPES, SIZES};
use super::style::Style;
use super::unit::Unit;

/// Takes features one after the other and makes a cell of them.
pub trait Cells {
    /// What a run of features comes to.
    type Cell: Clone;

    /// A feature: which question, and the two parts of its answer.
    fn add(&mut self, question: &str, answer: &str, more: &str);

    /// Ends a run of features.
    fn cell(&mut self) -> Self::Cell;

    /// A feature of each shape of a paragraph; the shape is the second part of the answer.
    fn add_shaped(&mut self, question: &str, answer: &str);

    /// Ends a run of such features.
    fn shaped_cell(&mut self) -> [Self::Cell; SHAPES];
}

const NUMBERS: [&str; 17] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"];

pub(super) fn number(number: usize) -> &'static str {
    NUMBERS[number.min(16)]
}

/// The class of a length in characters.
fn extent(characters: usize) -> &'static str {
    const ENDS: [usize; 12] = [15, 30, 50, 75, 100, 130, 160, 200, 240, 300, 400, 550];
    number(ENDS.partition_point(|&end| end <= characters))
}

/// The class of a place in, or a size of, an article.
pub(super) fn place(units: usize) -> &'static str {
    const ENDS: [usize; 10] = [1, 2, 3, 4, 6, 9, 14, 24, 48, 96];
    number(ENDS.partition_point(|&end| end <= units))
}

/// The features of `units`.
pub(super) fn lattice<C: Cells>(text: &str, units: &[Unit<'_>], cells: &mut C) -> Lattice<C::Cell> {
    let style = Style::of(text, units);
    let boundary = (0..units.len())
        .map(|at| {
            if at > 0 {
                Around { units, at, style: &style }.boundary(cells);
            }
            cells.cell()
        })
        .collect();
    let length = (0..=LONGEST)
        .map(|count| {
            cells.add("units", number(count), "");
            for (question, class) in LENGTHS.iter().zip(style.traits) {
                cells.add(question, number(count.min(8)), class);
            }
            cells.cell()
        })
        .collect();
    let size = (0..SIZES)
        .map(|class| {
            cells.add("size", number(class), "");
            for (question, of_style) in SIZED.iter().zip(style.traits) {
                cells.add(question, number(class), of_style);
            }
            cells.cell()
        })
        .collect();
    let mut characters = 0;
    Lattice {
        boundary,
        length,
        size,
        opening: (0..units.len()).map(|at| opening(units, at, cells)).collect(),
        closing: (0..units.len()).map(|at| closing(units, at, cells)).collect(),
        alone: units.iter().map(|unit| alone(unit, cells)).collect(),
        pair: (0..units.len()).map(|at| pair(units, at, cells)).collect(),
        forced: units.iter().map(|unit| unit.is_labelled).collect(),
        characters: units
            .iter()
            .map(|unit| {
                characters += unit.length + 1;
                characters
            })
            .collect(),
    }
}

/// A boundary with its neighbours.
struct Around<'u, 't> {
    units: &'u [Unit<'t>],
    /// The unit behind it.
    at: usize,
    style: &'u Style,
}

/// The kind of a unit that is not there.
const NOWHERE: &str = "edge";

impl<'t> Around<'_, 't> {
    fn unit(&self, from: isize) -> Option<&Unit<'t>> {
        self.at.checked_add_signed(from).and_then(|at| self.units.get(at))
    }

    /// What a neighbour quotes.
    fn quoting(&self, from: isize) -> &'static str {
        self.unit(from).map_or(NOWHERE, kind)
    }

    fn boundary<C: Cells>(&self, to: &mut C) {
        let (Some(before), Some(next)) = (self.unit(-1), self.unit(0)) else { return };
        to.add("bias", "", "");
        self.words(before, next, to);
        self.quotations(before, next, to);
        self.names(before, next, to);
        self.lengths(before, next, to);
    }

    fn words<C: Cells>(&self, before: &Unit<'_>, next: &Unit<'_>, to: &mut C) {
        to.add("first", next.first[0], "");
        to.add("second", next.first[1], "");
        to.add("first.second", next.first[0], next.first[1]);
        to.add("first.quoting", next.first[0], self.quoting(-1));
        to.add("first.own", next.first[0], self.quoting(0));
        to.add("shape", form(next), form(before));
        to.add("last", before.last, "");
        to.add("last.own", next.last, "");
        to.add("before.first", before.first[0], "");
        to.add("firsts", before.first[0], next.first[0]);
        to.add("stop", stop(before.stop), stop(next.stop));
        to.add("stop.quoting", stop(before.stop), self.quoting(0));
        to.add("parting", next.parting.name(), form(next));
        to.add("parting.extent", next.parting.name(), extent(before.length));
        to.add("parting.quoting", next.parting.name(), self.quoting(0));
        to.add("parting.first", next.parting.name(), next.first[0]);
        to.add("parting.last", next.parting.name(), before.last);
    }

    fn quotations<C: Cells>(&self, before: &Unit<'_>, next: &Unit<'_>, to: &mut C) {
        let kinds = [-2, -1, 0, 1].map(|from| self.quoting(from));
        to.add("quoting", kinds[1], kinds[2]);
        to.add("quoting.early", kinds[0], kinds[1]);
        to.add("quoting.late", kinds[2], kinds[3]);
        to.add(EARLY[index(self.unit(-2))], kinds[1], kinds[2]);
        to.add(LATE[index(self.unit(1))], kinds[1], kinds[2]);
        to.add("reporting", before.reporting.name(), next.reporting.name());
        to.add("reporting.before", before.reporting.name(), kinds[1]);
        to.add("reporting.next", next.reporting.name(), kinds[2]);
        to.add("share", number(before.share), number(next.share));
        let reports = self.unit(1).map_or(NOWHERE, |unit| unit.reporting.name());
        to.add("reporting.after", reports, next.reporting.name());
    }

    fn names<C: Cells>(&self, before: &Unit<'_>, next: &Unit<'_>, to: &mut C) {
        to.add("new", number(next.new_names.min(5)), "");
        to.add("new.before", number(before.new_names.min(4)), number(next.new_names.min(4)));
        to.add("same", number(next.same_names.min(4)), "");
        to.add("named", next.first_name.name(), form(next));
        to.add("named.quoting", next.first_name.name(), self.quoting(-1));
        to.add("named.own", next.first_name.name(), self.quoting(0));
        to.add("named.before", before.first_name.name(), next.first_name.name());
        to.add("words.same", number(next.same_words[0].min(5)), "");
        to.add("words.lately", number(next.same_words[1].min(5)), number(next.same_words[0].min(3)));
        if let Some(after) = self.unit(1) {
            to.add("words.after", number(after.same_words[0].min(4)), number(next.same_words[0].min(4)));
            to.add("named.after", after.first_name.name(), next.first_name.name());
            to.add("same.after", number(after.same_names.min(3)), number(next.same_names.min(3)));
        }
        to.add("day", flag(before.has_day), flag(next.has_day));
        to.add("figure", flag(before.has_figure), flag(next.has_figure));
    }

    fn lengths<C: Cells>(&self, before: &Unit<'_>, next: &Unit<'_>, to: &mut C) {
        let [own, other] = [extent(next.length), extent(before.length)];
        to.add("extent", own, "");
        to.add("extent.before", other, "");
        to.add("extents", own, other);
        to.add("extent.quoting", own, self.quoting(0));
        to.add("extent.quoting.before", other, self.quoting(-1));
        to.add("extent.after", self.unit(1).map_or(NOWHERE, |unit| extent(unit.length)), own);
        to.add("extent.earlier", self.unit(-2).map_or(NOWHERE, |unit| extent(unit.length)), other);
        to.add("words.few", number(next.words.min(8)), number(before.words.min(8)));
        to.add("place", place(self.at), "");
        to.add("place.end", place(self.units.len() - self.at), "");
        to.add("place.extent", place(self.at), other);
        for (question, class) in STYLES.iter().zip(self.style.traits) {
            to.add(question, class, "");
        }
        to.add("style.own", self.style.extent, own);
        to.add("style.before", self.style.extent, other);
        to.add("style.kind", self.style.quoting, self.quoting(0));
        to.add("style.kind.before", self.style.quoting, self.quoting(-1));
    }
}

/// The questions of a style's traits, for lengths in units, for sizes, and for breaks.
const LENGTHS: [&str; 10] = [
    "units.extent",
    "units.quoting",
    "units.count",
    "units.short",
    "units.long",
    "units.reporting",
    "units.honorific",
    "units.person",
    "units.marks",
    "units.dashes",
];
const SIZED: [&str; 10] = [
    "size.extent",
    "size.quoting",
    "size.count",
    "size.short",
    "size.long",
    "size.reporting",
    "size.honorific",
    "size.person",
    "size.marks",
    "size.dashes",
];
const STYLES: [&str; 10] = [
    "style.extent",
    "style.quoting",
    "style.count",
    "style.short",
    "style.long",
    "style.reporting",
    "style.honorific",
    "style.person",
    "style.marks",
    "style.dashes",
];

/// Of the unit before the last, then of the next but one, by [`index`].
const EARLY: [&str; 7] =
    ["early.none", "early.whole", "early.opens", "early.closes", "early.both", "early.inner", "early.edge"];
const LATE: [&str; 7] =
    ["late.none", "late.whole", "late.opens", "late.closes", "late.both", "late.inner", "late.edge"];

fn index(unit: Option<&Unit<'_>>) -> usize {
    unit.map_or(6, |unit| unit.quoting as usize)
}

/// What a unit quotes.
fn kind(unit: &Unit<'_>) -> &'static str {
    unit.quoting.name()
}

/// What a unit begins with.
fn form(unit: &Unit<'_>) -> &'static str {
    let word = unit.first[0];
    let mut letters = word.chars();
    match letters.next() {
        None => "none",
        Some(c) if c.is_numeric() => "figure",
        Some(c) if c.is_lowercase() => "small",
        Some(_) if word.len() > 2 && letters.clone().all(char::is_uppercase) => "shout",
        Some(_) => {
            if unit.first[1].starts_with(char::is_uppercase) {
                "capitals"
            } else {
                "capital"
            }
        }
    }
}

fn stop(c: char) -> &'static str {
    match c {
        '.' => ".",
        '?' => "?",
        '!' => "!",
        ':' => ":",
        ';' => ";",
        '…' => "…",
        _ => "other",
    }
}

fn flag(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn opening<C: Cells>(units: &[Unit<'_>], at: usize, to: &mut C) -> [C::Cell; SHAPES] {
    let unit = &units[at];
    to.add_shaped("opening.kind", kind(unit));
    to.add_shaped("opening.reporting", unit.reporting.name());
    to.add_shaped("opening.extent", extent(unit.length));
    to.add_shaped("opening.named", unit.first_name.name());
    to.add_shaped("opening.place", place(at));
    to.add_shaped("opening.before", at.checked_sub(1).map_or(NOWHERE, |before| kind(&units[before])));
    to.add_shaped("opening.after", units.get(at + 1).map_or(NOWHERE, kind));
    to.shaped_cell()
}

fn closing<C: Cells>(units: &[Unit<'_>], at: usize, to: &mut C) -> [C::Cell; SHAPES] {
    let unit = &units[at];
    to.add_shaped("closing.kind", kind(unit));
    to.add_shaped("closing.reporting", unit.reporting.name());
    to.add_shaped("closing.extent", extent(unit.length));
    to.add_shaped("closing.place", place(units.len() - 1 - at));
    to.add_shaped("closing.after", units.get(at + 1).map_or(NOWHERE, kind));
    to.add_shaped("closing.next", units.get(at + 1).map_or(NOWHERE, |next| next.first[0]));
    to.shaped_cell()
}

fn alone<C: Cells>(unit: &Unit<'_>, to: &mut C) -> C::Cell {
    to.add("alone.kind", kind(unit), unit.reporting.name());
    to.add("alone.extent", kind(unit), extent(unit.length));
    to.add("alone.words", number(unit.words), "");
    to.add("alone.stop", stop(unit.stop), extent(unit.length));
    to.cell()
}

fn pair<C: Cells>(units: &[Unit<'_>], at: usize, to: &mut C) -> C::Cell {
    if let (Some(first), Some(second)) = (units.get(at), units.get(at + 1)) {
        to.add("pair.kind", kind(first), kind(second));
        to.add("pair.reporting", first.reporting.name(), second.reporting.name());
        to.add("pair.extent", extent(first.length), extent(second.length));
        to.add("pair.same", number(second.same_words[0].min(4)), number(second.same_names.min(3)));
    }
    to.cell()
}
