//! `sayso export`: the reader's notes, for other programs.

mod desk;
mod destination;
mod form;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use self::desk::{Desk, Present, all, named};
use self::destination::Destination;
use self::form::{Form, Template};
use super::arguments::Global;
use super::each::expanded;
use super::output::Output;
use super::stop::{Stop, warn};
use crate::annotation::{AnnotationId, Colour, Entry, Moment, Notebook};
use crate::app::Problem;
use crate::article::{Origin, SafeText};
use crate::export::NotedKind;
use crate::export::notes::{Document, Format, Selection, Wanted};
use crate::library::{Library, Paths};
use crate::shell::reference::Reference;

/// Write your notes for other programs
///
/// Each note with the words it is about, who said them, the article and its date, and when it was made.
/// A note whose words are not in the article any more is there too, and says so. What you set right of who
/// speaks is no note: --format corrections writes it, in the order in which it was done.
///
/// A Markdown, Obsidian or Org file that was written before is brought up to date: what you wrote in it
/// outside the marks of sayso stays as it is. Any other file that is there is replaced only if you say so.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The articles whose notes are wanted; all notes where none is named
    #[arg(value_name = "ARTICLE")]
    articles: Vec<Reference>,
    /// How to write them
    #[arg(long, value_name = "NAME", default_value = "markdown", value_parser = formats(), hide_default_value = true)]
    format: Kind,
    /// Write them as this template says: a file in the language of Jinja, or one of by-speaker.md, cards.html, lines.txt
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    template: Option<String>,
    /// Where to write them: a file, or a folder for a file for each article; standard output where this is left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace FILE where it is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    which: Which,
}

/// Which notes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Which")]
struct Which {
    /// Your notes, the quotations that were found, or both
    #[arg(long, value_enum, default_value_t = What::Notes)]
    what: What,
    /// Only words of this speaker: any part of the name, or another name that the article has for the speaker
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only notes of these kinds, with commas between
    #[arg(long, value_enum, value_delimiter = ',')]
    kind: Vec<Of>,
    /// Only notes in these colours, with commas between
    #[arg(long, value_delimiter = ',', value_parser = colours())]
    colour: Vec<Colour>,
    /// Only notes with one of these tags, with commas between
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    tag: Vec<String>,
    /// Only notes made on this day or later, such as 2026-11-01; days are those of UTC
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Moment>,
    /// Only notes made on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<Moment>,
    /// Show no more than this many words of a quotation, and an ellipsis; what you marked stays as it is
    #[arg(long, value_name = "WORDS")]
    trim: Option<usize>,
}

const EXAMPLES: &str = "\
Examples:
  sayso export
  sayso export column.md -o notes.md
  sayso export --format obsidian -o vault/columns/
  sayso export --speaker lincoln --since 2026-11-01 --format csv > lincoln.csv
  sayso export --template by-speaker.md
  sayso export --format json | jq -r '.[].quotation'
  sayso export --format corrections column.md > corrections.jsonl";

/// What is exported, and how.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Notes(Format),
    /// What was set right of who speaks, one object a line.
    Corrections,
}

impl Kind {
    /// What is exported in it.
    fn things(self, wanted: Wanted) -> &'static str {
        match self {
            Self::Notes(_) if wanted == Wanted::Notes => "notes",
            Self::Notes(_) => "quotations",
            Self::Corrections => "corrections",
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Kind> {
    let notes = Format::ALL.iter();
    let notes = notes.map(|format| PossibleValue::new(format.name()).help(format.description()));
    let corrections =
        PossibleValue::new("corrections").help("what you set right of who speaks, one object a line");
    PossibleValuesParser::new(notes.chain([corrections]))
        .map(|name| Format::of_name(&name).map_or(Kind::Corrections, Kind::Notes))
}

fn colours() -> impl TypedValueParser<Value = Colour> {
    PossibleValuesParser::new(Colour::ALL.map(Colour::name))
        .map(|name| Colour::of_name(&name).unwrap_or_default())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// What you wrote and painted
    Notes,
    /// What was found to be quoted
    Quotations,
    /// Both
    Both,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// Painted words without a note
    Highlight,
    /// Words with a note
    Note,
    /// Places to come back to
    Bookmark,
    /// What you set right; it is there only if it is asked for
    Correction,
}

impl Which {
    fn wanted(&self) -> Wanted {
        match self.what {
            What::Notes => Wanted::Notes,
            What::Quotations => Wanted::Quotations,
            What::Both => Wanted::Both,
        }
    }

    fn selection(self) -> Selection {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let kind = |kind: Of| match kind {
            Of::Highlight => NotedKind::Highlight,
            Of::Note => NotedKind::Note,
            Of::Bookmark => NotedKind::Bookmark,
            Of::Correction => NotedKind::Correction,
        };
        Selection {
            speaker: self.speaker,
            kinds: self.kind.into_iter().map(kind).collect(),
            colours: self.colour,
            tags: self.tag,
            since: self.since,
            before: self.until.map(|until| Moment(until.0.saturating_add(DAY))),
            most_words: self.trim,
        }
    }
}

/// Reads a day as its first moment in UTC.
fn day(text: &str) -> Result<Moment, String> {
    let date =
        text.parse::<jiff::civil::Date>().map_err(|_no_date| "it is a day such as 2026-11-01".to_owned())?;
    let start = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_too_far| "it is too far away".to_owned())?;
    Ok(Moment(start.timestamp().as_millisecond()))
}

/// # Errors
/// When the notes cannot be read, a named article is not there and has none, or the export cannot be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { articles, format, template, output: path, force, which } = options;
    let template = template.as_deref().map(Template::read).transpose()?;
    let paths =
        Paths::new(global.data_dir.clone(), global.config.clone()).map_err(|error| problem(&error))?;
    let mut library = Library::new(paths);
    let loaded = library.notebook().map_err(|error| problem(&error))?;
    for finding in &loaded.report {
        warn(&SafeText::one_line(&finding.to_string()));
    }
    let (wanted, selection) = (which.wanted(), which.selection());
    let entries = entries(&loaded.notebook, format, &selection);
    let open = |origin: &Origin| Present::open(origin, &loaded.notebook, &library);
    let (groups, failed) = if articles.is_empty() {
        (all(&entries, open), false)
    } else {
        named(&expanded(&articles)?, &entries, open)
    };
    let mut desk = Desk::new(&library, &loaded.notebook);
    let destination = Destination::new(path, force);
    match format {
        Kind::Corrections => {
            if groups.iter().all(|group| group.entries.is_empty()) && !failed {
                nothing(format, wanted);
            }
            destination
                .write(&Document::Whole(desk.corrections(&groups).into_bytes()), output, &|_| false)?;
        }
        Kind::Notes(format) => {
            let sheaves = desk.sheaves(groups, wanted, &selection);
            if sheaves.is_empty() && !failed {
                nothing(Kind::Notes(format), wanted);
            }
            let is_gone = |name: &str| is_gone(&loaded.notebook, name);
            let form = template.as_ref().map_or(Form::Format(format), Form::Template);
            destination.write_each(form, &sheaves, output, &is_gone)?;
        }
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

fn nothing(format: Kind, wanted: Wanted) {
    warn(&format!("there are no {} to export", format.things(wanted)));
}

/// What the reader wrote that may be exported.
fn entries<'n>(notebook: &'n Notebook, format: Kind, selection: &Selection) -> Vec<&'n Entry> {
    match format {
        Kind::Corrections => notebook.corrections().map(|(entry, _)| entry).collect(),
        Kind::Notes(_) if selection.kinds.contains(&NotedKind::Correction) => notebook.standing().collect(),
        Kind::Notes(_) => notebook.notes().collect(),
    }
}

/// Whether a part of a file is about a note that was deleted.
fn is_gone(notebook: &Notebook, name: &str) -> bool {
    let id = AnnotationId(name.into());
    notebook.entry(&id).is_some_and(|entry| entry.deleted)
}

/// The library's own words: they are a whole line with a path in it.
fn problem(error: &crate::library::Error) -> Problem {
    let text = error.to_string();
    match text.split_once(": ") {
        Some((what, why)) => Problem::new(what, why),
        None => Problem::new("cannot use the library", &text),
    }
}
