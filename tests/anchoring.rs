//! Whether notes stay with their words when the article changes: columns edited by chance, with the truth known.
//!
//! `cargo test --release --test anchoring -- --nocapture` prints the table; `ANCHORING_TRIALS` says how often each edit is
//! done to each kind of mark in each column.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test that prints a table, and is told by the environment how large"
)]

mod edited;

use std::collections::BTreeMap;
use std::sync::Arc;

use edited::dice::Dice;
use edited::document::{Document, Kind};
use edited::edit::{Demand, Edit};
use sayso::annotation::anchor::{Anchor, Anchors};
use sayso::annotation::{
    Annotation, AnnotationId, Change, Clock, Moment, Notebook, Operation, OperationId, Target,
};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::segment::with_blocks;
use sayso::span::Span;

/// How the trials of one edit and one kind of mark came out.
#[derive(Clone, Copy, Debug, Default)]
struct Outcomes {
    trials: usize,
    /// Found in its place.
    found: usize,
    /// Found where it is not.
    wrong: usize,
    /// Asked about.
    asked: usize,
    /// Asked about, at its place.
    asked_rightly: usize,
    orphans: usize,
}

impl Outcomes {
    fn add(&mut self, other: Self) {
        self.trials += other.trials;
        self.found += other.found;
        self.wrong += other.wrong;
        self.asked += other.asked;
        self.asked_rightly += other.asked_rightly;
        self.orphans += other.orphans;
    }
}

fn article(text: &str) -> Article {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    Article::new(Origin::File("/columns/column.txt".into()), with_blocks(draft))
}

fn notebook(article: &Article, spans: &[Span]) -> Notebook {
    Notebook::new(spans.iter().enumerate().map(|(number, span)| {
        let millis = i64::try_from(number).unwrap();
        let annotation = Annotation {
            id: AnnotationId(format!("{number:04}").into()),
            target: Target::new(article, *span),
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

/// Where the one annotation that was made in `old` is in `new`.
fn anchor(notebook: &Notebook, old: &Article, new: &Article) -> Anchor {
    let kept = |digest: &_| (*digest == old.digest).then(|| old.safe_text().clone());
    Anchors::new(new, notebook, kept).place(notebook.entries().next().unwrap())
}

/// Whether two spans share four fifths of what they cover together.
fn is_right(span: Span, truth: Span) -> bool {
    let shared = span.intersection(truth).len();
    10 * shared >= 8 * (span.len() + truth.len() - shared)
}

fn trial(
    edit: Edit,
    kind: Kind,
    column: &Document,
    others: &[Document],
    dice: &mut Dice,
) -> Option<Outcomes> {
    let marked = column.with_mark(kind, dice)?;
    let (before, after) = edit.of(&marked, others, dice)?;
    let (old, new) = (article(&before.text()), article(&after.text()));
    let notebook = notebook(&old, &[before.marked()?]);
    // What is gone, or says another thing, is in no place.
    let truth = after.marked().filter(|_| edit.demand() != Demand::NeverFound);
    let mut outcomes = Outcomes { trials: 1, ..Outcomes::default() };
    match anchor(&notebook, &old, &new) {
        Anchor::Found(span) if truth.is_some_and(|truth| is_right(span, truth)) => outcomes.found = 1,
        Anchor::Found(span) => {
            outcomes.wrong = 1;
            if std::env::var_os("ANCHORING_SHOW").is_some() {
                let was = before.marked()?.of(old.text());
                println!(
                    "{edit:?} {kind:?}: {was:?} placed on {:?}",
                    Span::new(span.start.saturating_sub(80), span.end + 80).of(new.text())
                );
            }
        }
        Anchor::Review(review) => {
            outcomes.asked = 1;
            outcomes.asked_rightly =
                usize::from(after.marked().is_some_and(|truth| is_right(review.span, truth)));
        }
        Anchor::Orphan => outcomes.orphans = 1,
    }
    if std::env::var_os("ANCHORING_SHOW").is_some() && edit.demand() == Demand::Found && outcomes.found == 0 {
        println!("{edit:?} {kind:?}: {:?} is {outcomes:?}", before.marked()?.of(old.text()));
    }
    assert_eq!(anchor(&notebook, &old, &old).span(), before.marked(), "the article put back has it back");
    Some(outcomes)
}

fn trials() -> usize {
    std::env::var("ANCHORING_TRIALS").ok().and_then(|trials| trials.parse().ok()).unwrap_or(2)
}

fn run(seed: u64) -> BTreeMap<(Edit, Kind), Outcomes> {
    let columns = edited::columns();
    let mut all: BTreeMap<(Edit, Kind), Outcomes> = BTreeMap::new();
    let mut dice = Dice::new(seed);
    for (number, column) in columns.iter().enumerate() {
        // The other columns, from another one on each time.
        let mut others = columns[..10].to_vec();
        others.rotate_left(number % 10);
        let others: Vec<Document> =
            others.into_iter().filter(|other| !column.paragraphs.contains(&other.paragraphs[0])).collect();
        for edit in Edit::ALL {
            for kind in Kind::ALL {
                let tried = (0..trials()).filter_map(|_| trial(edit, kind, column, &others, &mut dice));
                tried.for_each(|outcomes| all.entry((edit, kind)).or_default().add(outcomes));
            }
        }
    }
    all
}

fn print(all: &BTreeMap<(Edit, Kind), Outcomes>) {
    println!(
        "{:<18} {:<9} {:>6} {:>6} {:>6} {:>7} {:>6}",
        "edit", "mark", "trials", "found", "asked", "orphan", "WRONG"
    );
    for ((edit, kind), of) in all {
        let (edit, kind) = (format!("{edit:?}"), format!("{kind:?}"));
        println!(
            "{edit:<18} {kind:<9} {:>6} {:>6} {:>6} {:>7} {:>6}",
            of.trials, of.found, of.asked, of.orphans, of.wrong
        );
    }
    for demand in [Demand::Found, Demand::FoundOrAsked, Demand::NeverFound] {
        for kind in Kind::ALL {
            let of = sum(all, |edit, other| edit.demand() == demand && other == kind);
            let (demand, kind) = (format!("{demand:?}"), format!("{kind:?}"));
            println!(
                "{demand:<18} {kind:<9} {:>6} {:>6} {:>6} {:>7} {:>6}",
                of.trials, of.found, of.asked, of.orphans, of.wrong
            );
        }
    }
}

fn sum(all: &BTreeMap<(Edit, Kind), Outcomes>, is_meant: impl Fn(Edit, Kind) -> bool) -> Outcomes {
    let mut sum = Outcomes::default();
    all.iter().filter(|((edit, kind), _)| is_meant(*edit, *kind)).for_each(|(_, of)| sum.add(*of));
    sum
}

#[test]
fn notes_stay_with_their_words_or_say_that_they_do_not() {
    let all = run(11);
    print(&all);
    for ((edit, kind), of) in &all {
        assert_eq!(of.found + of.wrong + of.asked + of.orphans, of.trials, "{edit:?} {kind:?}");
        if *kind != Kind::Word {
            assert_eq!(of.wrong, 0, "{edit:?} {kind:?}: placed where it is not");
        }
    }
    let words = sum(&all, |_, kind| kind == Kind::Word);
    assert!(1000 * words.wrong <= 5 * words.trials, "single words: {words:?}");
    let alone = sum(&all, |edit, _| edit.demand() == Demand::Found);
    assert!(100 * alone.found >= 99 * alone.trials, "left alone: {alone:?}");
    let sentences = |edit: Edit, kind: Kind| kind == Kind::Sentence && edit.demand() == Demand::FoundOrAsked;
    let changed = sum(&all, sentences);
    assert!(100 * (changed.found + changed.asked_rightly) >= 95 * changed.trials, "sentences: {changed:?}");
    let other = sum(&all, |edit, _| edit == Edit::OtherArticle);
    assert_eq!(other.orphans, other.trials, "another article: {other:?}");
    assert!(sum(&all, |edit, _| edit == Edit::LookAlike).trials > 0);
}
