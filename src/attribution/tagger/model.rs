//! The weights of `assets/models/attribution.bin`.

use super::lattice::{SCORES, Scores};

/// Weights of features: eight signed bytes for each place of a table without keys, where a feature's place is the low
/// bits of its name (feature hashing: Weinberger and others, ICML 2009). Nothing is parsed: the bytes are the table.
#[derive(Clone, Copy, Debug)]
pub struct Model(&'static [u8]);

/// Places in the table.
pub const PLACES: usize = 1 << 18;
/// Weights are in these parts of one.
pub const PARTS: f32 = 20.0;

impl Model {
    /// The model that ships with the program.
    pub fn bundled() -> Self {
        Self(include_bytes!("../../../assets/models/attribution.bin"))
    }

    /// A model of the same form.
    pub fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    /// Where the weights of the feature with this name are.
    pub fn place(feature: u32) -> usize {
        feature as usize & (PLACES - 1)
    }

    /// Adds what `feature` speaks for to `sums`.
    pub(super) fn add(self, feature: u32, sums: &mut [i32; SCORES]) {
        let start = Self::place(feature) * SCORES;
        if let Some(weights) = self.0.get(start..start + SCORES) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(weight.cast_signed());
            }
        }
    }

    /// Sums as weights.
    #[expect(clippy::cast_precision_loss, reason = "sums of some dozens of bytes are small")]
    pub(super) fn scores(sums: [i32; SCORES]) -> Scores {
        sums.map(|sum| sum as f32 / PARTS)
    }
}
