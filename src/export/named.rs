//! Where somebody is named in a text, so that a reader can check whom a pronoun or a role was taken for.

use crate::attribution::{Speaker, SpeakerKind};
use crate::span::Span;

/// Words that begin a phrase with a capital only where a sentence begins.
const NO_NAMES: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your",
    "he", "she", "they", "it", "we", "i", "you", "who", "one", "some", "another",
];

/// The places that lead from `words` back to the speaker's full name: where the speaker was last named before them, and,
/// where that was a short form, the last full name before that. Nothing where `words` are the full name themselves, or
/// where nobody is named before. Names within `own`, the words that are asked about, do not count.
pub(super) fn chain(text: &str, speaker: &Speaker, words: Span, own: &[Span]) -> Vec<Span> {
    let names = names(speaker);
    let mut chain = Vec::new();
    let mut from = words.start;
    let mut known = words;
    if !has_name(text, words, &names) {
        let Some(found) = last_before(text, &names, from, own) else {
            return chain;
        };
        chain.push(found);
        (from, known) = (found.start, found);
    }
    if !has_name(text, known, &[&speaker.name]) {
        chain.extend(last_before(text, &names_with(&names, &speaker.name), from, own));
    }
    chain
}

/// The first place behind byte `from` where the speaker is named.
pub(super) fn first_behind(text: &str, speaker: &Speaker, from: usize, own: &[Span]) -> Option<Span> {
    let first = |name: &&str| {
        let behind = Span::new(from, text.len()).of(text);
        let places = behind.match_indices(*name).map(|(at, _)| Span::new(from + at, from + at + name.len()));
        places.into_iter().find(|place| is_whole(text, *place) && is_outside(*place, own))
    };
    names(speaker).iter().filter_map(first).min_by_key(|place| (place.start, std::cmp::Reverse(place.end)))
}

/// The name, its forms with a title, and its short forms.
fn names(speaker: &Speaker) -> Vec<&str> {
    let is_name = |words: &str| {
        let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        words.starts_with(char::is_uppercase) && !NO_NAMES.contains(&first.as_str())
    };
    let mut names = vec![speaker.name.as_str()];
    names.extend(speaker.aliases.iter().map(String::as_str).filter(|alias| is_name(alias)));
    let family = speaker.name.split_whitespace().last().filter(|last| is_name(last) && last.len() > 2);
    names.extend(family.filter(|_| speaker.kind == SpeakerKind::Person));
    names.retain(|name| !name.is_empty());
    names
}

/// Those names that have the full one in them: "Mayor Ruth Calder" has "Ruth Calder".
fn names_with<'n>(names: &[&'n str], full: &str) -> Vec<&'n str> {
    names.iter().copied().filter(|name| name.contains(full)).collect()
}

fn has_name(text: &str, words: Span, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let places = words.of(text).match_indices(*name);
        let mut places = places.map(|(at, _)| Span::new(words.start + at, words.start + at + name.len()));
        places.any(|place| is_whole(text, place))
    })
}

/// The last place before byte `from` that has one of the names, the longest where several end there.
fn last_before(text: &str, names: &[&str], from: usize, own: &[Span]) -> Option<Span> {
    let before = Span::new(0, from).of(text);
    let last = |name: &&str| {
        let mut places = before.rmatch_indices(*name).map(|(at, _)| Span::new(at, at + name.len()));
        places.find(|place| is_whole(text, *place) && is_outside(*place, own))
    };
    names.iter().filter_map(last).max_by_key(|place| (place.end, place.len()))
}

fn is_outside(place: Span, own: &[Span]) -> bool {
    own.iter().all(|span| !span.overlaps(place))
}

/// Whether no letter or figure stands right before or behind.
fn is_whole(text: &str, place: Span) -> bool {
    let before = Span::new(0, place.start).of(text).chars().next_back();
    let behind = Span::new(place.end, text.len()).of(text).chars().next();
    !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(name: &str, aliases: &[&str]) -> Speaker {
        Speaker {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            kind: SpeakerKind::Person,
            role: None,
            quotations: Vec::new(),
            words: 0,
            sign: 0,
        }
    }

    #[test]
    fn a_chain_leads_from_words_to_a_name() {
        let calder = speaker("Ruth Calder", &["Mayor Ruth Calder", "the mayor", "The mayor", "She"]);
        for (text, words, expected) in [
            ("Mayor Ruth Calder sat. “No,” she said.", "she", vec!["Mayor Ruth Calder"]),
            ("Ruth Calder sat. Calder rose. “No,” she said.", "she", vec!["Calder", "Ruth Calder"]),
            ("Ruth Calder sat. “No,” the mayor said.", "the mayor", vec!["Ruth Calder"]),
            ("Ruth Calder sat. “No,” Calder said.", "Calder said", vec!["Ruth Calder"]),
            ("Ruth Calder sat. “No,” said Mayor Ruth Calder.", "Mayor Ruth Calder.", vec![]),
            ("Calder sat. “No,” she said.", "she", vec!["Calder"]),
            ("The mayor sat. “No,” she said. Ruth Calder rose.", "she", vec![]),
            ("Calderon sat. “No,” she said.", "she", vec![]),
            ("Ruth Calder sat. “Ask Calder,” she said.", "she", vec!["Ruth Calder"]),
        ] {
            let start = text.rfind(words).unwrap();
            let own = text.find('“').zip(text.find('”')).map(|(from, to)| Span::new(from, to));
            let found = chain(
                text,
                &calder,
                Span::new(start, start + words.len()),
                &own.into_iter().collect::<Vec<_>>(),
            );
            let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let engineer = speaker("the county engineer", &[]);
        let text = "So said the county engineer. “Yes,” he said.";
        let found = chain(text, &engineer, Span::new(text.find("he said").unwrap(), text.len()), &[]);
        assert_eq!(found.first().map(|span| span.of(text)), Some("the county engineer"));
        let text = "“No,” she said. Calder sat.";
        assert_eq!(first_behind(text, &calder, 10, &[]).map(|span| span.of(text)), Some("Calder"));
    }
}
