//! `sayso notes search`: notes by words in them.

use clap::Args;

use super::desk::Desk;
use super::list::{Format, write};
use crate::annotation::Entry;
use crate::app::Problem;
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::{Stop, warn};
use crate::find::{Kind, Query, folded_words};

/// Find notes by words in the note, its tags, the words it is about or the title
///
/// All of the words must be there, in any order. Capitals and accents count where you write one.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The words
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// How to write the notes
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// # Errors
/// When the notes cannot be read, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let words = options.words.iter().flat_map(|words| words.split_whitespace());
    let queries: Result<Vec<Option<Query>>, _> = words.map(|word| Query::new(word, Kind::Words)).collect();
    let queries: Vec<Query> = queries
        .map_err(|mistake| Problem::new("cannot look for these words", &mistake.to_string()))?
        .into_iter()
        .flatten()
        .collect();
    let desk = Desk::open(global)?;
    let has_all = |entry: &&Entry| {
        let said = folded_words(&said(entry));
        queries.iter().all(|query| query.is_in(&said))
    };
    let found: Vec<&Entry> = desk.notebook.notes().filter(has_all).collect();
    if found.is_empty() {
        warn(&format!("no note has “{}”", options.words.join(" ")));
    }
    write(&found, &desk, options.format, output)
}

/// All words of a note.
fn said(entry: &Entry) -> String {
    let annotation = &entry.annotation;
    let target = &annotation.target;
    let texts = annotation.note.iter().chain(&entry.other_notes).chain(&target.metadata.title);
    let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
    let texts = texts.map(ToString::to_string).chain(tags).chain([target.quote.exact.to_string()]);
    texts.collect::<Vec<_>>().join("\n")
}
