//! Citations in the reader's own style: on the command line, by the settings, in the reader.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use support::Home;

const COLUMN: &str = "---
title: How a vote was lost
byline: Jane Doe
date: 2026-03-14
url: https://example.org/vote
---

They knew it early. “We lost the room,” said Elizabeth Warren. It rained.
";

const STYLE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <macro name="who"><names variable="author"><name form="short"/></names></macro>
  <citation><layout prefix="[" suffix="]"><group delimiter=" "><text macro="who"/>
    <date variable="issued"><date-part name="year"/></date></group></layout></citation>
  <bibliography><layout suffix="."><group delimiter=", "><text macro="who"/>
    <text variable="title" quotes="true"/><date variable="issued" form="numeric"/></group></layout></bibliography>
</style>
"#;

const CITED: &str = "“It rained” [Doe 2026]. Doe, “How a vote was lost,” 03/14/2026.";

fn home() -> Home {
    let home = Home::new();
    home.file("column.md", COLUMN);
    home.file("my.csl", STYLE);
    home
}

/// Writes a file of the settings.
fn set(home: &Home, name: &str, text: &str) {
    home.file(&format!("../config/{name}"), text);
}

#[test]
fn a_file_says_how_words_are_cited() {
    let home = home();
    let cite = |words: &str, style: &str| home.say(["cite", "column.md", words, "--style", style]);
    assert_eq!(cite("It rained.", "my.csl").done(), format!("{CITED}\n"));
    assert!(
        cite("We lost the room", "./my.csl")
            .done()
            .starts_with("“We lost the room” [Elizabeth Warren, quoted in Doe 2026]. Doe, “How")
    );
    assert!(cite("It rained.", "apa").done().contains("(Doe, 2026)"));
    let wrong = cite("It rained.", "nature");
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("chicago, apa, mla or a file that ends in .csl"), "{}", wrong.err);
}

#[test]
fn a_style_that_cannot_be_read_is_one_line_with_file_and_line() {
    let home = home();
    home.file("broken.csl", "<style version=\"1.0\">\n<citation>\n</style>");
    home.file("lost.csl", STYLE.replace("macro=\"who\"", "macro=\"whom\""));
    home.file("latin.csl", [0xff, 0xfe, 0x80]);
    for (file, line) in [
        ("broken.csl", "sayso: broken.csl:3: this is no XML"),
        ("lost.csl", "sayso: lost.csl:4: there is no macro “whom”"),
        ("latin.csl", "sayso: cannot read latin.csl: it is no text in UTF-8"),
        ("nowhere.csl", "sayso: cannot read nowhere.csl: "),
        ("./", "sayso: cannot read ./: it is no file"),
    ] {
        let said = home.say(["cite", "column.md", "It rained.", "--style", file]);
        assert_eq!((said.status, said.out.as_str(), said.err.lines().count()), (1, "", 1), "{said:?}");
        assert!(said.err.starts_with(line), "{said:?}");
    }
    home.file("odd.csl", STYLE.replace("<text macro=\"who\"/>", "<blink/><blink/>"));
    let said = home.say(["cite", "column.md", "It rained.", "--style", "odd.csl"]);
    assert_eq!(said.err, "sayso: odd.csl:4: the element “blink” is left out\n");
    assert!(said.out.starts_with("“It rained” [2026]."), "{said:?}");
}

#[test]
fn the_settings_name_a_style_for_the_reader_and_the_command_line() {
    let home = home();
    set(&home, "config.toml", "citation = \"mine.csl\"\n");
    set(&home, "mine.csl", STYLE);
    assert_eq!(home.say(["cite", "column.md", "It rained."]).done(), format!("{CITED}\n"));
    let reader =
        |keys: &str| home.say(["column.md", "--size", "120x12", "--print-screen", "--keys", keys]).done();
    let screen = reader("/rained<Enter>vwyc");
    assert!(
        screen.contains("copied: “rained") && screen.contains("[Doe 2026]. Doe, “How a vote"),
        "{screen}"
    );
    assert!(home.say(["config"]).done().contains("citation = \"mine.csl\""));
    assert!(home.say(["config", "check"]).done().contains("no mistakes"));
    // Another style is chosen with a command, and this one again.
    let screen = reader(":<\"citation mla\"><Enter>:<\"citation mine.csl\"><Enter>nNyc");
    assert!(
        screen.contains("copied: “We lost the room” [Elizabeth Warren, quoted in Doe 2026]."),
        "{screen}"
    );
    // A style that broke is told where it is used, and where the settings are checked.
    set(&home, "mine.csl", "<style version=\"1.0\">\n</style>");
    let screen = reader("nNyc");
    assert!(screen.contains("mine.csl:1: the style has no “citation”"), "{screen}");
    let said = home.say(["config", "check"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("mine.csl:1: the style has no “citation”"), "{}", said.err);
    set(&home, "mine.csl", &STYLE.replace("<text macro=\"who\"/>", "<blink/>"));
    assert!(reader("nNyc").contains("copied, but one thing in the style was left out"));
    set(&home, "config.toml", "citation = \"mine.txt\"\n");
    let said = home.say(["config", "check"]);
    assert!(
        said.err.contains("citation must be chicago or apa or mla, or a file of a style that ends in .csl")
    );
}
