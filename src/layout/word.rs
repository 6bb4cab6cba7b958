//! What a line is made of: words, each with the cells it takes.

use textwrap::core::Fragment;

use super::breaks;
use super::cluster::{Blanks, Cluster, clusters};
use super::hyphenate;
use super::piece::fitting;
use super::setting::Hyphens;
use crate::span::Span;

/// The least that stays on one line, with the white space that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes, without the white space after it.
    pub(super) span: Span,
    /// Its cells.
    pub(super) width: u16,
    /// Cells of the white space after it, which are not drawn when the line ends here.
    pub(super) blank: u16,
    /// Cells of the hyphen that shows that it is broken, when the line ends here.
    pub(super) hyphen: u16,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.blank)
    }

    fn penalty_width(&self) -> f64 {
        f64::from(self.hyphen)
    }
}

/// The words of `span`, or their syllables; one that is wider than `width` cells is broken into several.
pub(super) fn words(text: &str, span: Span, width: u16, hyphens: Hyphens) -> Vec<Word> {
    let mut words = Vec::with_capacity(span.len() / 5);
    let push = |words: &mut Vec<Word>, word: Word| match hyphens {
        Hyphens::English if width >= NARROWEST => push_syllables(words, text, word, width),
        Hyphens::English | Hyphens::None => push_fitting(words, text, word, width),
    };
    let mut open: Option<Open> = None;
    for cluster in clusters(text, span, Blanks::Folded) {
        match &mut open {
            Some(word) if cluster.blank => word.word.blank += cluster.width,
            Some(word) if word.takes(text, &cluster) => word.push(&cluster),
            _ => {
                if let Some(done) = open.take() {
                    push(&mut words, done.word);
                }
                open = (!cluster.blank).then(|| Open::new(&cluster));
            }
        }
    }
    if let Some(done) = open {
        push(&mut words, done.word);
    }
    words
}

/// A word that may still grow.
struct Open {
    word: Word,
    last: Span,
}

impl Open {
    fn new(cluster: &Cluster<'_>) -> Self {
        Self {
            word: Word { span: cluster.span, width: cluster.width, blank: 0, hyphen: 0 },
            last: cluster.span,
        }
    }

    fn takes(&self, text: &str, next: &Cluster<'_>) -> bool {
        let ended = self.word.blank > 0;
        !ended && !breaks::is_allowed(self.word.span.of(text), self.last.of(text), next.span.of(text))
    }

    fn push(&mut self, cluster: &Cluster<'_>) {
        self.word.span.end = cluster.span.end;
        self.word.width = self.word.width.saturating_add(cluster.width);
        self.last = cluster.span;
    }
}

/// Below this many cells words are not hyphenated: hardly a line would end with a whole word.
const NARROWEST: u16 = 16;

/// Adds `word` in the parts that a hyphen may part.
fn push_syllables(words: &mut Vec<Word>, text: &str, word: Word, width: u16) {
    let mut start = word.span.start;
    for place in hyphenate::places(word.span.of(text), start) {
        let span = Span::new(start, place);
        let cells = cells_of(text, span);
        let hyphen = u16::from(cells < width);
        push_fitting(words, text, Word { span, width: cells, blank: 0, hyphen }, width);
        start = place;
    }
    let rest = Span::new(start, word.span.end);
    let cells = if start == word.span.start { word.width } else { cells_of(text, rest) };
    push_fitting(words, text, Word { span: rest, width: cells, ..word }, width);
}

fn cells_of(text: &str, span: Span) -> u16 {
    clusters(text, span, Blanks::Folded).fold(0, |sum, cluster| sum.saturating_add(cluster.width))
}

/// Adds `word`, in pieces of at most `width` cells.
fn push_fitting(words: &mut Vec<Word>, text: &str, mut word: Word, width: u16) {
    while word.width > width {
        let piece = fitting(text, word.span, width, Blanks::Folded);
        if piece.next >= word.span.end {
            break;
        }
        words.push(Word { span: piece.span, width: piece.width, blank: 0, hyphen: 0 });
        word.span.start = piece.next;
        word.width = word.width.saturating_sub(piece.width);
    }
    words.push(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text`, parted by bars.
    fn parted(text: &str, width: u16) -> String {
        let words = words(text, Span::new(0, text.len()), width, Hyphens::None);
        let words: Vec<&str> = words.iter().map(|word| word.span.of(text)).collect();
        words.join("|")
    }

    #[test]
    fn break_where_a_reader_expects_it() {
        for (text, words) in [
            ("one two\n three", "one|two|three"),
            ("word—word", "word—|word"),
            ("word–word", "word–|word"),
            ("word--word", "word--|word"),
            ("“I—” he said", "“I—”|he|said"),
            ("he said—“no”", "he|said—|“no”"),
            ("wait—, —no “—yes --flag", "wait—,|—no|“—yes|--flag"),
            ("a — b", "a|—|b"),
            ("well-known", "well-|known"),
            ("19-year-old F-16 x- -y", "19-year-|old|F-16|x-|-y"),
            ("“Quote,” (see) it’s", "“Quote,”|(see)|it’s"),
            ("and/or w/o km/h 1999/05 x//y", "and/|or|w/o|km/h|1999/05|x//y"),
            ("http://example.org/articles/2026/of-a?d=e", "http://example.org/|articles/|2026/|of-|a?d=e"),
            ("中文字", "中|文|字"),
            ("「中文」、字。", "「中|文」、|字。"),
            ("“中”文", "“中”|文"),
            ("カップー", "カッ|プー"),
            ("中a b中", "中|a|b|中"),
            ("한국어 말", "한국어|말"),
            ("हिन्दी क्षत्रिय", "हिन्दी|क्षत्रिय"),
            ("ok👍🏽👨\u{200d}👩\u{200d}👧🇩🇪🇫🇷!", "ok|👍🏽|👨\u{200d}👩\u{200d}👧|🇩🇪|🇫🇷!"),
            ("no\u{a0}break 中\u{a0}文 中\u{2060}文", "no\u{a0}break|中\u{a0}文|中\u{2060}文"),
            ("zero\u{200b}width", "zero\u{200b}|width"),
            ("soft\u{ad}hyphen", "soft\u{ad}hyphen"),
            (" \n ", ""),
            ("", ""),
        ] {
            assert_eq!(parted(text, 80), words, "{text:?}");
        }
    }

    #[test]
    fn wider_than_the_measure_are_broken_between_clusters() {
        assert_eq!(parted("abcdefgh ij", 3), "abc|def|gh|ij");
        assert_eq!(parted("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301}|e\u{301}");
        assert_eq!(parted("한국어", 3), "한|국|어");
        assert_eq!(parted("中文", 1), "中|文");
        assert_eq!(parted(&"x".repeat(300), 10), vec!["x".repeat(10); 30].join("|"));
    }

    #[test]
    fn keep_the_width_of_the_white_space_after_them() {
        let words = words("a \n b", Span::new(0, 5), 80, Hyphens::None);
        let blanks: Vec<u16> = words.iter().map(|word| word.blank).collect();
        assert_eq!(blanks, [1, 0]);
    }
}
