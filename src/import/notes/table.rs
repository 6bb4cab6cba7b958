//! Tables of other programs: CSV by the names of its columns.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::Error;

/// The names of the columns, in small letters.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut reader = reader(text);
    let names = reader.headers().map(|names| names.iter().map(tidy).collect());
    names.unwrap_or_default()
}

/// The rows of a table.
#[derive(Debug)]
pub(super) struct Row<'n> {
    names: &'n [String],
    cells: StringRecord,
}

impl Row<'_> {
    /// The first of these columns that has something in it; the apostrophe that keeps a spreadsheet from computing a
    /// cell is no part of it.
    pub(super) fn cell(&self, columns: &[&str]) -> &str {
        let cell = |column: &&str| {
            let place = self.names.iter().position(|name| name == column)?;
            self.cells.get(place).map(plain).filter(|cell| !cell.trim().is_empty())
        };
        columns.iter().find_map(cell).unwrap_or_default()
    }
}

/// Hands each row to `take`.
///
/// # Errors
/// When a row cannot be read, with its line; and what `take` gives.
pub(super) fn each(text: &str, mut take: impl FnMut(Row<'_>)) -> Result<(), Error> {
    let mut reader = reader(text);
    let broken = |error: csv::Error| Error::Broken(format!("its table is broken: {error}"));
    let names: Vec<String> = reader.headers().map_err(broken)?.iter().map(tidy).collect();
    for cells in reader.records() {
        take(Row { names: &names, cells: cells.map_err(broken)? });
    }
    Ok(())
}

fn reader(text: &str) -> Reader<&[u8]> {
    ReaderBuilder::new().flexible(true).from_reader(text.as_bytes())
}

fn tidy(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase()
}

fn plain(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    let is_formula = bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_marked = is_formula || bare.starts_with(['\t', '\r']);
    cell.strip_prefix('\'').filter(|_| is_marked).unwrap_or(cell)
}
