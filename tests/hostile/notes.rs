//! Row 18: files of notes.

use serde_json::{Value, json};

use super::bounds::{ENOUGH, is_one_clear_line, is_shown_safely, size};
use crate::support::Home;

fn home() -> Home {
    let home = Home::new();
    home.file("column.md", "# The Ferry\n\n“It sank on a Monday,” said Ann Lee.\n");
    home
}

fn notes(home: &Home) -> Vec<Value> {
    serde_json::from_str(&ENOUGH.run(home, &["export", "--format", "json"]).out).unwrap()
}

/// That a file is refused in one line, and nothing of it came.
#[track_caller]
fn is_refused(name: &str, bytes: impl AsRef<[u8]>, why: &str) {
    let home = home();
    home.file(name, bytes);
    for more in [&["--dry-run"][..], &[]] {
        is_one_clear_line(&ENOUGH.run(&home, &[&["import", name], more].concat()), why);
    }
    assert_eq!(notes(&home), Vec::<Value>::new());
}

const NOTE: &str =
    r#"{"id": "1", "quotation": "sank on a Monday", "origin": "x", "title": "The Ferry", "note": "n"}"#;

#[test]
fn row_18_more_than_can_be_read() {
    let home = home();
    let file = std::fs::File::create(home.work().join("large.json")).unwrap();
    file.set_len(1 << 30).unwrap();
    is_one_clear_line(&ENOUGH.run(&home, &["import", "large.json"]), "it is larger than 64 MiB");
    let many = size(20_000, 400_000);
    let rows: Vec<String> =
        (0..many).map(|count| NOTE.replacen("\"1\"", &format!("\"{count}\""), 1)).collect();
    home.file("many.json", format!("[{}]", rows.join(",")));
    let said = ENOUGH.run(&home, &["import", "--dry-run", "many.json"]).done();
    assert!(said.contains(" notes would come"), "{said}");
    assert_eq!(notes(&home), Vec::<Value>::new());
    home.file(
        "wide.json",
        format!("[{}]", NOTE.replace("\"n\"", &format!("\"{}\"", "x".repeat(size(1_000_000, 50_000_000))))),
    );
    ENOUGH.run(&home, &["import", "wide.json", "--dry-run"]).done();
}

#[test]
fn row_18_depth_without_end() {
    for piece in ["[", "{\"a\":", "[{\"a\":"] {
        is_refused("deep.json", piece.repeat(100_000), "");
    }
    is_refused("deep.json", format!("[{NOTE}, {}", "[".repeat(100_000)), "recursion limit exceeded");
}

#[test]
fn row_18_one_broken_note_and_none_of_the_others_comes() {
    is_refused("half.json", format!("[{NOTE}, {{"), "JSON is broken");
    is_refused(
        "twice.json",
        format!("[{NOTE}, {}]", NOTE.replace("\"n\"", "\"m\"")),
        "two different notes in it are called 1",
    );
    is_refused(
        "future.json",
        r#"{"version": "json/7", "entries": [{"text": "early"}]}"#,
        "newer than this program",
    );
    is_refused("future.jsonl", format!("{}\n{NOTE}\n", r#"{"version": "json/99999999999999999999"}"#), "");
}

#[test]
fn row_18_numbers_keys_and_characters_that_are_none() {
    let home = home();
    for (name, note) in [
        ("keys.json", NOTE.replacen('{', "{\"id\": \"0\", \"id\": \"7\", ", 1)),
        ("numbers.json", NOTE.replacen('{', "{\"start\": 1e999, \"end\": -99999999999999999999999, ", 1)),
        ("lone.json", NOTE.replace("\"n\"", r#""a \ud800 b""#)),
        ("reversed.json", NOTE.replacen('{', "{\"start\": 18446744073709551615, \"end\": 0, ", 1)),
    ] {
        home.file(name, format!("[{note}]"));
        let said = ENOUGH.run(&home, &["import", name]);
        assert!(said.status == 0 || said.err.lines().count() == 1, "{name}: {}", said.err);
        is_shown_safely(&(said.out + &said.err));
        ENOUGH.run(&home, &["notes", "list"]).done();
    }
}

#[test]
fn row_18_other_charsets_of_one_file_are_the_same_file() {
    let text = format!("[{NOTE}]");
    let wide = |order: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{text}").encode_utf16().flat_map(order).collect::<Vec<u8>>()
    };
    for bytes in [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ] {
        let home = home();
        home.file("notes.json", bytes);
        ENOUGH.run(&home, &["add", "column.md"]).done();
        let said = ENOUGH.run(&home, &["import", "notes.json", "--article", "column.md"]).done();
        assert!(said.contains("1 in place"), "{said}");
    }
    let home = home();
    home.file(
        "bad.json",
        [b"[", NOTE.replace("\"n\"", "\"@@\"").as_bytes(), b"]"]
            .concat()
            .iter()
            .map(|&byte| if byte == b'@' { 0xff } else { byte })
            .collect::<Vec<u8>>(),
    );
    let said = ENOUGH.run(&home, &["import", "bad.json"]);
    is_shown_safely(&(said.out + &said.err));
}

#[test]
fn row_18_what_came_is_shown_as_words_and_can_be_taken_back() {
    let bad = "<script>alert(1)</script>\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{202e}x";
    let home = home();
    let note = json!({"id": bad, "quotation": "sank on a Monday", "origin": bad, "title": bad, "author": bad, "note": bad, "tags": [bad, "a,b\nc"], "url": format!("javascript:{bad}")});
    home.file("notes.json", json!([note]).to_string());
    ENOUGH.run(&home, &["import", "notes.json", "--article", "column.md"]).done();
    assert_eq!(notes(&home).len(), 1);
    for format in ["html", "markdown", "org", "csv", "json", "webannotation"] {
        let said = ENOUGH.run(&home, &["export", "--format", format]).done();
        is_shown_safely(&said);
        assert!(!said.contains("ZXZpbA"), "{format}");
        assert!(format != "html" || !said.contains("<script>alert(1)"), "{said}");
        assert!(!said.contains("href=\"javascript"), "{said}");
    }
    ENOUGH.run(&home, &["notes", "undo"]).done();
    assert_eq!(notes(&home), Vec::<Value>::new());
}
