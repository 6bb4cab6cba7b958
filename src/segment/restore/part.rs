//! Where one sentence holds places at which an editor may break all the same: behind the colon of a lead-in, and where
//! UAX 29 sees no boundary because a figure and a small letter follow.

use crate::lexicon::Lexicon;
use crate::span::Span;

use super::label::is_label;

/// The parts of `sentence`: “He said: | ‘…’” · “A transcript: | SMITH: …” · “It is over. | 6:05 p.m. | The mayor …”
pub(super) fn parts(text: &str, sentence: Span, lexicon: &Lexicon) -> Vec<Span> {
    let words = sentence.of(text);
    let mut parts = Vec::new();
    let mut start = 0;
    for (blank, _) in words.match_indices(' ') {
        let before = words.get(start..blank).unwrap_or_default();
        let after = words.get(blank + 1..).unwrap_or_default();
        let is_place = match before.as_bytes().last() {
            Some(b':') => is_behind_lead_in(before, after.trim_start()),
            Some(b'.' | b'?' | b'!' | b'"' | b'\x9d' | b')' | b']') => is_behind_stop(before, after, lexicon),
            _ => false,
        };
        if is_place {
            parts.push(Span::new(sentence.start + start, sentence.start + blank));
            start = words.len() - after.trim_start().len();
        }
    }
    parts.push(Span::new(sentence.start + start, sentence.end));
    parts
}

/// A quotation set apart, or somebody's turn. But not: Q: “Why?”
fn is_behind_lead_in(before: &str, after: &str) -> bool {
    let is_label_alone = is_label(before) && before.matches(':').count() == 1;
    is_label(after) || !is_label_alone && (after.starts_with(['“', '"', '«']) || after.starts_with("''"))
}

/// It ended. | 15 people came · ___. | 6:05 p.m. | The mayor. But not: No. 15 · at 6 p.m. Friday
fn is_behind_stop(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    if after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '@' | '-' | '–' | '—' | '•' | '*' | '_'))
    {
        let unquoted = before.trim_end_matches(['”', '"', ')', ']']);
        let Some(open) = unquoted.strip_suffix(['.', '?', '!']) else { return false };
        let word = open.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let is_word = word.chars().count() > 2 && lexicon.abbreviation(word).is_none();
        return is_word || unquoted.len() < before.len() || open.ends_with("__") || open.ends_with('%');
    }
    is_time(before) && after.starts_with(char::is_uppercase)
}

/// Nothing but a time: 6:05 p.m.
fn is_time(words: &str) -> bool {
    words.len() <= 10
        && words.strip_suffix("p.m.").or_else(|| words.strip_suffix("a.m.")).is_some_and(|time| {
            time.starts_with(|c: char| c.is_ascii_digit())
                && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ' '))
        })
}
