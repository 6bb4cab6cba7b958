//! The articles of the notes as CSL-JSON, for Zotero and citation processors; the quotations and notes as `note`.

use serde_json::{Map, Value, json};

use super::Sheaf;
use super::bibliography::{Author, Source, sources};
use crate::article::SafeText;
use crate::export::json_text::shown;

/// One item for each article.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let items: Vec<Value> = sources(sheaves).iter().map(item).collect();
    format!("{}\n", shown(serde_json::to_string_pretty(&items).unwrap_or_default()))
}

fn item(source: &Source<'_>) -> Value {
    let about = &source.sheaf.about;
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| item.extend(value.map(|value| (name.to_owned(), value)));
    let text = |field: &Option<SafeText>| field.as_ref().map(|field| field.as_str().into());
    put("id", Some(source.key.as_str().into()));
    put("type", Some("article-newspaper".into()));
    put("title", Some(source.sheaf.title().as_str().into()));
    let authors: Vec<Value> = source.authors.iter().map(author).collect();
    put("author", Some(authors).filter(|authors| !authors.is_empty()).map(Value::from));
    put("container-title", text(&about.publication));
    let literal = about.date.as_ref().map(|date| json!({"literal": date.as_str()}));
    put("issued", source.day.map(parts).or(literal));
    put("accessed", source.accessed.map(parts));
    put("URL", source.url.as_deref().map(Value::from));
    put("language", text(&about.language));
    put("note", Some(super::told(source.sheaf)).filter(|note| !note.is_empty()).map(Value::from));
    Value::Object(item)
}

fn author(author: &Author) -> Value {
    match author {
        Author::Person { family, given } => json!({"family": family, "given": given}),
        Author::Body(name) => json!({"literal": name}),
    }
}

fn parts(day: jiff::civil::Date) -> Value {
    json!({"date-parts": [[day.year(), day.month(), day.day()]]})
}
