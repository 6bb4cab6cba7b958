//! Punctuation around words: it belongs to a target as much of it as the reader marked.

use super::words::Words;
use crate::span::Span;

/// The words at `hull` with marks at their edges as `exact` has them.
pub(super) fn marked_alike(exact: &str, (text, hull): (&str, Span)) -> Span {
    let words = Words::new(exact);
    let own = words.span(Span::new(0, words.len()));
    widened((Span::new(0, own.start).of(exact), Span::new(own.end, exact.len()).of(exact)), (text, hull))
}

/// `hull` with as many of the marks that touch it as stood before and behind the words. Marks that were spelled in other
/// characters count as they are written now.
pub(super) fn widened((before, after): (&str, &str), (text, hull): (&str, Span)) -> Span {
    let marks = |edge: &str| edge.chars().filter(|c| !c.is_whitespace()).count();
    let is_mark = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let head = Span::new(0, hull.start).of(text).chars().rev().take_while(is_mark).take(marks(before));
    let tail = Span::new(hull.end, text.len()).of(text).chars().take_while(is_mark).take(marks(after));
    let (head, tail): (usize, usize) = (head.map(char::len_utf8).sum(), tail.map(char::len_utf8).sum());
    Span::new(hull.start - head, hull.end + tail)
}

/// `hull` with all the marks that touch it.
pub(super) fn with_marks(text: &str, hull: Span) -> Span {
    const ALL: &str = "................";
    widened((ALL, ALL), (text, hull))
}
