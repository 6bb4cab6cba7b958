//! Every way to read one report, weighed at once: a linear-chain conditional random field (Lafferty and others, ICML
//! 2001) over the units around one cue, whose states know whether a source and a content were seen.
//!
//! A reading gives at most one source and one or more pieces of content, or says that the cue reports nothing, which
//! weighs 0.

/// What each unit, and the cue, can speak for.
pub const SCORES: usize = 8;

/// Within content.
pub const CONTENT: usize = 0;
/// The first piece of content begins.
pub const CONTENT_BEGINS: usize = 1;
/// A piece of content ends.
pub const CONTENT_ENDS: usize = 2;
/// A further piece begins.
pub const CONTENT_AGAIN: usize = 3;
/// Within the source.
pub const SOURCE: usize = 4;
/// The source begins.
pub const SOURCE_BEGINS: usize = 5;
/// The source ends.
pub const SOURCE_ENDS: usize = 6;
/// The source begins behind content.
pub const SOURCE_LATE: usize = 7;

/// Of the scores of a cue: that it reports.
pub const REPORTS: usize = 0;
/// Of the scores of a cue: that it reports without a source.
pub const SOURCELESS: usize = 1;

/// What speaks for each part, by the constants above.
pub type Scores = [f32; SCORES];

/// What a unit is to the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Neither.
    Outside,
    /// The first unit of a piece of content.
    ContentBegin,
    /// In a piece of content.
    Content,
    /// The first unit of the source.
    SourceBegin,
    /// In the source.
    Source,
}

const STATES: usize = 8;
const OUT: usize = 0;
const NONE: f32 = -1e30;

/// From a state to a state; what leaving and entering speak for.
struct Edge {
    from: usize,
    to: usize,
    leaves: Option<usize>,
    enters: [Option<usize>; 3],
}

const fn edge(from: usize, to: usize, leaves: Option<usize>, enters: [Option<usize>; 3]) -> Edge {
    Edge { from, to, leaves, enters }
}

const STAYS: [Option<usize>; 3] = [None, None, None];
const IN_CONTENT: [Option<usize>; 3] = [Some(CONTENT), None, None];
const FIRST_CONTENT: [Option<usize>; 3] = [Some(CONTENT), Some(CONTENT_BEGINS), None];
const NEXT_CONTENT: [Option<usize>; 3] = [Some(CONTENT), Some(CONTENT_AGAIN), None];
const IN_SOURCE: [Option<usize>; 3] = [Some(SOURCE), None, None];
const FIRST_SOURCE: [Option<usize>; 3] = [Some(SOURCE), Some(SOURCE_BEGINS), None];
const LATE_SOURCE: [Option<usize>; 3] = [Some(SOURCE), Some(SOURCE_BEGINS), Some(SOURCE_LATE)];

// States: 0 out, nothing seen; 1 out, source seen; 2 out, content seen; 3 out, both seen; 4 in content, no source seen;
// 5 in content, source seen; 6 in source, no content seen; 7 in source, content seen.
const EDGES: [Edge; 21] = [
    edge(0, 0, None, STAYS),
    edge(0, 4, None, FIRST_CONTENT),
    edge(0, 6, None, FIRST_SOURCE),
    edge(1, 1, None, STAYS),
    edge(1, 5, None, FIRST_CONTENT),
    edge(2, 2, None, STAYS),
    edge(2, 4, None, NEXT_CONTENT),
    edge(2, 7, None, LATE_SOURCE),
    edge(3, 3, None, STAYS),
    edge(3, 5, None, NEXT_CONTENT),
    edge(4, 4, None, IN_CONTENT),
    edge(4, 2, Some(CONTENT_ENDS), STAYS),
    edge(4, 7, Some(CONTENT_ENDS), LATE_SOURCE),
    edge(5, 5, None, IN_CONTENT),
    edge(5, 3, Some(CONTENT_ENDS), STAYS),
    edge(6, 6, None, IN_SOURCE),
    edge(6, 1, Some(SOURCE_ENDS), STAYS),
    edge(6, 5, Some(SOURCE_ENDS), FIRST_CONTENT),
    edge(7, 7, None, IN_SOURCE),
    edge(7, 3, Some(SOURCE_ENDS), STAYS),
    edge(7, 5, Some(SOURCE_ENDS), NEXT_CONTENT),
];

/// What a reading that ends in each state closes, and what it says of the cue; `None` where none may end.
const ENDS: [Option<(Option<usize>, [bool; 2])>; STATES] = [
    Some((None, [false, false])),
    None,
    Some((None, [true, true])),
    Some((None, [true, false])),
    Some((Some(CONTENT_ENDS), [true, true])),
    Some((Some(CONTENT_ENDS), [true, false])),
    None,
    Some((Some(SOURCE_ENDS), [true, false])),
];

/// What speaks for each reading of the units around one cue.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// By unit.
    pub units: Vec<Scores>,
    /// The unit that is the cue, which is neither source nor content.
    pub cue: usize,
    /// That it reports, and that it does so without a source.
    pub of_cue: [f32; 2],
}

impl Lattice {
    fn entered(&self, edge: &Edge, at: usize) -> f32 {
        if at == self.cue && edge.enters[0].is_some() {
            return NONE;
        }
        let leaves = edge.leaves.map_or(0.0, |leaves| self.units[at - 1][leaves]);
        edge.enters.iter().flatten().fold(leaves, |sum, &enters| sum + self.units[at][enters])
    }

    fn ended(&self, state: usize) -> f32 {
        let Some((closes, [reports, sourceless])) = ENDS[state] else { return NONE };
        let closes = closes.map_or(0.0, |closes| self.units[self.units.len() - 1][closes]);
        let reports = if reports { self.of_cue[REPORTS] } else { 0.0 };
        let sourceless = if sourceless { self.of_cue[SOURCELESS] } else { 0.0 };
        closes + reports + sourceless
    }

    /// The logarithm of the sum over all readings, that of no report among them: what [`Lattice::expect`] gives, for a
    /// fifth of the work.
    pub fn total(&self) -> f32 {
        let mut shares = [0.0; STATES];
        shares[OUT] = 1.0;
        let mut left = [1.0; SCORES];
        let mut logarithm = 0.0;
        for (at, unit) in self.units.iter().enumerate() {
            let here = unit.map(|score| f64::from(score).exp());
            let mut next = [0.0; STATES];
            for edge in EDGES.iter().filter(|edge| at != self.cue || edge.enters[0].is_none()) {
                let leaves = edge.leaves.map_or(1.0, |leaves| left[leaves]);
                let enters: f64 = edge.enters.iter().flatten().map(|&enters| here[enters]).product();
                next[edge.to] += shares[edge.from] * leaves * enters;
            }
            let sum: f64 = next.iter().sum();
            logarithm += sum.ln();
            shares = next.map(|share| share / sum);
            left = here;
        }
        let ends = shares.iter().enumerate().filter(|(state, _)| ENDS[*state].is_some());
        let sum: f64 = ends.map(|(state, share)| share * f64::from(self.ended(state)).exp()).sum();
        #[expect(clippy::cast_possible_truncation, reason = "a weight among others of its size")]
        let total = (logarithm + sum.ln()) as f32;
        total
    }

    /// The best reading in which the cue reports, and its weight.
    pub fn best(&self) -> (Vec<Label>, f32) {
        let count = self.units.len();
        let mut weight = [NONE; STATES];
        weight[OUT] = 0.0;
        let mut back: Vec<[u8; STATES]> = Vec::with_capacity(count);
        for at in 0..count {
            let mut next = [NONE; STATES];
            let mut from = [0; STATES];
            for (number, edge) in EDGES.iter().enumerate() {
                if at == 0 && edge.from != OUT {
                    continue;
                }
                let sum = weight[edge.from] + self.entered(edge, at);
                if sum > next[edge.to] {
                    next[edge.to] = sum;
                    from[edge.to] = u8::try_from(number).unwrap_or_default();
                }
            }
            weight = next;
            back.push(from);
        }
        let (mut state, mut most) = (OUT, NONE);
        for (end, weight) in weight.iter().enumerate().skip(OUT + 1) {
            let sum = weight + self.ended(end);
            if sum > most {
                (state, most) = (end, sum);
            }
        }
        let mut labels = vec![Label::Outside; count];
        for at in (0..count).rev() {
            let edge = &EDGES[usize::from(back[at][state])];
            labels[at] = match edge.enters {
                [None, ..] => Label::Outside,
                [Some(CONTENT), None, _] => Label::Content,
                [Some(CONTENT), ..] => Label::ContentBegin,
                [_, None, _] => Label::Source,
                _ => Label::SourceBegin,
            };
            state = edge.from;
        }
        (labels, most)
    }

    /// The logarithm of the sum over all readings, that of no report among them. Calls `visit` with what is expected
    /// of each unit's scores, and gives what is expected of the cue's.
    pub fn expect(&self, mut visit: impl FnMut(usize, usize, f32)) -> (f32, [f32; 2]) {
        let count = self.units.len();
        let mut forward = vec![[NONE; STATES]; count + 1];
        forward[0][OUT] = 0.0;
        for at in 0..count {
            let mut sums = [NONE; STATES];
            for edge in EDGES.iter().filter(|edge| at > 0 || edge.from == OUT) {
                let from = forward[at][edge.from];
                if from > NONE / 2.0 {
                    sums[edge.to] = add(sums[edge.to], from + self.entered(edge, at));
                }
            }
            forward[at + 1] = sums;
        }
        let mut backward = [NONE; STATES];
        let mut all = NONE;
        for state in 0..STATES {
            backward[state] = self.ended(state);
            all = add(all, forward[count][state] + backward[state]);
        }
        let mut of_cue = [0.0; 2];
        for state in 0..STATES {
            let Some((closes, says)) = ENDS[state] else { continue };
            let share = (forward[count][state] + backward[state] - all).exp();
            if let Some(closes) = closes {
                visit(count - 1, closes, share);
            }
            for (expected, says) in of_cue.iter_mut().zip(says) {
                *expected += if says { share } else { 0.0 };
            }
        }
        for at in (0..count).rev() {
            let mut before = [NONE; STATES];
            for edge in EDGES.iter().filter(|edge| at > 0 || edge.from == OUT) {
                let behind = self.entered(edge, at) + backward[edge.to];
                if behind < NONE / 2.0 || forward[at][edge.from] < NONE / 2.0 {
                    continue;
                }
                before[edge.from] = add(before[edge.from], behind);
                let share = (forward[at][edge.from] + behind - all).exp();
                if share < 1e-6 {
                    continue;
                }
                if let Some(leaves) = edge.leaves {
                    visit(at - 1, leaves, share);
                }
                for &enters in edge.enters.iter().flatten() {
                    visit(at, enters, share);
                }
            }
            backward = before;
        }
        (all, of_cue)
    }

    /// What the reading `labels` has of each unit's scores and of the cue's.
    pub fn count(labels: &[Label], mut visit: impl FnMut(usize, usize)) -> [f32; 2] {
        let (mut content, mut source) = (false, false);
        let mut before = Label::Outside;
        for (at, &label) in labels.iter().enumerate() {
            let goes_on = matches!(label, Label::Content | Label::Source);
            if !goes_on {
                match before {
                    Label::Content | Label::ContentBegin => visit(at - 1, CONTENT_ENDS),
                    Label::Source | Label::SourceBegin => visit(at - 1, SOURCE_ENDS),
                    Label::Outside => {}
                }
            }
            match label {
                Label::ContentBegin => {
                    visit(at, if content { CONTENT_AGAIN } else { CONTENT_BEGINS });
                    visit(at, CONTENT);
                    content = true;
                }
                Label::Content => visit(at, CONTENT),
                Label::SourceBegin => {
                    visit(at, SOURCE_BEGINS);
                    visit(at, SOURCE);
                    if content {
                        visit(at, SOURCE_LATE);
                    }
                    source = true;
                }
                Label::Source => visit(at, SOURCE),
                Label::Outside => {}
            }
            before = label;
        }
        match before {
            Label::Content | Label::ContentBegin => visit(labels.len() - 1, CONTENT_ENDS),
            Label::Source | Label::SourceBegin => visit(labels.len() - 1, SOURCE_ENDS),
            Label::Outside => {}
        }
        let one = |says: bool| if says { 1.0 } else { 0.0 };
        [one(content), one(content && !source)]
    }
}

fn add(a: f32, b: f32) -> f32 {
    let (more, less) = if a > b { (a, b) } else { (b, a) };
    if less < NONE / 2.0 { more } else { more + (less - more).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lattice() -> impl Strategy<Value = Lattice> {
        let scores = proptest::array::uniform8(-3.0f32..3.0);
        (proptest::collection::vec(scores, 1..9), 0usize..9, proptest::array::uniform2(-3.0f32..3.0))
            .prop_map(|(units, cue, of_cue)| Lattice { cue: cue % units.len(), units, of_cue })
    }

    fn weight(lattice: &Lattice, labels: &[Label]) -> f32 {
        let mut sum = 0.0;
        let of_cue = Lattice::count(labels, |unit, score| sum += lattice.units[unit][score]);
        sum + of_cue[REPORTS] * lattice.of_cue[REPORTS] + of_cue[SOURCELESS] * lattice.of_cue[SOURCELESS]
    }

    const LABELS: [Label; 5] =
        [Label::Outside, Label::ContentBegin, Label::Content, Label::SourceBegin, Label::Source];

    /// Every way to label the units, those that the states forbid left out.
    fn readings(lattice: &Lattice) -> Vec<Vec<Label>> {
        let mut readings: Vec<Vec<Label>> = vec![Vec::new()];
        for unit in 0..lattice.units.len() {
            let longer = |reading: &Vec<Label>| -> Vec<Vec<Label>> {
                let fits = |label: &Label| {
                    follows(reading, *label) && (unit != lattice.cue || *label == Label::Outside)
                };
                let labels = LABELS.into_iter().filter(fits);
                labels.map(|label| reading.iter().copied().chain([label]).collect()).collect()
            };
            readings = readings.iter().flat_map(longer).collect();
        }
        readings.retain(|reading| {
            reading.contains(&Label::ContentBegin) || !reading.contains(&Label::SourceBegin)
        });
        readings
    }

    fn follows(reading: &[Label], label: Label) -> bool {
        let before = reading.last().copied().unwrap_or(Label::Outside);
        match label {
            Label::Outside => true,
            Label::ContentBegin => !matches!(before, Label::ContentBegin | Label::Content),
            Label::Content => matches!(before, Label::ContentBegin | Label::Content),
            Label::SourceBegin => !reading.contains(&Label::SourceBegin),
            Label::Source => matches!(before, Label::SourceBegin | Label::Source),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn all_readings_are_weighed(lattice in lattice()) {
            prop_assume!(lattice.units.len() <= 6);
            let readings = readings(&lattice);
            let sum: f64 = readings.iter().map(|reading| f64::from(weight(&lattice, reading)).exp()).sum();
            let (all, _) = lattice.expect(|_, _, _| {});
            prop_assert!((f64::from(all) - sum.ln()).abs() < 1e-3, "{all} {}", sum.ln());
            prop_assert!((all - lattice.total()).abs() < 1e-3, "{all} {}", lattice.total());
        }

        #[test]
        fn the_best_reading_is_the_heaviest_that_reports(lattice in lattice()) {
            prop_assume!((2..=6).contains(&lattice.units.len()));
            let (labels, most) = lattice.best();
            prop_assert!((weight(&lattice, &labels) - most).abs() < 1e-3);
            let reports = readings(&lattice).into_iter().filter(|reading| reading.contains(&Label::ContentBegin));
            let heaviest = reports.map(|reading| weight(&lattice, &reading)).fold(NONE, f32::max);
            prop_assert!((heaviest - most).abs() < 1e-3, "{heaviest} {most}");
        }

        #[test]
        fn what_is_expected_is_the_mean_of_all_readings(lattice in lattice()) {
            prop_assume!(lattice.units.len() <= 5);
            let mut expected = vec![[0.0f32; SCORES]; lattice.units.len()];
            let (all, _) = lattice.expect(|unit, score, share| expected[unit][score] += share);
            for reading in readings(&lattice) {
                let share = (weight(&lattice, &reading) - all).exp();
                Lattice::count(&reading, |unit, score| expected[unit][score] -= share);
            }
            for scores in expected {
                prop_assert!(scores.iter().all(|rest| rest.abs() < 1e-2), "{scores:?}");
            }
        }
    }
}
