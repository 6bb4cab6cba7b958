//! One tag of an HTML source, cut out by the rules of the HTML standard's tokenizer.
//!
//! The rules matter: a tag that ends elsewhere than the parser thinks could hide others from the sweep.

/// A start or end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// The name as written.
    pub(super) name: &'h str,
    /// What stands between the name and the `>`.
    pub(super) attributes: &'h str,
    /// How many attributes there are, at least.
    pub(super) count: usize,
    pub(super) is_end: bool,
    /// Bytes from `<` up to and with `>`.
    pub(super) len: usize,
}

impl<'h> Tag<'h> {
    /// The tag that `html` starts with; `None` when that is no tag, or one that never ends.
    pub(super) fn at_start_of(html: &'h str) -> Option<Self> {
        let bytes = html.as_bytes();
        let is_end = bytes.get(1) == Some(&b'/');
        let name_start = 1 + usize::from(is_end);
        if bytes.first() != Some(&b'<') || !bytes.get(name_start)?.is_ascii_alphabetic() {
            return None;
        }
        let name_end = name_start + bytes[name_start..].iter().position(|&byte| ends_name(byte))?;
        let (length, count) = attributes(&bytes[name_end..])?;
        Some(Self {
            name: html.get(name_start..name_end)?,
            attributes: html.get(name_end..name_end + length)?,
            count,
            is_end,
            len: name_end + length + 1,
        })
    }
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The length in bytes of the attributes up to the `>`, and how many there are.
/// Quotation marks count only right after a `=`; anywhere else they are part of a name.
fn attributes(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut place = 0;
    let mut count = 0;
    loop {
        match *bytes.get(place)? {
            b'>' => return Some((place, count)),
            byte if is_space(byte) || byte == b'/' => place += 1,
            _ => {
                place = attribute_end(bytes, place)?;
                count += 1;
            }
        }
    }
}

/// The place after the attribute that starts at `place`.
fn attribute_end(bytes: &[u8], place: usize) -> Option<usize> {
    let ends = |byte: &u8| ends_name(*byte) || *byte == b'=';
    // An equals sign at the start of a name is part of the name.
    let name_end = place + 1 + bytes[place + 1..].iter().position(ends)?;
    let equals = skip_space(bytes, name_end)?;
    if bytes[equals] != b'=' {
        return Some(name_end);
    }
    let value = skip_space(bytes, equals + 1)?;
    if let quote @ (b'"' | b'\'') = bytes[value] {
        let length = bytes[value + 1..].iter().position(|&byte| byte == quote)?;
        return Some(value + length + 2);
    }
    let length = bytes[value..].iter().position(|&byte| is_space(byte) || byte == b'>')?;
    Some(value + length)
}

/// The first place from `place` on that is no white space.
fn skip_space(bytes: &[u8], place: usize) -> Option<usize> {
    Some(place + bytes.get(place..)?.iter().position(|&byte| !is_space(byte))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_where_the_parser_ends_it() {
        for (html, expected) in [
            ("<p>x", Some(("p", 0, 3))),
            ("</P >x", Some(("P", 0, 5))),
            ("<a href=\">\" b='>'>x", Some(("a", 2, 18))),
            ("<a \">x\">", Some(("a", 1, 5))),
            ("<a b=c\">x\">", Some(("a", 1, 8))),
            ("<a b = \">\" c>x", Some(("a", 2, 13))),
            ("<a =\">x", Some(("a", 1, 6))),
            ("<a b=>x", Some(("a", 1, 6))),
            ("<br/>x", Some(("br", 0, 5))),
            ("<a b=\"never", None),
            ("<a", None),
            ("< a>", None),
            ("<é>", None),
            ("</>", None),
            ("<", None),
        ] {
            let found = Tag::at_start_of(html).map(|tag| (tag.name, tag.count, tag.len));
            assert_eq!(found, expected, "{html}");
        }
    }
}
