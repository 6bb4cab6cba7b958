//! `sayso notes edit`: another note, other tags, another colour.

use std::io::{self, Read as _};

use clap::{ArgGroup, Args};

use super::add::{colour, tags};
use super::desk::Desk;
use crate::annotation::{Colour, Request};
use crate::app::Problem;
use crate::article::SafeText;
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::Stop;

/// Change a note, its tags or its colour, and write its id once that is on the disk
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args(["note", "tags", "untag", "colour"]))]
pub(super) struct Options {
    /// The note's id, or a beginning of it that no other has
    #[arg(value_name = "ID")]
    id: String,
    /// The new note; nothing leaves a highlight, - reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// A tag to add; may be given again
    #[arg(long = "tag", id = "tags", value_name = "TAG", allow_hyphen_values = true)]
    tags: Vec<String>,
    /// Another colour
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    colour: Option<Colour>,
    /// A tag to take away; may be given again
    #[arg(long, value_name = "TAG", allow_hyphen_values = true)]
    untag: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  sayso notes edit 0192f3a4 --note \"he sent the log\"
  sayso notes edit 0192f3a4 --tag ferry --untag bridge
  fmt letter.txt | sayso notes edit 0192f3a4 --note -";

/// # Errors
/// When there is no such note, or the change cannot be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { id, note, tags: more, untag, colour } = options;
    let mut desk = Desk::open(global)?;
    let entry = desk.named(&id)?.clone();
    let annotation = entry.annotation;
    let is_rewritten = note.is_some();
    let note = match note.as_deref() {
        None => annotation.note.clone(),
        Some(note) => {
            let note = if note == "-" { piped()? } else { note.to_owned() };
            Some(SafeText::new(note.trim())).filter(|note| !note.is_empty())
        }
    };
    let (more, fewer) = (tags(&more), tags(&untag));
    let mut kept: Vec<SafeText> =
        annotation.tags.iter().filter(|tag| !fewer.contains(tag)).cloned().collect();
    kept.extend(more.into_iter().filter(|tag| !annotation.tags.contains(tag)));
    let mut requests = Vec::new();
    // A note that was written elsewhere at the same time stays beside this one until somebody has written what holds.
    let settles = is_rewritten && !entry.other_notes.is_empty();
    if note != annotation.note || kept != annotation.tags || settles {
        requests.push(Request::Edit { annotation: annotation.id.clone(), note, tags: kept });
    }
    if let Some(colour) = colour.filter(|colour| Some(*colour) != annotation.colour) {
        requests.push(Request::Paint(annotation.id.clone(), colour));
    }
    desk.record(None, requests)?;
    output.line(&annotation.id.0.to_string())
}

fn piped() -> Result<String, Problem> {
    let mut note = String::new();
    let read = io::stdin().lock().read_to_string(&mut note);
    read.map_err(|error| {
        Problem::new("cannot read the note from standard input", &error.kind().to_string())
    })?;
    Ok(note)
}
