//! Quotations as linked data of schema.org: each a `Quotation`, which the column says was spoken by somebody.

use serde_json::{Map, Value, json};

use super::{Sheaf, each, iri};
use crate::article::SafeText;
use crate::export::json_text::shown;
use crate::export::noted::{Noted, NotedKind};

/// The quotations as one graph. Corrections are no quotations and are left out.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let quotations = each(sheaves).filter(|noted| noted.kind != NotedKind::Correction);
    let graph: Vec<Value> = quotations.filter(|noted| !noted.words().is_empty()).map(quotation).collect();
    let document = json!({"@context": "https://schema.org", "@graph": graph});
    format!("{}\n", shown(serde_json::to_string_pretty(&document).unwrap_or_default()))
}

fn quotation(noted: &Noted) -> Value {
    let about = noted.about();
    let name = iri::of_article(about, noted.origin(), noted.target.digest);
    let mut article = object(json!({"@type": "NewsArticle", "@id": name}));
    let text = |field: &Option<SafeText>| field.as_ref().map(|field| Value::from(field.as_str()));
    let url = about.url.as_ref().and_then(|url| iri::of_web(url));
    let known = [
        ("headline", text(&about.title)),
        ("author", text(&about.byline).map(|name| json!({"@type": "Person", "name": name}))),
        ("publisher", text(&about.publication).map(|name| json!({"@type": "Organization", "name": name}))),
        ("datePublished", text(&about.date)),
        ("inLanguage", text(&about.language)),
        ("url", url.map(Value::from)),
    ];
    article.extend(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let mut quotation = object(json!({
        "@type": "Quotation",
        "@id": iri::of_note(&noted.id.0.to_string()),
        "text": noted.words().as_str(),
    }));
    let tags: Vec<&str> = noted.tags.iter().map(SafeText::as_str).collect();
    let note = super::whole_note(noted).map(|note| json!({"@type": "Comment", "text": note}));
    let known = [
        ("spokenByCharacter", text(&noted.speaker).map(|name| json!({"@type": "Person", "name": name}))),
        ("keywords", Some(tags).filter(|tags| !tags.is_empty()).map(Value::from)),
        ("comment", note),
        ("isPartOf", Some(Value::Object(article))),
    ];
    quotation.extend(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    Value::Object(quotation)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn the_column_says_who_spoke() {
        let article = sample::article("T", &["“One,” said A."]);
        let analysis = sample::analysis(&article, &[("“One,”", "A")]);
        let noted = placed(&entry(&article, "“One,”", Some("mine"), &["law"]), &article, &analysis);
        let value: Value = serde_json::from_str(&document(&Sheaf::gathered(&[noted]))).unwrap();
        let quotation = &value["@graph"][0];
        assert_eq!(
            (&quotation["text"], &quotation["spokenByCharacter"]["name"]),
            (&"“One,”".into(), &"A".into())
        );
        assert_eq!(
            (&quotation["isPartOf"]["headline"], &quotation["comment"]["text"]),
            (&"T".into(), &"mine".into())
        );
    }
}
