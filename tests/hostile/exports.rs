//! Row 19: words that other programs would compute, run or take for their own signs.

use serde_json::Value;

use super::bounds::{ENOUGH, is_shown_safely};
use crate::support::Home;

/// What means something to a spreadsheet, to Markdown, Org, YAML, LaTeX, RIS, HTML or Jinja.
const NASTY: [&str; 16] = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "# not a heading",
    "* not a headline\n:PROPERTIES:\n#+begin_src sh :results output\ntouch pwned\n#+end_src",
    "---\ntitle: x\n---",
    "<img src=x onerror=alert(1)>",
    "\\input{/etc/passwd} \\write18{touch pwned} % $x$ & ~ ^ _ {",
    "TY  - BOOK\r\nER  - ",
    "{{ 7*7 }} {% for x in y %}",
    "[a](javascript:x) ![x](y) `z` [[w]] %%c%% ^id",
    "a\n\n> b | c\n\n- d",
    "\" ' , ; \u{2028} \u{85}",
];

fn noted() -> Home {
    let home = Home::new();
    let words: String =
        (0..NASTY.len()).map(|count| format!("Here stands passage{count} of the column.\n\n")).collect();
    let title = "=1+1 “T” {x} \\y <b> [[z]] | %";
    home.file(
        "a.md",
        format!("---\ntitle: {}\nbyline: \"@Jane {{D}} & Co\"\n---\n\n{words}", serde_json::json!(title)),
    );
    for (count, nasty) in NASTY.iter().enumerate() {
        ENOUGH
            .run(
                &home,
                &[
                    "notes",
                    "add",
                    "a.md",
                    "--quote",
                    &format!("passage{count} of"),
                    "--note",
                    nasty,
                    "--tag",
                    nasty.trim(),
                    "--tag",
                    "=x",
                ],
            )
            .done();
    }
    home
}

fn json(home: &Home) -> Vec<Value> {
    serde_json::from_str(&ENOUGH.run(home, &["export", "--format", "json"]).done()).unwrap()
}

#[test]
fn row_19_no_cell_is_a_formula() {
    let home = noted();
    for format in ["csv", "readwise", "anki"] {
        let table = ENOUGH.run(&home, &["export", "--format", format]).done();
        is_shown_safely(&table);
        let delimiter = if format == "anki" { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .comment(Some(b'#'))
            .from_reader(table.as_bytes());
        let mut cells = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                cells += 1;
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '@', '＝']) || format == "anki",
                    "{format}: {cell:?}"
                );
                assert!(format == "anki" || !cell.starts_with('-') || cell.len() < 2, "{format}: {cell:?}");
            }
        }
        assert!(cells > 3 * NASTY.len(), "{cells}");
    }
}

#[test]
fn row_19_no_mark_of_a_format_comes_from_a_note() {
    let home = noted();
    let export = |format: &str| {
        let said = ENOUGH.run(&home, &["export", "--format", format]).done();
        is_shown_safely(&said);
        said
    };
    let html = export("html");
    assert!(
        !html.contains("<img src=x")
            && !html.contains("onerror=alert(1)>")
            && !html.contains("href=\"javascript"),
        "{html}"
    );
    let ris = export("ris");
    assert_eq!(ris.lines().filter(|line| line.starts_with("TY  - ")).count(), 1, "{ris}");
    assert_eq!(ris.lines().filter(|line| line.starts_with("ER  - ")).count(), 1, "{ris}");
    let org = export("org");
    assert!(
        !org.lines().any(|line| line.to_lowercase().starts_with("#+begin_src") || line == "* not a headline"),
        "{org}"
    );
    assert!(!export("biblatex").contains("\\input{"));
    let markdown = export("markdown");
    assert!(
        !markdown.replace("\\]", "").contains("](javascript")
            && !markdown.replace("\\<", "").contains("<img"),
        "{markdown}"
    );
    assert_eq!(markdown.lines().filter(|line| line.starts_with("# ")).count(), 1, "{markdown}");
    for format in ["json", "webannotation", "hypothesis", "csl-json", "schema-org"] {
        serde_json::from_str::<Value>(&export(format)).unwrap_or_else(|error| panic!("{format}: {error}"));
    }
    let obsidian = export("obsidian");
    let head = obsidian.split("\n---\n").next().unwrap();
    assert!(
        head.starts_with("---\n")
            && head
                .lines()
                .skip(1)
                .all(|line| line.starts_with([' ', '-']) || line.contains(": ") || line.ends_with(':')),
        "{head}"
    );
}

#[test]
fn row_19_what_comes_back_is_the_same() {
    let home = noted();
    let before = json(&home);
    assert_eq!(before.len(), NASTY.len());
    for format in ["json", "webannotation", "webannotation-lines"] {
        let other = Home::new();
        other.file("a.md", home.read("a.md"));
        other.file("notes.json", ENOUGH.run(&home, &["export", "--format", format]).done());
        ENOUGH.run(&other, &["import", "notes.json", "--article", "a.md"]).done();
        let after = json(&other);
        let told = |notes: &[Value]| -> Vec<Vec<String>> {
            let mut told: Vec<Vec<String>> = notes
                .iter()
                .map(|note| ["note", "tags", "quotation"].map(|field| note[field].to_string()).to_vec())
                .collect();
            told.sort();
            told
        };
        assert_eq!(told(&after), told(&before), "{format}");
    }
    // Nothing was run on the way.
    assert!(!home.work().join("pwned").exists());
}
