//! What was read, as a few bytes, and back: the metadata, blocks and links as JSON, the text behind them, all deflated.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use crate::article::{Block, BlockKind, Draft, Link, Marker, Metadata, SafeText, Shortfall, Target};
use crate::span::Span;

/// The form of the bytes, which is the first of them.
const FORM: u8 = 1;

/// No text is longer: what claims to be was not packed here.
const MOST: u64 = 1 << 31;

/// `draft` as bytes.
pub(super) fn pack(draft: &Draft) -> Vec<u8> {
    let head = serde_json::to_vec(&Head::of(draft)).unwrap_or_default();
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut deflate = DeflateEncoder::new(vec![FORM], Compression::fast());
    // Writing to memory does not fail.
    [&length, head.as_slice(), draft.text.as_bytes()]
        .iter()
        .try_for_each(|part| deflate.write_all(part))
        .ok();
    deflate.finish().unwrap_or_default()
}

/// The draft in `bytes`; `None` where there is none.
pub(super) fn unpack(bytes: &[u8]) -> Option<Draft> {
    let (form, deflated) = bytes.split_first()?;
    let mut whole = Vec::with_capacity(deflated.len().saturating_mul(3).min(1 << 24));
    DeflateDecoder::new(deflated).take(MOST).read_to_end(&mut whole).ok().filter(|_| *form == FORM)?;
    let (length, rest) = whole.split_first_chunk::<4>()?;
    let (head, text) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let head: Head<'_> = serde_json::from_slice(head).ok()?;
    let text = SafeText::new(str::from_utf8(text).ok()?);
    Some(head.draft(text))
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Head<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    title: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shortfall: Option<std::borrow::Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<(usize, usize, DiskKind, DiskMarker, u8, bool)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<(usize, usize, DiskTarget<'a>)>,
}

#[derive(Deserialize, Serialize)]
enum DiskKind {
    Heading(u8),
    Paragraph,
    ListItem,
    BlockQuotation,
    Preformatted,
    Image,
    Separator,
}

#[derive(Deserialize, Serialize)]
enum DiskMarker {
    None,
    Bullet,
    Number(u32),
    BelowNumber,
}

#[derive(Deserialize, Serialize)]
enum DiskTarget<'a> {
    Place(usize),
    #[serde(borrow)]
    File(std::borrow::Cow<'a, str>),
    FilePlace(std::borrow::Cow<'a, str>, usize),
    Address(std::borrow::Cow<'a, str>),
}

impl<'a> Head<'a> {
    fn of(draft: &'a Draft) -> Self {
        let metadata = &draft.metadata;
        let text = |field: &'a Option<SafeText>| field.as_deref().map(Into::into);
        let block = |block: &Block| {
            let Block { span, kind, marker, depth, restored } = *block;
            (span.start, span.end, kind.into(), marker.into(), depth, restored)
        };
        let link = |link: &'a Link| (link.span.start, link.span.end, DiskTarget::from(&link.target));
        Self {
            title: text(&metadata.title),
            byline: text(&metadata.byline),
            publication: text(&metadata.publication),
            section: text(&metadata.section),
            date: text(&metadata.date),
            url: text(&metadata.url),
            language: text(&metadata.language),
            shortfall: metadata.shortfall.map(|shortfall| shortfall_name(shortfall).into()),
            blocks: draft.blocks.iter().map(block).collect(),
            links: draft.links.iter().map(link).collect(),
        }
    }

    fn draft(self, text: SafeText) -> Draft {
        let field = |field: Option<std::borrow::Cow<'_, str>>| field.map(|field| SafeText::new(&field));
        let metadata = Metadata {
            title: field(self.title),
            byline: field(self.byline),
            publication: field(self.publication),
            section: field(self.section),
            date: field(self.date),
            url: field(self.url),
            language: field(self.language),
            shortfall: self.shortfall.and_then(|name| shortfall(&name)),
        };
        let is_there = |start: usize, end: usize| {
            start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
        };
        let blocks = self.blocks.into_iter().filter(|block| is_there(block.0, block.1));
        let blocks = blocks.map(|(start, end, kind, marker, depth, restored)| Block {
            span: Span::new(start, end),
            kind: kind.into(),
            marker: marker.into(),
            depth,
            restored,
        });
        let links = self.links.into_iter().filter(|link| is_there(link.0, link.1));
        let links =
            links.map(|(start, end, target)| Link { span: Span::new(start, end), target: target.into() });
        let (blocks, links) = (blocks.collect(), links.collect());
        Draft { text, blocks, links, metadata }
    }
}

/// Why a text is not whole, in a word.
pub(super) fn shortfall_name(shortfall: Shortfall) -> &'static str {
    match shortfall {
        Shortfall::Paywall => "paywall",
        Shortfall::ConsentWall => "consent-wall",
        Shortfall::Script => "script",
        Shortfall::Teaser => "teaser",
    }
}

/// The shortfall of this name.
pub(super) fn shortfall(name: &str) -> Option<Shortfall> {
    let all = [Shortfall::Paywall, Shortfall::ConsentWall, Shortfall::Script, Shortfall::Teaser];
    all.into_iter().find(|shortfall| shortfall_name(*shortfall) == name)
}

impl From<BlockKind> for DiskKind {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading(level) => Self::Heading(level),
            BlockKind::Paragraph => Self::Paragraph,
            BlockKind::ListItem => Self::ListItem,
            BlockKind::BlockQuotation => Self::BlockQuotation,
            BlockKind::Preformatted => Self::Preformatted,
            BlockKind::Image => Self::Image,
            BlockKind::Separator => Self::Separator,
        }
    }
}

impl From<DiskKind> for BlockKind {
    fn from(kind: DiskKind) -> Self {
        match kind {
            DiskKind::Heading(level) => Self::Heading(level),
            DiskKind::Paragraph => Self::Paragraph,
            DiskKind::ListItem => Self::ListItem,
            DiskKind::BlockQuotation => Self::BlockQuotation,
            DiskKind::Preformatted => Self::Preformatted,
            DiskKind::Image => Self::Image,
            DiskKind::Separator => Self::Separator,
        }
    }
}

impl From<Marker> for DiskMarker {
    fn from(marker: Marker) -> Self {
        match marker {
            Marker::None => Self::None,
            Marker::Bullet => Self::Bullet,
            Marker::Number(number) => Self::Number(number),
            Marker::BelowNumber => Self::BelowNumber,
        }
    }
}

impl From<DiskMarker> for Marker {
    fn from(marker: DiskMarker) -> Self {
        match marker {
            DiskMarker::None => Self::None,
            DiskMarker::Bullet => Self::Bullet,
            DiskMarker::Number(number) => Self::Number(number),
            DiskMarker::BelowNumber => Self::BelowNumber,
        }
    }
}

impl<'a> From<&'a Target> for DiskTarget<'a> {
    fn from(target: &'a Target) -> Self {
        match target {
            Target::Place(place) => Self::Place(*place),
            Target::File(name) => Self::File(name.as_str().into()),
            Target::FilePlace(name, place) => Self::FilePlace(name.as_str().into(), *place),
            Target::Address(address) => Self::Address(address.as_str().into()),
        }
    }
}

impl From<DiskTarget<'_>> for Target {
    fn from(target: DiskTarget<'_>) -> Self {
        match target {
            DiskTarget::Place(place) => Self::Place(place),
            DiskTarget::File(name) => Self::File(SafeText::new(&name)),
            DiskTarget::FilePlace(name, place) => Self::FilePlace(SafeText::new(&name), place),
            DiskTarget::Address(address) => Self::Address(SafeText::new(&address)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let text = SafeText::new("Title\n“Yes,” she said.\n1. One é");
        let kinds = [
            Block::given(Span::new(0, 5), BlockKind::Heading(2)),
            Block { restored: true, depth: 3, ..Block::given(Span::new(6, 26), BlockKind::Paragraph) },
            Block::given(Span::new(27, 36), BlockKind::ListItem).marked(Marker::Number(7)),
        ];
        let links = [
            Target::Place(6),
            Target::File(SafeText::new("a.md")),
            Target::FilePlace(SafeText::new("b.md"), 7),
            Target::Address(SafeText::new("https://e.org/é")),
        ];
        let links =
            links.into_iter().enumerate().map(|(at, target)| Link { span: Span::new(at, at + 1), target });
        let some = |text| Some(SafeText::new(text));
        let metadata = Metadata {
            title: some("T"),
            byline: some("B"),
            publication: some("P"),
            section: some("S"),
            date: some("2020-05-01"),
            url: some("https://e.org"),
            language: some("en"),
            shortfall: Some(Shortfall::Teaser),
        };
        Draft { text, blocks: kinds.to_vec(), links: links.collect(), metadata }
    }

    #[test]
    fn what_was_packed_comes_back() {
        let plain = Draft { text: SafeText::new("Only words."), ..Draft::default() };
        for draft in [draft(), plain, Draft::default()] {
            assert_eq!(unpack(&pack(&draft)), Some(draft));
        }
    }

    #[test]
    fn every_shortfall_has_its_name() {
        let named = |name: &str| shortfall(name);
        for shortfall in [Shortfall::Paywall, Shortfall::ConsentWall, Shortfall::Script, Shortfall::Teaser] {
            assert_eq!(named(shortfall_name(shortfall)), Some(shortfall));
        }
        assert_eq!(named("?"), None);
    }

    #[test]
    fn damage_anywhere_is_nothing_or_another_draft_and_no_panic() {
        let whole = pack(&draft());
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 1 << (place % 8);
            unpack(&bytes);
            unpack(&whole[..place]);
        }
        assert_eq!(unpack(&[]), None);
    }
}
