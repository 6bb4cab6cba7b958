//! Rows as JSON objects: one a line, or all in one array, or in an array within the one object of an answer.

use std::io::{BufRead, BufReader, Read};
use std::iter;

use serde_json::{Map, Value};

use super::columns::{Columns, Fields, known};
use super::{Column, Input, LONGEST_ROW, Trouble};

/// Whether JSON that begins with `head` has rows: an array of objects, or an object a line, with a text and more.
pub(super) fn is_corpus(head: &[u8]) -> bool {
    let mut values = Values { input: BufReader::new(head), state: State::Start };
    let Some(Ok(first)) = values.next() else {
        return false;
    };
    let Ok(Value::Object(object)) = serde_json::from_slice(&first) else {
        return false;
    };
    let is_in_array = values.state == State::InArray;
    let names = |object| flat(object).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let nested = rows_within(&object).is_some_and(|rows| rows.iter().any(|row| known(&names(row)) >= 2));
    // One object alone, over several lines, is an article in a form of its own.
    let is_in_lines = first.iter().all(|&byte| byte != b'\n');
    nested || (known(&names(&object)) >= 2 && (is_in_array || is_in_lines))
}

/// The rows, each with the columns that it has: rows of JSON need not be alike.
pub(super) fn rows(
    input: Input,
    columns: Columns,
) -> Result<impl Iterator<Item = Result<(usize, Fields), Trouble>> + Send + use<>, Trouble> {
    let mut values = Values { input: BufReader::new(input), state: State::Start };
    let mut number = 0;
    let mut waiting: Vec<Map<String, Value>> = Vec::new();
    let mut first = values.next();
    if let Some(Ok(bytes)) = &first
        && let Ok(Value::Object(object)) = serde_json::from_slice(bytes)
        && rows_within(&object).is_none()
    {
        columns.among(&flat(&object).into_iter().map(|(name, _)| name).collect::<Vec<_>>())?;
    }
    Ok(iter::from_fn(move || {
        if let Some(row) = waiting.pop() {
            number += 1;
            return Some(fields(&row, &columns, number));
        }
        let bytes = match first.take().or_else(|| values.next())? {
            Ok(bytes) => bytes,
            Err(why) => return Some(Err(Trouble::Broken(number, why))),
        };
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(object)) => {
                if let Some(rows) = rows_within(&object).filter(|_| columns.among(&names(&object)).is_err()) {
                    waiting = rows.into_iter().rev().cloned().collect();
                }
                number += 1;
                let row = waiting.pop();
                Some(fields(row.as_ref().unwrap_or(&object), &columns, number))
            }
            Ok(_) => {
                number += 1;
                Some(Err(Trouble::Damaged(number, "it is no JSON object".to_owned())))
            }
            Err(error) => {
                number += 1;
                let text = error.to_string();
                let why = text.split(" at line ").next().unwrap_or_default();
                Some(Err(Trouble::Damaged(number, why.chars().take(160).collect())))
            }
        }
    }))
}

fn names(object: &Map<String, Value>) -> Vec<String> {
    flat(object).into_iter().map(|(name, _)| name).collect()
}

fn fields(object: &Map<String, Value>, columns: &Columns, number: usize) -> Result<(usize, Fields), Trouble> {
    let flat = flat(object);
    let names: Vec<String> = flat.iter().map(|(name, _)| name.clone()).collect();
    let places = columns.among(&names).map_err(|trouble| match trouble {
        Trouble::NoTextColumn(_) => Trouble::NoText(number),
        trouble => Trouble::Damaged(number, trouble.to_string()),
    })?;
    let mut fields = Fields::default();
    for (column, place) in places {
        let value = flat.get(place).map(|(_, value)| *value);
        fields.set(column, value.map(|value| words(value, column)).unwrap_or_default());
    }
    Ok((number, fields))
}

/// The fields of an object; those of an object within it have its name before theirs.
fn flat(object: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut flat = Vec::new();
    for (name, value) in object {
        match value {
            Value::Object(inner) => {
                flat.extend(inner.iter().map(|(inner, value)| (format!("{name}.{inner}"), value)));
            }
            value => flat.push((name.clone(), value)),
        }
    }
    flat
}

/// A value in words: those of a list one after the other, paragraphs apart.
fn words(value: &Value, column: Column) -> String {
    let between = if column == Column::Text { "\n\n" } else { ", " };
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let words = values.iter().map(|value| match value {
                Value::Object(object) => object
                    .get("name")
                    .or_else(|| object.get("text"))
                    .map_or(String::new(), |name| words(name, column)),
                value => words(value, column),
            });
            words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(between)
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => String::new(),
    }
}

/// The objects of the longest list of objects in `object`, or in an object in it.
fn rows_within(object: &Map<String, Value>) -> Option<Vec<&Map<String, Value>>> {
    let inner = object.values().filter_map(Value::as_object).flat_map(Map::values);
    let lists = object.values().chain(inner).filter_map(Value::as_array);
    let rows = lists.map(|list| list.iter().filter_map(Value::as_object).collect::<Vec<_>>());
    rows.max_by_key(Vec::len).filter(|rows| !rows.is_empty())
}

/// The bytes of one value after the other.
struct Values<R> {
    input: BufReader<R>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Values follow each other, usually a line each.
    InLines,
    InArray,
    Over,
}

impl<R: Read> Iterator for Values<R> {
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Over {
            return None;
        }
        let next = self.step();
        if !matches!(next, Ok(Some(_))) {
            self.state = State::Over;
        }
        next.transpose()
    }
}

impl<R: Read> Values<R> {
    fn step(&mut self) -> Result<Option<Vec<u8>>, String> {
        if self.state == State::Start {
            let is_mark = |bytes: &[u8]| bytes.starts_with(b"\xef\xbb\xbf");
            if self.input.fill_buf().is_ok_and(is_mark) {
                self.input.consume(3);
            }
            self.state = State::InLines;
            if self.first()? == Some(b'[') {
                self.input.consume(1);
                self.state = State::InArray;
            }
        }
        let first = self.first()?;
        match (first, self.state) {
            (None, State::InArray) => Err("the list has no end".to_owned()),
            (None, _) | (Some(b']'), State::InArray) => Ok(None),
            // A line that is damaged costs itself and no other.
            (Some(_), State::InLines) => self.line().map(Some),
            (Some(_), _) => self.value().map(Some),
        }
    }

    /// The next byte that means something, not taken yet; commas between values mean nothing.
    fn first(&mut self) -> Result<Option<u8>, String> {
        loop {
            let buffer = self.input.fill_buf().map_err(|error| super::why(&error))?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',' || *byte == 0x1e;
            let place = buffer.iter().position(|byte| !is_between(byte));
            let byte = place.and_then(|place| buffer.get(place)).copied();
            let length = place.unwrap_or(buffer.len());
            self.input.consume(length);
            if byte.is_some() {
                return Ok(byte);
            }
        }
    }

    /// The object on this line; where it goes on below, all of it.
    fn line(&mut self) -> Result<Vec<u8>, String> {
        let mut line = Vec::new();
        let most = LONGEST_ROW as u64;
        let read = (&mut self.input).take(most).read_until(b'\n', &mut line);
        read.map_err(|error| super::why(&error))?;
        if line.len() == LONGEST_ROW {
            return Err(too_long());
        }
        line.truncate(line.trim_ascii_end().len());
        let depth = depth(&line);
        // Where the next line begins a row, this one was cut off.
        if depth > 0 && !matches!(self.first()?, None | Some(b'{')) {
            line.push(b'\n');
            return self.rest_of_value(line, depth);
        }
        Ok(line)
    }

    fn value(&mut self) -> Result<Vec<u8>, String> {
        self.rest_of_value(Vec::new(), 0)
    }

    /// Bytes until as many brackets are closed as were opened, those in strings apart.
    fn rest_of_value(&mut self, mut value: Vec<u8>, depth: usize) -> Result<Vec<u8>, String> {
        let mut brackets = Brackets { depth, ..Brackets::default() };
        loop {
            let buffer = self.input.fill_buf().map_err(|error| super::why(&error))?;
            if buffer.is_empty() {
                return Err("it ends within a row".to_owned());
            }
            let end = buffer.iter().position(|&byte| brackets.is_end(byte));
            // A bracket belongs to the value, what stands between two values does not.
            let length = end.map(|end| end + usize::from(buffer.get(end) == Some(&b'}')));
            let taken = length.unwrap_or(buffer.len());
            value.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            self.input.consume(taken);
            if end.is_some() {
                return Ok(value);
            }
            if value.len() > LONGEST_ROW {
                return Err(too_long());
            }
        }
    }
}

/// How deep in brackets, and whether in a string.
#[derive(Clone, Copy, Debug, Default)]
struct Brackets {
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Brackets {
    /// Takes the next byte; whether the value ends at it.
    fn is_end(&mut self, byte: u8) -> bool {
        if self.is_escaped {
            self.is_escaped = false;
            return false;
        }
        match byte {
            b'\\' if self.is_string => self.is_escaped = true,
            b'"' => self.is_string = !self.is_string,
            _ if self.is_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            b']' if self.depth == 0 => return true,
            b']' => self.depth -= 1,
            b',' | b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }
}

/// How many brackets are open behind `line`.
fn depth(line: &[u8]) -> usize {
    let mut brackets = Brackets::default();
    for &byte in line {
        brackets.is_end(byte);
    }
    brackets.depth
}

fn too_long() -> String {
    format!("it is longer than {} MiB", LONGEST_ROW >> 20)
}
