//! One operation as it stands on the disk.
//!
//! A record is `\n<crc32c as 8 hexadecimal digits> <json>\n`. The newline in front ends whatever an earlier crash
//! left half written, so a torn record can never swallow the next one. The JSON of an addition follows the shape of
//! a Web Annotation.

mod target;

use serde::{Deserialize, Serialize};

use self::target::DiskTarget;
use super::correction::DiskCorrection;
use super::judgement::DiskJudgement;
use crate::annotation::{
    Annotation, AnnotationId, Change, Clock, Colour, Correction, Moment, Operation, OperationId, Target,
};
use crate::article::SafeText;

/// The version of the form that this program writes, and the highest that it understands.
const VERSION: u64 = 1;

/// What one line of a journal is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing, or a line that a version control system put there.
    Blank,
    /// An operation.
    Operation(Box<Operation>),
    /// Whole, but of a kind that a newer version of the program wrote.
    Newer {
        /// Tells it from others of its kind.
        key: String,
        /// Its clock, where it could be read.
        clock: Clock,
    },
    /// Not what was once written, and why that is known.
    Damaged(&'static str),
}

/// `operation` as the bytes of a record.
pub(super) fn encode(operation: &Operation) -> String {
    let json = serde_json::to_string(&Record::from(operation)).expect("strings and numbers have a JSON form");
    format!("\n{:08x} {json}\n", crc32c::crc32c(json.as_bytes()))
}

/// What `line`, which has no newline, holds.
pub(super) fn decode(line: &[u8]) -> Line {
    // Git may have put a carriage return there, which the checksum does not cover.
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() || is_conflict_marker(line) {
        return Line::Blank;
    }
    let Some(json) = checked(line) else {
        return Line::Damaged("its checksum is wrong");
    };
    match serde_json::from_str::<Record>(json).map(Operation::try_from) {
        Ok(Ok(operation)) => Line::Operation(Box::new(operation)),
        _ => newer(json).unwrap_or(Line::Damaged("it is not a record of a note")),
    }
}

/// The JSON of `line` when its checksum is right.
fn checked(line: &[u8]) -> Option<&str> {
    let (sum, json) = line.split_at_checked(9)?;
    let (digits, blank) = sum.split_at(8);
    let digits = std::str::from_utf8(digits).ok()?;
    let sum = u32::from_str_radix(digits, 16).ok()?;
    if blank != b" " || sum != crc32c::crc32c(json) {
        return None;
    }
    std::str::from_utf8(json).ok()
}

/// The line that a newer program wrote; `None` when this program should have understood it.
fn newer(json: &str) -> Option<Line> {
    let probe: Probe = serde_json::from_str(json).ok()?;
    let is_known = matches!(probe.op.as_deref(), Some(ADD | BOOKMARK | EDIT | PAINT | DELETE | RESTORE));
    if probe.v < VERSION || (probe.v == VERSION && (is_known || probe.op.is_none())) {
        return None;
    }
    let clock = probe.hlc.and_then(|hlc| serde_json::from_value::<Hlc>(hlc).ok());
    let name = probe.op_id.as_ref().and_then(serde_json::Value::as_str);
    Some(Line::Newer {
        key: name.unwrap_or(json).to_owned(),
        clock: clock.map(Clock::from).unwrap_or_default(),
    })
}

/// Whether `line` is one that git writes around two sides of a conflict; both sides between them are read.
fn is_conflict_marker(line: &[u8]) -> bool {
    [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"]
        .into_iter()
        .filter_map(|marker| line.strip_prefix(marker))
        .any(|rest| rest.is_empty() || rest.starts_with(b" "))
}

const ADD: &str = "add";
const EDIT: &str = "edit";
const DELETE: &str = "delete";
const RESTORE: &str = "restore";
/// Adds a correction. Programs that do not know it leave it alone, rather than show a highlight nobody made.
const CORRECT: &str = "correct";
/// Adds a bookmark, likewise.
const BOOKMARK: &str = "bookmark";
const PAINT: &str = "paint";
/// Says where an annotation is in a text that has changed. Programs that do not know it leave it alone.
const REANCHOR: &str = "reanchor";

/// As much of a record as every version has.
#[derive(Deserialize)]
struct Probe {
    v: u64,
    op: Option<String>,
    op_id: Option<serde_json::Value>,
    hlc: Option<serde_json::Value>,
}

/// The whole record. Fields that are not named here are left alone: the file is never written again.
#[derive(Deserialize, Serialize)]
struct Record {
    v: u64,
    op_id: String,
    hlc: Hlc,
    device: String,
    op: String,
    annotation_id: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redoes: Option<String>,
    #[serde(default)]
    payload: Payload,
}

/// A hybrid logical clock.
#[derive(Clone, Copy, Deserialize, Serialize)]
struct Hlc {
    millis: i64,
    counter: u32,
}

/// What an operation brings: all of it in an addition, note and tags in an edit, nothing in the others.
#[derive(Default, Deserialize, Serialize)]
struct Payload {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<DiskTarget>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    /// The name of a colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<DiskCorrection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judgement: Option<DiskJudgement>,
    /// Milliseconds since 1970-01-01 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<i64>,
}

impl From<Hlc> for Clock {
    fn from(hlc: Hlc) -> Self {
        Self { millis: hlc.millis, counter: hlc.counter }
    }
}

impl From<&Operation> for Record {
    fn from(operation: &Operation) -> Self {
        let (op, payload) = match &operation.change {
            Change::Add(annotation) => {
                let op = match (&annotation.correction, annotation.colour) {
                    (Some(_), _) => CORRECT,
                    (None, None) => BOOKMARK,
                    (None, Some(_)) => ADD,
                };
                (op, Payload::from(&**annotation))
            }
            Change::Edit { note, tags, .. } => (EDIT, Payload::words(note.as_ref(), tags)),
            Change::Paint(_, colour) => (PAINT, Payload { colour: named(*colour), ..Payload::default() }),
            Change::Delete(_) => (DELETE, Payload::default()),
            Change::Restore(_) => (RESTORE, Payload::default()),
            Change::Reanchor(_, judgement) => {
                let judgement = Some(DiskJudgement::from(&**judgement));
                (REANCHOR, Payload { judgement, ..Payload::default() })
            }
        };
        let name = |id: &Option<OperationId>| id.as_ref().map(|id| id.0.clone());
        Self {
            v: VERSION,
            op_id: operation.id.0.clone(),
            hlc: Hlc { millis: operation.clock.millis, counter: operation.clock.counter },
            device: operation.device.clone(),
            op: op.to_owned(),
            annotation_id: operation.change.annotation().0.clone(),
            parent: name(&operation.parent),
            undoes: name(&operation.undoes),
            redoes: name(&operation.redoes),
            payload,
        }
    }
}

impl Payload {
    fn words(note: Option<&SafeText>, tags: &[SafeText]) -> Self {
        Self {
            note: note.map(SafeText::to_string),
            tags: tags.iter().map(SafeText::to_string).collect(),
            ..Self::default()
        }
    }
}

impl From<&Annotation> for Payload {
    fn from(annotation: &Annotation) -> Self {
        Self {
            target: Some(DiskTarget::from(&annotation.target)),
            colour: named(annotation.colour),
            correction: annotation.correction.as_ref().map(DiskCorrection::from),
            created: Some(annotation.created.0),
            ..Self::words(annotation.note.as_ref(), &annotation.tags)
        }
    }
}

/// A record that has a right checksum and still does not say what an operation must say.
struct Incomplete;

impl TryFrom<Record> for Operation {
    type Error = Incomplete;

    fn try_from(record: Record) -> Result<Self, Incomplete> {
        if record.v != VERSION {
            return Err(Incomplete);
        }
        let annotation = AnnotationId(safe_name(record.annotation_id));
        let change = match record.op.as_str() {
            ADD => {
                let colour = colour(record.payload.colour.as_deref());
                Change::Add(Box::new(Annotation {
                    colour: Some(colour),
                    ..addition(annotation, record.payload)?
                }))
            }
            BOOKMARK => Change::Add(Box::new(addition(annotation, record.payload)?)),
            CORRECT if record.payload.correction.is_some() => {
                Change::Add(Box::new(addition(annotation, record.payload)?))
            }
            EDIT => Change::Edit {
                annotation,
                note: record.payload.note.map(SafeText::from_string),
                tags: safe_texts(record.payload.tags),
            },
            PAINT => {
                let name = record.payload.colour.as_deref();
                Change::Paint(annotation, name.map(|name| colour(Some(name))))
            }
            DELETE => Change::Delete(annotation),
            RESTORE => Change::Restore(annotation),
            REANCHOR => {
                let judgement = record.payload.judgement.and_then(DiskJudgement::read).ok_or(Incomplete)?;
                Change::Reanchor(annotation, Box::new(judgement))
            }
            _ => return Err(Incomplete),
        };
        let name = |id: Option<String>| id.map(|id| OperationId(safe_name(id)));
        Ok(Self {
            id: OperationId(safe_name(record.op_id)),
            clock: record.hlc.into(),
            device: safe_name(record.device),
            parent: name(record.parent),
            undoes: name(record.undoes),
            redoes: name(record.redoes),
            change,
        })
    }
}

fn addition(id: AnnotationId, payload: Payload) -> Result<Annotation, Incomplete> {
    let (Some(target), Some(created)) = (payload.target, payload.created) else {
        return Err(Incomplete);
    };
    Ok(Annotation {
        id,
        target: Target::try_from(target)?,
        note: payload.note.map(SafeText::from_string),
        tags: safe_texts(payload.tags),
        colour: None,
        correction: payload.correction.map(Correction::from),
        created: Moment(created),
        modified: Moment(created),
    })
}

/// The colour of this name. One without a name, or with the name that a newer program gave it, looks like most.
fn colour(name: Option<&str>) -> Colour {
    name.and_then(Colour::of_name).unwrap_or_default()
}

fn named(colour: Option<Colour>) -> Option<String> {
    colour.map(|colour| colour.name().to_owned())
}

/// A name as the model has it: a plain string, but safe to print.
fn safe_name(name: String) -> String {
    SafeText::from_string(name).to_string()
}

fn safe_texts(texts: Vec<String>) -> Vec<SafeText> {
    texts.into_iter().map(SafeText::from_string).collect()
}

#[cfg(test)]
mod tests;
