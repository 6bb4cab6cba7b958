//! `sayso changes`: what changed between two versions of an article.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::setting_right::Corrections;
use super::shelf::{library, unread};
use super::stop::{Stop, warn};
use crate::app::Problem;
use crate::article::Digest;
use crate::export::changes::{jsonl, table};
use crate::export::day_and_time;
use crate::library::{ArticleId, Library, ShelfEntry, Version as Kept};
use crate::revision::{Version, changes};
use crate::shell::kept::is_id;
use crate::shell::open::whole_of;
use crate::shell::reference::Reference;
use crate::shell::versions::{before, text};

/// Show what changed between two versions of an article that you keep
///
/// Quotations that were added, cut, altered or given to another speaker come first, then sentences in which anything else
/// changed. What was altered stands as [-it was-]{+it is+}. Without --from and --to, the text of now is compared with the one before.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// An article of the library: an id, an address, a file
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The earlier version, by the beginning of its id
    #[arg(long, value_name = "ID")]
    from: Option<String>,
    /// The later version, by the beginning of its id
    #[arg(long, value_name = "ID")]
    to: Option<String>,
    /// List the versions, with their ids, rather than compare two
    #[arg(long, conflicts_with_all = ["from", "to"])]
    versions: bool,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  sayso changes https://example.org/column
  sayso changes 3f9a12 --versions
  sayso changes 3f9a12 --from 77ab01 --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, fitted to the terminal
    Table,
    /// One JSON object a line
    Jsonl,
}

/// # Errors
/// When there is no such article or version, or the library cannot be read.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut library = library(global)?;
    let entry = named(&mut library, &options.article)?;
    let versions = library.versions(entry.id).map_err(|error| unread(&error))?;
    if options.versions {
        for version in &versions {
            let id: String = version.digest.to_string().chars().take(12).collect();
            let now = if version.digest == entry.digest { "  the text of now" } else { "" };
            output.line(&format!("{id}  first seen {}{now}", day_and_time(version.seen)))?;
        }
        return Ok(());
    }
    let to = match &options.to {
        Some(id) => chosen(&versions, id)?,
        None => entry.digest,
    };
    let from = if let Some(id) = &options.from {
        chosen(&versions, id)?
    } else if let Some(digest) = before(&mut library, &versions, &to).map_err(|error| unread(&error))? {
        digest
    } else {
        warn(&format!("{} has no earlier version that is kept", entry.title));
        return Err(Stop::Told);
    };
    let corrections = Corrections::read(global);
    let mut text = |digest| {
        let text = text(&mut library, &entry.origin, digest).map_err(|error| unread(&error))?;
        let why = "the text of this version is not kept";
        text.ok_or_else(|| Problem::new("cannot show what changed", why))
    };
    let (old, new) = (text(&from)?, text(&to)?);
    let (heard_then, heard_now) = (corrections.quietly(&old), corrections.quietly(&new));
    let found = changes(
        Version { article: &old, analysis: &heard_then },
        Version { article: &new, analysis: &heard_now },
    );
    match options.format {
        Format::Table if found.is_empty() => output.line("the words are the same"),
        Format::Table => output.text(&table(&found, output.columns(), output.paint)),
        Format::Jsonl => output.text(&jsonl(&found, old.text(), new.text())),
    }
}

/// The article that an argument names.
fn named(library: &mut Library, argument: &str) -> Result<ShelfEntry, Stop> {
    let none = || {
        Problem::new(&format!("there is no article {argument} in your library"), "it was not added")
            .hint("\"sayso list\" lists them with their ids")
    };
    if is_id(argument) {
        let mut found = library.beginning(argument, 2).map_err(|error| unread(&error))?;
        match (found.pop(), found.is_empty()) {
            (Some(only), true) => return Ok(only),
            (Some(_), false) => {
                let what = format!("it is not clear which article {argument} is");
                return Err(Problem::new(&what, "several ids begin so").hint("write more of the id").into());
            }
            (None, _) => {}
        }
    }
    let origin = argument.parse::<Reference>().ok().and_then(|reference| whole_of(&reference));
    let Some(origin) = origin else { return Err(none().into()) };
    let ids: Vec<ArticleId> = library.met_at(&origin).map_err(|error| unread(&error))?;
    let Some(id) = ids.first() else { return Err(none().into()) };
    library.entry(*id).map_err(|error| unread(&error))?.ok_or_else(|| none().into())
}

/// The version whose id begins so.
fn chosen(versions: &[Kept], id: &str) -> Result<Digest, Problem> {
    let id = id.to_ascii_lowercase();
    let mut fitting = versions.iter().filter(|version| version.digest.to_string().starts_with(&id));
    match (fitting.next(), fitting.next()) {
        (Some(version), None) => Ok(version.digest),
        (None, _) => Err(Problem::new(&format!("there is no version {id}"), "no id begins so")
            .hint("--versions lists them")),
        (Some(_), Some(_)) => {
            Err(Problem::new(&format!("it is not clear which version {id} is"), "several ids begin so")
                .hint("write more of the id"))
        }
    }
}
