//! What a book says of itself: its title, who wrote it, its chapters in order and what they are called.

use std::collections::BTreeMap;

use super::CONTAINER;
use crate::article::{Metadata, SafeText};
use crate::import::archive::Archive;
use crate::import::target::percent_decoded;
use crate::import::xml::{self, Element};
use crate::import::{Error, Hint, charset, fields};

/// A book's package.
pub(super) struct Package {
    pub(super) metadata: Metadata,
    pub(super) chapters: Vec<Chapter>,
}

/// One member of the spine.
pub(super) struct Chapter {
    /// Where it is in the archive.
    pub(super) path: String,
    /// What it is called as a part: its path from the package on.
    pub(super) name: String,
    /// What the contents call it.
    pub(super) title: Option<SafeText>,
    /// Whether it is a cover, the contents, an imprint.
    pub(super) is_front: bool,
}

/// Packages of one book that are looked at.
const MOST_PACKAGES: usize = 10;

/// Kinds of pages that nobody reads a book for, as books name them (EPUB Structural Semantics, OPF 2 guide).
const FRONT: [&str; 11] = [
    "cover",
    "toc",
    "title-page",
    "titlepage",
    "halftitlepage",
    "copyright-page",
    "copyright",
    "colophon",
    "loi",
    "lot",
    "page-list",
];

/// The same, by what the contents call them.
const FRONT_TITLES: [&str; 8] = [
    "cover",
    "cover page",
    "title page",
    "contents",
    "table of contents",
    "copyright",
    "copyright page",
    "imprint",
];

impl Package {
    /// Reads the package of a book.
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, Error> {
        let broken = Error::Broken { what: "EPUB book" };
        let container = document(archive, CONTAINER).ok_or(broken)?;
        // A book may name several packages: the first that is one counts.
        let files = container.descendants().filter(|element| element.name == "rootfile").take(MOST_PACKAGES);
        let mut packages = files.filter_map(|file| {
            let path = decoded(file.attribute("full-path")?);
            Some((document(archive, &path).filter(|root| root.name == "package")?, path))
        });
        let (package, path) = packages.next().ok_or(broken)?;
        drop(packages);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let items = Items::of(&package, &folder);
        let contents = items.contents(archive, &package);
        let fronts = items.fronts(archive, &package, &folder);
        let spine = package.find("spine").into_iter().flat_map(|spine| spine.named("itemref"));
        let chapters = spine.filter_map(|reference| {
            let item = items.by_id.get(reference.attribute("idref")?)?;
            let is_page = item.media_type.contains("html") || item.media_type.contains("dtbook");
            let title = contents.get(&item.path).and_then(|title| fields::line(title));
            let is_called_front =
                title.as_ref().is_some_and(|title| FRONT_TITLES.contains(&title.to_lowercase().as_str()));
            is_page.then(|| Chapter {
                name: item.path.strip_prefix(&format!("{folder}/")).unwrap_or(&item.path).to_owned(),
                is_front: item.is_contents || is_called_front || fronts.contains(&item.path),
                path: item.path.clone(),
                title,
            })
        });
        Ok(Self { metadata: metadata(&package), chapters: chapters.collect() })
    }
}

struct Item {
    path: String,
    media_type: String,
    is_contents: bool,
}

struct Items {
    by_id: BTreeMap<String, Item>,
}

impl Items {
    fn of(package: &Element, folder: &str) -> Self {
        let items = package.find("manifest").into_iter().flat_map(|manifest| manifest.named("item"));
        let by_id = items.filter_map(|item| {
            let properties = item.attribute("properties").unwrap_or_default();
            let own = Item {
                path: resolved(folder, item.attribute("href")?)?,
                media_type: item.attribute("media-type").unwrap_or_default().to_ascii_lowercase(),
                is_contents: properties.split_whitespace().any(|property| property == "nav"),
            };
            Some((item.attribute("id")?.to_owned(), own))
        });
        Self { by_id: by_id.collect() }
    }

    /// What the contents call each member: by the navigation document of EPUB 3, else by the NCX of EPUB 2.
    fn contents(&self, archive: &mut Archive<'_>, package: &Element) -> BTreeMap<String, String> {
        let mut titles = BTreeMap::new();
        if let Some(nav) = self.by_id.values().find(|item| item.is_contents)
            && let Some(page) = document(archive, &nav.path)
        {
            let lists: Vec<&Element> = page.descendants().filter(|element| element.name == "nav").collect();
            let toc = lists.iter().find(|list| list.attribute("type") == Some("toc")).or(lists.first());
            for link in
                toc.into_iter().flat_map(|toc| toc.descendants()).filter(|element| element.name == "a")
            {
                add_title(&mut titles, &nav.path, link.attribute("href"), &link.text());
            }
        }
        let ncx =
            package.find("spine").and_then(|spine| spine.attribute("toc")).and_then(|id| self.by_id.get(id));
        let ncx = ncx.or_else(|| self.by_id.values().find(|item| item.media_type.contains("x-dtbncx")));
        if titles.is_empty()
            && let Some(ncx) = ncx
            && let Some(page) = document(archive, &ncx.path)
        {
            for point in page.descendants().filter(|element| element.name == "navPoint") {
                let label = point.named("navLabel").next().map(Element::text).unwrap_or_default();
                let source = point.named("content").next().and_then(|content| content.attribute("src"));
                add_title(&mut titles, &ncx.path, source, &label);
            }
        }
        titles
    }

    /// The members that the landmarks or the guide name as a cover and the like.
    fn fronts(&self, archive: &mut Archive<'_>, package: &Element, folder: &str) -> Vec<String> {
        let is_front = |kind: Option<&str>| {
            kind.unwrap_or_default()
                .split_whitespace()
                .any(|kind| FRONT.contains(&kind.to_ascii_lowercase().as_str()))
        };
        let guide = package.find("guide").into_iter().flat_map(|guide| guide.named("reference"));
        let guide = guide.filter(|reference| is_front(reference.attribute("type")));
        let mut fronts: Vec<String> =
            guide.filter_map(|reference| resolved(folder, reference.attribute("href")?)).collect();
        if let Some(nav) = self.by_id.values().find(|item| item.is_contents)
            && let Some(page) = document(archive, &nav.path)
        {
            let links = page
                .descendants()
                .filter(|element| element.name == "a" && is_front(element.attribute("type")));
            let folder = nav.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            fronts.extend(links.filter_map(|link| resolved(folder, link.attribute("href")?)));
        }
        fronts
    }
}

/// The first name that the contents have for a member: later ones are of sections in it.
fn add_title(titles: &mut BTreeMap<String, String>, page: &str, href: Option<&str>, title: &str) {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(path) = href.and_then(|href| resolved(folder, href)).filter(|_| !title.is_empty()) {
        titles.entry(path).or_insert_with(|| title.to_owned());
    }
}

fn metadata(package: &Element) -> Metadata {
    let Some(about) = package.find("metadata") else {
        return Metadata::default();
    };
    // EPUB 2 has them in a box of their own, which books of other makers may leave out.
    let fields = |name: &'static str| {
        about
            .descendants()
            .filter(move |element| element.name == name)
            .map(|element| (element, element.text()))
    };
    let refined = |creator: &Element| {
        let id = creator.attribute("id").map(|id| format!("#{id}"));
        let role = about.named("meta").find(|meta| {
            meta.attribute("property") == Some("role")
                && meta.attribute("refines").map(str::to_owned) == id
                && id.is_some()
        });
        role.map(Element::text).or_else(|| creator.attribute("role").map(str::to_owned))
    };
    let writers = fields("creator").filter(|(creator, _)| refined(creator).is_none_or(|role| role == "aut"));
    let writers: Vec<String> =
        writers.map(|(_, name)| name).filter(|name| !name.is_empty()).take(20).collect();
    let first = |name| fields(name).map(|(_, text)| text).find(|text| !text.is_empty());
    // EPUB 2 has several dates; the one of publication is the one that counts.
    let is_published = |element: &Element| matches!(element.attribute("event"), None | Some("publication"));
    let date = fields("date")
        .find(|(element, text)| is_published(element) && !text.is_empty())
        .map(|(_, text)| text);
    Metadata {
        byline: fields::byline(&writers.join(", ")),
        publication: first("title").as_deref().and_then(fields::line),
        date: date.as_deref().and_then(fields::date),
        language: first("language").as_deref().and_then(fields::language),
        ..Metadata::default()
    }
}

fn document(archive: &mut Archive<'_>, path: &str) -> Option<Element> {
    let bytes = archive.named(path)?.ok()?;
    xml::read(&charset::decode(&bytes, &Hint::default())).ok()
}

/// The path in the archive that `href` means in a folder of it; `None` where it leads out.
fn resolved(folder: &str, href: &str) -> Option<String> {
    let href = decoded(href.split(['#', '?']).next().unwrap_or_default());
    if href.contains("://") || href.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = if href.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    parts.retain(|part| !part.is_empty());
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path without `%20` and the like.
pub(super) fn decoded(path: &str) -> String {
    percent_decoded(path).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_book() {
        for (folder, href, expected) in [
            ("OEBPS", "a%20b.xhtml#c", Some("OEBPS/a b.xhtml")),
            ("OEBPS/text", "../one.xhtml", Some("OEBPS/one.xhtml")),
            ("", "one.xhtml", Some("one.xhtml")),
            ("OEBPS", "../../../etc/passwd", None),
            ("OEBPS", "/one.xhtml", Some("one.xhtml")),
            ("OEBPS", "https://example.org/x", None),
            ("OEBPS", "#c", None),
        ] {
            assert_eq!(resolved(folder, href).as_deref(), expected, "{href}");
        }
    }
}
