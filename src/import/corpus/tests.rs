use std::fs::File;
use std::io::{Cursor, Seek as _, SeekFrom, Write as _, repeat};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel};
use parquet::data_type::{ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::*;

/// Every row as `name: text`, every trouble in its words.
fn told(rows: Rows) -> Vec<String> {
    let tell = |row: Result<Row, Trouble>| match row {
        Ok(row) => {
            let name = row.name.clone();
            row.draft().map_or_else(
                |error| format!("{name}: {error}"),
                |draft| format!("{name}: {}", draft.text.as_str()),
            )
        }
        Err(trouble) => trouble.to_string(),
    };
    rows.map(tell).collect()
}

fn of(bytes: &'static [u8], name: &str) -> Vec<String> {
    let hint = Hint { file_name: Some(name.to_owned()), ..Hint::default() };
    let form = Form::of(bytes, &hint).expect("a corpus");
    match rows(bytes, form, &[]) {
        Ok(rows) => told(rows),
        Err(trouble) => vec![trouble.to_string()],
    }
}

fn first(bytes: &'static [u8], form: Form) -> Draft {
    rows(bytes, form, &[]).unwrap().next().unwrap().unwrap().draft().unwrap()
}

#[test]
fn a_corpus_is_known_by_its_name_or_its_content() {
    for (head, name, form) in [
        (&b"a,b\n1,2\n"[..], "a.csv", Some(Form::Delimited(b','))),
        (b"a;b,c;d\n", "a.csv", Some(Form::Delimited(b';'))),
        (b"a\tb\n", "rows.TSV", Some(Form::Delimited(b'\t'))),
        (b"{\"text\": \"a\"}\n", "a.jsonl", Some(Form::Json)),
        (b"{\"text\": \"a\"}\n", "a.jsonl.gz", Some(Form::Json)),
        (b"[{\"title\": \"t\", \"text\": \"a\"}]", "a.json", Some(Form::Json)),
        (b"PAR1\x15\x04", "", Some(Form::Table)),
        // Without a name, what it holds must be beyond doubt.
        (b"title,author,content\n1,2,3\n", "", Some(Form::Delimited(b','))),
        (b"{\"title\": \"t\", \"text\": \"a\"}\n{}", "", Some(Form::Json)),
        (b"\xef\xbb\xbf{\"title\": \"t\", \"text\": \"a\"}\n", "", Some(Form::Json)),
        (b"Dear reader, text, and so on\n", "", None),
        // One object over several lines is a form of its own, such as ninjs.
        (b"{\n\"title\": \"t\", \"body_text\": \"a\"}\n", "a.json", None),
        (b"{\"title\": \"t\"}", "a.json", None),
        (b"# Title\n", "a.md", None),
        (b"title,author,content\n", "a.txt", None),
    ] {
        let hint = Hint { file_name: Some(name.to_owned()), ..Hint::default() };
        assert_eq!(Form::of(head, &hint), form, "{name} {}", String::from_utf8_lossy(head));
    }
}

#[test]
fn rows_of_tables_as_they_are_found() {
    for (bytes, name, expected) in [
        (
            &b"id,title,content\n7,T,\"One \"\"two\"\",\nthree.\"\n8,U,Four.\n"[..],
            "a.csv",
            &["7: One \"two\",\nthree.", "8: Four."][..],
        ),
        (b"\xef\xbb\xbftext\r\nOne.\r\n\r\nTwo.\r\n", "a.csv", &["1: One.", "2: Two."]),
        (b"id,text\n1,One.\n1,Two.\n,Three.\n", "a.csv", &["1: One.", "1 (row 2): Two.", "3: Three."]),
        (
            b"id,text\n1,\n2\n3,Three.,more\n",
            "a.csv",
            &["row 1 has no text", "row 2 has no text", "3: Three."],
        ),
        (b"text\ncaf\xe9 \x93so\x94\n", "a.csv", &["1: caf\u{e9} \u{201c}so\u{201d}"]),
        // Marks that are words, in a table that quotes nothing.
        (b"id\ttext\n1\t\"No,\" he said.\n2\t\"Yes.\n", "a.tsv", &["1: \"No,\" he said.", "2: \"Yes."]),
        (b"id\ttext\n1\t\"One\ttwo\nthree.\"\n2\tFour.\n", "a.tsv", &["1: One\ttwo\nthree.", "2: Four."]),
        (b"text\n<p>One.</p><p>Two <b>three</b>.</p>\n", "a.csv", &["1: One.\n\nTwo three."]),
        (
            b"text\n<p> </p>\n\x1b]52;c;eA==\x07One.\n",
            "a.csv",
            &["1: there is no text to read in it", "2: One."],
        ),
        (b"label,score\n1,2\n", "a.csv", &["no column is known to hold the text; there are label, score"]),
    ] {
        assert_eq!(of(bytes, name), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn rows_of_json_as_they_are_found() {
    for (bytes, expected) in [
        (&b"{\"id\": 1, \"text\": \"One.\"}\n\n{\"id\": \"b\", \"text\": \"Two.\"}"[..], &["1: One.", "b: Two."][..]),
        (b"[{\"text\": \"One ]},{.\"}, {\"text\": \"Two \\\"x\\\".\"}]\n", &["1: One ]},{.", "2: Two \"x\"."]),
        (b"[{\"text\": \"One.\"}", &["1: One.", "nothing can be read behind row 1: the list has no end"]),
        (
            b"{\"text\": \"One.\"}\n{\"text\": \"Tw\n{\"text\": \"Three.\"}\nnull\n",
            &["1: One.", "row 2 cannot be read: EOF while parsing a string", "3: Three.", "row 4 cannot be read: it is no JSON object"],
        ),
        (b"{\"text\": \"One.\"}\n{\"text\":\n \"Two.\",\n \"more\": {}}\n{\"text\": \"Three.\"}", &["1: One.", "2: Two.", "3: Three."]),
        (b"{\"text\": [\"One.\", \"\", \"Two.\"], \"title\": \"T\"}", &["1: One.\n\nTwo."]),
        (b"{\"title\": \"T\", \"text\": \"One.\"}\n{\"title\": \"T\"}\n", &["1: One.", "row 2 has no text"]),
        (
            b"{\"status\": \"ok\", \"articles\": [{\"title\": \"A\", \"content\": \"One.\"}, {\"title\": \"B\", \"content\": \"Two.\"}]}",
            &["1: One.", "2: Two."],
        ),
        (b"{\"a\": 1}\n", &["no column is known to hold the text; there are a"]),
    ] {
        assert_eq!(of(bytes, "a.jsonl"), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_a_row_says_about_itself() {
    let draft = first(
        b"{\"headline\": {\"main\": \"The\\n Vote\"}, \"authors\": [\"By Ann Lee\", {\"name\": \"Bo\"}], \"source\": {\"name\": \"The Gazette\"}, \"category\": \"Opinion\", \"published_at\": \"March 4, 1901\", \"link\": \"https://a.org/1\", \"lang\": \"en_GB\", \"text\": \"One.\"}",
        Form::Json,
    );
    let about = draft.metadata;
    let field = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    assert_eq!(field(&about.title), "The Vote");
    assert_eq!(field(&about.byline), "Ann Lee, Bo");
    assert_eq!(field(&about.publication), "The Gazette");
    assert_eq!(field(&about.section), "Opinion");
    assert_eq!(field(&about.date), "1901-03-04");
    assert_eq!(field(&about.url), "https://a.org/1");
    assert_eq!(field(&about.language), "en-GB");
    // What is no address of the web is none.
    assert_eq!(first(b"url,text\njavascript:x,One.\n", Form::Delimited(b',')).metadata.url, None);
}

#[test]
fn a_row_without_an_end_does_not_fill_the_memory() {
    for (start, form) in [
        (&b"text\n\""[..], Form::Delimited(b',')),
        (b"[{\"text\": \"", Form::Json),
        (b"{\"text\": \"", Form::Json),
    ] {
        let endless = Cursor::new(start).chain(repeat(b'a'));
        let said = match rows(endless, form, &[]) {
            Ok(rows) => told(rows),
            Err(trouble) => vec![trouble.to_string()],
        };
        assert_eq!(said, ["nothing can be read behind row 0: it is longer than 64 MiB"]);
    }
}

#[test]
fn deep_json_is_damaged_and_nothing_worse() {
    let deep =
        format!("{{\"text\": \"One.\"}}\n{{\"text\": {}\n{{\"text\": \"Two.\"}}\n", "[".repeat(100_000));
    let said = told(rows(Cursor::new(deep.into_bytes()), Form::Json, &[]).unwrap());
    assert_eq!(said, ["1: One.", "row 2 cannot be read: recursion limit exceeded", "3: Two."]);
}

/// A Parquet file of two articles.
fn table(compression: Compression) -> File {
    let schema = "message rows { REQUIRED BYTE_ARRAY text (UTF8); OPTIONAL INT64 published (TIMESTAMP_MILLIS); REQUIRED INT64 score; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let file = tempfile::tempfile().unwrap();
    let mut writer = SerializedFileWriter::new(file.try_clone().unwrap(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut text = group.next_column().unwrap().unwrap();
    text.typed::<ByteArrayType>().write_batch(&["One.".into(), "Two.".into()], None, None).unwrap();
    text.close().unwrap();
    let mut published = group.next_column().unwrap().unwrap();
    published.typed::<Int64Type>().write_batch(&[-2_172_096_000_000], Some(&[1, 0]), None).unwrap();
    published.close().unwrap();
    let mut score = group.next_column().unwrap().unwrap();
    score.typed::<Int64Type>().write_batch(&[1, 2], None, None).unwrap();
    score.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    file
}

#[test]
fn rows_of_parquet() {
    for compression in
        [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::GZIP(GzipLevel::default())]
    {
        let mut rows = table_rows(table(compression), &[]).unwrap();
        let row = rows.next().unwrap().unwrap();
        assert_eq!(row.name, "1");
        let draft = row.draft().unwrap();
        let date = draft.metadata.date.as_deref();
        assert_eq!((draft.text.as_str(), date), ("One.", Some("1901-03-04T00:00:00Z")));
        assert_eq!(told(rows), ["2: Two."]);
    }
}

#[test]
fn a_damaged_parquet_file_is_told_and_nothing_worse() {
    let whole = table(Compression::SNAPPY).metadata().unwrap().len();
    for length in [0, 4, 20, whole - 9, whole - 1] {
        let file = table(Compression::SNAPPY);
        file.set_len(length).unwrap();
        assert!(matches!(table_rows(file, &[]), Err(Trouble::Broken(0, _))), "{length}");
    }
    for place in 4..whole {
        let mut file = table(Compression::SNAPPY);
        file.seek(SeekFrom::Start(place)).unwrap();
        file.write_all(&[0xff]).unwrap();
        // Whatever is read, it ends; a panic in there is what the shell guards against.
        let read = catch_unwind(AssertUnwindSafe(|| table_rows(file, &[]).map(|rows| rows.take(9).count())));
        assert!(read.is_err() || read.is_ok_and(|read| read.map_or(0, |rows| rows) <= 3), "{place}");
    }
}
