//! Pages that a browser saved with all that belongs to them, as MHTML: the page is read, the rest is not looked at.

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

use super::{Error, Hint, charset, fields, html, mail};
use crate::article::Draft;

/// The draft of a saved page. The address that it was saved from is the page's own, unless `hint` has another.
///
/// # Errors
/// No page in it, or no words to read.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Draft, Error> {
    let bytes = mail::flat(bytes);
    let saved = MessageParser::default().parse(&*bytes).ok_or(Error::NoText)?;
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let page = saved.parts.iter().find(is_page).ok_or(Error::NoText)?;
    let address = saved.header_raw("Snapshot-Content-Location").map(str::trim).map(str::to_owned);
    let address = hint.address.clone().or(address).or_else(|| page.content_location().map(str::to_owned));
    let address = address.filter(|address| address.starts_with("http://") || address.starts_with("https://"));
    let mut draft = html::read(&words(page), address.as_deref())?;
    if draft.metadata.title.is_none() {
        draft.metadata.title = saved.subject().and_then(fields::line);
    }
    Ok(draft)
}

/// The text of a part that is a page. Without a charset of its own, the page says which it is in.
pub(super) fn words(page: &MessagePart<'_>) -> String {
    let has_charset = page.content_type().is_some_and(|kind| kind.attribute("charset").is_some());
    let text = page.text_contents().unwrap_or_default();
    if has_charset || !page.is_encoding_problem {
        return text.to_owned();
    }
    charset::decode(page.contents(), &Hint::default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/a/b\r\n\
        Subject: =?utf-8?Q?The_long_day_=E2=80=93_x?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"--x\"\r\n\r\n\r\n----x\r\n\
        Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://paper.example/a/b\r\n\r\n\
        <p>She said =E2=80=9Cno=E2=80=9D to <a href=3D\"c\">the li=\r\nnk</a>.</p>\r\n\
        ----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x--\r\n";

    #[test]
    fn reads_the_page_and_knows_where_it_was() {
        let draft = read(SAVED.as_bytes(), &Hint::default()).unwrap();
        assert_eq!(draft.text.as_str(), "She said “no” to the link.");
        assert_eq!(draft.metadata.url.as_deref(), Some("https://paper.example/a/b"));
        assert_eq!(draft.metadata.title.as_deref(), Some("The long day – x"));
        assert_eq!(draft.links.first().unwrap().target.to_string(), "https://paper.example/a/c");
    }

    #[test]
    fn reads_it_whatever_brings_it() {
        let found = super::super::read(SAVED.as_bytes(), &Hint::default()).unwrap();
        assert_eq!(found.text.as_str(), "She said “no” to the link.");
        for cut in [0, 20, 150, 300, 420, SAVED.len() - 20] {
            let _ = super::super::read(SAVED.as_bytes().get(..cut).unwrap(), &Hint::default());
        }
        let without = SAVED.replace("text/html\r\n", "image/gif\r\n");
        assert_eq!(read(without.as_bytes(), &Hint::default()), Err(Error::NoText));
    }
}
