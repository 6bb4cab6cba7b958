//! `sayso remove`: articles out of the library, and back.

use clap::Args;

use super::arguments::Global;
use super::output::Output;
use super::shelf::{grouped, library, listed, notebook, now, query, unread, unwritten};
use super::stop::{Stop, warn};
use crate::app::Problem;
use crate::export::counted;
use crate::export::shelf_list::{Listed, table};
use crate::library::{ArticleId, Deed, Library, ShelfEntry};
use crate::shell::kept::is_id;
use crate::shell::open::whole_of;
use crate::shell::reference::Reference;

/// Take articles out of your library; --undo brings back those that were taken out last
///
/// Files are left alone, and so are your notes. What was taken out can be brought back for 30 days.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Ids of articles, files that were added or what they came out of, or else a query as in "sayso list"
    #[arg(value_name = "ID|ARTICLE|QUERY", required_unless_present_any = ["undo", "for_good"])]
    articles: Vec<String>,
    /// Only list what would go
    #[arg(long)]
    dry_run: bool,
    /// Bring back what was taken out last
    #[arg(long, conflicts_with_all = ["articles", "dry_run"])]
    undo: bool,
    /// Forget everything that was taken out, so that it cannot be brought back
    #[arg(long, conflicts_with_all = ["articles", "undo", "dry_run"])]
    for_good: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso remove 3f9a12
  sayso remove corpus.jsonl
  sayso remove is:archived before:2010 --dry-run
  sayso remove --undo";

/// So many are listed; of more, the rest is counted.
const MOST_TOLD: usize = 20;

/// # Errors
/// When nothing is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut library = library(global)?;
    if options.undo {
        let ids = library.removed_last().map_err(|error| unread(&error))?;
        let done = library.change(&Deed::Restore, &ids, now()).map_err(|error| unwritten(&error))?;
        return match done.articles.len() {
            0 => {
                warn("nothing was taken out that can be brought back");
                Err(Stop::Told)
            }
            count => output.line(&format!("{} back", counted(count, "article"))),
        };
    }
    if options.for_good {
        let count = library.purge().map_err(|error| unwritten(&error))?;
        return output.line(&format!("{} forgotten", counted(count, "article")));
    }
    library.purge_old(now()).ok();
    let ids = meant(&mut library, &options.articles)?;
    if ids.is_empty() {
        warn("no article is so; \"sayso list\" lists them with their ids");
        return Err(Stop::Told);
    }
    tell(&mut library, &ids, output)?;
    if options.dry_run {
        return output.line(&format!("{} would go", counted(ids.len(), "article")));
    }
    let done = library.change(&Deed::Remove, &ids, now()).map_err(|error| unwritten(&error))?;
    let told = counted(done.articles.len(), "article");
    output.line(&format!("{told} taken out; \"sayso remove --undo\" brings back what was taken out last"))
}

/// The articles that are meant: by ids and places where all of the arguments are some, else by all of them as a query.
fn meant(library: &mut Library, arguments: &[String]) -> Result<Vec<ArticleId>, Stop> {
    let mut ids = Vec::new();
    for argument in arguments {
        let named = named(library, argument)?;
        if named.is_empty() {
            let query = query(arguments)?;
            if query.is_empty() {
                return Err(Problem::new("nothing was taken out", "this asks for everything").into());
            }
            let notebook = notebook(library);
            return Ok(library.ids(&query, &notebook).map_err(|error| unread(&error))?);
        }
        ids.extend(named);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The articles that one argument names.
fn named(library: &mut Library, argument: &str) -> Result<Vec<ArticleId>, Stop> {
    if is_id(argument) {
        let found = library.beginning(argument, 2).map_err(|error| unread(&error))?;
        match found.as_slice() {
            [] => {}
            [only] => return Ok(vec![only.id]),
            _ => {
                let what = format!("it is not clear which article {argument} is");
                return Err(Problem::new(&what, "several ids begin so").hint("write more of the id").into());
            }
        }
    }
    let Some(origin) = argument.parse::<Reference>().ok().and_then(|reference| whole_of(&reference)) else {
        return Ok(Vec::new());
    };
    Ok(library.met_at(&origin).map_err(|error| unread(&error))?)
}

/// Lists what is taken out.
fn tell(library: &mut Library, ids: &[ArticleId], output: &mut Output) -> Result<(), Stop> {
    let entries: Result<Vec<Option<ShelfEntry>>, _> =
        ids.iter().take(MOST_TOLD).map(|id| library.entry(*id)).collect();
    let entries: Vec<ShelfEntry> = entries.map_err(|error| unread(&error))?.into_iter().flatten().collect();
    let rows: Vec<Listed<'_>> = entries.iter().map(listed).collect();
    let text = table(&rows, output.columns(), output.paint);
    output.text(&text)?;
    match ids.len().saturating_sub(MOST_TOLD) {
        0 => Ok(()),
        more => output.line(&format!("and {} more", grouped(more))),
    }
}
