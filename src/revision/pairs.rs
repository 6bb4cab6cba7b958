//! Two lists of texts side by side: which is which, though some were altered, cut, added or moved.
//!
//! What stands in both lists once, and in the same order, is found first (the patience difference of Bram Cohen), with what
//! is equal before and behind it. Between those, texts that share most of their words are versions of one.

use std::collections::{BTreeMap, BTreeSet};

/// What belongs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// A text of the old list and its version in the new one, in the same order as others.
    Both(usize, usize),
    /// The same text elsewhere.
    Moved(usize, usize),
    /// One that is only in the old list.
    Old(usize),
    /// One that is only in the new list.
    New(usize),
}

/// Texts share so much of their words, in hundredths, if one is a version of the other.
const ALIKE: usize = 45;
/// More comparisons than this are not made between two that are the same; what stands there is then cut and added.
const MOST: usize = 40_000;

/// All of both lists, in the order of the new one; what was cut stands where it stood.
pub(super) fn pairs(old: &[String], new: &[String]) -> Vec<Pair> {
    let same = same(old, new);
    let mut all = Vec::with_capacity(old.len().max(new.len()));
    let (mut old_at, mut new_at) = (0, 0);
    for (old_next, new_next) in same.into_iter().chain([(old.len(), new.len())]) {
        between(old, new, (old_at..old_next, new_at..new_next), &mut all);
        if old_next < old.len() {
            all.push(Pair::Both(old_next, new_next));
        }
        (old_at, new_at) = (old_next + 1, new_next + 1);
    }
    with_moved(old, new, all)
}

/// The texts that are the same in both lists, in order.
fn same(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut anchors = rising(&once_in_both(old, new));
    anchors.push((old.len(), new.len()));
    let mut same = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (old_next, new_next) in anchors {
        let (mut front, mut back) = (0, 0);
        let room = (old_next - old_at).min(new_next - new_at);
        while front < room && old.get(old_at + front) == new.get(new_at + front) {
            same.push((old_at + front, new_at + front));
            front += 1;
        }
        while back < room - front && old.get(old_next - back - 1) == new.get(new_next - back - 1) {
            back += 1;
        }
        same.extend((0..back).rev().map(|n| (old_next - n - 1, new_next - n - 1)));
        if old_next < old.len() {
            same.push((old_next, new_next));
        }
        (old_at, new_at) = (old_next + 1, new_next + 1);
    }
    same
}

/// Texts that stand in each list once, in the order of the old one.
fn once_in_both(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let places = |list: &[String]| {
        let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, text) in list.iter().enumerate() {
            places.entry(text.clone()).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (before, after) = (places(old), places(new));
    let mut both: Vec<(usize, usize)> =
        before.iter().filter_map(|(text, place)| Some(((*place)?, (*after.get(text)?)?))).collect();
    both.sort_unstable();
    both
}

/// The longest run of pairs that rises in both.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let new_of = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| new_of(*end) < *new);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

/// Pairs up what is alike in two stretches, in order, so that as much as possible is.
fn between(
    old: &[String],
    new: &[String],
    (old_range, new_range): (std::ops::Range<usize>, std::ops::Range<usize>),
    all: &mut Vec<Pair>,
) {
    let (rows, columns) = (old_range.len(), new_range.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST {
        all.extend(old_range.map(Pair::Old));
        all.extend(new_range.map(Pair::New));
        return;
    }
    let words = |text: &String| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let before: Vec<_> = old.get(old_range.clone()).unwrap_or_default().iter().map(words).collect();
    let after: Vec<_> = new.get(new_range.clone()).unwrap_or_default().iter().map(words).collect();
    // best[row][column] is what the texts from there on have in common at best.
    let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
    let get = |best: &[Vec<usize>], row: usize, column: usize| {
        best.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(0)
    };
    let mut like = vec![vec![0_usize; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let alike = before.get(row).zip(after.get(column)).map_or(0, |(a, b)| alike(a, b));
            let paired = if alike >= ALIKE { alike + get(&best, row + 1, column + 1) } else { 0 };
            let most = paired.max(get(&best, row + 1, column)).max(get(&best, row, column + 1));
            if let Some(cell) = best.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = most;
            }
            if let Some(cell) = like.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = alike;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let here = get(&best, row, column);
        let alike = get(&like, row, column);
        if row < rows && column < columns && alike >= ALIKE && here == alike + get(&best, row + 1, column + 1)
        {
            all.push(Pair::Both(old_range.start + row, new_range.start + column));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && (column >= columns || here == get(&best, row + 1, column)) {
            all.push(Pair::Old(old_range.start + row));
            row += 1;
        } else {
            all.push(Pair::New(new_range.start + column));
            column += 1;
        }
    }
}

/// How much of the words of two texts is in both, in hundredths (Dice).
fn alike(old: &BTreeSet<String>, new: &BTreeSet<String>) -> usize {
    let all = old.len() + new.len();
    (200 * old.intersection(new).count()).checked_div(all).unwrap_or(0)
}

/// The same, with what was cut here and added there as one that moved.
fn with_moved(old: &[String], new: &[String], all: Vec<Pair>) -> Vec<Pair> {
    let mut cut: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for pair in all.iter().rev() {
        if let Pair::Old(at) = pair
            && let Some(text) = old.get(*at)
        {
            cut.entry(text).or_default().push(*at);
        }
    }
    let mut gone = BTreeSet::new();
    let moved: Vec<Pair> = all
        .into_iter()
        .map(|pair| match pair {
            Pair::New(at) => {
                let from = new.get(at).and_then(|text| cut.get_mut(text.as_str())?.pop());
                from.map_or(pair, |from| {
                    gone.insert(from);
                    Pair::Moved(from, at)
                })
            }
            _ => pair,
        })
        .collect();
    moved.into_iter().filter(|pair| !matches!(pair, Pair::Old(at) if gone.contains(at))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(old: &str, new: &str) -> String {
        let list = |text: &str| -> Vec<String> {
            text.split('/').map(|own| own.trim().to_owned()).filter(|own| !own.is_empty()).collect()
        };
        let told = pairs(&list(old), &list(new)).into_iter().map(|pair| match pair {
            Pair::Both(a, b) => format!("{a}={b}"),
            Pair::Moved(a, b) => format!("{a}>{b}"),
            Pair::Old(a) => format!("-{a}"),
            Pair::New(b) => format!("+{b}"),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_find_their_versions() {
        for (old, new, expected) in [
            ("", "", ""),
            ("a / b", "a / b", "0=0 1=1"),
            ("a / b / c", "a / c", "0=0 -1 2=1"),
            ("a / c", "a / b / c", "0=0 +1 1=2"),
            ("a / the ferry will run on / c", "a / the ferry will not run on / c", "0=0 1=1 2=2"),
            ("a / b / c / d", "b / c / d / a", "1=0 2=1 3=2 0>3"),
            ("a / a / a", "a / a", "0=0 1=1 -2"),
            ("one two three", "four five six", "-0 +0"),
        ] {
            assert_eq!(told(old, new), expected, "{old} | {new}");
        }
    }

    proptest! {
        #[test]
        fn every_text_stands_in_one_pair(
            old in proptest::collection::vec("[ab]{1,2}( [abc]{1,2}){0,2}", 0..12),
            new in proptest::collection::vec("[ab]{1,2}( [abc]{1,2}){0,2}", 0..12),
        ) {
            let (mut olds, mut news) = (Vec::new(), Vec::new());
            for pair in pairs(&old, &new) {
                match pair {
                    Pair::Both(a, b) => { olds.push(a); news.push(b); }
                    Pair::Moved(a, b) => {
                        prop_assert_eq!(&old[a], &new[b]);
                        olds.push(a);
                        news.push(b);
                    }
                    Pair::Old(a) => olds.push(a),
                    Pair::New(b) => news.push(b),
                }
            }
            prop_assert!(news.iter().copied().eq(0..new.len()), "in the order of the new list");
            olds.sort_unstable();
            prop_assert!(olds.into_iter().eq(0..old.len()));
            let unchanged = pairs(&old, &old).into_iter().all(|pair| matches!(pair, Pair::Both(a, b) if a == b));
            prop_assert!(unchanged);
        }
    }
}
