//! The weights of `assets/models/paragraphs.txt`, and what they say.

use std::sync::LazyLock;

use super::features::Cells;

/// Weights by feature, and how probable a break must be.
#[derive(Debug)]
pub(super) struct Model {
    /// Open addressing by hash; a hash of 0 is an empty place.
    places: Box<[(u64, f64)]>,
    /// The least probability of a break that is made.
    pub(super) threshold: f64,
}

static BUNDLED: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../../../assets/models/paragraphs.txt")));

impl Model {
    /// The model that ships with the program.
    pub(super) fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a model: `#` begins a remark, a line with one figure is the threshold, any other has question, answer, the
    /// answer's second part and weight in thousandths, with tabs between.
    pub(super) fn read(text: &str) -> Self {
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let size = (lines().count() * 2).next_power_of_two().max(16);
        let mut model = Self { places: vec![(0, 0.0); size].into_boxed_slice(), threshold: 0.5 };
        for line in lines() {
            let mut fields = line.split('\t');
            let (Some(question), answer) = (fields.next(), fields.next()) else { continue };
            let (Some(answer), Some(more), Some(weight)) = (answer, fields.next(), fields.next()) else {
                model.threshold = question.parse().unwrap_or(model.threshold);
                continue;
            };
            let hash = hash(question, answer, more);
            let place = model.place(hash);
            model.places[place] = (hash, weight.parse::<f64>().unwrap_or_default() / 1000.0);
        }
        model
    }

    /// Where `hash` is or would be.
    fn place(&self, hash: u64) -> usize {
        let last = self.places.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits count")]
        let mut place = (hash ^ (hash >> 32)) as usize & last;
        while self.places[place].0 != hash && self.places[place].0 != 0 {
            place = (place + 1) & last;
        }
        place
    }

    fn weight(&self, hash: u64) -> f64 {
        self.places[self.place(hash)].1
    }
}

/// Sums the weights of features.
pub(super) struct Weights<'m> {
    model: &'m Model,
    sum: f64,
}

impl<'m> Weights<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, sum: 0.0 }
    }
}

impl Cells for Weights<'_> {
    type Cell = f64;

    fn add(&mut self, question: &str, answer: &str, more: &str) {
        self.sum += self.model.weight(hash(question, answer, more));
    }

    fn cell(&mut self) -> f64 {
        std::mem::take(&mut self.sum)
    }
}

/// FNV-1a over the three parts, ASCII capitals as small letters, never 0.
fn hash(question: &str, answer: &str, more: &str) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [question, answer, more] {
        for byte in part.bytes() {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
        }
        hash = (hash ^ 0xff).wrapping_mul(PRIME);
    }
    hash.max(1)
}
