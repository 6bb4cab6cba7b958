//! Sentences: the boundaries of Unicode Standard Annex 29, without the false ones.
//!
//! UAX 29 misses hardly a boundary in English prose and finds too many, after abbreviations above all; so each of its
//! boundaries is asked whether something speaks against it.

use super::boundary::boundaries;
use crate::lexicon::{Abbreviation, Lexicon};
use crate::span::Span;

/// Appends the sentences of `within` to `sentences`, each without the white space around it.
pub fn sentences(text: &str, within: Span, lexicon: &Lexicon, sentences: &mut Vec<Span>) {
    let words = within.of(text);
    let mut start = 0;
    for place in boundaries(words) {
        let left = Span::new(start, place).of(words);
        let right = Span::new(place, words.len()).of(words);
        if is_boundary(left, right, lexicon) {
            push(text, within.start, Span::new(start, place), sentences);
            start = place;
        }
    }
    push(text, within.start, Span::new(start, words.len()), sentences);
}

fn push(text: &str, offset: usize, part: Span, sentences: &mut Vec<Span>) {
    let span = Span::new(offset + part.start, offset + part.end).trimmed(text);
    if !span.is_empty() {
        sentences.push(span);
    }
}

/// Whether a sentence ends between `left` and `right`, given that UAX 29 says so.
fn is_boundary(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    let left = left.trim_end();
    let right = right.trim_start();
    if right.is_empty() || left.is_empty() {
        return false;
    }
    !(is_reported_question(left, right, lexicon)
        || is_inside_abbreviation(left, right, lexicon)
        || is_inside_name(left, right, lexicon)
        || opens_nothing(right))
}

/// “Why?” asked Dr. Fauci: the question ends, the sentence goes on. But not: “Why?” He left.
fn is_reported_question(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    let unquoted = left.trim_end_matches(['”', '"', '’', '\'', '»']);
    if unquoted.len() == left.len() || !unquoted.ends_with(['!', '?', '…']) {
        return false;
    }
    right.starts_with(char::is_lowercase) || begins_with_report(right, lexicon)
}

/// Howard Baker asked · He said · Mr. Trump told. But not: The room fell silent.
fn begins_with_report(right: &str, lexicon: &Lexicon) -> bool {
    let mut words = right.split_whitespace().take(6);
    let Some(first) = words.next() else { return false };
    let is_pronoun = matches!(first, "He" | "She" | "They" | "I" | "We");
    for word in words {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if lexicon.cue(bare).is_some() {
            return true;
        }
        if is_pronoun
            || !bare.starts_with(char::is_uppercase)
            || word.ends_with(['.', '!', '?']) && bare.len() > 3
        {
            return false;
        }
    }
    false
}

/// Yahoo! News: a name with its own mark. But not: They cried Yahoo! Then they left.
fn is_inside_name(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    left.ends_with('!')
        && lexicon.abbreviation(last_word(left)).is_some()
        && first_word(right).starts_with(char::is_uppercase)
        && !begins_sentence(right, lexicon)
}

/// A sentence does not begin with a small letter, a comma or a closing mark.
fn opens_nothing(right: &str) -> bool {
    right.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '”' | '»' | '%'))
}

/// Sen. John Smith · No. 2 · the U.S. Supreme Court · J. D. Vance. But not: He moved to the U.S. The visa…
fn is_inside_abbreviation(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    let Some(without_stop) = left.strip_suffix('.') else {
        return false;
    };
    let word = last_word(without_stop);
    let next = first_word(right);
    let next_is_number = next.starts_with(|c: char| c.is_ascii_digit()) || is_roman(next);
    match lexicon.abbreviation(word) {
        Some(Abbreviation::BeforeName) => next.starts_with(char::is_uppercase),
        Some(Abbreviation::BeforeNumber) => next_is_number || next.starts_with('§'),
        Some(Abbreviation::Anywhere) => true,
        Some(Abbreviation::MayEnd) => !begins_sentence(right, lexicon),
        None if is_initial(word) => is_before_name(without_stop, word, next, lexicon),
        None if is_acronym(word) => !begins_sentence(right, lexicon),
        None => false,
    }
}

/// A Roman numeral: Art. IV.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

fn begins_sentence(right: &str, lexicon: &Lexicon) -> bool {
    lexicon.is_starter(first_word(right)) || right.starts_with(['“', '"', '‘', '«', '('])
}

/// One capital letter: the J of "J. D. Vance".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// J. D. Vance · John F. Kerry. But not: It was plan B. The rest… · Am I. Yes.
fn is_before_name(without_stop: &str, initial: &str, next: &str, lexicon: &Lexicon) -> bool {
    if !next.starts_with(char::is_uppercase) {
        return false;
    }
    let before = without_stop.strip_suffix(initial).unwrap_or_default().trim_end();
    let word = last_word(before);
    if lexicon.is_starter(next) {
        let is_name = before.ends_with('.') || lexicon.given_name(word).is_some();
        return is_name && initial != "I";
    }
    true
}

/// U.S · G.D.P · Ph.D: letters with stops between them.
fn is_acronym(word: &str) -> bool {
    word.len() >= 3
        && word
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 2 && part.chars().all(char::is_alphabetic))
        && word.contains('.')
}

fn last_word(text: &str) -> &str {
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '\'' | '—' | '–' | '/' | '-')
    };
    text.rsplit(is_edge).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(['(', '[', '“', '"', '‘']);
    text.split(|c: char| !(c.is_alphanumeric() || c == '§')).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> String {
        let text = line.replace('|', " ");
        let mut all = Vec::new();
        sentences(&text, Span::new(0, text.len()), Lexicon::bundled(), &mut all);
        all.iter().map(|sentence| sentence.of(&text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn sentences_end_where_an_editor_says() {
        let wrong: Vec<String> = include_str!("../../tests/golden/sentences.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .filter(|line| split(line) != *line)
            .map(|line| format!("want {line}\n got {}", split(line)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
