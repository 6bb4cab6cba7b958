//! From what a user names to articles.
//!
//! [`expand`] turns references into origins: a folder into its files, a book into its chapters, a path into a whole one.
//! [`open`] turns an origin into an article. Reading a corpus line by line goes through [`source`] alone.

pub mod corpus;
mod feed;
mod file;
mod folder;
mod input;
mod web;
mod whole;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use feed::{feeds_of, own_address};
pub use file::MOST_BYTES;
pub use web::Asking;
pub(super) use web::{Failure, Given, ask};

use file::{file_bytes, first_bytes, open_file, read_limited};

use super::kept;
use super::reference::Reference;
use crate::app::Problem;
use crate::article::{Article, Draft, Origin};
use crate::import::corpus::Form;
use crate::import::{self, Found, Haul, Hint, Refusal, Subscription};
use crate::library::bundled;
use crate::segment::{with_blocks, with_first_blocks};

/// What is to be opened, in order, each once. A folder stands for the articles in it and in the folders within it, by
/// name; what begins with a dot is left out. A book, an archive or a feed stands for what it holds.
///
/// A file need not be there, nor be sound: [`open`] will say so, and the other articles can be read all the same.
///
/// # Errors
/// A folder that cannot be read or holds no article, an unknown bundled column, what is no address.
pub fn expand(references: &[Reference]) -> Result<Vec<Origin>, Problem> {
    let mut origins = Vec::with_capacity(references.len());
    for origin in expand_to_corpora(references)? {
        match &origin {
            Origin::File(path) if corpus::is_corpus(path) => origins.extend(corpus::origins(path)?),
            _ => origins.push(origin),
        }
    }
    Ok(origins)
}

/// The same, with each corpus as one file, for who reads it row by row.
///
/// # Errors
/// As [`expand`].
pub fn expand_to_corpora(references: &[Reference]) -> Result<Vec<Origin>, Problem> {
    let mut origins = Vec::with_capacity(references.len());
    let mut seen = BTreeSet::new();
    for reference in references {
        for origin in expanded(reference)? {
            if seen.insert(origin.clone()) {
                origins.push(origin);
            }
        }
    }
    Ok(origins)
}

/// Opens one article that a user named. Standard input can be opened once, and is read to its end; a page of the web is
/// waited for.
///
/// # Errors
/// What is not there, may not be read, is too large, or is nothing to read; each with the path and what helps.
pub fn open(origin: &Origin) -> Result<Article, Problem> {
    open_as(origin, &Asking::default())
}

/// Whether an article was read out of a file that was opened here before, though its own name may be an address of the web.
pub fn is_of_file(origin: &Origin) -> bool {
    whole::draft(origin).is_some()
}

/// Whether an article was found in a folder that was named, rather than named itself: one that cannot be opened is left out
/// there.
pub fn is_of_folder(origin: &Origin, references: &[Reference]) -> bool {
    let Origin::File(file) = origin.whole() else { return false };
    let mut is_found = false;
    for reference in references {
        let Some(Origin::File(path)) = whole_of(reference) else { continue };
        if path == *file {
            return false;
        }
        is_found |= file.starts_with(&path);
    }
    is_found
}

/// Opens one article without asking the web: what is far away is there only as the library kept it.
pub fn open_here(origin: &Origin) -> Option<Article> {
    if origin.host().is_none() {
        return open(origin).ok();
    }
    kept::copy(origin).map(|draft| Article::new(origin.clone(), with_blocks(draft)))
}

/// Opens one article, if it is a page of the web as `asking` has it.
///
/// # Errors
/// As [`open`].
pub fn open_as(origin: &Origin, asking: &Asking) -> Result<Article, Problem> {
    Ok(Article::new(origin.clone(), with_blocks(draft(origin, asking)?)))
}

/// Opens one article for who waits to see its beginning: where finding all of its paragraphs takes long, the article
/// has those of the beginning, and what makes it whole comes with it.
///
/// # Errors
/// As [`open`].
pub fn begin(origin: &Origin, asking: &Asking) -> Result<(Article, Option<Draft>), Problem> {
    let draft = draft(origin, asking)?;
    Ok(match with_first_blocks(&draft) {
        Some(first) => (Article::new(origin.clone(), first), Some(draft)),
        None => (Article::new(origin.clone(), with_blocks(draft)), None),
    })
}

/// What is read from an origin. What is a part of something, or far away, is read as the library kept it, and so is a file
/// that is gone.
///
/// # Errors
/// As [`open`].
pub(super) fn draft(origin: &Origin, asking: &Asking) -> Result<Draft, Problem> {
    if let Some(draft) = whole::draft(origin) {
        return draft.map_err(|error| unreadable(origin, error));
    }
    let copy = match origin {
        Origin::Address(_) | Origin::Part(..) | Origin::Row(_) => kept::copy(origin),
        Origin::File(path) if path.symlink_metadata().is_err() => kept::copy_of_gone(origin),
        _ => None,
    };
    if let Some(copy) = copy {
        return Ok(copy);
    }
    let called = |file_name| Hint { file_name: Some(file_name), ..Hint::default() };
    let (bytes, hint) = match origin {
        Origin::File(path) if corpus::is_corpus(path) => return Err(corpus::of_many(origin, path)),
        Origin::File(path) => (file_bytes(path)?, name_of(path).map(called).unwrap_or_default()),
        Origin::Part(within, name) => return part(origin, within, name),
        Origin::Bundled(name) => {
            let column = bundled::find(name).ok_or_else(|| unknown_column(name))?;
            (column.markdown.as_bytes().to_owned(), called(format!("{name}.md")))
        }
        Origin::Address(address) => web::page(origin, address, asking)?,
        Origin::Row(_) => {
            return Err(Problem::new(&failure(origin), "a line of a corpus cannot be opened by itself"));
        }
        Origin::StandardInput => {
            (read_limited(input::claim()?, MOST_BYTES).map_err(|why| why.of(origin))?, Hint::default())
        }
    };
    // The bytes are let go before blocks are looked for: only one of the two needs to be in memory.
    let found = whole::hauled(&bytes, &hint).and_then(|haul| haul.found.one());
    found.map_err(|error| unreadable(origin, error))
}

/// A part of a file that was not read yet, or that has changed since.
fn part(origin: &Origin, within: &Origin, name: &str) -> Result<Draft, Problem> {
    let Origin::File(path) = within else {
        return Err(Problem::new(&failure(origin), "what it was a part of cannot be read again"));
    };
    if corpus::is_corpus(path) {
        return corpus::draft(path, name);
    }
    let hint = Hint { file_name: name_of(path), ..Hint::default() };
    let bytes = file_bytes(path)?;
    let origins = whole::origins(within, &bytes, &hint);
    if let Some(draft) = whole::draft(origin) {
        return draft.map_err(|error| unreadable(origin, error));
    }
    let problem = Problem::new(&failure(origin), "there is no part of this name in it");
    let names: Vec<String> = origins.iter().take(3).map(Origin::short_name).collect();
    Err(problem.hint(&format!("there is {}", names.join(", "))))
}

fn name_of(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// The bytes of a file or of standard input as they come, without a limit.
///
/// # Errors
/// As [`open`]; and a folder, or a column, which has no lines of a corpus.
pub fn source(reference: &Reference) -> Result<Box<dyn Read + Send>, Problem> {
    match reference {
        Reference::StandardInput => input::claim(),
        Reference::Path(path) => {
            let path = whole_path(path);
            let (file, _) = open_file(&path)?;
            Ok(Box::new(file))
        }
        Reference::Bundled(_) | Reference::Address(_) => {
            let what = format!("cannot read {reference}");
            Err(Problem::new(&what, "it has no lines of a corpus")
                .hint("name a file, or - for standard input"))
        }
    }
}

fn expanded(reference: &Reference) -> Result<Vec<Origin>, Problem> {
    match reference {
        Reference::StandardInput => from_input(),
        Reference::Bundled(name) => match bundled::find(name) {
            Some(column) => Ok(vec![Origin::Bundled(column.name.to_owned())]),
            None => Err(unknown_column(name)),
        },
        Reference::Address(address) => match web::named(address)? {
            web::Named::Path(path) => files_at(&path),
            web::Named::Page(origin) => Ok(vec![origin]),
        },
        Reference::Path(path) => files_at(path),
    }
}

fn files_at(path: &Path) -> Result<Vec<Origin>, Problem> {
    if let Some(part) = whole::named_part(path) {
        return Ok(vec![part]);
    }
    if path.symlink_metadata().is_err()
        && let Some(known) = kept::by_id(&path.to_string_lossy())?
    {
        return Ok(vec![known]);
    }
    let path = whole_path(path);
    if path.is_dir() {
        Ok(folder::articles(&path)?.into_iter().flat_map(parts_of_file).collect())
    } else {
        Ok(parts_of_file(path))
    }
}

/// A file, or what it holds where it is a book, an archive, a feed.
fn parts_of_file(path: PathBuf) -> Vec<Origin> {
    let hint = Hint { file_name: name_of(&path), ..Hint::default() };
    let may_hold_several = first_bytes(&path).is_some_and(|start| import::may_hold_several(&start, &hint));
    let origin = Origin::File(path);
    let (true, Origin::File(path)) = (may_hold_several, &origin) else {
        return vec![origin];
    };
    if let Some(known) = whole::known_origins(&origin) {
        return known;
    }
    match file_bytes(path) {
        Ok(bytes) => whole::origins(&origin, &bytes, &hint),
        Err(_) => vec![origin],
    }
}

/// Standard input, or what it holds.
fn from_input() -> Result<Vec<Origin>, Problem> {
    let origin = Origin::StandardInput;
    if let Some(known) = whole::known_origins(&origin) {
        return Ok(known);
    }
    let hint = Hint::default();
    let start = input::beginning();
    if let Some(form) = Form::of(&start, &hint) {
        return Ok(whole::keep_all(&origin, corpus::parts_of_input(form)?));
    }
    if !import::may_hold_several(&start, &hint) {
        return Ok(vec![origin]);
    }
    let bytes = read_limited(input::claim()?, MOST_BYTES).map_err(|why| why.of(&origin))?;
    match whole::hauled(&bytes, &hint) {
        Ok(_) => Ok(whole::origins(&origin, &bytes, &hint)),
        Err(error) => Err(unreadable(&origin, error)),
    }
}

/// The one origin that a reference stands for, whether or not anything is there; `None` for standard input.
pub fn whole_of(reference: &Reference) -> Option<Origin> {
    match reference {
        Reference::StandardInput => None,
        Reference::Bundled(name) => Some(Origin::Bundled(name.clone())),
        Reference::Address(address) => match web::named(address).ok()? {
            web::Named::Path(path) => Some(Origin::File(whole_path(&path))),
            web::Named::Page(origin) => Some(origin),
        },
        Reference::Path(path) => Some(Origin::File(whole_path(path))),
    }
}

/// The path from the root, so that notes find the file again from anywhere. Folders are led back to what they are;
/// the last name stays as it was given, also when it is a link.
fn whole_path(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
        return whole;
    };
    folder.canonicalize().map_or_else(|_| whole.clone(), |folder| folder.join(name))
}

/// What came from the web, whatever it is.
///
/// # Errors
/// What cannot be read.
pub(super) fn haul(origin: &Origin, bytes: &[u8], hint: &Hint) -> Result<Haul, Problem> {
    whole::hauled(bytes, hint).map_err(|error| unreadable(origin, error))
}

/// Feeds that a list names, and those that were refused.
pub type Listed = (Vec<Subscription>, Vec<Refusal>);

/// The list of feeds that a file is, with what of it was refused; `None` where it is something else.
///
/// # Errors
/// When it cannot be read.
pub fn outline(origin: &Origin) -> Result<Option<Listed>, Problem> {
    let Origin::File(path) = origin else { return Ok(None) };
    let hint = Hint { file_name: name_of(path), ..Hint::default() };
    if !first_bytes(path).is_some_and(|start| import::may_hold_several(&start, &hint)) {
        return Ok(None);
    }
    match whole::hauled(&file_bytes(path)?, &hint) {
        Ok(Haul { found: Found::Outline(feeds), refused }) => Ok(Some((feeds, refused))),
        _ => Ok(None),
    }
}

pub(super) fn unreadable(origin: &Origin, error: import::Error) -> Problem {
    use import::Error;
    let is_input = *origin == Origin::StandardInput;
    let is_page = matches!(origin, Origin::Address(_));
    let is_named = is_input || is_page;
    let why = if is_named && error == Error::Empty { "it is empty".to_owned() } else { error.to_string() };
    let hint = match error {
        Error::Empty if is_input => "name an article, or pipe one in",
        Error::Empty | Error::NoText if is_page => "open it in a browser, and save the page once it is shown",
        Error::Empty | Error::Broken { .. } => "was it saved completely?",
        Error::Binary { what: "zstd data" | "xz data" | "bzip2 data" } => {
            "unpack it first; sayso unpacks gzip and ZIP only"
        }
        Error::Binary { .. } => "sayso reads text, web pages, books, PDF, feeds and archives of these",
        Error::NoText | Error::Script => "if it is a web page, save it from the browser once it is shown",
        Error::Outline { .. } => "sayso add follows them",
        Error::Locked { .. } => "save it without its password, and open that",
        Error::Pictures => "a program that recognizes letters can add its text",
        Error::TooLarge { .. } | Error::TooMuch { .. } => "split it",
        _ => return Problem::new(&failure(origin), &why),
    };
    Problem::new(&failure(origin), &why).hint(hint)
}

fn unknown_column(name: &str) -> Problem {
    let names: Vec<String> =
        bundled::columns().iter().map(|column| format!("sayso:{}", column.name)).collect();
    Problem::new(&format!("cannot open sayso:{name}"), "no bundled column has this name")
        .hint(&format!("there are {}", names.join(", ")))
}

fn failure(origin: &Origin) -> String {
    match origin {
        Origin::StandardInput => "cannot read standard input".to_owned(),
        _ => format!("cannot open {origin}"),
    }
}

/// What the system says, in words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission was denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests;
