//! The library as a whole, on a disk that tears, flips and syncs.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::annotation::{AnnotationDraft, Colour, Correction, Target};
use crate::article::{Draft, Metadata};
use crate::span::Span;

const TEXT: &str = "“We lost the room,” Warren said. “Twice.”";

/// A library that stands in for one run of the program.
fn open(home: &Path) -> Library {
    Library::new(Paths::new(Some(home.join("data")), Some(home.join("config"))).unwrap())
}

fn article() -> Article {
    let draft = Draft { text: SafeText::new(TEXT), metadata: Metadata::default(), ..Draft::default() };
    Article::new(Origin::File("/columns/a.md".into()), draft)
}

fn addition(note: &str) -> Request {
    let draft = AnnotationDraft {
        target: Target::new(&article(), Span::new(3, 5)),
        note: Some(SafeText::new(note)),
        colour: Some(Colour::default()),
        correction: None,
        tags: Vec::new(),
    };
    Request::Add(Box::new(draft))
}

fn edit(id: &AnnotationId, note: &str) -> Request {
    Request::Edit { annotation: id.clone(), note: Some(SafeText::new(note)), tags: Vec::new() }
}

fn record(library: &mut Library, request: Request) -> Operation {
    let digest = Digest::of(TEXT);
    library.record(Some((&digest, TEXT)), vec![request], 1_000).unwrap().remove(0)
}

fn notes(library: &mut Library) -> Vec<String> {
    let loaded = library.notebook().unwrap();
    let note = |entry: &crate::annotation::Entry| entry.annotation.note.as_ref().map(SafeText::to_string);
    let mut notes: Vec<String> = loaded.notebook.standing().filter_map(note).collect();
    notes.sort();
    notes
}

/// The one journal in `home`.
fn journal(home: &Path) -> PathBuf {
    let mut journals = listing(&home.join("data/notes/journal"));
    journals.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    assert_eq!(journals.len(), 1, "{journals:?}");
    journals.remove(0)
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn quarantine(home: &Path) -> Vec<Vec<u8>> {
    let copies = listing(&home.join("data/notes/journal/.quarantine"));
    copies.into_iter().map(|copy| fs::read(copy).unwrap()).collect()
}

#[test]
fn reading_makes_nothing_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    assert_eq!(library.notebook().unwrap(), Loaded { notebook: Notebook::default(), report: Vec::new() });
    assert!(!library.device().is_empty());
    assert_eq!(library.record(None, Vec::new(), 1).unwrap(), []);
    assert_eq!(library.text(&Digest::of(TEXT)).unwrap(), None);
    assert_eq!(library.shelf(&Query::default(), &Notebook::default(), Page::first(9)).unwrap(), []);
    assert!(!library.has_news());
    assert!(listing(home.path()).is_empty());
}

#[test]
fn what_was_recorded_is_there_after_a_restart_with_its_text() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    let mut live = library.notebook().unwrap().notebook;
    let added = record(&mut library, addition("one"));
    let id = added.change.annotation().clone();
    live.extend([added]);
    for request in [edit(&id, "two"), Request::Delete(id), addition("three")] {
        live.extend([record(&mut library, request)]);
    }
    let device = library.device().to_owned();
    drop(library);
    let mut library = open(home.path());
    assert_eq!(library.notebook().unwrap().notebook, live);
    assert_eq!(library.device(), device);
    assert_eq!(library.text(&Digest::of(TEXT)).unwrap().as_deref(), Some(TEXT));
}

#[test]
fn the_text_is_kept_before_the_note_or_the_note_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    fs::create_dir_all(home.path().join("data/notes")).unwrap();
    fs::write(home.path().join("data/notes/texts"), "in the way").unwrap();
    let result = library.record(Some((&Digest::of(TEXT), TEXT)), vec![addition("one")], 1);
    assert!(matches!(result, Err(Error::Folder { .. })), "{result:?}");
    assert_eq!(notes(&mut library), [""; 0]);
}

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

/// Takes away what other instances wrote beside `journal`. There is none but where a test beside this one starts a
/// process: between fork and exec it holds the lock too, and the next record rightly goes to a file of its own.
fn keep_only(journal: &Path) {
    for entry in fs::read_dir(journal.parent().unwrap()).unwrap().map(Result::unwrap) {
        if entry.path() != *journal && entry.path().is_file() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

#[test]
fn a_record_torn_at_any_byte_costs_that_record_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    record(&mut library, addition("kept"));
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    record(&mut library, addition("torn"));
    drop(library);
    let both = fs::read(&journal).unwrap();
    for cut in whole.len()..=both.len() {
        for tail in [&b""[..], &[0; 40]] {
            let torn = [&both[..cut], tail].concat();
            fs::write(&journal, &torn).unwrap();
            keep_only(&journal);
            let mut library = open(home.path());
            let has_both = cut == both.len() || (cut == both.len() - 1 && tail.is_empty());
            let expected: &[&str] = if has_both { &["kept", "torn"] } else { &["kept"] };
            assert_eq!(notes(&mut library), expected, "cut at {cut}");
            record(&mut library, addition("next"));
            assert_eq!(notes(&mut library).len(), expected.len() + 1, "cut at {cut}");
            let now = fs::read(&journal).unwrap();
            assert!(now.starts_with(&torn), "what is there is never rewritten");
        }
    }
}

#[test]
fn a_flipped_bit_is_quarantined_once_and_the_rest_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let mut bytes = fs::read(&journal).unwrap();
    let place = bytes.windows(3).position(|window| window == b"two").unwrap();
    bytes[place] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    let damaged = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| line.windows(3).any(|window| window == b"uwo"))
        .unwrap();
    for expected_new in [true, false] {
        let mut library = open(home.path());
        let report = library.notebook().unwrap().report;
        let [Finding::Damaged { file, line: 4, is_new, copy: Some(copy), .. }] = report.as_slice() else {
            panic!("{report:?}");
        };
        assert_eq!((file, *is_new), (&journal, expected_new));
        assert_eq!(fs::read(copy).unwrap(), damaged);
        assert_eq!(quarantine(home.path()), [damaged]);
        assert_eq!(notes(&mut library), ["one", "three"]);
    }
    assert_eq!(fs::read(&journal).unwrap(), bytes);
}

#[test]
fn journals_of_nothing_but_noise_are_survived() {
    let noise: [&[u8]; 6] = [b"", &[0; 8192], b"\n\n\n", &[0xff; 300], b"{}", b"\xef\xbb\xbf\n"];
    for bytes in noise {
        let home = tempfile::tempdir().unwrap();
        let mut library = open(home.path());
        record(&mut library, addition("kept"));
        let folder = home.path().join("data/notes/journal");
        fs::write(folder.join("other.jsonl"), bytes).unwrap();
        fs::create_dir(folder.join("folder.jsonl")).unwrap();
        assert_eq!(notes(&mut open(home.path())), ["kept"], "{bytes:?}");
    }
}

#[test]
fn a_file_that_is_no_journal_does_not_flood_the_quarantine() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/notes/journal");
    fs::create_dir_all(&folder).unwrap();
    let lines: Vec<String> = (0..1000).map(|number| format!("line {number}")).collect();
    fs::write(folder.join("other.jsonl"), lines.join("\n")).unwrap();
    let report = open(home.path()).notebook().unwrap().report;
    assert_eq!(report.len(), 1000);
    assert_eq!(quarantine(home.path()).len(), 256);
}

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

#[test]
fn a_folder_that_cannot_be_made_gives_one_clear_error() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("data"), "in the way").unwrap();
    let mut library = open(home.path());
    let digest = Digest::of(TEXT);
    let error = library.record(Some((&digest, TEXT)), vec![addition("one")], 1);
    let message = error.unwrap_err().to_string();
    assert!(message.contains("data") && !message.contains('\n'), "{message}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_gives_one_clear_error_and_is_still_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    record(&mut open(home.path()), addition("kept"));
    let folder = home.path().join("data/notes/journal");
    let file = journal(home.path());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let mut library = open(home.path());
    assert_eq!(notes(&mut library), ["kept"]);
    // The superuser may write everywhere; then there is nothing to be refused.
    if fs::write(folder.join("probe"), "").is_err() {
        let error = library.record(None, vec![addition("one")], 1).unwrap_err();
        assert!(matches!(error, Error::Write { .. }), "{error}");
        assert!(error.to_string().contains("ermission denied"), "{error}");
        assert_eq!(notes(&mut library), ["kept"]);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(unix)]
#[test]
fn only_the_reader_can_open_the_files_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;
    for umask in ["000", "077", "277"] {
        let home = tempfile::tempdir().unwrap();
        let status = std::process::Command::new("sh")
            .arg("-c")
            .arg(format!("umask {umask}; exec \"$0\" --exact \"$1\" --ignored --quiet"))
            .arg(std::env::current_exe().unwrap())
            .arg("library::tests::makes_one_of_everything")
            .env("SAYSO_TEST_HOME", home.path())
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "umask {umask}");
        let mut count = 0;
        let mut paths = vec![home.path().join("data")];
        while let Some(path) = paths.pop() {
            let metadata = fs::metadata(&path).unwrap();
            let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
            let mode = metadata.permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{} with umask {umask}", path.display());
            count += 1;
            paths.extend(listing(&path));
        }
        assert!(count > 8, "{count}");
    }
}

/// Run by the test above in a process with a umask of its own.
#[test]
#[ignore = "makes files for another test"]
fn makes_one_of_everything() {
    let home = PathBuf::from(std::env::var_os("SAYSO_TEST_HOME").unwrap());
    let mut library = open(&home);
    record(&mut library, addition("one"));
    let damaged = reading::Damaged { file: PathBuf::new(), line: 1, why: "", bytes: Vec::new() };
    quarantine::keep(&library.paths().notes_journal_dir(), vec![damaged]);
    library.remember_article(&article(), 1).unwrap();
}

#[test]
fn ten_thousand_records_open_in_time() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    let digest = Digest::of(TEXT);
    let requests = (0..10_000).map(|number| addition(&number.to_string())).collect();
    library.record(Some((&digest, TEXT)), requests, 1).unwrap();
    assert_eq!(open(home.path()).notebook().unwrap().notebook.standing().count(), 10_000);
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
fn a_flipped_bit_anywhere_costs_one_record_at_most_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    let all = ["one", "three", "two"];
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        fs::write(&journal, &bytes).unwrap();
        let mut library = open(home.path());
        let left = notes(&mut library);
        let report = library.notebook().unwrap().report;
        let lost: Vec<&str> = all.into_iter().filter(|note| !left.iter().any(|left| left == note)).collect();
        assert!(lost.len() <= 1 && left.len() + lost.len() == 3, "byte {place}: {left:?}");
        assert!(lost.is_empty() || !report.is_empty(), "byte {place}: lost without a word");
        assert_eq!(fs::read(&journal).unwrap(), bytes);
    }
}

#[test]
fn a_journal_cut_off_or_overwritten_anywhere_keeps_the_records_before() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    let ends: Vec<usize> = whole
        .windows(3)
        .enumerate()
        .filter(|(_, window)| *window == b"}\n\n")
        .map(|(at, _)| at + 2)
        .collect();
    assert_eq!(ends.len(), 2);
    for cut in (0..whole.len()).step_by(7) {
        let before = ends.iter().filter(|end| **end <= cut).count();
        let overwritten = [&whole[..cut], &vec![0; whole.len() - cut]].concat();
        for bytes in [whole[..cut].to_vec(), overwritten] {
            fs::write(&journal, &bytes).unwrap();
            let left = notes(&mut open(home.path())).len();
            // The newline behind a record need not be there for it to be whole.
            assert!(left == before || left == before + 1, "cut at {cut}: {left} of {before}");
            assert!(left >= before);
        }
    }
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
