//! Cases in plain text that anyone can add: short ones by theme, and answer keys for whole columns.
//!
//! `tests/golden/quotes/*.txt`: a remark behind `#`, a text (a blank line parts paragraphs), `---`, one line a
//! quotation as the engine finds it, `===`. A wrong answer is kept as it is, below a line `# FIXME: should be …`.
//!
//! `tests/golden/columns/NAME.txt`: one line a quotation of `assets/columns/NAME.md`, first and last words and who said
//! it. A line that the engine gets wrong ends with ` (FIXME: says X)`.
#![expect(clippy::panic, clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::{Analysis, Quotation, analyze};
use sayso::import::{self, Hint};
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;

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

#[test]
fn columns_are_told_as_their_keys_say() {
    let mut report = String::new();
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    for file in texts("tests/golden/columns").into_iter().filter(|file| !file.ends_with("score.txt")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let column = Column::read(&name);
        for key in keys_in(&fs::read_to_string(&file).unwrap()) {
            let answer = column.answer(&key);
            scores.entry(answer.sieve).or_default().count(&key.speaker, &answer.speaker);
            match (&key.known_wrong, answer.speaker == key.speaker) {
                (None, true) => {}
                (Some(_), true) => {
                    writeln!(report, "{name}: right now, take its FIXME out: {}", key.line).unwrap();
                }
                (Some(known), false) if *known == answer.speaker => {}
                (_, false) => writeln!(
                    report,
                    "{name}: {}\n  want {}\n  got  {} ({})",
                    key.line, key.speaker, answer.speaker, answer.sieve
                )
                .unwrap(),
            }
        }
    }
    let score = score_lines(&scores);
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        fs::write(path("tests/golden/columns/score.txt"), &score).unwrap();
    }
    assert!(report.is_empty(), "\n{report}");
    let kept = fs::read_to_string(path("tests/golden/columns/score.txt")).unwrap_or_default();
    assert_eq!(kept, score, "UPDATE_GOLDEN=1 rewrites tests/golden/columns/score.txt");
}

/// One line of a column's key.
struct Key {
    line: String,
    /// First and last words of the quotation, with their marks; the same where it is short.
    first: String,
    last: String,
    speaker: String,
    /// What the engine is known to say instead.
    known_wrong: Option<String>,
}

fn keys_in(file: &str) -> Vec<Key> {
    let key = |line: &str| {
        let (words, rest) = line.rsplit_once(" <- ").unwrap_or_else(|| panic!("no <- in: {line}"));
        let (speaker, known) = match rest.split_once(" (FIXME: says ") {
            Some((speaker, known)) => (speaker, known.strip_suffix(')')),
            None => (rest, None),
        };
        let (first, last) = words.split_once(" … ").unwrap_or((words, words));
        Key {
            line: line.to_owned(),
            first: first.to_owned(),
            last: last.to_owned(),
            speaker: speaker.to_owned(),
            known_wrong: known.map(str::to_owned),
        }
    };
    let is_key = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    file.lines().filter(is_key).map(key).collect()
}

/// A bundled column, analysed.
struct Column {
    article: Article,
    analysis: Analysis,
}

/// What the engine says about one key.
struct Answer {
    speaker: String,
    sieve: &'static str,
}

impl Column {
    fn read(name: &str) -> Self {
        let file = format!("{name}.md");
        let bytes = fs::read(path(&format!("assets/columns/{file}"))).unwrap();
        let hint = Hint { file_name: Some(file), media_type: None };
        let article =
            Article::new(Origin::Bundled(name.to_owned()), with_blocks(import::read(&bytes, &hint).unwrap()));
        let analysis = analyze(&article, Lexicon::bundled());
        Self { article, analysis }
    }

    /// The quotation that holds the key's words: marks and all, or without them where the text sets them apart.
    fn answer(&self, key: &Key) -> Answer {
        let span = self.find(key);
        let holds = |quotation: &&Quotation| {
            let spans = &quotation.spans;
            spans.iter().any(|piece| {
                piece.contains(span.start) || piece.overlaps(Span::new(span.start, span.start + 1))
            })
        };
        match self.analysis.quotations.iter().find(holds) {
            None => Answer { speaker: "(not speech)".to_owned(), sieve: "none" },
            Some(quotation) => Answer {
                speaker: speaker(&self.analysis, quotation).to_owned(),
                sieve: quotation.attribution.as_ref().map_or("none", |found| found.sieve),
            },
        }
    }

    /// Where the key's words stand.
    fn find(&self, key: &Key) -> Span {
        let text = self.article.text();
        let bare = |words: &str| words.trim_matches(['“', '”', '"']).to_owned();
        let at = |first: &str, last: &str| {
            text.match_indices(first).find_map(|(start, _)| {
                let rest = Span::new(start, text.len()).of(text);
                rest.find(last).map(|end| Span::new(start, start + end + last.len()))
            })
        };
        at(&key.first, &key.last)
            .or_else(|| at(&bare(&key.first), &bare(&key.last)))
            .unwrap_or_else(|| panic!("not in the column: {}", key.line))
    }
}

/// How often a rule was right, wrong, or did not know.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    unsure: usize,
}

impl Score {
    fn count(&mut self, want: &str, got: &str) {
        match got {
            _ if got == want => self.right += 1,
            "unknown" => self.unsure += 1,
            _ => self.wrong += 1,
        }
    }
}

fn score_lines(scores: &BTreeMap<&'static str, Score>) -> String {
    let mut lines = String::from("# sieve: right, wrong, unsure\n");
    for (sieve, score) in scores {
        writeln!(lines, "{sieve}: {} {} {}", score.right, score.wrong, score.unsure).unwrap();
    }
    lines
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
