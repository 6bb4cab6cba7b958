//! Bytes to text: which charset they are in, and the decoding.
//!
//! In order: a byte-order mark; valid UTF-8; mostly valid UTF-8, which a broken byte or a cut end must not turn into
//! mojibake; the charset that the server or the page itself names; a guess from the bytes, as Firefox makes it.
//! A name is doubted before bytes are: pages lie about their charset, and no other charset looks like UTF-8 by chance.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::Hint;

/// The text of `bytes`, without its byte-order mark. What cannot be decoded becomes U+FFFD.
pub(super) fn decode<'b>(bytes: &'b [u8], hint: &Hint) -> Cow<'b, str> {
    if let Some(text) = of_four_bytes(bytes) {
        return text.into();
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let content = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(content).0;
    }
    if let Some(encoding) = wide_markup(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let named = named_by_server(hint).or_else(|| named_by_page(bytes));
    // ISO-2022-JP is all ASCII with escape sequences, so it is valid UTF-8 as well.
    if named == Some(ISO_2022_JP) && bytes.contains(&0x1b) {
        return ISO_2022_JP.decode_without_bom_handling(bytes).0;
    }
    let first_bad = match str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error.valid_up_to(),
    };
    if is_mostly_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let encoding = named.filter(|&encoding| encoding != UTF_8).unwrap_or_else(|| guess(bytes, first_bad));
    encoding.decode_without_bom_handling(bytes).0
}

/// How far into a page its own name for its charset may stand, in bytes (HTML standard, "prescan").
const PRESCAN: usize = 1024;

/// How many bytes the guess is made from.
const SAMPLE: usize = 1 << 20;

/// XML in UTF-16 without a byte-order mark, by its first two characters (XML 1.0, appendix F).
pub(super) fn wide_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, b'?' | b'!' | b'a'..=b'z', 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, b'?' | b'!' | b'a'..=b'z', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32 with its byte-order mark, which no page of the web may be in but some programs write.
fn of_four_bytes(bytes: &[u8]) -> Option<String> {
    let number: fn([u8; 4]) -> u32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff, ..] => u32::from_be_bytes,
        _ => return None,
    };
    let fours = bytes.get(4..)?.chunks(4);
    let character = |four: &[u8]| char::from_u32(number(four.try_into().ok()?));
    Some(fours.map(|four| character(four).unwrap_or('\u{fffd}')).collect())
}

fn named_by_server(hint: &Hint) -> Option<&'static Encoding> {
    let media_type = hint.media_type.as_deref()?.to_ascii_lowercase();
    label_after(media_type.as_bytes(), b"charset")
}

/// The charset in `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml … encoding="…"?>`.
fn named_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let start = start.trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let mut tags = start.split(|&byte| byte == b'<');
    tags.find_map(|tag| {
        if tag.starts_with(b"meta") {
            label_after(tag, b"charset")
        } else if tag.starts_with(b"?xml") {
            label_after(tag, b"encoding")
        } else {
            None
        }
    })
}

/// The charset named in `key = "label"`. UTF-16 without a byte-order mark is not believed: the name could be read.
fn label_after(text: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let place = text.windows(key.len()).position(|window| window == key)?;
    let rest = text.get(place + key.len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let label = rest.split(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))).next()?;
    Encoding::for_label_no_replacement(label).filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE)
}

/// Whether there are at least four good characters beyond ASCII for each bad sequence.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad.saturating_mul(4)
}

fn guess(bytes: &[u8], first_bad: usize) -> &'static Encoding {
    let start = first_bad.saturating_sub(SAMPLE / 2);
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(start..end).unwrap_or(bytes), end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_each_charset() {
        let shift_jis = b"<meta charset='Shift_JIS'><p>\x93\xfa\x96\x7b\x82\xcc\x8e\xd0\x89\xef";
        let iso_2022_jp = b"<meta charset=iso-2022-jp>\x1b$BF|K\\\x1b(B";
        let equiv = b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">\xcf\xf0\xe8";
        for (bytes, text) in [
            (&b"\xef\xbb\xbfcaf\xc3\xa9"[..], "café"),
            (b"\xff\xfec\0a\0f\0\xe9\0", "café"),
            (b"\xfe\xff\0c\0a\0f\0\xe9", "café"),
            (b"<\0?\0\xe9\0", "<?é"),
            (b"\0<\0r\0\xe9", "<ré"),
            (b"caf\xe9", "café"),
            (b"It\x92s \x93over,\x94 she said.", "It’s “over,” she said."),
            (
                b"na\xc3\xafve caf\xc3\xa9s \xe2\x80\x9cso\xe2\x80\x9d cut\xe2\x80",
                "naïve cafés “so” cut\u{fffd}",
            ),
            (shift_jis, "<meta charset='Shift_JIS'><p>日本の社会"),
            (iso_2022_jp, "<meta charset=iso-2022-jp>日本"),
            (equiv, "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">При"),
            (
                b"<?xml version='1.0' encoding='iso-8859-2'?>\xb1",
                "<?xml version='1.0' encoding='iso-8859-2'?>ą",
            ),
            (b"<meta charset=utf-16>caf\xc3\xa9", "<meta charset=utf-16>café"),
            (b"<meta charset=utf-8>caf\xe9", "<meta charset=utf-8>café"),
            (b"<meta charset=windows-1252>caf\xc3\xa9", "<meta charset=windows-1252>café"),
        ] {
            assert_eq!(decode(bytes, &Hint::default()), text, "{bytes:?}");
        }
    }

    #[test]
    fn believes_the_server_over_a_guess() {
        let hint = Hint { media_type: Some("text/html; Charset=\"koi8-r\"".to_owned()), ..Hint::default() };
        assert_eq!(decode(b"\xf0\xd2\xc9", &hint), "При");
    }
}
