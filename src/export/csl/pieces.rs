//! What is written, in pieces, until quotation marks and punctuation are settled.
//!
//! Marks within marks alternate; a point or comma goes behind or before the closing mark; where two marks of punctuation
//! meet at a joint, one may go (the table is that of "punctuation" in the processors of CSL).

use crate::export::citation::inner_marks;

/// A piece of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    Quoted(Vec<Self>),
}

/// The quotation marks of a place, outer and inner, and where a point or comma goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) outer: [String; 2],
    pub(super) inner: [String; 2],
    /// Whether a point or a comma behind a quotation goes into it.
    pub(super) take_in_points: bool,
}

/// Adds words, if there are any.
pub(super) fn push(pieces: &mut Vec<Piece>, words: &str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
}

/// Whether nothing is written.
pub(super) fn is_empty(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Words(words) => words.trim().is_empty(),
        Piece::Quoted(inner) => is_empty(inner),
    })
}

/// Changes all words.
pub(super) fn map(pieces: Vec<Piece>, change: &impl Fn(&str) -> String) -> Vec<Piece> {
    let changed = pieces.into_iter().map(|piece| match piece {
        Piece::Words(words) => Piece::Words(change(&words)),
        Piece::Quoted(inner) => Piece::Quoted(map(inner, change)),
    });
    changed.collect()
}

/// The pieces as one text.
pub(super) fn settled(pieces: &[Piece], marks: &Marks) -> String {
    let mut text = Settled { marks, text: String::new(), closing: 0 };
    text.add(pieces, 0);
    text.text
}

struct Settled<'m> {
    marks: &'m Marks,
    text: String,
    /// How many bytes at the end are closing marks that were just written.
    closing: usize,
}

impl Settled<'_> {
    fn add(&mut self, pieces: &[Piece], depth: usize) {
        for piece in pieces {
            match piece {
                Piece::Words(words) => self.add_words(words, depth),
                Piece::Quoted(inner) => {
                    let [open, close] =
                        if depth.is_multiple_of(2) { &self.marks.outer } else { &self.marks.inner };
                    self.text.push_str(open);
                    self.closing = 0;
                    self.add(inner, depth + 1);
                    self.text.push_str(close);
                    self.closing += close.len();
                }
            }
        }
    }

    fn add_words(&mut self, words: &str, depth: usize) {
        let own = if depth.is_multiple_of(2) {
            words.to_owned()
        } else {
            inner_marks(words, self.marks.inner.each_ref().map(String::as_str))
        };
        let mut rest = own.as_str();
        while let Some(first) = rest.chars().next() {
            let place = self.text.len() - self.closing;
            let before = self.text.get(..place).and_then(|text| text.chars().next_back());
            let goes_in = self.closing > 0 && self.marks.take_in_points && matches!(first, '.' | ',');
            let meets = if goes_in { before } else { self.text.chars().next_back() };
            if swallows(meets, first) {
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            } else if goes_in {
                if before == Some(',') {
                    self.text.remove(place - 1);
                    self.text.insert(place - 1, first);
                } else {
                    self.text.insert(place, first);
                }
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            } else {
                break;
            }
        }
        if !rest.is_empty() {
            self.text.push_str(rest);
            self.closing = 0;
        }
    }
}

/// Whether a mark that comes is not written, since one is there that says as much.
fn swallows(before: Option<char>, next: char) -> bool {
    let Some(before) = before else { return next == ' ' };
    match next {
        ' ' => before == ' ',
        '.' => matches!(before, '.' | '?' | '!' | ':' | ';' | '…'),
        ':' => matches!(before, ':' | '?' | '!' | ';'),
        ';' => matches!(before, ';' | ':' | '?' | '!'),
        ',' => before == ',',
        '?' => before == '?',
        '!' => before == '!',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Piece {
        Piece::Words(text.to_owned())
    }

    #[test]
    fn marks_and_points_are_settled_where_pieces_meet() {
        let quoted = |text: &str| Piece::Quoted(vec![words(text)]);
        for (pieces, american, british) in [
            (vec![quoted("A vote"), words(", The Times")], "“A vote,” The Times", "‘A vote’, The Times"),
            (vec![quoted("A vote?"), words(", The Times")], "“A vote?,” The Times", "‘A vote?’, The Times"),
            (vec![quoted("A vote?"), words(".")], "“A vote?”", "‘A vote?’."),
            (vec![quoted("A vote."), words(".")], "“A vote.”", "‘A vote.’."),
            (vec![quoted("A “big” vote"), words(".")], "“A ‘big’ vote.”", "‘A “big” vote’."),
            (vec![Piece::Quoted(vec![words("On "), quoted("it")]), words(".")], "“On ‘it.’”", "‘On “it”’."),
            (vec![words("J."), words(". "), words(" B")], "J. B", "J. B"),
            (vec![words("Why?"), words(". "), words("B,"), words(", c")], "Why? B, c", "Why? B, c"),
        ] {
            let pair = |open: &str, close: &str| [open.to_owned(), close.to_owned()];
            let marks = Marks { outer: pair("“", "”"), inner: pair("‘", "’"), take_in_points: true };
            assert_eq!(settled(&pieces, &marks), american);
            let marks = Marks { outer: pair("‘", "’"), inner: pair("“", "”"), take_in_points: false };
            assert_eq!(settled(&pieces, &marks), british);
        }
    }
}
