//! `sayso export` as a process: formats, choices, files that are brought up to date, pages that browsers show.
#![expect(clippy::unwrap_used, clippy::print_stderr, clippy::disallowed_methods, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sayso::annotation::{AnnotationDraft, Colour, Request, Target};
use sayso::article::SafeText;
use sayso::export::notes::Format;
use sayso::shell::open::{expand, open};
use sayso::shell::reference::Reference;
use sayso::span::Span;
use serde_json::Value;

use crate::support::Home;

const COLUMN: &str = "---\ntitle: \"How a <vote> was lost\"\nauthor: Jane Doe\npublication: The Paper\n\
                      date: 2026-08-23\nurl: https://example.org/vote?a=1&b=2\n---\n\n\
                      “Never again,” said James Comey. “We lost the room,” said Elizabeth Warren.\n\nThat was *all*.\n";

/// 2026-11-19T08:30:00Z
const MORNING: i64 = 1_795_077_000_000;
const DAY: i64 = 24 * 60 * 60 * 1000;

struct Mark<'a> {
    words: &'a str,
    note: Option<&'a str>,
    tags: &'a [&'a str],
    colour: Option<Colour>,
    days: i64,
}

fn plain(words: &str) -> Mark<'_> {
    Mark { words, note: None, tags: &[], colour: Some(Colour::Yellow), days: 0 }
}

fn mark(home: &Home, name: &str, mark: &Mark<'_>) {
    let article = open(&expand(&[Reference::Path(home.work().join(name))]).unwrap()[0]).unwrap();
    let start = article.text().find(mark.words).unwrap();
    let draft = AnnotationDraft {
        target: Target::new(&article, Span::new(start, start + mark.words.len())),
        note: mark.note.map(SafeText::new),
        tags: mark.tags.iter().map(|tag| SafeText::new(tag)).collect(),
        colour: mark.colour,
        correction: None,
    };
    let text = Some((&article.digest, article.text()));
    home.library().record(text, vec![Request::Add(Box::new(draft))], MORNING + mark.days * DAY).unwrap();
}

fn noted() -> Home {
    let home = Home::new();
    home.file("column.md", COLUMN);
    mark(&home, "column.md", &Mark { note: Some("Is that so?"), tags: &["law"], ..plain("“Never again,”") });
    let red = Mark { colour: Some(Colour::Red), days: 2, ..plain("We lost the room") };
    mark(&home, "column.md", &red);
    mark(&home, "column.md", &Mark { colour: None, days: 1, ..plain("That was all.") });
    home
}

fn quotations(home: &Home, arguments: &[&str]) -> Vec<String> {
    let said = home.say(["export", "--format", "json"].iter().chain(arguments)).done();
    let notes: Vec<Value> = serde_json::from_str(&said).unwrap();
    notes.iter().map(|note| note["shown"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_exported_can_be_chosen() {
    let home = noted();
    let (never, room, all) = ("“Never again,”", "We lost the room", "That was all.");
    for (arguments, expected) in [
        (vec![], vec![never, room, all]),
        (vec!["--speaker", "comey"], vec![never]),
        (vec!["--colour", "red,blue"], vec![room]),
        (vec!["--tag", "LAW"], vec![never]),
        (vec!["--kind", "bookmark,note"], vec![never, all]),
        (vec!["--since", "2026-11-20"], vec![room, all]),
        (vec!["--until", "2026-11-20"], vec![never, all]),
        (vec!["--what", "quotations"], vec![never, "“We lost the room,”"]),
        (vec!["--what", "both", "--speaker", "warren"], vec!["“We lost the room,”", room]),
        (vec!["--trim", "2"], vec![never, "We lost…", "That was…"]),
    ] {
        assert_eq!(quotations(&home, &arguments), expected, "{arguments:?}");
    }
    let trimmed = home.say(["export", "--format", "webannotation", "--trim", "1"]).done();
    assert!(trimmed.contains("\"exact\": \"We lost the room\""), "what was marked stays as it is");
    for arguments in [["--since", "yesterday"], ["--colour", "pink"], ["--kind", "poem"], ["--trim", "-1"]] {
        assert_eq!(home.say(["export"].iter().chain(&arguments)).status, 2, "{arguments:?}");
    }
}

#[test]
fn a_file_is_brought_up_to_date_and_own_words_stay() {
    for format in ["markdown", "obsidian", "org"] {
        let home = noted();
        let export = ["export", "--format", format, "-o", "notes.txt"];
        assert_eq!(home.say(export).done(), "");
        let first = home.read("notes.txt");
        assert_eq!(home.say(export).done(), "");
        assert_eq!(home.read("notes.txt"), first, "{format}: nothing has changed");
        let mut own = String::new();
        for line in first.split_inclusive('\n') {
            own.push_str(line);
            own.push_str(if line.contains("sayso:end") { "My own words.\r\n" } else { "" });
        }
        own.push_str("\nAnd the end.\n");
        home.file("notes.txt", &own);
        mark(&home, "column.md", &Mark { note: Some("A later thought."), ..plain("James Comey") });
        assert_eq!(home.say(export).done(), "");
        let second = home.read("notes.txt");
        for (words, count) in
            [("My own words.\r\n", 4), ("And the end.\n", 1), ("A later thought.", 1), ("Is that so?", 1)]
        {
            assert_eq!(second.matches(words).count(), count, "{format}: {words}\n{second}");
        }
        assert!(second.find("Is that so?") < second.find("A later thought."), "in the order of the text");
        assert_eq!(home.say(["export", "--format", format, "--tag", "law", "-o", "notes.txt"]).done(), "");
        assert_eq!(home.read("notes.txt"), second, "{format}: what was not asked for stays");
        let broken = second.replacen("sayso:end", "sayso:over", 1);
        home.file("notes.txt", &broken);
        let said = home.say(export).complaint(&home.work());
        assert!(said.starts_with("sayso: cannot bring notes.txt up to date: line "), "{said}");
        assert_eq!(home.read("notes.txt"), broken);
    }
}

#[test]
fn a_note_that_was_deleted_leaves_the_file() {
    let home = noted();
    assert_eq!(home.say(["export", "-o", "notes.md"]).done(), "");
    assert!(home.read("notes.md").contains("We lost the room"));
    home.say(["column.md", "--print-screen", "--keys", "]a ]a x"]);
    assert_eq!(home.say(["export", "-o", "notes.md"]).done(), "");
    let left = quotations(&home, &[]);
    let file = home.read("notes.md");
    assert_eq!(left.len(), 2, "one was deleted");
    assert_eq!(file.matches("sayso:begin").count(), 3, "the article and two notes:\n{file}");
    assert!(left.iter().all(|words| file.contains(words.trim_matches('.'))));
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_old_export() {
    let home = noted();
    mark(&home, "column.md", &Mark { note: Some(&"long ".repeat(20_000)), ..plain("Elizabeth Warren") });
    home.file("notes.json", "[]\n");
    let program = home.process([""; 0]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" export --format json --force -o notes.json"]);
    shell.arg(program.get_program()).current_dir(home.work());
    for (name, value) in program.get_envs() {
        value.map(|value| shell.env(name, value));
    }
    let output = shell.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.starts_with("sayso: cannot write notes.json: "), "{said}");
    assert_eq!(home.read("notes.json"), "[]\n");
    assert_eq!(fs::read_dir(home.work()).unwrap().count(), 2, "nothing is left over");
}

#[test]
fn ones_own_templates_are_formats() {
    let home = noted();
    home.file(
        "mine.txt.j2",
        "{% for article in articles %}{{ article.title }}: {{ article.notes | length }}\n{% endfor %}",
    );
    let written = home.say(["export", "--template", "mine.txt.j2"]).done();
    assert_eq!(written, "How a <vote> was lost: 3\n");
    let cards = home.say(["export", "--template", "cards.html"]).done();
    assert!(cards.contains("<h1>How a &lt;vote&gt; was lost</h1>"), "{cards}");
    home.file("bad.txt", "\n{{ articles[0].nothing.more }}");
    for (template, problem) in [
        ("gone.txt", "sayso: cannot read the template gone.txt: "),
        ("bad.txt", "sayso: cannot use the template bad.txt: line 2: "),
    ] {
        let said = home.say(["export", "--template", template]).complaint(&home.work());
        assert!(said.starts_with(problem), "{said}");
    }
}

#[test]
fn every_format_is_written_and_the_same_each_time() {
    let home = noted();
    for format in Format::ALL {
        let file = format!("notes.{}.{}", format.name(), format.ending());
        let export = ["export", "--what", "both", "--format", format.name(), "-o", &file];
        assert_eq!(home.say(export).done(), "", "{}", format.name());
        let first = fs::read(home.work().join(&file)).unwrap();
        assert!(first.len() > 100, "{}", format.name());
        assert_eq!(home.say(export).done(), "", "{}: the same again needs no --force", format.name());
        assert_eq!(fs::read(home.work().join(&file)).unwrap(), first);
    }
}

fn page(home: &Home) -> PathBuf {
    assert_eq!(home.say(["export", "--format", "html", "-o", "page.html"]).done(), "");
    home.work().join("page.html")
}

#[test]
fn the_page_is_valid_and_closes_what_it_opens() {
    let home = noted();
    let html = fs::read_to_string(page(&home)).unwrap();
    let document = dom_query::Document::from(html.as_str());
    let errors: Vec<String> = document.errors.borrow().iter().map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert!(html.contains("How a &lt;vote&gt; was lost") && html.contains("Is that so?"));
    let broken = dom_query::Document::from("<!DOCTYPE html><title>x</title><p><b></p>");
    assert!(!broken.errors.borrow().is_empty(), "the parser finds what is broken");
}

/// A browser that can be run without a screen, where there is one.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

#[test]
fn a_browser_shows_the_page() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium to show the page");
        return;
    };
    let home = noted();
    let page = page(&home);
    for (size, dark) in [("390,844", false), ("1280,900", false), ("1280,900", true)] {
        let picture = home.work().join("page.png");
        let mut command = Command::new(&browser);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]);
        if dark {
            command.arg("--blink-settings=preferredColorScheme=0");
        }
        command.arg(format!("--window-size={size}")).arg(format!("--screenshot={}", picture.display()));
        let shown = command.arg(format!("file://{}", page.display())).output().unwrap();
        assert!(shown.status.success() && fs::metadata(&picture).unwrap().len() > 5_000, "{size}");
        fs::remove_file(picture).unwrap();
    }
}
