//! What speaks for a reading: features of a unit, of a unit and a cue, and of a cue, each a name that has weights.

use std::cmp::Ordering;

use super::unit::{Row, Sort, Unit, mix, name};
use super::window::Window;

/// Nothing stands there.
const NOTHING: u32 = 7;

/// Ways of naming a feature: the question, then its answers.
macro_rules! feature {
    ($add:ident, $question:expr $(, $answer:expr)*) => {{
        let mut name = 0x51ed_270b_u32 ^ ($question as u32).wrapping_mul(0x85eb_ca6b);
        $( name = mix(name, $answer); )*
        $add(name);
    }};
}

fn at(row: &Row, place: Option<usize>) -> Option<&Unit> {
    row.units.get(place?)
}

fn class(row: &Row, place: Option<usize>) -> u32 {
    at(row, place).map_or(NOTHING, |unit| unit.class)
}

fn word(row: &Row, place: Option<usize>) -> u32 {
    at(row, place).map_or(NOTHING, |unit| unit.word)
}

/// The features of the unit at `t`, whatever the cue.
pub(super) fn of_unit(row: &Row, t: usize, mut add: impl FnMut(u32)) {
    let unit = &row.units[t];
    let [b2, b1, n1, n2] = [t.checked_sub(2), t.checked_sub(1), Some(t + 1), Some(t + 2)];
    let [cb2, cb1, cn1, cn2] = [b2, b1, n1, n2].map(|place| class(row, place));
    let c = unit.class;
    feature!(add, 1, unit.word);
    feature!(add, 2, word(row, b1));
    feature!(add, 3, word(row, n1));
    feature!(add, 4, cb1, c);
    feature!(add, 5, c, cn1);
    feature!(add, 6, cb1, c, cn1);
    feature!(add, 7, cb2, cb1, c);
    feature!(add, 8, c, cn1, cn2);
    feature!(add, 9, unit.ending);
    feature!(add, 10, word(row, b1), unit.word);
    feature!(add, 11, unit.word, word(row, n1));
    feature!(add, 12, word(row, n2), cn1);
    feature!(add, 13, cn1, cn2);
    feature!(add, 14, cn1, cn2, class(row, Some(t + 3)));
    feature!(add, 15, cb2, cb1);
}

fn apart(units: usize) -> u32 {
    match units {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5 | 6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        _ => 8,
    }
}

/// What stands between the cue and each unit.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    commas: u32,
    quoted: bool,
    that: bool,
    cues: u32,
    joints: u32,
}

impl Between {
    fn pass(&mut self, unit: &Unit) {
        self.commas += u32::from(unit.class == COMMA);
        self.quoted |= unit.sort == Sort::Quoted;
        self.that |= unit.word == THAT;
        self.cues += u32::from(unit.prior > 3);
        self.joints += u32::from(unit.word == AND || unit.word == BUT);
    }

    fn code(self) -> u32 {
        self.commas.min(2)
            + 3 * u32::from(self.quoted)
            + 6 * u32::from(self.that)
            + 12 * self.cues.min(1)
            + 24 * self.joints.min(1)
    }
}

const COMMA: u32 = name(",");
const THAT: u32 = name("that");
const AND: u32 = name("and");
const BUT: u32 = name("but");

/// The features of each unit of `window` to its cue.
pub(super) fn of_units(row: &Row, window: &Window, mut add: impl FnMut(usize, u32)) {
    let cue = window.cue;
    let mut between = Between::default();
    for t in cue + 1..window.end {
        of_pair(row, window, t, between.code(), |feature| add(t, feature));
        between.pass(&row.units[t]);
    }
    let mut between = Between::default();
    for t in (window.start..cue).rev() {
        of_pair(row, window, t, between.code(), |feature| add(t, feature));
        between.pass(&row.units[t]);
    }
}

fn of_pair(row: &Row, window: &Window, t: usize, between: u32, mut add: impl FnMut(u32)) {
    let (unit, cue) = (&row.units[t], &row.units[window.cue]);
    let is_behind = t > window.cue;
    let distance = t.abs_diff(window.cue);
    let side = u32::from(is_behind);
    let d = side + 2 * apart(distance);
    let near = side + 2 * apart(distance.min(3));
    let place = |offset: isize| {
        t.checked_add_signed(offset).filter(|place| (window.start..window.end).contains(place))
    };
    let (cb1, c, cn1) = (class(row, place(-1)), unit.class, class(row, place(1)));
    let beyond = if is_behind { cn1 } else { cb1 };
    let inner = if is_behind { cb1 } else { cn1 };
    let sort = window.sort;
    let between = side + 2 * between;
    feature!(add, 20, d, c);
    feature!(add, 21, d, sort);
    feature!(add, 22, cue.word, near);
    feature!(add, 23, cue.word, side, c);
    feature!(add, 24, cue.word, side, beyond);
    feature!(add, 25, sort, side, cb1, c, cn1);
    feature!(add, 26, between, c);
    feature!(add, 27, between, sort, c);
    feature!(add, 28, between, cn1, c);
    feature!(add, 29, between, d);
    feature!(add, 30, window.around, side, c);
    feature!(add, 31, window.shape, side, c);
    feature!(add, 32, window.shape, d);
    feature!(add, 33, side, cue.word, inner, c);
    let sentence = match row.sentences[t].cmp(&row.sentences[window.cue]) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    feature!(add, 34, sentence, c, side);
    if distance <= 4 {
        feature!(add, 35, cue.word, near, unit.word);
        let mut path = near;
        for step in t.min(window.cue) + 1..t.max(window.cue) {
            path = mix(path, row.units[step].class);
        }
        feature!(add, 36, path, c);
        feature!(add, 37, path, c, beyond);
        feature!(add, 38, path, sort);
    }
    let edge = u32::from(t == window.start)
        + 2 * u32::from(t + 1 == window.end)
        + 4 * u32::from(t + 2 == window.end);
    feature!(add, 39, edge, side, sort);
    feature!(add, 40, edge, cue.word, side);
    feature!(add, 41, edge, between, c);
    feature!(add, 42, between, cn1, class(row, place(2)));
    feature!(add, 43, between, cn1, c, class(row, place(2)));
}

/// The features of the cue itself.
pub(super) fn of_cue(row: &Row, window: &Window, mut add: impl FnMut(u32)) {
    let t = window.cue;
    let unit = &row.units[t];
    let place = |offset: isize| {
        t.checked_add_signed(offset).filter(|place| (window.start..window.end).contains(place))
    };
    let words = |offset| word(row, place(offset));
    let classes = |offset| class(row, place(offset));
    let w = unit.word;
    feature!(add, 50, w);
    feature!(add, 51, w, words(-1));
    feature!(add, 52, w, words(1));
    feature!(add, 53, w, classes(-1));
    feature!(add, 54, w, classes(1));
    feature!(add, 55, classes(-2), classes(-1), unit.cue);
    feature!(add, 56, unit.cue, classes(1), classes(2));
    feature!(add, 57, classes(-1), unit.cue, classes(1));
    feature!(add, 58, unit.prior);
    feature!(add, 59, unit.prior, classes(-1), classes(1));
    feature!(add, 60, window.shape, unit.prior);
    feature!(add, 61, window.shape, w);
    feature!(add, 62, window.around, unit.prior);
    feature!(add, 63, w, classes(-1), classes(1));
    feature!(add, 64, unit.ending);
    feature!(add, 65, window.rivals, unit.prior);
    feature!(add, 66, window.rivals, w);
    feature!(add, 67, window.rivals, classes(-1), unit.cue);
    feature!(add, 68, w, classes(1), classes(2));
    feature!(add, 69, w, classes(-2), classes(-1));
}
