use std::fs;

use super::*;
use crate::article::{Article, Digest, Draft, Metadata, Origin, SafeText};
use crate::library::parcel::Parcel;
use crate::library::query::Query;
use crate::library::shelf::{Added, Page, ShelfEntry};

fn article(origin: &Origin, text: &str) -> Article {
    let metadata = Metadata {
        title: Some(SafeText::new(text)),
        byline: Some(SafeText::new("A. Writer")),
        ..Metadata::default()
    };
    let draft = Draft { text: SafeText::new(text), metadata, ..Draft::default() };
    Article::new(origin.clone(), draft)
}

fn file(name: &str) -> Origin {
    Origin::File(PathBuf::from("/columns").join(name))
}

/// Keeps `article` as opened.
fn open(index: &mut Index, article: &Article, millis: i64) -> Result<Added, Error> {
    index.keep(&[Parcel::of(article)], Occasion::Opened, millis)
}

fn shelf(index: &mut Index, limit: usize) -> Vec<ShelfEntry> {
    index.shelf(&Query::default(), &[], Page::first(limit)).unwrap()
}

fn titles(index: &mut Index) -> Vec<String> {
    let shelf = shelf(index, 10);
    shelf.into_iter().map(|entry| entry.title.to_string()).collect()
}

#[test]
fn the_shelf_holds_each_origin_once_and_the_last_opened_first() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    open(&mut index, &article(&file("a"), "old a"), 1).unwrap();
    open(&mut index, &article(&file("b"), "b"), 2).unwrap();
    open(&mut index, &article(&file("a"), "new a"), 3).unwrap();
    assert_eq!(titles(&mut index), ["new a", "b"]);
    open(&mut index, &article(&file("b"), "b"), 5).unwrap();
    let position = Position { byte: 5, cursor: 7, percent: 50 };
    index.remember_position(&Digest::of("b"), &file("b"), position, 5).unwrap();
    let first = shelf(&mut index, 1);
    let [entry] = first.as_slice() else { panic!("the limit holds") };
    assert_eq!((entry.title.as_str(), entry.words, entry.percent), ("b", 1, Some(50)));
    assert_eq!((entry.added.0, entry.opened.map(|opened| opened.0)), (2, Some(5)));
    // The old text again, as when a change was taken back.
    open(&mut index, &article(&file("a"), "old a"), 6).unwrap();
    assert_eq!(titles(&mut index), ["old a", "b"]);
}

/// A library of version 2, as it was written before texts were kept.
fn of_version_2(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(include_str!("schema/1.sql")).unwrap();
    connection.execute_batch(include_str!("schema/2.sql")).unwrap();
    let digest = Digest::of("b").to_string();
    let rows = "INSERT INTO article VALUES
        ('X1', 'file', CAST('/columns/b' AS BLOB), 'B', 'A. Writer', 'The Herald', '1901-05-04', 20, 7, 2, 5, 1),
        ('X1', 'file', CAST('/columns/twin' AS BLOB), 'B', NULL, NULL, NULL, 20, 7, 1, 3, 1),
        ('X1', 'input', CAST('' AS BLOB), 'Piped', NULL, NULL, NULL, 20, 7, 1, 9, 1);
        INSERT INTO position VALUES ('X1', 'file', CAST('/columns/b' AS BLOB), 5, 7, 50, 5);
        INSERT INTO mark VALUES ('X1', 'a', 3, 1);
        PRAGMA user_version = 2";
    connection.execute_batch(&rows.replace("X1", &digest)).unwrap();
}

#[test]
fn what_an_older_version_kept_is_still_there() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    of_version_2(&path);
    let mut index = Index::new(path);
    let kept = shelf(&mut index, 10);
    assert_eq!(index.take_findings(), []);
    let [entry] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!((&entry.origin, entry.title.as_str(), entry.quotations), (&file("b"), "B", Some(7)));
    assert_eq!((entry.percent, entry.added.0, entry.opened.map(|opened| opened.0)), (Some(50), 1, Some(5)));
    let digest = Digest::of("b");
    let place = index.position(&digest, &file("b")).unwrap();
    assert_eq!(place, Some(Place::At { byte: 5, cursor: 7 }));
    assert_eq!(index.marks(&digest).unwrap().get(&'a'), Some(&3));
    // The text comes when it is opened again, at either place.
    assert_eq!(index.copy(&digest).unwrap(), None);
    open(&mut index, &article(&file("twin"), "b"), 10).unwrap();
    assert_eq!(index.copy(&digest).unwrap().map(|draft| draft.text.to_string()).as_deref(), Some("b"));
    assert_eq!(shelf(&mut index, 10).len(), 1);
}

#[test]
fn a_place_is_found_by_the_text_and_else_by_the_origin() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let mut index = Index::new(path.clone());
    let (one, two, three) = (Digest::of("one"), Digest::of("two"), Digest::of("three"));
    let mut remember = |digest, name: &str, byte, percent, at| {
        index
            .remember_position(digest, &file(name), Position { byte, cursor: byte + 2, percent }, at)
            .unwrap();
    };
    remember(&one, "a", 100, 10, 1);
    remember(&two, "a", 700, 70, 2);
    remember(&one, "copy of a", 300, 30, 3);
    remember(&two, "a", 800, 80, 4);
    drop(index);
    let mut index = Index::new(path);
    for (digest, name, place) in [
        (&one, "a", Some(Place::At { byte: 300, cursor: 302 })),
        (&two, "a", Some(Place::At { byte: 800, cursor: 802 })),
        (&two, "elsewhere", Some(Place::At { byte: 800, cursor: 802 })),
        (&three, "a", Some(Place::About(80))),
        (&three, "copy of a", Some(Place::About(30))),
        (&three, "elsewhere", None),
    ] {
        assert_eq!(index.position(digest, &file(name)).unwrap(), place, "{name}, {digest}");
    }
}

#[test]
fn asking_makes_no_file() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("new").join("library.db"));
    assert_eq!(shelf(&mut index, 10), []);
    assert_eq!(index.position(&Digest::of("a"), &file("a")).unwrap(), None);
    assert!(!home.path().join("new").exists());
}

#[test]
fn a_damaged_index_is_moved_aside_and_begun_anew() {
    let whole = {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("library.db");
        let mut index = Index::new(path.clone());
        open(&mut index, &article(&file("a"), "a"), 1).unwrap();
        drop(index);
        fs::read(path).unwrap()
    };
    let mut scrambled = whole.clone();
    scrambled[100..].fill(0xa5);
    let mut short = whole.clone();
    short.truncate(4096);
    let zeros = vec![0; whole.len()];
    for (name, bytes) in [
        ("no database", b"words, not a database, and more of them".as_slice()),
        ("scrambled", &scrambled),
        ("cut short", &short),
        ("zeros", &zeros),
    ] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("library.db");
        fs::write(&path, bytes).unwrap();
        let mut index = Index::new(path.clone());
        shelf(&mut index, 10);
        open(&mut index, &article(&file("b"), "b"), 1).unwrap();
        assert_eq!(titles(&mut index), ["b"], "{name}");
        let moved_to = home.path().join("library.db.damaged");
        let why = "was damaged";
        let finding = Finding::IndexSetAside { moved_to: moved_to.clone(), why };
        assert_eq!(index.take_findings(), [finding], "{name}");
        assert_eq!(index.take_findings(), []);
        assert_eq!(fs::read(moved_to).unwrap(), bytes, "{name}");
    }
}

#[test]
fn damage_while_it_is_open_is_survived_too() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    open(&mut index, &article(&file("a"), "a"), 1).unwrap();
    let connection = index.connection.as_ref().unwrap();
    connection.execute_batch("DROP TABLE article").unwrap();
    open(&mut index, &article(&file("b"), "b"), 2).unwrap();
    assert_eq!(titles(&mut index), ["b"]);
    assert_eq!(index.take_findings().len(), 1);
}

#[test]
fn an_index_of_a_newer_version_is_kept_aside_unchanged() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE later (a); PRAGMA user_version = 7").unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let mut index = Index::new(path);
    assert_eq!(titles(&mut index), [""; 0]);
    let told = index.take_findings().remove(0).to_string();
    assert!(told.contains("library.db.v7") && told.contains("newer"), "{told}");
    assert_eq!(fs::read(home.path().join("library.db.v7")).unwrap(), before);
}

#[test]
fn marks_belong_to_their_text_and_move() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let (one, other) = (Digest::of("one"), Digest::of("other"));
    let mut index = Index::new(path.clone());
    assert!(index.marks(&one).unwrap().is_empty());
    for (letter, byte) in [('a', 3), ('b', 9), ('a', 5)] {
        index.remember_mark(&one, letter, byte, 1).unwrap();
    }
    let marks = Index::new(path).marks(&one).unwrap();
    assert_eq!(marks.into_iter().collect::<Vec<_>>(), [('a', 5), ('b', 9)]);
    assert!(index.marks(&other).unwrap().is_empty());
}

#[test]
fn two_instances_share_one_index() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    std::thread::scope(|scope| {
        for instance in 0..2 {
            let path = path.clone();
            scope.spawn(move || {
                let mut index = Index::new(path);
                for number in 0..20 {
                    let origin = file(&format!("{instance}-{number}"));
                    open(&mut index, &article(&origin, &format!("text {instance}-{number}")), number)
                        .unwrap();
                }
                assert_eq!(index.take_findings(), []);
            });
        }
    });
    assert_eq!(shelf(&mut Index::new(path), 100).len(), 40);
}

#[cfg(unix)]
#[test]
fn a_planted_link_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let victim = home.path().join("victim");
    std::os::unix::fs::symlink(&victim, home.path().join("library.db")).unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let error = open(&mut index, &article(&file("a"), "a"), 1).unwrap_err();
    assert!(matches!(error, Error::Link { .. }), "{error}");
    assert!(!victim.exists());
}
