//! How fast the library takes articles in and finds them again: `cargo bench --bench library [-- ARTICLES]`, 100,000 where
//! nothing is said.
//!
//! The articles are made of made-up words, as often as words of a language are used, with people who are quoted. They are
//! written to a file of JSON lines first, so that making them is no part of what is measured; reading, unpacking and
//! packing them is.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark reads the clock and prints"
)]

#[path = "generated/mod.rs"]
mod generated;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use generated::{Generator, Row};
use sayso::annotation::Notebook;
use sayso::article::{Article, Draft, Metadata, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::lexicon::Lexicon;
use sayso::library::{
    ArticleId, Field, Heard, HeardQuotation, Library, Page, Parcel, Paths, Query, Search, Unheard,
};
use sayso::segment::with_blocks;
use sayso::shell::hearing::heard;
use sayso::shell::parallel::ordered;
use sayso::span::Span;

const ARTICLES: usize = 100_000;
/// How many are put on the disk together.
const BATCH: usize = 1_000;
/// So many are read for their voices, to know how long that takes.
const LISTENED: usize = 1_000;
/// How many queries of each kind.
const QUERIES: usize = 60;
const STARTS: usize = 21;

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(ARTICLES);
    let home = tempfile::tempdir().unwrap();
    let corpus = home.path().join("corpus.jsonl");
    let bytes = write(&corpus, count);
    println!("{count} articles, {} MB as JSON lines", bytes / 1_000_000);
    let mut library = library(home.path());
    adding(&mut library, &corpus, count, "add");
    adding(&mut library, &corpus, count, "add the same again");
    listening(&mut library);
    hearing(&mut library);
    println!("{:44} {:>8.0} MB", "on the disk", size(home.path()) as f64 / 1e6);
    searching(&mut library);
    listing(&mut library);
    drop(library);
    starting(home.path());
}

fn library(home: &Path) -> Library {
    Library::new(Paths::new(Some(home.join("data")), Some(home.join("config"))).unwrap())
}

fn write(path: &Path, count: usize) -> u64 {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut generator = Generator::new();
    for number in 0..count {
        serde_json::to_writer(&mut file, &generator.row(number)).unwrap();
        file.write_all(b"\n").unwrap();
    }
    file.flush().unwrap();
    fs::metadata(path).unwrap().len()
}

fn threads() -> NonZeroUsize {
    available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn adding(library: &mut Library, corpus: &Path, count: usize, what: &str) {
    let start = Instant::now();
    let lines = BufReader::with_capacity(1 << 18, File::open(corpus).unwrap()).lines();
    let whole = Origin::File("/corpus/articles.jsonl".into());
    let parcels = ordered(lines, threads(), move |line| parcel(&whole, &line.unwrap())).unwrap();
    let mut batch = Vec::with_capacity(BATCH);
    let (mut done, mut told) = (0, Vec::new());
    library.expect_many().unwrap();
    for parcel in parcels {
        batch.push(parcel.unwrap());
        if batch.len() == BATCH {
            done += library.add(&batch, 1).unwrap().ids.len();
            batch.clear();
            if done == 10_000 || done == count {
                told.push(format!("{} MB at {done}", memory()));
            }
        }
    }
    library.add(&batch, 1).unwrap();
    let elapsed = start.elapsed();
    let rate = count as f64 / elapsed.as_secs_f64();
    println!("{what:44} {rate:>8.0} articles/s   memory {}", told.join(", "));
}

fn parcel(whole: &Origin, line: &str) -> Parcel {
    let row: Row = serde_json::from_str(line).unwrap();
    let some = |text: &str| Some(SafeText::new(text));
    let metadata = Metadata {
        title: some(&row.title),
        byline: some(&row.author),
        publication: some(&row.publication),
        date: some(&row.date),
        ..Metadata::default()
    };
    let draft = Draft { text: SafeText::from_string(row.text), metadata, ..Draft::default() };
    Parcel::new(Origin::Part(Box::new(whole.clone()), row.id), &draft)
}

/// The engine's own work, on some of them.
fn listening(library: &mut Library) {
    let some = library.unheard(ArticleId(0), LISTENED).unwrap();
    let start = Instant::now();
    let work = |unheard: Unheard| {
        let article = Article::new(unheard.origin, with_blocks(unheard.draft));
        heard(unheard.id, &article, &analyze(&article, Lexicon::bundled()))
    };
    let all: Vec<Heard> = ordered(some.into_iter(), threads(), work).unwrap().map(Result::unwrap).collect();
    let found: usize = all.iter().map(|heard| heard.quotations.len()).sum();
    library.hear(&all, 1).unwrap();
    let rate = all.len() as f64 / start.elapsed().as_secs_f64();
    println!(
        "{:44} {rate:>8.0} articles/s   {found} quotations in {}",
        "find and keep their voices",
        all.len()
    );
}

/// Keeping what was heard in the rest, as the marks of the text have it.
fn hearing(library: &mut Library) {
    let (start, mut done, mut after) = (Instant::now(), 0, ArticleId(0));
    loop {
        let some = library.unheard(after, BATCH).unwrap();
        let Some(last) = some.last() else { break };
        after = last.id;
        let all: Vec<Heard> = some.into_iter().map(in_marks).collect();
        library.hear(&all, 1).unwrap();
        done += all.len();
    }
    let rate = done as f64 / start.elapsed().as_secs_f64();
    println!("{:44} {rate:>8.0} articles/s   memory {} MB", "keep voices that are known", memory());
}

fn in_marks(unheard: Unheard) -> Heard {
    let article = Article::new(unheard.origin, unheard.draft);
    let text = article.text();
    let mut quotations = Vec::new();
    for (start, _) in text.match_indices('“') {
        let Some((words, behind)) = text.get(start..).and_then(|rest| rest.split_once('”')) else {
            continue;
        };
        let end = start + words.len() + '”'.len_utf8();
        let told = behind.strip_prefix(" said ").unwrap_or_default();
        let name = told.split('.').next().unwrap_or_default();
        let said = Span::new(start, end);
        quotations.push(HeardQuotation {
            words: said.of(text).to_owned(),
            pieces: vec![said],
            kind: "direct",
            speaker: Some(SafeText::new(name)),
            confidence: Some(0.97),
        });
    }
    Heard { id: unheard.id, digest: article.digest, words: 700, quotations }
}

fn searching(library: &mut Library) {
    let notebook = Notebook::default();
    let generator = Generator::new();
    let mut all = Vec::new();
    for (kind, fields, typed) in generator.queries(QUERIES) {
        let fields: &[Field] = if fields { &[Field::Quotations] } else { &[] };
        let mut times = Vec::new();
        let mut found = 0;
        for typed in &typed {
            let query = Query::parse(typed).unwrap();
            let start = Instant::now();
            let search = Search { query: &query, notebook: &notebook, fields, limit: 20 };
            let hits = library.search(&search).unwrap();
            times.push(start.elapsed());
            found += hits.articles.total + hits.quotations.total;
        }
        report(&format!("search: {kind}"), &mut times, &format!("{} found on average", found / typed.len()));
        all.extend(times);
    }
    report("search: all of these", &mut all, "");
    println!("{:44} {:>8} MB", "memory after searching", memory());
}

fn report(what: &str, times: &mut [Duration], more: &str) {
    times.sort();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1e3;
    println!("{what:44} {:>8.2} ms, {:>7.2} ms at the 95th percentile   {more}", at(50), at(95));
}

fn listing(library: &mut Library) {
    use sayso::library::Sort;
    let notebook = Notebook::default();
    for (name, typed, sort, offset) in [
        ("the first 30", "", Sort::Recent, 0),
        ("30 from the middle", "", Sort::Title, 50_000),
        ("30 by date", "", Sort::Date, 0),
        ("30 with a word, by title", "after:2010 harbor", Sort::Title, 0),
        ("30 by a speaker", "speaker:moore", Sort::Added, 0),
    ] {
        let query = Query::parse(typed).unwrap();
        let mut times: Vec<Duration> = (0..STARTS)
            .map(|_| {
                let start = Instant::now();
                library.shelf(&query, &notebook, Page { sort, offset, limit: 30 }).unwrap();
                library.count(&query, &notebook).unwrap();
                start.elapsed()
            })
            .collect();
        report(&format!("list: {name}"), &mut times, "with their number");
    }
}

/// The whole program, started on the library of this home and on an empty one.
fn starting(home: &Path) {
    let empty = tempfile::tempdir().unwrap();
    let mut medians = Vec::new();
    for (name, home) in [("an empty library", empty.path()), ("this library", home)] {
        let mut times: Vec<Duration> = (0..STARTS)
            .map(|_| {
                let start = Instant::now();
                let status = Command::new(env!("CARGO_BIN_EXE_sayso"))
                    .args(["--print-screen", "--data-dir"])
                    .arg(home.join("data"))
                    .arg("--config")
                    .arg(home.join("config"))
                    .stdout(Stdio::null())
                    .status()
                    .unwrap();
                assert!(status.success());
                start.elapsed()
            })
            .collect();
        report(&format!("start with {name}"), &mut times, "");
        medians.push(times[times.len() / 2].as_secs_f64() * 1e3);
    }
    println!("{:44} {:>8.2} ms", "difference", medians[1] - medians[0]);
}

/// The resident memory of this process in MB; 0 where the system does not tell.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) / 1024
}

fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder.join("data")).unwrap();
    files.map(|file| file.unwrap().metadata().unwrap().len()).sum()
}
