//! Readwise: the CSV that it takes in (`Highlight,Title,Author,URL,Note,Location,Date`) and the one that it gives out.
//!
//! Keywords stand in the note as `.word`, or in a column of their own.

use super::table::{Row, each};
use super::{Drafts, Error, Incoming, bare, line, moment, nearest_colour, tags, written};
use crate::annotation::{PositionSelector, inline_tag};
use crate::article::{Metadata, SafeText};

pub(super) fn is(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|own| own == name);
    has("highlight") && (has("title") || has("book title") || has("url") || has("note"))
}

pub(super) fn read(text: &str) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    each(text, |row| match note(&row) {
        Some(note) => drafts.notes.push(note),
        None => drafts.left_out += 1,
    })?;
    Ok(drafts)
}

fn note(row: &Row<'_>) -> Option<Incoming> {
    let quote = bare(row.cell(&["highlight"]))?;
    let (note, typed) = inline_tag::parted(row.cell(&["note"]));
    let listed = row.cell(&["tags"]).split(',');
    let colour = nearest_colour(row.cell(&["color", "colour"]));
    // Where this program wrote the table, the location counts code points; it only decides between places with these words.
    let start = row.cell(&["location"]).parse::<usize>().ok();
    let length = quote.exact.chars().count();
    let position = start.map(|start| PositionSelector { start, end: start.saturating_add(length) });
    Some(Incoming {
        quote: Some(quote),
        position,
        about: Metadata {
            title: line(row.cell(&["title", "book title"])),
            byline: line(row.cell(&["author", "book author"])),
            url: line(row.cell(&["url", "source url"])),
            ..Metadata::default()
        },
        note: written(&note),
        tags: tags(typed.iter().map(SafeText::as_str).chain(listed)),
        colour: Some(colour),
        created: moment::of_text(row.cell(&["date", "highlighted at"])),
        ..Incoming::default()
    })
}
