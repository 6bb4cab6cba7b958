//! The library as a reader goes about it: lists, orders, filters, stars, tags, the archive, what is taken out and back, and
//! searches that lead into articles and back, all of it with keys and with lines against a library on the disk.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use support::Home;

const FERRY: &str = "---
title: The Ferry That Nobody Asked For
author: Nora Fenwick
date: 2024-03-02
publication: Harbour Herald
---
# The Ferry That Nobody Asked For

\"We bought a ferry,\" said Mayor Paul Hart, \"and now we need a bridge.\" The council laughed.

\"A bridge is forever,\" Ruth Calder told the meeting. \"A ferry sinks.\"
";

const BRIDGE: &str = "---
title: A Bridge Too Near
author: Tomas Reyes
date: 2023-11-20
publication: Harbour Herald
---
# A Bridge Too Near

Nobody had seen it coming. The council met at noon, and the hall was cold.

The harbour was quiet. Then Ruth Calder stood up.

\"Show me the bridge,\" Ruth Calder said, \"and I will show you the money.\"
";

const TAX: &str = "---
title: The Tax on Windows
author: Nora Fenwick
date: 2020-01-09
publication: The Evening Lamp
---
# The Tax on Windows

Nobody likes a tax. \"I like it,\" said Carl Moss, the treasurer. \"It pays for the lamp.\"
";

/// A library with three columns of its own.
fn library() -> Home {
    let home = Home::new();
    for (name, text) in [("ferry.md", FERRY), ("bridge.md", BRIDGE), ("tax.md", TAX)] {
        home.file(name, text);
    }
    // What was added together is listed in no order that a test may rely on.
    for name in ["ferry.md", "bridge.md", "tax.md"] {
        let said = home.say(["add", name]);
        assert_eq!(said.status, 0, "{}", said.err);
    }
    home
}

fn screen(home: &Home, keys: &str, size: &str) -> String {
    home.say(["--print-screen", "--size", size, "--keys", keys]).done()
}

/// The titles that are listed, after these keys.
fn titles(home: &Home, keys: &str) -> Vec<String> {
    const TITLES: [&str; 6] = [
        "The Ferry That",
        "A Bridge Too Near",
        "The Tax on",
        "Seven Afternoons",
        "The Prisoner",
        "Notices of a",
    ];
    let screen = screen(home, keys, "100x24");
    // The status line names the picked one again.
    let lines: Vec<&str> = screen.lines().collect();
    let body = lines.iter().skip(2).take(lines.len() - 3);
    body.filter_map(|line| TITLES.iter().find(|title| line.contains(*title)))
        .map(|it| (*it).to_owned())
        .collect()
}

#[test]
fn the_list_at_each_size() {
    let home = library();
    screen(&home, "* : <\"tag law\"> Enter j A", "80x24");
    for size in ["100x32", "80x24", "40x12", "20x5"] {
        insta::assert_snapshot!(format!("shelf-{size}"), screen(&home, "j", size));
        insta::assert_snapshot!(
            format!("shelf-filter-{size}"),
            screen(&home, "/ <\"in:herald is:foo\">", size)
        );
    }
}

#[test]
fn what_was_found_at_each_size() {
    let home = library();
    for size in ["100x32", "80x24", "40x12", "20x5"] {
        insta::assert_snapshot!(format!("search-{size}"), screen(&home, "g/ <\"bridge\"> Enter j", size));
        insta::assert_snapshot!(format!("search-none-{size}"), screen(&home, "g/ <\"zzyzx\"> Enter", size));
    }
}

#[test]
fn lists_orders_and_filters() {
    let home = library();
    let own = |keys: &str| -> Vec<String> { titles(&home, keys).into_iter().take(3).collect() };
    assert_eq!(own("j"), ["The Tax on", "A Bridge Too Near", "The Ferry That"]);
    assert_eq!(own("S"), ["The Ferry That", "A Bridge Too Near", "The Tax on"]);
    assert_eq!(own(": <\"sort title\"> Enter"), ["A Bridge Too Near", "The Ferry That", "The Tax on"]);
    assert_eq!(own(": <\"sort date\"> Enter"), ["The Ferry That", "A Bridge Too Near", "The Tax on"]);
    assert_eq!(
        own(": <\"sort date reversed\"> Enter"),
        ["The Tax on", "A Bridge Too Near", "The Ferry That"]
    );
    assert_eq!(own("sss"), own(": <\"sort date\"> Enter"));
    assert_eq!(titles(&home, "j").len(), 6, "the columns that came with the program stand below");
    assert_eq!(titles(&home, "/ <\"by:fenwick\">"), ["The Tax on", "The Ferry That"]);
    assert_eq!(titles(&home, "/ <\"treasurer\"> Enter"), ["The Tax on"]);
    assert_eq!(titles(&home, ": <\"filter treasurer\"> Enter"), ["The Tax on"]);
    assert_eq!(
        titles(&home, "/ <\"lincoln douglas\">").len(),
        1,
        "a column that was never opened is sifted too"
    );
    assert_eq!(titles(&home, "/ <\"by:fenwick\"> Enter Esc").len(), 6);
    assert_eq!(titles(&home, "/ <\"by:fenwick\"> Esc").len(), 6);
    assert!(screen(&home, "/ <\"is:foo\">", "80x24").contains("is: wants unread"));
    assert!(screen(&home, "/ <\"zzyzx\"> Enter", "80x24").contains("No article is so."));
    assert!(screen(&home, ": <\"sort foo\"> Enter", "80x24").contains("the orders are recent, added"));
    // The list is as it was left when an article is closed.
    assert_eq!(
        titles(&home, "/ <\"by:fenwick\"> Enter : <\"sort title\"> Enter Enter q"),
        ["The Ferry That", "The Tax on"]
    );
}

#[test]
fn what_is_done_to_articles_is_kept_and_can_be_taken_back() {
    let home = library();
    let says = |keys: &str, words: &str| {
        let screen = screen(&home, keys, "100x24");
        assert!(screen.contains(words), "{keys}: {words}\n{screen}");
    };
    says("*", "starred: The Tax on Windows; U takes that back");
    assert_eq!(titles(&home, ": <\"view starred\"> Enter"), ["The Tax on"]);
    says("*", "the star is taken off: The Tax on Windows");
    says("* U", "the star is taken off");
    says("* U Ctrl-r", "starred: The Tax on Windows");
    says("gt <\"law\"> Enter", "tagged law: The Tax on Windows");
    says("j", "* The Tax on Windows .law");
    assert_eq!(titles(&home, "/ <\"tag:law\">"), ["The Tax on"]);
    says(": <\"tag .law\"> Enter", "not tagged law any more");
    says("j A", "archived: A Bridge Too Near");
    assert!(!titles(&home, "j").contains(&"A Bridge Too Near".to_owned()));
    assert_eq!(titles(&home, "Shift-Tab"), ["A Bridge Too Near"]);
    assert_eq!(titles(&home, "/ <\"is:archived\">"), ["A Bridge Too Near"]);
    says("Shift-Tab A", "taken back from the archive");
    says("r", "called read: The Tax on Windows");
    says("j", "read");
    says(": <\"unread\"> Enter", "called unread: The Tax on Windows");
    says("x", "taken out of the library; your notes stay: The Tax on Windows; U brings it back");
    assert!(!titles(&home, "j").contains(&"The Tax on".to_owned()));
    says("x U", "back in the library: A Bridge Too Near");
    says("x U Ctrl-r", "taken out of the library");
    says("U", "nothing to undo");
    // A column that came with the program is taken in first, and stays away.
    says("/ <\"wend\"> Enter x", "taken out of the library; your notes stay: Seven Afternoons");
    assert!(!titles(&home, "j").contains(&"Seven Afternoons".to_owned()));
}

#[test]
fn what_is_found_is_opened_there_and_come_back_from() {
    let home = library();
    let says = |keys: &str, words: &str| {
        let screen = screen(&home, keys, "80x24");
        assert!(screen.contains(words), "{keys}: {words}\n{screen}");
    };
    let search = "g/ <\"money\"> Enter";
    says(search, "I will show you the [money]");
    says(search, "● Ruth Calder · A Bridge Too Near · 2023-11-20");
    says(&format!("{search} Enter"), "›  money.");
    says(&format!("{search} Enter Ctrl-o"), "Search your library: money");
    says(&format!("{search} Enter q"), "Search your library: money");
    says(&format!("{search} Tab Enter q Enter"), "›● \"Show me the bridge");
    says(&format!("{search} Enter q q"), "[All]");
    says(
        "/ <\"treasurer\"> Enter Enter gg g/ <\"money\"> Enter Enter q q",
        "The Tax on Windows  Nora Fenwick",
    );
    says("g/ <\"is:foo\">", "is: wants unread");
    says("g/ <\"is:foo\"> Esc", "[All]");
    says("g/ <\"zzyzx\"> Enter", "Nothing in your library has zzyzx.");
    says("g/", "Type words");
    says(": <\"search money\"> Enter", "[money]");
    // From somebody's words to the same person elsewhere.
    says("G k k k Enter n gs", "speaker:\"");
    says(&format!("{search} Enter gs"), "Search your library: speaker:\"Ruth Calder\"");
    says(&format!("{search} Enter gs"), "The Ferry That Nobody Asked For");
    says(&format!("{search} Enter gs q q"), "Search your library: money");
}

#[test]
fn a_search_says_what_it_could_not_find() {
    let home = Home::new();
    let found = |keys: &str| screen(&home, keys, "100x24").split_whitespace().collect::<Vec<_>>().join(" ");
    // It is told where nothing is found, and only of words that are there.
    let fresh = found("g/ <\"lincoln\"> Enter");
    assert!(
        fresh.contains("Nothing in your library has lincoln.") && fresh.contains("searched once"),
        "{fresh}"
    );
    assert!(!found("g/ <\"zzyzx\"> Enter").contains("searched once"));
    home.file("ferry.md", FERRY);
    home.file("bridge.md", BRIDGE);
    home.say(["add", "ferry.md"]).done();
    home.say(["add", "bridge.md", "--no-voices"]).done();
    let waits = "1 article waits for its voices to be found";
    for keys in ["g/ <\"speaker:calder\"> Enter", "g/ <\"speaker:nobody\"> Enter"] {
        let told = found(keys);
        assert!(told.contains(waits), "{keys}: {told}");
    }
    assert!(!found("g/ <\"bridge\"> Enter").contains("waits"));
    let heard = home.pipe("S speaker:calder\n", ["--linear"]).out;
    assert!(heard.contains(&format!("{waits}; the next")), "{heard}");
}

#[test]
fn notes_are_counted_and_found() {
    let home = library();
    screen(&home, "Enter a <\"Ask the glazier.\"> Esc", "80x24");
    let listed = screen(&home, "j", "100x24");
    let line = listed.lines().find(|line| line.contains("The Tax on Windows")).unwrap();
    assert!(line.contains(" 1     1    1 read"), "{line}");
    let found = screen(&home, "g/ <\"glazier\"> Enter", "80x24");
    assert!(found.contains("Notes: 1") && found.contains("Ask the [glazier]."), "{found}");
    assert!(screen(&home, "g/ <\"glazier\"> Enter Enter", "80x24").contains("note 1/1"));
    let gone = screen(&home, "x", "100x24");
    assert!(gone.contains("your notes stay"), "{gone}");
    assert!(screen(&home, "g/ <\"glazier\"> Enter", "80x24").contains("Notes: 1"));
}

#[test]
fn all_of_it_in_lines() {
    let home = library();
    let heard = |lines: &str| home.pipe(lines, ["--linear"]).out;
    for (lines, words) in [
        ("O title\n", "Library, all: 6 articles, by title.\n1. A Bridge Too Near, by Tomas Reyes"),
        ("O title\nY\n", "by title, from Z.\n1. The Tax on Windows"),
        ("F in:herald\n", "2 of 6 articles, latest first, only in:herald."),
        ("/ by:reyes\n", "1 of 6 articles"),
        ("F is:foo\n", "is: wants unread, read, starred, archived or new."),
        ("H 2\n", "starred: A Bridge Too Near"),
        (":view starred\n", "Library, starred: 1 of 6 articles, latest first.\n1. A Bridge Too Near"),
        ("T 3 river\n", "tagged river: The Ferry That Nobody Asked For"),
        ("Z 1\n", "archived: The Tax on Windows"),
        ("x 1\nU\n", "back in the library: A Bridge Too Near"),
        ("H 77\n", "the list has no number 77"),
        ("S money\n", "Quotations: 1.\n2. Ruth Calder, in A Bridge Too Near"),
        ("S money\n2\n", "Quotation 1 of 1, Ruth Calder, 11 words: \"Show me the bridge,\""),
        ("S money\n2\nq\n", "A number opens the article there"),
        ("S money\n2\ni\n", "speaker:\"Ruth Calder\""),
        ("S zzyzx\n", "Nothing in your library has zzyzx."),
        ("S\n", "what is looked for belongs behind it"),
    ] {
        let out = heard(lines);
        let is_there = out.contains(words);
        // A speaker is looked for without the query being told.
        let is_told = is_there || (lines.ends_with("i\n") && out.contains("3. Ruth Calder, in"));
        assert!(is_told, "{lines}: {words}\n{out}");
    }
}
