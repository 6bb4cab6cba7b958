//! NITF 3: one article, with its headline, byline and place in its own elements.

use super::{called, date, words};
use crate::article::{Draft, Metadata};
use crate::import::xml::{self, Element};
use crate::import::{Error, fields, html};

/// The article of a decoded NITF file.
///
/// # Errors
/// No XML, or no words.
pub(in crate::import) fn read(text: &str) -> Result<Draft, Error> {
    draft(&xml::read(text)?)
}

/// The article of an element `nitf`, which other formats may carry.
pub(super) fn draft(root: &Element) -> Result<Draft, Error> {
    let body = root.find("body.content").or_else(|| root.find("body")).ok_or(Error::NoText)?;
    html::whole(&format!("{}{}", place(root), body.html(called)), metadata(root))
}

/// Where it was written, as the line that papers put before the first words.
fn place(root: &Element) -> String {
    let dateline = root.find("dateline").map(Element::text).filter(|line| !line.is_empty());
    dateline.map(|line| format!("<p>{}</p>", xml::escaped(&line))).unwrap_or_default()
}

fn metadata(root: &Element) -> Metadata {
    let headline = words(root, "hl1").or_else(|| words(root, "headline")).or_else(|| words(root, "title"));
    let byline = root.find("byline").map(|byline| {
        let people: Vec<String> =
            byline.descendants().filter(|own| own.name == "person").map(Element::text).collect();
        if people.is_empty() { byline.text() } else { people.join(", ") }
    });
    let publication = root.find("pubdata");
    let attribute = |element: Option<&Element>, name: &str| {
        element.and_then(|own| own.attribute(name)).map(str::to_owned)
    };
    let property = |name: &str| {
        let metas = root.descendants().filter(|element| element.name == "meta");
        metas
            .filter(|meta| meta.attribute("name") == Some(name))
            .find_map(|meta| meta.attribute("content").map(str::to_owned))
    };
    let when = attribute(publication, "date.publication")
        .or_else(|| attribute(root.find("date.issue"), "norm"))
        .or_else(|| attribute(root.find("story.date"), "norm"));
    let source = attribute(publication, "name")
        .or_else(|| words(root, "distributor"))
        .or_else(|| attribute(root.find("doc.copyright"), "holder"));
    let section = attribute(publication, "position.section").or_else(|| property("section"));
    let address = attribute(publication, "ex-ref").filter(|address| address.starts_with("http"));
    Metadata {
        title: headline.as_deref().and_then(fields::line),
        byline: byline.as_deref().and_then(fields::byline),
        publication: source.as_deref().and_then(fields::line),
        section: section.as_deref().and_then(fields::line),
        date: when.as_deref().and_then(date),
        url: address.as_deref().and_then(fields::line),
        language: attribute(Some(root), "lang").as_deref().and_then(fields::language),
        shortfall: None,
    }
}
