//! Highlights and notes in the very form in which this program writes them, as nearly all records of a large journal are.
//!
//! They are read several times as fast as by the reader that takes the same JSON in any form, and come out the same. What is not in
//! this form, to the byte, is left to that one.

use std::str::FromStr;
use std::sync::Arc;

use super::recent::{Recent, Text};
use super::{ADD, VERSION, colour};
use crate::annotation::{
    Annotation, AnnotationId, Change, Clock, Moment, Operation, OperationId, PositionSelector, QuoteSelector,
    Target,
};
use crate::article::{Digest, Metadata, SafeText};

/// The addition that `json` is; `None` where it is anything else, or in another form.
pub(super) fn addition(json: &str, recent: &mut Recent) -> Option<Operation> {
    const { assert!(VERSION == 1) };
    let mut rest = Rest(json);
    rest.skip(r#"{"v":1,"op_id":"#)?;
    let id = OperationId(rest.text()?.name());
    rest.skip(r#","hlc":{"millis":"#)?;
    let millis = rest.number()?;
    rest.skip(r#","counter":"#)?;
    let counter = rest.number()?;
    rest.skip(r#"},"device":"#)?;
    let device = recent.device(&rest.text()?);
    rest.skip(r#","op":"#)?;
    if rest.text()?.0 != ADD {
        return None;
    }
    rest.skip(r#","annotation_id":"#)?;
    let annotation = AnnotationId(rest.text()?.name());
    rest.skip(r#","parent":"#)?;
    let parent = if rest.has("null") { None } else { Some(OperationId(rest.text()?.name())) };
    let batch = if rest.has(r#","batch":"#) { Some(rest.text()?.plain().into_owned()) } else { None };
    rest.skip(r#","payload":{"target":{"#)?;
    let annotation = rest.annotation(annotation, recent)?;
    rest.0.is_empty().then(|| Operation {
        id,
        clock: Clock { millis, counter },
        device,
        parent,
        undoes: None,
        redoes: None,
        batch,
        change: Change::Add(Arc::new(annotation)),
    })
}

/// The article that an annotation is about.
#[derive(Clone, Debug)]
pub(super) struct Source {
    origin: SafeText,
    digest: Digest,
    metadata: Arc<Metadata>,
}

/// What is not read yet.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Goes on behind `literal`, which must come next.
    fn skip(&mut self, literal: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    /// Goes on behind `literal` where it comes next.
    fn has(&mut self, literal: &str) -> bool {
        self.skip(literal).is_some()
    }

    fn text(&mut self) -> Option<Text<'a>> {
        let whole = self.0;
        let inside = whole.strip_prefix('"')?;
        let mut length = 0;
        let mut is_escaped = false;
        loop {
            let behind = inside.as_bytes().get(length..)?;
            let plain = behind.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
            length += plain;
            match behind.get(plain)? {
                b'"' => break,
                b'\\' => is_escaped = true,
                _ => return None,
            }
            // What is escaped may be a quotation mark.
            length += 2;
        }
        self.0 = inside.get(length + 1..)?;
        if is_escaped {
            return Some(Text(serde_json::from_str::<String>(whole.get(..length + 2)?).ok()?.into()));
        }
        inside.get(..length).map(Text::from)
    }

    /// A number from 0 on, without a point.
    fn number<N: FromStr>(&mut self) -> Option<N> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        if digits.starts_with('0') && length > 1 {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    /// The payload of an addition, to the end of the record.
    fn annotation(&mut self, id: AnnotationId, recent: &mut Recent) -> Option<Annotation> {
        let target = self.target(recent)?;
        let note = if self.has(r#","note":"#) { Some(self.text()?.safe()) } else { None };
        let tags = if self.has(r#","tags":["#) { self.tags(recent)? } else { Vec::new() };
        let named = if self.has(r#","colour":"#) { Some(self.text()?) } else { None };
        self.skip(r#","created":"#)?;
        let created = Moment(self.number()?);
        let modified = if self.has(r#","modified":"#) { Moment(self.number()?) } else { created };
        self.skip("}}")?;
        let colour = Some(colour(named.as_ref()));
        Some(Annotation { id, target, note, tags, colour, correction: None, created, modified })
    }

    fn target(&mut self, recent: &mut Recent) -> Option<Target> {
        let Source { origin, digest, metadata } = self.source(recent)?;
        self.skip(r#","selector":[{"type":"TextQuoteSelector","exact":"#)?;
        let exact = self.text()?.safe();
        self.skip(r#","prefix":"#)?;
        let prefix = self.text()?.safe();
        self.skip(r#","suffix":"#)?;
        let suffix = self.text()?.safe();
        self.skip(r#"},{"type":"TextPositionSelector","start":"#)?;
        let start = self.number()?;
        self.skip(r#","end":"#)?;
        let end = self.number()?;
        self.skip("}]}")?;
        let quote = QuoteSelector { exact, prefix, suffix };
        Some(Target { origin, digest, metadata, quote, position: PositionSelector { start, end } })
    }

    /// What is about the article: the same in record after record, so that it is read once.
    fn source(&mut self, recent: &mut Recent) -> Option<Source> {
        let whole = self.0;
        if let Some((written, source)) = &recent.source
            && self.has(written)
        {
            return Some(source.clone());
        }
        self.skip(r#""source":"#)?;
        let origin = self.text()?.safe();
        self.skip(r#","digest":"#)?;
        let digest = Digest::parse(&self.text()?.0)?;
        self.skip(r#","metadata":{"#)?;
        let source = Source { origin, digest, metadata: Arc::new(self.metadata()?) };
        let written = whole.strip_suffix(self.0)?.to_owned();
        recent.source = Some((written, source.clone()));
        Some(source)
    }

    /// What the article says about itself, in an object that has begun.
    fn metadata(&mut self) -> Option<Metadata> {
        let mut metadata = Metadata::default();
        let mut between = "";
        for (key, field) in [
            (r#""title":"#, &mut metadata.title),
            (r#""byline":"#, &mut metadata.byline),
            (r#""publication":"#, &mut metadata.publication),
            (r#""date":"#, &mut metadata.date),
            (r#""url":"#, &mut metadata.url),
            (r#""language":"#, &mut metadata.language),
        ] {
            if let Some(behind) = self.0.strip_prefix(between).and_then(|rest| rest.strip_prefix(key)) {
                self.0 = behind;
                *field = Some(self.text()?.safe());
                between = ",";
            }
        }
        self.skip("}")?;
        Some(metadata)
    }

    /// The tags of a list that has begun.
    fn tags(&mut self, recent: &mut Recent) -> Option<Vec<SafeText>> {
        let mut tags = Vec::with_capacity(1);
        loop {
            tags.push(recent.text(&self.text()?));
            if self.has("]") {
                return Some(tags);
            }
            self.skip(",")?;
        }
    }
}
