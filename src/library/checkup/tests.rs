use std::fs;
use std::path::Path;

use super::*;
use crate::annotation::{AnnotationDraft, Colour, Request, Target};
use crate::article::{Article, Draft, Origin, SafeText};
use crate::library::Library;
use crate::span::Span;

fn paths(home: &Path) -> Paths {
    Paths::new(Some(home.join("data")), Some(home.join("config"))).unwrap()
}

/// A home with one note and an index.
fn kept(home: &Path) {
    let draft = Draft { text: SafeText::new("“Yes,” she said."), ..Draft::default() };
    let article = Article::new(Origin::Bundled("a".to_owned()), draft);
    let request = Request::Add(Box::new(AnnotationDraft {
        target: Target::new(&article, Span::new(0, 5)),
        note: Some(SafeText::new("n")),
        tags: Vec::new(),
        colour: Some(Colour::default()),
        correction: None,
    }));
    let mut library = Library::new(paths(home));
    library.record(Some((&article.digest, article.text())), vec![request], 1).unwrap();
    library.remember_article(&article, 1).unwrap();
}

/// Everything below a folder with its bytes.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.path().display().to_string();
        if entry.path().is_dir() {
            found.extend(all(&entry.path()));
            found.push((name, Vec::new()));
        } else {
            found.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

fn only(folder: &Path, ending: &str) -> std::path::PathBuf {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    names.into_iter().find(|path| path.extension().is_some_and(|found| found == ending)).unwrap()
}

#[test]
fn a_sound_home_is_found_well_and_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    assert!(Checkup::of(&paths(home.path())).is_well());
    assert!(fs::read_dir(home.path()).unwrap().next().is_none());
    kept(home.path());
    let before = all(home.path());
    let checkup = Checkup::of(&paths(home.path()));
    assert_eq!(checkup.ailments, []);
    assert!(checkup.sound.contains(&"1 record in 1 journal, none damaged".to_owned()), "{checkup:?}");
    assert_eq!(repair(&paths(home.path())).unwrap(), [""; 0]);
    assert_eq!(all(home.path()), before);
}

/// What is told, how bad it is, and what was done.
type Harm<'h> = (&'h str, Degree, &'h dyn Fn(&Path));

#[test]
fn each_ailment_is_found_told_and_left_as_it_is() {
    let journal = |home: &Path| only(&home.join("data/notes/journal"), "jsonl");
    let harms: &[Harm<'_>] = &[
        ("is damaged: its checksum is wrong", Degree::Wrong, &|home| {
            let mut bytes = fs::read(journal(home)).unwrap();
            let place = bytes.len() / 2;
            bytes[place] ^= 1;
            fs::write(journal(home), bytes).unwrap();
        }),
        ("is not the text that its name stands for", Degree::Wrong, &|home| {
            fs::write(only(&home.join("data/notes/texts"), "txt"), "other").unwrap();
        }),
        ("that notes are about are not in", Degree::Odd, &|home| {
            fs::remove_file(only(&home.join("data/notes/texts"), "txt")).unwrap();
        }),
        ("holds no name of a device", Degree::Wrong, &|home| {
            fs::write(home.join("data/device"), "../up").unwrap();
        }),
        ("device is not there", Degree::Odd, &|home| fs::remove_file(home.join("data/device")).unwrap()),
        ("was left by a save that was cut short", Degree::Odd, &|home| {
            private(&home.join("data/notes/texts/.1a2b3c4d.tmp"), "half");
        }),
        ("is a synchronizer's copy of a conflict", Degree::Odd, &|home| {
            private(&home.join("data/notes/journal/a.sync-conflict-20260101-000000-ABCDEFG.jsonl"), "");
        }),
        ("is no unfinished note that can be read", Degree::Wrong, &|home| {
            fs::create_dir(home.join("data/notes/drafts")).unwrap();
            private(&home.join("data/notes/drafts/a.json"), "{");
        }),
        ("library.db is damaged", Degree::Wrong, &|home| {
            let mut bytes = fs::read(home.join("data/library.db")).unwrap();
            bytes.iter_mut().skip(4096).for_each(|byte| *byte = 0xa5);
            fs::write(home.join("data/library.db"), bytes).unwrap();
        }),
        ("library.db cannot be used", Degree::Wrong, &|home| {
            fs::write(home.join("data/library.db"), "no database at all, by any means").unwrap();
        }),
    ];
    for (told, degree, harm) in harms {
        let home = tempfile::tempdir().unwrap();
        kept(home.path());
        harm(home.path());
        let before = all(home.path());
        let ailments = Checkup::of(&paths(home.path())).ailments;
        let found = ailments.iter().find(|ailment| ailment.what.contains(told));
        assert_eq!(found.map(|found| found.degree), Some(*degree), "{told}: {ailments:?}");
        assert_eq!(all(home.path()), before, "{told}");
    }
}

fn private(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn what_others_may_open_is_closed_and_a_damaged_index_begun_anew() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    kept(home.path());
    let set = |path: &str, mode| {
        fs::set_permissions(home.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("data/notes", 0o755);
    set("data/device", 0o644);
    fs::write(home.path().join("data/library.db"), "no database at all, by any means").unwrap();
    assert_eq!(Checkup::of(&paths(home.path())).ailments.len(), 3);
    let done = repair(&paths(home.path())).unwrap();
    assert_eq!(done.len(), 3, "{done:?}");
    assert_eq!(Checkup::of(&paths(home.path())).ailments, []);
    assert!(home.path().join("data/library.db.damaged").exists());
    set("data", 0o777);
    let ailments = Checkup::of(&paths(home.path())).ailments;
    assert!(ailments.iter().any(|ailment| ailment.what.contains("every user may change")), "{ailments:?}");
}

#[test]
fn damaged_words_are_read_anew_and_nothing_else_is_lost() {
    use crate::library::{Deed, Page, Query};
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let mut library = Library::new(paths.clone());
    let draft =
        crate::article::Draft { text: SafeText::new("The ferry."), ..crate::article::Draft::default() };
    let article = Article::new(Origin::File("/a.txt".into()), draft);
    let id = library.remember_article(&article, 1).unwrap().unwrap();
    library.change(&Deed::Star, &[id], 2).unwrap();
    drop(library);
    let connection = rusqlite::Connection::open(paths.index_file()).unwrap();
    connection.execute_batch("UPDATE article_text_data SET block = x'00ff' WHERE id > 10").unwrap();
    drop(connection);
    assert!(!Checkup::of(&paths).is_well());
    assert_eq!(repair(&paths).unwrap().len(), 1);
    assert!(Checkup::of(&paths).is_well(), "{:?}", Checkup::of(&paths));
    let query = Query::parse("ferry is:starred").unwrap();
    let found =
        Library::new(paths).shelf(&query, &crate::annotation::Notebook::default(), Page::first(9)).unwrap();
    assert_eq!(found.len(), 1);
}
