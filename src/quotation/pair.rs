//! Marks to pairs.

use super::mark::{Mark, Role, Style};
use crate::span::Span;

/// A stretch between marks, with them; outermost ones only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// From the opening mark to behind the closing one.
    pub span: Span,
    /// Which marks.
    pub style: Style,
    /// Whether the block ended before a closing mark.
    pub unclosed: bool,
}

/// How long an unclosed single quotation may be, in bytes, before its mark is taken for a stray apostrophe.
const SINGLE_REACH: usize = 400;

/// The outermost pairs of `marks`, which stand in `within`. Speech is in marks of the `main` style; other styles
/// count only where they are closed.
pub fn pairs(text: &str, marks: &[Mark], within: Span, main: Style) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let role = settle(text, *mark, &open);
        match role {
            Role::Closes => close(*mark, &mut open, &mut pairs),
            _ if is_repeated_opening(text, *mark, &open, marks.get(index + 1..).unwrap_or_default()) => {}
            _ => open.push(*mark),
        }
    }
    if let Some(first) = open
        .iter()
        .find(|mark| mark.style == main && main != Style::Single)
    {
        let span = Span::new(first.span.start, within.end);
        pairs.retain(|pair: &Pair| pair.span.end <= span.start);
        pairs.push(Pair {
            span,
            style: first.style,
            unclosed: true,
        });
    }
    pairs.retain(|pair| pair.span.of(text).chars().any(char::is_alphanumeric));
    pairs
}

/// What a mark does that could do either, given what is open.
fn settle(text: &str, mark: Mark, open: &[Mark]) -> Role {
    let is_open = open.iter().any(|earlier| earlier.style == mark.style);
    match mark.role {
        Role::Either if is_open => Role::Closes,
        Role::Either => {
            let after = Span::new(mark.span.end, text.len()).of(text);
            let measures = after.is_empty() || after.starts_with([' ', ',', '.']);
            if measures { Role::Closes } else { Role::Opens }
        }
        role => role,
    }
}

/// Closes the innermost mark of this style; marks opened inside it were stray.
fn close(mark: Mark, open: &mut Vec<Mark>, pairs: &mut Vec<Pair>) {
    let Some(depth) = open.iter().rposition(|earlier| earlier.style == mark.style) else {
        return;
    };
    if mark.style == Style::Single
        && mark.span.start - open[depth].span.start > SINGLE_REACH
        && depth + 1 < open.len()
    {
        return;
    }
    let opening = open[depth];
    open.truncate(depth);
    let is_outermost = !open.iter().any(|earlier| earlier.style != Style::Single);
    if is_outermost {
        let span = Span::new(opening.span.start, mark.span.end);
        open.clear();
        pairs.retain(|pair| !span.covers(pair.span));
        pairs.push(Pair {
            span,
            style: opening.style,
            unclosed: false,
        });
    }
}

/// An opening mark behind a finished sentence of a quotation that is still open carries it on, as the first mark of
/// each paragraph does, unless the quotation is closed twice further on, which makes it a nested one.
fn is_repeated_opening(text: &str, mark: Mark, open: &[Mark], rest: &[Mark]) -> bool {
    let Some(outer) = open.last().filter(|outer| outer.style == mark.style) else {
        return false;
    };
    let inside = Span::new(outer.span.end, mark.span.start).of(text).trim_end();
    if !inside.ends_with(['.', '!', '?', '…', '—']) {
        return false;
    }
    let mut next_two = rest.iter().filter(|next| next.style == mark.style).take(2);
    let both_close = next_two.clone().count() == 2 && next_two.all(|next| next.role == Role::Closes);
    !both_close
}
