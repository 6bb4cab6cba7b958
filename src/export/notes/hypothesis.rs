//! Notes as the client of Hypothesis exports them and takes them in.
//!
//! Its places count UTF-16 code units, so they are only given where the text is there to count them in.

use serde_json::{Value, json};

use super::{Sheaf, each, iri, times};
use crate::article::SafeText;
use crate::export::json_text::shown;
use crate::export::noted::{Noted, rfc_3339};

const USER: &str = "acct:reader@localhost";

/// The notes as one document.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let last = each(sheaves).map(times::changed).max().unwrap_or_default();
    let annotations: Vec<Value> = sheaves.iter().flat_map(of_sheaf).collect();
    let document = json!({
        "export_date": rfc_3339(last),
        "export_userid": USER,
        "client_version": concat!("sayso ", env!("CARGO_PKG_VERSION")),
        "annotations": annotations,
    });
    format!("{}\n", shown(serde_json::to_string_pretty(&document).unwrap_or_default()))
}

fn of_sheaf(sheaf: &Sheaf) -> Vec<Value> {
    let units = sheaf.read.as_ref().map(|(article, _)| CodeUnits::new(article.text()));
    let place = |noted: &Noted| {
        let (units, (start, end)) = (units.as_ref()?, sheaf.place_of(noted)?);
        Some((units.at(start), units.at(end)))
    };
    sheaf.notes.iter().map(|noted| annotation(noted, place(noted))).collect()
}

fn annotation(noted: &Noted, place: Option<(usize, usize)>) -> Value {
    let made = &noted.target;
    let source = iri::of_article(&made.metadata, &made.origin, made.digest);
    let mut selectors = Vec::new();
    if let Some((start, end)) = place {
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end.max(start)}));
    }
    let (exact, prefix, suffix) =
        (made.quote.exact.as_str(), made.quote.prefix.as_str(), made.quote.suffix.as_str());
    if !exact.is_empty() {
        selectors
            .push(json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}));
    }
    let title = made.metadata.title.as_ref().unwrap_or(&made.origin);
    json!({
        "id": noted.id.0.to_string(),
        "created": rfc_3339(times::made(noted)),
        "updated": rfc_3339(times::changed(noted)),
        "user": USER,
        "uri": source,
        "text": super::whole_note(noted).unwrap_or_default(),
        "tags": noted.tags.iter().map(SafeText::as_str).collect::<Vec<_>>(),
        "group": "__world__",
        "permissions": {"read": [USER], "admin": [USER], "update": [USER], "delete": [USER]},
        "target": [{"source": source, "selector": selectors}],
        "document": {"title": [title.as_str()]},
        "links": {},
        "hidden": false,
        "flagged": false,
    })
}

/// Turns code points of a text into UTF-16 code units.
struct CodeUnits {
    /// The code points that take two units.
    wide: Vec<usize>,
}

impl CodeUnits {
    fn new(text: &str) -> Self {
        let wide = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2);
        Self { wide: wide.map(|(place, _)| place).collect() }
    }

    fn at(&self, place: usize) -> usize {
        place + self.wide.partition_point(|&wide| wide < place)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::attribution::Analysis;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn places_count_utf_16() {
        let article = sample::article("T", &["𝔸𝔹 “One 🏴,” said A."]);
        let noted = placed(&entry(&article, "One 🏴", None, &["x"]), &article, &Analysis::default());
        let mut sheaf = Sheaf::gathered(&[noted]).remove(0);
        let annotations = |sheaf: &Sheaf| {
            let value: Value = serde_json::from_str(&document(std::slice::from_ref(sheaf))).unwrap();
            value["annotations"][0]["target"][0]["selector"].clone()
        };
        assert_eq!(annotations(&sheaf).as_array().unwrap().len(), 1, "without a text there is no place");
        sheaf.read = Some((Arc::new(article.clone()), Arc::default()));
        let selectors = annotations(&sheaf);
        let (start, end) = (selectors[0]["start"].as_u64().unwrap(), selectors[0]["end"].as_u64().unwrap());
        let units: Vec<u16> = article.text().encode_utf16().collect();
        let words =
            String::from_utf16(&units[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]);
        assert_eq!(words.unwrap(), "One 🏴");
        assert_eq!(selectors[1]["exact"], "One 🏴");
    }
}
