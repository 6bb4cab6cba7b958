//! Two articles side by side, and two speakers, as a user does it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use serde_json::Value;
use support::Home;

const HERALD: &str = "---\ntitle: How a vote was lost\nauthor: Jane Doe\ndate: 2020-05-01\n---\n\n\
“We voted for the ferry, and the ferry will sail in May,” Ada Moore, the mayor, said.\n\n\
“Nobody asked the people of the harbour,” said Thomas Lee, a councillor. Lee said that the bridge would cost too much.\n\n\
“It was a bad night for all of us,” said Ruth Calder.\n";

const TIMES: &str = "---\ntitle: The ferry sails\ndate: 2020-05-03\n---\n\n\
“Nobody asked the people of this harbour,” said Lee, who has sat there for years.\n\n\
“The ferry will sail in May,” said Ada Moore.\n\n\
“It was a bad night for all of us,” said Ann Hill.\n";

/// A home with both articles, which are in its library.
fn home() -> Home {
    let home = Home::new();
    home.file("herald.md", HERALD);
    home.file("times.md", TIMES);
    home.say(["add", "herald.md", "times.md"]).done();
    home
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn two_articles_are_laid_side_by_side() {
    let home = home();
    let all = objects(&home.say(["compare", "herald.md", "times.md", "--format", "jsonl"]).done());
    let of = |what: &str| all.iter().filter(|object| object["what"] == what).collect::<Vec<_>>();
    assert_eq!(of("article")[0]["title"], "How a vote was lost");
    let voices: Vec<(&str, Option<u64>, Option<u64>)> = of("speaker")
        .iter()
        .map(|voice| {
            let count = |side: &str| voice[side]["quotations"].as_u64();
            (voice["name"].as_str().unwrap(), count("a"), count("b"))
        })
        .collect();
    assert_eq!(
        voices,
        [
            ("Thomas Lee", Some(2), Some(1)),
            ("Ada Moore", Some(1), Some(1)),
            ("Ruth Calder", Some(1), None),
            ("Ann Hill", None, Some(1)),
        ]
    );
    assert_eq!(of("speaker")[0]["a"]["indirect"], 1);
    let shared: Vec<(&str, Option<bool>, Option<&str>, &str)> = of("quotation")
        .iter()
        .map(|it| {
            let told = (it["verdict"].as_str().unwrap(), it["difference"].as_str().unwrap());
            (told.0, it["same_speaker"].as_bool(), it["cut"].as_str(), told.1)
        })
        .collect();
    assert_eq!(
        shared,
        [
            (
                "cut-short",
                Some(true),
                Some("b"),
                "“[-We voted for the ferry, and-] the ferry will sail in May,”"
            ),
            ("altered", Some(true), None, "Nobody asked the people of [-the-] {+this+} harbour"),
            ("verbatim", Some(false), None, "“It was a bad night for all of us,”"),
        ]
    );
    // The places are those of the texts, in code points.
    let altered = of("quotation")[1];
    let text = |name: &str| {
        let analysis: Value =
            serde_json::from_str(&home.say(["analyze", name, "--format", "jsonl"]).done()).unwrap();
        analysis["text"].as_str().unwrap().to_owned()
    };
    let place = |side: &str, point: &str| usize::try_from(altered[side][point].as_u64().unwrap()).unwrap();
    let words: String = text("times.md").chars().take(place("b", "end")).skip(place("b", "start")).collect();
    assert_eq!(words, "“Nobody asked the people of this harbour,”");
    // The ids of the library name them too.
    let id = of("article")[1]["id"].as_str().unwrap();
    let told = home.say(["compare", "herald.md", id]).done();
    assert!(told.contains("\n3 quotations in both: 1 verbatim, 1 cut short, 1 altered\n"), "{told}");
    let markdown = home.say(["compare", "herald.md", "times.md", "--format", "markdown"]).done();
    assert!(markdown.contains("| Thomas Lee | 1 | 1 |"), "{markdown}");
}

#[test]
fn two_speakers_are_laid_side_by_side() {
    let home = home();
    let all = objects(&home.say(["compare", "ada moore", "thomas lee", "--format", "jsonl"]).done());
    let what: Vec<&str> = all.iter().map(|object| object["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["speaker", "speaker", "article", "article"]);
    let sum = |at: usize| {
        let number = |name: &str| all[at][name].as_u64().unwrap();
        (number("quotations"), number("indirect"), number("articles"), all[at]["first"].as_str().unwrap())
    };
    assert_eq!((sum(0), sum(1)), ((2, 0, 2, "2020-05-01"), (3, 1, 2, "2020-05-01")));
    let first: Vec<&str> = [2, 3].map(|at| all[at]["first"].as_str().unwrap()).to_vec();
    assert_eq!(first, ["a", "b"], "by date, and who comes first in each");
    let told = home.say(["compare", "moore", "lee", "--speakers"]).done();
    assert!(
        told.contains("2 articles quote both; Ada Moore is quoted first in 1, Thomas Lee in 1\n"),
        "{told}"
    );
    let told = home.say(["compare", "ruth calder", "ann hill"]).done();
    assert!(told.ends_with("\nno article quotes both\n"), "{told}");
    // A file that is called as somebody is an article, unless speakers are asked for.
    home.file("lee", "“It rained all day long,” said Tom Reed.\n");
    home.file("moore", "“It rained all day long,” said Tom Reed.\n");
    let told = home.say(["compare", "lee", "moore"]).done();
    assert!(told.contains("1 quotation in both: 1 verbatim"), "{told}");
    let told = home.say(["compare", "lee", "moore", "--speakers"]).done();
    assert!(told.contains("2 articles quote both"), "{told}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let home = home();
    for (one, other, expected) in [
        (
            "moore",
            "nosuch",
            "sayso: cannot find “nosuch”: there is no such article, and nobody who speaks in the library is called so \
             (\"sayso list\" lists your articles, \"sayso who\" knows who speaks in them)",
        ),
        (
            "herald.md",
            "lee",
            "sayso: cannot open lee: there is no such file (compare two articles, or two speakers whom \"sayso who\" \
             knows)",
        ),
        (
            "herald.md",
            ".",
            "sayso: cannot compare .: it holds several articles (compare two articles, or two speakers \
                            whom \"sayso who\" knows)",
        ),
    ] {
        let complaint = home.say(["compare", one, other]).complaint(&home.work());
        assert_eq!(complaint, expected);
    }
    let said = home.say(["compare", "herald.md"]);
    assert_eq!(said.status, 2, "{said:?}");
}
