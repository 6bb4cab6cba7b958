//! What a set of operations amounts to: the annotations that stand, and what can be undone.

mod replay;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::replay::{apply, replayed};
use super::operation::Request;
use super::{Annotation, AnnotationId, Change, Correction, Judgement, Operation, OperationId, Verdict};
use crate::article::{Digest, SafeText};

/// All annotations that a set of operations made, whatever the order they were read in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// Each once, in their order.
    operations: Vec<Operation>,
    entries: BTreeMap<AnnotationId, Entry>,
}

/// One annotation as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The annotation, with its last note.
    pub annotation: Arc<Annotation>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Notes that were written elsewhere at the same time: both are kept.
    pub other_notes: Vec<SafeText>,
    /// What the reader said of its place in other texts, the last word last.
    pub judgements: Vec<Judgement>,
    last: OperationId,
    /// The operation that wrote the note that stands.
    writer: OperationId,
    /// The other notes, with the operations that wrote them.
    others: Vec<(OperationId, SafeText)>,
    /// The others that stood before an operation, where there were any: undo brings them back.
    others_before: BTreeMap<OperationId, Vec<(OperationId, SafeText)>>,
}

impl Entry {
    /// What the reader last said of its place in the text named `digest`.
    pub fn judged(&self, digest: &Digest) -> Option<&Judgement> {
        self.judgements.iter().rev().find(|judgement| judgement.digest == *digest)
    }
}

/// What undo or redo would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The operations to be taken back, the last one first, each with the change that takes it back. There are several
    /// where they were one to the reader.
    pub steps: Vec<(OperationId, Change)>,
    /// In words, for the line that tells the reader: "highlight", "note", "deletion", "import of 12 notes".
    pub what: String,
}

impl Notebook {
    /// The notebook of `operations`; one that comes twice counts once.
    pub fn new(operations: impl IntoIterator<Item = Operation>) -> Self {
        let mut operations: Vec<Operation> = operations.into_iter().collect();
        operations.sort_by(order);
        operations.dedup_by(|one, other| order(one, other).is_eq());
        let mut notebook = Self { operations, entries: BTreeMap::new() };
        notebook.replay();
        notebook
    }

    /// Adds operations, in any order.
    pub fn extend(&mut self, operations: impl IntoIterator<Item = Operation>) {
        let mut is_in_order = true;
        for operation in operations {
            let Err(place) = self.operations.binary_search_by(|known| order(known, &operation)) else {
                continue;
            };
            is_in_order &= place == self.operations.len();
            if is_in_order {
                apply(&mut self.entries, &operation);
            }
            self.operations.insert(place, operation);
        }
        if !is_in_order {
            self.replay();
        }
    }

    /// All annotations, deleted ones too, in the order of their names.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The annotations that stand, oldest first.
    pub fn standing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|entry| !entry.deleted)
    }

    /// The annotations that were deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|entry| entry.deleted)
    }

    /// The highlights and notes that stand, without corrections, oldest first.
    pub fn notes(&self) -> impl Iterator<Item = &Entry> {
        self.standing().filter(|entry| entry.annotation.correction.is_none())
    }

    /// The corrections that stand, oldest first.
    pub fn corrections(&self) -> impl Iterator<Item = (&Entry, &Correction)> {
        // Two of one millisecond are told apart by the clock of their operations only.
        let made = self.operations.iter().filter(|operation| matches!(operation.change, Change::Add(_)));
        let entries = made.filter_map(|operation| self.entries.get(operation.change.annotation()));
        let standing = entries.filter(|entry| !entry.deleted);
        standing.filter_map(|entry| Some((entry, entry.annotation.correction.as_ref()?)))
    }

    /// One annotation, also a deleted one.
    pub fn entry(&self, id: &AnnotationId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The last operation on each annotation: the parent of the next one.
    pub fn last_operations(&self) -> BTreeMap<AnnotationId, OperationId> {
        self.entries.iter().map(|(id, entry)| (id.clone(), entry.last.clone())).collect()
    }

    /// What undo would take back of what `device` did to annotations that `concerns` picks.
    pub fn undo(&self, device: &str, concerns: impl Fn(&Annotation) -> bool) -> Option<Reversal> {
        let (undo, _) = self.history(device, concerns);
        self.reversal(&undo)
    }

    /// What redo would do again.
    pub fn redo(&self, device: &str, concerns: impl Fn(&Annotation) -> bool) -> Option<Reversal> {
        let (_, redo) = self.history(device, concerns);
        self.reversal(&redo)
    }

    fn replay(&mut self) {
        self.entries = replayed(&self.operations);
    }

    /// The operations of `device` that can be undone and redone, the next one last. It follows from the journal
    /// alone, so it outlives the program. What was done together belongs to every annotation that any of it was about.
    fn history(
        &self,
        device: &str,
        concerns: impl Fn(&Annotation) -> bool,
    ) -> (Vec<&Operation>, Vec<&Operation>) {
        let is_concerned = |operation: &&Operation| {
            let entry = self.entries.get(operation.change.annotation());
            entry.is_some_and(|entry| concerns(&entry.annotation))
        };
        let own = || self.operations.iter().filter(|operation| &*operation.device == device);
        let batches: BTreeSet<&str> =
            own().filter(is_concerned).filter_map(|operation| operation.batch.as_deref()).collect();
        let (mut undo, mut redo) = (Stack::default(), Stack::default());
        for operation in own() {
            let is_of_batch = operation.batch.as_deref().is_some_and(|batch| batches.contains(batch));
            if !is_of_batch && !is_concerned(&operation) {
                continue;
            }
            if let Some(undone) = &operation.undoes {
                undo.take(undone);
                redo.push(operation);
            } else if let Some(redone) = &operation.redoes {
                redo.take(redone);
                undo.push(operation);
            } else {
                redo = Stack::default();
                undo.push(operation);
            }
        }
        (undo.operations(), redo.operations())
    }

    /// What takes back the last of these operations, and what was done together with it.
    fn reversal(&self, history: &[&Operation]) -> Option<Reversal> {
        let last = history.last()?;
        let is_together = |operation: &&Operation| last.batch.is_some() && operation.batch == last.batch;
        let others = history.iter().rev().skip(1).copied().filter(is_together);
        let together: Vec<&Operation> = std::iter::once(*last).chain(others).collect();
        let befores = self.befores(&together);
        let step = |operation: &&Operation| {
            Some((operation.id.clone(), reversed(&operation.change, befores.get(&operation.id))?))
        };
        let steps: Vec<(OperationId, Change)> = together.iter().filter_map(step).collect();
        let what = match steps.len() {
            0 => return None,
            1 => self.described(last).to_owned(),
            number => format!("import of {number} notes"),
        };
        Some(Reversal { steps, what })
    }

    /// What the reader did, in words: an undoing or redoing operation is described as what it undoes or redoes.
    fn described(&self, operation: &Operation) -> &'static str {
        let answers = operation.undoes.as_ref().or(operation.redoes.as_ref());
        let origin = answers.and_then(|id| self.operations.iter().find(|earlier| earlier.id == *id));
        match (origin, &operation.change) {
            (Some(origin), _) if order(origin, operation).is_lt() => self.described(origin),
            (_, Change::Add(annotation)) => kind_of(annotation),
            (_, Change::Edit { .. }) => "change of the note",
            (_, Change::Paint(..)) => "change of the colour",
            (_, Change::Delete(_) | Change::Restore(_)) => "deletion",
            (_, Change::Reanchor(..)) => "review of a changed sentence",
        }
    }

    /// What the annotation of each of these operations was before it.
    fn befores(&self, operations: &[&Operation]) -> BTreeMap<OperationId, Entry> {
        let wanted: BTreeSet<&OperationId> = operations.iter().map(|operation| &operation.id).collect();
        let subjects: BTreeSet<&AnnotationId> =
            operations.iter().map(|operation| operation.change.annotation()).collect();
        let (mut entries, mut befores) = (BTreeMap::new(), BTreeMap::new());
        for operation in &self.operations {
            let subject = operation.change.annotation();
            if !subjects.contains(subject) {
                continue;
            }
            if let Some(before) = entries.get(subject).filter(|_| wanted.contains(&operation.id)) {
                befores.insert(operation.id.clone(), Entry::clone(before));
            }
            apply(&mut entries, operation);
        }
        befores
    }
}

/// The change that takes `change` back: to what its annotation was before it.
fn reversed(change: &Change, before: Option<&Entry>) -> Option<Change> {
    let id = change.annotation().clone();
    let was_deleted = before.is_some_and(|before| before.deleted);
    Some(match change {
        Change::Add(_) => Change::Delete(id),
        // It may have been deleted on two devices, or brought back on two: then there is nothing to turn round.
        Change::Delete(_) | Change::Restore(_) if was_deleted => Change::Delete(id),
        Change::Delete(_) | Change::Restore(_) => Change::Restore(id),
        Change::Paint(..) => Change::Paint(id, before?.annotation.colour),
        Change::Reanchor(_, judgement) => {
            let earlier = before.and_then(|before| before.judged(&judgement.digest)).cloned();
            let open = || Judgement { verdict: Verdict::Open, ..(**judgement).clone() };
            Change::Reanchor(id, Box::new(earlier.unwrap_or_else(open)))
        }
        Change::Edit { .. } => {
            let Annotation { note, tags, .. } = (*before?.annotation).clone();
            Change::Edit { annotation: id, note, tags }
        }
    })
}

/// Operations in their order, any of which may be taken out.
#[derive(Default)]
struct Stack<'a> {
    operations: Vec<Option<&'a Operation>>,
    places: BTreeMap<&'a OperationId, usize>,
}

impl<'a> Stack<'a> {
    fn push(&mut self, operation: &'a Operation) {
        self.places.insert(&operation.id, self.operations.len());
        self.operations.push(Some(operation));
    }

    fn take(&mut self, id: &OperationId) {
        if let Some(place) = self.places.remove(id).and_then(|place| self.operations.get_mut(place)) {
            *place = None;
        }
    }

    fn operations(self) -> Vec<&'a Operation> {
        self.operations.into_iter().flatten().collect()
    }
}

impl Reversal {
    /// The request that carries an undo out.
    pub fn undo(self) -> Request {
        self.request(Request::Undo)
    }

    /// The request that carries a redo out.
    pub fn redo(self) -> Request {
        self.request(Request::Redo)
    }

    fn request(self, step: impl Fn(OperationId, Change) -> Request) -> Request {
        let mut requests: Vec<Request> =
            self.steps.into_iter().map(|(id, change)| step(id, change)).collect();
        if requests.len() == 1 { requests.swap_remove(0) } else { Request::Together(requests) }
    }
}

/// Operations stand in the order of their clocks; device and name settle a tie the same way everywhere.
fn order(one: &Operation, other: &Operation) -> Ordering {
    (one.clock, &one.device, &one.id).cmp(&(other.clock, &other.device, &other.id))
}

fn kind_of(annotation: &Annotation) -> &'static str {
    match (&annotation.correction, &annotation.note) {
        (Some(correction), _) => correction.what(),
        (None, _) if annotation.is_bookmark() => "bookmark",
        (None, Some(_)) => "note",
        (None, None) => "highlight",
    }
}

#[cfg(test)]
mod tests;
