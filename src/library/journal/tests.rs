use std::fs;

use super::*;
use crate::annotation::Change;

fn delete(name: &str) -> Vec<Request> {
    vec![Request::Delete(AnnotationId(name.into()))]
}

fn write(journal: &mut Journal, name: &str) -> Result<Vec<Operation>, Error> {
    journal.record(delete(name), 1_000, |_| None)
}

fn subjects(folder: &Path) -> Vec<String> {
    let reading = super::super::reading::read(folder).unwrap();
    assert_eq!(reading.damaged, []);
    let mut operations = reading.operations;
    operations.sort_by_key(|operation| operation.clock);
    operations.into_iter().map(|operation| operation.change.annotation().0.to_string()).collect()
}

#[test]
fn instances_on_one_device_write_files_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let new = || Journal::new(home.path().to_owned(), "dev".to_owned());
    let (mut one, mut two, mut three) = (new(), new(), new());
    for journal in [&mut one, &mut two, &mut three] {
        write(journal, "a").unwrap();
    }
    let name = |journal: &Journal| journal.file().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!([name(&one), name(&two), name(&three)], ["dev.jsonl", "dev-2.jsonl", "dev-3.jsonl"]);
    drop(two);
    let mut four = new();
    let operations = write(&mut four, "b").unwrap();
    assert_eq!(name(&four), "dev-2.jsonl");
    assert_eq!(operations[0].device, "dev".into());
    assert_eq!(subjects(home.path()).len(), 4);
}

#[test]
fn a_clock_comes_after_every_clock_that_was_read() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    let ahead = Clock { millis: 9_000, counter: 4 };
    journal.observe(ahead);
    let operation = write(&mut journal, "a").unwrap().remove(0);
    assert!(operation.clock > ahead, "{:?}", operation.clock);
    journal.observe(Clock::default());
    assert!(write(&mut journal, "b").unwrap().remove(0).clock > operation.clock);
}

#[test]
fn a_request_is_the_parent_of_the_next_one_on_the_same_annotation() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    let seen = OperationId("seen".into());
    let id = AnnotationId("a".into());
    let requests = vec![
        Request::Delete(id.clone()),
        Request::Undo(seen.clone(), Change::Restore(id)),
        Request::Delete(AnnotationId("b".into())),
    ];
    let operations = journal.record(requests, 1, |_| Some(seen.clone())).unwrap();
    assert_eq!(operations[0].parent.as_ref(), Some(&seen));
    assert_eq!(operations[1].parent.as_ref(), Some(&operations[0].id));
    assert_eq!(operations[1].undoes.as_ref(), Some(&seen));
    assert_eq!(operations[2].parent.as_ref(), Some(&seen));
}

/// Exchanges the file of `journal` for a handle that cannot write.
fn break_handle(journal: &mut Journal) {
    let own = journal.own.as_mut().unwrap();
    own.file = File::open(&own.path).unwrap();
}

#[test]
fn a_failed_write_is_reported_and_the_next_one_works_and_is_read_back() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    write(&mut journal, "before").unwrap();
    break_handle(&mut journal);
    let error = write(&mut journal, "lost").unwrap_err().to_string();
    assert!(error.starts_with("cannot write ") && error.ends_with("nothing was saved"), "{error}");
    assert!(journal.is_in_doubt);
    write(&mut journal, "after").unwrap();
    assert!(!journal.is_in_doubt);
    assert_eq!(subjects(home.path()), ["before", "after"]);
}

#[test]
fn what_was_begun_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    write(&mut journal, "before").unwrap();
    let own = journal.own.as_mut().unwrap();
    let before = own.file.metadata().unwrap().len();
    own.file.write_all(b"\n12345678 {\"half").unwrap();
    own.take_back(before);
    write(&mut journal, "after").unwrap();
    assert_eq!(subjects(home.path()), ["before", "after"]);
}

#[test]
fn reading_back_compares_the_bytes() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    fs::write(&path, "abcdef").unwrap();
    for (place, bytes, same) in [(3, "def", true), (3, "dex", false), (3, "de", false), (4, "def", false)] {
        assert_eq!(reads_back(&path, place, bytes.as_bytes()).unwrap(), same, "{bytes}");
    }
}

#[cfg(unix)]
#[test]
fn a_journal_that_was_exchanged_or_deleted_is_opened_anew() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    write(&mut journal, "one").unwrap();
    let path = journal.file().unwrap().to_owned();
    // As git and Syncthing do it: a new file is moved over the old one.
    fs::copy(&path, home.path().join("copy")).unwrap();
    fs::rename(home.path().join("copy"), &path).unwrap();
    write(&mut journal, "two").unwrap();
    assert_eq!(subjects(home.path()), ["one", "two"]);
    fs::remove_file(&path).unwrap();
    write(&mut journal, "three").unwrap();
    assert_eq!(subjects(home.path()), ["three"]);
}

#[cfg(unix)]
#[test]
fn a_planted_link_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let victim = home.path().join("victim");
    for victim_exists in [true, false] {
        if victim_exists {
            fs::write(&victim, "precious").unwrap();
        } else {
            fs::remove_file(&victim).unwrap();
            fs::remove_file(home.path().join("dev.jsonl")).unwrap();
        }
        std::os::unix::fs::symlink(&victim, home.path().join("dev.jsonl")).unwrap();
        let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
        let error = write(&mut journal, "a").unwrap_err();
        assert!(matches!(error, Error::Link { .. }), "{error}");
        assert!(error.to_string().contains("dev.jsonl"), "{error}");
        let found = fs::read_to_string(&victim).ok();
        assert_eq!(found.as_deref(), victim_exists.then_some("precious"));
    }
}

#[test]
fn a_record_is_in_one_page_if_it_can_be() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(home.path().to_owned(), "dev".to_owned());
    let mut names: Vec<String> = (0..60).map(|number| "a".repeat(1 + number * 97)).collect();
    for name in &names {
        write(&mut journal, name).unwrap();
    }
    let bytes = fs::read(journal.file().unwrap()).unwrap();
    let mut place = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (first, last) = (place / 4096, (place + line.len() - 1) / 4096);
        let is_record = !line.trim_ascii().is_empty();
        // A line end that the record brings along stands before it.
        assert!(!is_record || first == last || line.len() >= 4096, "{place} {}", line.len());
        place += line.len();
    }
    let mut found = subjects(home.path());
    found.sort();
    names.sort();
    assert_eq!(found, names);
}
