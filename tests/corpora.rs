//! Corpora as a user meets them: files of many articles, read by every command, row by row.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::data_type::ByteArrayType;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use support::Home;

const CSV: &str = "id,headline,author,published,body
one,The Ferry,By Ann Lee,\"May 4, 1901\",\"“It sank,” said Elizabeth Warren.\n\nNobody was in it.\"
two,The Fog,,,
three,The Bell,Bo Lane,1902-01-02,\"“It rang twice,” said James Comey. It was heard in town.\"
";

const LINES: &str = r#"{"id": 1, "title": "The Ferry", "text": "“It sank,” said Elizabeth Warren. Nobody was in it."}
{"id": 2, "title": "The Fog", "te
{"id": 3, "title": "The Bell", "text": "“It rang twice,” said James Comey. It was heard in town."}
"#;

/// The speakers that `sayso quotes` found, in order.
fn speakers(lines: &str) -> Vec<String> {
    let speaker = |line| serde_json::from_str::<Value>(line).unwrap()["speaker"].as_str().unwrap().to_owned();
    lines.lines().map(speaker).collect()
}

const BOTH: [&str; 2] = ["Elizabeth Warren", "James Comey"];

#[test]
fn every_form_of_a_corpus_is_read_by_name_and_by_content() {
    let home = Home::new();
    home.file("news.csv", CSV);
    home.file("news.jsonl", LINES);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(LINES.as_bytes()).unwrap();
    home.file("news.jsonl.gz", packed.finish().unwrap());
    let rows: Vec<&str> = LINES.lines().step_by(2).collect();
    home.file("news.json", format!("[{}]", rows.join(",\n")));
    for name in ["news.csv", "news.jsonl", "news.jsonl.gz", "news.json"] {
        assert_eq!(speakers(&home.say(["quotes", name, "--format", "jsonl"]).done()), BOTH, "{name}");
    }
    for input in [CSV, LINES] {
        assert_eq!(speakers(&home.pipe(input, ["quotes", "-", "--format", "jsonl"]).done()), BOTH);
    }
}

#[test]
fn a_row_is_an_article_with_what_its_columns_say() {
    let home = Home::new();
    home.file("news.csv", CSV);
    let found: Value = serde_json::from_str(&home.say(["analyze", "news.csv#one"]).done()).unwrap();
    let about = &found["metadata"];
    assert_eq!((about["title"].as_str(), about["byline"].as_str()), (Some("The Ferry"), Some("Ann Lee")));
    assert_eq!(about["date"], "1901-05-04");
    assert_eq!(found["text"], "“It sank,” said Elizabeth Warren.\n\nNobody was in it.");
    let screen = home.say(["news.csv", "--keys", "J", "--print-screen", "--size", "80x14"]).done();
    assert!(screen.contains("The Bell") && screen.contains("It rang twice"), "{screen}");
    for (named, why) in [
        ("news.csv#two", "there is no row of this name with words in it"),
        ("news.csv#nine", "there is no row of this name with words in it"),
    ] {
        let said = home.say(["print", named]).complaint(&home.work());
        assert_eq!(said, format!("sayso: cannot open {named}: {why}"));
    }
}

#[test]
fn columns_with_other_names_are_told() {
    let home = Home::new();
    home.file(
        "odd.csv",
        "who,what\nAnn,\"“It sank,” said Elizabeth Warren.\"\nBo,\"“It rang,” said James Comey.\"\n",
    );
    let said = home.say(["quotes", "odd.csv"]).complaint(&home.work());
    assert_eq!(
        said,
        "sayso: cannot open odd.csv: no column is known to hold the text; there are who, what (say which with --column text=NAME)"
    );
    let lines = home.say(["quotes", "odd.csv", "--column", "text=what", "--format", "jsonl"]).done();
    assert_eq!(speakers(&lines), BOTH);
    let said = home.say(["quotes", "odd.csv", "--column", "text=where"]).complaint(&home.work());
    assert!(said.ends_with("there is no column \"where\"; there are who, what"), "{said}");
    let refused = home.sayso(["quotes", "odd.csv", "--column", "words=what"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    home.say(["add", "odd.csv", "--column", "text=what", "--column", "author=who"]).done();
    let found = home.say(["search", "by:ann", "sank"]).done();
    assert!(found.contains("It sank"), "{found}");
}

#[test]
fn adding_tells_what_it_left_out_and_adds_nothing_twice() {
    let home = Home::new();
    home.file("news.jsonl", LINES);
    let add = || home.sayso(["add", "news.jsonl"]).output().unwrap();
    let first = add();
    assert_eq!(String::from_utf8_lossy(&first.stdout), "2 added\n");
    let said = String::from_utf8_lossy(&first.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("row 2 cannot be read"), "{said}");
    assert_eq!(first.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&add().stdout), "2 there already\n");
    let listed = home.say(["list"]).done();
    assert!(listed.contains("The Ferry") && listed.contains("The Bell"), "{listed}");
    // What was added is read also when the corpus is gone.
    std::fs::remove_file(home.work().join("news.jsonl")).unwrap();
    let found = home.say(["search", "speaker:comey"]).done();
    assert!(found.contains("It rang twice"), "{found}");
}

/// A Parquet file with one article.
fn table() -> Vec<u8> {
    let schema = "message rows { REQUIRED BYTE_ARRAY text (UTF8); REQUIRED BYTE_ARRAY title (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for words in ["“It sank,” said Elizabeth Warren. “It rang twice,” said James Comey.", "The Ferry"]
    {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&[words.into()], None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn a_table_is_read_from_standard_input_too() {
    let home = Home::new();
    home.file("rows.parquet", table());
    for said in [
        home.say(["quotes", "rows.parquet", "--format", "jsonl"]),
        home.pipe(table(), ["quotes", "-", "--format", "jsonl"]),
        home.pipe(table(), ["quotes", "--format", "jsonl"]),
    ] {
        assert_eq!(speakers(&said.done()), BOTH);
    }
    let whole = table();
    let said = home.pipe(&whole[..whole.len() / 2], ["print", "-"]).complaint(&home.work());
    assert!(said.starts_with("sayso: cannot read standard input: "), "{said}");
}

#[test]
fn what_is_packed_in_another_way_is_told_in_a_line() {
    let home = Home::new();
    let packed = b"\x28\xb5\x2f\xfd\x04\x58\x99\x00\x00{\"id\": 1}\n\n\xff\x00\x01";
    home.file("news.jsonl.zst", packed);
    home.file("news.md", packed);
    for name in ["news.jsonl.zst", "news.md"] {
        for command in ["print", "quotes"] {
            let said = home.say([command, name]).complaint(&home.work());
            let expected = format!(
                "sayso: cannot open {name}: this is zstd data, not text (unpack it first; sayso unpacks gzip and ZIP only)"
            );
            assert_eq!(said, expected);
        }
    }
    let said = home.say(["analyze", "--input", "jsonl", "news.jsonl.zst"]).complaint(&home.work());
    assert_eq!(said, "sayso: cannot read line 1 of news.jsonl.zst: this is zstd data, not lines of JSON");
}

/// A folder of two columns, with files beside them that hold no article.
fn stray(home: &Home) {
    home.file("f/rail.md", "# Rail\n\n“It sank,” said Elizabeth Warren.\n");
    home.file("f/tram.md", "# Tram\n\n“It rang twice,” said James Comey.\n");
    for folder in ["f", "only"] {
        home.file(&format!("{folder}/notes.csv"), "id,quote,made\n1,It sank,2026-01-01\n");
    }
    home.file("f/notes.jsonl", "{\"id\": 1, \"quote\": \"It sank\"}\n");
    home.file("f/readwise.csv", "Highlight,Note,Location\nIt sank,,\n");
    home.file("f/empty.md", "");
    home.file("f/blank.md", " \n");
}

#[test]
fn files_of_other_things_do_not_keep_a_folder_from_being_read() {
    let home = Home::new();
    stray(&home);
    let said = home.say(["quotes", "f", "--format", "jsonl"]);
    assert_eq!((said.status, speakers(&said.out)), (0, BOTH.map(str::to_owned).to_vec()), "{said:?}");
    for name in ["notes.csv", "notes.jsonl", "empty.md", "blank.md"] {
        let told = said.err.lines().filter(|line| line.contains(&format!("/f/{name}: "))).count();
        assert_eq!(told, 1, "{name}: {}", said.err);
    }
    let page = home.say(["f", "--print-screen"]);
    assert!(page.status == 0 && page.out.contains("“It sank,” said"), "{page:?}");
    assert_eq!(home.say(["print", "f"]).status, 0);
    // The reader has kept what it opened.
    let added = home.say(["add", "f"]);
    assert!(added.out.contains("1 added, 1 there") && added.err.contains("notes.csv"), "{added:?}");
    // What was named, and what is all that there is, is an error as before.
    for named in ["f/notes.csv", "only"] {
        let said = home.say(["quotes", named]).complaint(&home.work());
        assert!(said.contains("notes.csv: no column is known to hold the text"), "{said}");
    }
}
