//! Settings, themes, completions and the manual as commands, and the page that `print` sets by them.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fs;

use support::{Home, Said};

const COLUMN: &str = "---\ntitle: The Bridge\n---\n\nThe constitution of the town is what the council makes of it. \
    “Whatever that may be,” said Ada Moore, who had been asked.\n\nNobody answered her.\n";

/// A home with a column and these settings.
fn home(settings: &str) -> Home {
    let home = Home::new();
    home.file("column.md", COLUMN);
    home.file("../config/config.toml", settings);
    home
}

/// The printed text, without the title and the legend.
fn body(page: &str) -> String {
    let lines = page.lines().skip(2).take_while(|line| *line != "    Voices");
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn each_setting_is_told_with_where_it_comes_from() {
    let home = home("# mine\nwidth = 50\nedge = \"justified\"\n");
    home.say(["column.md", "--print-screen", "--keys", "zl + zt"]).done();
    let told = home.say(["config"]).done();
    for line in [
        "width = 50            # line 2 of your settings",
        "edge = \"justified\"    # line 3 of your settings",
        "spacing = 1.5         # chosen with keys",
        "theme = \"light\"       # chosen with keys",
        "mouse = \"on\"          # default",
    ] {
        assert!(told.lines().any(|other| other == line), "{line}\n{told}");
    }
    assert!(told.contains("(SAYSO_CONFIG)") && told.contains("# Colours: on a terminal (default)"), "{told}");
    home.file("../config/config.toml", &told);
    let again = home.say(["config"]).done();
    assert!(again.contains("mouse = \"on\"          # line "), "what is written is a settings file: {again}");
    let path = home.say(["config", "--path"]).done();
    assert_eq!(fs::read_to_string(path.trim_end()).unwrap(), told);
    let flagged = home.say(["config", "--config", "elsewhere", "--color", "never"]).done();
    assert!(flagged.contains("# Your settings: elsewhere/config.toml (flag)\n"), "{flagged}");
    assert!(flagged.contains("# Colours: never (--color)"), "{flagged}");
    let plain = Said::of(home.sayso(["config"]).env("NO_COLOR", "1")).done();
    assert!(plain.contains("# Colours: never (NO_COLOR)"), "{plain}");
}

#[test]
fn mistakes_in_settings_are_told_with_file_and_line() {
    let home = home("width = 50\nspacing = 3\n");
    home.file("../config/keymap.toml", "[reader]\n\"w\" = \"nxt\"\n");
    home.file("../config/themes/wrong.toml", "title = \"bold bleu\"\n");
    let said = home.say(["config", "check"]);
    let root = home.work().parent().unwrap().display().to_string();
    let told: Vec<String> = said.err.lines().map(|line| line.replace(&root, "~")).collect();
    assert_eq!((said.status, said.out.as_str(), told.len()), (1, "", 3), "{told:?}");
    assert_eq!(told[0], "sayso: ~/config/config.toml:2: spacing must be 1 or 1.5 or 2, not “3”");
    assert!(told[1].starts_with("sayso: ~/config/keymap.toml:2: key “w”: there is no action “nxt”"));
    assert!(told[2].starts_with("sayso: ~/config/themes/wrong.toml: “bleu”"));
    let shown = home.say(["config"]);
    assert_eq!(shown.status, 1);
    assert!(shown.out.contains("width = 50"), "the rest holds: {}", shown.out);
    home.file("../config/config.toml", "theme = \"drak\"\n");
    assert!(
        home.say(["config", "check"]).err.contains("there is no theme “drak”: there are terminal, light")
    );
    let good = Home::new();
    assert_eq!(good.say(["config", "check"]).done(), "no mistakes in your settings, keys and themes\n");
}

#[test]
fn themes_are_listed_and_shown_to_start_an_own_one() {
    let home = home("theme = \"mine\"\n");
    home.file("../config/themes/mine.toml", "based-on = \"dark\"\ntitle = \"bold red\"\n");
    let listed = home.say(["themes"]).done();
    let names: Vec<&str> = listed.lines().collect();
    assert_eq!(
        names,
        [
            "  terminal",
            "  light",
            "  dark",
            "  sepia",
            "  high-contrast",
            "  none",
            "  terminal-light",
            "* mine"
        ]
    );
    let painted = home.say(["themes", "--color", "always"]).done();
    assert!(
        painted.lines().all(|line| line.contains("Headline") && line.ends_with("\u{1b}[0m")),
        "{painted}"
    );
    assert_eq!(home.say(["themes", "show", "mine"]).done(), "based-on = \"dark\"\ntitle = \"bold red\"\n");
    let dark = home.say(["themes", "show", "dark"]).done();
    home.file("../config/themes/again.toml", &dark);
    assert!(home.say(["themes"]).done().contains("again"), "what is shown is a theme");
    let complaint = home.say(["themes", "show", "drak"]).complaint(&home.work());
    assert!(
        complaint.starts_with("sayso: there is no theme “drak”: there are terminal, light"),
        "{complaint}"
    );
    home.file("../config/themes/wrong.toml", "titel = \"bold\"\n");
    let said = home.say(["themes"]);
    assert!(said.status == 1 && said.out.contains("mine") && said.err.contains("wrong.toml"), "{said:?}");
}

#[test]
fn a_page_is_printed_as_the_settings_say_and_flags_win() {
    let home = home("");
    let printed = |settings: &str, arguments: &[&str]| {
        home.file("../config/config.toml", settings);
        let all = ["print", "column.md"].iter().chain(arguments);
        body(&home.say(all).done())
    };
    let plain = printed("width = 30\n", &[]);
    assert_eq!(
        plain,
        "    The constitution of the town\n    is what the council makes of\n  ● it. “Whatever that may be,”\n    \
         said Ada Moore, who had been\n    asked.\n\n    Nobody answered her."
    );
    assert_eq!(printed("", &["--width", "30"]), plain);
    assert_eq!(printed("width = 70\n", &["--width", "30"]), plain);
    let justified = printed("width = 30\nedge = \"justified\"\n", &[]);
    assert!(justified.contains("    The  constitution of  the town\n"), "{justified}");
    assert!(justified.lines().all(|line| line.chars().count() <= 34), "{justified}");
    home.file("../config/config.toml", "width = 20\nhyphens = \"english\"\n");
    let hyphenated = home.pipe("An extraordinarily unremarkable constitution.\n", ["print", "-"]).done();
    assert!(hyphenated.contains("    unremarkable consti-\n    tution."), "{hyphenated}");
    let spaced = printed("width = 30\nspacing = 2\n", &[]);
    assert_eq!(spaced.lines().filter(|line| line.is_empty()).count(), 5, "{spaced}");
    let indented = printed("width = 30\nparagraphs = \"indented\"\n", &[]);
    assert!(indented.contains("asked.\n      Nobody answered her."), "{indented}");
    let hanging = printed("width = 21\nmarks = \"hanging\"\n", &[]);
    assert!(hanging.contains("\n ● “Whatever that may\n    "), "{hanging}");
    let reader = home.say(["column.md", "--width", "30"]).done();
    assert!(body(&reader).contains("Nobody answered her."), "the reader prints so too: {reader}");
    home.file("../config/config.toml", "spacing = 3\n");
    let said = home.say(["print", "column.md"]);
    assert!(said.status == 0 && said.err.contains("config.toml:1: spacing must be"), "{said:?}");
    let linear = home.say(["print", "--linear", "column.md"]);
    assert_eq!(linear.err, "", "plain lines are not set");
}

#[test]
fn completions_and_manual_come_from_the_arguments() {
    let home = home("");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let written = home.say(["completions", shell]).done();
        assert!(written.contains("unattributed") && written.contains("config"), "{shell}");
    }
    assert_eq!(home.say(["completions", "tcsh"]).status, 2);
    let manual = home.say(["man"]).done();
    assert!(manual.starts_with(".ie") && manual.contains(".TH sayso 1"), "{manual}");
    assert!(manual.contains("quotes") && manual.contains("linear"), "{manual}");
    let quotes = home.say(["man", "quotes"]).done();
    assert!(quotes.contains(".TH sayso\\-quotes 1") || quotes.contains(".TH sayso-quotes 1"), "{quotes}");
    assert_eq!(home.say(["man", "nothing"]).status, 2);
}
