//! Notes that come in: what an import tells, brings, leaves alone, and how it is taken back.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fs::File;

use serde_json::Value;
use support::Home;

const COLUMN: &str = "---
title: How a vote was lost
byline: Jane Doe
url: https://example.org/vote
---

They knew it early. “We lost the room,” said Elizabeth Warren.

“Never again,” James Comey told reporters. It rained. It rained.
";

/// Four notes: one in place, one whose words stand twice, one that is gone, one on an article that is not here.
const HYPOTHESIS: &str = r#"{"export_date": "2026-01-02", "annotations": [
  {"id": "one", "created": "2026-01-02T03:04:05+00:00", "updated": "2026-01-02T03:05:05+00:00",
   "uri": "http://www.example.org/vote/", "text": "Who counted?", "tags": ["count"], "document": {"title": ["x"]},
   "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "\"We lost\nthe room,\"", "prefix": "other "}]}]},
  {"id": "two", "created": "2026-01-02T03:04:05Z", "uri": "https://example.org/vote", "text": "", "tags": [],
   "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "It rained.", "prefix": "reporters. "}]}]},
  {"id": "three", "created": "2026-01-02T03:04:05Z", "uri": "https://example.org/vote", "text": "where?", "tags": [],
   "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "It snowed."}]}]},
  {"id": "four", "created": "2026-01-02T03:04:05Z", "uri": "https://example.org/other", "text": "on all", "tags": [],
   "document": {"title": ["Another day"]}, "target": [{"source": "https://example.org/other"}]}
]}"#;

fn home() -> Home {
    let home = Home::new();
    home.file("column.md", COLUMN);
    home.file("notes.json", HYPOTHESIS);
    home
}

fn export(home: &Home) -> Vec<Value> {
    // That there are none is said on standard error.
    serde_json::from_str(&home.say(["export", "--format", "json"]).out).unwrap()
}

#[test]
fn a_dry_run_tells_what_would_come_and_changes_nothing() {
    let home = home();
    let told = home.say(["import", "notes.json", "--dry-run", "--article", "column.md"]).done();
    assert_eq!(
        told,
        "4 notes would come from Hypothesis\n     2 in place\n     1 without a place: the words are not in the article, \
         or not in one place only\n     1 without an article here\n       not here: Another day (1 note)\n"
    );
    assert_eq!(export(&home), Vec::<Value>::new());
}

#[test]
fn what_comes_stands_in_its_place_or_is_kept_without_one_and_comes_once() {
    let home = home();
    home.say(["import", "notes.json", "--article", "column.md"]).done();
    let notes = export(&home);
    let of = |words: &str| {
        notes.iter().find(|note| note["quotation"] == words).unwrap_or_else(|| panic!("{notes:?}"))
    };
    let first = of("“We lost the room,”");
    assert_eq!(
        (&first["note"], &first["orphan"], &first["speaker"]),
        (&"Who counted?".into(), &false.into(), &"Elizabeth Warren".into())
    );
    assert_eq!(
        (&first["created"], &first["modified"]),
        (&"2026-01-02T03:04:05Z".into(), &"2026-01-02T03:05:05Z".into())
    );
    assert_eq!(first["tags"], serde_json::json!(["count"]));
    assert_eq!(of("It rained.")["orphan"], false);
    assert_eq!((&of("It snowed.")["orphan"], &of("It snowed.")["note"]), (&true.into(), &"where?".into()));
    assert_eq!(of("Another day")["url"], "https://example.org/other");
    let again = home.say(["import", "notes.json", "--article", "column.md"]).done();
    assert_eq!(again, "nothing new came from Hypothesis\n     4 here already\n");
    // A note that was changed here is not changed back.
    let id = first["id"].as_str().unwrap();
    home.say(["notes", "edit", id, "--note", "Nobody."]).done();
    let again = home.say(["import", "notes.json", "--article", "column.md"]).done();
    assert!(again.contains("     1 here already with another note, which stays\n"), "{again}");
    assert!(export(&home).iter().any(|note| note["note"] == "Nobody."));
}

#[test]
fn one_undo_takes_an_import_back_and_one_redo_brings_it_again() {
    let home = home();
    home.say(["notes", "add", "column.md", "--quote", "early", "--note", "mine"]).done();
    home.say(["import", "notes.json", "--article", "column.md"]).done();
    let all = export(&home);
    assert_eq!(all.len(), 5);
    assert_eq!(home.say(["notes", "undo"]).done(), "undone: import of 4 notes\n");
    assert_eq!(export(&home).len(), 1);
    assert_eq!(home.say(["notes", "redo"]).done(), "redone: import of 4 notes\n");
    assert_eq!(export(&home).len(), 5);
    // In the reader of one of the articles the same key takes back what came for the others too.
    let screen = home.say(["column.md", "--keys", "U", "--print-screen"]).done();
    assert!(screen.contains("undone: import of 4 notes"), "{screen}");
    assert_eq!(export(&home).len(), 1);
    let again = home.say(["import", "notes.json", "--article", "column.md"]).done();
    assert!(again.starts_with("4 notes came from Hypothesis\n     4 that you had deleted\n"), "{again}");
    assert_eq!(export(&home).len(), 5);
}

#[test]
fn an_article_that_was_read_is_known_by_its_address_and_by_its_title() {
    let home = home();
    home.say(["column.md", "--keys", "j", "--print-screen"]).done();
    let told = home.say(["import", "notes.json", "--dry-run"]).done();
    assert!(told.contains("     2 in place\n"), "{told}");
    home.file(
        "clippings.txt",
        "How a vote was lost - The Paper (Jane Doe)\r\n- Your Highlight on Location 1-2 | Added on Monday, April 21, 2014 10:08:07 PM\r\n\r\nNever again\r\n==========\r\n",
    );
    let told = home.say(["import", "clippings.txt"]).done();
    assert!(told.starts_with("1 note came from Kindle clippings\n     1 in place\n"), "{told}");
    let screen = home.say(["column.md", "--keys", "]a", "--print-screen"]).done();
    assert!(screen.contains("1/1"), "{screen}");
}

/// What other programs hand out about the column and about one that is not here, each with what a dry run tells.
const LEGACIES: &[(&str, &str, &str)] = &[
    (
        "ril_export.html",
        "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href=\"http://www.example.org/vote/\" time_added=\"1700000000\" tags=\"law,vote\">example.org</a></li>
<li><a href=\"https://example.org/other\" time_added=\"1700000001\" tags=\"\">Another day</a></li></ul></body></html>",
        "2 notes would come from Pocket\n     1 in place\n     1 without an article here\n",
    ),
    (
        "part_000000.csv",
        "title,url,time_added,tags,status\n\"How a vote was lost\",https://example.org/vote,1700000000,law|vote,unread\n\
         https://example.org/other,https://example.org/other,1700000001,,archive\n",
        "2 notes would come from Pocket\n     1 in place\n     1 without an article here\n",
    ),
    (
        "annotations.json",
        r#"[{"url": "https://example.org/vote", "title": "How a vote was lost", "highlights":
            [{"quote": "We lost the room", "created_at": 1700000000}, {"quote": "It snowed.", "created_at": 1700000001}]}]"#,
        "2 notes would come from Pocket\n     1 in place\n     1 without a place: ",
    ),
    (
        "instapaper-export.csv",
        "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://example.org/vote,A vote,\"We lost\nthe room\",Unread,1700000000,[]\n\
         https://example.org/vote,A vote,,Archive,1700000001,\"[\"\"law\"\"]\"\n",
        "2 notes would come from Instapaper CSV\n     2 in place\n",
    ),
    (
        "metadata_0_to_20.json",
        r#"[{"id": "a1", "slug": "how-a-vote-was-lost-18f3", "title": "How a vote was lost", "description": "", "author": "Jane Doe",
            "url": "https://example.org/vote", "state": "Active", "readingProgress": 40, "thumbnail": "", "labels": ["law"],
            "savedAt": "2024-01-02T03:04:05.000Z", "updatedAt": "2024-01-02T03:04:05.000Z", "publishedAt": null}]"#,
        "1 note would come from Omnivore\n     1 in place\n",
    ),
    (
        "how-a-vote-was-lost-18f3.md",
        "> “We lost the room,”\n\nWho counted?\n\n> Never again\n",
        "2 notes would come from Omnivore\n     2 in place\n",
    ),
];

#[test]
fn what_programs_that_have_closed_left_behind_comes_in() {
    let home = home();
    for (name, content, expected) in LEGACIES {
        home.file(name, content);
        let told = home.say(["import", name, "--dry-run", "--article", "column.md"]).done();
        assert!(told.starts_with(expected), "{name}: {told}");
    }
    assert_eq!(export(&home), Vec::<Value>::new());
    home.say(["import", "ril_export.html", "--article", "column.md"]).done();
    let notes = export(&home);
    assert_eq!(
        (&notes[0]["kind"], &notes[0]["tags"]),
        (&"bookmark".into(), &serde_json::json!(["law", "vote"]))
    );
    assert_eq!(notes[0]["created"], "2023-11-14T22:13:20Z");
}

#[test]
fn what_was_exported_comes_in_as_it_was() {
    let nasty = "=1+1 \"a\" 'b' <b>&amp; \\ \u{1f600} e\u{301} שלום\n\n> x | y\n[[z]] %% -- --> ```";
    let column = "sayso:gettysburg-reviews";
    for format in FORMATS {
        if format != "json" && Home::new().say(["export", "--format", format]).status == 2 {
            continue;
        }
        let (from, to) = (Home::new(), Home::new());
        from.say([
            "notes",
            "add",
            column,
            "--quote",
            "I have no speech to make",
            "--note",
            nasty,
            "--tag",
            "a b",
            "--tag",
            "=x",
        ])
        .done();
        from.say(["notes", "add", column, "--quote", "Tribune took down the rest", "--colour", "purple"])
            .done();
        from.say([column, "--keys", "GB", "--print-screen"]).done();
        let id = from
            .say(["notes", "add", column, "--quote", "for several substantial reasons", "--note", "first"])
            .done();
        from.say(["notes", "edit", id.trim(), "--note", "second"]).done();
        let written = from.say(["export", "--format", format]).done();
        to.file("notes.json", &written);
        let told = to.say(["import", "notes.json"]).done();
        assert!(told.starts_with("4 notes came from ") && told.contains("     4 in place\n"), "{told}");
        assert_eq!(to.say(["export", "--format", format]).done(), written);
        assert_eq!(
            to.say(["export", "--format", "json"]).done(),
            from.say(["export", "--format", "json"]).done()
        );
        let again = from.say(["import", to.work().join("notes.json").to_str().unwrap()]).done();
        assert!(again.ends_with("     4 here already\n"), "{again}");
    }
}

/// The formats that go both ways. One that this program does not write yet is wrong usage there, and has nothing to come back.
const FORMATS: [&str; 3] = ["json", "webannotation", "webannotation-lines"];

#[test]
fn what_makes_no_sense_is_one_line_and_changes_nothing() {
    let home = home();
    let ours =
        |note: &str| format!(r#"{{"id": "1", "quotation": "early", "origin": "x", "note": "{note}"}}"#);
    File::create(home.work().join("large")).unwrap().set_len(1 << 30).unwrap();
    home.file("deep", "[".repeat(100_000));
    home.file("future", r#"{"version": "json/7", "entries": [{"text": "early"}]}"#);
    home.file("twice", format!("[{}, {}]", ours("a"), ours("b")));
    home.file("half", format!("[{}, {{", ours("a")));
    home.file("escape\u{1b}[2J", "no notes");
    for (file, why) in [
        ("large", "it is larger than 64 MiB"),
        ("deep", "recursion limit exceeded"),
        ("future", "it is of version json/7, which is newer"),
        ("twice", "two different notes in it are called 1"),
        ("half", "its JSON is broken"),
        ("escape\u{1b}[2J", "no format of notes"),
        ("nowhere", "there is no such file"),
        (".", "it is a folder"),
        ("sayso:lincoln-douglas", "it is no file of notes"),
    ] {
        let said = home.say(["import", file]);
        assert_eq!((said.status, said.out.as_str(), said.err.lines().count()), (1, "", 1), "{said:?}");
        assert!(said.err.contains(why) && !said.err.contains('\u{1b}'), "{said:?}");
    }
    assert_eq!(export(&home), Vec::<Value>::new());
    assert_eq!(home.say(["import", "notes.json", "--format", "word"]).status, 2);
}

#[test]
fn words_are_cited_and_linked_to() {
    let home = home();
    let cite = |arguments: &[&str]| {
        home.say(["cite", "column.md"].iter().chain(arguments).copied().collect::<Vec<_>>())
    };
    assert_eq!(
        cite(&["\"We lost the room,\""]).done(),
        "“We lost the room,” Elizabeth Warren, quoted in Jane Doe, “How a vote was lost,” https://example.org/vote.\n"
    );
    assert_eq!(
        cite(&["They knew it early.", "--style", "mla"]).done(),
        "“They knew it early” (Doe). Doe, Jane. “How a vote was lost.” https://example.org/vote.\n"
    );
    assert_eq!(
        cite(&["It rained.", "--prefix", "reporters.", "--link"]).done(),
        "https://example.org/vote#:~:text=reporters.-,It%20rained.\n"
    );
    for (arguments, why) in
        [(&["It rained."][..], "they stand 2 times"), (&["It snowed."], "not in column.md")]
    {
        let said = cite(arguments);
        assert_eq!((said.status, said.err.lines().count()), (1, 1), "{said:?}");
        assert!(said.err.contains(why), "{said:?}");
    }
    home.file("bare.md", "Words.");
    let said = home.say(["cite", "bare.md", "Words", "--link"]);
    assert!(said.err.contains("does not say its address"), "{said:?}");
}

#[test]
fn the_reader_says_what_it_copied() {
    let home = home();
    for (keys, said) in [
        ("nNyy", "copied: 4 words"),
        ("nNyc", "copied: “We lost the room,” Elizabeth Warren, quoted in Jane Doe"),
        (":<\"citation mla\"><Enter>nNyc", "copied: “We lost the room” (qtd. in Doe). Doe, Jane."),
        ("nNyl", "copied: https://example.org/vote#:~:text=%E2%80%9CWe%20lost%20the"),
        ("ggvwyy", "copied: 2 words"),
    ] {
        let screen = home.say(["column.md", "--size", "120x12", "--print-screen", "--keys", keys]).done();
        assert!(screen.contains(said), "{keys}: {screen}");
    }
    home.file("bare.md", "Words.");
    let screen = home.say(["bare.md", "--print-screen", "--keys", "yl"]).done();
    assert!(screen.contains("does not say its address"), "{screen}");
}
