//! Gives what the reader asked for its names, its time and its parents.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::{NoContext, Timestamp, Uuid};

use crate::annotation::{
    Annotation, AnnotationDraft, AnnotationId, Change, Clock, Moment, Name, Operation, OperationId, Request,
};

/// Makes operations of `requests`, in their order, at `wall` milliseconds since 1970-01-01 UTC.
///
/// `clock` is the latest clock seen, and is moved on. `parent` is the last operation on an annotation that the reader
/// had seen; a request in the same batch is the parent of the next one on the same annotation.
pub(super) fn operations(
    requests: Vec<Request>,
    device: &str,
    clock: &mut Clock,
    wall: i64,
    parent: impl Fn(&AnnotationId) -> Option<OperationId>,
) -> Vec<Operation> {
    let mut latest = BTreeMap::<AnnotationId, OperationId>::new();
    let device = Arc::<str>::from(device);
    let mut operations = Vec::with_capacity(requests.len());
    for (request, batch) in parted(requests, wall) {
        *clock = clock.next(wall);
        let (change, undoes, redoes) = match request {
            Request::Add(draft) => (Change::Add(Arc::new(annotation(*draft, wall))), None, None),
            Request::Adopt(annotation) => (Change::Add(Arc::from(annotation)), None, None),
            Request::Edit { annotation, note, tags } => (Change::Edit { annotation, note, tags }, None, None),
            Request::Paint(annotation, colour) => (Change::Paint(annotation, Some(colour)), None, None),
            Request::Delete(annotation) => (Change::Delete(annotation), None, None),
            Request::Restore(annotation) => (Change::Restore(annotation), None, None),
            Request::Together(_) => continue,
            Request::Reanchor(annotation, judgement) => (Change::Reanchor(annotation, judgement), None, None),
            Request::Undo(operation, change) => (change, Some(operation), None),
            Request::Redo(operation, change) => (change, None, Some(operation)),
        };
        let id = OperationId(new_name(wall));
        let subject = change.annotation().clone();
        let parent = latest.get(&subject).cloned().or_else(|| parent(&subject));
        latest.insert(subject, id.clone());
        operations.push(Operation {
            id,
            clock: *clock,
            device: Arc::clone(&device),
            parent,
            undoes,
            redoes,
            batch,
            change,
        });
    }
    operations
}

/// The requests one by one, each with the name of those that it belongs together with.
fn parted(requests: Vec<Request>, wall: i64) -> Vec<(Request, Option<String>)> {
    let mut all = Vec::with_capacity(requests.len());
    for request in requests {
        match request {
            Request::Together(together) => {
                let batch = new_name(wall).to_string();
                // Within one that is undone as a whole, no smaller one is.
                all.extend(
                    parted(together, wall).into_iter().map(|(request, _)| (request, Some(batch.clone()))),
                );
            }
            request => all.push((request, None)),
        }
    }
    all
}

fn annotation(draft: AnnotationDraft, wall: i64) -> Annotation {
    Annotation {
        id: AnnotationId(new_name(wall)),
        target: draft.target,
        note: draft.note,
        tags: draft.tags,
        colour: draft.colour,
        correction: draft.correction,
        created: Moment(wall),
        modified: Moment(wall),
    }
}

/// A UUID that begins with the time, so that names sort as they were made.
fn new_name(wall: i64) -> Name {
    let millis = u64::try_from(wall).unwrap_or(0);
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos)).into()
}
