//! What the W3C Web Annotation Data Model (Recommendation of 2017-02-23) says that an annotation, a collection and a page
//! MUST be, as checks; and three that it says in prose only: times in UTC, no end before its start, no empty quotation.
//! Each check answers with what is broken.

use serde_json::Value;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const MOTIVATIONS: [&str; 13] = [
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

/// §3 and §4.
pub(super) fn annotation(annotation: &Value) -> Vec<String> {
    let mut broken = Broken(Vec::new());
    broken.named(annotation, "Annotation");
    broken.check(
        annotation.get("target").is_some_and(|target| !each(target).is_empty()),
        "3.1 at least one target",
    );
    let has_both = annotation.get("body").is_some() && annotation.get("bodyValue").is_some();
    broken.check(!has_both, "3.2.5 body and bodyValue");
    broken.lifecycle(annotation);
    for motivation in each(&annotation["motivation"]) {
        broken.check(is_motivation(motivation), "3.3.5 motivation");
    }
    for stylesheet in each(&annotation["stylesheet"]) {
        let is_embedded = stylesheet["type"] == "CssStylesheet" && stylesheet["value"].is_string();
        broken.check(is_iri(stylesheet) || is_embedded, "4.5 stylesheet");
    }
    for resource in each(&annotation["body"]).into_iter().chain(each(&annotation["target"])) {
        broken.resource(resource);
    }
    broken.0
}

/// §5.1, with the page that is embedded, if one is.
pub(super) fn collection(collection: &Value) -> Vec<String> {
    let mut broken = Broken(Vec::new());
    broken.named(collection, "AnnotationCollection");
    broken.lifecycle(collection);
    for label in each(&collection["label"]) {
        broken.check(label.is_string(), "5.1 label");
    }
    let total = collection.get("total");
    broken.check(total.is_none_or(|total| total.as_u64().is_some()), "5.1 total");
    let first = &collection["first"];
    let is_empty = total.and_then(Value::as_u64) == Some(0);
    broken.check(is_empty || is_iri(first) || first["id"].is_string(), "5.1 first");
    broken.check(collection.get("last").is_none_or(is_iri), "5.1 last");
    if first.is_object() {
        broken.0.extend(page(first));
        let items = first["items"].as_array().map_or(0, Vec::len) as u64;
        broken.check(total.and_then(Value::as_u64) == Some(items), "5.1 total of the only page");
    }
    broken.0
}

/// §5.2.
pub(super) fn page(page: &Value) -> Vec<String> {
    let mut broken = Broken(Vec::new());
    broken.named(page, "AnnotationPage");
    for name in ["partOf", "next", "prev"] {
        broken.check(page.get(name).is_none_or(|iri| is_iri(iri) || is_iri(&iri["id"])), name);
    }
    broken.check(page.get("startIndex").is_none_or(|start| start.as_u64().is_some()), "5.2 startIndex");
    let items = page["items"].as_array();
    broken.check(items.is_some(), "5.2 items");
    for item in items.into_iter().flatten() {
        broken.0.extend(annotation(item));
    }
    broken.0
}

struct Broken(Vec<String>);

impl Broken {
    fn check(&mut self, holds: bool, what: &str) {
        if !holds {
            self.0.push(what.to_owned());
        }
    }

    /// What has a context, a name and a type.
    fn named(&mut self, value: &Value, kind: &str) {
        let context = &value["@context"];
        let is_context = match context {
            Value::Array(several) => several.len() > 1 && several.iter().any(|one| one == CONTEXT),
            one => one == CONTEXT,
        };
        self.check(is_context, "3.1 @context");
        self.check(is_iri(&value["id"]), "3.1 id");
        self.check(each(&value["type"]).iter().any(|one| **one == kind), "3.1 type");
    }

    /// §3.3: times, agents, rights and other names.
    fn lifecycle(&mut self, value: &Value) {
        for name in ["created", "modified", "generated"] {
            self.check(value.get(name).is_none_or(is_utc), name);
        }
        for name in ["creator", "generator", "audience"] {
            for agent in each(&value[name]) {
                let has_name = agent.is_object() && agent.get("id").is_none_or(is_iri);
                self.check(is_iri(agent) || has_name, "3.3.2 agent");
                self.check(agent.get("nickname").is_none_or(Value::is_string), "3.3.2 nickname");
            }
        }
        for name in ["rights", "canonical", "via"] {
            self.check(each(&value[name]).iter().all(|one| is_iri(one)), name);
        }
        self.check(!value["canonical"].is_array(), "3.3.7 one canonical name");
    }

    fn resource(&mut self, resource: &Value) {
        if resource.is_string() {
            self.check(is_iri(resource), "3.2.1 name of a resource");
            return;
        }
        self.lifecycle(resource);
        for name in ["format", "language", "processingLanguage", "textDirection"] {
            self.check(resource.get(name).is_none_or(Value::is_string), name);
        }
        for purpose in each(&resource["purpose"]) {
            self.check(is_motivation(purpose), "3.3.5 purpose");
        }
        match resource["type"].as_str() {
            Some("TextualBody") => self.check(resource["value"].is_string(), "3.2.4 value"),
            Some("SpecificResource") => self.specific(resource),
            // The type of a specific resource SHOULD be told, its source MUST.
            None if resource.get("source").is_some() => self.specific(resource),
            _ => self.check(is_iri(&resource["id"]), "3.2.1 id of a resource"),
        }
    }

    fn specific(&mut self, resource: &Value) {
        let source = &resource["source"];
        self.check(is_iri(source) || is_iri(&source["id"]), "4.1 source");
        for class in each(&resource["styleClass"]) {
            self.check(class.is_string(), "4.5 styleClass");
        }
        for selector in each(&resource["selector"]) {
            self.selector(selector);
        }
        for state in each(&resource["state"]) {
            self.check(state["type"] == "TimeState", "4.3 type of the state");
            for time in each(&state["sourceDate"]) {
                self.check(is_utc(time), "4.3.1 sourceDate");
            }
            for cached in each(&state["cached"]) {
                self.check(is_iri(cached), "4.3.1 cached");
            }
        }
    }

    fn selector(&mut self, selector: &Value) {
        match selector["type"].as_str() {
            Some("TextQuoteSelector") => {
                let exact = selector["exact"].as_str();
                self.check(exact.is_some_and(|exact| !exact.is_empty()), "4.2.4 exact");
                for name in ["prefix", "suffix"] {
                    self.check(selector.get(name).is_none_or(Value::is_string), name);
                }
            }
            Some("TextPositionSelector") => {
                let place = selector["start"].as_u64().zip(selector["end"].as_u64());
                self.check(place.is_some_and(|(start, end)| start <= end), "4.2.5 start and end");
            }
            _ => self.check(false, "4.2 type of the selector"),
        }
    }
}

/// The values of a property that may have one or several; none where it is not there.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(several) => several.iter().collect(),
        one => vec![one],
    }
}

fn is_motivation(value: &Value) -> bool {
    value.as_str().is_some_and(|motivation| MOTIVATIONS.contains(&motivation))
}

/// An absolute IRI of ASCII.
fn is_iri(value: &Value) -> bool {
    let Some((scheme, rest)) = value.as_str().and_then(|iri| iri.split_once(':')) else {
        return false;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let mut is_rest = !rest.is_empty() && rest.matches('#').count() < 2;
    for (place, c) in rest.char_indices() {
        is_rest &= c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
        let digits = rest.get(place + 1..place + 3);
        is_rest &= c != '%' || digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
    }
    is_scheme && is_rest
}

/// A time of day in UTC, as `Z` says.
fn is_utc(value: &Value) -> bool {
    value.as_str().is_some_and(|time| time.ends_with('Z') && time.parse::<jiff::Timestamp>().is_ok())
}

#[test]
fn the_checks_find_what_is_broken() {
    use serde_json::json;
    let good = json!({
        "@context": CONTEXT, "id": "urn:uuid:1", "type": "Annotation", "created": "2026-01-01T00:00:00Z",
        "target": {"type": "SpecificResource", "source": "https://example.org/", "selector": [
            {"type": "TextQuoteSelector", "exact": "x"}, {"type": "TextPositionSelector", "start": 0, "end": 1}]}
    });
    assert_eq!(annotation(&good), Vec::<String>::new());
    for (path, value) in [
        ("/@context", json!("https://www.w3.org/ns/anno.jsonld")),
        ("/id", json!("relative")),
        ("/type", json!("Note")),
        ("/created", json!("2026-01-01")),
        ("/created", json!("2026-01-01T00:00:00+01:00")),
        ("/target", json!([])),
        ("/target/source", json!("a/b.md")),
        ("/target/source", json!("https://example.org/a b")),
        ("/target/selector/0/exact", json!("")),
        ("/target/selector/0/exact", json!(["x"])),
        ("/target/selector/1/end", json!(-1)),
        ("/target/selector/1/start", json!(2)),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        assert_eq!(annotation(&bad).len(), 1, "{path}");
    }
}
