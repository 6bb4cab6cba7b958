//! What changed between two versions of an article: for a terminal of any width, or one JSON object a line.
//!
//! The fields of an object always stand, in this order: `what` (`quotation` or `sentence`), `change` (`altered`,
//! `other-speaker`, `cut`, `added` or `moved`), `old` and `new` (the words; null where there are none), `old_speaker` and
//! `new_speaker`, `old_start`, `old_end`, `new_start` and `new_end` (in code points of the old and of the new text, end
//! exclusive), and `difference` (both in one, with `[-what was-]{+what is+}`).

use serde::Serialize;

use super::columns::wrapped;
use super::json_text::shown;
use super::{Paint, ended};
use crate::revision::{Change, Kind, Side};
use crate::span::CodePoints;

/// How far the words stand in.
const INDENT: usize = 2;

/// Each change with what it is, who said it, and the words, at most `columns` cells wide.
pub fn table(changes: &[Change], columns: usize, paint: Paint) -> String {
    let mut lines = Vec::new();
    for change in changes {
        let heading = match change.speakers() {
            Some(speakers) => format!("{}: {speakers}", name(change)),
            None => name(change),
        };
        for (at, line) in wrapped(&heading, columns.max(1)).into_iter().enumerate() {
            lines.push(if at == 0 { paint.bold(&line) } else { line });
        }
        let indent = " ".repeat(INDENT);
        let words = wrapped(&change.told(), columns.saturating_sub(INDENT).max(1));
        lines.extend(words.into_iter().map(|line| format!("{indent}{line}")));
    }
    ended(lines)
}

/// What became of what: "quotation altered", "same words, other speaker".
pub fn name(change: &Change) -> String {
    match change.kind {
        Kind::OtherSpeaker => format!("{}, other speaker", change.subject.name()),
        kind => format!("{} {}", change.subject.name(), kind.name()),
    }
}

/// One object a line, for the changes from the text `old` to the text `new`.
pub fn jsonl(changes: &[Change], old: &str, new: &str) -> String {
    let (before, after) = (CodePoints::new(old), CodePoints::new(new));
    let object = |change: &Change| {
        let points = |points: &CodePoints<&str>, side: Option<&Side>| {
            side.map(|side| (points.at(side.span.start), points.at(side.span.end))).unzip()
        };
        let (old_start, old_end) = points(&before, change.old.as_ref());
        let (new_start, new_end) = points(&after, change.new.as_ref());
        let object = Object {
            what: change.subject.name(),
            change: change.kind.name(),
            old: change.old.as_ref().map(|side| side.words.as_str()),
            new: change.new.as_ref().map(|side| side.words.as_str()),
            old_speaker: change.old.as_ref().and_then(|side| side.speaker.as_deref()),
            new_speaker: change.new.as_ref().and_then(|side| side.speaker.as_deref()),
            old_start,
            old_end,
            new_start,
            new_end,
            difference: change.told(),
        };
        shown(serde_json::to_string(&object).unwrap_or_default())
    };
    ended(changes.iter().map(object))
}

#[derive(Serialize)]
struct Object<'a> {
    what: &'static str,
    change: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    old_speaker: Option<&'a str>,
    new_speaker: Option<&'a str>,
    old_start: Option<usize>,
    old_end: Option<usize>,
    new_start: Option<usize>,
    new_end: Option<usize>,
    difference: String,
}
