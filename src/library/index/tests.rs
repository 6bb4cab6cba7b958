use std::fs;

use super::*;
use crate::annotation::Moment;
use crate::article::{Article, Digest, Draft, Metadata, Origin, SafeText};
use crate::library::hit::Hits;
use crate::library::parcel::Parcel;
use crate::library::query::Query;
use crate::library::shelf::{Added, ArticleId, Deed, HeardQuotation, Page, ShelfEntry, Standing};
use crate::span::Span;

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

fn shelf(index: &mut Index) -> Vec<ShelfEntry> {
    index.shelf(&Query::default(), &[], Page::first(100)).unwrap()
}

fn titles(index: &mut Index) -> Vec<String> {
    shelf(index).into_iter().map(|entry| entry.title.to_string()).collect()
}

fn open(index: &mut Index, name: &str, text: &str, millis: i64) -> ArticleId {
    let parcel = Parcel::of(&article(&file(name), text));
    index.keep(&[parcel], Occasion::Opened, millis).unwrap().ids[0]
}

fn add(index: &mut Index, all: &[(&str, &str)]) -> Added {
    let parcels: Vec<Parcel> =
        all.iter().map(|(name, text)| Parcel::of(&article(&file(name), text))).collect();
    index.keep(&parcels, Occasion::Added, 1).unwrap()
}

fn found(index: &mut Index, typed: &str) -> Vec<String> {
    let hits = index.search_articles(&Query::parse(typed).unwrap(), &[], 10).unwrap();
    hits.hits.into_iter().map(|hit| hit.title.to_string()).collect()
}

/// Somebody says these words of the article's text.
fn hear(index: &mut Index, id: ArticleId, text: &str, said: &[(&str, &str)]) {
    let quotation = |(words, speaker): &(&str, &str)| {
        let start = text.find(words).unwrap();
        HeardQuotation {
            words: (*words).to_owned(),
            pieces: vec![Span::new(start, start + words.len())],
            kind: "direct",
            speaker: Some(SafeText::new(speaker)),
            confidence: Some(0.9),
        }
    };
    let quotations = said.iter().map(quotation).collect();
    index.hear(&[Heard { id, digest: Digest::of(text), words: 9, quotations }], 1).unwrap();
}

#[test]
fn the_shelf_holds_each_origin_once_and_the_last_opened_first() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let id = open(&mut index, "a", "old a", 1);
    open(&mut index, "b", "b", 2);
    assert_eq!(open(&mut index, "a", "new a", 3), id);
    assert_eq!(titles(&mut index), ["new a", "b"]);
    let other = open(&mut index, "b", "b", 4);
    let position = Position { byte: 5, cursor: 7, percent: 50 };
    index.remember_position(&Digest::of("b"), &file("b"), position, 5).unwrap();
    let entry = index.shelf(&Query::default(), &[], Page::first(1)).unwrap().remove(0);
    let expected = ShelfEntry {
        id: other,
        origin: file("b"),
        digest: Digest::of("b"),
        title: SafeText::new("b"),
        byline: Some(SafeText::new("A. Writer")),
        publication: None,
        section: None,
        date: None,
        url: None,
        words: 1,
        quotations: None,
        speakers: None,
        percent: Some(50),
        added: Moment(2),
        opened: Some(Moment(4)),
        standing: Standing::default(),
        tags: Vec::new(),
        shortfall: None,
    };
    assert_eq!(entry, expected);
    // The old text again, as when a change was taken back.
    open(&mut index, "a", "old a", 6);
    assert_eq!(titles(&mut index), ["old a", "b"]);
    let versions = index.versions(id).unwrap();
    assert!(versions.len() == 2 && versions.iter().all(|version| version.is_kept), "{versions:?}");
}

#[test]
fn no_article_is_there_twice() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let told = |added: &Added| (added.new, added.changed, added.twins, added.known);
    let first = add(&mut index, &[("a", "one"), ("b", "two"), ("c", "one")]);
    assert_eq!((told(&first), first.ids[0] == first.ids[2]), ((2, 0, 1, 0), true));
    assert_eq!(told(&add(&mut index, &[("a", "one"), ("b", "two"), ("c", "one")])), (0, 0, 0, 3));
    assert_eq!(told(&add(&mut index, &[("b", "two and more")])), (0, 1, 0, 0));
    assert_eq!(found(&mut index, "more"), ["two and more"]);
    assert_eq!(index.count(&Query::default(), &[]).unwrap(), 2);
    // A file that was overwritten with another one of the library is that one, with what was said about both.
    index.change(&Deed::Star, &[first.ids[1]], 5).unwrap();
    assert_eq!(told(&add(&mut index, &[("b", "one")])), (0, 1, 0, 0));
    let left = shelf(&mut index);
    assert_eq!((left.len(), left[0].id, left[0].standing.starred), (1, first.ids[0], Some(Moment(5))));
    assert_eq!(found(&mut index, "more"), [""; 0]);
    assert_eq!(index.copy(&Digest::of("two and more")).unwrap().unwrap().text.as_str(), "two and more");
}

#[test]
fn a_renamed_file_keeps_what_was_said_about_it_and_is_opened_where_it_is_now() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let id = open(&mut index, "a", "text", 1);
    index.change(&Deed::Tag(SafeText::new("ferry")), &[id], 2).unwrap();
    assert_eq!(add(&mut index, &[("renamed", "text")]).ids, [id]);
    let entry = index.entry(id).unwrap().unwrap();
    assert_eq!((entry.origin, entry.tags), (file("renamed"), vec![SafeText::new("ferry")]));
    assert_eq!(index.copy_of(&file("a")).unwrap().unwrap().text.as_str(), "text");
}

#[test]
fn what_is_done_can_be_undone() {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let text = "Moore said “the ferry is sold” in spring.";
    let id = open(&mut index, "a", text, 1);
    hear(&mut index, id, text, &[("“the ferry is sold”", "Ada Moore")]);
    let tag = Deed::Tag(SafeText::new("t"));
    for (deed, query) in [
        (Deed::Star, "is:starred"),
        (Deed::Archive, "is:archived"),
        (Deed::Finish, "is:read"),
        (tag, "tag:T"),
    ] {
        let done = index.change(&deed, &[id, ArticleId(77)], 9).unwrap();
        assert_eq!(
            (done.articles.as_slice(), found(&mut index, query).len()),
            ([id].as_slice(), 1),
            "{query}"
        );
        assert_eq!(index.change(&deed, &[id], 10).unwrap().articles, [], "{query}");
        index.change(&deed.inverse(), &done.articles, 11).unwrap();
        assert_eq!(found(&mut index, query).len(), 0, "{query}");
    }
    index.change(&Deed::Remove, &[id], 12).unwrap();
    let said = |index: &mut Index, typed: &str| {
        index.search_quotations(&Query::parse(typed).unwrap(), &[], 9).unwrap().hits.len()
    };
    for typed in ["ferry", "speaker:moore"] {
        assert_eq!((found(&mut index, typed).len(), said(&mut index, typed)), (0, 0), "{typed}");
    }
    assert_eq!(index.removed_last().unwrap(), [id]);
    index.change(&Deed::Restore, &[id], 13).unwrap();
    for typed in ["ferry", "speaker:moore"] {
        assert_eq!((found(&mut index, typed).len(), said(&mut index, typed)), (1, 1), "{typed}");
    }
    index.change(&Deed::Remove, &[id], 14).unwrap();
    assert_eq!((index.purge(14).unwrap(), index.purge(15).unwrap()), (0, 1));
    assert_eq!(index.copy(&Digest::of(text)).unwrap(), None);
}

/// Articles with their texts, in which three people speak.
fn spoken() -> (tempfile::TempDir, Index, [&'static str; 3]) {
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let texts = [
        ("a", "Ferry news. “Show me the bridge,” said Ada Moore."),
        ("b", "The café and the ferries. “Nobody asked,” said Ben Doe."),
        ("c", "A bridge, the ferry, and the mayor."),
    ];
    let ids = add(&mut index, &texts).ids;
    hear(
        &mut index,
        ids[0],
        texts[0].1,
        &[("“Show me the bridge,”", "Ada Moore"), ("the bridge", "Ben Ash")],
    );
    hear(&mut index, ids[1], texts[1].1, &[("“Nobody asked,”", "Ben Doe")]);
    (home, index, texts.map(|(_, text)| text))
}

#[test]
fn words_phrases_beginnings_and_voices_are_found() {
    let (_home, mut index, [a, b, c]) = spoken();
    for (typed, expected) in [
        ("cafe", vec![b]),
        ("CAFÉ", vec![b]),
        ("\"me the bridge\"", vec![a]),
        ("ferr* -mayor", vec![a, b]),
        ("fer* -mayor", vec![a, b]),
        ("the mayor", vec![c]),
        ("speaker:moore", vec![a]),
        ("speaker:\"ada moore\"", vec![a]),
        ("speaker:\"moore ada\"", vec![]),
        ("speaker:\"moore ben\"", vec![]),
        ("speaker:ben", vec![a, b]),
        ("speaker:ben -speaker:doe", vec![a]),
        ("-speaker:moore ferry", vec![c]),
        ("speaker:doe bridge", vec![]),
        ("by:writer mayor", vec![c]),
        ("has:quotations", vec![a, b]),
        ("-bridge", vec![b]),
        ("nowhere", vec![]),
    ] {
        let mut found = found(&mut index, typed);
        found.sort();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn what_is_asked_together_is_what_is_asked_one_by_one() {
    let (_home, mut index, texts) = spoken();
    let ids: Vec<ArticleId> = shelf(&mut index).iter().map(|entry| entry.id).collect();
    open(&mut index, "a", texts[0], 3);
    let gone = open(&mut index, "gone", "The ferry, the bridge and the mayor are gone.", 4);
    for (deed, of) in [
        (Deed::Star, &ids[..1]),
        (Deed::Archive, &ids[1..2]),
        (Deed::Finish, &ids[..2]),
        (Deed::Tag(SafeText::new("t")), &[ids[0], ids[2], gone][..]),
        (Deed::Star, &[gone][..]),
        (Deed::Remove, &[gone][..]),
    ] {
        index.change(&deed, of, 5).unwrap();
    }
    let noted = [ids[1], gone];
    let asked = |index: &mut Index, typed: &str| index.ids(&Query::parse(typed).unwrap(), &noted).unwrap();
    let all = asked(&mut index, "");
    assert_eq!(all.len(), 3);
    let alone = [
        "ferry",
        "bridg*",
        "-mayor",
        "speaker:ben",
        "by:writer",
        "in:x",
        "tag:t",
        "is:read",
        "is:unread",
        "is:new",
        "is:starred",
        "is:archived",
        "has:quotations",
        "has:notes",
        "after:2020",
    ];
    let told: Vec<(String, Vec<ArticleId>)> =
        alone.iter().map(|typed| ((*typed).to_owned(), asked(&mut index, typed))).collect();
    let turned = told.iter().filter(|(typed, _)| !typed.starts_with('-')).map(|(typed, has)| {
        let others = all.iter().filter(|id| !has.contains(id)).copied().collect();
        (format!("-{typed}"), others)
    });
    let told: Vec<(String, Vec<ArticleId>)> = told.iter().cloned().chain(turned).collect();
    for (one, of_one) in &told {
        for (other, of_other) in &told {
            let typed = format!("{one} {other}");
            let both: Vec<ArticleId> = of_one.iter().filter(|id| of_other.contains(id)).copied().collect();
            let query = Query::parse(&typed).unwrap();
            assert_eq!(asked(&mut index, &typed), both, "{typed}");
            assert_eq!(index.count(&query, &noted).unwrap(), both.len(), "{typed}");
            let hits = index.search_articles(&query, &noted, 9).unwrap();
            let mut found: Vec<ArticleId> =
                hits.hits.iter().filter_map(|hit| Some(hit.article.as_ref()?.id)).collect();
            found.sort_unstable();
            assert_eq!((found, hits.total, hits.is_cut), (both.clone(), both.len(), false), "{typed}");
        }
    }
    assert_eq!(index.as_asked(&Query::default(), &[], &[ids[0], gone]).unwrap(), [ids[0]]);
}

#[test]
fn more_quotations_than_are_looked_up_are_told_as_such() {
    const MANY: usize = 10_100;
    let home = tempfile::tempdir().unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let mut say = |name: &str, times: usize| {
        let text = format!("“Yes,” said Ada Moore of {name}.");
        let id = open(&mut index, name, &text, 1);
        hear(&mut index, id, &text, &vec![("“Yes,”", "Ada Moore"); times]);
        id
    };
    let starred = [say("a", 5), say("b", MANY), say("c", 5)][1];
    index.change(&Deed::Star, &[starred], 2).unwrap();
    for (typed, limit, told) in [
        ("yes", 3, (3, Hits::COUNTED, true)),
        // Which article each is in must be looked up.
        ("yes -is:starred", 3, (3, 5, true)),
        ("yes -is:starred", 8, (8, 8, true)),
        ("yes -is:starred", 20, (10, 10, false)),
        ("yes is:starred", 3, (3, Hits::COUNTED, true)),
        ("yes -by:writer", 3, (0, 0, false)),
    ] {
        let hits = index.search_quotations(&Query::parse(typed).unwrap(), &[], limit).unwrap();
        assert_eq!((hits.hits.len(), hits.total, hits.is_cut), told, "{typed} {limit}");
    }
}

#[test]
fn what_somebody_said_about_something_is_found() {
    let (_home, mut index, _) = spoken();
    for (typed, speakers) in [
        ("bridge", vec!["Ada Moore", "Ben Ash"]),
        ("bridge speaker:moore", vec!["Ada Moore"]),
        ("bridge -speaker:moore", vec!["Ben Ash"]),
        ("speaker:ben -speaker:doe", vec!["Ben Ash"]),
        ("speaker:ben -bridge", vec!["Ben Doe"]),
        ("speaker:moore is:new", vec!["Ada Moore"]),
        ("speaker:moore is:starred", vec![]),
        ("moore", vec![]),
        ("speaker:doe", vec!["Ben Doe"]),
        ("asked speaker:moore", vec![]),
        ("mayor", vec![]),
    ] {
        let hits = index.search_quotations(&Query::parse(typed).unwrap(), &[], 9).unwrap().hits;
        let mut found: Vec<&str> = hits.iter().filter_map(|hit| hit.speaker.as_deref()).collect();
        found.sort_unstable();
        assert_eq!(found, speakers, "{typed}");
        assert!(hits.iter().all(|hit| !hit.place.is_empty()));
    }
}

#[test]
fn an_index_of_version_3_still_knows_who_speaks() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let connection = Connection::open(&path).unwrap();
    for step in [include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")] {
        connection.execute_batch(step).unwrap();
    }
    connection.pragma_update(None, "user_version", 3).unwrap();
    let place = address::Address::of(&file("a")).place;
    let digest = Digest::of("a");
    connection.execute("INSERT INTO copy VALUES (1, ?1, x'00')", [digest.bytes()]).unwrap();
    connection
        .execute(
            "INSERT INTO article (id, copy, kind, place, title, words, added, touched, heard)
             VALUES (1, 1, 'file', ?1, 'A', 2, 1, 1, 1)",
            [place],
        )
        .unwrap();
    connection
        .execute_batch(
            "INSERT INTO speaker VALUES (1, 'ada moore', 'Ada Moore'), (2, 'ben doe', 'Ben Doe');
             INSERT INTO speaker_text (rowid, name) SELECT id, name FROM speaker;
             INSERT INTO quotation VALUES (1, 1, 0, 1, NULL, 'direct', 1, 0.9), (2, 1, 0, 1, NULL, 'direct', 1, 0.9),
                (3, 1, 0, 1, NULL, 'direct', 2, 0.9);",
        )
        .unwrap();
    drop(connection);
    let mut index = Index::new(path);
    for (typed, articles, quotations) in
        [("speaker:moore", 1, 2), ("speaker:\"ben doe\"", 1, 1), ("speaker:\"moore ben\"", 0, 0)]
    {
        let query = Query::parse(typed).unwrap();
        let totals = (
            index.search_articles(&query, &[], 9).unwrap().total,
            index.search_quotations(&query, &[], 9).unwrap().total,
        );
        assert_eq!(totals, (articles, quotations), "{typed}");
    }
    assert_eq!(index.unheard_count().unwrap(), 1);
}

#[test]
fn an_index_of_version_2_keeps_its_articles_places_and_marks() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("schema/1.sql")).unwrap();
    connection.execute_batch(include_str!("schema/2.sql")).unwrap();
    connection.pragma_update(None, "user_version", 2).unwrap();
    let old = [("a", "old a", 10, 0), ("a", "new a", 30, 1), ("b", "b", 20, 1), ("copy of b", "b", 25, 1)];
    for (name, text, at, is_current) in old {
        let place = address::Address::of(&file(name)).place;
        connection
            .execute(
                "INSERT INTO article VALUES (?1, 'file', ?2, ?3, 'W', NULL, '2020-05-01', 7, 3, ?4, ?5, ?6)",
                rusqlite::params![Digest::of(text).to_string(), place, text, at, at + 1, is_current],
            )
            .unwrap();
    }
    let digest = Digest::of("b").to_string();
    connection
        .execute("INSERT INTO position VALUES (?1, 'file', x'00', 5, 7, 60, 40)", rusqlite::params![digest])
        .unwrap();
    connection.execute("INSERT INTO mark VALUES (?1, 'x', 5, 1)", rusqlite::params![digest]).unwrap();
    drop(connection);
    let mut index = Index::new(path);
    let all = shelf(&mut index);
    let told: Vec<_> = all
        .iter()
        .map(|entry| (entry.title.as_str(), entry.added.0, entry.opened.map(|at| at.0), entry.percent))
        .collect();
    assert_eq!(told, [("new a", 30, Some(31), Some(0)), ("b", 20, Some(26), Some(60))]);
    assert_eq!(all[1].origin, file("copy of b"));
    assert_eq!(index.take_findings(), []);
    assert_eq!(index.position(&Digest::of("b"), &file("b")).unwrap(), Some(Place::At { byte: 5, cursor: 7 }));
    assert_eq!(index.marks(&Digest::of("b")).unwrap().len(), 1);
    assert_eq!(
        (found(&mut index, "new"), found(&mut index, "on:2020-05")),
        (vec!["new a".to_owned()], vec!["new a".to_owned(), "b".to_owned()])
    );
    assert_eq!(index.versions(all[0].id).unwrap().len(), 2);
    // Its text is kept when it is opened again, and it is the same article.
    assert_eq!(open(&mut index, "b", "b", 50), all[1].id);
    assert_eq!(index.copy_of(&file("b")).unwrap().unwrap().text.as_str(), "b");
    assert_eq!(index.copy_of(&file("copy of b")).unwrap().unwrap().text.as_str(), "b");
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
    assert_eq!(titles(&mut index), [""; 0]);
    assert_eq!(index.position(&Digest::of("a"), &file("a")).unwrap(), None);
    assert!(!home.path().join("new").exists());
}

#[test]
fn a_damaged_index_is_moved_aside_and_begun_anew() {
    let whole = {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("library.db");
        let mut index = Index::new(path.clone());
        open(&mut index, "a", "a", 1);
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
        titles(&mut index);
        open(&mut index, "b", "b", 1);
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
    open(&mut index, "a", "a", 1);
    let connection = index.connection.as_ref().unwrap();
    connection.execute_batch("DROP TABLE article").unwrap();
    open(&mut index, "b", "b", 2);
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
                    let name = format!("{instance}-{number}");
                    open(&mut index, &name, &name, number);
                }
                assert_eq!(index.take_findings(), []);
            });
        }
    });
    assert_eq!(titles(&mut Index::new(path)).len(), 40);
}

#[cfg(unix)]
#[test]
fn a_planted_link_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let victim = home.path().join("victim");
    std::os::unix::fs::symlink(&victim, home.path().join("library.db")).unwrap();
    let mut index = Index::new(home.path().join("library.db"));
    let parcel = Parcel::of(&article(&file("a"), "a"));
    let error = index.keep(&[parcel], Occasion::Opened, 1).unwrap_err();
    assert!(matches!(error, Error::Link { .. }), "{error}");
    assert!(!victim.exists());
}
