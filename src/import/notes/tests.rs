use super::*;

fn read(text: &str) -> Result<Parcel, Error> {
    super::read(text.as_bytes(), None, &Hint::default())
}

/// A note on one line: words | note | tags | colour | title | byline | address | time in seconds.
fn told(note: &Incoming) -> String {
    let text = |field: Option<&SafeText>| field.map_or("-", SafeText::as_str).to_owned();
    let tags: Vec<&str> = note.tags.iter().map(SafeText::as_str).collect();
    let about = &note.about;
    [
        text(note.quote.as_ref().map(|quote| &quote.exact)),
        text(note.note.as_ref()),
        tags.join("+"),
        note.colour.map_or("-", Colour::name).to_owned(),
        text(about.title.as_ref()),
        text(about.byline.as_ref()),
        text(about.url.as_ref()),
        note.created.map_or(-1, |created| created.0 / 1000).to_string(),
    ]
    .join(" | ")
}

const KINDLE: &str = "\u{feff}A Column (Doe, Jane)\r\n- Your Highlight on Location 10-12 | Added on Monday, April 21, 2014 10:08:07 PM\r\n\r\nToo shor\r\n==========\r\n\
A Column (Doe, Jane)\r\n- Your Highlight on Location 10-12 | Added on Monday, April 21, 2014 10:09:07 PM\r\n\r\nToo short\r\n==========\r\n\
A Column (Doe, Jane)\r\n- Your Note on Location 12 | Added on Monday, April 21, 2014 10:10:07 PM\r\n\r\nis it?\r\n==========\r\n\
A Column (Doe, Jane)\r\n- Your Bookmark on Location 40 | Added on Monday, April 21, 2014 10:11:07 PM\r\n\r\n\r\n==========\r\n\
Other (with brackets) (Roe)\r\n- Your Highlight on page 3 | Location 4-5 | Added on Friday, May 2, 2014 8:00:00 AM\r\n\r\n<You have reached the clipping limit for this item>\r\n==========\r\n";

const HYPOTHESIS: &str = r#"{"annotations": [{"id": "h1", "created": "2026-01-02T03:04:05.6+00:00", "uri": "https://e.org/x",
        "text": "mine", "tags": ["law", "law", ""], "document": {"title": ["T"]}, "target": [{"selector":
        [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": "We lost", "prefix": "a", "suffix": "b"}]}]},
        {"id": "h2", "references": ["h1"], "uri": "https://e.org/x", "text": "theirs", "target": []}]}"#;

const EPUB: &str = r#"{"type": "AnnotationSet", "about": {"dc:title": "T", "dc:creator": ["J"]}, "items": [{"id": "urn:uuid:1",
        "type": "Annotation", "created": "1970-01-01T00:00:09Z", "target": {"source": "OEBPS/a.xhtml", "selector":
        [{"type": "TextQuoteSelector", "exact": "We lost"}]}, "body": {"type": "TextualBody", "value": "mine",
        "color": "pink", "tag": "a", "tags": ["b"]}}]}"#;

const ANNOTATION: &str = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://e.org/1", "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "mine"}, {"type": "TextualBody", "value": "a", "purpose": "tagging"}],
        "target": {"source": "https://e.org/x", "styleClass": "highlight-blue", "dc:title": "T",
        "selector": {"type": "TextQuoteSelector", "exact": "We lost"}}}"#;

const POCKET_PAGE: &str = "<!DOCTYPE html>\n<html>\n\t<!--So long-->\n\t<head>\n\t\t<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\" />\n\
        \t\t<title>Pocket Export</title>\n\t</head>\n\t<body>\n\t\t<h1>Unread</h1>\n\t\t<ul>\n\
        \t\t\t<li><a href=\"https://e.org/x?a=1&amp;b=2\" time_added=\"9\" tags=\"a,b c\">T &amp; “U”</a></li>\n\t\t</ul>\n\
        \t\t<h1>Read Archive</h1>\n\t\t<ul>\n\t\t\t<li><a href=\"https://e.org/y\" time_added=\"10\" tags=\"\">https://e.org/y</a></li>\n\
        \t\t\t<li><a href=\"\" time_added=\"11\" tags=\"\">Nothing</a></li>\n\t\t</ul>\n\t</body>\n</html>\n";

/// A file, its format, how many things in it are no notes, and its notes.
const CASES: &[(&str, Format, usize, &str)] = &[
    (
        HYPOTHESIS,
        Format::Hypothesis,
        1,
        "We lost | mine | law | yellow | T | - | https://e.org/x | 1767323045",
    ),
    (EPUB, Format::Epub, 0, "We lost | mine | b+a | red | T | J | - | 9"),
    (ANNOTATION, Format::WebAnnotation, 0, "We lost | mine | a | blue | T | - | https://e.org/x | -1"),
    (
        "Highlight,Title,Author,URL,Note,Location,Date\r\n\"We \"\"lost\"\"\",T,J,https://e.org/x,mine .law,3,2026-01-02 03:04:05\r\n'=1,T,,,,,\r\n,,,,x,,",
        Format::Readwise,
        1,
        "We \"lost\" | mine | law | yellow | T | J | https://e.org/x | 1767323045\n=1 | - |  | yellow | T | - | - | -1",
    ),
    (KINDLE, Format::Kindle, 3, "Too short | is it? |  | yellow | A Column | Doe, Jane | - | 1398118147"),
    (
        r#"{"title": "T", "author": "J", "version": "json/1.0.0", "entries": [{"text": "We lost", "note": "mine", "color": "green", "time": 9},
            {"sort": "bookmark", "text": "in Chapter 2"}, {"text": ""}]}"#,
        Format::KoReader,
        1,
        "We lost | mine |  | green | T | J | - | 9\nin Chapter 2 | - |  | - | T | J | - | -1",
    ),
    (
        "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://e.org/x,T,We lost,Unread,9,\"[\"\"a\"\"]\"\nhttps://e.org/y,U,,Unread,9,[]\n",
        Format::Instapaper,
        0,
        "We lost | - | a | yellow | T | - | https://e.org/x | 9\n- | - |  | - | U | - | https://e.org/y | 9",
    ),
    (
        "title,url,time_added,tags,status\nT,https://e.org/x,9,a|b,unread\n",
        Format::Pocket,
        0,
        "- | - | a+b | - | T | - | https://e.org/x | 9",
    ),
    (
        POCKET_PAGE,
        Format::Pocket,
        1,
        "- | - | a+b c | - | T & “U” | - | https://e.org/x?a=1&b=2 | 9\n- | - |  | - | - | - | https://e.org/y | 10",
    ),
    (
        r#"[{"url": "https://e.org/x", "title": "T", "highlights": [{"quote": "We lost", "created_at": 9}]}]"#,
        Format::Pocket,
        0,
        "We lost | - |  | yellow | T | - | https://e.org/x | 9",
    ),
    (
        r#"[{"id": "1", "slug": "t", "title": "T", "url": "https://e.org/x", "author": "J", "labels": ["a"], "savedAt": "1970-01-01T00:00:09Z"}]"#,
        Format::Omnivore,
        0,
        "- | - | a | - | T | J | https://e.org/x | 9",
    ),
    (
        "> We lost\n\nmine\n\n> Two\n> lines\n",
        Format::Omnivore,
        0,
        "We lost | mine |  | yellow | - | - | - | -1\nTwo\nlines | - |  | yellow | - | - | - | -1",
    ),
    ("[]\n", Format::Json, 0, ""),
];

#[test]
fn each_format_is_known_by_its_content_and_read() {
    for &(text, format, left_out, expected) in CASES {
        let parcel = read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let lines: Vec<String> = parcel.notes.iter().map(told).collect();
        assert_eq!(
            (parcel.format, parcel.left_out, lines.join("\n").as_str()),
            (format, left_out, expected),
            "{text}"
        );
    }
}

#[test]
fn pages_and_lines_of_annotations_are_read() {
    let one = |id: &str| {
        format!(
            r#"{{"id": "{id}", "type": "Annotation", "bodyValue": "x", "created": "1970-01-01T00:00:09Z", "target": "https://e.org/{id}"}}"#
        )
    };
    let page = format!(r#"{{"type": "AnnotationPage", "items": [{}, {}]}}"#, one("a"), one("b"));
    let collection = format!(
        r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "total": 2, "first": {page}}}"#
    );
    for text in
        [page, collection, format!("[{}, {}]", one("a"), one("b")), format!("{}\n{}\n", one("a"), one("b"))]
    {
        let parcel = read(&text).unwrap();
        let urls: Vec<Option<&str>> = parcel.notes.iter().map(|note| note.about.url.as_deref()).collect();
        assert_eq!(urls, [Some("https://e.org/a"), Some("https://e.org/b")], "{text}");
        assert_eq!(parcel.notes[0].note.as_deref(), Some("x"));
    }
}

#[test]
fn an_archive_is_looked_into() {
    let set = br#"{"type": "AnnotationSet", "items": []}"#;
    let archive = crate::import::archive::tests::packed(&[("x.png", b"x"), ("annotations.json", set)]);
    let read = |bytes: &[u8]| super::read(bytes, None, &Hint::default());
    assert_eq!(read(&archive).unwrap().format, Format::Epub);
    assert_eq!(read(&crate::import::archive::tests::packed(&[("a.json", set)])), Err(Error::Packed));
    for cut in 4..archive.len() - 2 {
        assert_eq!(read(&archive[..cut]), Err(Error::Packed), "{cut}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_whole_and_in_words() {
    let deep = "[".repeat(100_000);
    let wide = format!("[{}[]]", "[],".repeat(2_000_001));
    let ours = |note: &str| format!(r#"{{"id": "1", "quotation": "a", "origin": "x", "note": "{note}"}}"#);
    for (text, expected) in [
        ("", "the file is empty"),
        ("hello", "it is in no format of notes that is known here"),
        (
            &format!("<html><title>Pocket Export</title>{}", "<ul>".repeat(1000)),
            "this XML holds more than can be read",
        ),
        ("{\"a\": 1}", "it is in no format of notes that is known here"),
        (deep.as_str(), "its JSON is broken: recursion limit exceeded at line 1 column 128"),
        (wide.as_str(), "it has more than 4 million parts, which no file of notes has"),
        ("[{\"id\": 1", "its JSON is broken: EOF while parsing an object at line 1 column 9"),
        ("[\"\\ud800\"]", "its JSON is broken: unexpected end of hex escape at line 1 column 9"),
        (
            "{\"entries\": [], \"version\": \"json/2.0.0\"}",
            "it is of version json/2.0.0, which is newer than this program",
        ),
        (
            "{\"type\": \"Annotation\", \"@context\": \"http://www.w3.org/ns/anno2.jsonld\", \"target\": \"x\"}",
            "it is of version http://www.w3.org/ns/anno2.jsonld, which is newer than this program",
        ),
        ("{\"type\": \"Annotation\"}", "note 1: it has no target"),
        (&format!("[{}, {}]", ours("a"), ours("b")), "two different notes in it are called 1"),
        ("[{\"quotation\": \"a\", \"origin\": \"x\"}]", "note 1: it has no id"),
    ] {
        assert_eq!(
            read(text).map_err(|error| error.to_string()).err().as_deref(),
            Some(expected),
            "{text:.80}"
        );
    }
    assert_eq!(read(&format!("[{}, {}]", ours("a"), ours("a"))).unwrap().notes.len(), 1);
    assert_eq!(super::read(b"[]", Some(Format::Kindle), &Hint::default()), Err(Error::Other(Format::Kindle)));
}

#[test]
fn what_a_terminal_would_obey_does_not_come_in() {
    let text = "Highlight,Title,Author,URL,Note\n\"a\u{1b}]52;c;eA==\u{7}b\",\"T\u{9b}31m\u{202e}\",,,\"n\u{1b}[2Jx .t\u{7}\"\n";
    let parcel = read(text).unwrap();
    assert_eq!(told(&parcel.notes[0]), "ab | nx .t\u{fffd} |  | yellow | T | - | - | -1");
}

proptest::proptest! {
    #[test]
    fn no_bytes_upset_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), at in 0..12_usize) {
        let heads: [&str; 12] = ["", "{\"annotations\":[", "[{\"slug\":", "PK\u{3}\u{4}", "> ", "T\n- Your Note on 1-",
            "highlight,title\n", "title,url,time_added\n", "{\"type\":\"AnnotationPage\",\"items\":[", "[{\"quotation\":\"", "==========\nT\n- ", "{\"entries\":["];
        let mut all = heads[at].as_bytes().to_vec();
        all.extend(bytes);
        for format in Format::all().map(Some).chain([None]) {
            super::read(&all, format, &Hint::default()).ok();
        }
    }

    #[test]
    fn a_clipping_of_any_words_is_read(words in "[^=\\p{C}]{1,40}", title in "[^=\\p{C}]{1,20}", numbers in "[0-9-]{0,30}") {
        let text = format!("{title}\n- Your Highlight on Location {numbers} | Added on Monday, April 21, 2014 10:08:07 PM\n\n{words}\n==========\n");
        super::read(text.as_bytes(), Some(Format::Kindle), &Hint::default()).ok();
    }
}
