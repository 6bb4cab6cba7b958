//! From what a user names to articles.
//!
//! [`expand`] turns references into origins: a folder into its files, a path into a whole one. [`open`] turns an
//! origin into an article. Reading a corpus line by line goes through [`source`] alone.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::kept;
use super::reference::Reference;
use crate::app::Problem;
use crate::article::{Article, Draft, Origin};
use crate::import::{self, Hint};
use crate::library::bundled;
use crate::segment::{with_blocks, with_first_blocks};

/// The longest input that is read, in bytes.
pub const MOST_BYTES: u64 = 1 << 30;

/// The endings of file names that a folder's articles have.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm"];

/// What is to be opened, in order, each once. A folder stands for the articles right in it, by name; what begins
/// with a dot, and what lies in folders within it, is left out.
///
/// A file need not be there: [`open`] will say so, and the other articles can be read all the same.
///
/// # Errors
/// A folder that cannot be read or holds no article, an unknown bundled column, an address.
pub fn expand(references: &[Reference]) -> Result<Vec<Origin>, Problem> {
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

/// Opens one article. Standard input can be opened once, and is read to its end.
///
/// # Errors
/// What is not there, may not be read, is too large, or is nothing to read; each with the path and what helps.
pub fn open(origin: &Origin) -> Result<Article, Problem> {
    Ok(Article::new(origin.clone(), with_blocks(draft(origin)?)))
}

/// Opens one article for who waits to see its beginning: where finding all of its paragraphs takes long, the article
/// has those of the beginning, and what makes it whole comes with it.
///
/// # Errors
/// As [`open`].
pub fn begin(origin: &Origin) -> Result<(Article, Option<Draft>), Problem> {
    let draft = draft(origin)?;
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
pub(super) fn draft(origin: &Origin) -> Result<Draft, Problem> {
    let copy = match origin {
        Origin::Address(_) | Origin::Part(..) | Origin::Row(_) => kept::copy(origin),
        Origin::File(path) if path.symlink_metadata().is_err() => kept::copy_of_gone(origin),
        _ => None,
    };
    if let Some(copy) = copy {
        return Ok(copy);
    }
    let (bytes, file_name) = match origin {
        Origin::File(path) => {
            (file_bytes(path)?, path.file_name().map(|name| name.to_string_lossy().into_owned()))
        }
        Origin::Bundled(name) => {
            let column = bundled::find(name).ok_or_else(|| unknown_column(name))?;
            (column.markdown.as_bytes().to_owned(), Some(format!("{name}.md")))
        }
        Origin::Row(_) => {
            return Err(Problem::new(&failure(origin), "a line of a corpus cannot be opened by itself"));
        }
        Origin::Address(_) | Origin::Part(..) => {
            return Err(Problem::new(&failure(origin), "this version does not read it"));
        }
        Origin::StandardInput => {
            (read_limited(claim_input()?, MOST_BYTES).map_err(|why| why.of(origin))?, None)
        }
    };
    let hint = Hint { file_name, ..Hint::default() };
    // The bytes are let go before blocks are looked for: only one of the two needs to be in memory.
    import::read(&bytes, &hint).map_err(|error| unreadable(origin, error))
}

/// The bytes of a file or of standard input as they come, without a limit.
///
/// # Errors
/// As [`open`]; and a folder, or a column, which has no lines of a corpus.
pub fn source(reference: &Reference) -> Result<Box<dyn Read + Send>, Problem> {
    match reference {
        Reference::StandardInput => Ok(Box::new(claim_input()?)),
        Reference::Path(path) => {
            let path = whole(path);
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
        Reference::StandardInput => Ok(vec![Origin::StandardInput]),
        Reference::Bundled(name) => match bundled::find(name) {
            Some(column) => Ok(vec![Origin::Bundled(column.name.to_owned())]),
            None => Err(unknown_column(name)),
        },
        Reference::Address(address) => {
            let problem =
                Problem::new(&format!("cannot open {address}"), "this version does not read addresses");
            Err(problem.hint("save the page to a file and open that"))
        }
        Reference::Path(path) => {
            let path = whole(path);
            if path.is_dir() {
                return articles_in(&path);
            }
            if path.symlink_metadata().is_err()
                && let Some(known) = kept::by_id(&reference.to_string())?
            {
                return Ok(vec![known]);
            }
            Ok(vec![Origin::File(path)])
        }
    }
}

/// The one origin that a reference stands for, whether or not anything is there; `None` for standard input.
pub fn whole_of(reference: &Reference) -> Option<Origin> {
    match reference {
        Reference::StandardInput => None,
        Reference::Bundled(name) => Some(Origin::Bundled(name.clone())),
        Reference::Address(address) => Some(Origin::Address(address.clone())),
        Reference::Path(path) => Some(Origin::File(whole(path))),
    }
}

/// The path from the root, so that notes find the file again from anywhere. Folders are led back to what they are;
/// the last name stays as it was given, also when it is a link.
fn whole(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
        return whole;
    };
    folder.canonicalize().map_or_else(|_| whole.clone(), |folder| folder.join(name))
}

fn articles_in(folder: &Path) -> Result<Vec<Origin>, Problem> {
    let cannot = |error: io::Error| {
        Problem::new(&format!("cannot open the folder {}", folder.display()), &reason(&error))
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if is_article(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        let problem = Problem::new(
            &format!("cannot open {}", folder.display()),
            "there are no articles in this folder",
        );
        return Err(problem.hint(&format!("articles end in .{}", ENDINGS.join(", ."))));
    }
    Ok(paths.into_iter().map(Origin::File).collect())
}

fn is_article(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let has_ending = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    !is_hidden && has_ending && path.is_file()
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let origin = Origin::File(path.to_owned());
    let (file, metadata) = open_file(path)?;
    if metadata.len() > MOST_BYTES {
        return Err(Why::TooLarge.of(&origin));
    }
    let room = if metadata.len() > LARGE { APART } else { 0 };
    read_into(Vec::with_capacity(room), file, MOST_BYTES).map_err(|why| why.of(&origin))
}

/// Opens what bytes can be read from to an end: a file, or a pipe with a name.
fn open_file(path: &Path) -> Result<(File, Metadata), Problem> {
    let cannot = |error: &io::Error| {
        let problem = Problem::new(&format!("cannot open {}", path.display()), &reason(error));
        match error.kind() {
            io::ErrorKind::NotFound => hint_at_neighbour(problem, path),
            io::ErrorKind::PermissionDenied => problem.hint("ask its owner, or copy it from where you may"),
            _ => problem,
        }
    };
    let metadata = fs::metadata(path).map_err(|error| cannot(&error))?;
    if metadata.is_dir() {
        return Err(Problem::new(&format!("cannot read {}", path.display()), "it is a folder"));
    }
    if is_device(&metadata) {
        let problem = Problem::new(&format!("cannot open {}", path.display()), "it is a device, not a file");
        return Err(problem.hint("name - for standard input"));
    }
    let file = File::open(path).map_err(|error| cannot(&error))?;
    Ok((file, metadata))
}

/// Devices may have no end.
#[cfg(unix)]
fn is_device(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    metadata.file_type().is_char_device() || metadata.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_device(_metadata: &Metadata) -> bool {
    false
}

/// Standard input, once: what was read from it is not there a second time.
fn claim_input() -> Result<io::Stdin, Problem> {
    static CLAIMED: AtomicBool = AtomicBool::new(false);
    if CLAIMED.swap(true, Ordering::Relaxed) {
        return Err(Problem::new("cannot read standard input again", "it was read to its end"));
    }
    Ok(io::stdin())
}

/// Why bytes could not be read.
#[derive(Debug)]
enum Why {
    TooLarge,
    Failed(io::Error),
}

impl Why {
    fn of(self, origin: &Origin) -> Problem {
        match self {
            Self::TooLarge => Problem::new(&failure(origin), "it is larger than 1 GiB").hint("split it"),
            Self::Failed(error) => Problem::new(&failure(origin), &reason(&error)),
        }
    }
}

/// All bytes, unless there are more than `limit`.
fn read_limited(from: impl Read, limit: u64) -> Result<Vec<u8>, Why> {
    read_into(Vec::new(), from, limit)
}

fn read_into(mut bytes: Vec<u8>, from: impl Read, limit: u64) -> Result<Vec<u8>, Why> {
    from.take(limit + 1).read_to_end(&mut bytes).map_err(Why::Failed)?;
    if bytes.len() as u64 > limit {
        return Err(Why::TooLarge);
    }
    Ok(bytes)
}

/// A file of so many bytes is a large one.
const LARGE: u64 = 1 << 20;

/// Room for the bytes of a large file. The GNU allocator keeps as much unused memory as twice the largest block that it
/// was given back, up to 32 MiB; blocks that are larger it returns to the system and forgets. Room that is not used
/// costs nothing.
const APART: usize = 40 << 20;

fn unreadable(origin: &Origin, error: import::Error) -> Problem {
    let why = match (origin, error) {
        (Origin::StandardInput, import::Error::Empty) => "it is empty".to_owned(),
        _ => error.to_string(),
    };
    let hint = match (origin, error) {
        (Origin::StandardInput, import::Error::Empty) => "name an article, or pipe one in",
        (_, import::Error::Empty) => "was it saved completely?",
        (_, import::Error::Binary { .. }) => "sayso reads plain text, Markdown and web pages",
        (_, import::Error::NoText) => "if it is a web page, save it from the browser once it is shown",
    };
    Problem::new(&failure(origin), &why).hint(hint)
}

fn unknown_column(name: &str) -> Problem {
    let names: Vec<String> =
        bundled::columns().iter().map(|column| format!("sayso:{}", column.name)).collect();
    Problem::new(&format!("cannot open sayso:{name}"), "no bundled column has this name")
        .hint(&format!("there are {}", names.join(", ")))
}

/// Says what to try when nothing is at `path`: a bundled column, or a file beside it that is called nearly so.
fn hint_at_neighbour(problem: Problem, path: &Path) -> Problem {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return problem;
    };
    if bundled::find(&name).is_some() {
        return problem.hint(&format!("did you mean sayso:{name}?"));
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        return problem.hint(&format!("there is no folder {}", folder.display()));
    }
    let stem = |name: &str| Path::new(name).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut near: Vec<PathBuf> = names.filter(|path| is_article(path)).collect();
    near.sort();
    let like =
        |path: &&PathBuf| path.file_name().and_then(|near| stem(&near.to_string_lossy())) == stem(&name);
    match near.iter().find(like).and_then(|path| path.file_name()) {
        Some(near) => problem.hint(&format!("did you mean {}?", near.to_string_lossy())),
        None => problem.hint("check the name; sayso --help tells what can be opened"),
    }
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
