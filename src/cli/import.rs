//! `sayso import`: notes of other programs, and of this one.
//!
//! The file is read whole and every note is looked up before anything is written; what comes is one entry of the
//! journal's history, so that one undo takes it back.

mod articles;
mod plan;
mod settling;

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::Timestamp;

use self::articles::Articles;
use self::plan::Plan;
use super::arguments::Global;
use super::each::expanded;
use super::output::Output;
use super::setting_right::tell_findings;
use super::stop::Stop;
use crate::app::Problem;
use crate::article::SafeText;
use crate::import::Hint;
use crate::import::notes::{self, Format, Parcel};
use crate::library::{Library, Paths};
use crate::shell::open::source;
use crate::shell::reference::Reference;

/// Bring in notes that another program wrote
///
/// Reads sayso's own JSON, Web Annotation, EPUB Annotations, Hypothesis, Readwise CSV, Kindle clippings, KOReader JSON,
/// Instapaper, Omnivore and Pocket. The words of each note are looked for in the article, where that is in the library,
/// among the bundled columns or named with --article. A note without a place is kept, and listed as such. Nothing comes
/// twice. "sayso notes undo" takes a whole import back.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The file; - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What it is written in, where its content does not show that
    #[arg(long, value_name = "NAME", value_parser = format_parser())]
    format: Option<Format>,
    /// Only say what would come
    #[arg(long)]
    dry_run: bool,
    /// An article that the notes may be about, beside those of the library; may be given again
    #[arg(long = "article", value_name = "ARTICLE")]
    articles: Vec<Reference>,
}

const EXAMPLES: &str = "\
Examples:
  sayso import notes.json --dry-run
  sayso import 'My Clippings.txt' --article column.md
  sayso export --format json | sayso import -";

/// The most that a file of notes may be long, in bytes.
const MOST_BYTES: u64 = 64 << 20;

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::all().map(Format::name)).map(|name| {
        let named = Format::all().find(|format| format.name() == name);
        named.unwrap_or(Format::Json)
    })
}

/// # Errors
/// When the file cannot be read or makes no sense, or the notes cannot be read or written; then nothing has come.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let parcel = parcel(options)?;
    let cannot = |error: crate::library::Error| Problem::new("your notes cannot be read", &error.to_string());
    let paths = Paths::new(global.data_dir.clone(), global.config.clone()).map_err(cannot)?;
    let mut library = Library::new(paths);
    let loaded = library.notebook().map_err(cannot)?;
    tell_findings(&loaded.report);
    let named = expanded(&options.articles)?;
    let articles = Articles::known(&named, &loaded.notebook, &mut library);
    let plan = Plan::made(parcel, &loaded.notebook, &articles);
    output.text(&plan.told(options.dry_run))?;
    if options.dry_run || plan.is_empty() {
        return Ok(());
    }
    let wall = Timestamp::now().as_millisecond();
    let unsaved = |error: crate::library::Error| Problem::new("nothing was imported", &error.to_string());
    for article in &plan.texts {
        library.keep_article(article).map_err(unsaved)?;
    }
    library.record(None, vec![plan.request()], wall).map_err(unsaved)?;
    output.line("\"sayso notes undo\" takes it back")
}

/// What the file holds.
fn parcel(options: &Options) -> Result<Parcel, Problem> {
    let file = Reference::from(options.file.clone().into_os_string());
    let name = SafeText::one_line(&file.to_string());
    let cannot = |why: &str| Problem::new(&format!("cannot import {name}"), why);
    if matches!(file, Reference::Bundled(_) | Reference::Address(_)) {
        return Err(cannot("it is no file of notes").hint("name a file on this machine, or -"));
    }
    let mut bytes = Vec::new();
    let read = source(&file)?.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| cannot(&error.kind().to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(cannot("it is larger than 64 MiB").hint("export fewer notes at a time"));
    }
    let hint = Hint {
        file_name: options.file.file_name().map(|name| name.to_string_lossy().into_owned()),
        ..Hint::default()
    };
    notes::read(&bytes, options.format, &hint).map_err(|error| {
        let problem = cannot(&error.to_string());
        match error {
            notes::Error::Unknown => problem.hint("--format NAME says which it is"),
            notes::Error::Packed => problem.hint("unpack it, and import the files of notes in it"),
            notes::Error::Newer(_) => problem.hint("a newer sayso may read it"),
            _ => problem,
        }
    })
}
