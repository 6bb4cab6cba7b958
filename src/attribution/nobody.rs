//! Words that begin with a capital only where a sentence does, and name nobody: You · Nobody · Asked.

use super::context::Context;
use super::noun_phrase::is_any_pronoun;

/// Whether a word alone names nobody.
pub(super) fn names_nobody(context: &Context<'_>, token: usize) -> bool {
    let lower = context.lower(token);
    context.function(token).is_some()
        || context.is_time(token)
        || is_any_pronoun(&lower)
        || is_indefinite(&lower)
        || is_report(context, token)
}

/// Nobody · Everyone: words for people that name none of them.
pub(super) fn is_indefinite(word: &str) -> bool {
    let stems = ["no", "every", "some", "any"];
    stems
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "body" | "one" | "thing")))
        || word == "none"
}

/// Asked · Said: a verb that reports, where it begins a sentence.
fn is_report(context: &Context<'_>, token: usize) -> bool {
    let lower = context.lower(token);
    let is_form = lower.ends_with("ed")
        || lower.ends_with("ing")
        || matches!(lower.as_ref(), "said" | "told" | "wrote" | "says");
    is_form
        && context.lexicon.cue(&lower).is_some()
        && context.lexicon.given_name(context.word(token)).is_none()
}
