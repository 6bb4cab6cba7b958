//! What newsrooms send, and what somebody else might.

use crate::article::Draft;
use crate::import::{Error, Found, Hint, read_all};

fn article(text: &str) -> Draft {
    match read_all(text.as_bytes(), &Hint::default()).unwrap() {
        Found::Article(draft) => draft,
        other => panic!("{other:?}"),
    }
}

/// "title | byline | publication | section | date | language", then the blocks.
fn shown(draft: &Draft) -> Vec<String> {
    let about = &draft.metadata;
    let fields =
        [&about.title, &about.byline, &about.publication, &about.section, &about.date, &about.language];
    let fields: Vec<&str> = fields.iter().map(|field| field.as_deref().unwrap_or("-")).collect();
    let blocks =
        draft.blocks.iter().map(|block| format!("{}: {}", block.kind.name(), block.span.of(&draft.text)));
    std::iter::once(fields.join(" | ")).chain(blocks).collect()
}

#[test]
fn nitf_is_read() {
    let text = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'http://example.org/nitf.dtd'><nitf xml:lang='en-US'>
        <head><title>short</title><pubdata name='The Harbor Light' date.publication='20241105T143000-0500' position.section='Opinion'/></head>
        <body><body.head><hedline><hl1>A vote is lost</hl1></hedline><byline>By <person>Jane Doe</person></byline>
        <dateline><location>PORTO</location> (HL)</dateline></body.head>
        <body.content><block><p>\u{201c}It is over,\u{201d} she said.</p><hl2>Later</hl2><bq><block><p>Set apart.</p></block></bq>
        <ul><li>One</li></ul><media media-type='image'><media-reference source='a.jpg'/><media-caption>A hall.</media-caption></media>
        <p>See <a href='https://example.org/x'>more</a>.</p></block></body.content></body></nitf>";
    assert_eq!(
        shown(&article(text)),
        [
            "A vote is lost | Jane Doe | The Harbor Light | Opinion | 2024-11-05T14:30:00-05:00 | en-US",
            "paragraph: PORTO (HL)",
            "paragraph: “It is over,” she said.",
            "heading: Later",
            "block-quotation: Set apart.",
            "list-item: One",
            "image: A hall.",
            "paragraph: See more.",
        ]
    );
}

const ITEM: &str = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:ID' xml:lang='en'><itemMeta>
    <provider qcode='x'><name>An Agency</name></provider><versionCreated>2024-11-05T14:30:00Z</versionCreated></itemMeta>
    <contentMeta><headline>HEAD</headline><by>By Jane Doe</by><language tag='en-GB'/><subject><name>politics</name></subject></contentMeta>
    <contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='h'><head><title>no</title></head><body><p>Words of HEAD.</p>
    <blockquote><p>Quoted.</p></blockquote></body></html></inlineXML></contentSet></newsItem>";

#[test]
fn a_message_of_several_items_is_several_articles() {
    let one = ITEM.replace("ID", "1").replace("HEAD", "One");
    assert_eq!(
        shown(&article(&one)),
        [
            "One | Jane Doe | An Agency | politics | 2024-11-05T14:30:00Z | en-GB",
            "paragraph: Words of One.",
            "block-quotation: Quoted.",
        ]
    );
    let picture = "<newsItem guid='p'><contentSet><remoteContent href='a.jpg'/></contentSet></newsItem>";
    let two = ITEM.replace("ID", "2").replace("HEAD", "Two");
    let message = format!("<newsMessage><itemSet>{one}{picture}{two}</itemSet></newsMessage>");
    let Found::Parts(parts) = read_all(message.as_bytes(), &Hint::default()).unwrap() else { panic!("one") };
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["urn:1", "urn:2"]);
    let why = crate::import::read(message.as_bytes(), &Hint::default());
    assert_eq!(why, Err(Error::Several { count: 2 }));
    assert_eq!(read_all(picture.as_bytes(), &Hint::default()), Err(Error::NoText));
}

#[test]
fn ninjs_is_read() {
    let old = r#"{"uri": "http://example.org/1", "headline": "A vote", "byline": "By Jane Doe", "versioncreated": "2024-11-05T14:30:00Z",
        "copyrightholder": "An Agency", "language": "en", "subject": [{"name": "politics"}], "body_xhtml": "<p>One.</p><p>Two.</p>"}"#;
    let expected = "A vote | Jane Doe | An Agency | politics | 2024-11-05T14:30:00Z | en";
    assert_eq!(shown(&article(old)), [expected, "paragraph: One.", "paragraph: Two."]);
    let new = r#"{"uri": "urn:1", "headlines": [{"value": "A vote"}], "people": [{"name": "Jane Doe", "rels": ["author"]}],
        "infosources": [{"name": "An Agency"}], "subjects": [{"name": "politics"}], "language": "en",
        "versionCreated": "2024-11-05T14:30:00Z", "bodies": [{"contentType": "text/plain", "value": "One.\n\nTwo."}]}"#;
    assert_eq!(shown(&article(new)), [expected, "paragraph: One.", "paragraph: Two."]);
}

#[test]
fn every_charset_of_xml_is_read_and_nothing_in_it_obeyed() {
    let text = "<?xml version='1.0' encoding='utf-16'?><nitf><body><body.content><p>caf\u{e9}</p></body.content></body></nitf>";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = text.replace("utf-16", "iso-8859-1").replace('\u{e9}', "\0");
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == 0 { 0xe9 } else { byte }).collect();
    let marked = [b"\xfe\xff".to_vec(), text.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat();
    for bytes in [wide, latin, marked] {
        let draft = crate::import::read(&bytes, &Hint::default()).unwrap();
        assert_eq!(draft.text.as_str(), "caf\u{e9}");
    }
    let hostile = "<nitf><head><title>a\u{9d}52;c;x\u{7}b &#27;]0;x&#7;</title></head><body><byline>x\u{202e}y\r\u{85}z</byline><body.content>
        <p>&#x1b;]52;c;x&#7;words \u{9b}31m <a href='javascript:x'>no</a></p></body.content></body></nitf>";
    let draft = article(hostile);
    let all = format!("{:?}{:?}{}", draft.metadata.title, draft.metadata.byline, draft.text.as_str());
    assert!(!all.contains(['\x1b', '\u{9b}', '\u{9d}', '\u{202e}', '\u{7}', '\r']), "{all:?}");
    assert!(draft.links.is_empty() && draft.text.contains("words"));
}

#[test]
fn what_is_too_much_is_bounded() {
    let deep = format!("<nitf>{}", "<p>".repeat(100_000));
    assert_eq!(read_all(deep.as_bytes(), &Hint::default()), Err(Error::TooMuch { what: "XML" }));
    let attributes = format!(
        "<nitf {}><body><body.content><p>x</p></body.content></body></nitf>",
        "a='b' ".repeat(800_000)
    );
    assert_eq!(article(&attributes).text.as_str(), "x");
    let spaces = format!(
        "<nitf><body><body.content><p {}>x</p></body.content></body></nitf>",
        "xmlns:a='b' ".repeat(100_000)
    );
    assert_eq!(article(&spaces).text.as_str(), "x");
    let blow_up = format!(
        "<!DOCTYPE nitf [<!ENTITY a '{}'>]><nitf><body><body.content><p>x{}</p></body.content></body></nitf>",
        "a".repeat(50_000),
        "&a;".repeat(50_000)
    );
    assert!(article(&blow_up).text.len() < 200_000);
}
