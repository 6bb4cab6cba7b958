//! Who is named in an article and never speaks in it.

use std::collections::{BTreeMap, BTreeSet};

use super::speaker::Speaker;
use crate::lexicon::Lexicon;

/// Somebody who is named at least twice, and quoted nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// The full name.
    pub name: String,
    /// Where the name stands, also the family name alone.
    pub places: Places,
}

/// The people of a text who have a full name, whether they speak or not: what [`Named::unheard`] chooses from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named(Vec<Person>);

/// Somebody with a full name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Person {
    name: String,
    /// Where the full name stands.
    full: Places,
    /// Where the family name stands alone, if nobody else has it.
    alone: Places,
}

/// Where a name stands in a text, as far as anybody asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// How often.
    pub count: usize,
    /// Where it stands first, in bytes.
    pub first: usize,
    /// Where it stands last, in bytes.
    pub last: usize,
}

impl Places {
    /// One more place, behind all others.
    fn push(&mut self, place: usize) {
        self.first = if self.count == 0 { place } else { self.first };
        self.last = place;
        self.count += 1;
    }

    /// These and some others.
    fn and(self, others: Self) -> Self {
        match (self.count, others.count) {
            (_, 0) => self,
            (0, _) => others,
            (count, more) => Self {
                count: count + more,
                first: self.first.min(others.first),
                last: self.last.max(others.last),
            },
        }
    }
}

impl Named {
    /// People with a full name in `text` who are named twice or more. Only names that begin with a known given name
    /// count, so that towns, bodies and books are left out.
    pub fn new(text: &str) -> Self {
        let lexicon = Lexicon::bundled();
        let mut full: BTreeMap<String, Places> = BTreeMap::new();
        let mut alone: BTreeMap<&str, Places> = BTreeMap::new();
        for run in runs(text) {
            match without_titles(&run, lexicon) {
                [] => {}
                [one] => alone.entry(one.core).or_default().push(one.place),
                run @ [first, rest @ ..] => {
                    let is_name = lexicon.given_name(first.core).is_some();
                    if is_name && !rest.iter().any(|word| lexicon.is_body(word.core)) {
                        let words: Vec<&str> = run.iter().map(|word| word.core).collect();
                        full.entry(words.join(" ")).or_default().push(first.place);
                    }
                }
            }
        }
        let mut families: BTreeMap<String, usize> = BTreeMap::new();
        for name in full.keys() {
            *families.entry(last_word(name).to_owned()).or_default() += 1;
        }
        let person = |(name, full): (String, Places)| {
            let family = last_word(&name);
            let is_shared = families.get(family).is_some_and(|count| *count > 1);
            let alone = alone.get(family).filter(|_| !is_shared).copied().unwrap_or_default();
            (full.count + alone.count > 1).then_some(Person { name, full, alone })
        };
        Self(full.into_iter().filter_map(person).collect())
    }

    /// Who of these is none of `speakers`, in the order of their first mention. A family name alone may also be that of
    /// a speaker who has it, and does not count then.
    pub fn unheard(&self, speakers: &[Speaker]) -> Vec<Unheard> {
        let called = Called::new(speakers);
        let unheard = |person: &Person| {
            if called.has(&person.name) {
                return None;
            }
            let is_shared = called.families.contains(last_word(&person.name));
            let places = if is_shared { person.full } else { person.full.and(person.alone) };
            (places.count > 1).then(|| Unheard { name: person.name.clone(), places })
        };
        let mut found: Vec<Unheard> = self.0.iter().filter_map(unheard).collect();
        found.sort_by_key(|unheard| unheard.places.first);
        found
    }
}

/// What speakers are called.
struct Called<'s> {
    lexicon: &'static Lexicon,
    /// The last words of their names.
    families: BTreeSet<&'s str>,
    /// Their names and what else they are called, without titles and in small letters, by the last word.
    names: BTreeMap<String, Vec<Vec<String>>>,
}

impl<'s> Called<'s> {
    fn new(speakers: &'s [Speaker]) -> Self {
        let lexicon = Lexicon::bundled();
        let mut names: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for speaker in speakers {
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                let name = plain(name, lexicon);
                if let Some(last) = name.last() {
                    names.entry(last.clone()).or_default().push(name);
                }
            }
        }
        let families = speakers.iter().map(|speaker| last_word(&speaker.name)).collect();
        Self { lexicon, families, names }
    }

    /// Whether a name is a speaker's: the same, or a longer or shorter one with the same family name.
    fn has(&self, name: &str) -> bool {
        let name = plain(name, self.lexicon);
        let namesakes = name.last().and_then(|last| self.names.get(last));
        namesakes.into_iter().flatten().any(|other| other.len() == 1 || name.first() == other.first())
    }
}

/// The words of a name without its titles, in small letters.
fn plain(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    words.skip_while(|word| lexicon.is_title(word)).collect()
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
            let found = Named::new(text).unheard(&speakers);
            let told: Vec<String> =
                found.iter().map(|one| format!("{} {}", one.name, one.places.count)).collect();
            assert_eq!(told.join(", "), expected, "{text}");
            for one in &found {
                let begins =
                    |place: usize| text.get(place..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
                assert!(begins(one.places.first) && begins(one.places.last));
                assert!(one.places.first < one.places.last);
            }
        }
    }
}
