//! Values to text: one format a file. Pure; what comes out is handed to a printer or a file by others.
//!
//! - [`analysis`]: everything found, as JSON;
//! - [`quotes`]: the quotations as table, CSV, JSON lines or Markdown;
//! - [`speakers`]: who speaks, as table, CSV or JSON lines;
//! - [`print`](mod@print): the article itself, as a set page or as plain lines;
//! - [`reason`]: why a quotation has its speaker, in words;
//! - [`notes`]: the reader's notes and quotations for other programs, each of them a [`Noted`];
//! - [`note_list`]: the reader's notes as a list, with their ids;
//! - [`shelf_list`]: articles of the library as a list; [`hit_list`]: what a search of it found;
//! - [`checked`]: the quotations of a draft beside those of the library;
//! - [`compared`]: two articles or two speakers side by side;
//! - [`citation`]: words with where they are from, in the styles of scholars, [`csl`] in the reader's own; [`fragment`]: a
//!   link to words of a page;
//! - [`dossier`]: what one speaker said, in all articles of the library;
//! - [`corrections`]: what the reader set right, as JSON lines.
//!
//! All text from outside is a `SafeText` or a piece of one already. What only one format would obey is escaped by
//! that format: in `markdown_text`, `csv_cell`, `json_text` and beside the formats of [`notes`].

pub mod analysis;
pub mod changes;
pub mod checked;
pub mod citation;
mod columns;
pub mod compared;
pub mod corrections;
mod credits;
pub mod csl;
mod csv_cell;
pub mod dossier;
pub mod fragment;
pub mod hit_list;
mod json_text;
mod link;
mod markdown_text;
mod named;
pub mod note_list;
pub mod noted;
pub mod notes;
mod paint;
pub mod print;
pub mod quotes;
pub mod reason;
pub mod shelf_list;
pub mod speakers;
mod tally;
mod voice;
pub mod voice_sign;

#[cfg(test)]
mod sample;

pub use columns::wrapped;
pub use link::leads_to;
pub use noted::{Noted, NotedKind, day_and_time};
pub use paint::Paint;
pub use tally::{Tally, is_reported};
pub use voice::{Certainty, Voice, certainty, voice_name, voices};

/// A number with its noun: "1 word", "2 words".
pub fn counted(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}

/// The lines, each with its line end and without blanks before it.
fn ended(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// What a voice is called that nobody is known for.
pub const UNKNOWN: &str = "unknown";
