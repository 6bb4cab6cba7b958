//! What a line is made of: words, each with the cells it takes.

use textwrap::core::Fragment;

use super::breaks;
use super::cluster::{Blanks, Cluster, clusters};
use super::piece::fitting;
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
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.blank)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The words of `span`; one that is wider than `width` cells is broken into several.
pub(super) fn words(text: &str, span: Span, width: u16) -> Vec<Word> {
    let mut words = Vec::with_capacity(span.len() / 5);
    let mut open: Option<Open> = None;
    for cluster in clusters(text, span, Blanks::Folded) {
        match &mut open {
            Some(word) if cluster.blank => word.word.blank += cluster.width,
            Some(word) if word.takes(text, &cluster) => word.push(&cluster),
            _ => {
                if let Some(done) = open.take() {
                    push_fitting(&mut words, text, done.word, width);
                }
                open = (!cluster.blank).then(|| Open::new(&cluster));
            }
        }
    }
    if let Some(done) = open {
        push_fitting(&mut words, text, done.word, width);
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
        Self { word: Word { span: cluster.span, width: cluster.width, blank: 0 }, last: cluster.span }
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

/// Adds `word`, in pieces of at most `width` cells.
fn push_fitting(words: &mut Vec<Word>, text: &str, mut word: Word, width: u16) {
    while word.width > width {
        let piece = fitting(text, word.span, width, Blanks::Folded);
        if piece.next >= word.span.end {
            break;
        }
        words.push(Word { span: piece.span, width: piece.width, blank: 0 });
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
        let words = words(text, Span::new(0, text.len()), width);
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
            ("and/or http://a.b/c?d=e", "and/or|http://a.b/c?d=e"),
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
        let words = words("a \n b", Span::new(0, 5), 80);
        let blanks: Vec<u16> = words.iter().map(|word| word.blank).collect();
        assert_eq!(blanks, [1, 0]);
    }
}
