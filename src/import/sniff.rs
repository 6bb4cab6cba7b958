//! What bytes are: binary data or text, and which kind of text.
//!
//! Content decides first. A name or a media type decides where content is open. Without either, as on standard input,
//! only what stands at the very start makes a text Markdown: front matter, or a heading with its `#`.

use super::{Hint, charset, front_matter};
use crate::article::Metadata;

/// A kind of text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Markdown,
    Html,
}

/// What `bytes` are, with the article, when they are no text; `None` for text.
///
/// Looks at the first 64 KiB. A stray control character among much text is no sign of binary data.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC
        .iter()
        .find(|(place, magic, _)| bytes.get(*place..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some(&(_, _, what)) = known {
        return Some(what);
    }
    let is_wide = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.starts_with(b"\0\0\xfe\xff")
        || charset::wide_markup(bytes).is_some();
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|&&byte| is_unlikely_in_text(byte)).count();
    (!is_wide && controls * MOST_CONTROLS > sample.len()).then_some("binary data")
}

/// Something in the form of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// A page with all that belongs to it, as browsers save it (MHTML).
    SavedPage,
    Letter,
}

/// Which kind of message `bytes` are, by the header that they begin with; a name only helps where that is poor.
pub(super) fn message(bytes: &[u8], hint: &Hint) -> Option<Message> {
    let head = String::from_utf8_lossy(bytes.get(..LONGEST_HEADER).unwrap_or(bytes));
    let mut fields: Vec<String> = Vec::new();
    for line in
        head.lines().skip(usize::from(head.starts_with("From "))).take_while(|line| !line.trim().is_empty())
    {
        if line.starts_with([' ', '\t']) {
            fields.last_mut()?.push_str(line);
            continue;
        }
        let (name, _) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            // A header that is cut off in the middle of a line is one.
            break;
        }
        fields.push(line.to_ascii_lowercase());
    }
    let has = |name: &str| fields.iter().any(|field| field.starts_with(name));
    let is_whole = has("mime-version:")
        && fields
            .iter()
            .any(|field| field.starts_with("content-type:") && field.contains("multipart/related"));
    let is_saved = has("snapshot-content-location:")
        || fields.iter().any(|field| field.contains("saved by "))
        || is_named(hint, &["mht", "mhtml"]);
    if is_whole && (is_saved || !has("to:")) {
        return Some(Message::SavedPage);
    }
    let technical =
        ["message-id:", "mime-version:", "received:", "return-path:", "content-type:", "delivered-to:"];
    let plain = ["from:", "subject:", "date:", "to:"].iter().filter(|name| has(name)).count();
    let is_letter = has("from:") && plain > 1 && technical.iter().any(|name| has(name));
    (is_letter || (plain > 0 && is_named(hint, &["eml"]))).then_some(Message::Letter)
}

/// Bytes of the header of a mail that are looked at.
const LONGEST_HEADER: usize = 32 * 1024;

fn is_named(hint: &Hint, endings: &[&str]) -> bool {
    let name = hint.file_name.as_deref().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|other| ending.eq_ignore_ascii_case(other))
}

/// The format of a decoded text.
pub(super) fn format(text: &str, hint: &Hint) -> Format {
    let start = start_of_markup(text);
    if WHOLE_PAGE.iter().any(|opening| has_prefix(start, opening)) {
        return Format::Html;
    }
    match declared(hint) {
        Some(format) => format,
        None if starts_with_element(start) => Format::Html,
        None if starts_as_markdown(text) => Format::Markdown,
        None => Format::Plain,
    }
}

/// Whether `text` begins as a web page or a piece of one.
pub(super) fn is_markup(text: &str) -> bool {
    let start = start_of_markup(text);
    WHOLE_PAGE.iter().any(|opening| has_prefix(start, opening)) || starts_with_element(start)
}

const SAMPLE: usize = 64 * 1024;

/// One control character in this many bytes is the most that a text has.
const MOST_CONTROLS: usize = 32;

/// Signatures: where, which bytes, what it is. The more special stand before the more general.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (30, b"mimetypeapplication/epub+zip", "an EPUB book"),
    (30, b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (30, b"[Content_Types].xml", "an Office document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"PK\x05\x06", "a ZIP archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (60, b"BOOKMOBI", "a Kindle book"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftypheic", "a HEIC image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (4, b"ftyp", "a video"),
    (0, b"\x1a\x45\xdf\xa3", "a video"),
    (0, b"OggS\0", "an Ogg recording"),
    (0, b"fLaC\0", "a FLAC recording"),
    (0, b"ID3\x02", "an MP3 recording"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (8, b"WAVEfmt ", "a WAV recording"),
    (0, b"\x1f\x8b", "gzip data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd data"),
    (0, b"\xfd7zXZ\0", "xz data"),
    (4, b"1AY&SY", "bzip2 data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar\0", "a tar archive"),
    (257, b"ustar  \0", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"\0asm", "a WebAssembly module"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
];

/// How a whole page starts. A bare fragment starts with an element, which a Markdown file may do as well.
const WHOLE_PAGE: &[&str] = &["<!doctype html", "<html", "<head>", "<body"];

const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "center",
    "div",
    "em",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "i",
    "img",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "title",
    "ul",
];

/// Controls without a use in text: line ends, tab, bell, backspace, shift and escape have one.
fn is_unlikely_in_text(byte: u8) -> bool {
    matches!(byte, 0..=6 | 0x10..=0x1a | 0x1c..=0x1f)
}

/// What a server or a name says; a server's `text/plain` says least, since it is given to all kinds of text.
fn declared(hint: &Hint) -> Option<Format> {
    let media_type = hint.media_type.as_deref().unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => return Some(Format::Html),
        "text/markdown" | "text/x-markdown" => return Some(Format::Markdown),
        _ => {}
    }
    let name = hint.file_name.as_deref().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => Some(Format::Html),
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Plain),
        _ => essence.eq_ignore_ascii_case("text/plain").then_some(Format::Plain),
    }
}

/// `text` from its first character that is no white space, XML declaration or comment.
fn start_of_markup(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else {
            None
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// `---` and `title: …`, or `# A headline` with a blank line under it. But not: `#hashtag`, `--- a/file`.
fn starts_as_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_heading = first.starts_with("# ") && lines.next().is_some_and(|second| second.trim().is_empty());
    let (metadata, _) = front_matter::split(text);
    is_heading || metadata != Metadata::default()
}

fn starts_with_element(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else {
        return false;
    };
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let follows = tag.get(name.len()..).unwrap_or_default();
    follows.starts_with(['>', '/', ' ', '\t', '\n', '\r'])
        && ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Hint {
        Hint { file_name: Some(name.to_owned()), ..Hint::default() }
    }

    fn typed(media_type: &str) -> Hint {
        Hint { media_type: Some(media_type.to_owned()), ..Hint::default() }
    }

    #[test]
    fn without_a_name_only_the_very_start_makes_a_text_markdown() {
        for (text, expected) in [
            ("---\ntitle: The Bridge\n---\n\nText.", Format::Markdown),
            ("# The Bridge\n\nText.", Format::Markdown),
            ("#bridge is what they say\n\nText.", Format::Plain),
            ("# one\n# two\n", Format::Plain),
            ("---\n\nText.\n\n---\n", Format::Plain),
            ("He *said* so. # 1", Format::Plain),
        ] {
            assert_eq!(format(text, &Hint::default()), expected, "{text}");
        }
        assert_eq!(format("# The Bridge\n\nText.", &named("a.txt")), Format::Plain);
    }

    #[test]
    fn names_what_is_no_text() {
        let mut epub = b"PK\x03\x04".to_vec();
        epub.resize(30, 0);
        epub.extend(b"mimetypeapplication/epub+zip");
        for (bytes, what) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], "a PDF document"),
            (b"PK\x03\x04\x14\0", "a ZIP archive"),
            (&epub, "an EPUB book"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"\x1f\x8b\x08", "gzip data"),
            (b"\x7fELF\x02", "a program"),
            (b"SQLite format 3\0", "an SQLite database"),
            (b"a\0b\0c\0", "binary data"),
            (&[0; 64], "binary data"),
        ] {
            assert_eq!(binary(bytes), Some(what), "{bytes:?}");
        }
    }

    #[test]
    fn lets_text_pass() {
        let stray = [b"word ".repeat(40), vec![0]].concat();
        for bytes in [&b""[..], b"words", b"\x1b[1mbold\x1b[0m", b"\xff\xfea\0b\0", b"caf\xe9", &stray] {
            assert_eq!(binary(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_message_is_told_by_its_header() {
        for (text, name, expected) in [
            ("From: a@b\nSubject: x\nMIME-Version: 1.0\n\nHello", "", Some(Message::Letter)),
            ("From a@b Tue\nReceived: x\n y\nFrom: a@b\nTo: c@d\n\nHello", "", Some(Message::Letter)),
            ("From: Jane\nTo: Joan\nSubject: the bridge\n\nDear Joan", "", None),
            ("From: Jane\nTo: Joan\n\nDear Joan", "a.eml", Some(Message::Letter)),
            ("Mayor: I said no.\nClerk: She did.", "", None),
            ("Content-Type: text/html\n\n<p>x", "", None),
            (
                "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=x\n\n",
                "",
                Some(Message::SavedPage),
            ),
            (
                "From: a@b\nTo: c\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
                "",
                Some(Message::Letter),
            ),
            ("<p>From: a", "a.eml", None),
            ("", "a.eml", None),
        ] {
            assert_eq!(message(text.as_bytes(), &named(name)), expected, "{text}");
        }
    }

    #[test]
    fn content_decides_before_the_name() {
        let none = Hint::default();
        for (text, hint, expected) in [
            ("<!DOCTYPE html><p>x", &named("a.txt"), Format::Html),
            ("\n<?xml version='1.0'?><!-- x --><HTML>", &none, Format::Html),
            ("<p>x", &none, Format::Html),
            ("<p>x", &named("a.md"), Format::Markdown),
            ("<p>x", &named("a.txt"), Format::Plain),
            ("<pa>x", &none, Format::Plain),
            ("<rss><channel>", &none, Format::Plain),
            ("# words", &none, Format::Plain),
            ("# words", &named("A.MARKDOWN"), Format::Markdown),
            ("words", &named("a.b.xhtml"), Format::Html),
            ("words", &typed("Text/HTML; charset=utf-8"), Format::Html),
            ("words", &typed("text/markdown"), Format::Markdown),
            ("<3 you", &none, Format::Plain),
        ] {
            assert_eq!(format(text, hint), expected, "{text:?} {hint:?}");
        }
    }
}
