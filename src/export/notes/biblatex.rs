//! The articles of the notes as BibLaTeX, with their day; the quotations and notes as `annotation`.

use super::Sheaf;
use super::bibliography::{Author, Source, sources};

/// One entry for each article.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    sources(sheaves).iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(source: &Source<'_>) -> String {
    let about = &source.sheaf.about;
    let authors: Vec<String> = source.authors.iter().map(author).collect();
    let text = |field: &Option<crate::article::SafeText>| field.as_ref().map(|field| escaped(field));
    let paragraphs = super::told(source.sheaf);
    let paragraphs: Vec<String> =
        paragraphs.split("\n\n").map(escaped).filter(|text| !text.is_empty()).collect();
    let is_known = |text: &String| !text.is_empty();
    let fields = [
        ("author", Some(authors.join(" and ")).filter(is_known)),
        ("title", Some(format!("{{{}}}", escaped(source.sheaf.title())))),
        ("journaltitle", text(&about.publication)),
        ("entrysubtype", Some("newspaper".to_owned())),
        ("date", source.day.map(|day| day.to_string())),
        (
            "url",
            source.url.as_ref().map(|url| url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")),
        ),
        ("urldate", source.accessed.map(|day| day.to_string())),
        ("annotation", Some(paragraphs.join("\n\\par ")).filter(is_known)),
    ];
    let known = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?)));
    format!("@article{{{},\n{}}}\n", source.key, known.collect::<String>())
}

fn author(author: &Author) -> String {
    match author {
        Author::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Author::Body(name) => format!("{{{}}}", escaped(name)),
    }
}

/// Text that means nothing to LaTeX, on one line.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            // Braces must be in pairs in an entry, also escaped ones.
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '#' | '$' | '%' | '&' | '_' => written.extend(['\\', c]),
            c => written.push(c),
        }
    }
    written
}
