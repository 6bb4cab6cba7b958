//! One operation as it stands on the disk.
//!
//! A record is `\n<crc32c as 8 hexadecimal digits> <json>\n`. The newline in front ends whatever an earlier crash
//! left half written, so a torn record can never swallow the next one. The JSON of an addition follows the shape of
//! a Web Annotation.

mod judgement;
mod lenient;
mod recent;
mod selector;
mod target;
mod usual;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::judgement::DiskJudgement;
pub(super) use self::recent::Recent;
use self::recent::Text;
pub(super) use self::target::DiskTarget;
use super::correction::DiskCorrection;
use crate::annotation::{
    Annotation, AnnotationId, Change, Clock, Colour, Correction, Moment, Operation, OperationId,
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
pub(super) fn decode(line: &[u8], recent: &mut Recent) -> Line {
    // Git may have put a carriage return there, which the checksum does not cover.
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.trim_ascii().is_empty() || is_conflict_marker(line) {
        return Line::Blank;
    }
    let Some(json) = checked(line) else {
        return Line::Damaged("its checksum is wrong");
    };
    match usual::addition(json, recent).or_else(|| operation(json, recent)) {
        Some(operation) => Line::Operation(Box::new(operation)),
        None => newer(json).unwrap_or(Line::Damaged("it is not a record of a note")),
    }
}

/// The operation that `json` is, in whatever form.
fn operation(json: &str, recent: &mut Recent) -> Option<Operation> {
    serde_json::from_str::<Record<'_>>(json).ok()?.read(recent).ok()
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
struct Record<'a> {
    v: u64,
    #[serde(borrow)]
    op_id: Text<'a>,
    hlc: Hlc,
    device: Text<'a>,
    op: Text<'a>,
    annotation_id: Text<'a>,
    #[serde(default)]
    parent: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redoes: Option<Text<'a>>,
    /// What was one to the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    batch: Option<Text<'a>>,
    #[serde(default)]
    payload: Payload<'a>,
}

/// A hybrid logical clock.
#[derive(Clone, Copy, Deserialize, Serialize)]
struct Hlc {
    millis: i64,
    counter: u32,
}

/// What an operation brings: all of it in an addition, note and tags in an edit, nothing in the others.
#[derive(Default, Deserialize, Serialize)]
struct Payload<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    target: Option<DiskTarget<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Text<'a>>,
    /// The name of a colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<DiskCorrection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judgement: Option<DiskJudgement<'a>>,
    /// Milliseconds since 1970-01-01 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<i64>,
    /// Likewise; only of what was changed before it came here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<i64>,
}

impl From<Hlc> for Clock {
    fn from(hlc: Hlc) -> Self {
        Self { millis: hlc.millis, counter: hlc.counter }
    }
}

impl<'a> From<&'a Operation> for Record<'a> {
    fn from(operation: &'a Operation) -> Self {
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
        let name = |id: &'a Option<OperationId>| id.as_ref().map(|id| Text::from(&id.0));
        Self {
            v: VERSION,
            op_id: Text::from(&operation.id.0),
            hlc: Hlc { millis: operation.clock.millis, counter: operation.clock.counter },
            device: Text::from(&*operation.device),
            op: Text::from(op),
            annotation_id: Text::from(&operation.change.annotation().0),
            parent: name(&operation.parent),
            undoes: name(&operation.undoes),
            redoes: name(&operation.redoes),
            batch: operation.batch.as_deref().map(Text::from),
            payload,
        }
    }
}

impl<'a> Payload<'a> {
    fn words(note: Option<&'a SafeText>, tags: &'a [SafeText]) -> Self {
        Self { note: note.map(Text::from), tags: tags.iter().map(Text::from).collect(), ..Self::default() }
    }
}

impl<'a> From<&'a Annotation> for Payload<'a> {
    fn from(annotation: &'a Annotation) -> Self {
        Self {
            target: Some(DiskTarget::from(&annotation.target)),
            colour: named(annotation.colour),
            correction: annotation.correction.as_ref().map(DiskCorrection::from),
            created: Some(annotation.created.0),
            modified: Some(annotation.modified.0).filter(|_| annotation.modified != annotation.created),
            ..Self::words(annotation.note.as_ref(), &annotation.tags)
        }
    }
}

/// A record that has a right checksum and still does not say what an operation must say.
pub(super) struct Incomplete;

impl Record<'_> {
    /// The operation that it stands for.
    fn read(self, recent: &mut Recent) -> Result<Operation, Incomplete> {
        if self.v != VERSION {
            return Err(Incomplete);
        }
        let annotation = AnnotationId(self.annotation_id.name());
        let payload = self.payload;
        let change = match &*self.op.0 {
            ADD => {
                let colour = colour(payload.colour.as_ref());
                let addition = addition(annotation, payload, recent)?;
                Change::Add(Arc::new(Annotation { colour: Some(colour), ..addition }))
            }
            BOOKMARK => Change::Add(Arc::new(addition(annotation, payload, recent)?)),
            CORRECT if payload.correction.is_some() => {
                Change::Add(Arc::new(addition(annotation, payload, recent)?))
            }
            EDIT => Change::Edit {
                annotation,
                note: payload.note.map(|note| note.safe()),
                tags: payload.tags.iter().map(|tag| recent.text(tag)).collect(),
            },
            PAINT => Change::Paint(annotation, payload.colour.map(|name| colour(Some(&name)))),
            DELETE => Change::Delete(annotation),
            RESTORE => Change::Restore(annotation),
            REANCHOR => {
                let judgement = payload.judgement.and_then(DiskJudgement::read).ok_or(Incomplete)?;
                Change::Reanchor(annotation, Box::new(judgement))
            }
            _ => return Err(Incomplete),
        };
        let name = |id: Option<Text<'_>>| id.map(|id| OperationId(id.name()));
        Ok(Operation {
            id: OperationId(self.op_id.name()),
            clock: self.hlc.into(),
            device: recent.device(&self.device),
            parent: name(self.parent),
            undoes: name(self.undoes),
            redoes: name(self.redoes),
            batch: self.batch.map(|batch| batch.plain().into_owned()),
            change,
        })
    }
}

fn addition(id: AnnotationId, payload: Payload<'_>, recent: &mut Recent) -> Result<Annotation, Incomplete> {
    let (Some(target), Some(created)) = (payload.target, payload.created) else {
        return Err(Incomplete);
    };
    Ok(Annotation {
        id,
        target: target.read(recent)?,
        note: payload.note.map(|note| note.safe()),
        tags: payload.tags.iter().map(|tag| recent.text(tag)).collect(),
        colour: None,
        correction: payload.correction.map(Correction::from),
        created: Moment(created),
        modified: Moment(payload.modified.unwrap_or(created)),
    })
}

/// The colour of this name. One without a name, or with the name that a newer program gave it, looks like most.
fn colour(name: Option<&Text<'_>>) -> Colour {
    name.and_then(|name| Colour::of_name(&name.0)).unwrap_or_default()
}

fn named(colour: Option<Colour>) -> Option<Text<'static>> {
    colour.map(|colour| Text::from(colour.name()))
}

#[cfg(test)]
mod tests;
