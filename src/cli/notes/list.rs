//! `sayso notes list`: the notes, as they stand in the journal; no text is opened for it but those that are named.

use clap::{Args, ValueEnum};

use super::desk::Desk;
use crate::annotation::{Entry, anchor::Anchors};
use crate::article::Origin;
use crate::cli::arguments::Global;
use crate::cli::each::expanded;
use crate::cli::output::Output;
use crate::cli::stop::{Stop, tell, warn};
use crate::export::note_list;
use crate::shell::open::open;
use crate::shell::reference::Reference;

/// List your notes with their ids, by article, in the order of the text
#[derive(Args, Debug)]
#[group(skip)]
pub(super) struct Options {
    /// The articles whose notes are wanted; all notes where none is named
    #[arg(value_name = "ARTICLE")]
    articles: Vec<Reference>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading
    Table,
    /// One object a line
    Jsonl,
}

/// # Errors
/// When the notes cannot be read, a named article is not there and has none, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let desk = Desk::open(global)?;
    let mut entries: Vec<&Entry> = desk.notebook.notes().collect();
    let mut failed = false;
    if !options.articles.is_empty() {
        let mut named = Vec::new();
        for origin in expanded(&options.articles)? {
            let opened = open(&origin);
            let anchors = opened.as_ref().ok().map(|article| desk.anchors(article));
            let belongs = |entry: &&&Entry| belongs(entry, &origin, anchors.as_ref());
            let before = named.len();
            named.extend(entries.iter().filter(belongs).copied());
            if let Err(problem) = &opened
                && named.len() == before
            {
                tell(problem);
                failed = true;
            }
        }
        entries = named;
    }
    if entries.is_empty() && !failed {
        warn("there are no notes");
    }
    write(&entries, &desk, options.format, output)?;
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// Writes the list.
///
/// # Errors
/// When nobody reads it any more, or it cannot be written.
pub(super) fn write(
    entries: &[&Entry],
    desk: &Desk,
    format: Format,
    output: &mut Output,
) -> Result<(), Stop> {
    let text = match format {
        Format::Table => {
            let ids = note_list::short_ids(desk.notebook.notes());
            note_list::table(entries, ids, output.columns(), output.paint)
        }
        Format::Jsonl => note_list::jsonl(entries),
    };
    output.text(&text)
}

/// Whether a note is about the article at `origin`: by its name, or because it is about this text or an earlier one.
fn belongs(entry: &Entry, origin: &Origin, anchors: Option<&Anchors>) -> bool {
    let target = &entry.annotation.target;
    target.is_from(origin) || anchors.is_some_and(|anchors| anchors.concerns(target))
}
