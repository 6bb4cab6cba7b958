//! Writes a column with what was found under carets.

use std::fmt::Write as _;

use sayso::span::Span;

use super::anchor;
use super::column::{Column, Finding};
use super::judge::{Judged, Verdict, is_same_place};
use super::key::Truth;
use super::score::Score;

const HEAD: &str = "\
# ^ words said, + words that report them, @ words that name who says them; how to judge: tests/marked/mod.rs
";

pub(crate) fn write(column: &Column, judged: &Judged) -> String {
    let mut page = HEAD.to_owned();
    for paragraph in &column.paragraphs {
        page.push('\n');
        for (at, line) in paragraph.iter().enumerate() {
            writeln!(page, "| {}", line.of(&column.text)).unwrap();
            let next = paragraph.get(at + 1).map_or(line.end, |next| next.start);
            page.push_str(&findings(column, judged, Span::new(line.start, next)));
        }
    }
    let mut score = Score::default();
    score.add(column, judged);
    write!(page, "\n{score}").unwrap();
    page
}

/// What stands under one line.
fn findings(column: &Column, judged: &Judged, line: Span) -> String {
    let mut page = String::new();
    for (finding, verdicts) in column.findings.iter().zip(&judged.verdicts) {
        let row = row(column, finding, line);
        if !row.is_empty() {
            writeln!(page, "  {row}").unwrap();
        }
        for (piece, verdict) in finding.pieces.iter().zip(verdicts) {
            if line.contains(piece.start) {
                writeln!(page, "> {}", label(column, finding, *piece, verdict, line.start)).unwrap();
            }
        }
    }
    for truth in judged.missed.iter().filter(|truth| line.contains(truth.place.start)) {
        let words = anchor::write(&column.text, truth.place, line.start);
        writeln!(page, "> missed: {} [{words}]{}", told(truth), named(column, truth, line.start)).unwrap();
    }
    page
}

/// The signs under the words of one finding on one line.
fn row(column: &Column, finding: &Finding, line: Span) -> String {
    let sign = |place: usize| {
        let stands = |span: Option<Span>| span.is_some_and(|span| span.contains(place));
        match () {
            () if finding.pieces.iter().any(|piece| piece.contains(place)) => '^',
            () if stands(finding.cue) => '+',
            () if stands(finding.mention) => '@',
            () => ' ',
        }
    };
    let places = line.of(&column.text).char_indices().map(|(at, _)| line.start + at);
    places.map(sign).collect::<String>().trim_end().to_owned()
}

fn label(column: &Column, finding: &Finding, piece: Span, verdict: &Verdict, near: usize) -> String {
    let words = |place| anchor::write(&column.text, place, near);
    let sieve = finding.sieve.map(|sieve| format!(", {sieve}")).unwrap_or_default();
    let said = format!("{} ({}{sieve}) [{}]", finding.speaker, finding.kind, words(piece));
    match verdict {
        Verdict::Unjudged => format!("unjudged: {said}"),
        Verdict::Right(truth) => format!("right: {said}{}", named(column, truth, near)),
        Verdict::Wrong(truth) if truth.answer.is_none() => format!("FIXME: {said} => nothing"),
        Verdict::Wrong(truth) => {
            let is_same = is_same_place(&column.text, piece, truth.place);
            let place = if is_same { String::new() } else { format!(" [{}]", words(truth.place)) };
            format!("FIXME: {said} => {}{place}{}", told(truth), named(column, truth, near))
        }
    }
}

/// Who says it, and its kind.
fn told(truth: &Truth) -> String {
    truth.answer.as_ref().map_or_else(String::new, |answer| format!("{} ({})", answer.speaker, answer.kind))
}

/// The words that name who says it, where these are judged.
fn named(column: &Column, truth: &Truth, near: usize) -> String {
    let words = |mention| format!(" @ [{}]", anchor::write(&column.text, mention, near));
    truth.mention.map(words).unwrap_or_default()
}
