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

/// How many marks ahead a nested quotation may close.
const NESTING: usize = 16;

/// The outermost pairs of `marks`, which stand in `within`. Speech is in marks of the `main` style; other styles
/// count only where they are closed.
pub fn pairs(text: &str, marks: &[Mark], within: Span, main: Style) -> Vec<Pair> {
    let mut open = Open::default();
    let mut pairs = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        match settle(text, *mark, &open) {
            Role::Closes
                if is_plural_owner(text, *mark, main, marks.get(index + 1..).unwrap_or_default()) => {}
            Role::Closes => close(*mark, main, &mut open, &mut pairs),
            _ if is_repeated_opening(text, *mark, &open, marks.get(index + 1..).unwrap_or_default()) => {}
            _ => open.push(*mark),
        }
    }
    let is_left_open = |mark: &&Mark| mark.style == main && main != Style::Single;
    if let Some(first) = open.marks.iter().find(is_left_open) {
        let span = Span::new(first.span.start, within.end);
        drop_inside(span, &mut pairs);
        pairs.push(Pair { span, style: first.style, unclosed: true });
    }
    pairs.retain(|pair| pair.span.of(text).chars().any(char::is_alphanumeric));
    pairs
}

/// The marks that are open, and how many of each style, so that no question walks them all.
#[derive(Default)]
struct Open {
    marks: Vec<Mark>,
    of_style: [usize; 3],
}

impl Open {
    fn push(&mut self, mark: Mark) {
        self.of_style[mark.style as usize] += 1;
        self.marks.push(mark);
    }

    fn has(&self, style: Style) -> bool {
        self.of_style[style as usize] > 0
    }

    /// Takes out the innermost mark of `style` and all that was opened inside it.
    fn pop_to(&mut self, style: Style) -> Option<Mark> {
        while let Some(mark) = self.marks.pop() {
            self.of_style[mark.style as usize] -= 1;
            if mark.style == style {
                return Some(mark);
            }
        }
        None
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What a mark does that could do either, given what is open.
fn settle(text: &str, mark: Mark, open: &Open) -> Role {
    match mark.role {
        Role::Either if open.has(mark.style) => Role::Closes,
        Role::Either => {
            let after = Span::new(mark.span.end, text.len()).of(text);
            let measures = after.is_empty() || after.starts_with([' ', ',', '.']);
            if measures { Role::Closes } else { Role::Opens }
        }
        role => role,
    }
}

/// Closes the innermost mark of this style; marks opened inside it were stray. A single mark behind others that are
/// still open, or far from the one it would close, is an apostrophe.
fn close(mark: Mark, main: Style, open: &mut Open, pairs: &mut Vec<Pair>) {
    let is_single = mark.style == Style::Single;
    let is_inside_others = open.marks.last().is_some_and(|last| last.style != mark.style);
    if !open.has(mark.style) || (is_single && is_inside_others) {
        return;
    }
    let Some(opening) = open.pop_to(mark.style) else {
        return;
    };
    let span = Span::new(opening.span.start, mark.span.end);
    let holds_others = pairs.last().is_some_and(|pair| pair.span.start > span.start);
    let is_nested = open.has(Style::Double)
        || open.has(Style::Guillemet)
        || (main == Style::Single && open.has(Style::Single));
    if is_nested || (is_single && main != Style::Single && holds_others) {
        return;
    }
    open.clear();
    drop_inside(span, pairs);
    pairs.push(Pair { span, style: opening.style, unclosed: false });
}

/// The workers’ train: where speech is in single marks, one behind an s and before a small word is an apostrophe when
/// another closes further on.
fn is_plural_owner(text: &str, mark: Mark, main: Style, rest: &[Mark]) -> bool {
    let before = Span::new(0, mark.span.start).of(text);
    let after = Span::new(mark.span.end, text.len()).of(text);
    let stands_so = before.ends_with('s')
        && after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
    let mut singles = rest.iter().take(NESTING).filter(|next| next.style == Style::Single);
    let closes_later = singles.next().is_some_and(|next| next.role == Role::Closes);
    main == Style::Single && mark.style == Style::Single && stands_so && closes_later
}

/// Pairs are in order, so those inside a new one are the last.
fn drop_inside(span: Span, pairs: &mut Vec<Pair>) {
    while pairs.last().is_some_and(|pair| pair.span.end > span.start) {
        pairs.pop();
    }
}

/// An opening mark behind a finished sentence of a quotation that is still open carries it on, as the first mark of
/// each paragraph does, unless the quotation is closed twice further on, which makes it a nested one.
fn is_repeated_opening(text: &str, mark: Mark, open: &Open, rest: &[Mark]) -> bool {
    let Some(outer) = open.marks.last().filter(|outer| outer.style == mark.style) else {
        return false;
    };
    let inside = Span::new(outer.span.end, mark.span.start).of(text).trim_end();
    if !inside.ends_with(['.', '!', '?', '…', '—']) {
        return false;
    }
    let mut next_two = rest.iter().take(NESTING).filter(|next| next.style == mark.style).take(2);
    let both_close = next_two.clone().count() == 2 && next_two.all(|next| next.role == Role::Closes);
    !both_close
}
