//! Words of a text as the index has them, and a short piece of a text around those that were looked for.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::query::Term;
use crate::article::SafeText;
use crate::span::{Span, ceil_boundary, floor_boundary};

/// The words of `text` with their places: runs of letters and figures, in lower case, without accents. This is what
/// SQLite's `unicode61` makes of what is [`seen`] of it, so what the index finds is found here too.
pub(super) fn words(text: &str) -> impl Iterator<Item = (String, Span)> {
    let mut reader = Reader::new(text);
    std::iter::from_fn(move || reader.next().map(|span| (reader.word.clone(), span)))
}

/// `text` without the characters that take no room and that nobody types (soft hyphens, marks that allow or forbid a line
/// end), which would part a word for the index.
pub(super) fn seen(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) { text.replace(is_unseen, "").into() } else { text.into() }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Reads a text word by word.
struct Reader<'t> {
    rest: std::iter::Peekable<std::str::CharIndices<'t>>,
    /// The last word, folded.
    word: String,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text.char_indices().peekable(), word: String::new() }
    }

    /// Where the next word stands.
    fn next(&mut self) -> Option<Span> {
        let is_in_word = |c: char| c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c));
        let (start, first) = self.rest.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        self.word.clear();
        push_folded(first, &mut self.word);
        while let Some((place, c)) = self.rest.next_if(|(_, c)| is_in_word(*c) || is_unseen(*c)) {
            if !is_unseen(c) {
                push_folded(c, &mut self.word);
                end = place + c.len_utf8();
            }
        }
        Some(Span::new(start, end))
    }
}

fn push_folded(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
    } else {
        let plain = std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c));
        word.extend(plain.flat_map(char::to_lowercase));
    }
}

/// The words of a name, with blanks between them.
pub(super) fn folded(name: &str) -> String {
    words(name).map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

impl Term {
    /// Whether it may begin with this word.
    fn may_begin(&self, word: &str) -> bool {
        self.words.first().is_some_and(|first| self.fits(first, 0, word))
    }

    /// Whether the wanted word at this place of it is `word`.
    fn fits(&self, wanted: &str, at: usize, word: &str) -> bool {
        let is_last = at + 1 == self.words.len();
        wanted == word || (self.is_beginning && is_last && word.starts_with(wanted))
    }

    /// How many bytes of `text` it takes where it stands at their beginning.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut reader = Reader::new(text);
        let mut end = 0;
        for (at, wanted) in self.words.iter().enumerate() {
            end = reader.next()?.end;
            if !self.fits(wanted, at, &reader.word) {
                return None;
            }
        }
        Some(end)
    }

    /// Whether `text` has it.
    pub fn is_in(&self, text: &str) -> bool {
        !hits(text, Span::new(0, text.len()), &[self]).is_empty()
    }
}

/// A piece of a text, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The words; what was left out before and behind them is an ellipsis.
    pub text: SafeText,
    /// Which of its bytes were looked for.
    pub marks: Vec<Span>,
    /// The first place in the whole text that was looked for; where nothing was, the beginning of the piece.
    pub place: Span,
}

/// How many words are looked at for a good place: a book is not read to its end for two lines.
const MOST_WORDS: usize = 60_000;
/// How many places are compared.
const MOST_HITS: usize = 500;

/// The piece of `within` in `text` that has most of `terms`, about `room` bytes long.
pub(super) fn excerpt(text: &str, within: Span, terms: &[&Term], room: usize) -> Excerpt {
    let hits = hits(text, within, terms);
    let Some((first, last)) = densest(&hits, room) else {
        return cut(text, within, Span::new(within.start, within.start), &[], room);
    };
    let around = Span::new(first.start, last.end);
    let marks: Vec<Span> = hits.iter().map(|(span, _)| *span).collect();
    let excerpt = cut(text, within, around, &marks, room);
    Excerpt { place: first, ..excerpt }
}

/// Where `terms` stand, each with its number, in order.
fn hits(text: &str, within: Span, terms: &[&Term]) -> Vec<(Span, usize)> {
    let mut hits = Vec::new();
    if terms.is_empty() {
        return hits;
    }
    let words = within.of(text);
    let mut reader = Reader::new(words);
    for _ in 0..MOST_WORDS {
        let Some(span) = reader.next() else { break };
        let Some(number) = terms.iter().position(|term| term.may_begin(&reader.word)) else { continue };
        let behind = Span::new(span.start, words.len()).of(words);
        // The first of the terms that goes on as the text does.
        let number =
            (number..terms.len()).find_map(|number| Some((number, terms.get(number)?.length_in(behind)?)));
        if let Some((number, length)) = number {
            let start = within.start + span.start;
            hits.push((Span::new(start, start + length), number));
        }
        if hits.len() == MOST_HITS {
            break;
        }
    }
    hits
}

/// The first and last of the hits within `room` bytes that have the most different terms between them.
fn densest(hits: &[(Span, usize)], room: usize) -> Option<(Span, Span)> {
    let mut best: Option<(usize, Span, Span)> = None;
    for (at, (first, _)) in hits.iter().enumerate() {
        let near = hits
            .iter()
            .skip(at)
            .take_while(|(span, _)| span.end <= first.start + room.max(1) || span == first);
        let (mut seen, mut last) = (Vec::new(), *first);
        for (span, number) in near {
            if !seen.contains(number) {
                seen.push(*number);
                last = *span;
            }
        }
        if best.is_none_or(|(most, ..)| seen.len() > most) {
            best = Some((seen.len(), *first, last));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// About `room` bytes of `within` around `around`, on one line, cut between words.
fn cut(text: &str, within: Span, around: Span, marks: &[Span], room: usize) -> Excerpt {
    let spare = room.saturating_sub(around.len());
    let start = floor_boundary(text, around.start.saturating_sub(spare / 3).max(within.start));
    let end = ceil_boundary(text, (start + room.max(around.len())).min(within.end));
    let is_blank = |c: char| c.is_whitespace();
    let start = match text.get(start..around.start).and_then(|before| before.find(is_blank)) {
        Some(blank) if start > within.start => start + blank,
        _ => start,
    };
    let end = match text.get(around.end.max(start)..end).and_then(|behind| behind.rfind(is_blank)) {
        Some(blank) if end < within.end => around.end.max(start) + blank,
        _ => end,
    };
    let (mut line, mut moved) = (String::new(), Vec::new());
    let is_left_out = |part: Span| !part.of(text).trim().is_empty();
    if is_left_out(Span::new(within.start, start)) {
        line.push('…');
    }
    let (mut place, mut was_blank) = (start, true);
    for c in Span::new(start, end).of(text).chars() {
        let begins = marks.iter().find(|mark| mark.start == place && mark.end <= end);
        if let Some(mark) = begins {
            moved.push((*mark, line.len()));
        }
        if !(c.is_whitespace() && was_blank) {
            line.push(if c.is_whitespace() { ' ' } else { c });
        }
        was_blank = c.is_whitespace();
        place += c.len_utf8();
    }
    // White space within a mark may have become shorter.
    let marks = moved.into_iter().map(|(mark, from)| {
        let length: usize = one_line_length(mark.of(text));
        Span::new(from, from + length)
    });
    let marks = marks.collect();
    line.truncate(line.trim_end().len());
    if is_left_out(Span::new(end, within.end)) {
        line.push('…');
    }
    Excerpt { text: SafeText::new(&line), marks, place: Span::new(start, start) }
}

fn one_line_length(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum::<usize>() + text.split_whitespace().count().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;

    fn shown(text: &str, typed: &str, room: usize) -> String {
        let query = Query::parse(typed).unwrap();
        let terms: Vec<&Term> = query.wanted().collect();
        let excerpt = excerpt(text, Span::new(0, text.len()), &terms, room);
        let mut line = String::new();
        for (place, c) in excerpt.text.char_indices() {
            line.extend(excerpt.marks.iter().filter(|mark| mark.end == place).map(|_| ']'));
            line.extend(excerpt.marks.iter().filter(|mark| mark.start == place).map(|_| '['));
            line.push(c);
        }
        line.extend(excerpt.marks.iter().filter(|mark| mark.end == excerpt.text.len()).map(|_| ']'));
        line
    }

    #[test]
    fn words_are_those_of_the_index() {
        for (text, expected) in [
            ("Zoë’s café, F-16", "zoe s cafe f 16"),
            ("e\u{301}te\u{301}", "ete"),
            ("ÅNGSTRÖM STRASSE ß", "angstrom strasse ß"),
            ("“…” —", ""),
            ("中文 words", "中文 words"),
            ("so\u{ad}ft zero\u{200b}width a\u{200b} b", "soft zerowidth a b"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
            assert_eq!(folded(&seen(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_piece_has_what_was_looked_for() {
        let text = "The ferry was sold in spring. Nobody asked why.\n\nShow me the bridge, said the mayor, and \
                    I will show you a ferry that has no bridge to fear.";
        for (typed, room, expected) in [
            ("spring", 30, "…in [spring]. Nobody asked…"),
            ("ferry bridge", 60, "…[bridge], said the mayor, and I will show you a [ferry] that…"),
            ("\"why show\"", 40, "…asked [why. Show] me the bridge,…"),
            ("brid*", 24, "…the [bridge], said the…"),
            ("nothing", 24, "The ferry was sold in…"),
            (
                "fear",
                1000,
                "The ferry was sold in spring. Nobody asked why. Show me the bridge, said the mayor, and I will show you a ferry that has no bridge to [fear].",
            ),
        ] {
            assert_eq!(shown(text, typed, room), expected, "{typed} {room}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_first_word() {
        let text = "one two three two";
        let query = Query::parse("two").unwrap();
        let terms: Vec<&Term> = query.wanted().collect();
        assert_eq!(excerpt(text, Span::new(8, 17), &terms, 5).place, Span::new(14, 17));
        assert_eq!(excerpt(text, Span::new(0, 17), &terms, 5).place, Span::new(4, 7));
    }

    proptest::proptest! {
        #[test]
        fn marks_are_words_of_the_piece(text in "[a-c é\u{301}\n“…]{0,120}", room in 0..80_usize, start in 0..60_usize) {
            let query = Query::parse("a \"b c\" c").unwrap();
            let terms: Vec<&Term> = query.wanted().collect();
            let start = ceil_boundary(&text, start.min(text.len()));
            let excerpt = excerpt(&text, Span::new(start, text.len()), &terms, room);
            for mark in &excerpt.marks {
                proptest::prop_assert!(!mark.of(&excerpt.text).is_empty());
                proptest::prop_assert!(mark.of(&excerpt.text).starts_with(['a', 'b', 'c']));
            }
            proptest::prop_assert!(excerpt.place.start >= start && excerpt.place.end <= text.len());
        }
    }
}
