//! The weights of `assets/models/paragraphs.txt`, and what they say.

use std::sync::LazyLock;

use super::features::Cells;
use super::lattice::SHAPES;

/// Weights by feature, and how probable a break must be.
#[derive(Debug)]
pub(super) struct Model {
    plain: Table<f32>,
    /// Of the features that are asked of each shape of a paragraph.
    shaped: Table<[f32; SHAPES]>,
    /// The least probability of a break that is made.
    pub(super) threshold: f64,
}

/// Open addressing by hash. The upper half of the hash stands for the feature; 0 is an empty place.
#[derive(Debug)]
struct Table<V>(Box<[(u32, V)]>);

impl<V: Copy + Default> Table<V> {
    /// A table for at most `count` features.
    fn new(count: usize) -> Self {
        Self(vec![(0, V::default()); (count * 2).next_power_of_two().max(16)].into_boxed_slice())
    }

    /// Where `hash` is or would be, and its upper half.
    #[expect(clippy::cast_possible_truncation, reason = "each half counts for itself")]
    fn place(&self, hash: u64) -> (usize, u32) {
        let last = self.0.len() - 1;
        let key = ((hash >> 32) as u32).max(1);
        let mut place = hash as usize & last;
        while self.0[place].0 != key && self.0[place].0 != 0 {
            place = (place + 1) & last;
        }
        (place, key)
    }

    fn entry(&mut self, hash: u64) -> &mut V {
        let (place, key) = self.place(hash);
        self.0[place].0 = key;
        &mut self.0[place].1
    }

    fn value(&self, hash: u64) -> V {
        self.0[self.place(hash).0].1
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
            let weight = weight.parse::<f32>().unwrap_or_default() / 1000.0;
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
    sum: f32,
    sums: [f32; SHAPES],
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
        f64::from(std::mem::take(&mut self.sum))
    }

    fn add_shaped(&mut self, question: &str, answer: &str) {
        let weights = self.model.shaped.value(hash(question, answer, ""));
        self.sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }

    fn shaped_cell(&mut self) -> [f64; SHAPES] {
        std::mem::take(&mut self.sums).map(f64::from)
    }
}

/// Of the three parts, eight bytes at a time, each multiplied in and folded; ASCII capitals count as small letters. The
/// bit that tells them apart is set in every byte, so that a few other characters are taken for one another.
fn hash(question: &str, answer: &str, more: &str) -> u64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let fold = |hash: u64, chunk: u64| {
        let hash = (hash ^ chunk).wrapping_mul(MULTIPLIER);
        hash ^ (hash >> 29)
    };
    let mut hash = 0;
    for part in [question, answer, more] {
        let (chunks, rest) = part.as_bytes().as_chunks::<8>();
        for chunk in chunks {
            hash = fold(hash, u64::from_le_bytes(*chunk) | SMALL);
        }
        let last = rest.iter().fold(part.len() as u64, |last, byte| (last << 8) | u64::from(byte | 0x20));
        hash = fold(hash, last);
    }
    hash
}
