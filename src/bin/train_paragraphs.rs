//! Trains the model that restores paragraphs: `train-paragraphs CORPUS.jsonl [JUDGE.jsonl]` prints the model. With a
//! second corpus, figures on it go to standard error.
//!
//! A line of a corpus is `{"flat": text, "breaks": [code points], "noisy": text, "noisy_breaks": [code points]}`. The
//! weights maximise the likelihood of the breaks (`AdaGrad`, Duchi and others 2011, with an L2 prior), the mean of the
//! last rounds is kept, and articles held out tell which probability is enough. Everything runs in a fixed order.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a tool for makers of the program"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use sayso::lexicon::Lexicon;
use sayso::segment::restore::lattice::{LONGEST, Lattice, MOST_CHARACTERS, SHAPES, SIZES, shape, size};
use sayso::segment::restore::{Cells, weigh};
use sayso::span::Span;
use serde_json::Value;

/// Features that fewer articles have are left out.
const RAREST: usize = 20;
/// Over the corpus.
const ROUNDS: usize = 14;
/// Whose weights are averaged.
const KEPT: usize = 6;
/// How far a step goes.
const STEP: f64 = 0.12;
/// How strongly weights are drawn to zero, by article.
const PRIOR: f64 = 0.5;
/// One article in so many is held out at a time.
const FOLDS: usize = 4;

/// The least weight that is kept, in thousandths.
const LEAST: i64 = 5;

type Ids = Vec<u32>;

/// Numbers features as they come, and counts the articles that have each.
#[derive(Default)]
struct Names {
    ids: BTreeMap<String, u32>,
    in_order: Vec<String>,
    articles: Vec<usize>,
    seen_in: Vec<usize>,
    article: usize,
    run: Ids,
    shaped: [Ids; SHAPES],
}

impl Cells for Names {
    type Cell = Ids;

    fn add(&mut self, question: &str, answer: &str, more: &str) {
        let name = format!("{question}\t{answer}\t{more}").to_ascii_lowercase();
        let id = *self.ids.entry(name).or_insert_with_key(|name| {
            self.in_order.push(name.clone());
            self.articles.push(0);
            self.seen_in.push(usize::MAX);
            u32::try_from(self.in_order.len() - 1).expect("features are few")
        });
        let at = id as usize;
        if self.seen_in[at] != self.article {
            self.seen_in[at] = self.article;
            self.articles[at] += 1;
        }
        self.run.push(id);
    }

    fn cell(&mut self) -> Ids {
        std::mem::take(&mut self.run)
    }

    fn add_shaped(&mut self, question: &str, answer: &str) {
        for shape in 0..SHAPES {
            let before = std::mem::replace(&mut self.run, std::mem::take(&mut self.shaped[shape]));
            self.add(question, answer, &shape.to_string());
            self.shaped[shape] = std::mem::replace(&mut self.run, before);
        }
    }

    fn shaped_cell(&mut self) -> [Ids; SHAPES] {
        std::mem::take(&mut self.shaped)
    }
}

/// One article with its breaks, as units.
struct Example {
    lattice: Lattice<Ids>,
    /// The first unit of each paragraph, and the number of units.
    gold: Vec<usize>,
    /// Breaks in the corpus, also those at no unit.
    breaks: usize,
    true_breaks: BTreeSet<usize>,
    article: usize,
}

fn examples(path: &str, names: &mut Names) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (article, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let row: Value = serde_json::from_str(line)?;
        names.article = article;
        for (field, breaks) in [("flat", "breaks"), ("noisy", "noisy_breaks")] {
            let text = row[field].as_str().ok_or("an article without text")?;
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let places = row[breaks].as_array().ok_or("an article without breaks")?;
            let places: BTreeSet<usize> = places
                .iter()
                .filter_map(|place| bytes.get(usize::try_from(place.as_u64()?).ok()?).copied())
                .collect();
            let (starts, lattice) = weigh(text, Span::new(0, text.len()), Lexicon::bundled(), names);
            all.push(example(&starts, &places, lattice, article));
        }
    }
    Ok(all)
}

fn example(starts: &[usize], places: &BTreeSet<usize>, lattice: Lattice<Ids>, article: usize) -> Example {
    let is_break = |at: usize| at > 0 && places.contains(&starts[at]);
    let true_breaks: BTreeSet<usize> = (0..starts.len()).filter(|&at| is_break(at)).collect();
    let mut gold = vec![0];
    for at in 1..starts.len() {
        let last = gold.last().copied().unwrap_or(0);
        let before = |at: usize| if at == 0 { 0 } else { lattice.characters[at - 1] };
        let is_full = at + 1 - last > LONGEST || before(at + 1) - before(last) > MOST_CHARACTERS;
        if is_break(at) || lattice.forced[at] || is_full {
            gold.push(at);
        }
    }
    gold.push(starts.len());
    Example { lattice, gold, breaks: places.len(), true_breaks, article }
}

fn weighed(lattice: &Lattice<Ids>, weights: &[f64]) -> Lattice<f64> {
    let sum = |ids: &Ids| ids.iter().map(|&id| weights[id as usize]).sum::<f64>();
    let sums = |cells: &[Ids]| cells.iter().map(sum).collect();
    let tables = |cells: &[[Ids; SHAPES]]| cells.iter().map(|cell| cell.each_ref().map(sum)).collect();
    Lattice {
        boundary: sums(&lattice.boundary),
        length: sums(&lattice.length),
        size: sums(&lattice.size),
        opening: tables(&lattice.opening),
        closing: tables(&lattice.closing),
        alone: sums(&lattice.alone),
        pair: sums(&lattice.pair),
        forced: lattice.forced.clone(),
        characters: lattice.characters.clone(),
    }
}

/// How much more of each part the model expects than there is.
fn excess(example: &Example, weights: &[f64]) -> Lattice<f64> {
    let count = example.lattice.boundary.len();
    let weighed = weighed(&example.lattice, weights);
    let mut excess = Lattice {
        boundary: vec![0.0; count],
        length: vec![0.0; LONGEST + 1],
        size: vec![0.0; SIZES],
        opening: vec![[0.0; SHAPES]; count],
        closing: vec![[0.0; SHAPES]; count],
        alone: vec![0.0; count],
        pair: vec![0.0; count],
        forced: Vec::new(),
        characters: Vec::new(),
    };
    let characters = &example.lattice.characters;
    let mut paragraph = |from: usize, to: usize, more: f64| {
        let long = characters[to - 1] - if from == 0 { 0 } else { characters[from - 1] };
        let shape = shape(to - from);
        excess.length[to - from] += more;
        excess.size[size(long)] += more;
        excess.opening[from][shape] += more;
        excess.closing[to - 1][shape] += more;
        match to - from {
            1 => excess.alone[from] += more,
            2 => excess.pair[from] += more,
            _ => {}
        }
        if to < count {
            excess.boundary[to] += more;
        }
    };
    weighed.probabilities(&mut paragraph);
    for pair in example.gold.windows(2) {
        paragraph(pair[0], pair[1], -1.0);
    }
    excess
}

/// The slope of one article for each weight.
fn slope(example: &Example, weights: &[f64], dense: &mut [f64], touched: &mut Ids) {
    let excess = excess(example, weights);
    let mut add = |ids: &Ids, more: f64| {
        if more.abs() > 1e-6 {
            for &id in ids {
                if dense[id as usize] == 0.0 {
                    touched.push(id);
                }
                dense[id as usize] += more;
            }
        }
    };
    let lattice = &example.lattice;
    for (ids, more) in [
        (&lattice.boundary, &excess.boundary),
        (&lattice.length, &excess.length),
        (&lattice.size, &excess.size),
        (&lattice.alone, &excess.alone),
        (&lattice.pair, &excess.pair),
    ] {
        ids.iter().zip(more).for_each(|(ids, more)| add(ids, *more));
    }
    for (ids, more) in [(&lattice.opening, &excess.opening), (&lattice.closing, &excess.closing)] {
        for (ids, more) in ids.iter().zip(more) {
            ids.iter().zip(more).for_each(|(ids, more)| add(ids, *more));
        }
    }
}

fn train(examples: &[&Example], known: &[bool]) -> Vec<f64> {
    let mut weights = vec![0.0; known.len()];
    let mut mean = vec![0.0; known.len()];
    let mut power = vec![1e-2; known.len()];
    let mut dense = vec![0.0; known.len()];
    let mut touched = Vec::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x9e37_79b9_u64;
    for round in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for &at in &order {
            slope(examples[at], &weights, &mut dense, &mut touched);
            for id in touched.drain(..) {
                let at = id as usize;
                if known[at] {
                    let slope = dense[at] + PRIOR * weights[at];
                    power[at] += slope * slope;
                    weights[at] -= STEP * slope / f64::sqrt(power[at]);
                }
                dense[at] = 0.0;
            }
        }
        if round + KEPT >= ROUNDS {
            mean.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight / KEPT as f64);
        }
    }
    mean
}

/// Right, made and true breaks at each threshold in hundredths.
fn judge(examples: &[&Example], weights: &[f64]) -> Vec<[usize; 3]> {
    let mut counts = vec![[0; 3]; 100];
    for example in examples {
        let breaks = weighed(&example.lattice, weights).probabilities(|_, _, _| {});
        for (threshold, count) in counts.iter_mut().enumerate() {
            for (at, probability) in breaks.iter().enumerate().skip(1) {
                if *probability * 100.0 >= threshold as f64 {
                    count[1] += 1;
                    count[0] += usize::from(example.true_breaks.contains(&at));
                }
            }
            count[2] += example.breaks;
        }
    }
    counts
}

fn f1(count: [usize; 3]) -> f64 {
    2.0 * count[0] as f64 / (count[1] + count[2]).max(1) as f64
}

fn best(counts: &[[usize; 3]]) -> usize {
    (1..counts.len()).max_by(|a, b| f1(counts[*a]).total_cmp(&f1(counts[*b]))).unwrap_or(50)
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let corpus = paths.first().ok_or("train-paragraphs CORPUS.jsonl [JUDGE.jsonl]")?;
    let mut names = Names::default();
    let all = examples(corpus, &mut names)?;
    let known: Vec<bool> = names.articles.iter().map(|count| *count >= RAREST).collect();
    let threshold = threshold(&all, &known);
    let mut weights = train(&all.iter().collect::<Vec<_>>(), &known);
    print_model(&names, &weights, threshold);
    if let Some(path) = paths.get(1) {
        let judged = examples(path, &mut names)?;
        weights.resize(names.in_order.len(), 0.0);
        report(&judged, &weights, threshold);
    }
    Ok(())
}

/// The best threshold for articles that a model has not seen.
fn threshold(all: &[Example], known: &[bool]) -> usize {
    let mut counts = vec![[0; 3]; 100];
    for fold in 0..FOLDS {
        let of = |is_held: bool| {
            all.iter().filter(|one| (one.article % FOLDS == fold) == is_held).collect::<Vec<_>>()
        };
        for (sum, count) in counts.iter_mut().zip(judge(&of(true), &train(&of(false), known))) {
            sum.iter_mut().zip(count).for_each(|(sum, count)| *sum += count);
        }
    }
    let threshold = best(&counts);
    eprintln!("held out: F1 {:.4} at {threshold}, {:.4} at 50", f1(counts[threshold]), f1(counts[50]));
    threshold
}

fn print_model(names: &Names, weights: &[f64], threshold: usize) {
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    let lines: BTreeMap<&str, i64> = names
        .in_order
        .iter()
        .zip(weights)
        .map(|(name, weight)| (name.as_str(), (weight * 1000.0).round() as i64))
        .filter(|(_, weight)| weight.abs() >= LEAST)
        .collect();
    println!("# What speaks for a paragraph break, for src/segment/restore.rs. Made by");
    println!(
        "# cargo run --release --features train --bin train-paragraphs -- CORPUS.jsonl > assets/models/paragraphs.txt"
    );
    println!(
        "# The least probability of a break; then question, answer, its second part, weight in thousandths."
    );
    println!("{:.2}", threshold as f64 / 100.0);
    for (name, weight) in lines {
        println!("{name}\t{weight}");
    }
}

fn report(judged: &[Example], weights: &[f64], threshold: usize) {
    for (field, name) in ["flat", "noisy"].iter().enumerate() {
        let part: Vec<&Example> = judged.iter().skip(field).step_by(2).collect();
        let [right, made, gold] = judge(&part, weights)[threshold];
        let reachable: usize = part.iter().map(|one| one.true_breaks.len()).sum();
        let places: usize = part.iter().map(|one| one.lattice.boundary.len() - 1).sum();
        let [precision, recall] = [made, gold].map(|all| right as f64 / all.max(1) as f64);
        eprintln!(
            "{name}: P {precision:.4} R {recall:.4} F1 {:.4}; {reachable} of {gold} breaks are among {places} places",
            f1([right, made, gold])
        );
    }
}
