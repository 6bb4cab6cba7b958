//! What a page says about its article in JSON-LD (schema.org), as most newspapers do for search engines.

use dom_query::Document;
use dom_smoothie::Metadata;
use serde_json::Value;

/// The metadata of the first article in any JSON-LD script of the page; `None` when there is none.
pub(super) fn read(page: &Document) -> Option<Metadata> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| {
        let value: Value = serde_json::from_str(script.text().trim()).ok()?;
        article(&value).map(metadata)
    })
}

/// The first object that is an article: `value` itself, one of a list, or one of a `@graph`.
fn article(value: &Value) -> Option<&Value> {
    let graph = value.get("@graph").unwrap_or(value);
    match graph.as_array() {
        Some(values) => values.iter().find(|value| is_article(value)),
        None => Some(graph).filter(|value| is_article(value)),
    }
}

fn is_article(value: &Value) -> bool {
    let is_type = |name: &str| name.ends_with("Article") || name == "BlogPosting" || name == "Report";
    match value.get("@type") {
        Some(Value::String(name)) => is_type(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_type),
        _ => false,
    }
}

fn metadata(article: &Value) -> Metadata {
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
    Metadata {
        title: text("headline").or_else(|| text("name")).unwrap_or_default(),
        byline: article.get("author").and_then(names),
        site_name: article.get("publisher").and_then(names),
        published_time: text("datePublished"),
        url: text("url"),
        ..Metadata::default()
    }
}

/// The names of one or more people or bodies; an address is no name.
fn names(value: &Value) -> Option<String> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let names: Vec<&str> = values
        .iter()
        .filter_map(|value| value.get("name").unwrap_or(value).as_str())
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.contains("://"))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_article() {
        for (json, title, byline) in [
            (r#"{"@type":"NewsArticle","headline":"T","author":{"name":"A"}}"#, "T", Some("A")),
            (
                r#"[{"@type":"Person","name":"P"},{"@type":["OpinionNewsArticle"],"headline":"T","author":["A","B"]}]"#,
                "T",
                Some("A, B"),
            ),
            (
                r#"{"@graph":[{"@type":"WebPage"},{"@type":"Article","name":"T","author":"https://x.org/a"}]}"#,
                "T",
                None,
            ),
        ] {
            let page = Document::from(format!("<script type='application/ld+json'>{json}</script>"));
            let found = read(&page).unwrap();
            assert_eq!((found.title.as_str(), found.byline.as_deref()), (title, byline), "{json}");
        }
    }

    #[test]
    fn survives_what_is_no_json() {
        for json in ["", "{", "[1", "null", "[]", &"[".repeat(100_000), r#"{"@type":"WebPage"}"#] {
            let page = Document::from(format!("<script type='application/ld+json'>{json}</script>"));
            assert!(read(&page).is_none());
        }
    }
}
