//! Citations in the reader's own style: the Citation Style Language, CSL 1.0.2
//! (<https://docs.citationstyles.org/en/stable/specification.html>), for one article that is cited once.
//!
//! `xml` is the file as a tree, `reading` makes [`Csl`] of it out of `part`s, `reach` sees to it that no style takes long,
//! `item` is what is cited, `writing` writes it in `pieces`, whose marks and points are settled last. Sorting, numbering,
//! "ibid." and telling authors apart have no meaning for one citation, and fonts none in plain text. Terms are English.

mod item;
mod letter_case;
mod locale;
mod part;
mod pieces;
mod reach;
mod reading;
mod terms;
mod writing;
mod xml;

use std::collections::BTreeMap;

use self::item::Item;
use self::locale::Locale;
use self::part::{NameOptions, Part};
use self::reading::{Reader, needed};
use self::writing::Writer;
use self::xml::Element;
use super::citation::{Cited, unended};
use crate::article::SafeText;

/// A style that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csl {
    macros: BTreeMap<String, Vec<Part>>,
    options: NameOptions,
    locale: Locale,
    /// Whether citations are notes; else they stand in the text, and the bibliography follows.
    is_note: bool,
    /// Whether "von" goes behind the given name where the family name comes first.
    demotes_particles: bool,
    /// Whether "Jean-Luc" becomes "J.-L."
    keeps_hyphens: bool,
    citation: Layout,
    bibliography: Option<Layout>,
}

/// A citation, or an entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Layout {
    parts: Vec<Part>,
    prefix: String,
    suffix: String,
    options: NameOptions,
}

/// Why a style cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Mistake {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: String,
}

/// Something that a style asks for and does not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is left out.
    pub what: String,
}

impl Mistake {
    fn new(line: usize, why: String) -> Self {
        Self { line, why }
    }
}

/// The most that a style may be long, in bytes; the longest official ones have about 200,000.
pub const MOST_BYTES: usize = 1 << 20;

impl Csl {
    /// Reads a style, with what it asks for that is left out.
    ///
    /// # Errors
    /// When it is no style of CSL 1.0, or one that only points to another, breaks off, or is larger, deeper or more
    /// intricate than any for readers.
    pub fn read(text: &str) -> Result<(Self, Vec<Notice>), Mistake> {
        if text.len() > MOST_BYTES {
            return Err(Mistake::new(1, "it is larger than 1 MiB".to_owned()));
        }
        let root = Element::read(text.trim_start_matches('\u{feff}'))?;
        let mut reader = Reader::default();
        let style = Self::of(&root, &mut reader)?;
        style.check_reach(&mut reader)?;
        Ok((style, reader.notices))
    }

    fn of(root: &Element, reader: &mut Reader) -> Result<Self, Mistake> {
        is_style(root)?;
        let mut macros = BTreeMap::new();
        for element in root.children.iter().filter(|child| child.name == "macro") {
            macros.insert(needed(element, "name")?, reader.parts(element)?);
        }
        let Some(citation) = root.child("citation") else {
            return Err(Mistake::new(root.line, no_citation(root)));
        };
        for child in &root.children {
            if !["info", "locale", "macro", "citation", "bibliography"].contains(&child.name.as_str()) {
                reader.notice(child.line, format!("the element “{}” is left out", child.name));
            }
        }
        let says = |name: &str, value: &str| root.attribute(name) == Some(value);
        Ok(Self {
            macros,
            options: reader.name_options(root),
            locale: Locale::of(root, reader)?,
            is_note: says("class", "note"),
            demotes_particles: !says("demote-non-dropping-particle", "never")
                && !says("demote-non-dropping-particle", "sort-only"),
            keeps_hyphens: !says("initialize-with-hyphen", "false"),
            citation: Layout::of(citation, reader)?,
            bibliography: root.child("bibliography").map(|entry| Layout::of(entry, reader)).transpose()?,
        })
    }

    /// Words with their citation, on one line: a note, or a citation in the text with the entry of the bibliography.
    pub fn cite(&self, cited: &Cited) -> String {
        let item = Item::of(cited);
        let before = cited.speaker.as_ref().map(|speaker| format!("{speaker}, quoted in "));
        let citation = Writer::new(self, &item).layout(&self.citation, before.as_deref());
        let entry = self.bibliography.as_ref().filter(|_| !self.is_note);
        let entry = entry.map(|entry| Writer::new(self, &item).layout(entry, None)).unwrap_or_default();
        let words = if self.is_note { cited.words.as_str() } else { unended(&cited.words) };
        let ends = self.is_note || citation.is_empty() || citation.ends_with(['.', '?', '!']);
        let point = if ends { "" } else { "." };
        SafeText::one_line(&format!("“{words}” {citation}{point} {entry}")).trim().to_owned()
    }
}

impl Layout {
    fn of(element: &Element, reader: &mut Reader) -> Result<Self, Mistake> {
        let options = reader.name_options(element);
        let Some(layout) = element.child("layout") else {
            return Err(Mistake::new(element.line, format!("“{}” has no layout", element.name)));
        };
        reader.check(layout, &["prefix", "suffix", "delimiter"]);
        let text = |name| layout.attribute(name).unwrap_or_default().to_owned();
        Ok(Self { parts: reader.parts(layout)?, prefix: text("prefix"), suffix: text("suffix"), options })
    }
}

/// Whether the outermost element is that of a style that can be read.
fn is_style(root: &Element) -> Result<(), Mistake> {
    let wrong = |why: String| Err(Mistake::new(root.line, why));
    if root.name != "style" {
        return wrong(format!("this is no style of CSL: it begins with “{}”", root.name));
    }
    match root.attribute("version") {
        Some(version) if version != "1.0" && !version.starts_with("1.0.") => {
            wrong(format!("this is a style of CSL {version}; styles of CSL 1.0 are read"))
        }
        _ => Ok(()),
    }
}

/// What to say of a style that has no citation: most such point to the one that they stand for.
fn no_citation(root: &Element) -> String {
    let links = root.child("info").map(|info| info.children.as_slice()).unwrap_or_default();
    let parent = links.iter().find(|link| link.attribute("rel") == Some("independent-parent"));
    match parent.and_then(|link| link.attribute("href")) {
        Some(href) => format!("it only points to another style, {href}; take that one"),
        None => "the style has no “citation”".to_owned(),
    }
}

#[cfg(test)]
mod tests;
