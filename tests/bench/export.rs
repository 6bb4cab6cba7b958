//! How long 10,000 notes take to be exported: `cargo bench --bench export`.
//!
//! The notes are on the bundled columns, repeated as twenty articles with titles of their own, and lie in a library; the program reads them, finds
//! their words and who said them, and writes them to a file. Figures are the best of the rounds.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark reads the clock and prints"
)]

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use sayso::annotation::{AnnotationDraft, Colour, Request, Target};
use sayso::article::SafeText;
use sayso::export::notes::Format;
use sayso::library::{Library, Paths, bundled};
use sayso::shell::open::{expand, open};
use sayso::shell::reference::Reference;
use sayso::span::Span;

const ARTICLES: usize = 20;
const NOTES: usize = 10_000;
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(Some(folder.path().join("data")), Some(folder.path().join("config"))).unwrap();
    let mut library = Library::new(paths);
    for number in 0..ARTICLES {
        let path = folder.path().join(format!("column-{number}.md"));
        let column = &bundled::columns()[number % bundled::columns().len()];
        let markdown = column.markdown.replacen("title: ", &format!("title: Number {number}, "), 1);
        fs::write(&path, format!("{markdown}\n\nThis is number {number}.\n")).unwrap();
        let article = open(&expand(&[Reference::Path(path)]).unwrap()[0]).unwrap();
        let starts: Vec<usize> = article.text().match_indices(' ').map(|(place, _)| place + 1).collect();
        let requests = (0..NOTES / ARTICLES).map(|note| {
            let start = starts[note * 7 % (starts.len() - 12)];
            let end = starts[(note * 7 % (starts.len() - 12)) + 10] - 1;
            Request::Add(Box::new(AnnotationDraft {
                target: Target::new(&article, Span::new(start, end)),
                note: Some(SafeText::new(
                    "A note of some words, as one writes them.\n\nWith a second thought.",
                )),
                tags: vec![SafeText::new("law & order")],
                colour: Some(Colour::default()),
                correction: None,
            }))
        });
        let text = Some((&article.digest, article.text()));
        library.record(text, requests.collect(), 1_795_077_000_000).unwrap();
    }
    for format in Format::ALL {
        let file = folder.path().join(format!("out.{}", format.ending()));
        let best = (0..ROUNDS).map(|_| once(folder.path(), *format, &file)).min().unwrap_or_default();
        let size = fs::metadata(&file).unwrap().len();
        println!("{:22} {:6.0} ms {:9} bytes", format.name(), best.as_secs_f64() * 1000.0, size);
    }
}

fn once(folder: &std::path::Path, format: Format, file: &std::path::Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(["export", "--force", "--format", format.name(), "-o"]).arg(file);
    command.env("SAYSO_DATA_DIR", folder.join("data")).env("SAYSO_CONFIG", folder.join("config"));
    let start = Instant::now();
    let status = command.status().unwrap();
    assert!(status.success(), "{}", format.name());
    start.elapsed()
}
