//! Formats that are told by their structure: what is packed, what an XML file's outermost element says, what JSON holds.

use super::Hint;

/// What bytes are packed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zip,
    Pdf,
}

/// What a text is by its structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Feed,
    Outline,
    Nitf,
    NewsMl,
    Ninjs,
}

/// How bytes are packed; `None` for what is not, and for documents of offices, which are archives as well.
pub(super) fn packing(bytes: &[u8]) -> Option<Packing> {
    let has = |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
    let is_office = has(30, b"[Content_Types].xml") || has(30, b"mimetypeapplication/vnd.oasis.opendocument");
    match () {
        () if has(0, b"\x1f\x8b\x08") => Some(Packing::Gzip),
        () if (has(0, b"PK\x03\x04") && !is_office) || has(0, b"PK\x05\x06") => Some(Packing::Zip),
        () if is_pdf(bytes) => Some(Packing::Pdf),
        () => None,
    }
}

/// PDF files may have some bytes before their signature.
fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..JUNK).unwrap_or(bytes);
    start.starts_with(b"%PDF-") || (start.contains(&0) && start.windows(5).any(|window| window == b"%PDF-"))
}

const JUNK: usize = 1024;

/// How much of a JSON text is looked at, in bytes.
const SAMPLE: usize = 64 * 1024;

/// What a text is by its structure; `None` where it has none that is known here.
pub(super) fn of_text(text: &str, hint: &Hint) -> Option<Kind> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with('{') {
        return of_json(start);
    }
    if !start.starts_with('<') {
        return None;
    }
    let root = root(start)?;
    let name = root.rsplit(':').next().unwrap_or(root);
    match name {
        "rss" | "feed" | "channel" => Some(Kind::Feed),
        "RDF" if is_feed(start) => Some(Kind::Feed),
        "opml" => Some(Kind::Outline),
        "nitf" => Some(Kind::Nitf),
        "newsMessage" | "newsItem" | "packageItem" => Some(Kind::NewsMl),
        _ if is_called_feed(hint) && is_feed(start) => Some(Kind::Feed),
        _ => None,
    }
}

fn is_feed(text: &str) -> bool {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let start = text.get(..end).unwrap_or_default();
    ["http://purl.org/rss/", "http://my.netscape.com/rdf", "<channel", "<rss", "<feed"]
        .iter()
        .any(|sign| start.contains(sign))
}

fn is_called_feed(hint: &Hint) -> bool {
    let media_type = hint.media_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    let name = hint.file_name.as_deref().unwrap_or_default().to_ascii_lowercase();
    [".rss", ".atom", ".rdf"].iter().any(|ending| name.ends_with(ending))
        || media_type.contains("rss+xml")
        || media_type.contains("atom+xml")
}

fn of_json(text: &str) -> Option<Kind> {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let start = text.get(..end).unwrap_or_default();
    let has = |key: &str| start.contains(&format!("\"{key}\""));
    if start.contains("://jsonfeed.org/version/") || start.contains(":\\/\\/jsonfeed.org\\/version\\/") {
        Some(Kind::Feed)
    } else if has("uri")
        && (has("body_xhtml") || has("body_text") || has("body_html") || has("bodies") || has("headlines"))
    {
        Some(Kind::Ninjs)
    } else {
        None
    }
}

/// The name of the outermost element, after what may stand before it: declarations, comments, a document type.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if rest.starts_with("<?") {
            rest = rest.split_once("?>")?.1;
        } else if rest.starts_with("<!--") {
            rest = rest.split_once("-->")?.1;
        } else if rest.starts_with("<!") {
            rest = after_doctype(rest)?;
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return name.get(..end);
        }
    }
}

/// What stands behind a document type, which may declare things between brackets.
fn after_doctype(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    if text.as_bytes().get(end) == Some(&b'>') {
        return text.get(end + 1..);
    }
    let inner = text.get(end..)?;
    let close = inner.find("]>").map(|at| at + 2).or_else(|| inner.find(']').map(|at| at + 1))?;
    Some(inner.get(close..)?.trim_start().trim_start_matches('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_it_is_by_its_structure() {
        for (text, expected) in [
            ("<rss version='2.0'><channel/></rss>", Some(Kind::Feed)),
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>",
                Some(Kind::Feed),
            ),
            ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", Some(Kind::Feed)),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Some(Kind::Feed)),
            ("<rdf:RDF xmlns='http://example.org/'>", None),
            ("<opml version='2.0'>", Some(Kind::Outline)),
            ("<!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ENTITY a 'b'>]><nitf>", Some(Kind::Nitf)),
            ("<newsItem guid='x'>", Some(Kind::NewsMl)),
            ("<?xml version='1.0'?><!DOCTYPE html><html>", None),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", Some(Kind::Feed)),
            ("{\"uri\": \"urn:x\", \"body_text\": \"x\"}", Some(Kind::Ninjs)),
            ("{\"uri\": 1}", None),
            ("<rss", None),
            ("words <rss>", None),
        ] {
            assert_eq!(of_text(text, &Hint::default()), expected, "{text}");
        }
    }
}
