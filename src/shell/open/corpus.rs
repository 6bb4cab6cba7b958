//! Corpora: files of many articles, read row by row. Rows that are asked for in their order are read once.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;

use super::file::{MOST_BYTES, Why};
use super::whole::Own;
use super::{failure, first_bytes, input, name_of, open_file, reason};
use crate::app::Problem;
use crate::article::{Draft, Origin};
use crate::import::Hint;
use crate::import::corpus::{Choice, Form, Row, Rows, Trouble, rows, table_rows};

/// The corpus that was read from last, where its next row begins.
struct Open {
    path: PathBuf,
    stamp: Option<(u64, Option<SystemTime>)>,
    rows: Rows,
}

static OPEN: Mutex<Option<Open>> = Mutex::new(None);
static CHOICES: Mutex<Vec<Choice>> = Mutex::new(Vec::new());

/// Says what the columns of all corpora are, for this run of the program.
pub fn choose_columns(choices: Vec<Choice>) {
    *CHOICES.lock().unwrap_or_else(PoisonError::into_inner) = choices;
}

/// Whether the file at `path` is a corpus.
pub fn is_corpus(path: &Path) -> bool {
    form(path).is_some()
}

/// The rows of the corpus at `path`, in their order, each a part of it or why there is none.
///
/// # Errors
/// When it cannot be read at all, or no column is known to hold the text.
pub fn drafts(
    path: &Path,
) -> Result<impl Iterator<Item = Result<(Origin, Draft), Problem>> + Send + use<>, Problem> {
    let whole = Origin::File(path.to_owned());
    let rows = begin(path)?;
    let part = move |row: Result<Row, Trouble>| {
        let row = row.map_err(|trouble| problem(&whole, &trouble))?;
        let origin = Origin::Part(Box::new(whole.clone()), row.name.clone());
        match row.draft() {
            Ok(draft) => Ok((origin, draft)),
            Err(error) => Err(super::unreadable(&origin, error)),
        }
    };
    Ok(rows.map(part))
}

/// What the rows of the corpus at `path` are opened by. Rows that cannot be read, or have no text, are left out.
///
/// # Errors
/// As [`drafts`].
pub(super) fn origins(path: &Path) -> Result<Vec<Origin>, Problem> {
    let whole = Origin::File(path.to_owned());
    let names = begin(path)?.filter_map(Result::ok).map(|row| row.name);
    Ok(names.map(|name| Origin::Part(Box::new(whole.clone()), name)).collect())
}

/// Whether the rows of the corpus at `path` can be read as articles, as far as its beginning tells.
///
/// # Errors
/// As [`drafts`].
pub(super) fn check(path: &Path) -> Result<(), Problem> {
    begin(path).map(|_| ())
}

/// The rows of standard input, all of them.
///
/// # Errors
/// As [`drafts`].
pub(super) fn parts_of_input(form: Form) -> Result<Vec<Own>, Problem> {
    let whole = Origin::StandardInput;
    let read = match form {
        Form::Table => table_rows(set_down()?, &choices()),
        _ => rows(input::claim()?, form, &choices()),
    };
    let read = read.map_err(|trouble| problem(&whole, &trouble))?;
    let part = |row: Row| (Origin::Part(Box::new(whole.clone()), row.name.clone()), row.draft());
    Ok(read.filter_map(Result::ok).map(part).collect())
}

/// Standard input as a file without a name, for what is read from its end. It is gone with the program.
fn set_down() -> Result<File, Problem> {
    let whole = Origin::StandardInput;
    let cannot = |error: &std::io::Error| Problem::new(&failure(&whole), &reason(error));
    let mut file = tempfile::tempfile().map_err(|error| cannot(&error))?;
    let mut input = input::claim()?.take(MOST_BYTES + 1);
    let length = std::io::copy(&mut input, &mut file).map_err(|error| cannot(&error))?;
    if length > MOST_BYTES {
        return Err(Why::TooLarge.of(&whole));
    }
    Ok(file)
}

/// Why the corpus at `path` is not opened as one article.
pub(super) fn of_many(origin: &Origin, path: &Path) -> Problem {
    match begin(path) {
        Ok(_) => {
            Problem::new(&failure(origin), "it holds many articles").hint("name one of its rows: file#row")
        }
        Err(problem) => problem,
    }
}

/// The article of the row called `name`.
///
/// # Errors
/// When it cannot be read, or there is no such row.
pub(super) fn draft(path: &Path, name: &str) -> Result<Draft, Problem> {
    let origin = Origin::Part(Box::new(Origin::File(path.to_owned())), name.to_owned());
    let stamp = stamp(path);
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let is_open = open.as_ref().is_some_and(|open| open.path == path && open.stamp == stamp);
    let mut row = None;
    if is_open {
        row = open.as_mut().and_then(|open| open.row(name));
    }
    if row.is_none() {
        let mut anew = Open { path: path.to_owned(), stamp, rows: begin(path)? };
        row = anew.row(name);
        *open = Some(anew);
    }
    let missing = || Problem::new(&failure(&origin), "there is no row of this name with words in it");
    row.ok_or_else(missing)?.draft().map_err(|error| super::unreadable(&origin, error))
}

impl Open {
    /// The row called `name`, if it is still to come.
    fn row(&mut self, name: &str) -> Option<Row> {
        self.rows.by_ref().flatten().find(|row| row.name == name)
    }
}

fn choices() -> Vec<Choice> {
    CHOICES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn begin(path: &Path) -> Result<Rows, Problem> {
    let whole = Origin::File(path.to_owned());
    let (file, _) = open_file(path)?;
    let choices = choices();
    let rows = match form(path) {
        Some(Form::Table) => table_rows(file, &choices),
        Some(form) => rows(unpacked(file, path), form, &choices),
        None => return Err(Problem::new(&failure(&whole), "it is no corpus")),
    };
    rows.map_err(|trouble| problem(&whole, &trouble))
}

/// What the file is, by its name and its beginning; a packed one by what is in it.
fn form(path: &Path) -> Option<Form> {
    let hint = Hint { file_name: name_of(path), ..Hint::default() };
    let mut start = first_bytes(path)?;
    if is_packed(&start) {
        let mut unpacked = Vec::new();
        // Its end is cut off, which the reader of the rest will not meet.
        MultiGzDecoder::new(start.as_slice()).take(MOST_SAMPLE).read_to_end(&mut unpacked).ok();
        start = unpacked;
    }
    Form::of(&start, &hint)
}

const MOST_SAMPLE: u64 = 64 << 10;

fn is_packed(start: &[u8]) -> bool {
    start.starts_with(b"\x1f\x8b")
}

fn unpacked(file: File, path: &Path) -> Box<dyn Read + Send> {
    if first_bytes(path).is_some_and(|start| is_packed(&start)) {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    }
}

fn stamp(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

fn problem(whole: &Origin, trouble: &Trouble) -> Problem {
    let problem = Problem::new(&failure(whole), &trouble.to_string());
    match trouble {
        Trouble::NoTextColumn(_) => problem.hint("say which with --column text=NAME"),
        _ => problem,
    }
}
