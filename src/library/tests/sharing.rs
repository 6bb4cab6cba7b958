//! Journals that other instances, devices and versions of the program write too.

use super::*;

#[test]
fn what_a_newer_version_wrote_survives_and_is_counted() {
    let home = tempfile::tempdir().unwrap();
    record(&mut open(home.path()), addition("kept"));
    let journal = journal(home.path());
    let seal = |json: &str| format!("\n{:08x} {json}\n", crc32c::crc32c(json.as_bytes()));
    let ahead = r#"{"v":1,"op":"translate","op_id":"x","hlc":{"millis":5000,"counter":3},"payload":{}}"#;
    let later = r#"{"v":2,"op":"add","op_id":"y","shape":["other"]}"#;
    let newer = [ahead, later, later].map(seal).concat();
    let mut bytes = fs::read_to_string(&journal).unwrap();
    bytes.push_str(&newer);
    fs::write(&journal, &bytes).unwrap();
    let mut library = open(home.path());
    let report = library.notebook().unwrap().report;
    assert_eq!(report, [Finding::Newer { operations: 2 }]);
    let operation = record(&mut library, addition("next"));
    assert_eq!((operation.clock.millis, operation.clock.counter), (5000, 4));
    assert_eq!(notes(&mut library), ["kept", "next"]);
    assert!(fs::read_to_string(&journal).unwrap().starts_with(&bytes));
}

#[test]
fn a_broken_clock_does_not_run_out_of_numbers() {
    let home = tempfile::tempdir().unwrap();
    record(&mut open(home.path()), addition("kept"));
    let journal = journal(home.path());
    let json = format!(
        r#"{{"v":1,"op_id":"x","hlc":{{"millis":{},"counter":{}}},"device":"d","op":"delete","annotation_id":"none"}}"#,
        i64::MAX,
        u32::MAX
    );
    let before = fs::read_to_string(&journal).unwrap();
    let sum = crc32c::crc32c(json.as_bytes());
    fs::write(&journal, format!("{before}\n{sum:08x} {json}\n")).unwrap();
    let mut library = open(home.path());
    record(&mut library, addition("next"));
    assert_eq!(notes(&mut library), ["kept", "next"]);
}

#[test]
fn two_instances_at_once_keep_both_sets_and_both_notes() {
    let home = tempfile::tempdir().unwrap();
    let id = record(&mut open(home.path()), addition("first")).change.annotation().clone();
    let (mut one, mut two) = (open(home.path()), open(home.path()));
    one.notebook().unwrap();
    two.notebook().unwrap();
    assert!(!one.has_news());
    record(&mut one, edit(&id, "of one"));
    assert!(!one.has_news(), "its own words are no news");
    record(&mut two, edit(&id, "of two"));
    record(&mut two, addition("new of two"));
    assert!(one.has_news());
    let notebook = one.notebook().unwrap().notebook;
    assert!(!one.has_news());
    assert_eq!(notebook, two.notebook().unwrap().notebook);
    let entry = notebook.entry(&id).unwrap();
    let mut both = vec![entry.annotation.note.clone().unwrap()];
    both.extend(entry.other_notes.clone());
    both.sort();
    assert_eq!(both, [SafeText::new("of one"), SafeText::new("of two")]);
    assert_eq!(notebook.standing().count(), 2);
    assert_eq!(one.device(), two.device());
}

#[test]
fn copies_of_conflicts_and_lines_of_git_are_merged() {
    let home = tempfile::tempdir().unwrap();
    record(&mut open(home.path()), addition("common"));
    let journal = journal(home.path());
    let common = fs::read_to_string(&journal).unwrap();
    let mut sides = Vec::new();
    for note in ["ours", "theirs", "synced"] {
        fs::write(&journal, &common).unwrap();
        record(&mut open(home.path()), addition(note));
        let whole = fs::read_to_string(&journal).unwrap();
        sides.push(whole.strip_prefix(&common).unwrap().to_owned());
    }
    let [ours, theirs, synced] = sides.as_slice() else {
        panic!("three sides");
    };
    let conflict = format!("{common}<<<<<<< HEAD{ours}=======\r\n{theirs}>>>>>>> 1a2b3c\n");
    fs::write(&journal, conflict).unwrap();
    let stem = journal.file_stem().unwrap().to_str().unwrap();
    let copy = format!("{stem}.sync-conflict-20260102-030405-ABCDEFG.jsonl");
    fs::write(journal.with_file_name(copy), format!("{common}{synced}")).unwrap();
    let mut library = open(home.path());
    assert_eq!(notes(&mut library), ["common", "ours", "synced", "theirs"]);
    assert_eq!(library.notebook().unwrap().report, []);
}
