//! Cases in plain text that anyone can add: short ones by theme, and whole columns with all that is found in them.
//!
//! `tests/golden/quotes/*.txt`: a remark behind `#`, a text (a blank line parts paragraphs), `---`, one line a
//! quotation as the engine finds it, `===`. A wrong answer is kept as it is, below a line `# FIXME: should be …`.
//!
//! `tests/golden/columns/*.txt`: whole columns with every finding under carets; `marked` tells their form.
#![expect(clippy::panic, clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod marked;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::{Analysis, Quotation, analyze};
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;

#[test]
fn short_cases_are_told_as_written() {
    let mut wrong = String::new();
    let mut cases = 0;
    for file in texts("tests/golden/quotes") {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for case in cases_in(&fs::read_to_string(&file).unwrap()) {
            cases += 1;
            let found = told(&case.text);
            if found != case.expected {
                let (want, got) = (case.expected.join("\n  "), found.join("\n  "));
                writeln!(wrong, "{name}: {}\n{}\n want\n  {want}\n got\n  {got}\n", case.remark, case.text)
                    .unwrap();
            }
        }
    }
    assert!(cases >= 80, "{cases} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// One short case.
struct Case {
    remark: String,
    text: String,
    expected: Vec<String>,
}

fn cases_in(file: &str) -> Vec<Case> {
    let case = |part: &str| {
        let (text, expected) = part.split_once("\n---").unwrap_or_else(|| panic!("no --- in: {part}"));
        let is_remark = |line: &&str| line.starts_with('#');
        let expected = expected.lines().filter(|line| !line.trim().is_empty() && !is_remark(line));
        let body: Vec<&str> = text.lines().skip_while(is_remark).collect();
        Case {
            remark: text.lines().take_while(is_remark).collect::<Vec<_>>().join(" "),
            text: body.join("\n"),
            expected: expected.map(str::to_owned).collect(),
        }
    };
    file.split("\n===\n").map(str::trim).filter(|part| !part.is_empty()).map(case).collect()
}

/// Every quotation of a text as one line.
fn told(text: &str) -> Vec<String> {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    let article = Article::new(Origin::StandardInput, with_blocks(draft));
    let analysis = analyze(&article, Lexicon::bundled());
    let line = |quotation: &Quotation| {
        let pieces: Vec<&str> = quotation.spans.iter().map(|span| span.of(article.text())).collect();
        let who = speaker(&analysis, quotation);
        let sieve = quotation.attribution.as_ref().map(|found| format!(" ({})", found.sieve));
        format!("{} <- {who}{}", pieces.join(" … "), sieve.unwrap_or_default())
    };
    analysis.quotations.iter().map(line).collect()
}

fn speaker<'a>(analysis: &'a Analysis, quotation: &Quotation) -> &'a str {
    analysis.speaker_of(quotation).map_or("unknown", |speaker| speaker.name.as_str())
}

fn texts(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(path(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files
}

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}
