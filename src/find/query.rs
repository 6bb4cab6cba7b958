//! What was typed, as something to look for.

use std::fmt;
use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization as _;

use super::accent::{plain, typed_as};
use super::fold::{BETWEEN_BLOCKS, BROKEN, Folded, folded_words};
use crate::span::{Span, floor_boundary};

/// How what was typed is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words, each character for itself.
    #[default]
    Words,
    /// A regular expression. `.` does not go over the end of a paragraph, a blank is any run of blanks.
    Expression,
}

/// Something to look for. Capital letters count when there is one in what was typed.
#[derive(Clone, Debug)]
pub struct Query {
    words: String,
    kind: Kind,
    strict: Regex,
    /// The same with words that the text breaks at a line end, and with accents where none were typed.
    loose: Option<Loose>,
}

/// An expression that is compiled where a text needs it: that takes as long as looking through a page.
#[derive(Clone, Debug)]
struct Loose {
    pattern: String,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl PartialEq for Query {
    /// What was typed, and how it is meant, says all.
    fn eq(&self, other: &Self) -> bool {
        (&self.words, self.kind) == (&other.words, other.kind)
    }
}

/// Why what was typed is no expression, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake(String);

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The places, in the order of the text, none of them empty.
    pub spans: Vec<Span>,
    /// Whether there are more, further away than these.
    pub is_cut: bool,
}

/// A compiled expression is no larger than this many bytes.
const LARGEST: usize = 1 << 20;

impl Query {
    /// Reads what was typed; `None` when that is nothing.
    ///
    /// # Errors
    /// When it is meant as a regular expression and is none.
    pub fn new(words: &str, kind: Kind) -> Result<Option<Self>, Mistake> {
        if words.is_empty() {
            return Ok(None);
        }
        let folded = folded_words(words);
        let (strict, loose) = match kind {
            Kind::Words if folded.is_empty() => return Ok(None),
            Kind::Words => (literal(&folded), Some(loose(&folded))),
            Kind::Expression => (words.nfc().collect::<String>().replace(' ', "\\s+"), None),
        };
        let loose = loose.map(|pattern| Loose { pattern, compiled: Arc::default() });
        let strict = compile(&strict, has_capital(words, kind)).map_err(|error| Mistake::of(&error))?;
        Ok(Some(Self { words: words.to_owned(), kind, strict, loose }))
    }

    /// What was typed.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// How it is meant.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether one line of a list has it, which was folded with [`folded_words`].
    pub fn is_in(&self, folded: &str) -> bool {
        let expression = if folded.is_ascii() { &self.strict } else { self.loose() };
        expression.is_match(folded)
    }

    fn loose(&self) -> &Regex {
        let made = self.loose.as_ref().and_then(|Loose { pattern, compiled }| {
            compiled.get_or_init(|| compile(pattern, has_capital(&self.words, self.kind)).ok()).as_ref()
        });
        made.unwrap_or(&self.strict)
    }

    /// The places where `text` has it, `folded` being the folded text. All of them, unless there are more than `most`:
    /// then some `most` around byte `near`.
    pub fn matches(&self, text: &str, folded: &Folded, near: usize, most: usize) -> Matches {
        let needs_loose = folded.has_broken_words() || folded.has_accents();
        let expression = if needs_loose { self.loose() } else { &self.strict };
        let mut spans: Vec<Span> = found(expression, folded.text(), 0).take(most + 1).collect();
        let is_cut = spans.len() > most;
        if is_cut {
            spans = around(expression, folded.text(), folded.here(near), most / 2);
        }
        let mut end = 0;
        // Two places in one character that was spelled out are one place in the text.
        let apart = spans.into_iter().map(|span| folded.back(text, span)).filter(|span| {
            let is_apart = span.start >= end && !span.is_empty();
            end = end.max(span.end);
            is_apart
        });
        Matches { spans: apart.collect(), is_cut }
    }
}

fn compile(pattern: &str, minds_case: bool) -> Result<Regex, regex::Error> {
    let mut builder = RegexBuilder::new(pattern);
    builder.case_insensitive(!minds_case).size_limit(LARGEST).dfa_size_limit(LARGEST * 4).build()
}

/// Up to `most` matches on either side of `place`, and at least one on each side that has any.
fn around(expression: &Regex, text: &str, place: usize, most: usize) -> Vec<Span> {
    // A match that goes over the place is found from the start of its paragraph.
    let head = text.get(..place).unwrap_or_default();
    let middle = head.rfind(BETWEEN_BLOCKS).unwrap_or(0);
    let mut window = WINDOW.saturating_mul(most.max(1));
    let mut spans = loop {
        let from = floor_boundary(text, middle.saturating_sub(window));
        let before: Vec<Span> = found(expression, text, from).take_while(|span| span.end <= middle).collect();
        if from == 0 || !before.is_empty() {
            break before;
        }
        window = window.saturating_mul(4);
    };
    spans.drain(..spans.len().saturating_sub(most.max(1)));
    spans.extend(found(expression, text, middle).take(most.max(1)));
    spans
}

/// Bytes that are looked at for each match wanted, when there are too many to give all.
const WINDOW: usize = 64;

/// The matches from byte `from` on, those without a character left out.
fn found<'t>(expression: &'t Regex, text: &'t str, mut from: usize) -> impl Iterator<Item = Span> + 't {
    let next = move || {
        while from <= text.len() {
            let found = expression.find_at(text, from)?;
            if !found.is_empty() {
                from = found.end();
                return Some(Span::new(found.start(), found.end()));
            }
            let after = Span::new(found.end(), text.len()).of(text).chars().next();
            from = found.end() + after.map_or(1, char::len_utf8);
        }
        None
    };
    std::iter::from_fn(next)
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Mistake {
    fn of(error: &regex::Error) -> Self {
        match error {
            regex::Error::CompiledTooBig(_) => Self("the expression is too large".to_owned()),
            // The last line says what is wrong; those before it show where.
            error => {
                let told = error.to_string();
                let last = told.lines().last().unwrap_or_default();
                Self(last.trim_start_matches("error: ").to_owned())
            }
        }
    }
}

/// The words as an expression: each character for itself, a blank also for the end of a paragraph.
fn literal(folded: &str) -> String {
    folded.chars().map(one).collect()
}

/// The same, where a hyphen at a line end may stand in any word or for a hyphen, and letters may have accents unless one
/// was typed.
fn loose(folded: &str) -> String {
    let has_accents = folded.chars().any(|c| plain(c).is_some());
    let mut pattern = String::new();
    let mut last = ' ';
    for c in folded.chars() {
        if last.is_alphabetic() && c.is_alphabetic() {
            pattern.push(BROKEN);
            pattern.push('?');
        }
        if c == '-' {
            pattern.push_str("[\u{ad}-]");
        } else if !has_accents && !typed_as(c).is_empty() {
            pattern.extend(["[", typed_as(c), "]"]);
        } else {
            pattern.push_str(&one(c));
        }
        last = c;
    }
    pattern
}

fn one(c: char) -> String {
    if c == ' ' { "[ \n]".to_owned() } else { regex::escape(c.encode_utf8(&mut [0; 4])) }
}

/// Whether a capital letter was typed: no in `\W+ said`, where it is part of a sign.
fn has_capital(words: &str, kind: Kind) -> bool {
    let mut characters = words.chars();
    while let Some(c) = characters.next() {
        if c == '\\' && kind == Kind::Expression {
            characters.next();
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str, kind: Kind) -> Vec<String> {
        let mut start = 0;
        let blocks = text.split("\n\n").map(|block| {
            let span = Span::new(start, start + block.len());
            start = span.end + 2;
            span
        });
        let folded = Folded::new(text, blocks);
        let query = Query::new(words, kind).unwrap().unwrap();
        let matches = query.matches(text, &folded, 0, 100);
        matches.spans.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn words_are_found_as_a_reader_means_them() {
        for (text, words, matches) in [
            ("the end\n of it, the  end of", "end of", &["end\n of", "end of"][..]),
            ("It is. it Is.", "it", &["It", "it"]),
            ("It is. it Is.", "It", &["It"]),
            ("Ünder ünder", "ünder", &["Ünder", "ünder"]),
            ("“Don’t,” he said", "\"don't,\" he", &["“Don’t,” he"]),
            ("\"Don't,\" he said", "“don’t", &["\"Don't"]),
            ("word—word and word--word", "word-word", &["word—word", "word--word"]),
            ("a con\u{ad}sti\u{ad}tu\u{ad}tion", "constitution", &["con\u{ad}sti\u{ad}tu\u{ad}tion"]),
            ("constitution", "con\u{ad}stitution", &["constitution"]),
            ("an impor-\ntant man", "important man", &["impor-\ntant man"]),
            ("a well-\nknown man", "well-known", &["well-\nknown"]),
            ("so it ends.\n\nAnd begins", "ends. and", &["ends.\n\nAnd"]),
            ("1.5 (a|b) $x", "(a|b)", &["(a|b)"]),
            ("1.5 125", "1.5", &["1.5"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("中文字中文", "中文", &["中文", "中文"]),
            ("a café, a cafe\u{301}", "café", &["café", "cafe\u{301}"]),
            ("a café, a cafe\u{301}", "cafe\u{301}", &["café", "cafe\u{301}"]),
            ("a cafe, a CAFÉ", "café", &["CAFÉ"]),
            ("cafés, cafe\u{301}s, cafes", "cafes", &["cafés", "cafe\u{301}s", "cafes"]),
            ("Élysée, élysée", "Elysee", &["Élysée"]),
            ("Lech Wałęsa, Erdoğan", "walesa", &["Wałęsa"]),
            ("Việt Nam, Nguye\u{302}\u{303}n", "nguyen", &["Nguye\u{302}\u{303}n"]),
            ("wait… what", "wait...", &["wait…"]),
            ("none", "some", &[]),
        ] {
            assert_eq!(found(text, words, Kind::Words), matches, "{words:?} in {text:?}");
        }
    }

    #[test]
    fn expressions_stop_at_the_end_of_a_paragraph() {
        for (text, words, matches) in [
            ("He said\nso. She said so.", r"\w+ said", &["He said", "She said"][..]),
            ("one two.\n\none six.", "one.*", &["one two.", "one six."]),
            ("Say. say.", r"\bSay\b", &["Say"]),
            ("a b", r"\S", &["a", "b"]),
            ("“x” and “y”", "\"[^\"]+\"", &["“x”", "“y”"]),
            ("abc", "x*", &[]),
            ("un cafe\u{301}", r"caf\w", &["cafe\u{301}"]),
            ("un cafe\u{301}", "caf[e\u{301}]", &["cafe\u{301}"]),
        ] {
            assert_eq!(found(text, words, Kind::Expression), matches, "{words:?} in {text:?}");
        }
    }

    #[test]
    fn a_mistake_is_told_in_a_line() {
        let told = |words| Query::new(words, Kind::Expression).unwrap_err().to_string();
        assert_eq!(told("(a"), "unclosed group");
        assert_eq!(told("a{9999999999}"), "decimal literal invalid");
        assert_eq!(told("(a{1000}){1000}"), "the expression is too large");
        assert!(Query::new("(a", Kind::Words).is_ok());
        assert!(Query::new("", Kind::Words).unwrap().is_none());
    }

    #[test]
    fn of_a_great_many_the_nearest_are_given() {
        let text = "x ".repeat(1000);
        let folded = Folded::new(&text, (0..1000).map(|line| Span::new(line * 2, line * 2 + 1)));
        let query = Query::new("x", Kind::Words).unwrap().unwrap();
        let matches = query.matches(&text, &folded, 1000, 10);
        assert!(matches.is_cut && matches.spans.len() <= 10);
        assert!(matches.spans.iter().any(|span| span.start < 1000));
        assert!(matches.spans.contains(&Span::new(1000, 1001)));
        assert!(!query.matches(&text, &folded, 1000, 1000).is_cut);
        assert!(query.matches(&text, &folded, 9999, 1).spans.contains(&Span::new(1998, 1999)));
    }

    #[test]
    fn a_line_of_a_list_has_it_or_not() {
        let query = Query::new("don't", Kind::Words).unwrap().unwrap();
        assert!(query.is_in(&folded_words("“Don’t go”")));
        assert!(!query.is_in(&folded_words("Do go")));
        let query = Query::new("marquez", Kind::Words).unwrap().unwrap();
        assert!(query.is_in(&folded_words("García Ma\u{301}rquez")));
    }
}
