//! The library as a user meets it: added, listed, searched, taken out, killed in the middle.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use support::Home;

const FERRY: &str = "---\ntitle: How the ferry was sold\nbyline: Jane Doe\ndate: 2020-05-01\n---\n\n\
                     The ferry is gone. “Show me the bridge,” said Ada Moore.\n";
const VOTE: &str = "---\ntitle: The vote\ndate: 2021\n---\n\n“Nobody asked,” said Ben Calder of the ferry.\n";

fn home() -> Home {
    let home = Home::new();
    home.file("ferry.md", FERRY);
    home.file("vote.md", VOTE);
    home
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn titles(home: &Home, query: &[&str]) -> Vec<String> {
    let arguments = ["list", "--format", "jsonl"].iter().chain(query);
    let said = home.say(arguments);
    assert_eq!(said.status, 0, "{}", said.err);
    lines(&said.out).iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_added_is_listed_found_and_opened_also_when_its_file_is_gone() {
    let home = home();
    assert_eq!(home.say(["add", ".", "--tag", "water"]).done(), "2 added\n");
    assert_eq!(home.say(["add", "ferry.md"]).done(), "1 there already\n");
    for (query, expected) in [
        (vec!["--sort", "title"], vec!["How the ferry was sold", "The vote"]),
        (vec!["speaker:moore"], vec!["How the ferry was sold"]),
        (vec!["speaker:ben calder", "ferry"], vec!["The vote"]),
        (vec!["tag:water", "before:2021"], vec!["How the ferry was sold"]),
        (vec!["bridg*", "is:new"], vec!["How the ferry was sold"]),
        (vec!["--", "-bridge"], vec!["The vote"]),
        (vec!["ferry -bridge"], vec!["The vote"]),
    ] {
        assert_eq!(titles(&home, &query), expected, "{query:?}");
    }
    let found = lines(&home.say(["search", "bridge", "--format", "jsonl"]).done());
    let fields: Vec<&str> = found.iter().map(|hit| hit["in"].as_str().unwrap()).collect();
    assert_eq!((fields, &found[1]["speaker"]), (vec!["articles", "quotations"], &"Ada Moore".into()));
    std::fs::remove_file(home.work().join("ferry.md")).unwrap();
    let id: String = found[0]["id"].as_str().unwrap().chars().take(8).collect();
    let printed = home.say(["print", &id]);
    assert!(
        printed.out.contains("Show me the bridge") && printed.err.contains("is not there any more"),
        "{printed:?}"
    );
}

#[test]
fn a_search_says_what_it_could_not_find() {
    let home = home();
    let told = |arguments: &[&str]| {
        let said = home.say(["search"].iter().chain(arguments));
        assert_eq!(said.status, 0, "{}", said.err);
        said.err
    };
    let empty = told(&["lincoln"]);
    assert!(empty.contains("sayso:lincoln-douglas") && empty.contains("once opened"), "{empty}");
    assert!(!told(&["zzyzx"]).contains("once opened"));
    home.say(["add", ".", "--no-voices"]).done();
    let waiting = "2 articles wait for their voices to be found";
    for arguments in [&["speaker:moore"][..], &["ferry", "has:quotations"], &["ferry", "--in", "quotations"]]
    {
        assert!(told(arguments).contains(waiting), "{arguments:?}");
    }
    assert_eq!(told(&["ferry"]), "");
    home.say(["add", "."]).done();
    assert_eq!(told(&["speaker:moore"]), "");
}

#[test]
fn notes_are_found_as_soon_as_they_are_made() {
    let home = home();
    home.say(["add", "ferry.md", "--no-voices"]).done();
    home.say(["notes", "add", "ferry.md", "--quote", "The ferry is gone", "--note", "ask the harbourmaster"])
        .done();
    let found = lines(&home.say(["search", "harbourmaster", "--format", "jsonl"]).done());
    assert_eq!((found.len(), &found[0]["in"]), (1, &"notes".into()));
    assert_eq!(titles(&home, &["has:notes"]), ["How the ferry was sold"]);
}

#[test]
fn a_changed_file_is_the_same_article_with_its_new_text() {
    let home = home();
    home.say(["add", "vote.md"]).done();
    home.file("vote.md", VOTE.replace("Nobody", "Somebody"));
    assert_eq!(home.say(["add", "vote.md"]).done(), "1 changed\n");
    assert_eq!((titles(&home, &["nobody"]).len(), titles(&home, &["somebody"]).len()), (0, 1));
}

#[test]
fn what_is_taken_out_comes_back() {
    let home = home();
    home.say(["add", "."]).done();
    assert!(home.say(["remove", "ferry", "bridge", "--dry-run"]).done().contains("1 article would go"));
    home.say(["remove", "ferry.md"]).done();
    assert_eq!(titles(&home, &[]), ["The vote"]);
    assert_eq!(home.say(["remove", "--undo"]).done(), "1 article back\n");
    assert_eq!(titles(&home, &["speaker:moore"]), ["How the ferry was sold"]);
    assert!(home.work().join("ferry.md").exists());
}

#[test]
fn a_mistake_in_a_query_is_told_plainly() {
    let home = home();
    for (query, told) in
        [("after:soon", "after: wants a date such as 2020-05-01"), ("author:doe", "“author:” is no filter")]
    {
        let said = home.say(["search", query]).complaint(&home.work());
        assert!(said.contains(told), "{said}");
    }
    let nothing = home.say(["search", "nowhere"]);
    assert_eq!((nothing.status, nothing.out.as_str()), (0, ""));
}

#[test]
fn killed_in_the_middle_of_adding_what_was_added_is_there_and_the_rest_follows() {
    const ARTICLES: usize = 3_000;
    let home = Home::new();
    for number in 0..ARTICLES {
        home.file(
            &format!("many/{number}.txt"),
            format!("Column {number}. The ferry was sold. {}", "So it was. ".repeat(60)),
        );
    }
    let mut process = home.process(["add", "many", "--no-voices"]);
    let mut child = process.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // However far it comes, nothing may be lost or doubled.
    thread::sleep(Duration::from_millis(900));
    child.kill().ok();
    child.wait().unwrap();
    let there = titles(&home, &[]).len();
    assert!(there <= ARTICLES, "{there}");
    home.say(["add", "many", "--no-voices"]).done();
    let mut all = titles(&home, &["ferry"]);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), ARTICLES);
    assert!(home.say(["doctor"]).out.contains("the index is sound"));
}

#[test]
fn the_library_is_kept_in_order_without_the_reader() {
    let home = home();
    home.say(["add", "."]).done();
    let last = |arguments: &[&str]| home.say(arguments).done().lines().last().unwrap().to_owned();
    for (arguments, told, query, expected) in [
        (
            vec!["tag", "river", "ferry.md"],
            "1 article: tagged river",
            "tag:river",
            vec!["How the ferry was sold"],
        ),
        (
            vec!["tag", " .to  cite", "before:2022"],
            "2 articles: tagged to cite",
            "tag:\"to cite\"",
            vec!["How the ferry was sold", "The vote"],
        ),
        (
            vec!["tag", "river", "ferry", "--", "-nothing"],
            "1 article: tagged river; 1 more: tagged river already",
            "tag:river",
            vec!["How the ferry was sold", "The vote"],
        ),
        (
            vec!["tag", "river", "vote.md", "--off"],
            "1 article: not tagged river any more",
            "tag:river",
            vec!["How the ferry was sold"],
        ),
        (
            vec!["tag", "river", "vote.md", "--off"],
            "1 article: not tagged river",
            "tag:river",
            vec!["How the ferry was sold"],
        ),
        (vec!["star", "speaker:moore"], "1 article: starred", "is:starred", vec!["How the ferry was sold"]),
        (
            vec!["star", "vote.md", "--dry-run"],
            "1 article would be changed",
            "is:starred",
            vec!["How the ferry was sold"],
        ),
        (vec!["star", "is:starred", "--off"], "1 article: no star any more", "is:starred", vec![]),
        (vec!["archive", "vote.md"], "1 article: archived", "is:archived", vec!["The vote"]),
        (vec!["archive", "vote.md"], "1 article: archived already", "is:archived", vec!["The vote"]),
        (
            vec!["archive", "vote.md", "--off"],
            "1 article: taken back from the archive",
            "is:archived",
            vec![],
        ),
    ] {
        assert_eq!(last(&arguments), told, "{arguments:?}");
        assert_eq!(titles(&home, &["--sort", "title", query]), expected, "{arguments:?}");
    }
}

#[test]
fn a_star_is_given_by_id_and_seen_in_the_reader_and_nonsense_is_told() {
    let home = home();
    home.say(["add", "."]).done();
    let id =
        lines(&home.say(["list", "--format", "jsonl", "vote"]).done())[0]["id"].as_str().unwrap().to_owned();
    assert!(home.say(["star", &id]).done().contains("The vote"));
    let screen =
        home.say(["--keys", ":view<\" starred\"> Enter", "--print-screen", "--size", "80x10"]).done();
    assert!(screen.contains("The vote") && !screen.contains("How the ferry"), "{screen}");
    for (arguments, complaint) in [
        (
            vec!["star", "nosuchword"],
            "sayso: no article of your library is “nosuchword”; \"sayso list\" lists them with their ids",
        ),
        (vec!["archive", ""], "sayso: nothing was done: this asks for everything"),
        (vec!["tag", " . ", "vote.md"], "sayso: nothing was tagged: a tag is a word or several"),
    ] {
        assert_eq!(home.say(&arguments).complaint(&home.work()), complaint, "{arguments:?}");
    }
    assert_eq!(home.say(["star"]).status, 2);
}

#[test]
fn a_query_in_one_argument_is_read_as_in_the_reader() {
    let home = Home::new();
    home.file("a.md", "---\ntitle: One\nbyline: Ann Lee\n---\n\nThe boat sank on a Monday.\n");
    home.file("b.md", "---\ntitle: Two\nbyline: Ann Hill\n---\n\nThe boat sank on a Tuesday, not Lee.\n");
    home.say(["add", "a.md", "b.md"]).done();
    for (query, expected) in [
        (&["by:ann sank"][..], &["One", "Two"][..]),
        (&["by:ann", "sank"], &["One", "Two"]),
        (&["by:\"ann lee\""], &["One"]),
        (&["by:'ann lee' sank"], &["One"]),
        (&["by:ann lee", "sank"], &["One"]),
        (&["by:ann sank -tuesday"], &["One"]),
        (&["-tuesday", "sank"], &["One"]),
        (&["-by:hill", "boat"], &["One"]),
        (&["sank", "-\"on a monday\""], &["Two"]),
    ] {
        let mut arguments = vec!["search", "--in", "articles", "--format", "jsonl"];
        arguments.splice(1..1, query.iter().copied());
        let title = |row: &Value| row["title"].as_str().unwrap().to_owned();
        let mut found: Vec<String> = lines(&home.say(&arguments).done()).iter().map(title).collect();
        found.sort();
        assert_eq!(found, expected, "{query:?}");
        assert_eq!(titles(&home, query).len(), expected.len(), "{query:?}");
    }
    let said = home.say(["search", "by:lee ann monday tuesday"]);
    let hint = "for a name of several words, write 'by:\"lee ann monday tuesday\"'";
    assert!(said.err.contains(hint), "{said:?}");
}

#[test]
fn of_more_than_is_shown_it_is_said_how_many_there_are() {
    let home = Home::new();
    let row = |row: u32| {
        format!("{{\"id\": {row}, \"title\": \"T{row}\", \"text\": \"The boat number{row} sank.\"}}\n")
    };
    home.file("rows.jsonl", (0..120).map(row).collect::<String>());
    home.say(["add", "rows.jsonl", "--no-voices"]).done();
    let few = home.say(["search", "sank"]).done();
    assert!(few.starts_with("120 articles, 10 of them here (more with --limit)\n"), "{few}");
    let all = home.say(["search", "sank", "--limit", "200", "--format", "jsonl"]).done();
    assert_eq!(all.lines().count(), 120);
    let screen = home.say(["--print-screen", "--keys", "g/ <\"sank\"> Enter"]).done();
    assert!(screen.contains("Articles: 120, the first 50 of them here"), "{screen}");
}
