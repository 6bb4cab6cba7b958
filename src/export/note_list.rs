//! The reader's notes as a list: for a terminal of any width, or one JSON object a line.
//!
//! The fields of an object always stand, in this order: `id`, `quotation`, `note` and `other_notes` (written elsewhere at
//! the same time), `tags`, `colour` (null for a bookmark), `title`, `origin`, `digest` (the SHA-256 of the text that was marked), `start` and `end` (where
//! the words stood in it, in code points, end exclusive), `created`, `modified` (RFC 3339, UTC).

use serde::Serialize;

use super::columns::{folded, left, shortened, width, wrapped};
use super::json_text::shown;
use super::noted::rfc_3339;
use super::{Paint, ended};
use crate::annotation::{Colour, Entry, Moment};
use crate::article::SafeText;

/// The fewest characters of an id that a list shows.
const LEAST_ID: usize = 8;
const DATE: usize = 10;
const BETWEEN: usize = 2;

/// How many characters of an id tell `entries` apart.
pub fn short_ids<'a>(entries: impl Iterator<Item = &'a Entry>) -> usize {
    let mut ids: Vec<String> = entries.map(|entry| entry.annotation.id.0.to_string()).collect();
    ids.sort_unstable();
    let common = |pair: &[String]| match pair {
        [one, other] => one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count() + 1,
        _ => 0,
    };
    ids.windows(2).map(common).max().unwrap_or(0).max(LEAST_ID)
}

/// The notes by article, in the order of each text, at most `columns` cells wide. `id` is how many characters of each id
/// are shown.
pub fn table(entries: &[&Entry], id: usize, columns: usize, paint: Paint) -> String {
    let mut groups: Vec<(&SafeText, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let origin = &entry.annotation.target.origin;
        match groups.iter_mut().find(|(other, _)| *other == origin) {
            Some((_, group)) => group.push(entry),
            None => groups.push((origin, vec![entry])),
        }
    }
    let mut lines = Vec::new();
    for (origin, mut group) in groups {
        group.sort_by_key(|entry| (entry.annotation.target.position.start, entry.annotation.created));
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let title = group.first().and_then(|entry| entry.annotation.target.metadata.title.as_deref());
        lines.extend(wrapped(title.unwrap_or(origin), columns).iter().map(|line| paint.bold(line)));
        lines.extend(wrapped(origin, columns).iter().map(|line| paint.faint(line)));
        lines.extend(group.iter().map(|entry| row(entry, id, columns, paint)));
    }
    ended(lines)
}

/// Id, day, the words and the note; where there is little room, the day is left out.
fn row(entry: &Entry, id: usize, columns: usize, paint: Paint) -> String {
    let annotation = &entry.annotation;
    let name: String = annotation.id.0.to_string().chars().take(id).collect();
    let mut head = paint.faint(&left(&name, id));
    let mut room = columns.saturating_sub(id + BETWEEN);
    let least = 2 * LEAST_ID + BETWEEN;
    if room >= DATE + BETWEEN + least {
        head = format!("{head}  {}", left(&day(annotation.created), DATE));
        room -= DATE + BETWEEN;
    }
    let note = noted(entry);
    let quote = folded(&annotation.target.quote.exact);
    // The note is what the reader looks for: the words give way to it, down to a third of the room.
    let for_note = if note.is_empty() { 0 } else { (width(&note) + BETWEEN).min(2 * room / 3) };
    let quote = shortened(&quote, (room - for_note).max(1));
    if note.is_empty() {
        return format!("{head}  {quote}");
    }
    let rest = room.saturating_sub(width(&quote) + BETWEEN).max(1);
    format!("{head}  {quote}  {}", shortened(&note, rest))
}

/// The note with its tags, and with what was written elsewhere at the same time.
fn noted(entry: &Entry) -> String {
    let annotation = &entry.annotation;
    let notes = annotation.note.iter().chain(&entry.other_notes).map(|note| folded(note));
    let tags = annotation.tags.iter().map(|tag| format!(".{}", folded(tag).replace(' ', "-")));
    let notes = notes.collect::<Vec<_>>().join(" | ");
    [notes].into_iter().filter(|notes| !notes.is_empty()).chain(tags).collect::<Vec<_>>().join(" ")
}

fn day(moment: Moment) -> String {
    rfc_3339(moment).chars().take(DATE).collect()
}

/// One object a line.
pub fn jsonl(entries: &[&Entry]) -> String {
    let line = |entry: &&Entry| shown(serde_json::to_string(&Object::new(entry)).unwrap_or_default());
    ended(entries.iter().map(line))
}

#[derive(Serialize)]
struct Object<'a> {
    id: String,
    quotation: &'a str,
    note: Option<&'a str>,
    other_notes: Vec<&'a str>,
    tags: Vec<&'a str>,
    colour: Option<&'static str>,
    title: Option<&'a str>,
    origin: &'a str,
    digest: String,
    start: usize,
    end: usize,
    created: String,
    modified: String,
}

impl<'a> Object<'a> {
    fn new(entry: &'a Entry) -> Self {
        let annotation = &entry.annotation;
        let target = &annotation.target;
        Self {
            id: annotation.id.0.to_string(),
            quotation: &target.quote.exact,
            note: annotation.note.as_deref(),
            other_notes: entry.other_notes.iter().map(SafeText::as_str).collect(),
            tags: annotation.tags.iter().map(SafeText::as_str).collect(),
            colour: annotation.colour.map(Colour::name),
            title: target.metadata.title.as_deref(),
            origin: &target.origin,
            digest: target.digest.to_string(),
            start: target.position.start,
            end: target.position.end,
            created: rfc_3339(annotation.created),
            modified: rfc_3339(annotation.modified),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::export::noted::tests::entry;
    use crate::export::sample;

    #[test]
    fn a_list_fits_any_width_and_keeps_what_matters() {
        let article = sample::article("T", &["“One two three,” said A. “Four.”"]);
        let long = entry(&article, "“One two three,”", Some("a note\nof two lines that is long"), &["tag"]);
        let bare = entry(&article, "“Four.”", None, &[]);
        let wide = table(&[&bare, &long], 8, 60, Paint::default());
        assert!(wide.contains("0192      2026-11-19  “One two thr…  a note of two lines th…"), "{wide}");
        assert!(wide.trim_end().ends_with("“Four.”"), "{wide}");
        for columns in 16..90 {
            for line in table(&[&bare, &long], 8, columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn ids_are_as_long_as_they_must_be() {
        let article = sample::article("T", &["One."]);
        let mut all = Vec::new();
        for id in ["0192aaaa-1111", "0192aaaa-1122", "02"] {
            let mut one = entry(&article, "One", None, &[]);
            Arc::make_mut(&mut one.annotation).id.0 = id.into();
            all.push(one);
        }
        assert_eq!(short_ids(all.iter()), 12);
        assert_eq!(short_ids(all.iter().take(1)), LEAST_ID);
    }
}
