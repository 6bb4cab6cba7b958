//! What a page says about its article in its head and by names in its markup: `OpenGraph`, Twitter cards, Dublin Core,
//! the names that newspapers' tools use, microdata, `<time>` and bylines.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};

use super::said::{Said, words};

/// What `<meta>` and `<html lang>` say.
pub(super) fn read(page: &Document) -> Said {
    let metas = Metas::of(page);
    let language = page.select_single("html").attr("lang").and_then(|tag| words(&tag));
    Said {
        title: metas.first(TITLES),
        byline: metas.all(BYLINES).or_else(|| metas.labelled("written by")),
        publication: metas.first(PUBLICATIONS),
        section: metas.first(SECTIONS),
        date: metas.first(DATES),
        language: language.or_else(|| metas.first(LANGUAGES)),
        address: metas.first(&["og:url"]),
        ..Said::default()
    }
}

/// What attributes in the body say: microdata, `<time>`, `rel=author`, and classes of bylines.
pub(super) fn of_markup(page: &Document) -> Said {
    let property = |name: &str| {
        let found = page.select_single(&format!("[itemprop~='{name}']"));
        found.nodes().first().and_then(value)
    };
    let time = [
        "time[itemprop~=datePublished]",
        "time[pubdate]",
        "article time[datetime]",
        "header time[datetime]",
        "main time[datetime]",
    ];
    let time = time.iter().find_map(|selector| page.select_single(selector).nodes().first().and_then(value));
    let byline = || {
        BYLINE_MARKS.iter().find_map(|selector| {
            let mark = page.select_single(selector);
            let name = mark.nodes().first().and_then(value)?;
            is_name(&name).then_some(name)
        })
    };
    Said {
        title: property("headline"),
        byline: property("author").filter(|name| is_name(name)).or_else(byline),
        publication: property("publisher").filter(|name| name.len() < LONGEST_NAME),
        section: property("articleSection"),
        date: property("datePublished").or(time).filter(|date| date.len() < LONGEST_NAME),
        ..Said::default()
    }
}

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "title",
];
const BYLINES: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "byl",
];
const PUBLICATIONS: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name"];
const SECTIONS: &[&str] =
    &["article:section", "og:article:section", "parsely-section", "section", "articlesection"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "date",
    "article:modified_time",
    "og:updated_time",
    "last-modified",
];
const LANGUAGES: &[&str] = &["og:locale", "dc.language", "dcterms.language", "content-language", "language"];

/// Where pages put who wrote it, the surest first.
const BYLINE_MARKS: &[&str] = &[
    "article [rel~=author]",
    "[rel~=author]",
    ".p-author .p-name",
    ".byline [class*=name]",
    ".byline__name",
    ".author-name",
    ".byline a",
    ".byline",
    ".article-author",
];

/// The most bytes of a name that markup gives: a longer one has swallowed a biography.
const LONGEST_NAME: usize = 100;

/// The most `<meta>` that are looked at.
const MOST: usize = 1_000;

/// The contents of `<meta>` by their names in small letters.
struct Metas(BTreeMap<String, Vec<String>>);

impl Metas {
    fn of(page: &Document) -> Self {
        let mut metas: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for node in page.select("meta[content]").nodes().iter().take(MOST) {
            let Some(content) = node.attr("content").and_then(|content| words(&content)) else { continue };
            let names =
                ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| node.attr(key));
            for name in
                names.flat_map(|names| names.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
            {
                metas.entry(name.replace("dc:", "dc.")).or_default().push(content.clone());
            }
        }
        Self(metas)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name)?.first().cloned())
    }

    /// All values of the first of `names` that has one that is the name of somebody.
    fn all(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut people: Vec<&str> = Vec::new();
            for value in self.0.get(*name)?.iter().filter(|value| is_name(value)) {
                if !people.contains(&value.as_str()) {
                    people.push(value);
                }
            }
            (!people.is_empty()).then(|| people.join(", "))
        })
    }

    /// The value that a Twitter card shows under a label.
    fn labelled(&self, label: &str) -> Option<String> {
        let number = (1..=4).find(|number| {
            let shown = self.first(&[&format!("twitter:label{number}")]);
            shown.is_some_and(|shown| shown.eq_ignore_ascii_case(label))
        })?;
        self.first(&[&format!("twitter:data{number}")]).filter(|name| is_name(name))
    }
}

/// Whether a byline may be a name: an address, a handle or a text is none.
fn is_name(name: &str) -> bool {
    name.len() < LONGEST_NAME
        && name.contains(char::is_alphabetic)
        && !name.contains("://")
        && !name.starts_with(['@', '/'])
        && !["admin", "administrator", "author", "by", "staff"]
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word))
}

/// What an element with a property says: the name in it, its machine-readable value, or its words.
fn value(node: &NodeRef<'_>) -> Option<String> {
    let inner = node.descendants_it().take(MOST).find(|inner| {
        inner.is_element() && inner.attr("itemprop").is_some_and(|property| property.as_ref() == "name")
    });
    let node = inner.as_ref().unwrap_or(node);
    let said = node.attr("content").or_else(|| node.attr("datetime"));
    said.and_then(|said| words(&said)).or_else(|| words(&node.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, byline, publication, section, date, language; `-` where nothing is said.
    fn line(said: Said) -> String {
        let fields = [said.title, said.byline, said.publication, said.section, said.date, said.language];
        fields.map(|field| field.unwrap_or_else(|| "-".to_owned())).join("|")
    }

    #[test]
    fn reads_what_the_head_says() {
        for (html, expected) in [
            (
                "<meta property=og:title content=T><meta name=author content=A><meta name=author content=B>",
                "T|A, B|-|-|-|-",
            ),
            ("<meta name=twitter:title content='T &amp;amp; U'>", "T & U|-|-|-|-|-"),
            (
                "<meta property=article:author content=https://facebook.com/a><meta name=parsely-author content=A>",
                "-|A|-|-|-|-",
            ),
            (
                "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content=A>",
                "-|A|-|-|-|-",
            ),
            (
                "<meta name=DC.Creator content=A><meta name=DC.Date content=2024-11-05><meta name=DC.Title content=T>",
                "T|A|-|-|2024-11-05|-",
            ),
            (
                "<meta property=article:section content=Opinion><meta property=og:site_name content=P>",
                "-|-|P|Opinion|-|-",
            ),
            (
                "<meta property=article:modified_time content=2024-11-06><meta property=article:published_time content=2024-11-05>",
                "-|-|-|-|2024-11-05|-",
            ),
            ("<meta property=article:modified_time content=2024-11-06>", "-|-|-|-|2024-11-06|-"),
            ("<html lang=en-GB><meta property=og:locale content=en_US>", "-|-|-|-|-|en-GB"),
            ("<meta property=og:locale content=en_US>", "-|-|-|-|-|en_US"),
            ("<meta name=author content=admin><meta name=byl content='By A'>", "-|By A|-|-|-|-"),
            ("<meta property=og:title content=' '><title>x</title>", "-|-|-|-|-|-"),
        ] {
            assert_eq!(line(read(&Document::from(html))), expected, "{html}");
        }
    }

    #[test]
    fn reads_what_the_markup_says() {
        for (html, expected) in [
            (
                "<h1 itemprop=headline>T</h1><p itemprop=author><b itemprop=name>A</b>, of the staff</p>",
                "T|A|-|-|-|-",
            ),
            (
                "<meta itemprop=datePublished content=2024-11-05><time datetime=2020-01-01>x</time>",
                "-|-|-|-|2024-11-05|-",
            ),
            (
                "<article><time datetime=2024-11-05T08:00>Tuesday</time></article>",
                "-|-|-|-|2024-11-05T08:00|-",
            ),
            ("<div><time datetime=2020-01-01>x</time></div>", "-|-|-|-|-|-"),
            ("<div class='meta byline'>By <a href=/a rel=author>A B</a></div>", "-|A B|-|-|-|-"),
            ("<p class=byline>By A B</p>", "-|By A B|-|-|-|-"),
            (&format!("<p class=byline>{}</p>", "A biography. ".repeat(20)), "-|-|-|-|-|-"),
            ("<span itemprop=articleSection>Opinion</span>", "-|-|-|Opinion|-|-"),
        ] {
            assert_eq!(line(of_markup(&Document::from(html))), expected, "{html}");
        }
    }
}
