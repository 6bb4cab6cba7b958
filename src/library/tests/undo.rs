//! What is taken back, and done again, whoever wrote between and whenever.

use super::*;

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let id = record(&mut open(home.path()), addition("one")).change.annotation().clone();
    record(&mut open(home.path()), edit(&id, "two"));
    for expected in [&["one"][..], &[]] {
        let mut library = open(home.path());
        let notebook = library.notebook().unwrap().notebook;
        let undo = notebook.undo(library.device(), |_| true).unwrap();
        record(&mut library, undo.undo());
        assert_eq!(notes(&mut library), expected);
    }
    for expected in ["one", "two"] {
        let mut library = open(home.path());
        let notebook = library.notebook().unwrap().notebook;
        let redo = notebook.redo(library.device(), |_| true).unwrap();
        record(&mut library, redo.redo());
        assert_eq!(notes(&mut library), [expected]);
    }
    let mut library = open(home.path());
    let notebook = library.notebook().unwrap().notebook;
    assert_eq!(notebook.redo(library.device(), |_| true), None);
}

#[test]
fn a_correction_of_a_newer_kind_survives_undo_and_redo_of_others() {
    let home = tempfile::tempdir().unwrap();
    let correction = Correction::NotSpeech { was: Some(SafeText::new("Warren")) };
    let Request::Add(draft) = addition("") else { unreachable!() };
    let own = Request::Add(Box::new(AnnotationDraft {
        note: None,
        colour: None,
        correction: Some(correction.clone()),
        ..*draft
    }));
    record(&mut open(home.path()), own);
    let journal = journal(home.path());
    let written = fs::read_to_string(&journal).unwrap();
    // The same record as another program would write it: of its own name, and of a kind that is not known here.
    let (_, json) = written.trim().split_once(' ').unwrap();
    let id = json.split("\"op_id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let json = json.replace(id, "theirs").replace("not-speech", "sworn-by");
    let bytes = format!("{written}\n{:08x} {json}\n", crc32c::crc32c(json.as_bytes()));
    fs::write(&journal, &bytes).unwrap();
    let mut library = open(home.path());
    let device = library.device().to_owned();
    let standing = |library: &mut Library| -> Vec<Correction> {
        let loaded = library.notebook().unwrap();
        assert_eq!(loaded.report, [Finding::Newer { operations: 1 }], "neither damaged nor lost");
        loaded.notebook.corrections().map(|(_, correction)| correction.clone()).collect()
    };
    assert_eq!(standing(&mut library), std::slice::from_ref(&correction));
    let undo = library.notebook().unwrap().notebook.undo(&device, |_| true).unwrap();
    assert_eq!(undo.what, correction.what(), "what is not understood is not undone");
    record(&mut library, undo.undo());
    assert_eq!(standing(&mut library), []);
    let mut again = open(home.path());
    let redo = again.notebook().unwrap().notebook.redo(&device, |_| true).unwrap().redo();
    record(&mut again, redo);
    assert_eq!(standing(&mut again), [correction]);
    assert!(fs::read_to_string(&journal).unwrap().starts_with(&bytes));
    assert!(quarantine(home.path()).is_empty());
}

#[test]
fn an_undone_deletion_in_one_batch_stands() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    let added = record(&mut library, addition("one"));
    let id = added.change.annotation().clone();
    let deleted = record(&mut library, Request::Delete(id.clone()));
    record(&mut library, Request::Undo(deleted.id, Change::Restore(id)));
    assert_eq!(notes(&mut library), ["one"]);
}

#[test]
fn a_clock_set_back_a_year_orders_nothing_anew() {
    const YEAR: i64 = 365 * 24 * 60 * 60 * 1000;
    let now = 3 * YEAR;
    let home = tempfile::tempdir().unwrap();
    let digest = Digest::of(TEXT);
    let at = |request: Request, wall: i64| {
        open(home.path()).record(Some((&digest, TEXT)), vec![request], wall).unwrap().remove(0)
    };
    let id = at(addition("first"), now).change.annotation().clone();
    at(edit(&id, "second"), now - YEAR);
    at(edit(&id, "third"), now - YEAR + 1);
    let later = at(addition("other"), now - YEAR + 2);
    assert!(later.clock.millis >= now, "time does not run backwards");
    let mut library = open(home.path());
    let notebook = library.notebook().unwrap().notebook;
    let entry = notebook.entry(&id).unwrap();
    assert_eq!((entry.annotation.note.as_deref(), entry.other_notes.len()), (Some("third"), 0));
    let undo = notebook.undo(library.device(), |annotation| annotation.id == id).unwrap();
    record(&mut library, undo.undo());
    assert_eq!(notes(&mut library), ["other", "second"]);
}
