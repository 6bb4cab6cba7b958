//! The articles of the library that a command is to do something to.

use super::output::Output;
use super::shelf::{grouped, listed, notebook, query, unread};
use super::stop::Stop;
use crate::app::Problem;
use crate::article::SafeText;
use crate::export::shelf_list::{Listed, table};
use crate::library::{ArticleId, Library, ShelfEntry};
use crate::shell::kept::is_id;
use crate::shell::open::whole_of;
use crate::shell::reference::Reference;

/// So many are listed; of more, the rest is counted.
const MOST_TOLD: usize = 20;

/// The articles that are meant: by ids and places where all of the arguments are some, else by all of them as a query.
///
/// # Errors
/// When an id is not clear, the query makes no sense or asks for everything, or the library cannot be read.
pub(super) fn meant(library: &mut Library, arguments: &[String]) -> Result<Vec<ArticleId>, Stop> {
    let mut ids = Vec::new();
    for argument in arguments {
        let named = named(library, argument)?;
        if named.is_empty() {
            let query = query(arguments)?;
            if query.is_empty() {
                return Err(Problem::new("nothing was done", "this asks for everything").into());
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

/// What is said where no article is meant.
pub(super) fn none_is(arguments: &[String]) -> String {
    let asked = SafeText::one_line(&arguments.join(" "));
    format!("no article of your library is “{asked}”; \"sayso list\" lists them with their ids")
}

/// Lists articles; of many, the first, and how many more there are.
///
/// # Errors
/// When the library cannot be read, or the output not written.
pub(super) fn tell(library: &mut Library, ids: &[ArticleId], output: &mut Output) -> Result<(), Stop> {
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
