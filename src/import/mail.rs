//! E-mails, such as newsletters: the letter, in HTML where it has that form, without the small print around it.

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{Error, fields, html, mhtml, plain};
use crate::article::{Draft, Metadata};

/// The draft of a mail: who sent it is the byline, its subject the title.
///
/// # Errors
/// No words to read.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Error> {
    // Files of many mails begin each with a line that belongs to none.
    let bytes = if bytes.starts_with(b"From ") { after_line(bytes) } else { bytes };
    let bytes = flat(bytes);
    let mail = MessageParser::default().parse(&*bytes).ok_or(Error::NoText)?;
    let mut letter = &mail;
    // A mail that only hands on another one is that one.
    while let (0, 0, Some(inner)) = (letter.html_body.len(), letter.text_body.len(), attached(letter)) {
        letter = inner;
    }
    let metadata = metadata(letter);
    let page = letter.parts.iter().find(|part| matches!(part.body, PartType::Html(_)) && is_shown(part));
    if let Some(Ok(draft)) = page.map(|page| html::read_letter(&mhtml::words(page), metadata.clone())) {
        return Ok(draft);
    }
    let text = letter.parts.iter().find(|part| matches!(part.body, PartType::Text(_)) && is_shown(part));
    let text = text.ok_or(Error::NoText)?;
    Ok(Draft { metadata, ..plain::read(&unfolded(text))? })
}

/// Mails within mails that are looked into: the parser goes into each by a call of its own.
const DEEPEST: usize = 32;

/// Media types that make a mail, or each part without a type of its own, a mail within the mail.
const MAILS: [&str; 3] = ["rfc822", "global", "digest"];

/// A mail with a few mails within mails at most: the media types that make further ones are spoiled.
pub(super) fn flat(mail: &[u8]) -> Cow<'_, [u8]> {
    let mut spoiled = Vec::new();
    let (mut count, mut place, mut is_type) = (0, 0, false);
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        let start = line.get(..LONGEST_TYPE).unwrap_or(line).to_ascii_lowercase();
        is_type = start.starts_with(b"content-type")
            || (is_type && start.starts_with(b" ") | start.starts_with(b"\t"));
        let word = MAILS.iter().find_map(|word| {
            start.windows(word.len()).position(|window| window == word.as_bytes()).filter(|_| is_type)
        });
        count += usize::from(word.is_some());
        spoiled.extend(word.filter(|_| count > DEEPEST).map(|word| place + word));
        place += line.len();
    }
    if spoiled.is_empty() {
        return Cow::Borrowed(mail);
    }
    let mut flat = mail.to_vec();
    for place in spoiled {
        if let Some(byte) = flat.get_mut(place) {
            *byte = b'x';
        }
    }
    Cow::Owned(flat)
}

/// Bytes of a line that are looked at for a media type.
const LONGEST_TYPE: usize = 1_000;

fn after_line(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| end + 1);
    bytes.get(end..).unwrap_or_default()
}

fn attached<'m>(mail: &'m Message<'m>) -> Option<&'m Message<'m>> {
    mail.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner),
        _ => None,
    })
}

/// Whether a part is read with the letter rather than attached to it.
fn is_shown(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_none_or(|way| !way.c_type.eq_ignore_ascii_case("attachment"))
}

fn metadata(mail: &Message<'_>) -> Metadata {
    let subject = mail.subject().map(str::trim).map(|subject| {
        ["Fwd:", "FWD:", "Fw:", "FW:"].iter().find_map(|sign| subject.strip_prefix(sign)).unwrap_or(subject)
    });
    Metadata {
        title: subject.and_then(fields::line),
        byline: mail.from().and_then(sender).as_deref().and_then(fields::byline),
        publication: list(mail).as_deref().and_then(fields::line),
        date: mail.date().filter(|date| date.is_valid()).and_then(|date| fields::date(&date.to_rfc3339())),
        language: mail.header_raw("Content-Language").and_then(fields::language),
        ..Metadata::default()
    }
}

/// The name of who sent it, or the address.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    let name = first.name().map(str::trim).filter(|name| !name.is_empty());
    name.or(first.address()).map(str::to_owned)
}

/// The name of the mailing list: what stands before the angle bracket of its id.
fn list(mail: &Message<'_>) -> Option<String> {
    let id = mail.header_raw("List-Id")?;
    let name = id.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    let is_name = name.contains(char::is_alphabetic) && !name.contains(['=', '@']) && name.len() < 100;
    is_name.then(|| name.to_owned())
}

/// The words of a letter in plain text: lines that were folded for the way are whole again (RFC 3676), the signature
/// and paragraphs about the mail itself are gone.
fn unfolded(part: &MessagePart<'_>) -> String {
    let text = part.text_contents().unwrap_or_default().replace("\r\n", "\n");
    let parameter =
        |name: &str| part.content_type().and_then(|kind| kind.attribute(name)).unwrap_or_default().to_owned();
    let is_flowed = parameter("format").eq_ignore_ascii_case("flowed");
    let takes_blank = parameter("delsp").eq_ignore_ascii_case("yes");
    let mut letter = String::with_capacity(text.len());
    for line in text.split('\n') {
        if line == "-- " || line == "--" {
            break;
        }
        let line = if is_flowed { line.strip_prefix(' ').unwrap_or(line) } else { line };
        let is_folded = is_flowed && line.ends_with(' ');
        let line = if is_folded && takes_blank { line.strip_suffix(' ').unwrap_or(line) } else { line };
        letter.push_str(line);
        if !is_folded {
            letter.push('\n');
        }
    }
    without_small_print(&letter)
}

/// Paragraphs at either end that are about the mail.
const ENDS: usize = 6;

fn without_small_print(letter: &str) -> String {
    let paragraphs: Vec<&str> = letter.split("\n\n").collect();
    let (count, half) = (paragraphs.len(), paragraphs.len() / 2);
    let is_end =
        |number: usize| count > 1 && (number < ENDS.min(half) || number + ENDS.min(count - half) >= count);
    let kept: Vec<&str> = paragraphs
        .into_iter()
        .enumerate()
        .filter(|(number, paragraph)| !(is_end(*number) && html::about_words(paragraph)))
        .map(|(_, paragraph)| paragraph)
        .collect();
    let kept = kept.join("\n\n");
    if kept.trim().is_empty() { letter.to_owned() } else { kept.trim_matches('\n').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Return-Path: <a@paper.example>\r\nFrom: =?iso-8859-1?Q?Ren=E9e?= Doe <a@paper.example>\r\n\
        To: b@x.example\r\nSubject: Fwd: =?UTF-8?B?VGhlIGxvbmcg4oCcZGF54oCd?=\r\n\
        Date: Tue, 5 Nov 2024 14:30:00 +0100\r\nList-Id: \"The Paper\" <paper.example>\r\nMIME-Version: 1.0\r\n";

    fn mail(rest: &str) -> Draft {
        crate::import::read(format!("{HEAD}{rest}").as_bytes(), &crate::import::Hint::default()).unwrap()
    }

    #[test]
    fn says_who_and_when() {
        let metadata = mail("\r\nHello.\r\n").metadata;
        assert_eq!(metadata.byline.as_deref(), Some("Renée Doe"));
        assert_eq!(metadata.title.as_deref(), Some("The long “day”"));
        assert_eq!(metadata.date.as_deref(), Some("2024-11-05T14:30:00+01:00"));
        assert_eq!(metadata.publication.as_deref(), Some("The Paper"));
    }

    #[test]
    fn reads_each_form_of_a_letter() {
        for (rest, expected) in [
            ("\r\nOne.\r\n\r\nTwo.\r\n", "One.\n\nTwo."),
            ("\r\nOne.\r\n-- \r\nRenee\r\n", "One."),
            (
                "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=93So=94 it=\r\n is.",
                "“So” it is.",
            ),
            (
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n4oCcU2/igJ0gaXQgaXMu",
                "“So” it is.",
            ),
            (
                "Content-Type: text/plain; format=flowed\r\n\r\nOne line \r\nthat goes on.\r\n From there.\r\n",
                "One line that goes on.\nFrom there.",
            ),
            ("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nOne wo \r\nrd.\r\n", "One word."),
            ("Content-Type: text/html; charset=utf-8\r\n\r\n<p>One <b>word</b>.<p>Two.", "One word.\n\nTwo."),
            (
                "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Rich.\r\n--x--\r\n",
                "Rich.",
            ),
            (
                "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--x\r\nContent-Type: text/html\r\n\r\n<img src=a.gif>\r\n--x--\r\n",
                "Plain.",
            ),
            (
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--x\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n<p>Other.\r\n--x--\r\n",
                "Hello.",
            ),
            (
                "\r\nView this email in your browser\r\n\r\nOne.\r\n\r\nTwo.\r\n\r\nUnsubscribe: https://x.example/u\r\n",
                "One.\n\nTwo.",
            ),
        ] {
            assert_eq!(mail(rest).text.trim_end(), expected, "{rest}");
        }
    }

    #[test]
    fn a_mail_without_words_is_refused() {
        let bytes =
            format!("{HEAD}Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=");
        assert_eq!(read(bytes.as_bytes()), Err(Error::NoText));
    }
    #[test]
    #[expect(clippy::disallowed_methods, reason = "only a thread of its own has a small stack")]
    fn hostile_mails_do_no_harm() {
        let bad = "a\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{202e}b";
        let many = 3_000;
        let nested = |kind: &str| -> String {
            let open = |n: usize| format!("Content-Type: {kind}; boundary=b{n}\r\n\r\n--b{n}\r\n");
            (0..many).map(open).collect()
        };
        let mails = vec![
            format!(
                "From: {bad} <a@b>\r\nSubject: {bad}\r\nMIME-Version: 1.0\r\nDate: {bad}\r\n\r\nWords {bad}"
            ),
            format!("{HEAD}{}Content-Type: text/plain\r\n\r\nWords", nested("multipart/mixed")),
            format!("{HEAD}{}Words", "Content-Type: message/rfc822\r\n\r\n".repeat(many)),
            format!("{HEAD}{}Words", "Content-Type:\r\n message/GLOBAL\r\n\r\n".repeat(many)),
            format!("{HEAD}{}Words", nested("multipart/digest")),
            format!("{HEAD}Content-Type: text/html\r\n\r\n{}Words", "<div>".repeat(many)),
            format!("{HEAD}{}\r\nWords", "X-Y: z\r\n".repeat(many)),
            format!(
                "{HEAD}Content-Type: text/plain; charset=utf-7\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!Words"
            ),
            format!("{HEAD}Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n----\r\nWords"),
        ];
        let reading = std::thread::Builder::new().stack_size(512 * 1024).spawn(move || {
            for mail in mails {
                let Ok(draft) = read(mail.as_bytes()) else { continue };
                let metadata = &draft.metadata;
                let fields = [&metadata.title, &metadata.byline, &metadata.date, &metadata.publication];
                for text in fields
                    .into_iter()
                    .flatten()
                    .map(crate::article::SafeText::as_str)
                    .chain([draft.text.as_str()])
                {
                    let is_bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
                    assert!(!text.contains(is_bad), "{text:?}");
                }
            }
        });
        reading.unwrap().join().unwrap();
    }
}
