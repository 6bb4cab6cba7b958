//! `sayso notes add`: a note on words of an article.

use clap::Args;

use super::batch;
use super::desk::{Desk, article};
use super::passage::Passage;
use crate::annotation::{AnnotationDraft, AnnotationId, Colour, Request, Target};
use crate::app::Problem;
use crate::article::{Article, SafeText};
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::Stop;
use crate::shell::reference::Reference;

/// Make a note on words of an article, and write its id once it is on the disk
///
/// The words must stand in the article once, or once with what --prefix and --suffix say stands around them. Kinds of
/// quotation marks and line ends may differ. Without --note the words are highlighted.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The article; with --batch, that of the lines that name none
    #[arg(value_name = "ARTICLE", required_unless_present = "batch")]
    article: Option<Reference>,
    /// The words that the note is about
    #[arg(long, value_name = "TEXT", required_unless_present = "batch", allow_hyphen_values = true)]
    quote: Option<String>,
    /// What stands right before them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    prefix: Option<String>,
    /// What stands right after them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    suffix: Option<String>,
    /// The note
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The colour of the highlight
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    colour: Option<Colour>,
    /// A tag; may be given again
    #[arg(long = "tag", value_name = "TAG", allow_hyphen_values = true)]
    tags: Vec<String>,
    /// Read notes from standard input, one JSON object a line, and answer each with a line: its id once it is on the
    /// disk, nothing where it was refused
    #[arg(long, conflicts_with_all = ["quote", "prefix", "suffix", "note", "tags", "colour"])]
    batch: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso notes add column.md --quote \"never missed a tide\" --note \"check the log\" --tag ferry
  sayso notes add column.md --quote \"she said\" --prefix \"too late,\"
  echo '{\"article\": \"column.md\", \"quote\": \"a tide\", \"note\": \"…\", \"tags\": [\"ferry\"]}' |
    sayso notes add --batch";

/// What a note is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct New<'a> {
    pub(super) passage: Passage<'a>,
    pub(super) note: Option<&'a str>,
    pub(super) tags: &'a [String],
    pub(super) colour: Option<Colour>,
}

/// # Errors
/// When the article cannot be opened, the words are not in it or not in one place, or the note cannot be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { article: named, quote, prefix, suffix, note, colour, tags, batch } = options;
    let Some((named, quote)) = named.as_ref().zip(quote).filter(|_| !batch) else {
        return batch::run(named.as_ref(), global, output);
    };
    let article = article(named)?;
    let passage = Passage { quote: &quote, prefix: prefix.as_deref(), suffix: suffix.as_deref() };
    let new = New { passage, note: note.as_deref(), tags: &tags, colour };
    // Words that are not there are refused before anything is looked for on the disk.
    let request = request(&article, new)?;
    let id = keep(&mut Desk::open(global)?, &article, request)?;
    output.line(&id.0.to_string())
}

/// The request for a new note.
///
/// # Errors
/// When its words are not in the article, or not in one place.
pub(super) fn request(article: &Article, new: New<'_>) -> Result<Request, Problem> {
    let span = new.passage.find(article)?;
    let draft = AnnotationDraft {
        target: Target::new(article, span),
        note: new.note.map(str::trim).filter(|note| !note.is_empty()).map(SafeText::new),
        tags: tags(new.tags),
        colour: Some(new.colour.unwrap_or_default()),
        correction: None,
    };
    Ok(Request::Add(Box::new(draft)))
}

/// Puts a new note on the disk; gives its id.
///
/// # Errors
/// When it cannot be written.
pub(super) fn keep(desk: &mut Desk, article: &Article, request: Request) -> Result<AnnotationId, Problem> {
    let operations = desk.record(Some(article), vec![request])?;
    let made = operations.first().map(|operation| operation.change.annotation().clone());
    made.ok_or_else(|| Problem::new("the note is not saved", "nothing was written"))
}

/// The colour of this name.
///
/// # Errors
/// The names that there are.
pub(super) fn colour(name: &str) -> Result<Colour, String> {
    Colour::of_name(name).ok_or_else(|| {
        let names: Vec<&str> = Colour::ALL.into_iter().map(Colour::name).collect();
        format!("the colours are {}", names.join(", "))
    })
}

/// Keywords as they are kept: each once, on one line, without a sign before it.
pub(super) fn tags(words: &[String]) -> Vec<SafeText> {
    let mut tags: Vec<SafeText> = Vec::with_capacity(words.len());
    for word in words {
        let tag = SafeText::one_line(word.trim().trim_start_matches('#').trim());
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
