//! NewsML-G2: a message with one or more news items, each with its article as NITF, XHTML or plain words.

use super::{called, date, nitf, words};
use crate::article::{Draft, Metadata};
use crate::import::found::{Found, Names, Part};
use crate::import::xml::{self, Element};
use crate::import::{Error, fields, html};

/// The articles of a decoded message or item.
///
/// # Errors
/// No XML, or no item with words: pictures and packages have none.
pub(in crate::import) fn read(text: &str) -> Result<Found, Error> {
    let root = xml::read(text)?;
    let mut names = Names::default();
    let mut parts = Vec::new();
    for item in root.descendants().filter(|element| element.name == "newsItem") {
        if let Ok(draft) = draft(item) {
            let id = item.attribute("guid").filter(|id| !id.is_empty()).unwrap_or("item");
            parts.push(Part { name: names.once(crate::article::SafeText::one_line(id).to_string()), draft });
        }
    }
    match parts.len() {
        0 => Err(Error::NoText),
        1 => parts.pop().map(|part| Found::Article(part.draft)).ok_or(Error::NoText),
        _ => Ok(Found::Parts(parts)),
    }
}

fn draft(item: &Element) -> Result<Draft, Error> {
    let contents = item.named("contentSet").next().ok_or(Error::NoText)?;
    let about = metadata(item);
    if let Some(article) = contents.find("nitf") {
        let draft = nitf::draft(article)?;
        return Ok(Draft { metadata: filled(draft.metadata.clone(), about), ..draft });
    }
    if let Some(page) = contents.find("inlineXML") {
        let body = page.find("body").unwrap_or(page);
        return html::whole(&body.html(called), about);
    }
    let words = contents.find("inlineData").map(Element::words).ok_or(Error::NoText)?;
    html::whole(&html::paragraphs(&words), about)
}

fn metadata(item: &Element) -> Metadata {
    let about = item.find("contentMeta");
    let of_item = item.find("itemMeta");
    let said = |name: &str| about.and_then(|about| words(about, name));
    let managed = |name: &str| of_item.and_then(|of_item| words(of_item, name));
    let named = |name: &str| {
        let element = of_item.and_then(|of_item| of_item.find(name))?;
        element.find("name").map(Element::text).or_else(|| element.attribute("literal").map(str::to_owned))
    };
    let writers =
        about.into_iter().flat_map(|about| about.named("creator")).filter_map(|own| own.find("name"));
    let writers: Vec<String> = writers.map(Element::text).take(20).collect();
    let byline = said("by").or_else(|| (!writers.is_empty()).then(|| writers.join(", ")));
    let source = named("provider").or_else(|| {
        about.and_then(|about| about.find("infoSource")).and_then(|own| own.find("name")).map(Element::text)
    });
    let when =
        managed("versionCreated").or_else(|| said("contentCreated")).or_else(|| managed("firstCreated"));
    let language = about.and_then(|about| about.find("language")).and_then(|own| own.attribute("tag"));
    let subject =
        about.and_then(|about| about.find("subject")).and_then(|own| own.find("name")).map(Element::text);
    Metadata {
        title: said("headline").or_else(|| managed("title")).as_deref().and_then(fields::line),
        byline: byline.as_deref().and_then(fields::byline),
        publication: source.as_deref().and_then(fields::line),
        section: subject.as_deref().and_then(fields::line),
        date: when.as_deref().and_then(date),
        url: None,
        language: language.or_else(|| item.attribute("lang")).and_then(fields::language),
        shortfall: None,
    }
}

/// What the article says of itself, and what the item says where it says nothing.
fn filled(own: Metadata, about: Metadata) -> Metadata {
    Metadata {
        title: about.title.or(own.title),
        byline: own.byline.or(about.byline),
        publication: own.publication.or(about.publication),
        section: own.section.or(about.section),
        date: own.date.or(about.date),
        url: own.url.or(about.url),
        language: own.language.or(about.language),
        shortfall: own.shortfall,
    }
}
