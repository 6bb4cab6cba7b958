//! XML as a small tree, bounded in depth and size.
//!
//! Names of attributes are without their prefixes. Entities are the five of XML and those of HTML: what a file declares is never
//! expanded and what it points to never read. A file that breaks off gives what stood before.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

use super::Error;

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    /// What stood before the colon of its name.
    pub(super) prefix: String,
    attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// Levels of nesting.
const DEEPEST: usize = 128;

/// Elements of one file.
const MOST_ELEMENTS: usize = 500_000;

/// Attributes of one element that are looked at.
const MOST_ATTRIBUTES: usize = 100;

/// The outermost element of a decoded file.
///
/// # Errors
/// No element at all; more or deeper ones than any file for readers has.
pub(super) fn read(text: &str) -> Result<Element, Error> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut tree = Tree::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => tree.open(&start)?,
            Ok(Event::Empty(start)) => {
                tree.open(&start)?;
                tree.close();
            }
            Ok(Event::End(end)) => tree.end(&end.local_name()),
            Ok(Event::Text(words)) => tree.text(&words),
            Ok(Event::CData(words)) => tree.text(&words),
            Ok(Event::GeneralRef(name)) => tree.text(&character(&name)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
        if tree.root.is_some() {
            break;
        }
    }
    while !tree.open.is_empty() {
        tree.close();
    }
    tree.root.ok_or(Error::Broken { what: "XML" })
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The elements right in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements right in it that have a name.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children().filter(move |child| child.name == name)
    }

    /// Itself and all elements in it, in order.
    pub(super) fn descendants(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            let at = waiting.len();
            waiting.extend(next.children());
            waiting.get_mut(at..).unwrap_or_default().reverse();
            Some(next)
        })
    }

    /// The first element in it, however deep, that has a name.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.descendants().find(|element| element.name == name)
    }

    /// All words in it, runs of white space as one blank.
    pub(super) fn text(&self) -> String {
        let words = self.texts().collect::<String>();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words right in it, as they stand.
    pub(super) fn words(&self) -> Cow<'_, str> {
        match self.nodes.as_slice() {
            [Node::Text(text)] => Cow::Borrowed(text),
            _ => Cow::Owned(self.texts().collect()),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let mut waiting: Vec<&Node> = self.nodes.iter().rev().collect();
        std::iter::from_fn(move || {
            loop {
                match waiting.pop()? {
                    Node::Text(text) => return Some(text.as_str()),
                    Node::Element(element) => waiting.extend(element.nodes.iter().rev()),
                }
            }
        })
    }

    /// The same as HTML, with each element called as `called` has it, and only the attributes that HTML shares.
    pub(super) fn html(&self, called: fn(&str) -> &str) -> String {
        let mut html = String::new();
        self.write(called, &mut html);
        html
    }

    /// The same without the element itself.
    pub(super) fn inner_html(&self, called: fn(&str) -> &str) -> String {
        let mut html = String::new();
        self.write_nodes(called, &mut html);
        html
    }

    fn write_nodes(&self, called: fn(&str) -> &str, html: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.write(called, html),
                Node::Text(text) => html.push_str(&escaped(text)),
            }
        }
    }

    fn write(&self, called: fn(&str) -> &str, html: &mut String) {
        let name = called(&self.name);
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !name.is_empty();
        let name = if is_name { name } else { "span" };
        html.push('<');
        html.push_str(name);
        for key in ["href", "id", "src", "alt", "start", "value", "hidden"] {
            if let Some(value) = self.attribute(key) {
                write!(html, " {key}=\"{}\"", escaped(value)).ok();
            }
        }
        html.push('>');
        self.write_nodes(called, html);
        if !VOID.contains(&name) {
            write!(html, "</{name}>").ok();
        }
    }
}

/// Elements of HTML without an end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "wbr"];

/// Words as HTML has them.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The tree while it grows.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
}

impl Tree {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Error> {
        self.count += 1;
        if self.count > MOST_ELEMENTS || self.open.len() >= DEEPEST {
            return Err(Error::TooMuch { what: "XML" });
        }
        let mut all = start.attributes();
        let attributes = all.with_checks(false).take(MOST_ATTRIBUTES).flatten();
        let attributes = attributes.map(|attribute| {
            let value = unescape_with(&attribute.value, resolve_html5_entity);
            let value = value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
            (attribute.key.local_name().as_ref().to_owned(), value)
        });
        let name = start.local_name().as_ref().to_owned();
        let prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
        self.open.push(Element { name, prefix, attributes: attributes.collect(), nodes: Vec::new() });
        Ok(())
    }

    /// Ends the nearest open element of this name, and what was left open in it.
    fn end(&mut self, name: &impl AsRef<str>) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name.as_ref()) else {
            return;
        };
        while self.open.len() > at {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(done) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(done)),
            None => self.root = Some(done),
        }
    }

    fn text(&mut self, words: &(impl AsRef<str> + ?Sized)) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(words.as_ref()),
            _ => parent.nodes.push(Node::Text(words.as_ref().to_owned())),
        }
    }
}

/// What `&name;` stands for; itself where only the file says what.
fn character(name: &str) -> String {
    let raw = format!("&{name};");
    unescape_with(&raw, resolve_html5_entity).map_or_else(|_| raw.clone(), Cow::into_owned)
}
