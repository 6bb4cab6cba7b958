//! Blocks to one text: their spans, and the places that links lead to.

use std::collections::BTreeMap;

use super::signs::with_their_words;
use crate::article::{Block, BlockKind, Draft, Link, Marker, Metadata, SafeText, Target};
use crate::import::bare;
use crate::import::target::{Raw, percent_decoded};
use crate::span::Span;

/// What stands between two blocks of the text.
const BREAK: &str = "\n\n";

/// One block, with what is known about its words in bytes of them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: BlockKind,
    pub(super) marker: Marker,
    pub(super) depth: u8,
    pub(super) text: String,
    pub(super) links: Vec<(Span, Raw)>,
    pub(super) names: Vec<(usize, String)>,
}

impl Part {
    pub(super) fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            marker: Marker::None,
            depth: 0,
            text: String::new(),
            links: Vec::new(),
            names: Vec::new(),
        }
    }
}

/// A draft with the names of its places, for those that lead here from elsewhere.
#[derive(Debug)]
pub(in crate::import) struct Named {
    pub(in crate::import) draft: Draft,
    pub(in crate::import) names: Names,
    /// The places in other files that its links lead to, by the words of the link.
    pub(in crate::import) beside: Vec<(Span, String)>,
}

/// The draft of these blocks.
pub(super) fn joined(parts: Vec<Part>, metadata: Metadata) -> Named {
    let parts = with_their_words(parts);
    let length = parts.iter().map(|part| part.text.len() + BREAK.len()).sum();
    let mut text = String::with_capacity(length);
    let mut blocks = Vec::with_capacity(parts.len());
    let mut raw = Vec::new();
    let mut names = Names::default();
    for part in parts {
        if !text.is_empty() {
            text.push_str(BREAK);
        }
        let start = text.len();
        text.push_str(&part.text);
        let block = Block::given(Span::new(start, text.len()), part.kind).marked(part.marker);
        let block = Block { depth: part.depth, ..block };
        for (place, name) in part.names {
            names.add(name, start + place);
        }
        if matches!(part.kind, BlockKind::Heading(_)) {
            names.add_heading(&part.text, start);
        }
        raw.extend(part.links.into_iter().map(|(span, target)| (moved(span, start), target)));
        blocks.push(block);
    }
    debug_assert_eq!(SafeText::new(&text).as_str(), text, "blocks are safe before they are joined");
    let page = metadata.url.as_deref();
    let fragment = |(span, raw): &(Span, Raw)| match raw {
        Raw::File(_, Some(name)) => Some((*span, name.clone())),
        _ => None,
    };
    let beside = raw.iter().filter_map(fragment).collect();
    let links =
        raw.into_iter().filter_map(|(span, raw)| Some(Link { span, target: names.target(raw, page)? }));
    let links = with_bare(links.collect(), &text, &blocks);
    let draft = Draft { text: SafeText::from_string(text), blocks, links, metadata };
    Named { draft, names, beside }
}

/// A heading as the name of its place: "The money, again" is "the-money-again", as the common tools have it.
pub(super) fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

/// The names of places. Of several places with one name the first has it, as in browsers.
#[derive(Debug, Default)]
pub(in crate::import) struct Names {
    places: BTreeMap<String, usize>,
    /// The names that headings would have, which give way to those that were given.
    headings: BTreeMap<String, usize>,
}

impl Names {
    fn add(&mut self, name: String, place: usize) {
        self.places.entry(name).or_insert(place);
    }

    fn add_heading(&mut self, heading: &str, place: usize) {
        let slug = slug(heading);
        let mut name = slug.clone();
        let mut number = 1;
        while self.headings.contains_key(&name) && number < 100 {
            name = format!("{slug}-{number}");
            number += 1;
        }
        self.headings.entry(name).or_insert(place);
    }

    fn target(&self, raw: Raw, page: Option<&str>) -> Option<Target> {
        match raw {
            Raw::Fragment(name) => self.place(&name).map(Target::Place),
            Raw::File(path, _) => Some(Target::File(path)),
            Raw::Lost => None,
            Raw::Address(address) => {
                let fragment = page.and_then(|page| address.strip_prefix(page)?.strip_prefix('#'));
                let place = fragment.and_then(|name| self.place(name));
                Some(place.map_or(Target::Address(address), Target::Place))
            }
        }
    }

    /// Where the place of this name is.
    pub(in crate::import) fn place(&self, name: &str) -> Option<usize> {
        let find = |name: &str| self.places.get(name).or_else(|| self.headings.get(name)).copied();
        find(name).or_else(|| find(&percent_decoded(name)?))
    }
}

/// `links` and the addresses that stand in the text as they are, in order and apart.
fn with_bare(mut links: Vec<Link>, text: &str, blocks: &[Block]) -> Vec<Link> {
    links.sort_by_key(|link| (link.span.start, link.span.end));
    let mut apart: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        if apart.last().is_none_or(|last| last.span.end <= link.span.start) {
            apart.push(link);
        }
    }
    let given = apart.len();
    for block in blocks {
        for link in bare::links(text, block.span) {
            let next = apart
                .get(..given)
                .unwrap_or_default()
                .partition_point(|other| other.span.end <= link.span.start);
            if apart
                .get(..given)
                .and_then(|given| given.get(next))
                .is_none_or(|other| !other.span.overlaps(link.span))
            {
                apart.push(link);
            }
        }
    }
    apart.sort_by_key(|link| link.span.start);
    apart
}
