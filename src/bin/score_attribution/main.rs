//! Judges the engine against corpora that people annotated: `score-attribution CORPUS.jsonl… [--flat]` prints the figures
//! of each. `--flat` takes the breaks between paragraphs out of the texts first.
//!
//! A line of a corpus is an article. One of quotations is `{"id", "text", "quotes": [piece]}`, a piece of quoted content
//! `{"start", "end", "kind", "speaker_start", "speaker_end", "speaker_entity", "cue_text"}`; one of paragraphs is
//! `{"id", "flat", "breaks", "noisy", "noisy_breaks"}`, the same text twice without its breaks. All places are code
//! points, ends exclusive.
//!
//! - A piece is found where a predicted piece shares at least half of the characters that either has, blanks, quotation
//!   marks and punctuation at both ends apart. "Quoted" is direct and mixed together; "indirect" are pieces without marks
//!   whose cue reports speech, "thought" those whose cue reports a belief, a wish or an intent.
//! - A mention is right when it shares a word with the gold one; a name when it is that person's.
//! - AR-F1 is the harmonic mean of mention recall and (span precision × mention precision): the whole job in one figure.
//!
//! The second table asks how good each sieve is, the third whether the engine is as sure as it is right; both count
//! answers, that is quotations, by the piece that fits gold best.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a tool for makers of the program"
)]

mod answers;
mod corpus;
mod paragraphs;
mod person;
mod pieces;
mod text;

use std::error::Error;

use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;

use self::answers::Answers;
use self::corpus::{Row, rows};
use self::paragraphs::Breaks;
use self::pieces::Pieces;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, corpora): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if corpora.is_empty() || options.iter().any(|option| option != "--flat") {
        return Err("usage: score-attribution CORPUS.jsonl... [--flat]".into());
    }
    for (at, corpus) in corpora.iter().enumerate() {
        let parted = if at > 0 { "\n" } else { "" };
        println!("{parted}{corpus}{}", if options.is_empty() { "" } else { ", without breaks" });
        score(rows(&std::fs::read_to_string(corpus)?)?, !options.is_empty());
    }
    Ok(())
}

/// Prints the figures of one corpus.
fn score(rows: Vec<Row>, is_flat: bool) {
    let (mut pieces, mut answers) = (Pieces::default(), Answers::default());
    let (mut flat, mut noisy) = (Breaks::default(), Breaks::default());
    for row in rows {
        match row {
            Row::Quotations(annotated) => {
                let annotated = if is_flat { annotated.flat() } else { annotated };
                let article = article(annotated.text.as_str());
                let found = corpus::Found::new(&article, &analyze(&article, Lexicon::bundled()));
                pieces.count(&annotated, &found);
                answers.count(&annotated, &found);
            }
            Row::Paragraphs(broken) => {
                flat.count(&article(&broken.flat), &broken.breaks);
                noisy.count(&article(&broken.noisy), &broken.noisy_breaks);
            }
        }
    }
    if pieces.articles > 0 {
        print!("{pieces}\n{answers}");
    }
    for (name, breaks) in [("flat", flat), ("noisy", noisy)].iter().filter(|(_, breaks)| breaks.articles > 0)
    {
        println!("{name:9} {breaks}");
    }
}

/// The text as `sayso analyze --input jsonl` reads it.
fn article(text: &str) -> Article {
    let draft = Draft { text: SafeText::from_string(text.to_owned()), ..Draft::default() };
    Article::new(Origin::Row(String::new()), with_blocks(draft))
}

/// A share of a hundred, to one place; a dash where there is nothing to share.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "  -  ".to_owned(), |share| format!("{:5.1}", 100.0 * share))
}

/// `part` of `whole`; `None` of nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The harmonic mean.
fn f1(precision: f64, recall: f64) -> f64 {
    let sum = precision + recall;
    if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_means() {
        assert_eq!((percent(share(2, 3)), percent(share(0, 0))), (" 66.7".to_owned(), "  -  ".to_owned()));
        assert!((f1(0.5, 1.0) - 2.0 / 3.0).abs() < 1e-12);
        assert!(f1(0.0, 0.0).abs() < 1e-12);
    }
}
