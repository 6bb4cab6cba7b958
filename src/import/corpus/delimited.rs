//! Rows with a byte between two fields: CSV and TSV, as RFC 4180 has them and as they are found.

use std::io::Read;
use std::iter;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{Columns, Fields, known};
use super::fuel::{Fuel, Fuelled};
use super::{Column, Input, Trouble, decoded};

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// What stands between the names of the columns in the first line.
pub(super) fn delimiter(head: &[u8]) -> u8 {
    let count = |delimiter: u8| names(head, delimiter).len();
    // Of two that are as likely, the first.
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Whether the first line names a column for the text, and others.
pub(super) fn is_corpus(head: &[u8]) -> bool {
    known(&names(head, delimiter(head))) >= 3
}

/// The rows below the first, which has the names of the columns.
pub(super) fn rows(
    mut input: Input,
    delimiter: u8,
    columns: &Columns,
) -> Result<impl Iterator<Item = Result<(usize, Fields), Trouble>> + Send + use<>, Trouble> {
    let mut head = Vec::new();
    // What was looked at is read again.
    let sample = (&mut input).take(SAMPLE).read_to_end(&mut head);
    sample.map_err(|error| Trouble::Broken(0, super::why(&error)))?;
    let is_quoted = delimiter != b'\t' || has_quotes(&head, delimiter);
    let (input, fuel) = Fuelled::new(std::io::Cursor::new(head).chain(input));
    let mut reader = builder(delimiter, is_quoted).from_reader(input);
    let header = reader.byte_headers().map_err(|error| Trouble::Broken(0, error.to_string()))?;
    let places = columns.among(&texts(header))?;
    Ok(read(reader, fuel, places))
}

/// Bytes that are looked at to tell how the rows are written.
const SAMPLE: u64 = 256 << 10;

fn read(
    mut reader: Reader<impl Read>,
    fuel: Fuel,
    places: Vec<(Column, usize)>,
) -> impl Iterator<Item = Result<(usize, Fields), Trouble>> {
    let mut record = ByteRecord::new();
    let mut number = 0;
    let mut is_over = false;
    iter::from_fn(move || {
        if is_over {
            return None;
        }
        fuel.fill();
        match reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                number += 1;
                let mut fields = Fields::default();
                for (column, place) in &places {
                    let value = record.get(*place).unwrap_or_default();
                    fields.set(*column, decoded(value.to_vec()));
                }
                Some(Ok((number, fields)))
            }
            Err(error) => {
                is_over = true;
                let why = match error.into_kind() {
                    csv::ErrorKind::Io(error) => super::why(&error),
                    kind => format!("{kind:?}"),
                };
                Some(Err(Trouble::Broken(number, why)))
            }
        }
    })
}

fn builder(delimiter: u8, is_quoted: bool) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).quoting(is_quoted);
    builder
}

/// Whether quotation marks around a field of `sample` belong to the form. Tables with tabs come both ways: written by
/// programs that quote, and with marks that are only somebody's words.
fn has_quotes(sample: &[u8], delimiter: u8) -> bool {
    let end = sample.iter().rposition(|&byte| byte == b'\n').map_or(sample.len(), |end| end + 1);
    let mut bytes = sample.get(..end).unwrap_or_default().iter().copied().peekable();
    let is_end =
        |byte: Option<&u8>| byte.is_none_or(|&byte| byte == delimiter || byte == b'\n' || byte == b'\r');
    let (mut is_field_start, mut is_quoted) = (true, false);
    while let Some(byte) = bytes.next() {
        let is_mark = byte == b'"' && (is_quoted || is_field_start);
        // Two marks in a quoted field are one of its words.
        if is_mark && !(is_quoted && bytes.next_if_eq(&b'"').is_some()) {
            if is_quoted && !is_end(bytes.peek()) {
                return false;
            }
            is_quoted = !is_quoted;
        }
        is_field_start = byte == delimiter || byte == b'\n';
    }
    !is_quoted
}

/// The names in the first line of `head`.
fn names(head: &[u8], delimiter: u8) -> Vec<String> {
    let line = head.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let mut reader = builder(delimiter, true).has_headers(false).from_reader(line.unwrap_or_default());
    let mut record = ByteRecord::new();
    let read = reader.read_byte_record(&mut record);
    if matches!(read, Ok(true)) { texts(&record) } else { Vec::new() }
}

fn texts(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|name| decoded(name.to_vec()).trim().to_owned()).collect()
}
