//! The reader's notes in the W3C Web Annotation Data Model (Recommendation of 2017-02-23), as JSON-LD.
//!
//! - A highlight has no body; a note is a textual body for `commenting`, a tag one for `tagging`; who said the words is one
//!   for `identifying`, with who says so as its creator.
//! - The selectors are those of the text that was marked, in code points; the state names that text by its SHA-256 (RFC
//!   6920) and the time of marking. They are never written anew.
//! - A highlight's colour is the style class of its target.
//! - A correction is `identifying` where it says who speaks, else `editing`; a body of JSON has all that it says and what
//!   held before, so that it can be taken back.
//! - What the article says about itself stands on the target in Dublin Core, and where it came from as `dc:identifier`.
//! - A quotation that was found has no time, since nobody has made it.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::iri;
use super::{Sheaf, each};
use crate::annotation::{Colour, Correction, Moment};
use crate::article::{Digest, SafeText};
use crate::export::corrections::What;
use crate::export::json_text::shown;
use crate::export::noted::{Noted, NotedKind, rfc_3339};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many annotations a page has.
const PAGE: usize = 200;

/// All notes as one `AnnotationCollection`, whose only page is embedded.
pub fn collection(sheaves: &[Sheaf]) -> String {
    let all: Vec<&Noted> = each(sheaves).collect();
    let name = collection_name(sheaves);
    let head = head(sheaves, &name, &all);
    let only = (!all.is_empty()).then(|| page(&name, 0, &all, None));
    let whole = Collection { head, last: only.is_some().then(|| page_name(&name, 0)), first: only };
    let mut text = shown(serde_json::to_string_pretty(&whole).unwrap_or_default());
    text.push('\n');
    text
}

/// One `Annotation` a line, each a document of its own.
pub fn lines(sheaves: &[Sheaf]) -> String {
    each(sheaves).map(|noted| line(&annotation(noted))).collect()
}

/// An `AnnotationCollection` on the first line, then its `AnnotationPage`s, one a line.
pub fn pages(sheaves: &[Sheaf]) -> String {
    let all: Vec<&Noted> = each(sheaves).collect();
    let name = collection_name(sheaves);
    let mut collection = head(sheaves, &name, &all);
    let last = all.len().div_ceil(PAGE).saturating_sub(1);
    if !all.is_empty() {
        collection.insert("first".to_owned(), page_name(&name, 0).into());
        collection.insert("last".to_owned(), page_name(&name, last).into());
    }
    let pages = all.chunks(PAGE).enumerate();
    let pages = pages.map(|(number, notes)| line(&page(&name, number, notes, Some(last))));
    [line(&collection)].into_iter().chain(pages).collect()
}

fn line(value: &impl Serialize) -> String {
    let mut line = shown(serde_json::to_string(value).unwrap_or_default());
    line.push('\n');
    line
}

/// A collection with its only page, if it has one.
struct Collection<'n> {
    head: Map<String, Value>,
    first: Option<Page<'n>>,
    last: Option<String>,
}

/// A page. Its annotations are made one after the other while it is written, so that a large export takes no more memory
/// than its text.
struct Page<'n> {
    head: Map<String, Value>,
    notes: &'n [&'n Noted],
}

impl Serialize for Collection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in &self.head {
            map.serialize_entry(name, value)?;
        }
        if let Some((first, last)) = self.first.as_ref().zip(self.last.as_ref()) {
            map.serialize_entry("first", first)?;
            map.serialize_entry("last", last)?;
        }
        map.end()
    }
}

impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Items<'n>(&'n [&'n Noted]);

        impl Serialize for Items<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.0.iter().map(|noted| annotation(noted)))
            }
        }

        let mut map = serializer.serialize_map(None)?;
        for (name, value) in &self.head {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("items", &Items(self.notes))?;
        map.end()
    }
}

/// The collection without its pages.
fn head(sheaves: &[Sheaf], name: &str, all: &[&Noted]) -> Map<String, Value> {
    let label = match sheaves {
        [only] => format!("Notes on “{}”", only.title()),
        _ => "Notes".to_owned(),
    };
    let mut collection = object(json!({
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "generator": program(),
    }));
    insert_time(&mut collection, "modified", all.iter().filter_map(|noted| noted.modified).max());
    collection.insert("total".to_owned(), all.len().into());
    collection
}

/// A name that the same articles give each time: a UUID of version 8.
pub(super) fn collection_name(sheaves: &[Sheaf]) -> String {
    let origins: Vec<&str> = sheaves.iter().map(|sheaf| sheaf.origin.as_str()).collect();
    let digits = Digest::of(&origins.join("\n")).to_string();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    iri::of_note(&format!(
        "{}-{}-8{}-a{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    ))
}

fn page_name(collection: &str, number: usize) -> String {
    format!("{collection}#page-{}", number + 1)
}

/// A page; `last` is the number of the last one where there may be several.
fn page<'n>(collection: &str, number: usize, notes: &'n [&'n Noted], last: Option<usize>) -> Page<'n> {
    let mut head = object(json!({
        "@context": CONTEXT,
        "id": page_name(collection, number),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": number * PAGE,
    }));
    if number > 0 {
        head.insert("prev".to_owned(), page_name(collection, number - 1).into());
    }
    if last.is_some_and(|last| number < last) {
        head.insert("next".to_owned(), page_name(collection, number + 1).into());
    }
    Page { head, notes }
}

/// One annotation.
pub(super) fn annotation(noted: &Noted) -> Map<String, Value> {
    let mut annotation = object(json!({
        "@context": CONTEXT,
        "id": iri::of_note(&noted.id.0.to_string()),
        "type": "Annotation",
        "motivation": motivation(noted),
    }));
    insert_time(&mut annotation, "created", noted.created);
    insert_time(&mut annotation, "modified", noted.modified);
    annotation.insert("generator".to_owned(), program());
    if let Some(colour) = noted.colour {
        annotation.insert("stylesheet".to_owned(), stylesheet(colour));
    }
    let bodies = bodies(noted);
    if !bodies.is_empty() {
        annotation.insert("body".to_owned(), bodies.into());
    }
    annotation.insert("target".to_owned(), target(noted));
    annotation
}

fn motivation(noted: &Noted) -> &'static str {
    match (noted.kind, &noted.correction) {
        (_, Some(Correction::NotSpeech { .. } | Correction::Renamed { .. } | Correction::Role { .. })) => {
            "editing"
        }
        (NotedKind::Quotation, _) | (_, Some(_)) => "identifying",
        (NotedKind::Bookmark, None) => "bookmarking",
        (NotedKind::Note, None) => "commenting",
        (NotedKind::Highlight | NotedKind::Correction, None) => "highlighting",
    }
}

fn bodies(noted: &Noted) -> Vec<Value> {
    let mut bodies = Vec::new();
    for note in noted.note.iter().chain(&noted.other_notes) {
        bodies.push(textual(note, "commenting"));
    }
    bodies.extend(noted.tags.iter().map(|tag| textual(tag, "tagging")));
    if let Some(correction) = &noted.correction {
        let what = What::new(correction);
        bodies.extend(what.name.map(|name| textual(name, "identifying")));
        let said = serde_json::to_string(&what).unwrap_or_default();
        let mut body = textual(&said, "editing");
        body["format"] = "application/json".into();
        bodies.push(body);
    } else if let Some(speaker) = &noted.speaker {
        let mut body = textual(speaker, "identifying");
        let reader = || json!({"type": "Person", "nickname": "reader"});
        body["creator"] = if noted.by_reader { reader() } else { program() };
        bodies.push(body);
    }
    bodies
}

fn textual(value: &str, purpose: &str) -> Value {
    json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose})
}

fn target(noted: &Noted) -> Value {
    let made = &noted.target;
    let about = &made.metadata;
    let mut selectors = Vec::new();
    if !made.quote.exact.is_empty() {
        let mut quote = object(json!({"type": "TextQuoteSelector", "exact": made.quote.exact.as_str()}));
        for (name, context) in [("prefix", &made.quote.prefix), ("suffix", &made.quote.suffix)] {
            if !context.is_empty() {
                quote.insert(name.to_owned(), context.as_str().into());
            }
        }
        selectors.push(Value::Object(quote));
    }
    let (start, end) = (made.position.start, made.position.end.max(made.position.start));
    selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    let mut state = object(json!({"type": "TimeState"}));
    insert_time(&mut state, "sourceDate", noted.created);
    state.insert("cached".to_owned(), iri::of_text(made.digest).into());
    let mut target = object(json!({
        "type": "SpecificResource",
        "source": iri::of_article(about, &made.origin, made.digest),
        "selector": selectors,
        "state": state,
    }));
    if let Some(colour) = noted.colour {
        target.insert("styleClass".to_owned(), style_class(colour).into());
    }
    let fields: [(&str, Option<&SafeText>); 6] = [
        ("dc:title", about.title.as_ref()),
        ("dc:creator", about.byline.as_ref()),
        ("dc:publisher", about.publication.as_ref()),
        ("dc:date", about.date.as_ref()),
        ("dc:language", about.language.as_ref()),
        ("dc:identifier", Some(&made.origin)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            target.insert(name.to_owned(), value.as_str().into());
        }
    }
    Value::Object(target)
}

fn style_class(colour: Colour) -> String {
    format!("highlight-{}", colour.name())
}

fn stylesheet(colour: Colour) -> Value {
    let (class, value) = (style_class(colour), super::palette::light(colour));
    json!({"type": "CssStylesheet", "value": format!(".{class} {{ background: {value} }}")})
}

/// Who wrote the file.
fn program() -> Value {
    json!({"type": "Software", "name": "sayso"})
}

fn insert_time(object: &mut Map<String, Value>, name: &str, moment: Option<Moment>) {
    let time = moment.map(rfc_3339).filter(|time| !time.is_empty());
    object.extend(time.map(|time| (name.to_owned(), time.into())));
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::noted::tests::noted as placed;
    use crate::export::notes::musts;
    use crate::export::notes::nasty::noted;

    fn value(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    proptest! {
        #[test]
        fn whatever_is_written_meets_the_musts(notes in prop::collection::vec(noted(), 0..5)) {
            let sheaves = Sheaf::gathered(&notes);
            let collection = value(&collection(&sheaves));
            prop_assert_eq!(musts::collection(&collection), Vec::<String>::new());
            prop_assert_eq!(lines(&sheaves).lines().count(), notes.len());
            for (line, noted) in lines(&sheaves).lines().zip(&notes) {
                let annotation = value(line);
                prop_assert_eq!(musts::annotation(&annotation), Vec::<String>::new());
                if let Some(exact) = annotation["target"]["selector"][0]["exact"].as_str() {
                    prop_assert_eq!(exact, noted.target.quote.exact.as_str());
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn many_notes_have_pages_that_know_each_other(notes in prop::collection::vec(noted(), 1..4), count in prop::sample::select(vec![0, 1, PAGE, PAGE + 1, 2 * PAGE + 1])) {
            let many: Vec<Noted> = notes.iter().cycle().take(count).cloned().collect();
            let written: Vec<Value> = pages(&Sheaf::gathered(&many)).lines().map(value).collect();
            let (collection, pages) = written.split_first().unwrap();
            prop_assert_eq!(musts::paged(collection, pages), Vec::<String>::new());
            prop_assert_eq!((pages.len(), &collection["total"]), (count.div_ceil(PAGE), &json!(count)));
        }
    }

    #[test]
    fn each_kind_of_note_has_its_motivation_and_bodies() {
        let article = crate::export::sample::article("T", &["“One,” said A."]);
        let analysis = crate::export::sample::analysis(&article, &[("“One,”", "A")]);
        let entry = crate::export::noted::tests::entry(&article, "“One,”", Some("mine"), &["law"]);
        let noted = placed(&entry, &article, &analysis);
        let said = |noted: &Noted| {
            let annotation = Value::Object(annotation(noted));
            let bodies = annotation["body"].as_array().cloned().unwrap_or_default();
            let bodies: Vec<String> = bodies
                .iter()
                .map(|body| {
                    format!("{} {}", body["purpose"].as_str().unwrap(), body["value"].as_str().unwrap())
                })
                .collect();
            (annotation["motivation"].as_str().unwrap().to_owned(), bodies.join(", "))
        };
        let bare = Noted { note: None, tags: Vec::new(), speaker: None, ..noted.clone() };
        let name = || Some(SafeText::new("B"));
        let corrected = |correction| Noted { correction: Some(correction), ..bare.clone() };
        for (noted, motivation, bodies) in [
            (noted, "commenting", "commenting mine, tagging law, identifying A"),
            (Noted { kind: NotedKind::Highlight, ..bare.clone() }, "highlighting", ""),
            (Noted { kind: NotedKind::Bookmark, ..bare.clone() }, "bookmarking", ""),
            (
                Noted { kind: NotedKind::Quotation, speaker: name(), ..bare.clone() },
                "identifying",
                "identifying B",
            ),
            (
                corrected(Correction::SaidBy { name: name(), was: None }),
                "identifying",
                "identifying B, editing {\"kind\":\"said-by\",\"name\":\"B\",\"was\":null,\"role\":null,\"mention\":null}",
            ),
            (
                corrected(Correction::NotSpeech { was: name() }),
                "editing",
                "editing {\"kind\":\"not-speech\",\"name\":null,\"was\":\"B\",\"role\":null,\"mention\":null}",
            ),
        ] {
            assert_eq!(said(&noted), (motivation.to_owned(), bodies.to_owned()));
        }
    }
}
