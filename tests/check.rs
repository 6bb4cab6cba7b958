//! The quotations of a draft, held against a library, as a user does it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use serde_json::Value;
use support::Home;

const VOTE: &str = "---\ntitle: How a vote was lost\nauthor: Jane Doe\ndate: 2020-05-01\n---\n\n\
“I do not think that the harbour bridge will cost 40 million pounds,” Ada Moore, the mayor, said. “We voted for the \
ferry, and the ferry will sail.”\n\n\
Thomas Lee, a councillor, was angry. “Nobody asked the people of the harbour,” Lee said. “They will remember this \
winter.”\n\n\
It was the coldest meeting that the town hall had seen in many years.\n";

/// A home whose library has the article.
fn home() -> Home {
    let home = Home::new();
    home.file("vote.md", VOTE);
    home.file("other.md", "“The tide was out,” Ruth Calder said. “I saw nothing of the boat.”\n");
    assert_eq!(home.say(["add", "vote.md", "other.md"]).status, 0);
    home
}

fn checked(home: &Home, draft: &str) -> Vec<Value> {
    home.file("draft.md", draft);
    let said = home.say(["check", "draft.md", "--format", "jsonl"]);
    assert_eq!(said.status, 0, "{}", said.err);
    said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_quotation_has_its_verdict() {
    let home = home();
    for (draft, verdict, same, critical, difference) in [
        (
            "“We voted for the ferry,” Ada Moore said, “and the ferry will sail.”",
            "cut-short",
            Some(true),
            None,
            None,
        ),
        ("\"We voted . . . and the ferry will sail,\" Ada Moore said.", "cut-short", Some(true), None, None),
        (
            "Thomas Lee said: \"Nobody asked the people of the harbour. They will remember this winter.\"",
            "verbatim",
            Some(true),
            None,
            None,
        ),
        (
            "“The harbour bridge will cost 50 million pounds,” Ada Moore said.",
            "altered",
            Some(true),
            Some("number"),
            Some("The harbour bridge will cost [-40-] {+50+} million pounds"),
        ),
        (
            "“I think that the harbour bridge will cost 40 million pounds,” Ada Moore said.",
            "altered",
            Some(true),
            Some("negation"),
            Some("I [-do not-] think that the harbour bridge will cost 40 million pounds"),
        ),
        ("“They will remember this winter,” Ada Moore said.", "cut-short", Some(false), None, None),
        ("“[We] will remember this winter,” Thomas Lee said.", "cut-short", Some(true), None, None),
        ("“The moon is made of fine green cheese,” Ada Moore said.", "not-found", None, None, None),
        (
            "“It was the coldest meeting that the town hall had seen,” Jane Doe said.",
            "verbatim",
            Some(true),
            None,
            None,
        ),
    ] {
        let all = checked(&home, draft);
        assert_eq!(all.len(), 1, "{draft}: {all:?}");
        let one = &all[0];
        let told = (
            one["verdict"].as_str().unwrap(),
            one["same_speaker"].as_bool(),
            one["critical"].as_str(),
            one["difference"].as_str(),
        );
        assert_eq!(told, (verdict, same, critical, difference), "{draft}");
        let is_wrong = matches!(verdict, "altered" | "not-found") || same == Some(false);
        assert_eq!(one["wrong"], is_wrong, "{draft}");
    }
}

#[test]
fn what_is_left_out_is_shown() {
    let home = home();
    let one = &checked(&home, "“the harbour bridge will cost 40 million pounds,” Ada Moore said.")[0];
    assert_eq!(one["verdict"], "cut-short");
    assert_eq!(one["before"], "“I do not think that");
    assert_eq!(one["leaves_out_negation"], true);
    assert_eq!(one["source"]["title"], "How a vote was lost");
    assert_eq!(one["source"]["speaker"], "Ada Moore");
}

#[test]
fn only_strict_fails_and_only_where_something_is_wrong() {
    let home = home();
    for (draft, status) in [
        ("“We voted for the ferry, and the ferry will sail,” Ada Moore said.", 0),
        ("“We voted for the bridge, and the ferry will sail,” Ada Moore said.", 1),
        ("There are no quotations in this draft.", 0),
    ] {
        home.file("draft.md", draft);
        assert_eq!(home.say(["check", "draft.md"]).status, 0, "{draft}");
        assert_eq!(home.say(["check", "draft.md", "--strict"]).status, status, "{draft}");
    }
}

#[test]
fn only_the_articles_that_were_asked_for_are_held_against() {
    let home = home();
    home.file("draft.md", "“We voted for the ferry, and the ferry will sail,” Ada Moore said.");
    for (query, found) in [("by:doe", true), ("vote", true), ("-by:doe", false), ("after:2021", false)] {
        let against = format!("--against={query}");
        let said = home.say(["check", "draft.md", "--format", "jsonl", &against]);
        let one: Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
        assert_eq!(one["source"].is_object(), found, "{query}: {one}");
    }
    assert_eq!(home.say(["check", "draft.md", "--against=when:now"]).status, 1);
}

#[test]
fn a_draft_is_not_held_against_itself() {
    let home = home();
    let said = home.say(["check", "vote.md", "--format", "jsonl"]);
    assert!(!said.out.is_empty());
    for line in said.out.lines() {
        let one: Value = serde_json::from_str(line).unwrap();
        assert_eq!(one["verdict"], "not-found", "{one}");
    }
}

#[test]
fn an_empty_library_is_told() {
    let home = Home::new();
    home.file("draft.md", "“We voted for the ferry,” Ada Moore said.");
    let said = home.say(["check", "draft.md"]);
    assert_eq!(said.status, 0);
    assert!(said.err.contains("no such articles") && said.out.contains("not found"), "{said:?}");
}

#[test]
fn words_of_two_days_that_a_writer_joins_are_each_found() {
    let home = home();
    let found =
        checked(&home, "He said “Nobody asked the people of the harbour,” and “the tide was in again.”\n");
    let verdicts: Vec<&str> = found.iter().map(|one| one["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["cut-short", "not-found"], "{found:?}");
    // Pieces of one quotation that is there are no two.
    let found = checked(&home, "“We voted for the ferry,” Ada Moore said, “and the ferry will sail.”\n");
    assert_eq!(found.len(), 1);
}

#[test]
fn words_outside_the_marks_are_nobodys() {
    let home = Home::new();
    home.file(
        "rail.md",
        "# Rail\n\nShe called the plan \"a timetable without a train\", said Ann Hill on Monday.\n",
    );
    home.file("long.md", "# Long\n\n\"It's a timetable without a train,\" said Ann Hill.\n");
    home.say(["add", "rail.md"]).done();
    let said = home.say(["check", "long.md"]);
    assert!(said.out.contains("cut short in the source\n"), "{said:?}");
    assert!(said.out.contains("added: {+It's+} a timetable without a train"), "{said:?}");
    let told = home.say(["compare", "long.md", "rail.md"]).done();
    assert!(
        told.contains("cut short in B") && told.contains("\"[-It's-] a timetable without a train"),
        "{told}"
    );
    let seen = home.say(["long.md", "--print-screen", "--keys", "gq"]).done();
    assert!(seen.contains("cut short in the source"), "{seen}");
    // The other way round, and with the words in the marks alone.
    home.say(["add", "long.md"]).done();
    let said = home.say(["check", "rail.md", "--format", "jsonl"]).done();
    assert!(said.contains("\"verdict\":\"cut-short\"") && said.contains("\"wrong\":false"), "{said}");
    home.file("same.md", "# Same\n\n\"A timetable without a train,\" said Ann Hill.\n");
    let said = home.say(["check", "same.md", "--format", "jsonl"]).done();
    assert!(said.contains("\"verdict\":\"verbatim\""), "{said}");
}
