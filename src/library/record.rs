//! One operation as it stands on the disk.
//!
//! A record is `\n<crc32c as 8 hexadecimal digits> <json>\n`. The newline in front ends whatever an earlier crash
//! left half written, so a torn record can never swallow the next one. The JSON of an addition follows the shape of
//! a Web Annotation.

use serde::{Deserialize, Serialize};

use super::correction::DiskCorrection;
use super::judgement::DiskJudgement;
use crate::annotation::{
    Annotation, AnnotationId, Change, Clock, Correction, Moment, Operation, OperationId, PositionSelector,
    QuoteSelector, Target,
};
use crate::article::{Digest, Metadata, SafeText};

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
    let is_known = matches!(probe.op.as_deref(), Some(ADD | EDIT | DELETE | RESTORE));
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<DiskCorrection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judgement: Option<DiskJudgement>,
    /// Milliseconds since 1970-01-01 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<i64>,
}

#[derive(Deserialize, Serialize)]
struct DiskTarget {
    source: String,
    digest: String,
    #[serde(default)]
    metadata: DiskMetadata,
    selector: Vec<Selector>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct DiskMetadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// How the words are found; positions count code points.
#[derive(Deserialize, Serialize)]
#[serde(tag = "type")]
pub(super) enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
    },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    /// A selector of a newer program, which stays in the file.
    #[serde(other)]
    Unknown,
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
                let op = if annotation.correction.is_some() { CORRECT } else { ADD };
                (op, Payload::from(&**annotation))
            }
            Change::Edit { note, tags, .. } => (EDIT, Payload::words(note.as_ref(), tags)),
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
            correction: annotation.correction.as_ref().map(DiskCorrection::from),
            created: Some(annotation.created.0),
            ..Self::words(annotation.note.as_ref(), &annotation.tags)
        }
    }
}

impl From<&Target> for DiskTarget {
    fn from(target: &Target) -> Self {
        let text = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string);
        let metadata = &target.metadata;
        Self {
            source: target.origin.to_string(),
            digest: target.digest.to_string(),
            metadata: DiskMetadata {
                title: text(&metadata.title),
                byline: text(&metadata.byline),
                publication: text(&metadata.publication),
                date: text(&metadata.date),
                url: text(&metadata.url),
                language: text(&metadata.language),
            },
            selector: selectors(&target.quote, target.position),
        }
    }
}

/// The words by what they are and by where they stood.
pub(super) fn selectors(quote: &QuoteSelector, position: PositionSelector) -> Vec<Selector> {
    let (exact, prefix, suffix) =
        (quote.exact.to_string(), quote.prefix.to_string(), quote.suffix.to_string());
    let PositionSelector { start, end } = position;
    vec![Selector::Quote { exact, prefix, suffix }, Selector::Position { start, end }]
}

/// The same, read; a selector of a newer program is left alone.
pub(super) fn read_selectors(selectors: Vec<Selector>) -> (Option<QuoteSelector>, Option<PositionSelector>) {
    let (mut quote, mut position) = (None, None);
    for selector in selectors {
        match selector {
            Selector::Quote { exact, prefix, suffix } => {
                let [exact, prefix, suffix] = [exact, prefix, suffix].map(SafeText::from_string);
                quote = Some(QuoteSelector { exact, prefix, suffix });
            }
            Selector::Position { start, end } => position = Some(PositionSelector { start, end }),
            Selector::Unknown => {}
        }
    }
    (quote, position)
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
            ADD => Change::Add(Box::new(addition(annotation, record.payload)?)),
            CORRECT if record.payload.correction.is_some() => {
                Change::Add(Box::new(addition(annotation, record.payload)?))
            }
            EDIT => Change::Edit {
                annotation,
                note: record.payload.note.map(SafeText::from_string),
                tags: safe_texts(record.payload.tags),
            },
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
        correction: payload.correction.map(Correction::from),
        created: Moment(created),
        modified: Moment(created),
    })
}

impl TryFrom<DiskTarget> for Target {
    type Error = Incomplete;

    fn try_from(target: DiskTarget) -> Result<Self, Incomplete> {
        let (quote, position) = read_selectors(target.selector);
        Ok(Self {
            origin: SafeText::from_string(target.source),
            digest: Digest::parse(&target.digest).ok_or(Incomplete)?,
            metadata: target.metadata.into(),
            quote: quote.ok_or(Incomplete)?,
            position: position.ok_or(Incomplete)?,
        })
    }
}

impl From<DiskMetadata> for Metadata {
    fn from(metadata: DiskMetadata) -> Self {
        let text = |field: Option<String>| field.map(SafeText::from_string);
        Self {
            title: text(metadata.title),
            byline: text(metadata.byline),
            publication: text(metadata.publication),
            date: text(metadata.date),
            url: text(metadata.url),
            language: text(metadata.language),
        }
    }
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
