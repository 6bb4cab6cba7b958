//! The weights of `assets/models/paragraphs.txt`, and what they say.

use std::sync::LazyLock;

use super::features::Cells;
use super::lattice::SHAPES;

/// Weights by feature, and how probable a break must be.
#[derive(Debug)]
pub(super) struct Model {
    plain: Table<f64>,
    /// Of the features that are asked of each shape of a paragraph.
    shaped: Table<[f64; SHAPES]>,
    /// The least probability of a break that is made.
    pub(super) threshold: f64,
}

/// Open addressing by hash; a hash of 0 is an empty place.
#[derive(Debug)]
struct Table<V>(Box<[(u64, V)]>);

impl<V: Copy + Default> Table<V> {
    /// A table for at most `count` features.
    fn new(count: usize) -> Self {
        Self(vec![(0, V::default()); (count * 2).next_power_of_two().max(16)].into_boxed_slice())
    }

    /// Where `hash` is or would be.
    fn place(&self, hash: u64) -> usize {
        let last = self.0.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits count")]
        let mut place = (hash ^ (hash >> 32)) as usize & last;
        while self.0[place].0 != hash && self.0[place].0 != 0 {
            place = (place + 1) & last;
        }
        place
    }

    fn entry(&mut self, hash: u64) -> &mut V {
        let place = self.place(hash);
        self.0[place].0 = hash;
        &mut self.0[place].1
    }

    fn value(&self, hash: u64) -> V {
        self.0[self.place(hash)].1
    }
}

static BUNDLED: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../../../assets/models/paragraphs.txt")));

impl Model {
    /// The model that ships with the program.
    pub(super) fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a model: `#` begins a remark, a line with one figure is the threshold, any other has question, answer, the
    /// answer's second part or the shape, and the weight in thousandths, with tabs between.
    pub(super) fn read(text: &str) -> Self {
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let is_shaped = |line: &&str| line.starts_with("opening.") || line.starts_with("closing.");
        let shaped = lines().filter(is_shaped).count();
        let mut model =
            Self { plain: Table::new(lines().count() - shaped), shaped: Table::new(shaped), threshold: 0.5 };
        for line in lines() {
            let mut fields = line.split('\t');
            let (Some(question), answer) = (fields.next(), fields.next()) else { continue };
            let (Some(answer), Some(more), Some(weight)) = (answer, fields.next(), fields.next()) else {
                model.threshold = question.parse().unwrap_or(model.threshold);
                continue;
            };
            let weight = weight.parse::<f64>().unwrap_or_default() / 1000.0;
            if is_shaped(&line) {
                let shape = more.parse::<usize>().unwrap_or(0).min(SHAPES - 1);
                model.shaped.entry(hash(question, answer, ""))[shape] = weight;
            } else {
                *model.plain.entry(hash(question, answer, more)) = weight;
            }
        }
        model
    }
}

/// Sums the weights of features.
pub(super) struct Weights<'m> {
    model: &'m Model,
    sum: f64,
    sums: [f64; SHAPES],
}

impl<'m> Weights<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, sum: 0.0, sums: [0.0; SHAPES] }
    }
}

impl Cells for Weights<'_> {
    type Cell = f64;

    fn add(&mut self, question: &str, answer: &str, more: &str) {
        self.sum += self.model.plain.value(hash(question, answer, more));
    }

    fn cell(&mut self) -> f64 {
        std::mem::take(&mut self.sum)
    }

    fn add_shaped(&mut self, question: &str, answer: &str) {
        let weights = self.model.shaped.value(hash(question, answer, ""));
        self.sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }

    fn shaped_cell(&mut self) -> [f64; SHAPES] {
        std::mem::take(&mut self.sums)
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
