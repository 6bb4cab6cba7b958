//! Judges the reading of feeds by the test suite of feedparser: `score-feeds FOLDER` with its `tests/wellformed`.
//!
//! Each file says in a comment what is expected of it. Counted are the files that are feeds, those read, and how many
//! titles and dates of the feed or its first item come out as expected, markup apart.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that judges files and prints what it found"
)]

use std::env;
use std::fs;
use std::io;
use std::panic;
use std::path::{Path, PathBuf};

use sayso::import::{self, Feed, Found, Hint};

#[derive(Default)]
struct Score {
    files: usize,
    feeds: usize,
    read: usize,
    panics: usize,
    titles: (usize, usize),
    dates: (usize, usize),
    wrong: Vec<String>,
}

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    let mut paths = Vec::new();
    collect(&folder, &mut paths)?;
    paths.sort();
    panic::set_hook(Box::new(|_| {}));
    let mut score = Score::default();
    for path in &paths {
        judge(
            &fs::read(path)?,
            &path.strip_prefix(&folder).unwrap_or(path).display().to_string(),
            &mut score,
        );
    }
    for wrong in &score.wrong {
        println!("{wrong}");
    }
    println!("{} files, {} of them feeds", score.files, score.feeds);
    println!("{} read, {} panics", score.read, score.panics);
    println!("titles {} of {}, dates {} of {}", score.titles.0, score.titles.1, score.dates.0, score.dates.1);
    Ok(())
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "xml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn judge(bytes: &[u8], name: &str, score: &mut Score) {
    score.files += 1;
    let text = String::from_utf8_lossy(bytes);
    // The roots of feeds; CDF is none, and some files have another root by intention.
    let lower = text.to_lowercase();
    let is_feed = ["<rss", "<feed", ":feed", "<rdf:rdf"].iter().any(|root| lower.contains(root));
    if !is_feed {
        return;
    }
    score.feeds += 1;
    let found = panic::catch_unwind(|| import::read_all(bytes, &Hint::default()));
    let feed = match found {
        Err(_) => {
            score.panics += 1;
            score.wrong.push(format!("{name}: panic"));
            return;
        }
        Ok(Ok(Found::Feed(feed))) => feed,
        Ok(other) => {
            let what = other.map_or_else(|error| error.to_string(), |_| "no feed".to_owned());
            score.wrong.push(format!("{name}: {what}"));
            return;
        }
    };
    score.read += 1;
    let Some(expected) = text.lines().find_map(|line| line.trim().strip_prefix("Expect:")) else { return };
    let expected = expected.trim().trim_start_matches("not bozo and ");
    let Some((field, value)) = expected.split_once("==").filter(|(_, value)| !value.contains("entries["))
    else {
        return;
    };
    compare(&feed, field.trim(), value.trim(), name, score);
}

fn compare(feed: &Feed, field: &str, value: &str, name: &str, score: &mut Score) {
    let first = feed.items.first();
    let field = field.replace("_detail']['value']", "']");
    let (found, wanted, counts) = match field.as_str() {
        "feed['title']" => (feed.title.as_deref(), words(value), &mut score.titles),
        "entries[0]['title']" => {
            (first.and_then(|item| item.title.as_deref()), words(value), &mut score.titles)
        }
        "entries[0]['published_parsed']" | "entries[0]['updated_parsed']" => {
            (first.and_then(|item| item.date.as_deref()), moment(value), &mut score.dates)
        }
        _ => return,
    };
    counts.1 += 1;
    let is_literal = value.trim_start_matches('u').trim_matches(['\'', '"']) == found.unwrap_or_default();
    if is_literal || found.unwrap_or_default() == wanted {
        counts.0 += 1;
    } else {
        score.wrong.push(format!("{name}: {field} is {:?}, expected {wanted:?}", found.unwrap_or_default()));
    }
}

/// The words of a Python string literal, without markup.
fn words(literal: &str) -> String {
    let inner = literal.trim_start_matches('u');
    let mark = inner.chars().next().unwrap_or('\'');
    let inner = inner.trim_start_matches(mark);
    // The literal may be followed by more conditions.
    let end =
        inner.match_indices(mark).find(|(at, _)| !inner.get(..*at).is_some_and(|own| own.ends_with('\\')));
    let mut plain = unescaped(end.and_then(|(at, _)| inner.get(..at)).unwrap_or(inner));
    let has_markup = plain.contains('<') || plain.contains('&');
    if has_markup {
        let hint = Hint { media_type: Some("text/html".to_owned()), ..Hint::default() };
        plain = import::read(plain.as_bytes(), &hint).map(|draft| draft.text.to_string()).unwrap_or_default();
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `\u201c`, `\xe9`, `\n` as what they stand for.
fn unescaped(literal: &str) -> String {
    let mut plain = String::new();
    let mut rest = literal.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let kind = rest.next().unwrap_or('\\');
        let digits = match kind {
            'u' => 4,
            'x' => 2,
            'U' => 8,
            'n' | 't' | 'r' => {
                plain.push(' ');
                continue;
            }
            other => {
                plain.push(other);
                continue;
            }
        };
        let hex: String = rest.by_ref().take(digits).collect();
        plain.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
    }
    plain
}

/// `(2004, 1, 1, 19, 48, 21, 3, 1, 0)` as ISO 8601.
fn moment(tuple: &str) -> String {
    let numbers: Vec<u32> =
        tuple.trim_matches(['(', ')']).split(',').filter_map(|number| number.trim().parse().ok()).collect();
    match numbers.as_slice() {
        [year, month, day, hour, minute, second, ..] => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        _ => String::new(),
    }
}
