//! JSON of other programs: read whole, and told apart by its fields.

use serde_json::{Deserializer, Map, Value};

use super::{Error, Format};

/// The most values that a file may have, in millions: each takes many times the memory of its bytes.
const MOST_MILLIONS: usize = 4;

/// The documents in `text`: one, or one after the other.
///
/// # Errors
/// When it is no JSON, deeper than 128 levels, or made of more values than any file of notes has.
pub(super) fn documents(text: &str) -> Result<Vec<Value>, Error> {
    let parts = text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
    if parts > MOST_MILLIONS * 1_000_000 {
        let why = format!("it has more than {MOST_MILLIONS} million parts, which no file of notes has");
        return Err(Error::Broken(why));
    }
    let documents: Result<Vec<Value>, _> = Deserializer::from_str(text).into_iter::<Value>().collect();
    documents.map_err(|error| Error::Broken(format!("its JSON is broken: {error}")))
}

/// The format that the fields of the documents show.
pub(super) fn format(documents: &[Value]) -> Option<Format> {
    let first = documents.first()?;
    let sample = match first {
        Value::Array(items) => items.first(),
        one => Some(one),
    };
    let Some(Value::Object(object)) = sample else {
        // An empty list says that there are no notes; this program writes one.
        return matches!(first, Value::Array(items) if items.is_empty()).then_some(Format::Json);
    };
    let has = |names: &[&str]| names.iter().all(|name| object.contains_key(*name));
    let is_array = first.is_array();
    Some(match () {
        () if has(&["quotation", "origin"]) => Format::Json,
        () if is_type(object, "AnnotationSet") => Format::Epub,
        () if is_annotation(object) => Format::WebAnnotation,
        () if has(&["uri", "target"]) => Format::Hypothesis,
        () if !is_array && (has(&["annotations"]) || has(&["rows", "total"])) => Format::Hypothesis,
        () if !is_array && (has(&["documents"]) || has(&["entries"])) => Format::KoReader,
        () if has(&["slug"]) || has(&["url", "savedAt"]) => Format::Omnivore,
        () if is_array && has(&["url", "highlights"]) => Format::Pocket,
        () => return None,
    })
}

fn is_annotation(object: &Map<String, Value>) -> bool {
    ["Annotation", "AnnotationPage", "AnnotationCollection"].iter().any(|name| is_type(object, name))
}

/// Whether an object of JSON-LD is of this type, among others perhaps.
pub(super) fn is_type(object: &Map<String, Value>, name: &str) -> bool {
    let is_it =
        |value: &Value| value.as_str().is_some_and(|own| own.rsplit([':', '#', '/']).next() == Some(name));
    let own = object.get("type").or_else(|| object.get("@type"));
    own.is_some_and(|own| is_it(own) || own.as_array().is_some_and(|all| all.iter().any(is_it)))
}

/// One value or several: what JSON-LD makes no difference between.
pub(super) fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let all = match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    all.iter()
}

/// The text of a field; `None` where there is none.
pub(super) fn text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    object.get(name)?.as_str()
}

/// A name or an address: a string, or an object that has it as its `id`.
pub(super) fn id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| text(value, "id")).or_else(|| text(value, "@id"))
}

/// A count in a field.
pub(super) fn number(object: &Value, name: &str) -> Option<usize> {
    object.get(name)?.as_u64().and_then(|number| usize::try_from(number).ok())
}
