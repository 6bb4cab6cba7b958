//! Rows 1 to 3: sequences that a terminal obeys, in every place that words can come from.

use std::io::{Cursor, Write as _};

use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::bounds::{ENOUGH, is_shown_safely};
use crate::server::{Server, raw};
use crate::support::Home;

/// A home in which `bad` stands wherever words can stand.
fn filled(bad: &str) -> Home {
    let home = Home::new();
    let words = format!("“We lost {bad} the ferry,” said Ann {bad} Lee. It sank {bad} on Monday.");
    home.file("a.md", format!("---\ntitle: \"T {bad} t\"\nbyline: \"Jane {bad} Doe\"\npublication: \"P {bad}\"\ntags: [\"x {bad}\"]\n---\n\n# H {bad}\n\n{words} [a {bad}](https://example.org/{bad}) ![an {bad} alt](x.png)\n"));
    let said =
        json!({"@type": "NewsArticle", "headline": bad, "author": {"name": bad}, "articleSection": bad});
    home.file("b.html", format!("<title>T {bad}</title><meta name=author content='Joe {bad}'><meta property=og:site_name content='S {bad}'><link rel=alternate type=application/rss+xml title='F {bad}' href='/f{bad}'><script type='application/ld+json'>{said}</script><p>{words} <a href='https://e.org/{bad}' title='{bad}'>x {bad}</a> <img alt='a {bad}' src=x>"));
    home.file("c.xml", format!("<rss><channel><title>F {bad}</title><item><guid>g {bad}</guid><author>A {bad}</author><title>I {bad}</title><link>https://e.org/{bad}</link><category>k {bad}</category><description>{words} &lt;b title='{bad}'&gt;x</description></item></channel></rss>"));
    home.file("d.eml", format!("From: \"Joe {bad}\" <joe@example.org>\r\nSubject: S {bad}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"));
    home.file("e.csv", format!("id,title,author,text\n\"r {bad}\",\"T {bad}\",\"A {bad}\",\"{words}\"\n"));
    home.file(
        "f.jsonl",
        json!({"id": format!("j {bad}"), "title": format!("T {bad}"), "author": bad, "text": words})
            .to_string(),
    );
    home.file("g.zip", archive(bad, &words));
    home.file(&format!("h {}.md", bad.replace(['/', '\0'], "")), &words);
    home.file("i.opml", format!("<opml><body><outline text='F {bad}' xmlUrl='exec:{bad}'/><outline text='G {bad}' xmlUrl='https://{bad}.invalid/'/></body></opml>"));
    home.file("notes.json", json!([{"id": format!("n {bad}"), "quotation": "on Monday", "origin": format!("o {bad}"), "title": format!("T {bad}"), "note": format!("N {bad}"), "tags": [format!("t {bad}")]}]).to_string());
    home
}

/// A book would have its names in the same places.
fn archive(bad: &str, words: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in [format!("m {bad}.txt"), "good.txt".to_owned(), format!("../{bad}.txt")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Puts `bad` everywhere, asks the program for everything, and looks at all that it says. `payload` must not be in it either.
fn sweep(bad: &str, payload: &str) {
    let home = filled(bad);
    let all = [
        "a.md",
        "b.html",
        "c.xml",
        "d.eml",
        "e.csv",
        "f.jsonl",
        "g.zip",
        "i.opml",
        ".",
        "nowhere\u{1b}]52;c;ZXZpbA==\u{7}",
    ];
    let (note, tag) = (format!("N {bad} n"), format!("t {bad}"));
    for arguments in runs(&all, bad, (&note, &tag)) {
        let said = ENOUGH.run(&home, &arguments);
        for text in [&said.out, &said.err] {
            is_shown_safely(text);
            assert!(!text.contains(payload), "{arguments:?}: {text}");
        }
    }
    let spoken = ENOUGH.pipe(&home, b"n\ns\no\nt\ni\nq\n", &["a.md", "--linear"]);
    is_shown_safely(&spoken.out);
    assert!(spoken.out.contains("We lost"), "{}", spoken.out);
}

/// Everything that the program can be asked about these files.
fn runs<'a>(all: &[&'a str], bad: &'a str, (note, tag): (&'a str, &'a str)) -> Vec<Vec<&'a str>> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    runs.push([&["add"], all].concat());
    for command in [
        &["print"][..],
        &["print", "--linear"],
        &["quotes"],
        &["quotes", "--format", "csv"],
        &["quotes", "--format", "jsonl"],
        &["speakers"],
        &["analyze", "--format", "jsonl"],
    ] {
        runs.push([command, &all[..8]].concat());
    }
    runs.push(vec!["notes", "add", "a.md", "--quote", "on Monday", "--note", note, "--tag", tag]);
    runs.push(vec!["notes", "add", "a.md", "--quote", bad, "--note", note]);
    runs.push(vec!["import", "notes.json"]);
    for line in [
        "list",
        "list --format jsonl",
        "search sank",
        "search sank --format jsonl",
        "who Lee",
        "who Nobody\u{1b}[31m",
        "feeds",
        "notes list",
        "notes list --format jsonl",
        "notes search n",
        "doctor",
        "config",
        "check a.md",
        "search by:\u{1b}[31m",
        "refresh a.md",
        "changes a.md",
        "remove is:starred",
    ] {
        runs.push(line.split(' ').collect());
    }
    for format in "markdown obsidian org annotated html json webannotation hypothesis readwise csv anki csl-json biblatex ris schema-org corrections".split(' ') {
        runs.push(vec!["export", "--format", format, "--what", "both"]);
    }
    for keys in
        ["s", "o", "t", "n Enter", "Tab", "?", "M", "q", "g/ <\"sank\"> Enter", ": <\"nonsense\"> Enter"]
    {
        runs.push(vec!["a.md", "--print-screen", "--size", "90x24", "--keys", keys]);
    }
    runs
}

#[test]
fn row_01_the_clipboard_is_not_written() {
    sweep("\u{1b}]52;c;ZXZpbA==\u{7}", "ZXZpbA");
    sweep("\u{1b}]52;c;ZXZpbA==\u{1b}\\", "ZXZpbA");
    // What never ends is no sequence; its letters are words.
    sweep("\u{1b}]52;c;ZXZpbA==", "\u{1b}");
}

#[test]
fn row_01_headers_of_servers_are_words_and_no_more() {
    let head = "HTTP/1.1 200 \u{1b}]52;c;ZXZpbA==\u{7}\nContent-Type: text/html; charset=\u{1b}[31m\nETag: \"\u{9b}31m\"\nX-Title: \u{1b}]0;x\u{7}";
    let page = "<title>The Ferry</title><p>The council met on Monday to talk about the ferry.";
    let answers = move |path: &str| match path {
        "/" => raw(&format!("{head}\nContent-Length: {}", page.len()), page),
        "/away" => raw("HTTP/1.1 302 Found\nLocation: \u{1b}]52;c;ZXZpbA==\u{7}://x\nContent-Length: 0", ""),
        "/packed" => {
            raw("HTTP/1.1 200 OK\nContent-Encoding: \u{1b}]52;c;ZXZpbA==\u{7}\nContent-Length: 1", "x")
        }
        _ => raw("HTTP/1.1 404 \u{1b}]52;c;ZXZpbA==\u{7}\nContent-Length: 0", ""),
    };
    let server = Server::new(answers);
    let home = Home::new();
    for path in ["/", "/away", "/packed", "/none"] {
        for command in ["print", "add"] {
            let said = ENOUGH.run(&home, &[command, &server.at(path)]);
            is_shown_safely(&said.out);
            is_shown_safely(&said.err);
            assert!(!(said.out + &said.err).contains("ZXZpbA"), "{path}");
        }
    }
}

#[test]
fn row_02_sequences_of_one_character_are_none() {
    sweep("\u{9d}52;c;ZXZpbA==\u{9c}", "ZXZpbA");
    sweep("\u{9b}31m", "\u{9b}");
    sweep("\u{90}q\u{9c}", "\u{90}");
}

/// The same as bytes of an old charset, where they are mostly typography.
#[test]
fn row_02_bytes_of_old_charsets_are_typography() {
    let home = Home::new();
    for charset in ["iso-8859-1", "windows-1252", "us-ascii", "x-unknown"] {
        let head = format!("<meta charset={charset}><p>They met on Monday ");
        home.file(
            "a.html",
            [head.as_bytes(), b"\x9b31m in \x93the hall\x94 and \x9d52;c;ZXZpbA==\x07 \x90q\x9c went home."]
                .concat(),
        );
        let said = ENOUGH.run(&home, &["print", "a.html"]);
        is_shown_safely(&said.out);
        assert!(said.out.contains("the hall"), "{charset}: {}", said.out);
    }
}

#[test]
fn row_03_nothing_asks_the_terminal() {
    for question in [
        "\u{1b}[6n",
        "\u{1b}[>0q",
        "\u{1b}P$qm\u{1b}\\",
        "\u{1b}[c",
        "\u{1b}]10;?\u{7}",
        "\u{1b}]52;c;?\u{7}",
        "\u{1b}[?1049h\u{5}\u{1b}Z",
    ] {
        sweep_lightly(question);
    }
}

/// What is shown of one column, in each way.
fn sweep_lightly(bad: &str) {
    let home = Home::new();
    home.file(
        "a.md",
        format!(
            "# T {bad} t\n\n“We lost {bad} the ferry,” said Ann {bad} Lee. {}\n",
            "It sank on a Monday. ".repeat(20)
        ),
    );
    for arguments in [
        &["print", "a.md"][..],
        &["quotes", "a.md"],
        &["analyze", "a.md"],
        &["a.md", "--print-screen", "--keys", "n s"],
    ] {
        let said = ENOUGH.run(&home, arguments);
        is_shown_safely(&said.done());
    }
}
