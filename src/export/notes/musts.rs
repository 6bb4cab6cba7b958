//! What the W3C Web Annotation Data Model (Recommendation of 2017-02-23, §3.1–3.3, 4.1–4.5, 5) and its vocabulary say that
//! an annotation, a collection and a page MUST be, as checks, each named by what it says; and three that it says in prose
//! only: times in UTC, no end before its start, no empty quotation. Each check answers with what is broken. What the
//! model would allow and this program never writes, such as a selector of another type, is broken as well.

use std::collections::BTreeSet;

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
    broken.check(!each(&annotation["target"]).is_empty(), "3.1 an annotation has a target");
    let has_both = annotation.get("body").is_some() && annotation.get("bodyValue").is_some();
    broken.check(!has_both, "3.2.5 not both body and bodyValue");
    broken.one_text(annotation, "bodyValue", "3.2.5 bodyValue is one string");
    broken.lifecycle(annotation);
    broken.all(&annotation["motivation"], is_motivation, "3.3.5 a motivation is one of the vocabulary");
    broken.check(!annotation["stylesheet"].is_array(), "4.4 one stylesheet");
    for stylesheet in each(&annotation["stylesheet"]) {
        let is_embedded = stylesheet["type"] == "CssStylesheet" && stylesheet["value"].is_string();
        broken.check(is_iri(stylesheet) || is_embedded, "4.4 a stylesheet is an IRI, or CSS in one value");
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
    broken.all(&collection["label"], Value::is_string, "5.1 a label is a string");
    let total = collection.get("total");
    let is_count = total.is_none_or(|total| total.as_u64().is_some());
    broken.check(is_count, "5.1 total is a number of annotations");
    let first = &collection["first"];
    let is_empty = total.and_then(Value::as_u64) == Some(0);
    broken.check(is_empty || is_iri(first) || is_iri(&first["id"]), "5.1 a collection has a first page");
    broken.check(collection.get("last").is_none_or(is_iri), "5.1 the last page is an IRI");
    if first.is_object() {
        broken.0.extend(page(first));
        let items = first["items"].as_array().map_or(0, Vec::len) as u64;
        let is_all = total.and_then(Value::as_u64) == Some(items);
        broken.check(is_all, "5.1 total is that of the only page");
        broken.check(collection["last"] == first["id"], "5.1 the only page is the last one");
    }
    broken.0
}

/// §5.2.
pub(super) fn page(page: &Value) -> Vec<String> {
    let mut broken = Broken(Vec::new());
    broken.named(page, "AnnotationPage");
    for name in ["partOf", "next", "prev"] {
        let is_named = page.get(name).is_none_or(|iri| is_iri(iri) || is_iri(&iri["id"]));
        broken.check(is_named, &format!("5.2 {name} is an IRI"));
    }
    let starts = page.get("startIndex").is_none_or(|start| start.as_u64().is_some());
    broken.check(starts, "5.2 startIndex is a number of annotations");
    let items = page["items"].as_array().filter(|items| !items.is_empty());
    broken.check(items.is_some(), "5.2 a page lists annotations");
    for item in items.into_iter().flatten() {
        broken.0.extend(annotation(item));
    }
    broken.0
}

/// §5: a collection whose pages stand beside it, together with them.
pub(super) fn paged(collection: &Value, pages: &[Value]) -> Vec<String> {
    let mut broken = Broken(self::collection(collection));
    let mut names = BTreeSet::from([collection["id"].as_str()]);
    let mut before = 0;
    for (number, one) in pages.iter().enumerate() {
        broken.0.extend(page(one));
        broken.check(names.insert(one["id"].as_str()), "5.2 a page has an IRI of its own");
        broken.check(one["partOf"] == collection["id"], "5.2 a page is part of its collection");
        broken.check(one["startIndex"] == before, "5.2 startIndex counts what stands on the pages before");
        let next = pages.get(number + 1).map_or(&Value::Null, |next| &next["id"]);
        broken.check(one["next"] == *next, "5.2 each page but the last one has a next one");
        let prev = number.checked_sub(1).map_or(&Value::Null, |prev| &pages[prev]["id"]);
        broken.check(one["prev"] == *prev, "5.2 the page before it is prev");
        before += one["items"].as_array().map_or(0, Vec::len);
    }
    broken.check(collection["total"] == before, "5.1 total is that of all pages");
    let ends = [pages.first(), pages.last()].map(|page| page.map_or(&Value::Null, |page| &page["id"]));
    broken.check(collection["first"] == *ends[0], "5.1 first is the first page");
    broken.check(collection["last"] == *ends[1], "5.1 last is the last page");
    broken.0
}

struct Broken(Vec<String>);

impl Broken {
    fn check(&mut self, holds: bool, what: &str) {
        if !holds {
            self.0.push(what.to_owned());
        }
    }

    /// Each value of a property, where there are any.
    fn all(&mut self, values: &Value, holds: impl Fn(&Value) -> bool, what: &str) {
        self.check(each(values).into_iter().all(holds), what);
    }

    /// A property that may be there once, as a string.
    fn one_text(&mut self, value: &Value, name: &str, what: &str) {
        self.check(value.get(name).is_none_or(Value::is_string), what);
    }

    /// What has a context, a name and a type.
    fn named(&mut self, value: &Value, kind: &str) {
        let context = &value["@context"];
        let is_context = match context {
            Value::Array(several) => several.len() > 1 && several.iter().any(|one| one == CONTEXT),
            one => one == CONTEXT,
        };
        self.check(is_context, "3.1 @context is that of annotations; a string where it is the only one");
        self.check(is_iri(&value["id"]), "3.1 there is one IRI as id");
        let types = each(&value["type"]);
        self.check(types.iter().any(|one| **one == kind), "3.1 the type is among its types");
    }

    /// §3.3: times, agents, rights and other names.
    fn lifecycle(&mut self, value: &Value) {
        for name in ["created", "modified", "generated"] {
            let is_time = value.get(name).is_none_or(is_utc);
            self.check(is_time, &format!("3.3.1 {name} is one time, in UTC with Z"));
        }
        for name in ["creator", "generator", "audience"] {
            for agent in each(&value[name]) {
                self.agent(agent);
            }
        }
        self.all(&value["rights"], is_iri, "3.3.6 rights are IRIs");
        self.check(!value["canonical"].is_array(), "3.3.7 there is one canonical name");
        self.all(&value["canonical"], is_iri, "3.3.7 the canonical name is an IRI");
        self.all(&value["via"], is_iri, "3.3.7 via is IRIs");
    }

    fn agent(&mut self, agent: &Value) {
        let is_agent = is_iri(agent) || agent.is_object();
        self.check(is_agent, "3.3.2 an agent is an IRI or an object");
        self.check(agent.get("id").is_none_or(is_iri), "3.3.2 the id of an agent is an IRI");
        self.all(&agent["name"], Value::is_string, "3.3.2 a name is a string");
        self.one_text(agent, "nickname", "3.3.2 there is one nickname");
        self.all(&agent["homepage"], is_iri, "3.3.2 a homepage is an IRI");
    }

    fn resource(&mut self, resource: &Value) {
        if resource.is_string() {
            self.check(is_iri(resource), "3.2.1 a resource outside is an IRI");
            return;
        }
        self.lifecycle(resource);
        self.check(resource.get("id").is_none_or(is_iri), "3.2.1 the id of a resource is an IRI");
        for name in ["format", "language"] {
            self.all(&resource[name], Value::is_string, &format!("3.2.1 {name} is a string"));
        }
        self.one_text(resource, "processingLanguage", "3.2.1 there is one processing language");
        let direction = |value: &Value| ["ltr", "rtl", "auto"].iter().any(|one| value == one);
        self.check(
            resource.get("textDirection").is_none_or(direction),
            "3.2.1 a direction is ltr, rtl or auto",
        );
        self.all(&resource["purpose"], is_motivation, "3.3.5 a purpose is one of the vocabulary");
        match resource["type"].as_str() {
            Some("TextualBody") => {
                self.check(resource["value"].is_string(), "3.2.4 a textual body has one value");
            }
            Some("SpecificResource") => self.specific(resource),
            // The type of a specific resource SHOULD be told, its source MUST.
            None if resource.get("source").is_some() => self.specific(resource),
            _ => self.check(is_iri(&resource["id"]), "3.2.1 a resource outside is an IRI"),
        }
    }

    fn specific(&mut self, resource: &Value) {
        let source = &resource["source"];
        self.check(is_iri(source) || is_iri(&source["id"]), "4.1 a specific resource has one source");
        self.all(&resource["styleClass"], Value::is_string, "4.4 a style class is a string");
        for name in ["scope", "renderedVia"] {
            let is_named = |one: &Value| is_iri(one) || is_iri(&one["id"]);
            self.all(&resource[name], is_named, &format!("4.5 {name} is an IRI"));
        }
        for selector in each(&resource["selector"]) {
            self.selector(selector);
        }
        for state in each(&resource["state"]) {
            self.state(state);
        }
    }

    fn state(&mut self, state: &Value) {
        self.check(state["type"] == "TimeState", "4.3.1 the type of a state is told");
        let says = ["sourceDate", "sourceDateStart", "cached"].iter().any(|name| state.get(name).is_some());
        self.check(says, "4.3.1 a state says when, or where a copy is");
        self.all(&state["sourceDate"], is_utc, "4.3.1 sourceDate is a time, in UTC with Z");
        let has = |name: &str| state.get(name).is_some();
        let are_both = has("sourceDateStart") == has("sourceDateEnd");
        self.check(are_both, "4.3.1 a start of times has an end");
        self.check(!(has("sourceDate") && has("sourceDateStart")), "4.3.1 a time, or from when to when");
        self.all(&state["cached"], is_iri, "4.3.1 a copy is an IRI");
    }

    fn selector(&mut self, selector: &Value) {
        match selector["type"].as_str() {
            Some("TextQuoteSelector") => {
                let exact = selector["exact"].as_str();
                self.check(exact.is_some(), "4.2.4 a quotation is one string");
                self.check(exact != Some(""), "4.2.4 a quotation is not empty");
                self.one_text(selector, "prefix", "4.2.4 there is one prefix");
                self.one_text(selector, "suffix", "4.2.4 there is one suffix");
            }
            Some("TextPositionSelector") => {
                let (start, end) = (selector["start"].as_u64(), selector["end"].as_u64());
                self.check(start.is_some(), "4.2.5 start is a number");
                self.check(end.is_some(), "4.2.5 end is a number");
                let is_order = start.zip(end).is_none_or(|(start, end)| start <= end);
                self.check(is_order, "4.2.5 the end is not before the start");
            }
            _ => self.check(false, "4.2 the type of a selector is told"),
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good() -> Value {
        json!({
            "@context": CONTEXT, "id": "urn:uuid:1", "type": "Annotation", "created": "2026-01-01T00:00:00Z",
            "motivation": "commenting", "generator": {"type": "Software", "name": "sayso"},
            "stylesheet": {"type": "CssStylesheet", "value": ".a {}"},
            "body": [{"type": "TextualBody", "value": "x", "format": "text/plain", "purpose": "commenting"}],
            "target": {"type": "SpecificResource", "source": "https://example.org/", "styleClass": "a",
                "state": {"type": "TimeState", "sourceDate": "2026-01-01T00:00:00Z", "cached": "urn:x:1"},
                "selector": [{"type": "TextQuoteSelector", "exact": "x", "prefix": "y"},
                    {"type": "TextPositionSelector", "start": 0, "end": 1}]}
        })
    }

    /// What is broken when one value is another, or is put in.
    fn with(good: &Value, path: &str, value: Value) -> Value {
        let mut bad = good.clone();
        let (parent, name) = path.rsplit_once('/').unwrap();
        match bad.pointer_mut(parent).unwrap() {
            Value::Array(all) => all[name.parse::<usize>().unwrap()] = value,
            object => object[name] = value,
        }
        bad
    }

    #[test]
    fn each_check_of_an_annotation_can_fail() {
        assert_eq!(annotation(&good()), Vec::<String>::new());
        for (path, value, what) in [
            ("/@context", json!("https://www.w3.org/ns/anno.jsonld"), "3.1 @context"),
            ("/@context", json!([CONTEXT]), "3.1 @context"),
            ("/id", json!("relative"), "3.1 there is one IRI"),
            ("/id", json!(["urn:a:1", "urn:a:2"]), "3.1 there is one IRI"),
            ("/type", json!("Note"), "3.1 the type"),
            ("/target", json!([]), "3.1 an annotation has a target"),
            ("/target", json!("a b"), "3.2.1 a resource outside"),
            ("/target/id", json!("a b"), "3.2.1 the id of a resource"),
            ("/body/0", json!({"type": "Image"}), "3.2.1 a resource outside"),
            ("/body/0/format", json!(1), "3.2.1 format"),
            ("/body/0/language", json!([1]), "3.2.1 language"),
            ("/body/0/processingLanguage", json!(["en", "de"]), "3.2.1 there is one processing"),
            ("/body/0/textDirection", json!("up"), "3.2.1 a direction"),
            ("/body/0/value", json!(["x", "y"]), "3.2.4 a textual body"),
            ("/bodyValue", json!("x"), "3.2.5 not both"),
            ("/created", json!("2026-01-01"), "3.3.1 created"),
            ("/created", json!("2026-01-01T00:00:00+01:00"), "3.3.1 created"),
            ("/modified", json!(["2026-01-01T00:00:00Z"]), "3.3.1 modified"),
            ("/generated", json!(2026), "3.3.1 generated"),
            ("/creator", json!(3), "3.3.2 an agent"),
            ("/creator", json!({"id": "me"}), "3.3.2 the id of an agent"),
            ("/generator/name", json!(3), "3.3.2 a name"),
            ("/generator/nickname", json!(["a", "b"]), "3.3.2 there is one nickname"),
            ("/generator/homepage", json!("here"), "3.3.2 a homepage"),
            ("/motivation", json!("reviewing"), "3.3.5 a motivation"),
            ("/body/0/purpose", json!(["tagging", "x"]), "3.3.5 a purpose"),
            ("/rights", json!("mine"), "3.3.6 rights"),
            ("/canonical", json!("mine"), "3.3.7 the canonical name"),
            ("/canonical", json!(["urn:a:1"]), "3.3.7 there is one canonical"),
            ("/via", json!("mine"), "3.3.7 via"),
            ("/target/source", json!("a/b.md"), "4.1 a specific resource"),
            ("/target/source", json!(["urn:a:1", "urn:a:2"]), "4.1 a specific resource"),
            ("/target/source", json!("https://example.org/a b"), "4.1 a specific resource"),
            ("/target/selector/0/type", json!("Words"), "4.2 the type of a selector"),
            ("/target/selector/0/exact", json!(["x"]), "4.2.4 a quotation is one"),
            ("/target/selector/0/exact", json!(""), "4.2.4 a quotation is not empty"),
            ("/target/selector/0/prefix", json!(["x"]), "4.2.4 there is one prefix"),
            ("/target/selector/0/suffix", json!(1), "4.2.4 there is one suffix"),
            ("/target/selector/1/start", json!(-1), "4.2.5 start"),
            ("/target/selector/1/end", json!(1.5), "4.2.5 end"),
            ("/target/selector/1/start", json!(2), "4.2.5 the end is not before"),
            ("/target/state/type", json!("State"), "4.3.1 the type of a state"),
            ("/target/state", json!({"type": "TimeState"}), "4.3.1 a state says"),
            ("/target/state/sourceDate", json!("yesterday"), "4.3.1 sourceDate"),
            ("/target/state/sourceDateEnd", json!("2026-01-01T00:00:00Z"), "4.3.1 a start of times"),
            ("/target/state/cached", json!("copy"), "4.3.1 a copy"),
            ("/target/styleClass", json!(1), "4.4 a style class"),
            ("/stylesheet", json!({"type": "CssStylesheet"}), "4.4 a stylesheet"),
            ("/stylesheet", json!(["urn:a:1"]), "4.4 one stylesheet"),
            ("/target/scope", json!("page"), "4.5 scope"),
            ("/target/renderedVia", json!("reader"), "4.5 renderedVia"),
        ] {
            let broken = annotation(&with(&good(), path, value));
            assert!(broken.len() == 1 && broken[0].starts_with(what), "{path}: {broken:?}, not {what}");
        }
    }

    #[test]
    fn each_check_of_collections_and_pages_can_fail() {
        let named = |id: &str, kind: &str| json!({"@context": CONTEXT, "id": id, "type": kind});
        let page = |number: usize| {
            let mut page = named(&format!("urn:p:{number}"), "AnnotationPage");
            (page["partOf"], page["startIndex"], page["items"]) =
                (json!("urn:c:1"), json!(number), json!([good()]));
            page
        };
        let mut whole = named("urn:c:1", "AnnotationCollection");
        (whole["label"], whole["total"]) = (json!("Notes"), json!(2));
        (whole["first"], whole["last"]) = (json!("urn:p:0"), json!("urn:p:1"));
        let mut pages = [page(0), page(1)];
        (pages[0]["next"], pages[1]["prev"]) = (json!("urn:p:1"), json!("urn:p:0"));
        let all = json!({"c": whole, "p": pages});
        let check = |all: &Value| paged(&all["c"], all["p"].as_array().unwrap());
        assert_eq!(check(&all), Vec::<String>::new());
        for (path, value, what) in [
            ("/c/label", json!(1), "5.1 a label"),
            ("/c/total", json!(-1), "5.1 total is a number"),
            ("/c/total", json!(3), "5.1 total is that of all"),
            ("/c/first", Value::Null, "5.1 a collection has a first"),
            ("/c/first", json!("urn:p:1"), "5.1 first is"),
            ("/c/last", json!("last"), "5.1 the last page"),
            ("/c/last", json!("urn:p:0"), "5.1 last is"),
            ("/p/0/id", json!("urn:c:1"), "5.2 a page has an IRI of its own"),
            ("/p/0/partOf", json!("c"), "5.2 partOf"),
            ("/p/0/partOf", json!("urn:c:2"), "5.2 a page is part"),
            ("/p/1/startIndex", json!("1"), "5.2 startIndex is"),
            ("/p/1/startIndex", json!(0), "5.2 startIndex counts"),
            ("/p/0/next", Value::Null, "5.2 each page but the last"),
            ("/p/1/prev", Value::Null, "5.2 the page before"),
            ("/p/1/items", json!([]), "5.2 a page lists"),
        ] {
            let broken = check(&with(&all, path, value));
            assert!(broken.iter().any(|one| one.starts_with(what)), "{path}: {broken:?}, not {what}");
        }
    }
}
