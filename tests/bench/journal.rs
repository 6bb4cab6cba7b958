//! How long the notes take to open and to save: `cargo bench --bench journal`.
//!
//! The peers: parsing the same lines as JSON and nothing else; adding the same notes to an SQLite database that syncs each.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark reads the clock and prints"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use sayso::annotation::{AnnotationDraft, Colour, Request, Target};
use sayso::article::{Article, Origin, SafeText};
use sayso::library::{Library, Paths, bundled};
use sayso::shell::open::open;
use sayso::span::Span;

const RECORDS: usize = 100_000;
const ADDED: usize = 300;
const RUNS: usize = 7;

fn main() {
    let article = open(&Origin::Bundled("lincoln-douglas".to_owned())).unwrap();
    assert!(bundled::find("lincoln-douglas").is_some());
    opening(&article);
    saving(&article);
}

fn library(home: &Path) -> Library {
    Library::new(Paths::new(Some(home.join("data")), Some(home.join("config"))).unwrap())
}

/// A note on some words of the article, another for each number.
fn request(article: &Article, number: usize) -> Request {
    let text = article.text();
    let boundary = |place: usize| (place..text.len()).find(|place| text.is_char_boundary(*place)).unwrap();
    let start = boundary(number * 37 % (text.len() - 200));
    Request::Add(Box::new(AnnotationDraft {
        target: Target::new(article, Span::new(start, boundary(start + 40 + number % 90))),
        note: Some(SafeText::new(&format!("note {number}: who was allowed to say this, and to whom?"))),
        tags: vec![SafeText::new("checked")],
        colour: Some(Colour::default()),
        correction: None,
    }))
}

fn opening(article: &Article) {
    let home = tempfile::tempdir().unwrap();
    let requests = (0..RECORDS).map(|number| request(article, number)).collect();
    library(home.path()).record(Some((&article.digest, article.text())), requests, 1).unwrap();
    let folder = home.path().join("data/notes/journal");
    let journal = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    println!("{RECORDS} records, {} MB", fs::metadata(&journal).unwrap().len() / 1_000_000);
    report("open them", || {
        let mut library = library(home.path());
        let notes = library.notebook().unwrap();
        (library, notes)
    });
    report("parse the same lines as JSON (the peer)", || {
        let text = fs::read_to_string(&journal).unwrap();
        for json in text.lines().filter_map(|line| line.get(9..)) {
            black_box(serde_json::from_str::<serde_json::Value>(json).unwrap());
        }
        text
    });
}

/// Giving back the memory is no part of it.
fn report<T>(what: &str, work: impl Fn() -> T) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let made = black_box(work());
            let elapsed = start.elapsed();
            drop(made);
            elapsed
        })
        .collect();
    times.sort();
    println!("{what:44} {:>8.1} ms", times[RUNS / 2].as_secs_f64() * 1e3);
}

fn saving(article: &Article) {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let text = Some((&article.digest, article.text()));
    library.record(text, vec![request(article, 0)], 1).unwrap();
    each("save one note", |number| {
        library.record(text, vec![request(article, number)], 1).unwrap();
    });
    let database = Connection::open(home.path().join("peer.db")).unwrap();
    database.pragma_update(None, "journal_mode", "WAL").unwrap();
    database.pragma_update(None, "synchronous", "FULL").unwrap();
    database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)", ()).unwrap();
    each("insert it into SQLite, synced (the peer)", |number| {
        let words = format!("{:?}", request(article, number));
        database.execute("INSERT INTO note (text) VALUES (?1)", params![words]).unwrap();
    });
}

fn each(what: &str, mut work: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (1..=ADDED)
        .map(|number| {
            let start = Instant::now();
            work(number);
            start.elapsed()
        })
        .collect();
    times.sort();
    let at = |hundredths: usize| times[(ADDED - 1) * hundredths / 100].as_secs_f64() * 1e3;
    println!("{what:44} {:>8.2} ms, {:.2} ms at the 99th percentile", at(50), at(99));
}
