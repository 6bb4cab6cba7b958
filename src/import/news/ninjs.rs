//! ninjs 1 to 3: a news item in JSON.

use serde_json::Value;

use crate::article::{Draft, Metadata};
use crate::import::html::paragraphs;
use crate::import::{Error, fields, html};

/// The article of a decoded item.
///
/// # Errors
/// No JSON, or no words.
pub(in crate::import) fn read(text: &str) -> Result<Draft, Error> {
    let item: Value = serde_json::from_str(text.trim()).map_err(|_broken| Error::Broken { what: "JSON" })?;
    let body = body(&item).ok_or(Error::NoText)?;
    html::whole(&body, metadata(&item))
}

/// The body with the most markup, as HTML.
fn body(item: &Value) -> Option<String> {
    let own = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    let marked = own("body_xhtml").or_else(|| own("body_html")).or_else(|| in_bodies(item, "html"));
    let plain = || own("body_text").or_else(|| in_bodies(item, "plain")).map(|words| paragraphs(&words));
    marked.filter(|body| !body.trim().is_empty()).or_else(plain).filter(|body| !body.trim().is_empty())
}

/// ninjs 2 and 3 have a list of bodies, each with its media type.
fn in_bodies(item: &Value, kind: &str) -> Option<String> {
    let bodies = item.get("bodies")?.as_array()?;
    let is_kind = |body: &&Value| {
        let own = body.get("contenttype").or_else(|| body.get("contentType")).and_then(Value::as_str);
        own.unwrap_or("text/plain").contains(kind)
    };
    bodies.iter().find(is_kind)?.get("value")?.as_str().map(str::to_owned)
}

fn metadata(item: &Value) -> Metadata {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let listed = |list: &str, key: &str| -> Vec<&str> {
        let values = item.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        values.iter().filter_map(|value| value.get(key)?.as_str()).take(20).collect()
    };
    let headline =
        text("headline").or_else(|| listed("headlines", "value").first().copied()).or_else(|| text("title"));
    let writers = || {
        let people = listed("people", "name");
        let is_written = |person: &Value| {
            let rels = person.get("rels").and_then(Value::as_array);
            rels.is_some_and(|rels| {
                rels.iter()
                    .filter_map(Value::as_str)
                    .any(|rel| rel.contains("author") || rel.contains("creator"))
            })
        };
        let values = item.get("people").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let named = values
            .iter()
            .filter(|person| is_written(person))
            .filter_map(|person| person.get("name")?.as_str());
        let named: Vec<&str> = named.take(people.len()).collect();
        (!named.is_empty()).then(|| named.join(", "))
    };
    let byline = text("byline").map(str::to_owned).or_else(writers);
    let source = text("copyrightholder").or_else(|| listed("infosources", "name").first().copied());
    let when = [
        "versioncreated",
        "versionCreated",
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
    ];
    let address =
        ["uri", "located_at"].iter().find_map(|name| text(name).filter(|own| own.starts_with("http")));
    Metadata {
        title: headline.and_then(fields::line),
        byline: byline.as_deref().and_then(fields::byline),
        publication: source.and_then(fields::line),
        section: listed("subject", "name")
            .first()
            .or(listed("subjects", "name").first())
            .and_then(|name| fields::line(name)),
        date: when.iter().find_map(|name| text(name)).and_then(super::date),
        url: address.and_then(fields::line),
        language: text("language").and_then(fields::language),
        shortfall: None,
    }
}
