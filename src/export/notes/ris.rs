//! The articles of the notes as RIS; each quotation and note as a line of notes.

use super::Sheaf;
use super::bibliography::{Author, Source, sources};

/// One record for each article, its lines ended as the format has it.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    sources(sheaves).iter().map(record).collect()
}

fn record(source: &Source<'_>) -> String {
    let about = &source.sheaf.about;
    let text = |field: &Option<crate::article::SafeText>| field.as_ref().map(ToString::to_string);
    let day = |day: jiff::civil::Date| format!("{:04}/{:02}/{:02}/", day.year(), day.month(), day.day());
    let mut lines = vec![("TY", Some("NEWS".to_owned())), ("ID", Some(source.key.clone()))];
    lines.extend(source.authors.iter().map(|author| ("AU", Some(name(author)))));
    lines.extend([
        ("TI", Some(source.sheaf.title().to_string())),
        ("T2", text(&about.publication)),
        ("PY", source.day.map(|day| format!("{:04}", day.year()))),
        ("DA", source.day.map(day)),
        ("UR", source.url.clone()),
        ("Y2", source.accessed.map(day)),
        ("LA", text(&about.language)),
    ]);
    let notes = &source.sheaf.notes;
    let tags: std::collections::BTreeSet<&str> =
        notes.iter().flat_map(|noted| &noted.tags).map(crate::article::SafeText::as_str).collect();
    lines.extend(tags.into_iter().map(|tag| ("KW", Some(tag.to_owned()))));
    lines.extend(notes.iter().map(|noted| ("N1", Some(super::told_note(noted)))));
    lines.push(("ER", Some(String::new())));
    let folded = |value: String| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = lines.into_iter().filter_map(|(name, value)| Some((name, folded(value?))));
    let known = known.filter(|(name, value)| *name == "ER" || !value.is_empty());
    known.map(|(name, value)| format!("{name}  - {value}\r\n")).collect::<Vec<_>>().concat()
}

fn name(author: &Author) -> String {
    match author {
        Author::Person { family, given } => format!("{family}, {given}"),
        Author::Body(name) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{biblatex, csl_json};
    use super::*;
    use crate::article::SafeText;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn an_article_is_cited_with_its_day() {
        let mut article = sample::article("The {Tax} & 100% of \\it", &["“One,” said A."]);
        let about = &mut article.metadata;
        about.byline = Some(SafeText::new("Jané Doe and The Board"));
        about.publication = Some(SafeText::new("Example_Times"));
        about.date = Some(SafeText::new("2026-08-23T10:00:00Z"));
        about.url = Some(SafeText::new("https://example.org/a_b?c={d}"));
        let analysis = sample::analysis(&article, &[("“One,”", "A")]);
        let noted = placed(
            &entry(&article, "“One,”", Some("mine\n\nER  - \nTY  - x"), &["law"]),
            &article,
            &analysis,
        );
        let sheaves = Sheaf::gathered(&[noted]);
        insta::assert_snapshot!("ris", document(&sheaves).replace('\r', ""));
        insta::assert_snapshot!("biblatex", biblatex::document(&sheaves));
        insta::assert_snapshot!("csl-json", csl_json::document(&sheaves));
    }
}
