//! The bytes of a file or a pipe, as many as are read at most, or why they cannot be had.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{failure, folder, reason};
use crate::app::Problem;
use crate::article::Origin;
use crate::library::bundled;

/// The longest input that is read, in bytes.
pub const MOST_BYTES: u64 = 1 << 30;

/// The beginning of a file that has an end.
pub(super) fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut start = Vec::new();
    File::open(path).ok()?.take(BEGINNING).read_to_end(&mut start).ok()?;
    Some(start)
}

/// How much of a file tells whether it holds several articles, in bytes.
const BEGINNING: u64 = 16 << 10;

pub(super) fn file_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let origin = Origin::File(path.to_owned());
    let (file, metadata) = open_file(path)?;
    if metadata.len() > MOST_BYTES {
        return Err(Why::TooLarge.of(&origin));
    }
    let room = if metadata.len() > LARGE { APART } else { 0 };
    read_into(Vec::with_capacity(room), file, MOST_BYTES).map_err(|why| why.of(&origin))
}

/// Opens what bytes can be read from to an end: a file, or a pipe with a name.
pub(super) fn open_file(path: &Path) -> Result<(File, Metadata), Problem> {
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

/// Why bytes could not be read.
#[derive(Debug)]
pub(super) enum Why {
    TooLarge,
    Failed(io::Error),
}

impl Why {
    pub(super) fn of(self, origin: &Origin) -> Problem {
        match self {
            Self::TooLarge => Problem::new(&failure(origin), "it is larger than 1 GiB").hint("split it"),
            Self::Failed(error) => Problem::new(&failure(origin), &reason(&error)),
        }
    }
}

/// All bytes, unless there are more than `limit`.
pub(super) fn read_limited(from: impl Read, limit: u64) -> Result<Vec<u8>, Why> {
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

/// Says what to try when nothing is at `path`: a bundled column, or a file beside it that is called nearly so.
fn hint_at_neighbour(problem: Problem, path: &Path) -> Problem {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return problem;
    };
    if bundled::find(&name).is_some() {
        return problem.hint(&format!("did you mean sayso:{name}?"));
    }
    let typed = path.to_string_lossy();
    if typed.contains(":/") || name.starts_with("www.") || typed.contains("/www.") {
        return problem.hint("an address of the web begins with https://");
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        return problem.hint(&format!("there is no folder {}", folder.display()));
    }
    let stem = |name: &str| Path::new(name).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut near: Vec<PathBuf> = names.filter(|path| folder::is_article(path)).collect();
    near.sort();
    let like =
        |path: &&PathBuf| path.file_name().and_then(|near| stem(&near.to_string_lossy())) == stem(&name);
    match near.iter().find(like).and_then(|path| path.file_name()) {
        Some(near) => problem.hint(&format!("did you mean {}?", near.to_string_lossy())),
        None => problem.hint("check the name; sayso --help tells what can be opened"),
    }
}
