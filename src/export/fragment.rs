//! Links that open a page at words of it: `https://…#:~:text=prefix-,start,end,-suffix`.
//!
//! WICG, "URL Fragment Text Directives" (scroll-to-text-fragment): a browser looks for the words without regard to
//! capitals, at the borders of words, and takes the first place. So a place that is not the first one gets as many
//! words around it as tell it from all others. Long words are told by their beginning and end.

use std::fmt::Write as _;

use crate::article::Article;
use crate::span::{Span, ceil_boundary, floor_boundary};

/// The words of a text directive, none of them empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// What stands right before.
    pub prefix: Option<String>,
    /// The words, or their beginning.
    pub start: String,
    /// The end of the words, where `start` is their beginning.
    pub end: Option<String>,
    /// What stands right after.
    pub suffix: Option<String>,
}

/// Words up to this many characters are written out.
const MOST_EXACT: usize = 300;
/// So many words are the beginning and the end of longer ones.
const ENDS: usize = 5;
/// The most words around a place that are looked at to tell it from others.
const MOST_AROUND: usize = 24;

impl Fragment {
    /// The fragment that leads to `span` of `article`; `None` where there are no words.
    pub fn of(article: &Article, span: Span) -> Option<Self> {
        let text = article.text();
        let span = whole_words(text, span.trimmed(text));
        let words = flat(span.of(text));
        if words.is_empty() {
            return None;
        }
        let crosses = !article
            .blocks()
            .iter()
            .any(|block| block.span.start <= span.start && span.end <= block.span.end);
        let (start, end) =
            if crosses || words.chars().count() > MOST_EXACT { ends(article, span) } else { (words, None) };
        let bare = Self { start, end, ..Self::default() };
        let folded = fold(text);
        // What is looked for is the beginning; the end is the first that follows it.
        let is_told = |around: Span| folded.matches(&fold(around.of(text))).nth(1).is_none();
        let head =
            Span::new(span.start, if bare.end.is_some() { first_words_end(text, span) } else { span.end });
        let words_told = bare.end.is_none() || head.end <= span.end;
        if words_told && is_told(head) {
            return Some(bare);
        }
        let context = (1..=MOST_AROUND).find_map(|count| {
            let prefix = before(article, span.start, count);
            let behind = (bare.end.is_none()).then(|| after(article, span.end, count));
            let tries = [(Some(prefix), None), (None, behind), (Some(prefix), behind)];
            tries.into_iter().find(|(prefix, suffix)| {
                let from = prefix.map_or(head.start, |prefix: Span| prefix.start);
                let to = suffix.map_or(head.end, |suffix: Span| suffix.end);
                (from < head.start || to > head.end) && is_told(Span::new(from, to))
            })
        });
        let all = (Some(before(article, span.start, MOST_AROUND)), None);
        let (prefix, suffix) = context.unwrap_or(all);
        let words =
            |span: Option<Span>| span.map(|span| flat(span.of(text))).filter(|words| !words.is_empty());
        Some(Self { prefix: words(prefix), suffix: words(suffix), ..bare })
    }

    /// As it stands behind `#:~:`.
    pub fn directive(&self) -> String {
        let mut directive = String::from("text=");
        if let Some(prefix) = &self.prefix {
            directive.push_str(&encoded(prefix));
            directive.push_str("-,");
        }
        directive.push_str(&encoded(&self.start));
        if let Some(end) = &self.end {
            directive.push(',');
            directive.push_str(&encoded(end));
        }
        if let Some(suffix) = &self.suffix {
            directive.push_str(",-");
            directive.push_str(&encoded(suffix));
        }
        directive
    }

    /// Reads a directive; `None` for what is none.
    pub fn parse(directive: &str) -> Option<Self> {
        let mut terms: Vec<&str> = directive.strip_prefix("text=")?.split(',').collect();
        let prefix = terms.first().and_then(|term| term.strip_suffix('-'));
        if prefix.is_some() {
            terms.remove(0);
        }
        let suffix = terms.last().and_then(|term| term.strip_prefix('-'));
        if suffix.is_some() {
            terms.pop();
        }
        let (start, end) = match terms.as_slice() {
            [start] => (*start, None),
            [start, end] => (*start, Some(*end)),
            _ => return None,
        };
        let term = |term: &str| decoded(term).filter(|words| !words.is_empty());
        let some = |one: Option<&str>| one.map_or(Some(None), |one| term(one).map(Some));
        Some(Self { prefix: some(prefix)?, start: term(start)?, end: some(end)?, suffix: some(suffix)? })
    }

    /// The address of the page with this behind it, in the place of whatever the address leads to within the page.
    pub fn link(&self, url: &str) -> String {
        let page = url.split('#').next().unwrap_or_default();
        format!("{page}#:~:{}", self.directive())
    }
}

/// Words as a term: all but some signs of ASCII as percent and hexadecimal digits of their UTF-8.
fn encoded(words: &str) -> String {
    let mut term = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"!$'()*+./:;=?@_~".contains(&byte) {
            term.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            write!(term, "%{byte:02X}").ok();
        }
    }
    term
}

fn decoded(term: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(term.len());
    let mut rest = term.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            b'-' | b'&' | b',' => return None,
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Words on one line.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as a browser compares them.
fn fold(words: &str) -> String {
    flat(words).to_lowercase()
}

/// The span, with the rest of the words that it begins and ends in.
fn whole_words(text: &str, span: Span) -> Span {
    let is_letter = |c: char| c.is_alphanumeric();
    let words = span.of(text);
    let before = Span::new(0, span.start).of(text);
    let after = Span::new(span.end, text.len()).of(text);
    let start =
        if words.starts_with(is_letter) { before.trim_end_matches(is_letter).len() } else { span.start };
    let rest =
        if words.ends_with(is_letter) { after.trim_start_matches(is_letter).len() } else { after.len() };
    Span::new(start, text.len() - rest)
}

/// The first words of a span and its last ones, each within its paragraph.
fn ends(article: &Article, span: Span) -> (String, Option<String>) {
    let text = article.text();
    let start = Span::new(span.start, first_words_end(text, span));
    let words = span.of(text);
    let paragraph = words.rfind('\n').map_or(span.start, |at| span.start + at + 1);
    let places = Span::new(paragraph.max(start.end), span.end);
    let last: Vec<&str> = places.of(text).split_whitespace().rev().take(ENDS).collect();
    let end: Vec<&str> = last.into_iter().rev().collect();
    (flat(start.of(text)), Some(end.join(" ")).filter(|end| !end.is_empty()))
}

/// The end of the first words of a span, within their paragraph.
fn first_words_end(text: &str, span: Span) -> usize {
    let words = span.of(text);
    let line = words.lines().next().unwrap_or(words);
    let mut end = 0;
    for word in line.split_whitespace().take(ENDS) {
        let Some(at) = line.get(end..).and_then(|rest| rest.find(word)) else { break };
        end += at + word.len();
    }
    span.start + end
}

/// The last `count` words before byte `place`, within one paragraph.
fn before(article: &Article, place: usize, count: usize) -> Span {
    let text = article.text();
    let until = Span::new(0, place).of(text).trim_end().len();
    let blocks = article.blocks();
    let block =
        blocks.iter().rev().find(|block| block.span.start < until).map_or(0, |block| block.span.start);
    let words = Span::new(floor_boundary(text, block.min(until)), until).of(text);
    let at = words.rmatch_indices(char::is_whitespace).nth(count - 1).map_or(0, |(at, gap)| at + gap.len());
    Span::new(until - words.len() + at, place)
}

/// The first `count` words from byte `place` on, within one paragraph.
fn after(article: &Article, place: usize, count: usize) -> Span {
    let text = article.text();
    let rest = Span::new(place, text.len()).of(text);
    let from = text.len() - rest.trim_start().len();
    let block = article
        .blocks()
        .iter()
        .find(|block| block.span.end > from)
        .map_or(text.len(), |block| block.span.end);
    let words = Span::new(from, ceil_boundary(text, block.max(from))).of(text);
    let at = words.match_indices(char::is_whitespace).nth(count - 1).map_or(words.len(), |(at, _)| at);
    Span::new(place, from + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::sample;

    fn link(paragraphs: &[&str], words: &str, nth: usize) -> String {
        let article = sample::article("T", paragraphs);
        let (at, _) = article.text().match_indices(words).nth(nth).unwrap();
        Fragment::of(&article, Span::new(at, at + words.len())).unwrap().directive()
    }

    #[test]
    fn words_are_told_from_the_same_words_elsewhere() {
        let twice = ["“No,” he said. “Yes,” he said. Then nothing.", "He said nothing."];
        assert_eq!(link(&twice, "Then nothing", 0), "text=Then%20nothing");
        assert_eq!(link(&twice, "he said", 0), "text=%E2%80%9CNo%2C%E2%80%9D-,he%20said");
        assert_eq!(link(&twice, "he said", 1), "text=%E2%80%9CYes%2C%E2%80%9D-,he%20said");
        assert_eq!(link(&twice, "e said nothin", 0), "text=He%20said%20nothing");
        assert_eq!(
            link(&["Well-known & 50%, x"], "Well-known & 50%,", 0),
            "text=Well%2Dknown%20%26%2050%25%2C"
        );
    }

    #[test]
    fn long_words_are_told_by_their_ends() {
        let long = "one two three four five six ".repeat(20);
        let article = format!("{long}seven eight nine ten eleven twelve");
        let fragment = link(&[&article], &article, 0);
        assert!(fragment.ends_with(",eight%20nine%20ten%20eleven%20twelve"), "{fragment}");
        let over = sample::article("T", &["Alpha beta.", "Gamma delta."]);
        let fragment = Fragment::of(&over, Span::new(0, over.text().len())).unwrap();
        assert_eq!((fragment.start.as_str(), fragment.end.as_deref()), ("Alpha beta.", Some("Gamma delta.")));
    }

    #[test]
    fn a_link_leads_nowhere_else_in_the_page() {
        let fragment = Fragment { start: "a b".to_owned(), ..Fragment::default() };
        assert_eq!(
            fragment.link("https://example.org/x?y=1#part"),
            "https://example.org/x?y=1#:~:text=a%20b"
        );
        for wrong in ["text=", "text=a-", "text=a,b,c", "text=-a", "text=%FF", "text=%2", "a", "text=a&b"] {
            assert_eq!(Fragment::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            start in "(?s).{1,30}",
            [prefix, end, suffix] in prop::array::uniform3(prop::option::of("(?s).{1,30}"))
        ) {
            let fragment = Fragment { prefix, start, end, suffix };
            let directive = fragment.directive();
            prop_assert!(directive.is_ascii() && !directive.contains(['&', ' ', '#', '"', '<']));
            prop_assert_eq!(Fragment::parse(&directive), Some(fragment));
        }

        #[test]
        fn any_words_of_any_text_have_a_link(words in prop::collection::vec("[ab“”\\- \n]{1,9}", 1..12), from in 0..90_usize, length in 1..40_usize) {
            let paragraphs: Vec<&str> = words.iter().map(String::as_str).collect();
            let article = sample::article("T", &paragraphs);
            let text = article.text();
            let start = floor_boundary(text, from.min(text.len()));
            let end = ceil_boundary(text, (start + length).min(text.len()));
            let fragment = Fragment::of(&article, Span::new(start, end));
            let has_words = !text.get(start..end).unwrap().trim().is_empty();
            prop_assert_eq!(fragment.is_some(), has_words);
            if let Some(fragment) = fragment {
                let words = flat(text).to_lowercase();
                prop_assert!(words.contains(&fragment.start.to_lowercase()), "{:?}", fragment);
                prop_assert_eq!(Fragment::parse(&fragment.directive()), Some(fragment));
            }
        }
    }
}
