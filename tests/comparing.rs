//! The article that is read beside another version of it, and beside the library: screens, jumps, and the same in lines.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use support::Home;

const FERRY: &str = "# The Ferry\n\nThe council met on Monday to talk about the ferry, and it talked until night.\n\n\
“We will keep the ferry running until May,” said Edna Marsh, who has sat there for twenty years.\n\n\
“It costs too much,” said Tom Reed. “Nobody takes it in winter.”\n\n\
The clerk fell asleep before the vote was taken.\n\n\
The bridge was promised before the war, and the piers still stand in the river.\n";

/// The article as it is now: a month altered, words from another speaker, a sentence cut and a quotation added.
fn changed() -> String {
    FERRY
        .replace("until May", "until June")
        .replace("Tom Reed", "Ann Hill")
        .replace("The clerk fell asleep before the vote was taken.", "“Nobody told us,” said Ruth Ames.")
}

const DRAFT: &str = "# A draft\n\n“We will keep the ferry running until July,” said Edna Marsh.\n\n\
“It costs too much,” said Edna Marsh.\n\n“Nobody takes it in winter,” said Tom Reed.\n\n\
“The moon will pay for all of it in silver,” said Tom Reed. The mayor thought so too.\n";

/// A home that has two versions of the article, and a draft that is not in its library.
fn home() -> Home {
    let home = Home::new();
    home.file("ferry.md", FERRY);
    home.say(["add", "ferry.md"]).done();
    home.file("ferry.md", changed());
    home.file("draft.md", DRAFT);
    home
}

fn screen(home: &Home, article: &str, keys: &str, size: &str) -> String {
    let said = home.say([article, "--keys", keys, "--print-screen", "--size", size]).done();
    let versions = home.say(["changes", "ferry.md", "--versions"]);
    let seen = versions.out.lines().last().and_then(|line| line.split_once("first seen ")).unwrap().1;
    let (day, time) = (seen.get(..10).unwrap(), seen.get(11..16).unwrap());
    said.replace(&format!("{day} {time} UTC"), "2020-05-01 08:00 UTC")
}

/// What is told on a screen, without its frame and its rows.
fn flat(screen: &str) -> String {
    let rows =
        screen.lines().map(|row| row.trim_matches(|c: char| c.is_whitespace() || "│┌┐└┘─".contains(c)));
    rows.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_changed_and_what_became_of_a_draft_at_each_size() {
    let home = home();
    for size in ["100x32", "80x24", "40x12", "20x5"] {
        insta::assert_snapshot!(format!("changes-{size}"), screen(&home, "ferry.md", ":changes Enter", size));
        insta::assert_snapshot!(format!("check-{size}"), screen(&home, "draft.md", ":check Enter", size));
    }
}

#[test]
fn each_change_is_gone_to_and_come_back_from() {
    let home = home();
    let told = |keys: &str| flat(&screen(&home, "ferry.md", keys, "100x40"));
    let list = told("gd");
    for expected in [
        "Changed since 2020-05-01 08:00 UTC",
        "quotation altered: Edna Marsh “We will keep the ferry running until [-May,”-]{+June,”+}",
        "quotation, other speaker: Ann Hill, before: Tom Reed",
        "quotation added: Ruth Ames “Nobody told us,”",
        "sentence altered",
        "3 quotations, 3 sentences",
    ] {
        assert!(list.contains(expected), "{expected}: {list}");
    }
    assert_eq!(list.matches("[-May,”-]").count(), 1, "a quotation is told once: {list}");
    // The status line says which quotation the cursor is at.
    for (keys, expected) in [
        ("gd Enter", "1/3 quoted · Edna Marsh"),
        ("gd j Enter", "2/3 quoted · Ann Hill"),
        ("gd 2j Enter", "3/3 quoted · Ruth Ames"),
        ("nnn gd Enter <Ctrl-o>", "3/3 quoted"),
        ("gd G k gg Enter", "1/3 quoted · Edna Marsh"),
    ] {
        let screen = told(keys);
        assert!(screen.contains(expected), "{keys}: {screen}");
    }
    assert!(!told("gd Esc").contains("Changed since"));
}

#[test]
fn a_text_that_comes_back_is_compared_with_the_one_that_stood_in_its_place() {
    let home = home();
    home.say(["add", "ferry.md"]).done();
    let later = home.say(["changes", "ferry.md"]).done();
    assert!(later.contains("quotation added: Ruth Ames"), "{later}");
    home.file("ferry.md", FERRY);
    let back = flat(&screen(&home, "ferry.md", "gd", "100x40"));
    assert!(back.contains("quotation cut: Ruth Ames “Nobody told us,”"), "{back}");
}

#[test]
fn every_quotation_has_its_verdict_and_its_place() {
    let home = home();
    home.say(["add", "ferry.md"]).done();
    let told = |keys: &str| flat(&screen(&home, "draft.md", keys, "100x40"));
    let list = told("gq");
    for expected in [
        "altered (name) Edna Marsh: “We will keep the ferry running until July,” changed:",
        "cut short, said by somebody else Edna Marsh: “It costs too much,” left out:",
        "not found Tom Reed: “The moon will pay for all of it in silver,”",
        "4 quotations: 2 cut short, 1 altered, 1 not found, 2 said by somebody else",
    ] {
        assert!(list.contains(expected), "{expected}: {list}");
    }
    let there = told("gq G Enter");
    assert!(there.contains("4/4 quoted · Tom Reed"), "{there}");
}

#[test]
fn where_there_is_nothing_to_compare_that_is_said() {
    let home = Home::new();
    home.file("one.md", DRAFT);
    home.file("two.md", "# Two\n\nNobody says anything here.\n");
    let flat = |article: &str, keys: &str| {
        flat(&home.say([article, "--keys", keys, "--print-screen", "--size", "100x30"]).done())
    };
    for (article, keys, expected) in [
        ("one.md", "gd", "only this version of the article is kept"),
        ("one.md", "gq", "there is no other article in your library; “sayso add” adds some"),
        ("two.md", "gq", "no quotations were found here"),
    ] {
        let screen = flat(article, keys);
        assert!(screen.contains(expected), "{article} {keys}: {screen}");
    }
}

#[test]
fn in_lines_both_are_told_with_numbers() {
    let home = home();
    let said = home.pipe(":changes\n1\n", ["ferry.md", "--linear"]).done();
    for expected in [
        "UTC: 3 quotations, 3 sentences.\n1. quotation altered: Edna Marsh. “We will keep the ferry running until \
         (before: May,”) (now: June,”)\n",
        "A number goes there.\nQuotation 1 of 3, Edna Marsh, 8 words: “We will keep the ferry running until June,”\n",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let said = home.pipe("check\n4\n9\n", ["draft.md", "--linear"]).done();
    for expected in [
        "Held against your library: 4 quotations: 2 cut short, 1 altered, 1 not found",
        "\n4. not found. Tom Reed: “The moon will pay for all of it in silver,”\n",
        "Quotation 4 of 4, Tom Reed",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}
