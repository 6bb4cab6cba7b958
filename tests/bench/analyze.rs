//! How fast a corpus is analyzed, beside a plain count of its words as UAX 29 parts them, and how long the first use of
//! the word lists and weights takes: `cargo bench --bench analyze`.
//!
//! The corpus is the bundled columns, repeated, one article a line. Each round measures everything once, one after the
//! other, so that a busy machine slows all alike; figures are medians over the rounds. One thread does the work; the
//! program has one more to read and one to write, as `sayso analyze --input jsonl --jobs 1` always has.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark reads the clock and prints"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::import::{self, Hint};
use sayso::lexicon::Lexicon;
use sayso::library::bundled;
use sayso::segment::with_blocks;
use unicode_segmentation::UnicodeSegmentation as _;

const WORDS: usize = 500_000;
const ROUNDS: usize = 7;
/// Starts of a process, each with its own first use.
const STARTS: usize = 21;
/// The argument by which the benchmark asks itself for one first use.
const FIRST_USE: &str = "first-use";

fn main() {
    if std::env::args().any(|argument| argument == FIRST_USE) {
        return first_use();
    }
    let columns: Vec<String> = bundled::columns().iter().map(|column| text(column.markdown)).collect();
    let a_round: usize = columns.iter().map(|text| words(text)).sum();
    let texts: Vec<&String> = columns.iter().cycle().take(columns.len() * WORDS.div_ceil(a_round)).collect();
    let words = a_round * texts.len() / columns.len();
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    fs::write(&corpus, lines(&texts)).unwrap();
    let mut rounds: [Vec<f64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        rounds[0].push(seconds(|| texts.iter().map(|text| self::words(text)).sum::<usize>()));
        rounds[1].push(seconds(|| texts.iter().map(|text| engine(text)).sum::<usize>()));
        rounds[2].push(seconds(|| program(&corpus)));
    }
    println!("{words} words in {} articles, {ROUNDS} rounds", texts.len());
    let of_count = |seconds: &[f64]| median(seconds.iter().zip(&rounds[0]).map(|(one, count)| one / count));
    for (what, seconds) in
        ["words counted (the yardstick)", "the engine", "sayso analyze, JSON to JSON"].iter().zip(&rounds)
    {
        let speed = words as f64 / median(seconds.iter().copied()) / 1000.0;
        println!("{what:30} {speed:8.0} thousand words/s {:6.1} × the time of counting", of_count(seconds));
    }
    println!("{:30} {:8.2} ms", "first use of lists and weights", median((0..STARTS).map(|_| started())));
}

/// The text of a column.
fn text(markdown: &str) -> String {
    let hint = Hint { file_name: Some("column.md".to_owned()), ..Hint::default() };
    import::read(markdown.as_bytes(), &hint).unwrap().text.as_str().to_owned()
}

fn words(text: &str) -> usize {
    text.unicode_words().count()
}

fn lines(texts: &[&String]) -> String {
    let mut lines = String::new();
    for (id, text) in texts.iter().enumerate() {
        writeln!(lines, "{}", serde_json::json!({"id": id, "text": text})).unwrap();
    }
    lines
}

/// From plain text to speakers.
fn engine(text: &str) -> usize {
    let draft = Draft { text: SafeText::from_string(text.to_owned()), ..Draft::default() };
    let article = Article::new(Origin::StandardInput, with_blocks(draft));
    analyze(&article, Lexicon::bundled()).quotations.len()
}

/// The program as users start it.
fn program(corpus: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["analyze", "--input", "jsonl", "--jobs", "1", "-"])
        .stdin(File::open(corpus).unwrap())
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

/// Prints by how many seconds the first analysis in a process takes longer than the second.
fn first_use() {
    let column: String = bundled::columns().iter().map(|column| column.markdown).take(1).collect();
    let flat = column.split_whitespace().take(300).collect::<Vec<_>>().join(" ");
    let first = seconds(|| engine(&flat));
    let second = seconds(|| engine(&flat));
    println!("{}", first - second);
}

/// A first use in a process of its own, in milliseconds.
fn started() -> f64 {
    let output = Command::new(std::env::current_exe().unwrap()).arg(FIRST_USE).output().unwrap();
    let seconds: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    seconds * 1000.0
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
