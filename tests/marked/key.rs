//! What is right about a column, as people wrote it into its file.

use sayso::span::Span;

use super::anchor;
use super::column::Column;

/// What is right about a stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Truth {
    pub(crate) place: Span,
    /// `None` where nobody says it.
    pub(crate) answer: Option<Answer>,
    /// The words that name who says it, where these are judged too.
    pub(crate) mention: Option<Span>,
    /// Whether it is about a report within words in marks.
    pub(crate) is_nested: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) speaker: String,
    pub(crate) kind: String,
}

/// Reads a file of `tests/golden/columns`.
///
/// # Errors
/// When a line is not of the form, or its words are not in the column.
pub(crate) fn read(file: &str, column: &Column) -> Result<Vec<Truth>, String> {
    let mut truths = Vec::new();
    let mut near = 0;
    let mut lines = column.paragraphs.iter().flatten();
    for line in file.lines() {
        if line.starts_with("| ") {
            let words = line.trim_start_matches("| ");
            // Where the column was edited, the marks that follow an old line are looked for where it stood.
            near = lines.next().map_or(near, |place| place.start);
            near = anchor::find(&column.text, words, near).map_or(near, |place| place.start);
        } else if let Some(label) = line.strip_prefix("> ") {
            truths.extend(truth(label, &column.text, near).map_err(|problem| format!("{problem}: {line}"))?);
        }
    }
    Ok(truths)
}

/// What a line says is right; `None` where it is not judged.
fn truth(label: &str, text: &str, near: usize) -> Result<Option<Truth>, &'static str> {
    let (verdict, said) = label.split_once(": ").ok_or("no judgement")?;
    let (said, mention) = match said.rsplit_once(" @ [") {
        Some((said, words)) => {
            let words = words.strip_suffix(']').ok_or("no bracket at the end")?;
            (said, Some(anchor::find(text, words, near).ok_or("no such words behind @")?))
        }
        None => (said, None),
    };
    let (told, should_be) = said.split_once(" => ").map_or((said, None), |(told, other)| (told, Some(other)));
    let (answer, words) = parts(told)?;
    let find = |words: &str| anchor::find(text, words, near).ok_or("no such words");
    let place = |words: Option<&str>| find(words.ok_or("no words in brackets")?);
    let is_nested = answer.kind == "nested";
    let truth = |place, answer: Option<Answer>| {
        let is_nested = answer.as_ref().map_or(is_nested, |answer| answer.kind == "nested");
        Truth { place, answer, mention, is_nested }
    };
    match (verdict, should_be) {
        ("unjudged", _) => Ok(None),
        ("right" | "missed", None) => Ok(Some(truth(place(words)?, Some(answer)))),
        ("FIXME", Some("nothing")) => Ok(Some(truth(place(words)?, None))),
        ("FIXME", Some(other)) => {
            let (answer, other) = parts(other)?;
            Ok(Some(truth(place(other.or(words))?, Some(answer))))
        }
        _ => Err("neither right, missed nor FIXME with =>"),
    }
}

/// `Ada Moore (direct, tagged) [words]`
fn parts(said: &str) -> Result<(Answer, Option<&str>), &'static str> {
    let (said, words) = match said.split_once(" [") {
        Some((said, words)) => (said, Some(words.strip_suffix(']').ok_or("no bracket at the end")?)),
        None => (said, None),
    };
    let (speaker, kind) = said.strip_suffix(')').and_then(|said| said.rsplit_once(" (")).ok_or("no kind")?;
    let kind = kind.split(", ").next().unwrap_or_default().to_owned();
    Ok((Answer { speaker: speaker.to_owned(), kind }, words))
}
