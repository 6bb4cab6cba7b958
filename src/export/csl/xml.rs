//! The XML of a style as a small tree that knows its lines. Anything that is not well formed is a mistake: half a style
//! would cite wrongly.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::Mistake;

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// The line that it begins on, from 1.
    pub(super) line: usize,
    /// Its attributes; names are without prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// The elements right in it.
    pub(super) children: Vec<Self>,
    /// The words right in it.
    pub(super) text: String,
}

/// Levels of nesting.
const DEEPEST: usize = 64;

impl Element {
    /// The outermost element of a file.
    ///
    /// # Errors
    /// When the file is not well formed or nests too deep.
    pub(super) fn read(text: &str) -> Result<Self, Mistake> {
        let mut reader = Reader::from_str(text);
        let mut lines = Lines { text, place: 0, line: 1 };
        let mut open: Vec<Self> = Vec::new();
        loop {
            let line = lines.at(reader.buffer_position());
            let event = reader.read_event().map_err(|error| {
                let line = lines.at(reader.error_position());
                Mistake::new(line, format!("this is no XML: {error}"))
            })?;
            let done = match event {
                Event::Start(start) if open.len() < DEEPEST => {
                    open.push(Self::new(&start, line)?);
                    None
                }
                Event::Start(_) => return Err(Mistake::new(line, "it nests too deep".to_owned())),
                Event::Empty(start) => Some(Self::new(&start, line)?),
                Event::End(_) => open.pop(),
                Event::Text(words) => {
                    add_text(&mut open, &words);
                    None
                }
                Event::CData(words) => {
                    add_text(&mut open, &words);
                    None
                }
                Event::GeneralRef(name) => {
                    add_text(&mut open, &entity(&format!("&{};", &*name), line)?);
                    None
                }
                Event::Eof => return Err(Mistake::new(line, "the style breaks off here".to_owned())),
                _ => None,
            };
            let Some(done) = done else { continue };
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => return Ok(done),
            }
        }
    }

    fn new(start: &BytesStart<'_>, line: usize) -> Result<Self, Mistake> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute =
                attribute.map_err(|error| Mistake::new(line, format!("this is no XML: {error}")))?;
            let value = entity(&attribute.value, line)?.replace(['\n', '\t', '\r'], " ");
            attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
        }
        Ok(Self { name: start.local_name().as_ref().to_owned(), line, attributes, ..Self::default() })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first element right in it that has a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }
}

fn add_text(open: &mut [Element], words: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(words);
    }
}

/// Words with the five entities of XML and numbered ones resolved. A style that declares its own is not read.
fn entity(raw: &str, line: usize) -> Result<String, Mistake> {
    let words = unescape(raw).map_err(|error| Mistake::new(line, format!("this is no XML: {error}")))?;
    Ok(words.into_owned())
}

/// Counts the lines up to a place, which only grows.
struct Lines<'t> {
    text: &'t str,
    place: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, place: u64) -> usize {
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.place..place).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.place = place.max(self.place);
        self.line
    }
}
