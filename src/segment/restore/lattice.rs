//! Every way to cut an article into paragraphs, weighed at once: a semi-Markov conditional random field (Sarawagi and
//! Cohen, "Semi-Markov Conditional Random Fields for Information Extraction", NIPS 2004) over units.
//!
//! A paragraph of units `from..to` weighs `boundary[to]` (what speaks for a break there) and what speaks for a paragraph
//! of that many units and characters that begins and ends so. The sums over all ways to cut what stands before
//! each break give the probability of each.

/// The most units in one paragraph.
pub const LONGEST: usize = 24;

/// The most characters in a paragraph of more than one unit.
pub const MOST_CHARACTERS: usize = 2400;

/// Classes of lengths in units: 1, 2, 3, 4, 5 and 6, more.
pub const SHAPES: usize = 6;

/// Classes of lengths in characters.
pub const SIZES: usize = 16;

/// What speaks for each part of each paragraph; `C` is a weight, or the features to weigh.
#[derive(Clone, Debug)]
pub struct Lattice<C> {
    /// A break before each unit; the first one's is not looked at.
    pub boundary: Vec<C>,
    /// A paragraph of so many units; `LONGEST + 1` of them.
    pub length: Vec<C>,
    /// A paragraph of so many characters, by [`size`].
    pub size: Vec<C>,
    /// A paragraph that begins with each unit, by [`shape`].
    pub opening: Vec<[C; SHAPES]>,
    /// A paragraph that ends with each unit, by [`shape`].
    pub closing: Vec<[C; SHAPES]>,
    /// A paragraph of each unit alone.
    pub alone: Vec<C>,
    /// A paragraph of each unit and the next.
    pub pair: Vec<C>,
    /// Before which units a paragraph begins in any case.
    pub forced: Vec<bool>,
    /// Characters before the end of each unit.
    pub characters: Vec<usize>,
}

/// The class of a paragraph of `units` units.
pub fn shape(units: usize) -> usize {
    match units {
        0..=4 => units.saturating_sub(1),
        5 | 6 => 4,
        _ => 5,
    }
}

/// The class of a paragraph of `characters` characters.
pub fn size(characters: usize) -> usize {
    const ENDS: [usize; SIZES - 1] =
        [30, 60, 90, 120, 150, 180, 215, 250, 300, 360, 430, 520, 650, 850, 1200];
    ENDS.partition_point(|&end| end <= characters)
}

impl Lattice<f64> {
    /// The weight of the paragraph of units `from..to`, without its break.
    fn paragraph(&self, from: usize, to: usize) -> f64 {
        let units = to - from;
        let shape = shape(units);
        let characters =
            self.characters[to - 1] - from.checked_sub(1).map_or(0, |before| self.characters[before]);
        let mut weight = self.length[units]
            + self.size[size(characters)]
            + self.opening[from][shape]
            + self.closing[to - 1][shape];
        if units == 1 {
            weight += self.alone[from];
        } else if units == 2 {
            weight += self.pair[from];
        }
        weight
    }

    /// Where a paragraph that ends before unit `to` may begin, nearest first.
    fn beginnings(&self, to: usize) -> impl Iterator<Item = usize> {
        let end = self.characters[to - 1];
        let mut is_cut = false;
        (to.saturating_sub(LONGEST)..to).rev().take_while(move |&from| {
            let before = from.checked_sub(1).map_or(0, |before| self.characters[before]);
            let fits = from + 1 == to || (!is_cut && end - before <= MOST_CHARACTERS);
            is_cut |= self.forced[from];
            fits
        })
    }

    /// The probability of a break before each unit, and of the first, which is 1. Calls `visit` with each paragraph
    /// and its probability.
    ///
    /// Given a break, where its paragraph begins hangs only on what stands before; so the forward sums tell how
    /// probable each beginning is, and one walk from the end to the front makes probabilities of them.
    pub fn probabilities(&self, mut visit: impl FnMut(usize, usize, f64)) -> Vec<f64> {
        let count = self.boundary.len();
        let mut shares: Vec<f64> = Vec::with_capacity(count * 8);
        let mut ends = vec![0; count + 1];
        let mut forward = vec![0.0; count + 1];
        for to in 1..=count {
            let first = shares.len();
            shares.extend(self.beginnings(to).map(|from| forward[from] + self.paragraph(from, to)));
            let after = self.boundary.get(to).copied().unwrap_or_default();
            forward[to] = after + normalise(&mut shares[first..]);
            ends[to] = shares.len();
        }
        let mut breaks = vec![0.0; count + 1];
        breaks[count] = 1.0;
        for to in (1..=count).rev() {
            for (back, share) in shares[ends[to - 1]..ends[to]].iter().enumerate() {
                let from = to - 1 - back;
                let probability = breaks[to] * share;
                visit(from, to, probability);
                breaks[from] += probability;
            }
        }
        breaks.truncate(count);
        breaks
    }
}

/// Turns logarithms into shares of the sum of what they stand for; the logarithm of that sum.
fn normalise(logarithms: &mut [f64]) -> f64 {
    let most = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for one in &mut *logarithms {
        *one = (*one - most).exp();
        sum += *one;
    }
    for share in &mut *logarithms {
        *share /= sum;
    }
    most + sum.ln()
}
