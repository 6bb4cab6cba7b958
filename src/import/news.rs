//! What agencies and newsrooms send each other: NITF, NewsML-G2 and ninjs.

mod newsml;
mod ninjs;
mod nitf;

pub(super) use newsml::read as newsml;
pub(super) use ninjs::read as ninjs;
pub(super) use nitf::read as nitf;

use super::xml::Element;

/// What an element of NITF, or of its kin in other formats, is called in HTML.
fn called(name: &str) -> &str {
    match name {
        "hl1" => "h1",
        "hl2" => "h2",
        "bq" => "blockquote",
        "block" | "body.content" | "inlineXML" | "html" | "body" => "div",
        "credit" | "byline" | "dateline" | "abstract" | "datasource" => "p",
        "media" => "figure",
        "media-caption" => "figcaption",
        "media-reference" | "media-metadata" | "media-object" | "media-producer" => "wbr",
        "fn" => "aside",
        "table" | "tr" | "td" | "th" | "caption" | "p" | "ol" | "ul" | "li" | "dl" | "dt" | "dd" | "a"
        | "em" | "q" | "br" | "hr" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote"
        | "figure" | "figcaption" | "section" | "article" | "div" | "img" | "sup" | "sub" | "strong"
        | "i" | "b" => name,
        _ => "span",
    }
}

/// What agencies write as a date, `20241105T143000-0500` or `20241105T143000Z`, as ISO 8601 has it.
fn date(raw: &str) -> Option<crate::article::SafeText> {
    let raw = raw.trim();
    let basic = raw.as_bytes();
    let is_basic = basic.len() >= 8 && basic.iter().take(8).all(u8::is_ascii_digit);
    if !is_basic {
        return super::fields::date(raw);
    }
    let part = |from: usize, to: usize| raw.get(from..to).unwrap_or_default();
    let mut date = format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8));
    let is_timed = basic.get(8) == Some(&b'T')
        && basic.iter().skip(9).take(6).filter(|byte| byte.is_ascii_digit()).count() == 6;
    if is_timed {
        let zone = part(15, raw.len());
        let (hours, minutes) = zone.split_at_checked(3).filter(|_| zone.len() == 5).unwrap_or((zone, ""));
        let colon = if minutes.is_empty() { "" } else { ":" };
        date = format!("{date}T{}:{}:{}{hours}{colon}{minutes}", part(9, 11), part(11, 13), part(13, 15));
    }
    super::fields::date(&date)
}

/// The words of the first element of this name that has any.
fn words(root: &Element, name: &str) -> Option<String> {
    root.descendants().filter(|element| element.name == name).map(Element::text).find(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
