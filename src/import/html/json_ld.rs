//! What a page says about its article in JSON-LD (schema.org), as most newspapers do for search engines.

use dom_query::Document;
use serde_json::Value;

use super::said::{Said, words};

/// What the first article in any JSON-LD script of the page says, or else what its page says.
pub(super) fn read(page: &Document) -> Said {
    let scripts = page.select("script[type*='ld+json']");
    let values: Vec<Value> =
        scripts.nodes().iter().take(MOST_SCRIPTS).filter_map(|script| parsed(&script.text())).collect();
    let objects: Vec<&Value> = values.iter().flat_map(objects).take(MOST_OBJECTS).collect();
    let graph = Graph(&objects);
    let article = objects.iter().find(|object| is_article(object));
    let page = objects.iter().find(|object| is_type(object, &["WebPage"]));
    let site = objects.iter().find(|object| is_type(object, &["WebSite"]));
    let of_article = article.map(|article| graph.said(article)).unwrap_or_default();
    let free = page.and_then(|page| page.get("isAccessibleForFree")).and_then(truth);
    let of_page = Said {
        is_free: free,
        publication: site.and_then(|site| text(site, "name")),
        // A page without an article may be the list of them: only what holds for any page is believed.
        language: page.and_then(|page| text(page, "inLanguage")),
        ..Said::default()
    };
    of_article.or(of_page)
}

/// Scripts and objects that are looked at; pages have a handful.
const MOST_SCRIPTS: usize = 50;
const MOST_OBJECTS: usize = 2_000;

/// The value of a script. Line ends within its strings, comments around it and a full stop behind it are forgiven.
fn parsed(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("/*<![CDATA[*/").trim_start_matches("//<![CDATA[");
    let bare = bare.trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches("/*]]>*/");
    let bare = bare.trim().trim_end_matches("//]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(bare) {
        return Some(value);
    }
    let forgiven: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&forgiven).ok()
}

/// `value`, what a list or a `@graph` holds, and what it says its page is about.
fn objects(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev().take(MOST_OBJECTS)),
            Value::Object(_) => {
                found.push(value);
                let inner = ["mainEntity", "mainEntityOfPage", "@graph"];
                waiting.extend(inner.into_iter().filter_map(|key| value.get(key)));
            }
            _ => {}
        }
    }
    found
}

fn is_article(value: &Value) -> bool {
    types(value).any(|name| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "Review")
    })
}

fn is_type(value: &Value, names: &[&str]) -> bool {
    types(value).any(|name| names.contains(&name))
}

fn types(value: &Value) -> impl Iterator<Item = &str> {
    let types = value.get("@type").map(several).unwrap_or_default();
    types.iter().filter_map(Value::as_str)
}

/// The values of a field that may have one or a list of them.
fn several(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn text(object: &Value, key: &str) -> Option<String> {
    several(object.get(key)?).iter().filter_map(Value::as_str).find_map(words)
}

/// `false` is often written as a word.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_so) => Some(*is_so),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Some(false),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}

/// All objects of a page, which may speak of each other by `@id`.
struct Graph<'v>(&'v [&'v Value]);

impl Graph<'_> {
    fn said(&self, article: &Value) -> Said {
        let body = article.get("articleBody").and_then(Value::as_str).map(str::to_owned);
        Said {
            title: text(article, "headline").or_else(|| text(article, "name")),
            byline: article.get("author").or_else(|| article.get("creator")).and_then(|who| self.names(who)),
            publication: article.get("publisher").and_then(|who| self.names(who)),
            section: text(article, "articleSection"),
            date: ["datePublished", "dateCreated", "dateModified"].iter().find_map(|key| text(article, key)),
            language: text(article, "inLanguage"),
            address: text(article, "url").or_else(|| of_page(article)),
            is_free: article.get("isAccessibleForFree").and_then(truth),
            body,
        }
    }

    /// The names of one or more people or bodies, each once; an address is no name.
    fn names(&self, value: &Value) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for who in several(value).iter().take(MOST_NAMES) {
            let object = if who.get("name").is_some() { who } else { self.meant(who).unwrap_or(who) };
            let name = match object.get("name") {
                Some(name) => several(name).iter().filter_map(Value::as_str).find_map(words),
                None => object.as_str().and_then(words),
            };
            let is_new = |name: &String| !name.contains("://") && !names.contains(name);
            names.extend(name.filter(is_new));
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The object that `{"@id": …}` stands for.
    fn meant(&self, value: &Value) -> Option<&Value> {
        let id = value.get("@id")?;
        self.0.iter().find(|object| object.get("@id") == Some(id) && object.get("name").is_some()).copied()
    }
}

/// People of one article that are named.
const MOST_NAMES: usize = 20;

fn of_page(article: &Value) -> Option<String> {
    let page = article.get("mainEntityOfPage")?;
    page.as_str().map(str::to_owned).or_else(|| text(page, "@id")).or_else(|| text(page, "url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Said {
        read(&Document::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    /// Title, byline, publication, section, date, address; `-` where nothing is said.
    fn line(json: &str) -> String {
        let said = said(json);
        let shown = |field: Option<String>| field.unwrap_or_else(|| "-".to_owned());
        [said.title, said.byline, said.publication, said.section, said.date, said.address]
            .map(shown)
            .join("|")
    }

    #[test]
    fn finds_the_article() {
        for (json, expected) in [
            (r#"{"@type":"NewsArticle","headline":"T","author":{"name":"A"}}"#, "T|A|-|-|-|-"),
            (
                r#"[{"@type":"Person","name":"P"},{"@type":["OpinionNewsArticle"],"headline":"T","author":["A","B","A"]}]"#,
                "T|A, B|-|-|-|-",
            ),
            (
                r#"{"@graph":[{"@type":"WebPage"},{"@type":"Article","name":"T","author":"https://x.org/a"}]}"#,
                "T|-|-|-|-|-",
            ),
            (
                r#"{"@graph":[{"@type":"Article","headline":"T","author":{"@id":"a1"},"publisher":{"@id":"p1"}},{"@type":"Person","@id":"a1","name":"A"},{"@type":"Organization","@id":"p1","name":"P"}]}"#,
                "T|A|P|-|-|-",
            ),
            (
                r#"{"@type":"http://schema.org/ReportageNewsArticle","headline":"A &amp; B&#8217;s","articleSection":["Opinion","World"],"dateCreated":"2024-11-05"}"#,
                "A & B’s|-|-|Opinion|2024-11-05|-",
            ),
            (
                r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"T","mainEntityOfPage":{"@id":"https://x.org/a"},"dateModified":"2024-11-06"}}"#,
                "T|-|-|-|2024-11-06|https://x.org/a",
            ),
            (
                r#"{"@type":"NewsArticle","headline":"T","author":[{"@type":"Organization","name":["The Wire"]},{"name":null}]}"#,
                "T|The Wire|-|-|-|-",
            ),
            ("/*<![CDATA[*/{\"@type\":\"Article\",\"headline\":\"T\nU\"}/*]]>*/", "T U|-|-|-|-|-"),
            (r#"{"@type":"WebSite","name":"P"}"#, "-|-|P|-|-|-"),
            (r#"{"@type":"WebPage","headline":"All news","name":"All news"}"#, "-|-|-|-|-|-"),
        ] {
            assert_eq!(line(json), expected, "{json}");
        }
    }

    #[test]
    fn reads_whether_it_is_free() {
        for (value, expected) in
            [("false", Some(false)), ("\"False\"", Some(false)), ("true", Some(true)), ("\"x\"", None)]
        {
            let json = format!(r#"{{"@type":"Article","isAccessibleForFree":{value}}}"#);
            assert_eq!(said(&json).is_free, expected, "{value}");
        }
    }

    #[test]
    fn survives_what_is_no_json() {
        for json in ["", "{", "[1", "null", "[]", &"[".repeat(100_000), r#"{"@type":"WebPage"}"#] {
            assert_eq!(said(json), Said::default());
        }
    }
}
