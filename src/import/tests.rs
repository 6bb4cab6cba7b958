//! Laws of the whole room: no bytes harm it, and what it yields fits together.

use proptest::prelude::*;

use super::*;
use crate::article::{SafeText, Target};

fn named(name: &str) -> Hint {
    Hint { file_name: Some(name.to_owned()), ..Hint::default() }
}

fn hints() -> impl Strategy<Value = Hint> {
    let names = ["a.md", "a.html", "a.txt", "a", "é."].map(str::to_owned);
    let types =
        ["text/html; charset=Shift_JIS", "text/markdown", ";charset", "text/plain"].map(str::to_owned);
    let (names, types) = (prop::sample::select(names.to_vec()), prop::sample::select(types.to_vec()));
    (prop::option::of(names), prop::option::of(types)).prop_map(|(file_name, media_type)| Hint {
        file_name,
        media_type,
        ..Hint::default()
    })
}

/// Pieces that matter to one of the formats.
const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<pre>",
    "</pre>",
    "<br>",
    "<hr>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<nav>",
    "<a href=x>",
    "<a href='https://a.org/b'>",
    "<a href=#x>1",
    "<a id=x>",
    "<sup id=x>",
    "<img alt='a hall'>",
    "https://a.org/c.",
    "[a](https://b.org)",
    "[a](#x)",
    "![a](b \"c\")",
    "|-|-|\n",
    "|",
    "\u{fdd0}",
    "</a>",
    "<b id=\">\">",
    "</b>",
    "<h1>",
    "</h1>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<svg>",
    "</svg>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<noscript><img src=a.png>",
    "</noscript>",
    "<img src=b.jpg>",
    "<form>",
    "</form>",
    "<span class=byline>",
    "</span>",
    "<body>",
    "</html>",
    "<",
    ">",
    "\"",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "---\n",
    "***\n",
    "```\n",
    "`",
    "*",
    "_",
    "[",
    "](x)",
    "![",
    "[^1]",
    "[^1]: ",
    "\\",
    "&amp;",
    "&#27;[31m",
    "+++\n",
    "title: x\n",
    "title = 'x'\n",
    "A sentence of a column, with a comma, which is long enough to count as text.",
    "word",
    " ",
    "“so”",
    "é",
    "\u{feff}",
    "\u{200b}",
    "\u{2028}",
    "\u{85}",
    "\x1b",
    "\x1b]0;",
    "\x07",
    "\u{9b}",
    "\0",
    "\u{202e}",
    "🏴",
    "\u{e0067}",
];

/// Pieces in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn is_sound(draft: &Draft) {
    assert_eq!(SafeText::new(&draft.text), draft.text, "the text is safe");
    assert!(!draft.text.trim().is_empty(), "there is text");
    let words: Vec<&str> = draft.blocks.iter().map(|block| block.span.of(&draft.text)).collect();
    assert!(words.iter().all(|words| !words.trim().is_empty()), "blocks have words on character boundaries");
    assert!(draft.blocks.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "blocks are in order");
    let links = &draft.links;
    assert!(
        links.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
        "links are in order and apart"
    );
    for link in links {
        let words = link.span.of(&draft.text);
        assert!(!words.is_empty() && words.trim() == words, "links have words on character boundaries");
        let holds = draft.blocks.iter().filter(|block| block.span.covers(link.span)).count();
        assert!(draft.blocks.is_empty() || holds == 1, "each link is in one block");
        match &link.target {
            Target::Place(place) => {
                assert!(draft.text.is_char_boundary(*place), "a place is one of the text");
            }
            Target::File(path) | Target::FilePlace(path, _) => {
                assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."));
            }
            Target::Address(address) => {
                assert!(["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)));
                assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '"'));
            }
        }
    }
    if !words.is_empty() {
        assert_eq!(words.join("\n\n"), draft.text.as_str(), "the text is its blocks");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), hint in hints()) {
        if let Ok(draft) = read(&bytes, &hint) {
            is_sound(&draft);
        }
    }

    #[test]
    fn arbitrary_markup_does_no_harm(text in soup(), hint in hints()) {
        if let Ok(draft) = read(text.as_bytes(), &hint) {
            is_sound(&draft);
        }
    }

    #[test]
    fn plain_text_is_not_changed(text in "[^\\pC\u{2028}\u{2029}<]\\PC{0,200}[ \n\t]{0,9}") {
        prop_assume!(SafeText::new(&text).as_str() == text && !text.trim().is_empty());
        let draft = read(text.as_bytes(), &named("a.txt")).unwrap();
        prop_assert_eq!(draft.text.as_str(), text.as_str());
    }
}

#[test]
fn says_why_bytes_are_refused() {
    for (bytes, message) in [
        (&b""[..], "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"%PDF-1.4", "this PDF is broken"),
        (b"\x00\x01\x02\x03", "this is binary data, not text"),
        (b" \n ", "there is no text to read in it"),
        (b"<!doctype html><nav>x</nav>", "there is no text to read in it"),
    ] {
        assert_eq!(read(bytes, &Hint::default()).unwrap_err().to_string(), message);
    }
}

#[test]
fn deep_nesting_is_flattened() {
    for (name, piece, count) in [
        ("a.html", "<div>", 100_000),
        ("a.html", "<div><b><p>", 3_000),
        ("a.html", "<li><dd>", 3_000),
        ("a.html", "<div><object></div></object>", 3_000),
        ("a.html", "<span><p></span><div></div>", 3_000),
        ("a.html", "<blockquote class=x><q>", 3_000),
        ("a.html", "<p><hr><table><td><x><y></x>", 3_000),
        ("a.html", "<applet></table><a href=x><table>", 3_000),
        ("a.html", "<svg>", 100_000),
        ("a.html", "<!--x-->", 100_000),
        ("a.html", "<a href=#x><sup>1</sup></a><a id=x>", 10_000),
        ("a.html", "<figure><img alt=b><figcaption>c", 3_000),
        ("a.html", "<figure><img alt=b><figcaption>c</figcaption>", 3_000),
        ("a.md", ">", 100_000),
        ("a.md", "- ", 100_000),
        ("a.md", "[", 100_000),
        ("a.md", "*a ", 100_000),
        ("a.md", "[a](https://b.org) ", 30_000),
    ] {
        let text = format!("{}deep", piece.repeat(count));
        let draft = read(text.as_bytes(), &named(name)).unwrap();
        assert!(draft.text.contains("deep"), "{piece}");
        is_sound(&draft);
    }
}

#[test]
fn links_of_a_page_from_the_web_are_whole() {
    let from = |media_type: &str| Hint {
        media_type: Some(media_type.to_owned()),
        address: Some("https://e.org/news/today?x".to_owned()),
        ..Hint::default()
    };
    let words = "the vote that was held on a Tuesday in the hall by the harbor";
    for (text, media_type) in [
        (format!("{words} [there](other.md)\n"), "text/markdown"),
        (format!("<p>{words} <a href='other.md'>there</a>"), "text/html"),
        // What a page says about itself does not decide where its links lead.
        (
            format!(
                "<link rel=canonical href='https://evil.example/a'><p>{words} <a href='other.md'>there</a>"
            ),
            "text/html",
        ),
    ] {
        let draft = read(text.as_bytes(), &from(media_type)).unwrap();
        let targets: Vec<String> = draft.links.iter().map(|link| link.target.to_string()).collect();
        assert_eq!(targets, ["https://e.org/news/other.md"], "{text}");
        let is_canonical = text.contains("canonical");
        let url = if is_canonical { "https://evil.example/a" } else { "https://e.org/news/today?x" };
        assert_eq!(draft.metadata.url.as_deref(), Some(url));
    }
    let plain = read(words.as_bytes(), &from("text/plain")).unwrap();
    assert_eq!(plain.metadata.url.as_deref(), Some("https://e.org/news/today?x"));
}
