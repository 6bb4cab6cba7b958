//! What one speaker said in all articles of a library, as a user asks for it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use serde_json::Value;
use support::Home;

/// A home whose library has three articles.
fn home() -> Home {
    let home = Home::new();
    home.file(
        "later.md",
        "---\ntitle: A winter later\ndate: 2021-02-03\n---\n\n“The ferry sails twice a day,” Moore said. A senior \
         official said: “The bridge is dead.”\n",
    );
    home.file(
        "vote.md",
        "---\ntitle: How a vote was lost\ndate: 2020-05-01\n---\n\n“We voted for the ferry,” Ada Moore, the mayor, \
         said. She said that the bridge was too dear.\n",
    );
    home.file(
        "storm.md",
        "---\ntitle: The storm\n---\n\n“I saw nothing of the boat,” Ruth Calder said. A senior official said: “The \
         tide was out.”\n",
    );
    home.say(["add", "later.md", "vote.md", "storm.md"]).done();
    home
}

fn said(home: &Home, name: &str) -> Vec<(String, String, String)> {
    let out = home.say(["who", name, "--format", "jsonl"]).out;
    let line = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| value[name].as_str().unwrap_or("-").to_owned();
        (field("speaker"), field("date"), field("words"))
    };
    out.lines().map(line).collect()
}

#[test]
fn a_speaker_is_one_person_in_all_articles() {
    let home = home();
    let told = home.say(["who", "ada", "moore"]).done();
    assert!(told.contains("1 article, 2020-05-01") && told.contains("“We voted for the ferry,”"), "{told}");
    let all = said(&home, "moore");
    assert!(all.iter().all(|(speaker, _, _)| speaker == "Ada Moore"), "{all:?}");
    let dates: Vec<&str> = all.iter().map(|(_, date, _)| date.as_str()).collect();
    assert_eq!((dates.first(), dates.last()), (Some(&"2020-05-01"), Some(&"2021-02-03")));
    assert!(all.iter().any(|(_, _, words)| words == "“The ferry sails twice a day,”"), "{all:?}");
}

#[test]
fn two_people_of_one_name_are_both_listed() {
    let home = home();
    home.file("other.md", "“Not a boat was left,” Thomas Moore said.\n");
    home.say(["add", "other.md"]).done();
    let both = home.say(["who", "moore"]);
    assert!(both.err.contains("speakers are called “moore”"), "{both:?}");
    for name in ["Ada Moore", "Thomas Moore"] {
        assert!(both.out.lines().any(|line| line == name), "{name}: {both:?}");
    }
    let one = said(&home, "thomas moore");
    assert_eq!(one.len(), 1, "{one:?}");
}

#[test]
fn those_without_a_name_are_not_one_person_in_two_articles() {
    let told = home().say(["who", "official"]);
    assert_eq!(told.out.lines().filter(|line| line.contains("quotation (")).count(), 2, "{told:?}");
}

#[test]
fn a_correction_counts_when_it_is_made() {
    let home = home();
    assert_eq!(said(&home, "lee"), []);
    home.say(["storm.md", "--keys", "n r <\"Ann Lee\"> Enter", "--print-screen"]).done();
    let lee = said(&home, "lee");
    assert_eq!(lee.len(), 1, "{lee:?}");
    assert_eq!((lee[0].0.as_str(), lee[0].2.as_str()), ("Ann Lee", "“The tide was out.”"));
}

#[test]
fn nobody_is_told() {
    let home = home();
    let none = home.say(["who", "zachary"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
    assert!(none.err.contains("nobody who speaks in the library"), "{none:?}");
}

#[test]
fn every_format_has_every_quotation() {
    let home = home();
    let lines = said(&home, "moore").len();
    let csv = home.say(["who", "moore", "--format", "csv"]).done();
    assert_eq!(csv.lines().count(), lines + 1, "{csv}");
    let markdown = home.say(["who", "moore", "--format", "markdown"]).done();
    assert_eq!(markdown.matches("> — ").count(), lines, "{markdown}");
}
