//! The commands as processes: what they put out, what they complain of, how they end.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use support::{Home, Said};

const COLUMN: &str = "---
title: How a vote was lost
byline: Jane Doe
publication: The Paper
date: 2026-08-23
---

They knew it early 😀. “We lost the room,” said Elizabeth Warren.

“And we knew that it was lost,” Warren said later.

## The day after

“Never again,” James Comey told reporters.
";

/// A column whose author sends what a terminal would obey.
const HOSTILE: &str = "---\ntitle: \"A\u{1b}[31m title\u{1b}]0;x\u{7}\"\nbyline: \"B\u{9b}31m\u{202e}\"\n---\n\n\
                       “We \u{1b}[2Jlost\u{1b}]52;c;ZXZpbA==\u{7} the \u{9b}31m room,” said \u{1b}P1\u{1b}\\Elizabeth \u{202e}Warren\u{8}.\n";

fn home() -> Home {
    let home = Home::new();
    home.file("column.md", COLUMN);
    home
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// One row a line.
fn corpus(rows: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = rows.map(|row| row.to_string()).collect();
    lines.join("\n")
}

/// The rows of a CSV text, by the names of its columns.
fn rows(text: &str) -> Vec<serde_json::Map<String, Value>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        names.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.into())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The characters of `text` from `start` up to `end`, counted as the commands count.
fn code_points(text: &Value, range: &Value) -> String {
    let (start, end) = (range["start"].as_u64().unwrap(), range["end"].as_u64().unwrap());
    let chars = text.as_str().unwrap().chars();
    chars.skip(start.try_into().unwrap()).take((end - start).try_into().unwrap()).collect()
}

#[track_caller]
fn is_shown_safely(text: &str) {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(|&c| obeyed(c)), None, "{text:?}");
}

mod analyze {
    use super::*;

    #[test]
    fn one_article_is_an_object_whose_offsets_are_code_points() {
        let home = home();
        home.file("astral.txt", "😀😀 “We lost 😀 the room,” said Elizabeth Warren.");
        let found: Value = serde_json::from_str(&home.say(["analyze", "astral.txt"]).done()).unwrap();
        let quotation = &found["quotations"][0];
        assert_eq!(found["text"], "😀😀 “We lost 😀 the room,” said Elizabeth Warren.");
        assert_eq!(quotation["spans"], json!([{"start": 3, "end": 24}]));
        for (part, words) in [("cue", "said"), ("mention", "Elizabeth Warren")] {
            assert_eq!(quotation[part]["text"], words);
            assert_eq!(code_points(&found["text"], &quotation[part]), words);
        }
        assert_eq!(quotation["speaker"], "Elizabeth Warren");
        assert_eq!(found["origin"], home.work().join("astral.txt").to_str().unwrap());
    }

    #[test]
    fn several_articles_are_an_array_or_lines_in_the_order_named() {
        let home = home();
        home.file("folder/b.txt", "B “one,” he said.");
        home.file("folder/a.txt", "A.");
        let named = ["column.md", "sayso:lincoln-douglas", "folder", "-", "folder/a.txt"];
        let texts = |found: &[Value]| -> Vec<String> {
            found.iter().map(|found| found["text"].as_str().unwrap().chars().take(6).collect()).collect()
        };
        let array = home.pipe("Input.", ["analyze"].iter().chain(&named)).done();
        let array: Vec<Value> = serde_json::from_str(&array).unwrap();
        let order = ["They k", "On a d", "A.", "B “one", "Input."];
        assert_eq!(texts(&array), order);
        let lines = lines(&home.pipe("Input.", ["analyze", "--format", "jsonl"].iter().chain(&named)).done());
        assert_eq!(texts(&lines), order);
        assert_eq!(array, lines);
    }

    #[test]
    fn what_cannot_be_opened_does_not_hold_up_the_rest() {
        let home = home();
        let said = home.say(["analyze", "gone.txt", "column.md", "--format", "jsonl"]);
        assert_eq!((said.status, lines(&said.out).len()), (1, 1));
        assert!(said.err.contains("gone.txt: there is no such file"), "{}", said.err);
        assert!(said.err.contains("1 of 2 articles could not be read"), "{}", said.err);
    }

    #[test]
    fn a_corpus_comes_back_in_its_order_whatever_the_number_of_jobs() {
        let home = home();
        let row = |n: usize| {
            let text = format!(
                "{}“We lost the room,” said Elizabeth Warren.",
                "Words. ".repeat(if n.is_multiple_of(7) { 500 } else { 1 })
            );
            json!({"id": format!("id-{n}"), "text": text, "title": "T", "author": "A", "url": "https://x.org", "date": "2026-01-02"})
        };
        let corpus = corpus((0..150).map(row));
        home.file("corpus.jsonl", format!("\n{corpus}\n\n"));
        let out = home.pipe(corpus, ["analyze", "--input", "jsonl", "--jobs", "5", "-"]).done();
        let found = lines(&out);
        let ids: Vec<&str> = found.iter().map(|found| found["id"].as_str().unwrap()).collect();
        assert_eq!(ids, (0..150).map(|n| format!("id-{n}")).collect::<Vec<_>>());
        assert_eq!((&found[3]["origin"], &found[3]["metadata"]["byline"]), (&json!("id-3"), &json!("A")));
        assert_eq!(found[0]["quotations"][0]["speaker"], "Elizabeth Warren");
        for arguments in [
            vec!["--jobs", "1", "corpus.jsonl"],
            vec!["corpus.jsonl"],
            vec!["--format", "jsonl", "corpus.jsonl"],
        ] {
            assert_eq!(home.say(["analyze", "--input", "jsonl"].iter().chain(&arguments)).done(), out);
        }
        let array = home.say(["analyze", "--input", "jsonl", "--format", "json", "corpus.jsonl"]).done();
        assert_eq!(serde_json::from_str::<Vec<Value>>(&array).unwrap(), found);
    }

    #[test]
    fn bad_lines_are_told_and_counted_and_the_rest_is_done() {
        let home = home();
        let corpus = b"{\"id\": \"1\", \"text\": \"A.\"}\nnonsense\n{\"id\": \"3\"}\n\n{\"id\": \"\x1b[31m\xff\", \"text\": \"\"}\n{\"id\": 6, \"text\": \"\"}";
        let said = home.pipe(corpus.as_slice(), ["analyze", "--input", "jsonl"]);
        let ids: Vec<Value> = lines(&said.out).iter().map(|found| found["id"].clone()).collect();
        assert_eq!((said.status, ids), (1, vec![json!("1"), json!("6")]));
        for told in [
            "sayso: cannot read line 2 of standard input: ",
            "sayso: cannot read line 3 of standard input: missing field `text`\n",
            "sayso: cannot read line 5 of standard input: ",
            "sayso: 3 of 5 lines could not be read and were left out\n",
        ] {
            assert!(said.err.contains(told), "{}", said.err);
        }
        assert_eq!(said.err.lines().count(), 4);
        is_shown_safely(&said.err);
    }

    #[test]
    fn a_line_is_answered_before_the_next_one_comes() {
        let home = home();
        let mut child = home
            .process(["analyze", "--input", "jsonl", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        writeln!(input, "{}", json!({"id": "1", "text": "A."})).unwrap();
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            BufReader::new(output).read_line(&mut line).unwrap();
            answer.send(line).unwrap();
        });
        let line = answered.recv_timeout(Duration::from_mins(1)).unwrap();
        assert!(line.starts_with("{\"id\":\"1\""), "{line}");
        drop(input);
        assert!(child.wait().unwrap().success());
    }

    #[test]
    fn a_corpus_is_a_file_or_standard_input() {
        let home = home();
        for (named, why) in [
            ("sayso:lincoln-douglas", "it has no lines of a corpus"),
            ("gone.jsonl", "there is no such file"),
            (".", "it is a folder"),
        ] {
            let said = home.say(["analyze", "--input", "jsonl", named]).complaint(&home.work());
            assert!(said.contains(why), "{said}");
        }
    }
}

mod quotes {
    use super::*;

    #[test]
    fn the_table_has_every_quotation_with_its_speaker() {
        let home = home();
        let table = home.say(["quotes", "column.md"]).done();
        let expected = "How a vote was lost
Jane Doe · The Paper · 2026-08-23
";
        assert!(table.starts_with(expected), "{table}");
        for row in ["q1  ● Elizabeth Warren", "q2  ● Elizabeth Warren", "q3  ▲ James Comey"] {
            assert!(table.contains(row), "{table}");
        }
        assert!(table.contains("“We lost the room,”"), "{table}");
    }

    #[test]
    fn filters_take_what_was_asked_for() {
        let home = home();
        home.file("nobody.txt", "“Who is there, and who was it that counted us all?”\n");
        let names = |arguments: &[&str]| -> Vec<Value> {
            let command = ["quotes", "column.md", "nobody.txt", "--format", "jsonl"];
            let said = home.say(command.iter().chain(arguments)).done();
            lines(&said).iter().map(|line| line["text"].clone()).collect()
        };
        let (lost, knew) = ("“We lost the room,”", "“And we knew that it was lost,”");
        let (never, who) = ("“Never again,”", "“Who is there, and who was it that counted us all?”");
        for (arguments, expected) in [
            (vec![], vec![lost, knew, never, who]),
            (vec!["--speaker", "warren"], vec![lost, knew]),
            (vec!["--speaker", "ELIZABETH warren", "--kind", "direct"], vec![lost, knew]),
            (vec!["--unattributed"], vec![who]),
            (vec!["--unattributed=unknown"], vec![who]),
            (vec!["--unattributed=nameless", "--kind", "direct"], vec![who]),
            (vec!["--min-confidence", "0.5"], vec![lost, knew, never]),
            (vec!["--min-confidence", "0", "--speaker", "james comey"], vec![never]),
            (vec!["--min-confidence", "1"], vec![]),
            (vec!["--unattributed", "--min-confidence", "0.5"], vec![]),
            (vec!["--kind", "direct", "--speaker", "Comey"], vec![never]),
            (vec!["--kind", "mixed"], vec![]),
        ] {
            assert_eq!(names(&arguments), expected, "{arguments:?}");
        }
    }

    #[test]
    fn somebody_without_a_name_is_unattributed_when_that_is_asked_for() {
        let home = home();
        home.file(
            "clerk.txt",
            "“The count was wrong,” a clerk told reporters. “It was,” said Elizabeth Warren.",
        );
        let said = |which: &str| lines(&home.say(["quotes", "clerk.txt", which, "--format", "jsonl"]).done());
        assert_eq!(said("--unattributed=nameless")[0]["text"], "“The count was wrong,”");
        assert_eq!((said("--unattributed=nameless").len(), said("--unattributed").len()), (1, 0));
    }

    #[test]
    fn a_name_that_nobody_has_is_told_with_the_nearest() {
        let home = home();
        for (name, hint) in [
            ("warr", "(did you mean Elizabeth Warren?)"),
            ("James Comye", "(did you mean James Comey?)"),
            ("Kislyak", "(\"sayso speakers\" lists who speaks)"),
        ] {
            let said = home.say([
                "quotes",
                "--format",
                "jsonl",
                "--speaker",
                name,
                "column.md",
                "sayso:lincoln-douglas",
            ]);
            let expected =
                format!("sayso: cannot find “{name}”: nobody who speaks there is called so {hint}");
            assert_eq!(said.complaint(&home.work()), expected);
        }
        // Who speaks in one of the articles is found, though not in the others.
        home.say(["quotes", "--speaker", "warren", "column.md", "sayso:lincoln-douglas"]).done();
    }

    #[test]
    fn a_line_has_its_article_and_its_place() {
        let home = home();
        let found: Value = serde_json::from_str(&home.say(["analyze", "column.md"]).done()).unwrap();
        let lines = lines(&home.say(["quotes", "column.md", "--format", "jsonl"]).done());
        assert_eq!(lines.len(), found["quotations"].as_array().unwrap().len());
        for (line, quotation) in lines.iter().zip(found["quotations"].as_array().unwrap()) {
            assert_eq!((&line["article"], &line["title"]), (&found["id"], &json!("How a vote was lost")));
            assert_eq!(
                (&line["id"], &line["spans"], &line["speaker"]),
                (&quotation["id"], &quotation["spans"], &quotation["speaker"])
            );
            assert_eq!(line["text"], code_points(&found["text"], &line["spans"][0]));
        }
    }

    #[test]
    fn a_spreadsheet_computes_nothing() {
        let home = home();
        home.file("formula.txt", "“=HYPERLINK(1) is what we lost, and \"more\",” said Elizabeth Warren.\n\n“We lost,” @Smith said.");
        let title = COLUMN.replace("How a vote was lost", "\"=cmd|' /C calc'!A0\"");
        home.file("title.md", title);
        let table = home.say(["quotes", "--format", "csv", "formula.txt", "title.md"]).done();
        let rows = rows(&table);
        assert!(rows.len() >= 4, "{table}");
        assert!(rows.iter().any(|row| row["title"] == "'=cmd|' /C calc'!A0"), "{table}");
        for cell in rows.iter().flat_map(|row| row.values()) {
            assert!(!cell.as_str().unwrap().starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert_eq!(table.lines().filter(|line| line.starts_with("article,")).count(), 1);
    }

    #[test]
    fn markdown_has_a_section_for_each_article() {
        let home = home();
        let markdown =
            home.say(["quotes", "--format", "markdown", "column.md", "sayso:anthony-on-trial"]).done();
        assert!(markdown.starts_with("# How a vote was lost\n\nJane Doe · The Paper · 2026-08-23\n\n> “We lost the room,”\n>\n> — **Elizabeth Warren** (q1, direct, 4 words)\n"), "{markdown}");
        assert_eq!(markdown.lines().filter(|line| line.starts_with("# ")).count(), 2);
    }
}

mod speakers {
    use super::*;

    #[test]
    fn the_numbers_add_up_in_every_format() {
        let home = home();
        for column in ["column.md", "sayso:gettysburg-reviews"] {
            let quotations = lines(&home.say(["quotes", column, "--format", "jsonl"]).done());
            let words: u64 = quotations.iter().map(|line| line["words"].as_u64().unwrap()).sum();
            let voices = lines(&home.say(["speakers", column, "--format", "jsonl"]).done());
            let sum = |name: &str| -> u64 { voices.iter().map(|voice| voice[name].as_u64().unwrap()).sum() };
            assert_eq!((sum("quotations"), sum("words")), (quotations.len() as u64, words));
            assert_eq!(sum("direct_words") + sum("mixed_words") + sum("indirect_words"), words);
            for (kind, field) in
                [("direct", "direct_words"), ("mixed", "mixed_words"), ("indirect", "indirect_words")]
            {
                let of_kind = quotations.iter().filter(|line| line["kind"] == kind);
                assert_eq!(
                    sum(field),
                    of_kind.map(|line| line["words"].as_u64().unwrap()).sum::<u64>(),
                    "{kind}"
                );
            }
            assert!(voices[..voices.len() - 1].iter().all(|voice| voice["speaker"].is_string()));
            let rows = rows(&home.say(["speakers", column, "--format", "csv"]).done());
            let of = |name: &str| -> Vec<String> {
                rows.iter().map(|row| row[name].as_str().unwrap().to_owned()).collect()
            };
            assert_eq!(
                of("speaker"),
                voices.iter().map(|voice| voice["speaker"].as_str().unwrap_or_default()).collect::<Vec<_>>()
            );
            let table = home.say(["speakers", column]).done();
            assert!(
                voices.iter().all(|voice| table.contains(voice["speaker"].as_str().unwrap_or("? unknown"))),
                "{table}"
            );
            assert!(table.contains("█"), "{table}");
        }
    }
}

mod corrected {
    use super::*;
    use sayso::annotation::{AnnotationDraft, Correction, Request, Target};
    use sayso::article::{Origin, SafeText};
    use sayso::shell::open::open;
    use sayso::span::Span;

    /// A home in which the reader has given the last quotation to somebody else.
    fn home() -> Home {
        let home = super::home();
        let article = open(&Origin::File(home.work().join("column.md"))).unwrap();
        let words = "“Never again,”";
        let start = article.text().find(words).unwrap();
        let name = Some(SafeText::new("Sally Yates"));
        let draft = AnnotationDraft {
            target: Target::new(&article, Span::new(start, start + words.len())),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: Some(Correction::SaidBy { name, was: Some(SafeText::new("James Comey")) }),
        };
        let text = Some((&article.digest, article.text()));
        home.library().record(text, vec![Request::Add(Box::new(draft))], 1_795_077_000_000).unwrap();
        home
    }

    const COMMANDS: [&[&str]; 10] = [
        &["quotes"],
        &["quotes", "--format", "jsonl"],
        &["quotes", "--format", "csv"],
        &["quotes", "--format", "markdown"],
        &["speakers"],
        &["speakers", "--format", "jsonl"],
        &["speakers", "--format", "csv"],
        &["analyze"],
        &["print"],
        &["print", "--linear"],
    ];

    #[test]
    fn every_command_shows_the_article_as_corrected_or_as_found() {
        let home = home();
        for command in COMMANDS {
            let corrected = home.say(command.iter().chain(&["column.md"])).done();
            assert!(corrected.contains("Sally Yates"), "{command:?} {corrected}");
            let found = home.say(command.iter().chain(&["--as-found", "column.md"])).done();
            assert!(found.contains("James Comey") && !found.contains("Sally Yates"), "{command:?} {found}");
        }
        // What the reader shows where it is no terminal is the same.
        assert!(home.say(["column.md"]).done().contains("Sally Yates"));
    }

    #[test]
    fn data_say_who_says_so() {
        let home = home();
        let lines = lines(&home.say(["quotes", "--format", "jsonl", "column.md"]).done());
        let by: Vec<&Value> = lines.iter().map(|line| &line["by"]).collect();
        assert_eq!(by, ["program", "program", "reader"]);
        assert_eq!(
            (&lines[2]["sieve"], &lines[2]["runners_up"][0]),
            (&json!("reader"), &json!("James Comey"))
        );
        let rows = rows(&home.say(["quotes", "--format", "csv", "column.md"]).done());
        assert_eq!(
            (&rows[2]["by"], &rows[2]["sieve"], &rows[0]["by"]),
            (&json!("reader"), &json!("reader"), &json!("program"))
        );
        let found: Value = serde_json::from_str(&home.say(["analyze", "column.md"]).done()).unwrap();
        assert_eq!(found["quotations"][2]["sieve"], "reader");
    }

    #[test]
    fn notes_name_whom_the_reader_named_and_corrections_are_no_notes() {
        let home = home();
        let said = home.say(["export"]);
        assert_eq!(
            (said.status, said.out.as_str(), said.err.as_str()),
            (0, "", "sayso: there are no notes to export\n")
        );
        home.say(["column.md", "--print-screen", "--keys", "ggnnnh"]).done();
        let notes: Value = serde_json::from_str(&home.say(["export", "--format", "json"]).done()).unwrap();
        assert_eq!(notes.as_array().unwrap().len(), 1, "{notes}");
        assert_eq!(
            (&notes[0]["speaker"], &notes[0]["speaker_by"]),
            (&json!("Sally Yates"), &json!("reader"))
        );
        let markdown = home.say(["export", "column.md"]).done();
        assert!(markdown.contains("> — Sally Yates, as you corrected\n"), "{markdown}");
        let corrections = lines(&home.say(["export", "--format", "corrections"]).done());
        assert_eq!(corrections.len(), 1, "a note is no correction");
        for (field, value) in [
            ("kind", json!("said-by")),
            ("name", json!("Sally Yates")),
            ("was", json!("James Comey")),
            ("quotation", json!("“Never again,”")),
            ("state", json!("found")),
            ("title", json!("How a vote was lost")),
            ("created", json!("2026-11-19T08:30:00Z")),
        ] {
            assert_eq!(corrections[0][field], value, "{field}");
        }
        let said = super::home().say(["export", "--format", "corrections"]);
        assert_eq!((said.status, said.err.as_str()), (0, "sayso: there are no corrections to export\n"));
    }

    #[test]
    fn a_library_that_cannot_be_read_stops_nothing() {
        let home = super::home();
        // A file where the folder of the journals should be.
        home.file("../data/notes/journal", "");
        for command in COMMANDS {
            let said = home.say(command.iter().chain(&["column.md"]));
            assert_eq!((said.status, said.err.lines().count()), (0, 1), "{command:?} {}", said.err);
            assert!(said.err.starts_with("sayso: your corrections cannot be read: "), "{}", said.err);
            assert!(said.out.contains("James Comey"), "{command:?} {}", said.out);
            home.say(command.iter().chain(&["--as-found", "column.md"])).done();
        }
        // A corpus never asks.
        home.pipe("{\"id\": \"1\", \"text\": \"\"}", ["analyze", "--input", "jsonl", "-"]).done();
    }

    #[test]
    fn nothing_is_made_on_the_disk_for_the_asking() {
        let home = super::home();
        home.say(["quotes", "column.md"]).done();
        assert!(!home.work().join("../data").exists());
    }
}

mod print {
    use super::*;

    #[test]
    fn a_page_has_its_title_signs_and_legend() {
        let page = home().say(["print", "column.md", "--width", "50"]).done();
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(
            &lines[..4],
            [
                "    How a vote was lost",
                "    Jane Doe · The Paper · 2026-08-23",
                "",
                "  ● They knew it early 😀. “We lost the room,” said"
            ]
        );
        assert!(lines.contains(&"    The day after"), "{page}");
        assert!(page.contains("\n\n    Voices\n  ● Elizabeth Warren  2 quoted, "), "{page}");
        assert!(lines.iter().all(|line| line.chars().count() <= 54), "{page}");
    }

    #[test]
    fn colours_come_only_where_they_are_wanted() {
        let home = home();
        let escapes = |said: Said| said.done().matches('\u{1b}').count();
        for command in ["print", "quotes", "speakers"] {
            assert!(escapes(home.say([command, "column.md", "--color", "always"])) > 0);
            assert_eq!(escapes(home.say([command, "column.md", "--color", "never"])), 0);
            assert_eq!(escapes(home.say([command, "column.md"])), 0, "standard output is no terminal");
            let asked_for =
                Said::of(home.sayso(["--color", "always", command, "column.md"]).env("NO_COLOR", "1"));
            assert!(escapes(asked_for) > 0, "an option counts more than the environment");
        }
    }

    #[test]
    fn linear_announces_every_quotation_and_draws_nothing() {
        let lines = home().say(["print", "--linear", "column.md"]).done();
        assert!(
            lines.starts_with(
                "Title: How a vote was lost\nBy: Jane Doe\nPublished in: The Paper\nDate: 2026-08-23\n"
            ),
            "{lines}"
        );
        let quotations = lines.lines().filter(|line| line.starts_with("Quotation ")).count();
        assert!(
            lines.contains(&format!(
                "\nQuotation 1 of {quotations}, Elizabeth Warren, 4 words: “We lost the room,”\n"
            )),
            "{lines}"
        );
        assert!(lines.contains("\nHeading level 2: The day after\n"), "{lines}");
        assert!(!lines.chars().any(|c| matches!(c, '\u{2500}'..='\u{25ff}' | '\u{1b}')), "{lines}");
    }

    #[test]
    fn several_articles_stand_apart() {
        let home = home();
        let pages = home.say(["print", "column.md", "sayso:lincoln-douglas"]).done();
        assert_eq!(pages.lines().filter(|line| line.starts_with('─')).count(), 1);
        let lines = home.say(["print", "--linear", "column.md", "sayso:lincoln-douglas"]).done();
        assert!(lines.starts_with("Article 1 of 2.\n") && lines.contains("\n\nArticle 2 of 2.\n"), "{lines}");
    }

    #[test]
    fn the_reader_prints_where_it_has_no_terminal() {
        let home = home();
        let page = home.say(["print", "--width", "40", "column.md"]).done();
        assert_eq!(home.say(["--width", "40", "column.md"]).done(), page);
        assert_eq!(home.pipe(COLUMN, ["--width", "40", "column.md"]).done(), page);
        let piped = home.pipe("“We lost the room,” said Elizabeth Warren.", [""; 0]).done();
        assert!(piped.contains("● “We lost the room,” said Elizabeth Warren."), "{piped}");
    }
}

mod input {
    use super::*;

    const COMMANDS: [&str; 4] = ["analyze", "quotes", "speakers", "print"];

    #[test]
    fn what_cannot_be_read_is_one_line_that_helps() {
        let home = home();
        home.file("empty.txt", "");
        home.file("blank.txt", " \n");
        home.file("image.png", b"\x89PNG\r\n\x1a\nrest");
        home.file("bytes.txt", [0_u8, 1, 2, 3, 4]);
        home.file("none/picture.png", b"x");
        home.file("odd\u{1b}]0;x\u{7}\u{1b}[31m.txt", "");
        for (named, said) in [
            (
                "gone.md",
                "sayso: cannot open gone.md: there is no such file (check the name; sayso --help tells what can be opened)",
            ),
            ("column.txt", "sayso: cannot open column.txt: there is no such file (did you mean column.md?)"),
            ("empty.txt", "sayso: cannot open empty.txt: the file is empty (was it saved completely?)"),
            (
                "image.png",
                "sayso: cannot open image.png: this is a PNG image, not text (sayso reads text, web pages, books, PDF, feeds and archives of these)",
            ),
            (
                "bytes.txt",
                "sayso: cannot open bytes.txt: this is binary data, not text (sayso reads text, web pages, books, PDF, feeds and archives of these)",
            ),
            (
                "odd\u{1b}]0;x\u{7}\u{1b}[31m.txt",
                "sayso: cannot open odd.txt: the file is empty (was it saved completely?)",
            ),
            (
                "none",
                "sayso: cannot open none: there are no articles in this folder (sayso --help tells what can be opened)",
            ),
            (
                "https://you@example.org/a",
                "sayso: cannot open https://you@example.org/a: there is a user name before the host, which can make one site look like another",
            ),
        ] {
            for command in COMMANDS {
                assert_eq!(home.say([command, named]).complaint(&home.work()), said, "{command}");
            }
            assert_eq!(home.say([named]).complaint(&home.work()), said);
        }
        let said = home.say(["print", "blank.txt"]).complaint(&home.work());
        assert!(said.starts_with("sayso: cannot open blank.txt: there is no text to read in it"), "{said}");
    }

    #[test]
    fn a_mistyped_command_is_asked_about() {
        let home = home();
        home.file("serach", "“Nobody,” said James Comey.");
        for (typed, meant) in [("qoutes", "quotes"), ("exprot", "export"), ("speeker", "speakers")] {
            let said = home.say([typed, "column.md"]).complaint(&home.work());
            let told = format!("there is no such file (did you mean the command “{meant}”?)");
            assert_eq!(said, format!("sayso: cannot open {typed}: {told}"));
        }
        // What is there, and what is like no command, is an article.
        assert!(home.say(["serach"]).done().contains("Nobody"));
        for named in ["qoutes.md", "./qoutes", "harbour"] {
            let said = home.say([named]);
            assert!(said.status == 1 && !said.err.contains("the command"), "{said:?}");
        }
    }

    #[test]
    fn standard_input_is_read_where_nothing_is_named() {
        let home = home();
        for command in COMMANDS {
            let text = "“We lost the room,” said Elizabeth Warren.";
            let named = home.pipe(text, [command, "-"]).done();
            assert!(named.contains("Elizabeth Warren"), "{named}");
            assert_eq!(home.pipe(text, [command]).done(), named);
            let said = home.say([command]).complaint(&home.work());
            assert_eq!(
                said,
                "sayso: cannot read standard input: it is empty (name an article, or pipe one in)"
            );
        }
    }

    #[test]
    fn old_charsets_are_read() {
        let home = home();
        home.file(
            "latin-1.txt",
            b"\xabNous avons perdu la salle\xbb, a d\xe9clar\xe9 Ren\xe9 Dup\xe2t\xe9 hier \xe0 No\xebl.",
        );
        home.file("windows.txt", b"\x93We lost the room,\x94 said Elizabeth Warren\x85 caf\xe9.");
        assert!(home.say(["print", "latin-1.txt"]).done().contains("René"));
        let page = home.say(["print", "windows.txt"]).done();
        assert!(page.contains("“We lost the room,” said Elizabeth Warren… café."), "{page}");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_out_of_an_article() {
        let home = home();
        home.file("hostile.md", HOSTILE);
        home.file("odd\u{1b}[31m\u{202e}name.md", HOSTILE);
        for arguments in [
            vec!["analyze"],
            vec!["analyze", "--format", "jsonl"],
            vec!["quotes"],
            vec!["quotes", "--format", "jsonl"],
            vec!["quotes", "--format", "csv"],
            vec!["quotes", "--format", "markdown"],
            vec!["speakers"],
            vec!["speakers", "--format", "jsonl"],
            vec!["speakers", "--format", "csv"],
            vec!["print"],
            vec!["print", "--linear"],
        ] {
            let out = home.say(arguments.iter().chain(&["."])).done();
            assert!(out.contains("Warren"), "{arguments:?} {out}");
            is_shown_safely(&out);
        }
    }

    #[test]
    fn a_row_that_sends_what_a_terminal_obeys_is_shown_safely() {
        let row =
            json!({"id": "a\u{9b}31m\u{1b}", "text": HOSTILE, "title": "x\u{1b}[31m", "author": "\u{202e}"});
        let out = home().pipe(row.to_string(), ["analyze", "--input", "jsonl"]).done();
        is_shown_safely(&out);
        assert_eq!(lines(&out)[0]["id"], row["id"], "and is still the same to a program");
    }

    /// Twenty megabytes on one line, which is also one paragraph.
    #[test]
    fn one_very_long_line_is_set() {
        let home = home();
        let text = format!(
            "“We lost the room,” said Elizabeth Warren. {}",
            "word and more words of no end ".repeat(20_000_000 / 30)
        );
        home.file("long.txt", &text);
        let page = home.say(["print", "long.txt"]).done();
        assert_eq!(page.matches("no end").count() + page.matches("no\n    end").count(), 20_000_000 / 30);
        assert!(page.ends_with("    Voices\n  ● Elizabeth Warren  1 quoted, 4 words\n"));
    }

    #[test]
    fn one_long_line_is_analyzed() {
        let home = home();
        let text = format!("{} “We lost the room,” said Elizabeth Warren.", "no end ".repeat(300_000));
        let found: Value = serde_json::from_str(&home.pipe(text.clone(), ["analyze"]).done()).unwrap();
        assert_eq!(found["text"], text);
        assert_eq!(found["quotations"][0]["speaker"], "Elizabeth Warren");
    }
}

mod output {
    use super::*;

    #[test]
    fn wrong_usage_is_2() {
        let home = home();
        for arguments in [
            vec!["--nonsense"],
            vec!["quotes", "--format", "xml", "column.md"],
            vec!["quotes", "--speaker", "x", "--unattributed", "column.md"],
            vec!["quotes", "--kind", "loud", "column.md"],
            vec!["quotes", "--min-confidence", "80", "column.md"],
            vec!["quotes", "--min-confidence", "sure", "column.md"],
            vec!["quotes", "--unattributed=some", "column.md"],
            vec!["speakers", "--sort", "size", "column.md"],
            vec!["analyze", "--jobs", "0", "column.md"],
            vec!["print", "--width", "0", "column.md"],
            vec!["print", "--color", "sometimes", "column.md"],
            vec!["print", "--linear", "--width", "40", "column.md"],
            vec!["export", "--format", "docx"],
            vec!["export", "--force"],
            vec!["--size", "100x32", "column.md"],
            vec!["--print-screen", "--size", "big", "column.md"],
            vec!["--width", "40", "print", "column.md"],
            vec!["--width", "10", "column.md"],
            vec!["--width", "201", "column.md"],
        ] {
            let said = home.say(&arguments);
            assert_eq!((said.status, said.out.as_str()), (2, ""), "{arguments:?} {}", said.err);
            assert!(said.err.starts_with("error: ") && said.err.contains("--help"), "{}", said.err);
        }
    }

    #[test]
    fn help_has_examples_for_every_command() {
        let home = home();
        assert!(home.say(["--version"]).done().starts_with("sayso "));
        let help = home.say(["--help"]).done();
        for command in ["analyze", "quotes", "speakers", "print", "export"] {
            assert!(help.contains(&format!("\n  {command} ")), "{help}");
            assert!(home.say([command, "--help"]).done().contains("Examples:\n  sayso "));
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let home = home();
        home.file("long.txt", "“We lost the room,” said Elizabeth Warren. ".repeat(3000));
        let row = |n: usize| json!({"id": n.to_string(), "text": "Words. ".repeat(300)});
        let corpus = corpus((0..400).map(row));
        home.file("corpus.jsonl", corpus);
        for arguments in [
            vec!["analyze", "long.txt"],
            vec!["analyze", "--input", "jsonl", "corpus.jsonl"],
            vec!["quotes", "long.txt"],
            vec!["print", "long.txt"],
            vec!["print", "--linear", "long.txt"],
            vec!["long.txt"],
            vec!["--help"],
        ] {
            let mut child =
                home.process(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut some = [0; 5];
            child.stdout.take().unwrap().read_exact(&mut some).unwrap();
            let output = child.wait_with_output().unwrap();
            assert_eq!(
                (output.status.code(), String::from_utf8(output.stderr).unwrap()),
                (Some(0), String::new()),
                "{arguments:?}"
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_a_failure() {
        let home = home();
        for command in ["analyze", "quotes", "print"] {
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let child =
                home.process([command, "column.md"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
            let output = child.wait_with_output().unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert_eq!(
                (output.status.code(), err.as_str()),
                (Some(1), "sayso: cannot write to standard output: no storage space\n")
            );
        }
    }
}

mod export {
    use super::*;
    use sayso::annotation::{AnnotationDraft, Colour, Request, Target};
    use sayso::article::SafeText;
    use sayso::shell::open::{expand, open};
    use sayso::shell::reference::Reference;
    use sayso::span::Span;

    /// 2026-11-19T08:30:00Z
    const NOON: i64 = 1_795_077_000_000;

    /// Adds a note as the reader would, `minutes` after the first.
    fn note(home: &Home, name: &str, words: &str, note: Option<&str>, minutes: i64) {
        let reference = if name.starts_with("sayso:") {
            name.parse().unwrap()
        } else {
            Reference::Path(home.work().join(name))
        };
        let article = open(&expand(&[reference]).unwrap()[0]).unwrap();
        let start = article.text().find(words).unwrap();
        let draft = AnnotationDraft {
            target: Target::new(&article, Span::new(start, start + words.len())),
            note: note.map(SafeText::new),
            colour: Some(Colour::default()),
            correction: None,
            tags: vec![SafeText::new("law & order")],
        };
        let text = Some((&article.digest, article.text()));
        home.library().record(text, vec![Request::Add(Box::new(draft))], NOON + minutes * 60_000).unwrap();
    }

    fn exported(home: &Home, arguments: &[&str]) -> Vec<Value> {
        let said = home.say(["export", "--format", "json"].iter().chain(arguments)).done();
        serde_json::from_str(&said).unwrap()
    }

    fn noted() -> Home {
        let home = home();
        note(&home, "column.md", "“Never again,”", Some("Is that so?\n\n# Really"), 0);
        note(&home, "sayso:lincoln-douglas", "two lawyers", None, 1);
        note(&home, "column.md", "We lost the room", None, 2);
        home
    }

    #[test]
    fn a_note_has_its_words_its_speaker_and_its_article() {
        let home = noted();
        let notes = exported(&home, &[]);
        let quotations: Vec<&Value> = notes.iter().map(|note| &note["quotation"]).collect();
        assert_eq!(
            quotations,
            ["We lost the room", "“Never again,”", "two lawyers"],
            "by article, then by place"
        );
        let expected = json!({
            "speaker": "James Comey", "title": "How a vote was lost", "byline": "Jane Doe", "publication": "The Paper",
            "date": "2026-08-23", "url": null, "origin": home.work().join("column.md"), "note": "Is that so?\n\n# Really",
            "other_notes": [], "tags": ["law & order"], "created": "2026-11-19T08:30:00Z",
            "modified": "2026-11-19T08:30:00Z", "orphan": false,
        });
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(&notes[1][field], value, "{field}");
        }
        let found: Value = serde_json::from_str(&home.say(["analyze", "column.md"]).done()).unwrap();
        assert_eq!(code_points(&found["text"], &notes[1]), "“Never again,”");
        assert_eq!((&notes[0]["speaker"], &notes[2]["speaker"]), (&json!("Elizabeth Warren"), &Value::Null));
    }

    #[test]
    fn markdown_is_the_default() {
        let markdown = noted().say(["export"]).done();
        assert!(
            markdown.starts_with("# How a vote was lost\n\nJane Doe · The Paper · 2026-08-23 · "),
            "{markdown}"
        );
        let note = "\n> “Never again,”\n>\n> — James Comey\n\nIs that so?\n\n\\# Really\n\nTags: law & order\n\n*Noted 2026-11-19 08:30 UTC*\n";
        assert!(markdown.contains(note), "{markdown}");
    }

    #[test]
    fn people_read_the_day_and_programs_the_moment() {
        let home = home();
        let told = "---\ntitle: Rail\ndate: 2025-02-10T07:00:00Z\n---\n“Never again,” said James Comey.\n";
        home.file("rail.md", told);
        for line in [
            &["rail.md", "--print-screen"] as &[&str],
            &["print", "rail.md"],
            &["print", "--linear", "rail.md"],
            &["quotes", "rail.md", "--format", "markdown"],
            &["--print-screen", "--size", "120x20"],
        ] {
            let said = home.say(line.iter().copied()).done();
            assert!(said.contains("2025-02-10") && !said.contains("T07:00"), "{line:?}: {said}");
        }
        let said = home.say(["quotes", "rail.md", "--format", "jsonl"]).done();
        assert!(said.contains("2025-02-10T07:00:00Z"), "{said}");
    }

    #[test]
    fn only_the_notes_of_the_articles_that_were_named() {
        let home = noted();
        assert_eq!(exported(&home, &["sayso:lincoln-douglas"]).len(), 1);
        home.file("beside/other.md", COLUMN);
        assert_eq!(exported(&home, &["beside/../column.md"]).len(), 2);
        home.file("copy.md", COLUMN);
        assert_eq!(exported(&home, &["copy.md"]).len(), 2, "a copy is the same text");
        let said = home.say(["export", "gone.md"]);
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert!(said.err.contains("gone.md: there is no such file"), "{}", said.err);
    }

    #[test]
    fn notes_outlive_what_they_are_about() {
        let home = noted();
        home.file("column.md", COLUMN.replace("Never again", "Once again"));
        let notes = exported(&home, &["column.md"]);
        let review = &notes[1]["review"];
        assert_eq!((&notes[1]["orphan"], &notes[1]["start"]), (&json!(false), &Value::Null));
        assert_eq!((&review["words"], &review["why"]), (&json!("“Once again,”"), &json!("changed")));
        let markdown = home.say(["export", "column.md"]).done();
        assert!(markdown.contains("Now there:*\n\n> “Once again,”\n"), "{markdown}");

        let screen = home.say(["column.md", "--print-screen", "--keys", ""]).done();
        assert!(screen.contains("the article has changed: 1 note to review"), "{screen}");

        home.file("column.md", COLUMN.replace("“Never again,” James", "James"));
        for arguments in [vec![], vec!["column.md"]] {
            let notes = exported(&home, &arguments);
            assert_eq!((&notes[0]["orphan"], &notes[1]["orphan"]), (&json!(false), &json!(true)));
            assert_eq!(
                (&notes[1]["speaker"], &notes[1]["start"]),
                (&json!("James Comey"), &Value::Null),
                "the kept text tells who"
            );
        }
        assert!(home.say(["export"]).done().contains("\n*These words are not in the article any more"));
        std::fs::remove_file(home.work().join("column.md")).unwrap();
        for arguments in [vec![], vec!["column.md"]] {
            let notes = exported(&home, &arguments);
            assert_eq!(
                (&notes[1]["quotation"], &notes[1]["speaker"]),
                (&json!("“Never again,”"), &json!("James Comey"))
            );
        }
    }

    #[test]
    fn a_file_is_written_once_and_replaced_only_when_told() {
        let home = noted();
        let out = home.say(["export", "--format", "json"]).done();
        assert_eq!(home.say(["export", "--format", "json", "-o", "notes.json"]).done(), "");
        assert_eq!(home.read("notes.json"), out);
        home.file("notes.json", "mine");
        let said = home.say(["export", "--format", "json", "-o", "notes.json"]).complaint(&home.work());
        assert_eq!(
            said,
            "sayso: cannot write notes.json: there is such a file already (add --force to replace it)"
        );
        assert_eq!(home.read("notes.json"), "mine");
        assert_eq!(home.say(["export", "--format", "json", "-o", "notes.json", "--force"]).done(), "");
        assert_eq!(home.read("notes.json"), out);
        assert_eq!(home.say(["export", "--format", "json", "-o", "-"]).done(), out);
        let said = home.say(["export", "-o", "gone/notes.md"]).complaint(&home.work());
        assert_eq!(said, "sayso: cannot write gone/notes.md: there is no folder gone");
        let names = std::fs::read_dir(home.work()).unwrap().count();
        assert_eq!(names, 2, "the column and the notes");
    }

    #[test]
    fn no_notes_are_an_empty_document_and_a_word() {
        let home = home();
        for (format, out) in [("json", "[]\n"), ("markdown", "")] {
            let said = home.say(["export", "--format", format]);
            assert_eq!(
                (said.status, said.out.as_str(), said.err.as_str()),
                (0, out, "sayso: there are no notes to export\n")
            );
        }
    }

    #[test]
    fn another_folder_has_other_notes() {
        let home = noted();
        let said = home.say(["export", "--format", "json", "--data-dir", "elsewhere"]);
        assert_eq!((said.status, said.out.as_str()), (0, "[]\n"));
        assert!(!home.work().join("elsewhere").exists(), "reading makes nothing");
    }
}

#[test]
fn a_name_that_no_word_leads_to_is_a_guess() {
    let home = Home::new();
    home.file("a.txt", "Edith Marlowe was there. “It cost five hundred pounds,” said the clerk.");
    let told = lines(&home.say(["quotes", "a.txt", "--format", "jsonl"]).done());
    let sure = told[0]["confidence"].as_f64().unwrap();
    assert!(told[0]["speaker"] == "Edith Marlowe" && sure < 0.7, "{told:?}");
}

#[cfg(unix)]
#[test]
fn a_note_is_written_on_in_the_editor_of_ones_own() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = home();
    let editor = home.file("editor", "#!/bin/sh\necho 'added outside .later' >> \"$1\"\n");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    let keys = ["column.md", "--print-screen", "--keys", "n a <\"Mine.\"> Enter Ctrl-g Esc"];
    home.sayso(keys).env("VISUAL", &editor).assert().success();
    let exported = home.say(["export", "--format", "json"]).done();
    let notes: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(notes[0]["note"], "Mine.\nadded outside");
    assert_eq!(notes[0]["tags"][0], "later");
    let failing = home.sayso(keys).env("VISUAL", "/nowhere/editor").assert().success();
    let screen = String::from_utf8_lossy(&failing.get_output().stdout).into_owned();
    assert!(!screen.contains("added outside"), "{screen}");
}
