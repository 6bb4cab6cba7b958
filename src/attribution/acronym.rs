//! Names that a text shortens in brackets: the Women’s Trade Union League (WTUL).

use std::ops::Range;

use super::context::Context;
use crate::segment::TokenKind;

/// How many letters a short form has.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;

/// The words that each short form in brackets stands for, as tokens, with the token of the short form.
pub(super) fn acronyms(context: &Context<'_>) -> Vec<(Range<usize>, usize)> {
    let in_brackets = |&token: &usize| context.is_mark(token - 1, '(') && context.is_mark(token + 1, ')');
    let short = (1..context.tokens.len()).filter(in_brackets);
    short.filter_map(|token| expansion(context, token).map(|words| (words, token))).collect()
}

/// The words before the bracket whose first letters the short form has, small words aside.
fn expansion(context: &Context<'_>, short: usize) -> Option<Range<usize>> {
    let letters: Vec<char> = context.word(short).chars().collect();
    if !LETTERS.contains(&letters.len()) || !letters.iter().all(|letter| letter.is_uppercase()) {
        return None;
    }
    let end = short - 1;
    let mut first = end;
    let mut left = letters.iter().rev();
    let mut wanted = left.next();
    while let Some(letter) = wanted {
        first = first.checked_sub(1)?;
        if context.is(first, TokenKind::Capitalised) && context.word(first).starts_with(*letter) {
            wanted = left.next();
        } else if !matches!(context.word(first), "of" | "the" | "and" | "for" | "’s" | "'s" | "’" | "'" | "&")
        {
            return None;
        }
    }
    Some(first..end)
}
