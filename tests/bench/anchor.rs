//! How fast notes are found again in a changed article: `cargo bench --bench anchor`.
//!
//! Each figure is over several runs, from the two texts to the last place; the 95th percentile is what a reader may wait.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark reads the clock and prints"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use sayso::annotation::anchor::{Anchor, Anchors};
use sayso::annotation::{
    Annotation, AnnotationId, Change, Clock, Moment, Notebook, Operation, OperationId, Target,
};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::library::bundled;
use sayso::segment::with_blocks;
use sayso::span::Span;

const NOTES: usize = 100;

fn main() {
    let columns: Vec<&str> =
        bundled::columns().iter().flat_map(|column| column.markdown.split("\n\n")).collect();
    for bytes in [10_000, 100_000, 1_000_000] {
        let old = long(&columns, bytes);
        figure(&format!("{} kB, corrected here and there", bytes / 1000), &old, &corrected(&old), 40);
    }
    let old = long(&columns, 100_000);
    let mut paragraphs: Vec<&str> = old.split("\n\n").collect();
    paragraphs.reverse();
    figure("100 kB, its paragraphs the other way round", &old, &paragraphs.join("\n\n"), 40);
    figure("100 kB, every tenth word another", &old, &every_tenth(&old), 40);
    let old = long(&columns, 10_000_000);
    figure("10 MB, corrected here and there", &old, &corrected(&old), 1);
    figure("10 MB, every tenth word another", &old, &every_tenth(&old), 1);
    figure("10 MB, no sentence the same, on one line", &old.replace(['.', '\n'], " "), &every_tenth(&old), 1);
    let words: Vec<&str> = old.split(' ').collect();
    figure(
        "10 MB, its words the other way round",
        &old,
        &words.into_iter().rev().collect::<Vec<_>>().join(" "),
        1,
    );
    figure(
        "10 MB of two words, and of two others",
        &"a b ".repeat(2_500_000),
        &"b a a ".repeat(1_666_667),
        1,
    );
}

/// The columns again and again; each paragraph begins with its number, or none would have a place of its own.
fn long(columns: &[&str], bytes: usize) -> String {
    let mut text = String::new();
    for (number, paragraph) in columns.iter().cycle().enumerate() {
        if text.len() >= bytes {
            break;
        }
        text.extend(["No. ", &number.to_string(), " of the paper begins here. ", paragraph, "\n\n"]);
    }
    text
}

/// A few words in a hundred sentences changed, a paragraph put in and one left out.
fn corrected(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let mut new = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        match number % 23 {
            3 => new.push(paragraph.replace(" the ", " that ")),
            7 => new.push(paragraph.replacen(". ", ". It was put right later. ", 2)),
            11 => {}
            15 => new.extend(["Correction: a name was wrong here.".to_owned(), (*paragraph).to_owned()]),
            _ => new.push((*paragraph).to_owned()),
        }
    }
    new.join("\n\n")
}

fn every_tenth(text: &str) -> String {
    let word = |(number, word)| if number % 10 == 9 { format!("other{number}") } else { String::from(word) };
    text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

fn article(text: &str) -> Article {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    Article::new(Origin::File("/columns/long.txt".into()), with_blocks(draft))
}

/// A hundred notes, each on some words, spread over the article.
fn notebook(article: &Article) -> Notebook {
    let text = article.text();
    let words: Vec<usize> = text.match_indices(' ').map(|(place, _)| place + 1).collect();
    Notebook::new((0..NOTES).map(|number| {
        let first = number * (words.len() - 40) / NOTES;
        let span = Span::new(words[first], words[first + 1 + number % 30] - 1);
        let millis = i64::try_from(number).unwrap();
        let annotation = Annotation {
            id: AnnotationId(format!("{number:04}").into()),
            target: Target::new(article, span),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: None,
            created: Moment(millis),
            modified: Moment(millis),
        };
        Operation {
            id: OperationId(format!("{number:04}").into()),
            clock: Clock { millis, counter: 0 },
            device: "d".into(),
            parent: None,
            undoes: None,
            redoes: None,
            batch: None,
            change: Change::Add(Arc::new(annotation)),
        }
    }))
}

fn figure(what: &str, old: &str, new: &str, runs: usize) {
    let (old, new) = (article(old), article(new));
    let notebook = notebook(&old);
    let mut times = Vec::new();
    let (mut found, mut asked) = (0, 0);
    for _ in 0..runs {
        let begun = Instant::now();
        let kept = |digest: &_| (*digest == old.digest).then(|| old.safe_text().clone());
        let anchors = Anchors::new(&new, &notebook, kept);
        let places: Vec<Anchor> = notebook.entries().map(|entry| anchors.place(entry)).collect();
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        found = places.iter().filter(|place| matches!(place, Anchor::Found(_))).count();
        asked = places.iter().filter(|place| matches!(place, Anchor::Review(_))).count();
        black_box(places);
    }
    times.sort_by(f64::total_cmp);
    let (median, late) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!(
        "{what:<44} {median:>9.1} ms, 95th percentile {late:>9.1} ms; {found} of {NOTES} found, {asked} asked about"
    );
}
