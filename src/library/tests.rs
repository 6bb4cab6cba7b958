//! The library as a whole, on a disk that tears, flips and syncs.

mod damage;
mod sharing;
mod undo;

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
fn ten_thousand_records_at_once_are_all_there() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    let digest = Digest::of(TEXT);
    let requests = (0..10_000).map(|number| addition(&number.to_string())).collect();
    library.record(Some((&digest, TEXT)), requests, 1).unwrap();
    assert_eq!(open(home.path()).notebook().unwrap().notebook.standing().count(), 10_000);
}
