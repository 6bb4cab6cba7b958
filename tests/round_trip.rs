//! Notes that go out and come back: each format that is written and read, with notes of everything that a format may
//! stumble over. `SAYSO_ROUND_TRIP=full` has a thousand of them.
#![expect(
    clippy::disallowed_methods,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sayso::annotation::{Annotation, AnnotationId, Colour, Correction, Moment, Request, Target};
use sayso::article::{Article, Origin, SafeText};
use sayso::shell::open::open;
use sayso::span::Span;
use serde_json::Value;
use support::Home;

/// A format with what it keeps of a note, as the fields of `--format json` name it; nothing where it keeps all.
const FORMATS: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("webannotation", &[]),
    ("webannotation-lines", &[]),
    ("webannotation-pages", &[]),
    ("epub-annotations", &["id", "quotation", "note", "tags", "colour", "created", "modified", "url"]),
    ("thorium", &["id", "quotation", "note", "colour", "created", "modified", "url"]),
    ("hypothesis", &["id", "quotation", "prefix", "suffix", "note", "tags", "created", "modified", "url"]),
    ("readwise", &["quotation", "note", "created", "title", "byline", "url"]),
];

/// What formats stumble over: their own marks, line ends, what is wide, joined, written from right to left, or obeyed.
const NASTY: &[&str] = &[
    "plain words",
    "\"'`<>&=+-@#%\\/{}[]|*_~^$;:!?,.",
    "=cmd|'/c calc'!A1",
    "+1 -2 @sum \t=3",
    "'=quoted",
    "\t=tab first",
    "]]> --> <!-- sayso:end x --> </script><b>&amp;",
    "%% -- ``` ~~~ === [[link]] ![x](y) ==mark==",
    "* headline\n#+end_quote\n:PROPERTIES:\n:END:",
    "one\ntwo\n\nthree\r\nfour\rfive",
    "\u{2028}line\u{2029}paragraph\u{85}next",
    "𝔸𝔹 🏴\u{e0067}\u{e0062}\u{e007f} 👩\u{200d}👩\u{200d}👧 e\u{301}\u{323}",
    "שלום עולם \u{202e}abc\u{202c} \u{2067}x\u{2069} مرحبا",
    "a\u{0}b\u{7}c\u{1b}[2Jd\u{1b}]52;c;eA==\u{7}e\u{9b}31m\u{7f}",
    "\u{feff}\u{200b}\u{ad}zero width\u{2060}",
    "\\u0041 \\n \\\" \\\\ &#65; %41 {{ x }} {% y %}",
    "urn:uuid:1 https://example.org/?a=b&c=d#:~:text=x",
    "\u{fffd}\u{fffe}\u{10ffff} \u{e000}",
    "…—–«»‚‘’„“”",
];

/// Numbers that look thrown and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % most
    }

    /// Words that the program may keep: safe, and without blanks around them.
    fn words(&mut self) -> SafeText {
        let parts: Vec<&str> = (0..=self.below(3)).map(|_| NASTY[self.below(NASTY.len())]).collect();
        SafeText::new(SafeText::new(&parts.join([" ", "\n", ""][self.below(3)])).trim())
    }

    fn maybe(&mut self) -> Option<SafeText> {
        (self.below(4) > 0).then(|| self.words()).filter(|words| !words.is_empty())
    }

    /// Keywords, each once, on one line.
    fn tags(&mut self) -> Vec<SafeText> {
        let mut tags: Vec<SafeText> = Vec::new();
        for _ in 0..self.below(3) {
            let tag = SafeText::one_line(&self.words());
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    fn id(&mut self) -> AnnotationId {
        let digits: String =
            (0..32).filter_map(|_| char::from_digit(u32::try_from(self.below(16)).unwrap(), 16)).collect();
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        AnnotationId(parts.join("-").into())
    }
}

fn count() -> usize {
    if std::env::var_os("SAYSO_ROUND_TRIP").is_some_and(|value| value == "full") { 1000 } else { 100 }
}

/// An article with a paragraph for each note, and a sentence that stands in all of them.
fn column(home: &Home) -> PathBuf {
    let mut dice = Dice(7);
    let mut text =
        "---\ntitle: \"=A \\\"column\\\" & more\"\nbyline: Jane Doe\nurl: https://example.org/vote\n---\n\n"
            .to_owned();
    for number in 0..count() {
        let words = dice.words().replace(['\n', '\r'], " ");
        write!(text, "Here {number} is {words} and there. It rained again. So ends {number}.\n\n").unwrap();
    }
    home.file("column.md", text)
}

/// Notes on words of an article; every tenth is on a sentence that stands in each paragraph.
fn notes(article: &Article) -> Vec<Annotation> {
    let mut dice = Dice(11);
    let text = article.text();
    let paragraphs: Vec<Span> = article
        .blocks()
        .iter()
        .map(|block| block.span)
        .filter(|span| span.of(text).starts_with("Here "))
        .collect();
    assert_eq!(paragraphs.len(), count());
    let note = |(number, paragraph): (usize, Span)| {
        let words = paragraph.of(text);
        let (from, to) = if number % 10 == 0 {
            let from = words.find("It rained").unwrap();
            (from, from + "It rained again.".len())
        } else {
            let ends: Vec<usize> = words.char_indices().map(|(place, _)| place).skip(12).collect();
            (0, ends[dice.below(ends.len())])
        };
        let span = Span::new(paragraph.start + from, paragraph.start + to).trimmed(text);
        let created = i64::try_from(dice.below(4_000_000_000)).unwrap() * 1000;
        let is_bookmark = dice.below(8) == 0;
        Annotation {
            id: dice.id(),
            target: Target::new(article, span),
            note: dice.maybe(),
            tags: dice.tags(),
            colour: (!is_bookmark).then(|| Colour::ALL[dice.below(Colour::ALL.len())]),
            correction: None,
            created: Moment(created),
            modified: Moment(created + 1000 * i64::try_from(dice.below(100)).unwrap()),
        }
    };
    paragraphs.into_iter().enumerate().map(note).collect()
}

fn record(home: &Home, article: &Article, notes: Vec<Annotation>) {
    let requests = notes.into_iter().map(|note| Request::Adopt(Box::new(note))).collect();
    let mut library = home.library();
    library.notebook().unwrap();
    library.record(Some((&article.digest, article.text())), requests, 1_800_000_000_000).unwrap();
}

/// What an export writes.
fn export(home: &Home, arguments: &[&str]) -> Vec<u8> {
    let said = home.say(["export", "-o", "out", "--force"].iter().chain(arguments));
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.err);
    fs::read(home.work().join("out")).unwrap()
}

/// The fields of each note that a format keeps, in an order that is the same for the same notes.
fn kept(home: &Home, fields: &[&str]) -> Vec<String> {
    let all: Vec<Value> = serde_json::from_slice(&export(home, &["--format", "json"])).unwrap();
    let told = |note: &Value| {
        let fields: Vec<String> = fields.iter().map(|name| format!("{name}={}", note[*name])).collect();
        fields.join("\n")
    };
    let mut told: Vec<String> = all.iter().map(told).collect();
    told.sort();
    told
}

#[test]
fn what_goes_out_comes_back_in_each_format() {
    let (from, shelf) = (Home::new(), Home::new());
    let column = column(&shelf);
    let article = open(&Origin::File(column.clone())).unwrap();
    record(&from, &article, notes(&article));
    for (format, fields) in FORMATS {
        let to = Home::new();
        let written = export(&from, &["--format", format]);
        let file = to.file("notes", &written);
        let import = ["import", file.to_str().unwrap(), "--article", column.to_str().unwrap()];
        let told = to.say(import).done();
        let came = format!("{} in place\n", count());
        assert!(told.contains(&came), "{format}: {told}");
        let again = export(&to, &["--format", format]);
        let [written, again] = [&written, &again].map(|bytes| String::from_utf8_lossy(bytes));
        let other = written.lines().zip(again.lines()).find(|(one, other)| one != other);
        assert!(written == again, "{format}: written again it is not the same: {other:#?}");
        if fields.is_empty() {
            let all = |home: &Home| String::from_utf8(export(home, &["--format", "json"])).unwrap();
            assert_eq!(all(&to), all(&from), "{format}");
        } else {
            let (came, went) = (kept(&to, fields), kept(&from, fields));
            let changed: Vec<_> = went.iter().zip(&came).filter(|(went, came)| went != came).collect();
            assert!(changed.is_empty() && came.len() == went.len(), "{format}: {changed:#?}");
        }
        let again = to.say(import).done();
        assert!(again.ends_with(&format!("{} here already\n", count())), "{format}: {again}");
    }
}

#[test]
fn what_was_set_right_comes_back_too() {
    let (from, shelf) = (Home::new(), Home::new());
    let column = column(&shelf);
    let article = open(&Origin::File(column.clone())).unwrap();
    let mut dice = Dice(13);
    let corrected = notes(&article).into_iter().take(40).map(|note| {
        let correction = match dice.below(3) {
            0 => Correction::SaidBy { name: dice.maybe(), was: dice.maybe() },
            1 => Correction::NotSpeech { was: dice.maybe() },
            _ => Correction::Role { name: dice.words(), role: dice.maybe(), was: dice.maybe() },
        };
        Annotation { correction: Some(correction), colour: None, note: None, tags: Vec::new(), ..note }
    });
    record(&from, &article, corrected.collect());
    for format in ["json", "webannotation", "webannotation-lines", "webannotation-pages"] {
        let to = Home::new();
        let wanted = ["--format", format, "--kind", "correction"];
        let written = export(&from, &wanted);
        let file = to.file("notes", &written);
        to.say(["import", file.to_str().unwrap(), "--article", column.to_str().unwrap()]).done();
        assert_eq!(String::from_utf8(export(&to, &wanted)).unwrap(), String::from_utf8(written).unwrap());
    }
}
