use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::annotation::{Clock, Colour, Moment, PositionSelector, QuoteSelector, Target};

/// Devices that write apart and hear of each other now and then, as over a slow synchronizer.
struct World {
    devices: Vec<Device>,
    count: usize,
}

fn only_step(reversal: Option<Reversal>) -> Option<(OperationId, Change)> {
    reversal.and_then(|mut reversal| reversal.steps.pop())
}

struct Device {
    name: String,
    clock: Clock,
    notebook: Notebook,
}

impl World {
    fn new(devices: usize) -> Self {
        let device = |number| Device {
            name: format!("device{number}"),
            clock: Clock::default(),
            notebook: Notebook::default(),
        };
        Self { devices: (0..devices).map(device).collect(), count: 0 }
    }

    fn name(&mut self, prefix: &str) -> String {
        self.count += 1;
        format!("{prefix}{:04}", self.count)
    }

    fn write(&mut self, device: usize, change: Change) -> Operation {
        self.write_reversal(device, change, None, None)
    }

    fn write_reversal(
        &mut self,
        device: usize,
        change: Change,
        undoes: Option<OperationId>,
        redoes: Option<OperationId>,
    ) -> Operation {
        let id = OperationId(self.name("o").into());
        let writer = &mut self.devices[device];
        writer.clock = writer.clock.next(0);
        let operation = Operation {
            id,
            clock: writer.clock,
            device: writer.name.as_str().into(),
            parent: writer.notebook.last_operations().get(change.annotation()).cloned(),
            undoes,
            redoes,
            batch: None,
            change,
        };
        writer.notebook.extend([operation.clone()]);
        operation
    }

    fn add(&mut self, device: usize, note: &str) -> AnnotationId {
        let annotation = annotation(&self.name("a"), note);
        let id = annotation.id.clone();
        self.write(device, Change::Add(Arc::new(annotation)));
        id
    }

    fn edit(&mut self, device: usize, id: &AnnotationId, note: &str) -> Operation {
        let change = Change::Edit {
            annotation: id.clone(),
            note: (!note.is_empty()).then(|| SafeText::new(note)),
            tags: vec![SafeText::new(note)],
        };
        self.write(device, change)
    }

    fn undo(&mut self, device: usize) -> bool {
        let writer = &self.devices[device];
        let Some((operation, change)) = only_step(writer.notebook.undo(&writer.name, |_| true)) else {
            return false;
        };
        self.write_reversal(device, change, Some(operation), None);
        true
    }

    fn redo(&mut self, device: usize) -> bool {
        let writer = &self.devices[device];
        let Some((operation, change)) = only_step(writer.notebook.redo(&writer.name, |_| true)) else {
            return false;
        };
        self.write_reversal(device, change, None, Some(operation));
        true
    }

    /// `device` hears all that `other` knows.
    fn hear(&mut self, device: usize, other: usize) {
        let heard: Vec<Operation> = self.devices[other].notebook.operations.clone();
        let hearer = &mut self.devices[device];
        for operation in &heard {
            hearer.clock = hearer.clock.max(operation.clock);
        }
        hearer.notebook.extend(heard);
    }

    fn hear_all(&mut self) {
        for device in 1..self.devices.len() {
            self.hear(0, device);
        }
        for device in 1..self.devices.len() {
            self.hear(device, 0);
        }
    }

    fn notebook(&self, device: usize) -> &Notebook {
        &self.devices[device].notebook
    }

    /// The note that stands and those beside it.
    fn notes(&self, device: usize, id: &AnnotationId) -> (String, Vec<String>) {
        let entry = self.notebook(device).entry(id).unwrap();
        let note = entry.annotation.note.as_ref().map(SafeText::to_string);
        let others = entry.other_notes.iter().map(SafeText::to_string).collect();
        (note.unwrap_or_default(), others)
    }

    /// Carries out one step of a random history.
    fn step(&mut self, step: &Step) {
        let device = step.device % self.devices.len();
        let notebook = self.notebook(device);
        let ids: Vec<AnnotationId> = notebook.entries.keys().cloned().collect();
        let id = (!ids.is_empty()).then(|| step.subject.get(&ids).clone());
        match (step.kind % 7, id) {
            (1, Some(id)) => drop(self.edit(device, &id, &format!("note {}", step.kind / 7))),
            (2, Some(id)) => drop(self.write(device, Change::Delete(id))),
            (3, Some(id)) => drop(self.write(device, Change::Restore(id))),
            (4, _) => drop(self.undo(device)),
            (5, _) => drop(self.redo(device)),
            (6, _) => self.hear(device, (device + 1) % self.devices.len()),
            _ => drop(self.add(device, &format!("note {}", step.kind / 7))),
        }
    }

    fn lived(devices: usize, steps: &[Step]) -> Self {
        let mut world = Self::new(devices);
        for step in steps {
            world.step(step);
        }
        world
    }

    fn operations(&self) -> Vec<Operation> {
        let known = self.devices.iter().flat_map(|device| device.notebook.operations.iter());
        known.cloned().collect()
    }
}

#[derive(Clone, Debug)]
struct Step {
    device: usize,
    kind: u8,
    subject: Index,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0usize..3, 0u8..28, any::<Index>()).prop_map(|(device, kind, subject)| Step {
        device,
        kind,
        subject,
    });
    prop::collection::vec(step, 0..30)
}

fn annotation(name: &str, note: &str) -> Annotation {
    let words = SafeText::new("words");
    let target = Target {
        origin: SafeText::new("test"),
        digest: Digest::of("words"),
        metadata: Arc::default(),
        quote: QuoteSelector { exact: words.clone(), prefix: SafeText::default(), suffix: words },
        position: PositionSelector { start: 0, end: 5 },
    };
    Annotation {
        id: AnnotationId(name.into()),
        target,
        note: (!note.is_empty()).then(|| SafeText::new(note)),
        tags: Vec::new(),
        colour: Some(Colour::default()),
        correction: None,
        created: Moment(0),
        modified: Moment(0),
    }
}

/// What a reader sees of the notes that stand, bar the time of the last change.
fn seen(notebook: &Notebook) -> Vec<(Annotation, Vec<SafeText>)> {
    let entry = |entry: &Entry| {
        let mut annotation = Annotation::clone(&entry.annotation);
        annotation.modified = annotation.created;
        (annotation, entry.other_notes.clone())
    };
    notebook.standing().map(entry).collect()
}

proptest! {
    #[test]
    fn any_order_of_the_same_operations_gives_the_same_notebook(
        steps in steps(),
        order in prop::collection::vec(any::<Index>(), 120),
        chunk in 1usize..9,
    ) {
        let mut operations = World::lived(3, &steps).operations();
        let expected = Notebook::new(operations.clone());
        for (place, other) in order.into_iter().enumerate().take(operations.len()) {
            let other = other.index(operations.len());
            operations.swap(place, other);
        }
        prop_assert_eq!(&Notebook::new(operations.clone()), &expected);
        let mut grown = Notebook::default();
        for chunk in operations.chunks(chunk) {
            grown.extend(chunk.to_vec());
        }
        prop_assert_eq!(&grown, &expected);
        grown.extend(operations);
        prop_assert_eq!(&grown, &expected);
    }

    #[test]
    fn devices_that_heard_everything_agree(steps in steps()) {
        let mut world = World::lived(3, &steps);
        world.hear_all();
        prop_assert_eq!(world.notebook(0), world.notebook(1));
        prop_assert_eq!(world.notebook(0), world.notebook(2));
        prop_assert_eq!(&Notebook::new(world.operations()), world.notebook(0));
    }

    #[test]
    fn undo_then_redo_gives_back_what_stood(steps in steps(), times in 1usize..5) {
        let mut world = World::lived(3, &steps);
        // What others do meanwhile is not this device's to take back, so it has heard all before.
        world.hear_all();
        let mut stood = Vec::new();
        for _ in 0..times {
            let before = seen(world.notebook(0));
            if world.undo(0) {
                stood.push(before);
            }
        }
        while let Some(before) = stood.pop() {
            prop_assert!(world.redo(0));
            prop_assert_eq!(seen(world.notebook(0)), before);
        }
    }

    #[test]
    fn a_restart_changes_neither_the_notes_nor_what_can_be_undone(steps in steps()) {
        let world = World::lived(3, &steps);
        for device in &world.devices {
            let again = Notebook::new(device.notebook.operations.iter().cloned());
            prop_assert_eq!(&again, &device.notebook);
            let name = &device.name;
            prop_assert_eq!(again.undo(name, |_| true), device.notebook.undo(name, |_| true));
            prop_assert_eq!(again.redo(name, |_| true), device.notebook.redo(name, |_| true));
        }
    }

    #[test]
    fn everything_can_be_undone_back_to_nothing(steps in steps()) {
        let mut world = World::lived(1, &steps);
        let most = world.notebook(0).operations.len();
        for _ in 0..most {
            world.undo(0);
        }
        prop_assert!(!world.undo(0));
        prop_assert_eq!(seen(world.notebook(0)), vec![]);
    }
}

#[test]
fn two_edits_at_once_keep_both_notes_wherever_they_are_read() {
    let mut world = World::new(2);
    let id = world.add(0, "first");
    world.hear(1, 0);
    world.edit(0, &id, "of zero");
    world.edit(1, &id, "of one");
    world.hear_all();
    let both = ("of one".to_owned(), vec!["of zero".to_owned()]);
    assert_eq!(world.notes(0, &id), both);
    assert_eq!(world.notes(1, &id), both);
}

#[test]
fn a_writer_who_goes_on_replaces_only_what_that_writer_had_seen() {
    let mut world = World::new(2);
    let id = world.add(0, "first");
    world.hear(1, 0);
    world.edit(0, &id, "of zero");
    world.edit(1, &id, "of one");
    world.edit(0, &id, "of zero, again");
    world.hear_all();
    assert_eq!(world.notes(0, &id), ("of zero, again".to_owned(), vec!["of one".to_owned()]));
}

#[test]
fn the_same_words_at_once_are_one_note() {
    let mut world = World::new(2);
    let id = world.add(0, "");
    world.hear(1, 0);
    world.edit(0, &id, "same");
    world.edit(1, &id, "same");
    world.hear_all();
    assert_eq!(world.notes(0, &id), ("same".to_owned(), vec![]));
}

#[test]
fn an_edit_that_saw_both_notes_settles_it_and_undo_brings_both_back() {
    let mut world = World::new(2);
    let id = world.add(0, "first");
    world.hear(1, 0);
    world.edit(0, &id, "of zero");
    world.edit(1, &id, "of one");
    world.hear_all();
    let both = world.notes(0, &id);
    world.edit(0, &id, "settled");
    assert_eq!(world.notes(0, &id), ("settled".to_owned(), vec![]));
    assert!(world.undo(0));
    assert_eq!(world.notes(0, &id), both);
    assert!(world.redo(0));
    assert_eq!(world.notes(0, &id), ("settled".to_owned(), vec![]));
}

#[test]
fn an_edit_apart_from_a_deletion_adds_no_note_that_its_writer_replaced() {
    let mut world = World::new(2);
    let id = world.add(0, "first");
    world.hear(1, 0);
    world.write(0, Change::Delete(id.clone()));
    world.edit(1, &id, "second");
    world.hear_all();
    assert_eq!(world.notes(0, &id), ("second".to_owned(), vec![]));
}

#[test]
fn a_colour_makes_no_second_note_and_is_undone_by_itself() {
    let mut world = World::new(2);
    let id = world.add(0, "one");
    world.hear(1, 0);
    world.write(0, Change::Paint(id.clone(), Some(Colour::Blue)));
    world.write(1, Change::Paint(id.clone(), Some(Colour::Red)));
    world.edit(1, &id, "two");
    world.hear_all();
    let entry = |world: &World| world.devices[0].notebook.entry(&id).unwrap().clone();
    assert_eq!((entry(&world).annotation.note.as_deref(), entry(&world).other_notes.len()), (Some("two"), 0));
    assert_eq!(entry(&world).annotation.colour, Some(Colour::Red));
    let undone =
        world.devices[1].notebook.undo(&world.devices[1].name, |_| true).map(|reversal| reversal.what);
    assert_eq!(undone.as_deref(), Some("change of the note"));
    assert!(world.undo(1) && world.undo(1));
    world.hear_all();
    assert_eq!(
        (entry(&world).annotation.note.as_deref(), entry(&world).annotation.colour),
        (Some("one"), Some(Colour::Blue))
    );
}

#[test]
fn undo_takes_back_only_what_this_device_did_to_what_concerns_the_reader() {
    let mut world = World::new(2);
    let mine = world.add(0, "mine");
    world.hear(1, 0);
    let theirs = world.add(1, "theirs");
    world.hear(0, 1);
    let notebook = world.notebook(0);
    let mut undo = notebook.undo("device0", |_| true).unwrap();
    assert_eq!((undo.steps.swap_remove(0).1, undo.what.as_str()), (Change::Delete(mine), "note"));
    assert_eq!(notebook.undo("device0", |annotation| annotation.id == theirs), None);
    assert_eq!(notebook.undo("nobody", |_| true), None);
    assert_eq!(notebook.redo("device0", |_| true), None);
}

#[test]
fn a_new_change_ends_what_could_be_redone() {
    let mut world = World::new(1);
    let id = world.add(0, "first");
    world.edit(0, &id, "second");
    assert!(world.undo(0));
    world.edit(0, &id, "third");
    assert!(!world.redo(0));
    assert!(world.undo(0));
    assert_eq!(world.notes(0, &id).0, "first");
}

#[test]
fn an_operation_whose_annotation_is_not_there_yet_waits_for_it() {
    let mut world = World::new(1);
    let id = world.add(0, "first");
    let edit = world.edit(0, &id, "second");
    let mut notebook = Notebook::new([edit]);
    assert_eq!(notebook.standing().count(), 0);
    notebook.extend(world.operations());
    assert_eq!(&notebook, world.notebook(0));
}

#[test]
fn only_the_first_of_two_additions_of_one_name_counts_and_no_change_before_it() {
    let mut world = World::new(1);
    let operation = |world: &mut World, millis, change| Operation {
        clock: Clock { millis, counter: 0 },
        ..world.write(0, change)
    };
    let edit = |note: &str| Change::Edit {
        annotation: AnnotationId("a".into()),
        note: Some(SafeText::new(note)),
        tags: Vec::new(),
    };
    let add = |note: &str| Change::Add(Arc::new(annotation("a", note)));
    let all = [
        operation(&mut world, 1, edit("before")),
        operation(&mut world, 2, add("first")),
        operation(&mut world, 3, add("second")),
        operation(&mut world, 4, Change::Add(Arc::new(annotation("0", "other")))),
    ];
    let mut one_by_one = Notebook::default();
    for operation in &all {
        one_by_one.extend([operation.clone()]);
    }
    assert_eq!(Notebook::new(all.into_iter().rev()), one_by_one);
    let notes: Vec<&str> =
        one_by_one.standing().map(|entry| entry.annotation.note.as_deref().unwrap_or_default()).collect();
    assert_eq!(notes, ["other", "first"]);
}

#[test]
fn what_was_done_together_is_undone_and_redone_together() {
    let mut world = World::new(1);
    let before = world.add(0, "before");
    let ids: Vec<AnnotationId> = (0..3)
        .map(|number| {
            let annotation = annotation(&format!("i{number}"), "imported");
            let id = annotation.id.clone();
            let operation = world.write(0, Change::Add(Arc::new(annotation)));
            let mut batched = world.devices[0].notebook.operations.clone();
            let last = batched.iter_mut().find(|known| known.id == operation.id).unwrap();
            last.batch = Some("import".to_owned());
            world.devices[0].notebook = Notebook::new(batched);
            id
        })
        .collect();
    let standing = |notebook: &Notebook| notebook.standing().count();
    // Whoever reads one of the articles takes all of it back.
    let undo = world.notebook(0).undo("device0", |annotation| annotation.id == ids[1]).unwrap();
    assert_eq!((undo.steps.len(), undo.what.as_str()), (3, "import of 3 notes"));
    let Request::Together(requests) = undo.clone().undo() else { panic!("{undo:?}") };
    assert_eq!(requests.len(), 3);
    let take = |world: &mut World, reversal: Reversal, is_undo: bool, batch: &str| {
        for (operation, change) in reversal.steps {
            let (undoes, redoes) = if is_undo { (Some(operation), None) } else { (None, Some(operation)) };
            let id = world.write_reversal(0, change, undoes, redoes).id;
            let mut all = world.devices[0].notebook.operations.clone();
            all.iter_mut().find(|known| known.id == id).unwrap().batch = Some(batch.to_owned());
            world.devices[0].notebook = Notebook::new(all);
        }
    };
    take(&mut world, undo, true, "undo");
    assert_eq!(standing(world.notebook(0)), 1);
    assert!(!world.notebook(0).entry(&before).unwrap().deleted);
    let redo = world.notebook(0).redo("device0", |_| true).unwrap();
    assert_eq!((redo.steps.len(), redo.what.as_str()), (3, "import of 3 notes"));
    take(&mut world, redo, false, "redo");
    assert_eq!(standing(world.notebook(0)), 4);
}
