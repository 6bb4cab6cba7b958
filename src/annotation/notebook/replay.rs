//! What operations make of annotations, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Entry;
use crate::annotation::{Annotation, AnnotationId, Change, Moment, Operation, OperationId};
use crate::article::SafeText;

/// What `operations`, which stand in their order, amount to. What they add is put in its order first: one by one, each would
/// have to find its place among all the others.
pub(super) fn replayed(operations: &[Operation]) -> BTreeMap<AnnotationId, Entry> {
    let mut additions: Vec<(AnnotationId, usize)> = Vec::with_capacity(operations.len());
    let mut changes = Vec::new();
    for (place, operation) in operations.iter().enumerate() {
        match &operation.change {
            Change::Add(annotation) => additions.push((annotation.id.clone(), place)),
            _ => changes.push((place, operation)),
        }
    }
    // Of two with one name, the earlier one counts.
    additions.sort_unstable();
    additions.dedup_by(|later, earlier| later.0 == earlier.0);
    let entry = |(id, place): &(AnnotationId, usize)| match operations.get(*place) {
        Some(operation @ Operation { change: Change::Add(annotation), .. }) => {
            Some((id.clone(), added(annotation, operation)))
        }
        _ => None,
    };
    let mut entries: BTreeMap<AnnotationId, Entry> = additions.iter().filter_map(entry).collect();
    for (place, operation) in changes {
        let subject = operation.change.annotation();
        let addition = additions.binary_search_by(|(id, _)| id.cmp(subject));
        // What stands before its annotation is made changes nothing.
        if addition.is_ok_and(|found| additions.get(found).is_some_and(|(_, made)| *made < place)) {
            apply(&mut entries, operation);
        }
    }
    entries
}

/// An annotation as `operation` adds it.
fn added(annotation: &Arc<Annotation>, operation: &Operation) -> Entry {
    Entry {
        annotation: Arc::clone(annotation),
        deleted: false,
        other_notes: Vec::new(),
        judgements: Vec::new(),
        last: operation.id.clone(),
        writer: operation.id.clone(),
        others: Vec::new(),
        others_before: BTreeMap::new(),
    }
}

/// Takes note of one more operation, which stands behind all others.
pub(super) fn apply(entries: &mut BTreeMap<AnnotationId, Entry>, operation: &Operation) {
    if let Change::Add(annotation) = &operation.change {
        entries.entry(annotation.id.clone()).or_insert_with(|| added(annotation, operation));
        return;
    }
    let Some(entry) = entries.get_mut(operation.change.annotation()) else {
        return;
    };
    match &operation.change {
        Change::Add(_) => {}
        Change::Delete(_) => entry.deleted = true,
        Change::Restore(_) => entry.deleted = false,
        Change::Paint(_, colour) => Arc::make_mut(&mut entry.annotation).colour = *colour,
        Change::Reanchor(_, judgement) => entry.judgements.push((**judgement).clone()),
        Change::Edit { note, tags, .. } => edit(entry, operation, note.as_ref(), tags),
    }
    // A decision on the place changes nothing of what was written.
    if !matches!(operation.change, Change::Reanchor(..)) {
        Arc::make_mut(&mut entry.annotation).modified = Moment(operation.clock.millis);
    }
    if operation.change.is_answered() {
        entry.last = operation.id.clone();
    }
}

/// Replaces the note; when the writer had not seen the note that stands, that one is kept beside it. A note that the
/// writer had seen is not: that is what was replaced.
fn edit(entry: &mut Entry, operation: &Operation, note: Option<&SafeText>, tags: &[SafeText]) {
    let had_seen = |writer: &OperationId| operation.parent.as_ref().is_none_or(|parent| parent == writer);
    let mut others = std::mem::take(&mut entry.others);
    let annotation = Arc::make_mut(&mut entry.annotation);
    if !others.is_empty() {
        entry.others_before.insert(operation.id.clone(), others.clone());
    }
    if had_seen(&entry.last) {
        let reversed = operation.undoes.as_ref().or(operation.redoes.as_ref());
        let before = reversed.and_then(|reversed| entry.others_before.get(reversed));
        others = before.cloned().unwrap_or_default();
    } else {
        let standing = annotation.note.take();
        others.extend(standing.map(|standing| (entry.writer.clone(), standing)));
        others.retain(|(writer, other)| !had_seen(writer) && Some(other) != note);
    }
    entry.other_notes = others.iter().map(|(_, other)| other.clone()).collect();
    entry.others = others;
    annotation.note = note.cloned();
    annotation.tags = tags.to_vec();
    entry.writer = operation.id.clone();
}
