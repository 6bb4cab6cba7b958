//! Punctuation around words: it belongs to a target as much of it as the reader marked.

use super::words::Words;
use crate::span::Span;

/// The words at `hull` with marks at their edges as `exact` has them.
pub(super) fn marked_alike(exact: &str, (text, hull): (&str, Span)) -> Span {
    let words = Words::new(exact);
    let own = words.span(Span::new(0, words.len()));
    widened((Span::new(0, own.start).of(exact), Span::new(own.end, exact.len()).of(exact)), (text, hull))
}

/// `hull` with what stood before and behind the words, or as many of the marks that touch it. Marks that were spelled in other
/// characters count as they are written now.
pub(super) fn widened((before, after): (&str, &str), (text, hull): (&str, Span)) -> Span {
    let marks = |edge: &str| edge.chars().filter(|c| !c.is_whitespace()).count();
    let is_mark = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let (head, tail) = (Span::new(0, hull.start).of(text), Span::new(hull.end, text.len()).of(text));
    let bytes = |some: usize, c: char| some + c.len_utf8();
    let some_before = || head.chars().rev().take_while(is_mark).take(marks(before)).fold(0, bytes);
    let some_after = || tail.chars().take_while(is_mark).take(marks(after)).fold(0, bytes);
    let start = head.strip_suffix(before).map_or_else(|| hull.start - some_before(), str::len);
    let end =
        tail.strip_prefix(after).map_or_else(|| hull.end + some_after(), |rest| text.len() - rest.len());
    Span::new(start, end)
}

/// `hull` with all the marks that touch it.
pub(super) fn with_marks(text: &str, hull: Span) -> Span {
    const ALL: &str = "................";
    widened((ALL, ALL), (text, hull))
}
