//! W3C Web Annotation JSON-LD (Recommendation of 2017-02-23): annotations, pages and collections.
//!
//! What this program writes on top is read back: Dublin Core of the target, the digest of the text in the state's name
//! (RFC 6920), the colour in the style class, and a correction as a body of JSON. Positions count in the text that was
//! marked, so they are only kept together with that text's digest.

use serde_json::Value;

use super::json::{each, id, is_type, number, text};
use super::sayso::read_correction;
use super::{Drafts, Error, Incoming, line, moment, tags, written};
use crate::annotation::{Colour, Correction, PositionSelector, QuoteSelector};
use crate::article::{Digest, Metadata, SafeText};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

pub(super) fn read(documents: &[Value]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    for document in documents.iter().flat_map(|document| each(Some(document))) {
        let contexts: Vec<&str> = each(document.get("@context")).filter_map(Value::as_str).collect();
        let is_known = |context: &&str| context.trim_end_matches('/').replace("https:", "http:") == CONTEXT;
        if let Some(other) =
            contexts.iter().find(|context| context.contains("/ns/anno") && !is_known(context))
        {
            return Err(Error::Newer(SafeText::one_line(other)));
        }
        collect(document, &mut drafts)?;
    }
    Ok(drafts)
}

/// The annotations of a document: itself, or those on its pages.
fn collect(document: &Value, drafts: &mut Drafts) -> Result<(), Error> {
    let Value::Object(object) = document else {
        return Ok(());
    };
    if is_type(object, "AnnotationCollection") {
        return each(document.get("first")).try_for_each(|page| collect(page, drafts));
    }
    if is_type(object, "AnnotationPage") {
        return each(document.get("items")).try_for_each(|item| collect(item, drafts));
    }
    let number = drafts.notes.len() + drafts.left_out + 1;
    match annotation(document).map_err(|why| Error::Note { number, why })? {
        Some(note) => drafts.notes.push(note),
        None => drafts.left_out += 1,
    }
    Ok(())
}

/// One annotation; `None` for what is no note: a quotation that was found by a program, without a time.
pub(super) fn annotation(value: &Value) -> Result<Option<Incoming>, &'static str> {
    let motivations: Vec<&str> = each(value.get("motivation")).filter_map(id).collect();
    let is_for = |purpose: &str| motivations.iter().any(|own| own.ends_with(purpose));
    let created = moment::of_value(value.get("created"));
    let target = each(value.get("target")).next().ok_or("it has no target")?;
    let mut bodies = Bodies::default();
    if let Some(words) = text(value, "bodyValue") {
        bodies.notes.push(words);
    }
    each(value.get("body")).try_for_each(|body| bodies.take(body))?;
    if is_for("identifying") && created.is_none() && bodies.correction.is_none() && bodies.notes.is_empty() {
        return Ok(None);
    }
    let selector = Selectors::of(target);
    let digest = target.get("state").and_then(|state| text(state, "cached")).and_then(digest);
    let source = target.get("source").and_then(id).or_else(|| id(target)).unwrap_or_default();
    let colour =
        text(target, "styleClass").and_then(|class| Colour::of_name(class.strip_prefix("highlight-")?));
    let is_bookmark = is_for("bookmarking");
    let note = match bodies.notes.as_slice() {
        [] => None,
        [only] => Some(SafeText::new(only)),
        several => written(&several.join("\n\n")),
    };
    Ok(Some(Incoming {
        name: value.get("id").or_else(|| value.get("@id")).and_then(Value::as_str).map(bare_name),
        quote: selector.quote,
        position: selector.position.filter(|_| digest.is_some()),
        digest,
        about: about(target, source),
        origin: text(target, "dc:identifier").map(SafeText::new),
        note,
        tags: tags(bodies.tags),
        colour: (bodies.correction.is_none() && !is_bookmark).then(|| colour.unwrap_or_default()),
        correction: bodies.correction,
        created,
        modified: moment::of_value(value.get("modified")),
    }))
}

/// A name without the scheme of UUIDs.
fn bare_name(name: &str) -> String {
    name.strip_prefix("urn:uuid:").unwrap_or(name).to_owned()
}

/// What the article is: Dublin Core on the target, and the address it is named by.
fn about(target: &Value, source: &str) -> Metadata {
    let field = |name: &str| each(target.get(name)).find_map(Value::as_str).and_then(line);
    let is_address = source.starts_with("https://") || source.starts_with("http://");
    Metadata {
        title: field("dc:title"),
        byline: field("dc:creator"),
        publication: field("dc:publisher"),
        date: field("dc:date"),
        url: line(source).filter(|_| is_address),
        language: field("dc:language"),
        ..Metadata::default()
    }
}

#[derive(Default)]
struct Bodies<'v> {
    notes: Vec<&'v str>,
    tags: Vec<&'v str>,
    correction: Option<Correction>,
}

impl<'v> Bodies<'v> {
    /// Takes in a body: a note, a keyword, or what was set right. Who spoke is known from elsewhere, and a body that lies
    /// outside the file stays there.
    fn take(&mut self, body: &'v Value) -> Result<(), &'static str> {
        let Some(words) = text(body, "value") else { return Ok(()) };
        let purpose = each(body.get("purpose")).find_map(id).unwrap_or("commenting");
        match purpose.rsplit([':', '#', '/']).next().unwrap_or_default() {
            "tagging" => self.tags.push(words),
            "identifying" => {}
            "editing" if text(body, "format") == Some("application/json") => {
                let said: Value = serde_json::from_str(words).ok().ok_or("its correction is broken")?;
                self.correction = Some(read_correction(&said).ok_or("its correction makes no sense")?);
            }
            _ => self.notes.push(words),
        }
        Ok(())
    }
}

/// The words and their place, as the selectors of a target tell them.
#[derive(Default)]
pub(super) struct Selectors {
    pub(super) quote: Option<QuoteSelector>,
    pub(super) position: Option<PositionSelector>,
}

impl Selectors {
    pub(super) fn of(target: &Value) -> Self {
        let mut found = Self::default();
        for selector in each(target.get("selector")) {
            let context = |name| SafeText::new(text(selector, name).unwrap_or_default());
            match text(selector, "type") {
                Some("TextQuoteSelector") if found.quote.is_none() => {
                    let words = text(selector, "exact").filter(|exact| !exact.trim().is_empty());
                    found.quote = words.map(|exact| QuoteSelector {
                        exact: SafeText::new(exact),
                        prefix: context("prefix"),
                        suffix: context("suffix"),
                    });
                }
                Some("TextPositionSelector") if found.position.is_none() => {
                    let place = number(selector, "start").zip(number(selector, "end"));
                    let place = place.filter(|(start, end)| start <= end);
                    found.position = place.map(|(start, end)| PositionSelector { start, end });
                }
                _ => {}
            }
        }
        found
    }
}

/// The digest in the name of a text (RFC 6920, SHA-256).
fn digest(name: &str) -> Option<Digest> {
    let digits = name.strip_prefix("ni:///sha-256;")?;
    let mut bits = String::with_capacity(6 * digits.len());
    for digit in digits.chars() {
        let number = match digit {
            'A'..='Z' => u32::from(digit) - u32::from('A'),
            'a'..='z' => u32::from(digit) - u32::from('a') + 26,
            '0'..='9' => u32::from(digit) - u32::from('0') + 52,
            '-' => 62,
            '_' => 63,
            _ => return None,
        };
        bits.extend((0..6).rev().map(|bit| if number >> bit & 1 == 1 { '1' } else { '0' }));
    }
    let bits = bits.get(..256)?;
    let four = bits
        .as_bytes()
        .chunks(4)
        .map(|four| four.iter().fold(0, |number, bit| number * 2 + u32::from(bit - b'0')));
    let hex: String = four.filter_map(|number| char::from_digit(number, 16)).collect();
    Digest::parse(&hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_text_has_its_digest() {
        assert_eq!(
            digest("ni:///sha-256;ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"),
            Some(Digest::of("abc"))
        );
        assert_eq!(digest("ni:///sha-256;ungW"), None);
        assert_eq!(digest("https://web.archive.org/x"), None);
    }
}
