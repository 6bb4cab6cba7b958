//! How well the articles of web pages are found: `score-pages FOLDER` reads each `*/source.html` below `FOLDER` and
//! compares its words with those of `*/expected.html`.
//!
//! Public test sets of article extraction have this form. Nothing of them is part of the project. For each page and on
//! the average of all pages the F1 of words is printed (each word counts as often as it stands in both), for this
//! program and, beside it, for the library that finds articles here when it is used alone. `--pages` prints each page
//! too, the worst first, this program before the library; `--words NAME` prints the words of one page that were missed and those that are too many.
//! What is said about pictures, and a heading that is the title, are left out on all sides.
#![expect(clippy::disallowed_methods, reason = "it reads the files that it judges")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use sayso::article::{BlockKind, Draft};
use sayso::import::{Hint, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut folder = None;
    let (mut shows_pages, mut shown) = (false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--pages" => shows_pages = true,
            "--words" => shown = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.ok_or("usage: score-pages [--pages] [--words NAME] FOLDER")?;
    let mut scores: Vec<Score> =
        pages(&folder)?.iter().map(|page| Score::of(page)).collect::<Result<_, _>>()?;
    scores.sort_by(|one, other| one.own.total_cmp(&other.own).then_with(|| one.name.cmp(&other.name)));
    let mut out = stdout().lock();
    for score in &scores {
        if shows_pages {
            writeln!(out, "{:.4}  {:.4}  {}", score.own, score.library, score.name)?;
        }
        if shown.as_deref() == Some(&score.name) {
            writeln!(out, "missed: {}\ntoo many: {}", score.missed.join(" "), score.extra.join(" "))?;
        }
    }
    let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / count(scores.len().max(1));
    writeln!(out, "{} pages, mean F1 of words", scores.len())?;
    writeln!(out, "sayso             {:.4}", mean(|score| score.own))?;
    writeln!(out, "the library alone {:.4}", mean(|score| score.library))?;
    let below = scores.iter().filter(|score| score.own + 0.0005 < score.library).count();
    writeln!(out, "below the library on {below}")?;
    Ok(())
}

/// The folders below `folder` that hold a page and what is expected of it.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("source.html").is_file() && path.join("expected.html").is_file() {
            pages.push(path);
        }
    }
    pages.sort();
    if pages.is_empty() { Err("no */source.html with */expected.html".into()) } else { Ok(pages) }
}

struct Score {
    name: String,
    own: f64,
    library: f64,
    missed: Vec<String>,
    extra: Vec<String>,
}

impl Score {
    fn of(page: &Path) -> Result<Self, Box<dyn Error>> {
        let source = fs::read(page.join("source.html"))?;
        let hint = Hint { file_name: Some("source.html".to_owned()), ..Hint::default() };
        let draft = read(&source, &hint).unwrap_or_default();
        let title = draft.metadata.title.as_deref().unwrap_or_default();
        let expected = words(&text(&fs::read_to_string(page.join("expected.html"))?, title));
        let own = words(&running(&draft));
        let library = words(&text(&library_alone(&String::from_utf8_lossy(&source)), title));
        let more = |one: &Words, other: &Words| -> Vec<String> {
            let rest = one.iter().filter(|(word, count)| other.get(*word).unwrap_or(&0) < count);
            rest.map(|(word, _)| word.clone()).collect()
        };
        Ok(Self {
            name: page.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            own: f1(&own, &expected),
            library: f1(&library, &expected),
            missed: more(&expected, &own),
            extra: more(&own, &expected),
        })
    }
}

/// The text without what is said about pictures.
fn running(draft: &Draft) -> String {
    let blocks = draft.blocks.iter().filter(|block| block.kind != BlockKind::Image);
    blocks.map(|block| block.span.of(&draft.text)).collect::<Vec<_>>().join("\n")
}

/// The article as the library finds it, in HTML.
fn library_alone(html: &str) -> String {
    let article = Readability::new(html, None, Some(Config::default())).and_then(|mut reader| reader.parse());
    article.map_or(String::new(), |article| article.content.to_string())
}

/// Elements that part no words.
const INLINE: [&str; 17] = [
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

/// Elements whose words are not compared: what is not shown, and what is said about pictures.
const LEFT_OUT: [&str; 4] = ["script", "style", "title", "noscript"];

/// The words of a page's tree, without a heading that only says the title.
fn text(html: &str, title: &str) -> String {
    let page = Document::from(html);
    let mut text = String::new();
    for node in page.root().descendants_it() {
        let is = |node: &NodeRef<'_>, names: &[&str]| names.iter().any(|name| node.has_name(name));
        let is_left_out = |above: &NodeRef<'_>| {
            is(above, &LEFT_OUT)
                || is_about_picture(above)
                || (is(above, &["h1", "h2"]) && words(&above.text()) == words(title))
        };
        if node.is_text() && !node.ancestors_it(Some(4)).any(|above| is_left_out(&above)) {
            text.push_str(&node.text());
        }
        let ends = |node: &NodeRef<'_>| node.is_element() && !is(node, &INLINE);
        let is_last = || node.next_sibling().is_none() && node.parent().is_some_and(|above| ends(&above));
        if ends(&node) || is_last() {
            text.push(' ');
        }
    }
    text
}

/// Whether an element is what is said about a picture, rather than about a quotation, a table or a program.
fn is_about_picture(node: &NodeRef<'_>) -> bool {
    let is_other = |part: NodeRef<'_>| ["blockquote", "table", "pre"].iter().any(|name| part.has_name(name));
    node.has_name("figcaption") && node.parent().is_some_and(|figure| !figure.descendants_it().any(is_other))
}

type Words = BTreeMap<String, usize>;

fn words(text: &str) -> Words {
    let mut words = Words::new();
    let all = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty());
    for word in all {
        *words.entry(word.to_lowercase().replace('’', "'")).or_default() += 1;
    }
    words
}

fn f1(found: &Words, expected: &Words) -> f64 {
    let total = |words: &Words| words.values().sum::<usize>();
    let common: usize =
        found.iter().map(|(word, count)| expected.get(word).map_or(0, |other| *count.min(other))).sum();
    let all = total(found) + total(expected);
    if all == 0 { 1.0 } else { 2.0 * count(common) / count(all) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_often_as_they_stand_in_both() {
        for (found, expected, score) in [
            ("a b", "A, b", 1.0),
            ("a b", "c d", 0.0),
            ("a a b b", "a b", 2.0 / 3.0),
            ("", "", 1.0),
            ("a", "", 0.0),
        ] {
            assert!((f1(&words(found), &words(expected)) - score).abs() < 1e-9, "{found} {expected}");
        }
        assert_eq!(
            text("<h1>T</h1><p>a<b>b</b><p>c<br>d<ul><li>e<li>f<figcaption>g", "T")
                .split_whitespace()
                .collect::<Vec<_>>(),
            ["ab", "c", "d", "e", "f"]
        );
    }
}
