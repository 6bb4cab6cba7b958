//! What a bibliography asks of an article: its authors by their names' parts, its day, a key to cite it by.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{Sheaf, iri, times};
use crate::annotation::Moment;

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Author {
    /// A person.
    Person {
        /// The family name.
        family: String,
        /// The other names.
        given: String,
    },
    /// A body, or a person of one name.
    Body(String),
}

/// An article to be cited.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    /// The article and its notes.
    pub(super) sheaf: &'a Sheaf,
    /// What it is cited by: letters and digits of ASCII, and hyphens.
    pub(super) key: String,
    /// Who wrote it.
    pub(super) authors: Vec<Author>,
    /// When it was published.
    pub(super) day: Option<jiff::civil::Date>,
    /// When it was first noted.
    pub(super) accessed: Option<jiff::civil::Date>,
    /// Its address on the web.
    pub(super) url: Option<String>,
}

/// The articles to be cited, each by a key of its own.
pub(super) fn sources(sheaves: &[Sheaf]) -> Vec<Source<'_>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut sources: Vec<Source<'_>> = sheaves.iter().map(source).collect();
    for source in &sources {
        *counts.entry(source.key.clone()).or_default() += 1;
    }
    for source in &mut sources {
        if counts.get(&source.key).is_some_and(|&count| count > 1) {
            let digits: String = source.sheaf.key().chars().take(6).collect();
            source.key = format!("{}-{digits}", source.key);
        }
    }
    sources
}

fn source(sheaf: &Sheaf) -> Source<'_> {
    let about = &sheaf.about;
    let authors = about.byline.as_ref().map(|byline| authors(byline)).unwrap_or_default();
    let day = about.date.as_ref().and_then(|date| times::day(date));
    let first = sheaf.notes.iter().filter_map(|noted| noted.created).min();
    let url = about.url.as_ref().and_then(|url| iri::of_web(url));
    Source { key: key(sheaf, &authors, day), sheaf, authors, day, accessed: first.and_then(day_of), url }
}

fn day_of(moment: Moment) -> Option<jiff::civil::Date> {
    let time = jiff::Timestamp::from_millisecond(moment.0).ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// "doe2026tax": the first author's family name, the year, the first telling word of the title.
fn key(sheaf: &Sheaf, authors: &[Author], day: Option<jiff::civil::Date>) -> String {
    let name = match authors.first() {
        Some(Author::Person { family, .. }) => ascii(family),
        Some(Author::Body(name)) => ascii(name),
        None => String::new(),
    };
    let year = day.map(|day| day.year().to_string()).unwrap_or_default();
    let words: Vec<String> = sheaf.title().split_whitespace().map(ascii).collect();
    let word =
        words.iter().find(|word| word.len() > 3).or_else(|| words.iter().find(|word| !word.is_empty()));
    let key = format!("{name}{year}{}", word.cloned().unwrap_or_default());
    if key.is_empty() { format!("sayso{}", sheaf.key()) } else { key }
}

/// The letters and digits of ASCII, without accents.
fn ascii(text: &str) -> String {
    text.nfd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The authors of a byline: "Jane Doe and John Roe", "Jane Doe, John Roe".
fn authors(byline: &str) -> Vec<Author> {
    let byline = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let byline = byline.strip_prefix("By ").unwrap_or(&byline).replace(" and ", ", ").replace(" & ", ", ");
    let names = byline.split(", ").map(|name| name.trim().trim_matches(',')).filter(|name| !name.is_empty());
    names.map(author).collect()
}

fn author(name: &str) -> Author {
    let is_body = ["board", "staff", "editors", "press", "agency", "committee"]
        .iter()
        .any(|word| name.to_lowercase().split(' ').any(|other| other == *word));
    match name.rsplit_once(' ') {
        Some((given, family)) if !is_body && !name.starts_with("The ") => {
            Author::Person { family: family.to_owned(), given: given.to_owned() }
        }
        _ => Author::Body(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_people_and_bodies() {
        let person =
            |given: &str, family: &str| Author::Person { family: family.to_owned(), given: given.to_owned() };
        for (byline, expected) in [
            ("Jane Doe", vec![person("Jane", "Doe")]),
            ("By Jane Q. Doe and John Roe", vec![person("Jane Q.", "Doe"), person("John", "Roe")]),
            (
                "Jane Doe, John Roe & Madonna",
                vec![person("Jane", "Doe"), person("John", "Roe"), Author::Body("Madonna".into())],
            ),
            ("The Editorial Board", vec![Author::Body("The Editorial Board".into())]),
            (" ", vec![]),
        ] {
            assert_eq!(authors(byline), expected, "{byline}");
        }
    }
}
