//! Trains the tagger that reads who reports what: `train-attribution CORPUS.jsonl FOLDER` writes `cues.txt` and
//! `attribution.bin` into the folder.
//!
//! A line of a corpus is an article: `{"text": text, "quotes": [piece]}`, a piece of reported content
//! `{"start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end", "group"}` in code points; pieces of one
//! group are one report. The weights maximise the likelihood of the reports (`AdaGrad`, Duchi and others 2011, with an
//! L2 prior); of the features of each example some are left out by chance (Srivastava and others, "Dropout", 2014),
//! and the mean of the last rounds is kept. Everything runs in a fixed order, so that the same corpus gives the same
//! bytes.
#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a tool for makers of the program"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::tagger::lattice::{Label, Lattice, REPORTS, SCORES, SOURCELESS};
use sayso::attribution::tagger::{Cues, Example, Model, PARTS, PLACES, examples};
use sayso::lexicon::Lexicon;
use sayso::segment::{tokens, with_blocks};
use sayso::span::Span;
use serde_json::Value;

/// Over the corpus.
const ROUNDS: usize = 12;
/// Whose weights are averaged.
const KEPT: usize = 8;
/// How far a step goes.
const STEP: f32 = 0.03;
/// How strongly weights are drawn to zero.
const PRIOR: f32 = 0.018;
/// How many of a hundred features are left out of an example.
const DROPPED: u64 = 25;
/// A word that is a cue less often, or of a hundred times less often, is not looked at.
const RAREST_CUE: usize = 2;
const LEAST_SHARE: f64 = 1.0;
/// Expectations closer to what is told than this teach nothing.
const SETTLED: f32 = 1e-4;

/// One report as people marked it.
struct Report {
    contents: Vec<Span>,
    source: Option<Span>,
    cue: Option<Span>,
}

/// An article with its reports.
struct Annotated {
    article: Article,
    reports: Vec<Report>,
}

/// An example with the reading that is right.
struct Lesson {
    example: Example,
    labels: Vec<Label>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, folder] = arguments.as_slice() else {
        return Err("usage: train-attribution CORPUS.jsonl FOLDER".into());
    };
    let annotated = read(corpus)?;
    let (list, heads) = cue_words(&annotated);
    std::fs::write(Path::new(folder).join("cues.txt"), &list)?;
    let lessons = lessons(&annotated, &heads, &Cues::read(&list));
    std::fs::write(Path::new(folder).join("attribution.bin"), train(&lessons))?;
    Ok(())
}

fn read(corpus: &str) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut all = Vec::new();
    for line in std::fs::read_to_string(corpus)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("an article without text")?;
        let draft = Draft { text: SafeText::from_string(text.to_owned()), ..Draft::default() };
        let article = Article::new(Origin::Row(String::new()), with_blocks(draft));
        let reports = reports(article.text(), &row)?;
        all.push(Annotated { article, reports });
    }
    Ok(all)
}

fn reports(text: &str, row: &Value) -> Result<Vec<Report>, Box<dyn Error>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let span = |piece: &Value, of: &str| {
        let place = |end: &str| {
            let point = usize::try_from(piece[format!("{of}{end}")].as_u64()?).ok()?;
            bytes.get(point).copied()
        };
        Some(Span::new(place("start")?, place("end")?))
    };
    let mut groups: BTreeMap<&str, Report> = BTreeMap::new();
    for piece in row["quotes"].as_array().ok_or("an article without quotes")? {
        let report = groups.entry(piece["group"].as_str().unwrap_or_default()).or_insert_with(|| Report {
            contents: Vec::new(),
            source: span(piece, "speaker_"),
            cue: span(piece, "cue_"),
        });
        report.contents.extend(span(piece, ""));
    }
    Ok(groups.into_values().collect())
}

/// The words of a stretch in small letters, each with its first byte.
fn words(text: &str, within: Span) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    tokens(text, within, &mut found);
    let words = found.iter().filter(|token| token.is_word());
    words.map(|token| (token.of(text).to_lowercase().replace('’', "'"), token.span.start)).collect()
}

/// The list of words that report, with how often of a hundred times each does; and where the head of each report's cue
/// stands: of its words, the one that is oftenest part of a cue.
fn cue_words(annotated: &[Annotated]) -> (String, Vec<Vec<Option<usize>>>) {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut in_cue: BTreeMap<String, usize> = BTreeMap::new();
    for one in annotated {
        let text = one.article.text();
        for (word, _) in words(text, Span::new(0, text.len())) {
            *met.entry(word).or_default() += 1;
        }
        for (word, _) in one.reports.iter().filter_map(|report| report.cue).flat_map(|cue| words(text, cue)) {
            if Lexicon::bundled().function(&word).is_none() {
                *in_cue.entry(word).or_default() += 1;
            }
        }
    }
    let count = |counts: &BTreeMap<String, usize>, word: &str| counts.get(word).copied().unwrap_or(0) as f64;
    let share = |word: &str| count(&in_cue, word) / count(&met, word).max(1.0);
    let mut as_head: BTreeMap<String, usize> = BTreeMap::new();
    let mut heads = Vec::with_capacity(annotated.len());
    for one in annotated {
        let head_of = |report: &Report| {
            let words = words(one.article.text(), report.cue?);
            words.into_iter().max_by(|a, b| share(&a.0).total_cmp(&share(&b.0)).then(b.1.cmp(&a.1)))
        };
        let found: Vec<Option<(String, usize)>> = one.reports.iter().map(head_of).collect();
        for (word, _) in found.iter().flatten() {
            *as_head.entry(word.clone()).or_default() += 1;
        }
        heads.push(found.into_iter().map(|head| head.map(|(_, place)| place)).collect());
    }
    let mut list = String::from(
        "# Words that report, each with how often of a hundred times. Made by train-attribution.\n",
    );
    for (word, heads) in as_head {
        let share = 100.0 * heads as f64 / count(&met, &word).max(1.0);
        if heads >= RAREST_CUE && share >= LEAST_SHARE {
            writeln!(list, "{word} {share:.0}").unwrap_or_default();
        }
    }
    (list, heads)
}

/// Each word that may report, with the report it makes or none. Words of a cue beside its head teach nothing.
fn lessons(annotated: &[Annotated], heads: &[Vec<Option<usize>>], cues: &Cues) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for (one, heads) in annotated.iter().zip(heads) {
        for example in examples(&one.article, Lexicon::bundled(), cues) {
            let cue = example.units[example.cue];
            let report = heads.iter().position(|head| *head == Some(cue.start)).map(|at| &one.reports[at]);
            let is_beside = report.is_none()
                && one.reports.iter().any(|report| report.cue.is_some_and(|own| own.covers(cue)));
            let labels = match report {
                Some(report) => labels(&example, report),
                None => Some(vec![Label::Outside; example.units.len()]),
            };
            if let Some(labels) = labels.filter(|_| !is_beside) {
                lessons.push(Lesson { example, labels });
            }
        }
    }
    let reports = lessons.iter().filter(|lesson| lesson.labels.contains(&Label::ContentBegin)).count();
    eprintln!("{} words that may report, {reports} do", lessons.len());
    lessons
}

/// The reading that is right; `None` where no content is in reach.
fn labels(example: &Example, report: &Report) -> Option<Vec<Label>> {
    let mut labels = vec![Label::Outside; example.units.len()];
    for &content in &report.contents {
        mark(example, content, (Label::ContentBegin, Label::Content), &mut labels);
    }
    if let Some(source) = report.source {
        mark(example, source, (Label::SourceBegin, Label::Source), &mut labels);
    }
    labels.contains(&Label::ContentBegin).then_some(labels)
}

/// Labels the first run of free units that `span` covers more than half of; a run right behind another goes on with it.
fn mark(example: &Example, span: Span, (begin, inside): (Label, Label), labels: &mut [Label]) {
    let mut has_begun = false;
    for (at, &unit) in example.units.iter().enumerate() {
        let is_covered = 2 * span.intersection(unit).len() > unit.len();
        if !is_covered || at == example.cue || labels[at] != Label::Outside {
            continue;
        }
        let goes_on = at > 0 && (labels[at - 1] == begin || labels[at - 1] == inside);
        if has_begun && !goes_on {
            return;
        }
        labels[at] = if goes_on { inside } else { begin };
        has_begun = true;
    }
}

/// Numbers by chance, the same at each run (Marsaglia, "Xorshift RNGs", 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    /// The example without some of its features.
    fn thinned(&mut self, example: &Example) -> Example {
        let mut thinned = example.clone();
        for features in thinned.features.iter_mut().chain([&mut thinned.of_cue]) {
            features.retain(|_| self.below(100) >= DROPPED);
        }
        thinned
    }
}

/// Weights and how much each was moved so far.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Learner {
    fn weigh(&self, example: &Example) -> Lattice {
        let sum = |features: &[u32]| {
            let mut sums = [0.0; SCORES];
            for &feature in features {
                let start = Model::place(feature) * SCORES;
                sums.iter_mut().zip(&self.weights[start..]).for_each(|(sum, weight)| *sum += weight);
            }
            sums
        };
        let of_cue = sum(&example.of_cue);
        Lattice {
            units: example.features.iter().map(|features| sum(features)).collect(),
            cue: example.cue,
            of_cue: [of_cue[REPORTS], of_cue[SOURCELESS]],
        }
    }

    /// Moves the weights so that the right reading of `example` grows likelier.
    fn learn(&mut self, example: &Example, labels: &[Label]) {
        let lattice = self.weigh(example);
        let mut wanted = vec![[0.0; SCORES]; labels.len()];
        let (_, expected) = lattice.expect(|unit, score, share| wanted[unit][score] -= share);
        let told = Lattice::count(labels, |unit, score| wanted[unit][score] += 1.0);
        for (features, wanted) in example.features.iter().zip(&wanted) {
            self.step(features, wanted);
        }
        let mut of_cue = [0.0; SCORES];
        of_cue[REPORTS] = told[REPORTS] - expected[REPORTS];
        of_cue[SOURCELESS] = told[SOURCELESS] - expected[SOURCELESS];
        self.step(&example.of_cue, &of_cue);
    }

    fn step(&mut self, features: &[u32], wanted: &[f32; SCORES]) {
        for (score, wanted) in wanted.iter().enumerate().filter(|(_, wanted)| wanted.abs() >= SETTLED) {
            for &feature in features {
                let at = Model::place(feature) * SCORES + score;
                let slope = wanted - PRIOR * self.weights[at];
                self.squares[at] += slope * slope;
                self.weights[at] += STEP * slope / self.squares[at].sqrt();
            }
        }
    }
}

/// The weights as the bytes of a model.
fn train(lessons: &[Lesson]) -> Vec<u8> {
    let count = PLACES * SCORES;
    let mut learner = Learner { weights: vec![0.0; count], squares: vec![1e-6; count] };
    let mut sum = vec![0.0; count];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for round in 1..=ROUNDS {
        chance.shuffle(&mut order);
        for &at in &order {
            let lesson = &lessons[at];
            learner.learn(&chance.thinned(&lesson.example), &lesson.labels);
        }
        if round + KEPT > ROUNDS {
            sum.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight);
        }
        eprintln!("round {round} of {ROUNDS}");
    }
    // With all features there, each speaks for as much less as there are more of them.
    let scale = (100 - DROPPED) as f32 / 100.0 * PARTS / KEPT as f32;
    sum.iter().map(|sum| ((sum * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect()
}
