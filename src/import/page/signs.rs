//! Signs of notes that stand in a block of their own, as where a page sets the number beside its note in a box: each is
//! led back to the words it belongs to.

use std::collections::BTreeMap;

use super::joined::Part;
use crate::article::BlockKind;
use crate::import::target::Raw;
use crate::span::Span;

/// The most characters of a sign, with what stands around it.
const LONGEST: usize = 6;

/// `parts` in which no block is only the sign of a note. A sign that leads on belongs to the words before it, one that leads
/// back to the note behind it.
pub(super) fn with_their_words(parts: Vec<Part>) -> Vec<Part> {
    if !parts.iter().any(|part| sign_of(part).is_some()) {
        return parts;
    }
    let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for (_, name) in &part.names {
            homes.entry(name).or_insert(at);
        }
    }
    let leads_on: Vec<Option<bool>> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| sign_of(part).map(|name| homes.get(name).is_some_and(|home| *home > at)))
        .collect();
    let mut whole: Vec<Part> = Vec::with_capacity(parts.len());
    let mut waiting: Option<Part> = None;
    for (part, leads_on) in parts.into_iter().zip(leads_on) {
        let sign = waiting.take();
        match (sign, leads_on) {
            (Some(sign), None) if is_running(&part) => whole.push(joined(sign, part, " ")),
            (sign, leads_on) => {
                whole.extend(sign);
                match (leads_on, whole.pop()) {
                    (Some(true), Some(before)) if is_running(&before) => whole.push(joined(before, part, "")),
                    (Some(false), before) => {
                        whole.extend(before);
                        waiting = Some(part);
                    }
                    (_, before) => {
                        whole.extend(before);
                        whole.push(part);
                    }
                }
            }
        }
    }
    whole.extend(waiting);
    whole
}

/// The name of the place that a block leads to which is nothing but a sign: a number, a letter, a star, maybe in brackets.
fn sign_of(part: &Part) -> Option<&str> {
    let [(span, Raw::Fragment(name))] = part.links.as_slice() else { return None };
    let text = part.text.trim();
    let is_around = |c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ' ' | '^' | '↑');
    let sign = text.trim_matches(is_around);
    let is_sign = !sign.is_empty()
        && sign.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶'))
        && (sign.chars().all(|c| !c.is_ascii_alphabetic()) || sign.len() == 1);
    let is_whole = span.of(&part.text).contains(sign);
    (is_running(part) && is_sign && is_whole && text.chars().count() <= LONGEST).then_some(name)
}

fn is_running(part: &Part) -> bool {
    matches!(part.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuotation)
}

/// Two blocks as one, with what is known of both. It is of the kind of the longer one.
fn joined(first: Part, second: Part, between: &str) -> Part {
    let by = first.text.len() + between.len();
    let is_first_longer = first.text.len() >= second.text.len();
    let moved = |span: Span| Span::new(span.start + by, span.end + by);
    let links = second.links.iter().map(|(span, raw)| (moved(*span), raw.clone()));
    let names = second.names.iter().map(|(place, name)| (place + by, name.clone()));
    let links: Vec<(Span, Raw)> = first.links.iter().cloned().chain(links).collect();
    let names: Vec<(usize, String)> = first.names.iter().cloned().chain(names).collect();
    let text = format!("{}{between}{}", first.text, second.text);
    let shape = if is_first_longer { first } else { second };
    Part { text, links, names, ..shape }
}
