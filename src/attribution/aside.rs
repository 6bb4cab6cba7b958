//! What stands in an article without being told by it: teasers and the credits of pictures. Nobody named there is in a
//! reader's mind.

use super::context::Context;
use crate::segment::TokenKind;
use crate::span::Span;

/// Suffrage Bill Dies In Senate: a line of its own in capitals that ends in no stop.
pub(super) fn is_headline(context: &Context<'_>, sentence: Span) -> bool {
    let block = context.blocks.get(context.block_at(sentence.start)).map_or(sentence, |block| block.span);
    let words = context.tokens_in(block);
    let ends = words.end.checked_sub(1).is_some_and(|last| context.is(last, TokenKind::Mark));
    let large = words.clone().filter(|&token| context.is(token, TokenKind::Capitalised)).count();
    !ends && (4..=HEADLINE).contains(&words.len()) && large * 10 >= words.len() * 7
}

/// How many words a headline may have.
const HEADLINE: usize = 18;
/// How many words a teaser's label may have.
const LABEL: usize = 4;

/// READ MORE: Senate rejects bill · Watch: How the bill was rejected. Story continues below.
/// Must stay silent on LEHRER: Good evening.
pub(super) fn is_teaser(context: &Context<'_>, sentence: Span) -> bool {
    let first = context.token_from(sentence.start);
    let opening = [first, first + 1].map(|token| context.lower(token));
    let goes_on_below = matches!(
        [opening[0].as_ref(), opening[1].as_ref()],
        ["article" | "story", "continued" | "continues"] | ["continue" | "keep", "reading"]
    );
    if goes_on_below {
        return true;
    }
    let Some(colon) = (first + 1..first + 1 + LABEL).find(|&token| context.is_mark(token, ':')) else {
        return false;
    };
    let calls = matches!(
        context.lower(first).as_ref(),
        "read"
            | "watch"
            | "related"
            | "listen"
            | "more"
            | "see"
            | "video"
            | "photos"
            | "photo"
            | "gallery"
            | "also"
    );
    calls
        && (first..colon).all(|token| {
            context.is(token, TokenKind::Capitalised)
                || context.function(token).is_some()
                || matches!(context.word(token), "more" | "below" | "also" | "now" | "on")
        })
}

/// Whether the name from `token` up to `end` is a picture's credit: (Mathew Brady / Harper's) · Alexander Gardner via …
pub(super) fn is_credited(context: &Context<'_>, token: usize, end: usize) -> bool {
    let divides = |token: usize| context.is_mark(token, '/') || context.word(token) == "via";
    divides(end) || token > 0 && divides(token - 1)
}
