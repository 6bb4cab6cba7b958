//! The units around one cue that a report may take its source and content from.

use super::unit::{Row, Sort, Unit, mix, name};

/// A stretch of a row around a cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// First unit.
    pub start: usize,
    /// The unit behind the last.
    pub end: usize,
    /// The unit that may report.
    pub cue: usize,
    /// The tense and turn of the cue: "said", "was told", "to say".
    pub sort: u32,
    /// What stands right before and behind the cue.
    pub around: u32,
    /// Where words in marks stand to it.
    pub shape: u32,
    /// Which other words of its sentence may report.
    pub rivals: u32,
}

/// The most units to either side.
const REACH: usize = 64;

/// What has more units than this is no sentence, and nobody reports in it.
const LONGEST: usize = 300;

/// The windows of a row, one for each word that may be a cue.
pub(super) fn windows(row: &Row) -> impl Iterator<Item = Window> {
    let cues = (0..row.units.len()).filter(|&unit| row.units[unit].prior > 0);
    cues.filter(|&cue| !is_endless(row, cue)).map(|cue| window(row, cue))
}

fn is_endless(row: &Row, cue: usize) -> bool {
    let sentence = row.sentences[cue];
    let is_same =
        |place: Option<usize>| place.is_some_and(|place| row.sentences.get(place) == Some(&sentence));
    is_same(cue.checked_sub(LONGEST)) || is_same(Some(cue + LONGEST))
}

fn window(row: &Row, cue: usize) -> Window {
    let sentence = row.sentences[cue];
    let mut start = row.sentences.partition_point(|&number| number < sentence);
    let mut end = row.sentences.partition_point(|&number| number <= sentence);
    let (first, last) = (start, end);
    if let Some(before) = sentence.checked_sub(1) {
        let from = row.sentences.partition_point(|&number| number < before);
        if is_all_quoted(&row.units[from..start]) {
            start = from;
        }
    }
    let to = row.sentences.partition_point(|&number| number <= sentence + 1);
    if is_all_quoted(&row.units[end..to]) {
        end = to;
    }
    start = start.max(cue.saturating_sub(REACH));
    end = end.min(cue + REACH);
    let (first, last) = (first.max(start), last.min(end));
    let class = |place: Option<usize>| {
        let unit = place.filter(|place| (first..last).contains(place)).map(|place| &row.units[place]);
        unit.map_or(0, |unit| unit.class)
    };
    let before = class(cue.checked_sub(1));
    Window {
        start,
        end,
        cue,
        sort: mix(row.units[cue].cue, turn(row, first, cue)),
        around: mix(before, class(Some(cue + 1))),
        shape: shape(row, start, end, cue),
        rivals: rivals(&row.units[first..cue], &row.units[cue + 1..last]),
    }
}

fn is_all_quoted(units: &[Unit]) -> bool {
    units.iter().any(|unit| unit.sort == Sort::Quoted) && units.iter().all(|unit| unit.sort != Sort::Word)
}

const BE: [u32; 7] =
    [name("was"), name("were"), name("is"), name("are"), name("been"), name("be"), name("being")];
const TO: [u32; 1] = [name("to")];
const HAVE: [u32; 3] = [name("has"), name("have"), name("had")];
const MODAL: [u32; 10] = [
    name("will"),
    name("would"),
    name("can"),
    name("could"),
    name("should"),
    name("might"),
    name("may"),
    name("did"),
    name("does"),
    name("do"),
];
const OF_NOUN: [u32; 8] =
    [name("the"), name("a"), name("his"), name("her"), name("their"), name("its"), name("of"), name("'s")];

/// What the small words before the cue make of it: "was [told]", "to [say]", "has [said]".
fn turn(row: &Row, first: usize, cue: usize) -> u32 {
    let before = row.units[first..cue].iter().rev().take(3);
    let turn = |word: u32| match word {
        word if BE.contains(&word) => Some(1),
        word if TO.contains(&word) => Some(2),
        word if HAVE.contains(&word) => Some(3),
        word if MODAL.contains(&word) => Some(4),
        word if OF_NOUN.contains(&word) => Some(5),
        _ => None,
    };
    before.map(|unit| unit.word).find_map(turn).unwrap_or(0)
}

/// Whether words in marks stand before the cue, right before it, behind it and right behind it.
fn shape(row: &Row, start: usize, end: usize, cue: usize) -> u32 {
    let quoted = |unit: &Unit| unit.sort == Sort::Quoted;
    let before = &row.units[start..cue];
    let behind = &row.units[cue + 1..end];
    u32::from(before.iter().any(quoted))
        + 2 * u32::from(before.iter().rev().take(6).any(quoted))
        + 4 * u32::from(behind.iter().any(quoted))
        + 8 * u32::from(behind.iter().take(6).any(quoted))
        + 16
}

/// The likeliest other cue before and behind.
fn rivals(before: &[Unit], behind: &[Unit]) -> u32 {
    let most = |units: &[Unit]| units.iter().map(|unit| unit.prior).max().unwrap_or(0) / 2;
    most(before) * 8 + most(behind)
}
