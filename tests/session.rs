//! A reader's whole session with one column: walk its voices, set some right, leave, come back, find all of it kept,
//! also after the column was changed, and outside the reader too.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use serde_json::Value;
use support::{Home, Said};

use sayso::annotation::{AnnotationDraft, Correction, Request, Target};
use sayso::article::{Origin, SafeText};
use sayso::shell::open::open;
use sayso::span::Span;

/// One line, as it fell out of a corpus: no paragraphs, dashes lost in runs of blanks.
const COLUMN: &str = include_str!("fixtures/bull-moose.txt");

const FAKE: &str = "\"Fake!\"";
const WARNING: &str = "word of solemn warning";

/// The column in a home of its own.
struct Desk {
    home: Home,
}

impl Desk {
    fn new() -> Self {
        let home = Home::new();
        home.file("column.txt", COLUMN);
        Self { home }
    }

    /// The screen after these keys, in a run of its own.
    fn screen(&self, keys: &str) -> String {
        let arguments = ["column.txt", "--print-screen", "--size", "100x30", "--keys", keys];
        self.home.say(arguments).done()
    }

    /// The line at the bottom of the screen after these keys.
    fn status(&self, keys: &str) -> String {
        self.screen(keys).lines().last().unwrap().trim().to_owned()
    }

    fn say(&self, command: &str) -> Said {
        self.home.say(command.split(' '))
    }

    /// What a command writes as JSON lines.
    fn lines(&self, command: &str) -> Vec<Value> {
        self.say(command).done().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn quotations(&self) -> Vec<Value> {
        self.lines("quotes column.txt --format jsonl")
    }

    /// Who says the quotation that has these words, and who says so.
    fn told(&self, words: &str) -> (String, String) {
        let quotations = self.quotations();
        let said = quotations.iter().find(|line| line["text"].as_str().unwrap().contains(words)).unwrap();
        let text = |field: &str| said[field].as_str().unwrap_or("nobody").to_owned();
        (text("speaker"), text("by"))
    }

    fn voices(&self) -> Vec<String> {
        let voices = self.lines("speakers column.txt --format jsonl");
        voices.iter().map(|line| line["speaker"].as_str().unwrap_or("unknown").to_owned()).collect()
    }

    /// The keys that go to the quotation with these words, from the top.
    fn walk_to(&self, words: &str) -> String {
        let walked: Vec<Value> =
            self.quotations().into_iter().filter(|line| line["kind"] != "indirect").collect();
        let place = walked.iter().position(|line| line["text"].as_str().unwrap().contains(words)).unwrap();
        format!("gg{}", "n".repeat(place + 1))
    }

    /// Makes two names one speaker's, as another window of the reader would.
    fn join(&self, other: &str, name: &str) {
        let article = open(&Origin::File(self.home.work().join("column.txt"))).unwrap();
        let start = article.text().find(WARNING).unwrap();
        let correction = Correction::Joined { other: SafeText::new(other), name: SafeText::new(name) };
        let draft = AnnotationDraft {
            target: Target::new(&article, Span::new(start, start + WARNING.len())),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: Some(correction),
        };
        let text = Some((&article.digest, article.text()));
        let millis = jiff::Timestamp::now().as_millisecond();
        self.home.library().record(text, vec![Request::Add(Box::new(draft))], millis).unwrap();
    }

    /// The same of what `sayso speakers` and `sayso quotes` count.
    #[track_caller]
    fn adds_up(&self) {
        let quotations = self.quotations();
        let sum = |lines: &[Value], field: &str| {
            lines.iter().map(|line| line[field].as_u64().unwrap()).sum::<u64>()
        };
        let voices = self.lines("speakers column.txt --format jsonl");
        assert_eq!(sum(&voices, "quotations"), quotations.len() as u64);
        assert_eq!(sum(&voices, "words"), sum(&quotations, "words"));
        let reported = quotations.iter().filter(|line| line["kind"] == "indirect").count() as u64;
        assert_eq!(sum(&voices, "reported"), reported);
        assert_eq!(sum(&voices, "quoted") + reported, quotations.len() as u64);
        let by_reader = quotations.iter().filter(|line| line["by"] == "reader").count();
        assert_eq!(sum(&voices, "by_reader"), by_reader as u64);
    }
}

#[track_caller]
fn is_told(told: &(String, String), speaker: &str, by: &str) {
    assert_eq!((told.0.as_str(), told.1.as_str()), (speaker, by));
}

#[test]
fn a_reader_sets_a_column_right_and_finds_it_so_ever_after() {
    let desk = Desk::new();

    // Walk all quotations: each is a step, and the status line counts them.
    let walked = desk.quotations().iter().filter(|line| line["kind"] != "indirect").count();
    assert!(walked >= 5, "{walked}");
    for step in 1..=walked {
        let status = desk.status(&format!("gg{}", "n".repeat(step)));
        assert!(status.contains(&format!("{step}/{walked} quoted")), "{status}");
    }
    assert!(desk.quotations().iter().all(|line| line["by"] == "program"));
    desk.adds_up();

    // Correct one, and give another to a second name of the same man.
    let (before, _) = desk.told(FAKE);
    let status = desk.status(&format!("{}r<\"Oskar Keller\">Enter", desk.walk_to(FAKE)));
    assert!(status.contains(&format!("Oskar Keller, not {before}")), "{status}");
    desk.screen(&format!("{}r<\"Col. Roosevelt\">Enter", desk.walk_to(WARNING)));
    is_told(&desk.told(FAKE), "Oskar Keller", "reader");
    is_told(&desk.told(WARNING), "Col. Roosevelt", "reader");
    desk.adds_up();

    // Join the two names, take it back in the reader, and do it again in another run.
    desk.join("Col. Roosevelt", "Theodore Roosevelt");
    assert!(!desk.voices().contains(&"Col. Roosevelt".to_owned()), "{:?}", desk.voices());
    let joined = desk.voices();
    let status = desk.status("U");
    assert!(status.contains("joining of two speakers"), "{status}");
    assert!(desk.voices().contains(&"Col. Roosevelt".to_owned()), "{:?}", desk.voices());
    desk.screen("Ctrl-r Q");
    assert_eq!(desk.voices(), joined);
    is_told(&desk.told(WARNING), "Theodore Roosevelt", "reader");
    desk.adds_up();

    // Open it again: the reader shows what the commands show.
    let status = desk.status(&desk.walk_to(FAKE));
    assert!(status.contains("Oskar Keller (by you)"), "{status}");
    let panel = desk.screen("s");
    assert!(panel.contains("Oskar Keller") && !panel.contains("Col. Roosevelt"), "{panel}");
    let table = desk.say("quotes column.txt").done();
    assert!(table.contains("Oskar Keller (by you)"), "{table}");
    let printed = desk.say("print column.txt --linear").done();
    assert!(printed.contains("Oskar Keller (by you)"), "{printed}");
    let analysis: Value = serde_json::from_str(&desk.say("analyze column.txt").done()).unwrap();
    let quotations = analysis["quotations"].as_array().unwrap();
    let sieves = quotations.iter().filter(|quotation| quotation["sieve"] == "reader").count();
    assert_eq!(sieves, desk.quotations().iter().filter(|line| line["by"] == "reader").count());
    let as_found = desk.say("quotes column.txt --as-found").done();
    assert!(as_found.contains(&before) && !as_found.contains("Oskar Keller"), "{as_found}");

    the_column_changes(&desk, &before);
}

/// A paragraph comes in, a word changes, and at last the quotation itself goes.
fn the_column_changes(desk: &Desk, before: &str) {
    let kinds = |lines: &[Value]| -> Vec<(String, String)> {
        let text = |line: &Value, field: &str| line[field].as_str().unwrap().to_owned();
        lines.iter().map(|line| (text(line, "kind"), text(line, "state"))).collect()
    };
    let found = |kind: &str| (kind.to_owned(), "found".to_owned());
    let all = [found("said-by"), found("said-by"), found("joined")];
    let exported = desk.lines("export --format corrections column.txt");
    assert_eq!(kinds(&exported), all);
    assert_eq!((&exported[0]["name"], &exported[0]["was"]), (&"Oskar Keller".into(), &before.into()));
    assert_eq!(exported[0]["quotation"], FAKE);

    let changed =
        COLUMN.replacen("(Sayso Wire)", "(Sayso Wire) \"Hello,\" said the stationmaster. It rained.", 1);
    let changed = changed.replace("hospital", "sickbed");
    desk.home.file("column.txt", &changed);
    is_told(&desk.told(FAKE), "Oskar Keller", "reader");
    is_told(&desk.told(WARNING), "Theodore Roosevelt", "reader");
    let status = desk.status(&desk.walk_to(FAKE));
    assert!(status.contains("Oskar Keller (by you)"), "{status}");
    let moved = desk.lines("export --format corrections");
    assert_eq!(kinds(&moved), all);
    let place = |line: &Value, field: &str| line[field].as_u64().unwrap();
    assert!(place(&moved[0], "start") > place(&exported[0], "start"));
    assert_eq!(moved[0]["made_start"], exported[0]["start"], "where it was made stays told");
    desk.adds_up();

    // The same words by a pipe are another text without a name: nothing of this is about it.
    let piped = desk.home.pipe(changed.clone(), ["quotes", "--format", "jsonl", "-"]).done();
    assert!(!piped.contains("Oskar Keller"));
    // The very text that was corrected is known by its digest, wherever it comes from.
    let piped = desk.home.pipe(COLUMN, ["quotes", "--format", "jsonl", "-"]).done();
    assert!(piped.contains("Oskar Keller"), "{piped}");

    desk.home.file("column.txt", changed.replace(FAKE, "\"Boo!\""));
    let exported = desk.lines("export --format corrections column.txt");
    assert_eq!(
        kinds(&exported),
        [("said-by".to_owned(), "review".to_owned()), found("said-by"), found("joined")]
    );
    assert_eq!((&exported[0]["name"], &exported[0]["quotation"]), (&"Oskar Keller".into(), &FAKE.into()));
    let said = desk.say("quotes column.txt --format jsonl");
    assert_eq!(said.status, 0);
    assert!(
        said.err.contains("column.txt: 1 correction of yours is about words that the article has changed"),
        "{}",
        said.err
    );
    assert!(said.err.contains("export --format corrections"), "{}", said.err);
    assert!(said.out.contains("Theodore Roosevelt") && !said.out.contains("Oskar Keller"), "{}", said.out);

    desk.home.file("column.txt", changed.replace(FAKE, ""));
    let exported = desk.lines("export --format corrections column.txt");
    assert_eq!((&exported[0]["state"], &exported[0]["start"]), (&"orphan".into(), &Value::Null));
    let said = desk.say("quotes column.txt --format jsonl");
    assert!(
        said.err.contains("column.txt: 1 correction of yours has no place in it any more"),
        "{}",
        said.err
    );

    // The words come back, and so does what was said of them.
    desk.home.file("column.txt", COLUMN);
    is_told(&desk.told(FAKE), "Oskar Keller", "reader");
}

#[test]
fn a_link_to_a_place_in_another_chapter_leads_to_that_place() {
    let page = |body: &str| format!("<html><body>{body}</body></html>");
    let filler = "<p>This is a sentence of the chapter, which goes on.</p>".repeat(60);
    let members = [
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>".to_owned()),
        ("p.opf", "<package><metadata><title>The Hall</title></metadata><manifest><item id='a' href='one.xhtml' media-type='application/xhtml+xml'/><item id='b' href='two.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>".to_owned()),
        ("one.xhtml", page(&format!("<h1>One</h1><p>See <a href='two.xhtml#there'>what is there</a>.</p>{filler}"))),
        ("two.xhtml", page(&format!("<h1>Two</h1>{filler}<p id='there'>There it stands at last.</p>{filler}"))),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let home = Home::new();
    home.file("book.epub", zip.finish().unwrap().into_inner());
    let screen =
        |keys: &str| home.say(["book.epub", "--print-screen", "--size", "80x12", "--keys", keys]).done();
    assert!(screen("Tab").contains("→ two.xhtml"), "{}", screen("Tab"));
    let there = screen("gg Tab Enter");
    assert!(there.contains("There it stands at last."), "{there}");
    // And back to the link.
    let back = screen("gg Tab Enter Ctrl-o");
    assert!(back.contains("what is there"), "{back}");
}
