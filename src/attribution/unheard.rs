//! Who is named in an article and never speaks in it.

use std::collections::BTreeMap;

use super::speaker::Speaker;
use crate::lexicon::Lexicon;

/// Somebody who is named at least twice, and quoted nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// The full name.
    pub name: String,
    /// Where the name stands, also the family name alone, in bytes, in order.
    pub places: Vec<usize>,
}

/// How much of a text is looked through, in bytes: more than any column has, and little enough for one key.
const REACH: usize = 1 << 20;

/// People with a full name in `text`, or in the beginning of a very long one, named twice or more, who are none of `speakers`, in the order of their first
/// mention. Only names that begin with a known given name count, so that towns, bodies and books are left out.
pub fn unheard(text: &str, speakers: &[Speaker]) -> Vec<Unheard> {
    let lexicon = Lexicon::bundled();
    let mut full: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut alone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let near = text.get(..text.floor_char_boundary(REACH)).unwrap_or(text);
    for run in runs(near) {
        let run = without_titles(&run, lexicon);
        match run {
            [] => {}
            [one] => alone.entry(one.core).or_default().push(one.place),
            [first, rest @ ..] => {
                let is_name = lexicon.given_name(first.core).is_some();
                if is_name && !rest.iter().any(|word| lexicon.is_body(word.core)) {
                    let words: Vec<&str> = run.iter().map(|word| word.core).collect();
                    full.entry(words.join(" ")).or_default().push(first.place);
                }
            }
        }
    }
    let families: Vec<String> = full.keys().map(|name| last_word(name).to_owned()).collect();
    let mut found: Vec<Unheard> = Vec::new();
    for (name, mut places) in full {
        let family = last_word(&name);
        if speakers.iter().any(|speaker| is_called(speaker, &name, lexicon)) {
            continue;
        }
        let is_shared = families.iter().filter(|other| *other == family).count() > 1
            || speakers.iter().any(|speaker| last_word(&speaker.name) == family);
        if !is_shared {
            places.extend(alone.get(family).into_iter().flatten());
        }
        places.sort_unstable();
        if places.len() > 1 {
            found.push(Unheard { name, places });
        }
    }
    found.sort_by_key(|unheard| unheard.places.first().copied());
    found
}

/// A capitalised word.
#[derive(Clone, Copy, Debug)]
struct Word<'t> {
    place: usize,
    core: &'t str,
}

/// The most words of a name, with its titles.
const LONGEST: usize = 6;

/// Capitalised words that stand together, nothing between them but a blank.
fn runs(text: &str) -> Vec<Vec<Word<'_>>> {
    let mut runs: Vec<Vec<Word<'_>>> = Vec::new();
    let mut goes_on = false;
    let mut behind = 0;
    for raw in text.split_whitespace() {
        let place = text.get(behind..).and_then(|rest| rest.find(raw)).map_or(behind, |found| behind + found);
        let is_near = text.get(behind..place).is_some_and(|gap| !gap.contains("\n\n"));
        behind = place + raw.len();
        let begun = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
        let trimmed = begun.trim_end_matches(|c: char| !c.is_alphanumeric());
        let core = trimmed.strip_suffix("’s").or_else(|| trimmed.strip_suffix("'s")).unwrap_or(trimmed);
        let is_name = core.starts_with(char::is_uppercase);
        if !is_name {
            goes_on = false;
            continue;
        }
        let word = Word { place: place + (raw.len() - begun.len()), core };
        let opens = begun.len() < raw.len();
        match runs.last_mut().filter(|run| goes_on && is_near && !opens && run.len() < LONGEST) {
            Some(run) => run.push(word),
            None => runs.push(vec![word]),
        }
        // The stop of an initial or of a title ends no name.
        let is_short = core.chars().count() == 1 || Lexicon::bundled().is_title(&core.to_lowercase());
        goes_on = core.len() == begun.len() || (is_short && begun == format!("{core}."));
    }
    runs
}

/// A name without what stands before it: "Senator", or the "But" of a sentence.
fn without_titles<'r, 't>(run: &'r [Word<'t>], lexicon: &Lexicon) -> &'r [Word<'t>] {
    let is_before = |word: &&Word<'_>| {
        let lower = word.core.to_lowercase();
        let is_small =
            lexicon.is_title(&lower) || lexicon.is_starter(word.core) || lexicon.role(&lower).is_some();
        is_small && lexicon.given_name(word.core).is_none()
    };
    let titles = run.iter().take_while(is_before).count();
    run.get(titles..).unwrap_or_default()
}

/// Whether a name is one of the speaker's: the same, or a longer or shorter one with the same family name.
fn is_called(speaker: &Speaker, name: &str, lexicon: &Lexicon) -> bool {
    let called = std::iter::once(&speaker.name).chain(&speaker.aliases);
    called.into_iter().any(|other| {
        let plain = |words: &str| -> Vec<String> {
            let words = words.split_whitespace().map(|word| word.trim_end_matches('.'));
            let is_title = |word: &&str| lexicon.is_title(&word.to_lowercase());
            words.skip_while(is_title).map(str::to_lowercase).collect()
        };
        let (one, other) = (plain(name), plain(other));
        one == other || one.last() == other.last() && (other.len() == 1 || one.first() == other.first())
    })
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::SpeakerKind;

    fn speaker(name: &str) -> Speaker {
        Speaker {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: SpeakerKind::Person,
            role: None,
            quotations: Vec::new(),
            words: 0,
            sign: 0,
        }
    }

    #[test]
    fn who_is_named_twice_and_never_quoted_is_found() {
        for (text, expected) in [
            ("Anna Reyes came. Later Anna Reyes left.", "Anna Reyes 2"),
            ("Senator Anna Reyes came. Sen. Reyes’s car left.", "Anna Reyes 2"),
            ("But Anna Reyes came; so did Anna Reyes.", "Anna Reyes 2"),
            ("“Anna T. Reyes” it was, and Reyes it stayed, with Reyes.", "Anna T Reyes 3"),
            ("Anna Reyes came once.", ""),
            ("New Haven is near. New Haven is far.", ""),
            ("George Washington University won. George Washington University lost.", ""),
            ("Anna Reyes met Paul Reyes. Reyes paid. Anna Reyes ate.", "Anna Reyes 2"),
            ("He met Anna.\n\nReyes was late. He met Anna.\n\nReyes was early.", ""),
            ("John Moore came. John Moore left. Moore is a voice.", ""),
            ("Mary Beck is not the Beck who spoke. Mary Beck it is.", "Mary Beck 2"),
        ] {
            let speakers = [speaker("Mr. Moore"), speaker("Carl Beck")];
            let found = unheard(text, &speakers);
            let told: Vec<String> =
                found.iter().map(|one| format!("{} {}", one.name, one.places.len())).collect();
            assert_eq!(told.join(", "), expected, "{text}");
            for one in &found {
                let begins = |place: &usize| {
                    text.get(*place..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
                };
                assert!(one.places.iter().all(begins));
            }
        }
    }
}
