//! Rows 4 to 6 and 8: characters that have no place, or the wrong one, on the screen.

use unicode_width::UnicodeWidthStr as _;

use super::bounds::{ENOUGH, is_shown_safely, size};
use crate::support::Home;

/// That no line is wider than a screen or a page of this width.
#[track_caller]
fn is_no_wider_than(cells: usize, text: &str) {
    for line in text.lines() {
        assert!(line.width() <= cells, "{} cells: {line:?}", line.width());
    }
}

fn screen(home: &Home, keys: &str, name: &str) -> String {
    ENOUGH.run(home, &["--print-screen", "--size", "60x16", "--keys", keys, name]).done()
}

#[test]
fn row_04_floods_of_blanks_and_line_ends_are_set_exactly() {
    let many = size(20_000, 1_000_000);
    for (place, flood) in
        ["\r", "\u{8}", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\t", "\r\n", "\n\t "]
            .iter()
            .enumerate()
    {
        // Texts that are the same when they are safe would be read on where the last one was left.
        let home = Home::new();
        let name = format!("{place}.txt");
        let words = "“We lost the ferry,” said Ann Lee, who had seen it sink on a Monday.";
        home.file(&name, format!("{words}{}{words}", flood.repeat(many)));
        let page = ENOUGH.run(&home, &["print", "--width", "40", &name]).done();
        is_shown_safely(&page);
        is_no_wider_than(44, &page);
        assert_eq!(page.matches("Ann Lee, who").count() + page.matches("Ann Lee,\n").count(), 2, "{flood:?}");
        let shown = screen(&home, "n", &name);
        is_shown_safely(&shown);
        is_no_wider_than(60, &shown);
        assert!(shown.contains("/2 quoted"), "{flood:?}: {shown}");
    }
}

#[test]
fn row_05_no_word_seems_to_stand_elsewhere() {
    let home = Home::new();
    for (place, mark) in "\u{202e} \u{202d} \u{202b} \u{202a} \u{202c} \u{2067} \u{2066} \u{2068} \u{2069}"
        .split(' ')
        .enumerate()
    {
        let name = format!("{place}.md");
        home.file(&name, format!("# The {mark} vote\n\n“We did {mark}not sell it,” said Ann {mark}Lee.\n\nAnd here {mark}the next paragraph begins. “It sank,” Lee said.\n"));
        for arguments in [
            &["print", &name][..],
            &["quotes", &name],
            &["analyze", &name],
            &["cite", &name, "--quote", "sell it"],
            &[&name, "--print-screen", "--keys", "n"],
        ] {
            let said = ENOUGH.run(&home, arguments);
            is_shown_safely(&said.out);
            is_shown_safely(&said.err);
        }
        let table = ENOUGH.run(&home, &["quotes", "--format", "csv", &name]).done();
        assert!(table.contains("We did not sell it") && table.contains("Ann Lee"), "{table}");
    }
    // These change the order of nothing but blanks and signs, and stay.
    home.file("marks.md", "“We did\u{200e} not\u{200f} sell it,” said Ann\u{61c} Lee.\n");
    assert!(ENOUGH.run(&home, &["quotes", "marks.md"]).done().contains("sell it"));
}

#[test]
fn row_06_characters_without_width_hide_no_word() {
    let home = Home::new();
    for (place, unseen) in
        ["\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{e0041}", "\u{fe0f}"]
            .iter()
            .enumerate()
    {
        let name = format!("{place}.md");
        home.file(&name, format!("# A boat\n\n“We saw the fer{unseen}ry go down,” said Ann L{unseen}ee.\n"));
        let found = screen(&home, "/ <\"ferry go\"> Enter", &name);
        assert!(found.contains("1/1"), "{unseen:?}: {found}");
        let id = ENOUGH.run(&home, &["notes", "add", &name, "--quote", "the ferry go down"]);
        assert_eq!((id.status, id.err.as_str()), (0, ""), "{unseen:?}");
        ENOUGH.run(&home, &["add", &name]).done();
        let search = ENOUGH.run(&home, &["search", "\"ferry go down\""]).done();
        assert!(search.contains("A boat"), "{unseen:?}: {search}");
        is_no_wider_than(44, &ENOUGH.run(&home, &["print", "--width", "40", &name]).done());
    }
}

#[test]
fn row_06_a_thousand_marks_on_a_letter_are_a_few() {
    let home = Home::new();
    let marks = "\u{301}".repeat(size(10_000, 1_000_000));
    home.file("a.txt", format!("“We saw the fe{marks}rry go down,” said Ann Lee.\n"));
    for text in [
        ENOUGH.run(&home, &["print", "--width", "40", "a.txt"]).done(),
        screen(&home, "n", "a.txt"),
        ENOUGH.run(&home, &["quotes", "a.txt"]).done(),
    ] {
        is_no_wider_than(100, &text);
        assert!(text.matches('\u{301}').count() < 40, "{} marks", text.matches('\u{301}').count());
        assert!(text.contains("go down"), "{text}");
    }
}

#[test]
fn row_09_what_is_no_address_is_no_link() {
    let home = Home::new();
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ssh://-oProxyCommand=x",
        "man:ls",
        "-oProxyCommand=x:y",
        "--remote-debugging-port=1:x",
        "vbscript:x",
        "x-terminal:reboot",
        "\u{1}javascript:x",
        "https://a@b.org/",
        "https://e.org/%00",
        "///etc/passwd",
        "//-x/",
    ] {
        home.file(
            "a.html",
            format!("<p>They went <a href=\"{bad}\">there by night</a> on a Monday, it is said."),
        );
        home.file(
            "b.md",
            format!("They went [there by night](<{}>) on a Monday, it is said.\n", bad.replace("&#10;", "")),
        );
        for name in ["a.html", "b.md"] {
            let shown = screen(&home, "Tab", name);
            let said = shown.lines().last().unwrap_or_default();
            let is_harmless =
                !said.contains("javascript") && !said.contains("passwd") && !said.contains("→ -");
            assert!(
                is_harmless
                    && (said.contains("no link")
                        || said.contains("no further link")
                        || said.contains("e.org")
                        || said.contains("b.org")),
                "{bad}: {said}"
            );
        }
    }
}
