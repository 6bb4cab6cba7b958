//! The word lists of `assets/lexicon`, read once.
//!
//! Each list is plain text, one entry a line, `#` for remarks, so that it can be improved without Rust.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The gender that a word tells about the person it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// Where the stop of an abbreviation does not end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Before a name: "Sen."
    BeforeName,
    /// Before a figure: "No."
    BeforeNumber,
    /// Nowhere: "v."
    Anywhere,
    /// It may end one; the next word tells: "U.S."
    MayEnd,
}

/// What a small word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Begins a noun phrase: "the", "his", "some".
    Determiner,
    /// "of", "in"
    Preposition,
    /// "and", "when"
    Conjunction,
    /// "who", "which"
    Relative,
    /// "has", "not", "also"
    Auxiliary,
}

/// What a role noun tells about who it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A person, and the gender if the word tells it: "director", "spokeswoman".
    Person(Option<Gender>),
    /// A person whose name is kept back: "source", "official".
    Anonymous,
    /// An institution or what it publishes: "committee", "editorial".
    Body,
}

/// What a capitalised word that names no person tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proper {
    /// A place: "Ohio".
    Place,
    /// The people of a place, or their adjective: "Canadian".
    People,
    /// A day or month: "Friday".
    Time,
}

/// A word that a sentence's meaning hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Critical {
    /// "seven", "million", "half"
    Number,
    /// "not", "never", "without"
    Negation,
}

/// Words with what is known of each. Most words of a text are in no list, and a glance at their two ends and their
/// length tells so.
#[derive(Debug)]
pub(crate) struct Words<K, V> {
    known: BTreeMap<K, V>,
    /// One bit for each glance that some word has.
    glances: Box<[u64; GLANCES / 64]>,
}

impl<K: AsRef<str> + Ord + Borrow<str>, V> Words<K, V> {
    /// What is known of `word`.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let (cell, bit) = glance(word);
        if self.glances[cell] & bit == 0 {
            return None;
        }
        self.known.get(word)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<K: AsRef<str> + Ord + Borrow<str>, V> FromIterator<(K, V)> for Words<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(words: I) -> Self {
        let known: BTreeMap<K, V> = words.into_iter().collect();
        let mut glances = Box::new([0; GLANCES / 64]);
        for word in known.keys() {
            let (cell, bit) = glance(word.as_ref());
            glances[cell] |= bit;
        }
        Self { known, glances }
    }
}

/// How many words look different at a glance.
const GLANCES: usize = 1 << 14;

/// Where the bit of a word's two first bytes, its last one and its length is kept.
fn glance(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let at = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
    let mixed = at(0) * 31 + at(1) * 977 + at(bytes.len().wrapping_sub(1)) * 6151 + bytes.len() * 421;
    let place = mixed % GLANCES;
    (place / 64, 1 << (place % 64))
}

/// All word lists.
#[derive(Debug)]
pub struct Lexicon {
    /// The first form, and the word that must stand behind.
    cues: Words<&'static str, Vec<(&'static str, Option<&'static str>)>>,
    report_nouns: Words<&'static str, ()>,
    thoughts: Words<&'static str, ()>,
    adverbs: Words<&'static str, ()>,
    functions: Words<&'static str, Function>,
    titles: Words<&'static str, Option<Gender>>,
    roles: Words<&'static str, Role>,
    /// Whether each is a part of newspapers' names.
    bodies: Words<&'static str, bool>,
    works: Words<&'static str, ()>,
    criticals: Words<&'static str, Critical>,
    abbreviations: Words<&'static str, Abbreviation>,
    starters: Words<&'static str, ()>,
    given_names: Words<&'static str, Option<Gender>>,
    propers: Words<&'static str, Proper>,
}

static BUNDLED: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The lists that ship with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The first form of the reporting verb that `word` (in small letters) is a form of.
    pub fn cue(&self, word: &str) -> Option<&'static str> {
        self.cue_before(word, "")
    }

    /// The same, also for a verb that reports only before `next`: "pointed out".
    pub fn cue_before(&self, word: &str, next: &str) -> Option<&'static str> {
        let verbs = self.cues.get(word)?;
        let fits = |(_, wanted): &&(&str, Option<&str>)| wanted.is_none_or(|wanted| wanted == next);
        verbs.iter().find(fits).map(|(first, _)| *first)
    }

    /// Whether `word` (in small letters), where it reports, reports what was said rather than what somebody thinks.
    pub fn reports_speech(&self, word: &str) -> bool {
        let is_speech = self.cues.contains(word) || self.report_nouns.contains(word);
        is_speech && !self.thoughts.contains(word)
    }

    /// Whether `word` (in small letters) may stand between a subject and its verb.
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word) || (word.len() > 4 && word.ends_with("ly"))
    }

    /// What the small word `word` (in small letters) does; `None` for words that carry meaning.
    pub fn function(&self, word: &str) -> Option<Function> {
        self.functions.get(word).copied()
    }

    /// Whether `word` (in small letters, no stop) is a title that stands before names.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
            || word
                .rsplit_once('-')
                .is_some_and(|(before, last)| !before.is_empty() && self.titles.contains(last))
    }

    /// The gender told by a title (in small letters, no stop).
    pub fn title_gender(&self, word: &str) -> Option<Gender> {
        self.titles.get(word).copied().flatten()
    }

    /// What the noun `word` (in small letters, singular or plural) tells about who it stands for.
    pub fn role(&self, word: &str) -> Option<Role> {
        let singular = || word.strip_suffix('s').and_then(|singular| self.roles.get(singular));
        self.roles.get(word).or_else(singular).copied()
    }

    /// Whether `word`, as written, is the plural of a role noun.
    pub fn is_plural_role(&self, word: &str) -> bool {
        word == "people"
            || word == "police"
            || (!self.roles.contains(word)
                && word.strip_suffix('s').is_some_and(|singular| self.roles.contains(singular)))
    }

    /// Whether a capitalised name with `word` in it is an institution's.
    pub fn is_body(&self, word: &str) -> bool {
        self.bodies.contains(word)
    }

    /// Whether `word`, as written, is part of newspapers' names: "Tribune".
    pub fn is_paper(&self, word: &str) -> bool {
        self.bodies.get(word) == Some(&true)
    }

    /// Whether the noun `word` (in small letters, singular) is a work with a title: "book".
    pub fn is_work(&self, word: &str) -> bool {
        self.works.contains(word)
    }

    /// When the stop after `word` (as written, without the stop) does not end a sentence.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// Whether `word`, as written, commonly begins a sentence.
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// The gender told by a given name, `Some(None)` for one that tells none, `None` for no given name.
    pub fn given_name(&self, word: &str) -> Option<Option<Gender>> {
        self.given_names.get(word).copied()
    }

    /// What the capitalised word `word`, as written, tells when it is no part of a person's name.
    pub fn proper(&self, word: &str) -> Option<Proper> {
        self.propers.get(word).copied()
    }

    /// What the meaning of a sentence loses or gains with `word`, in lower case.
    pub fn critical(&self, word: &str) -> Option<Critical> {
        self.criticals.get(word).copied()
    }

    fn read() -> Self {
        Self {
            criticals: entries(include_str!("../assets/lexicon/critical-words.txt"))
                .map(|(word, what)| (word, critical(what)))
                .collect(),
            cues: cues(include_str!("../assets/lexicon/cue-verbs.txt")),
            report_nouns: words(include_str!("../assets/lexicon/report-nouns.txt")),
            thoughts: forms(include_str!("../assets/lexicon/thought-verbs.txt")),
            propers: entries(include_str!("../assets/lexicon/places.txt"))
                .map(|(word, what)| (word, proper(what)))
                .collect(),
            adverbs: words(include_str!("../assets/lexicon/adverbs.txt")),
            functions: entries(include_str!("../assets/lexicon/function-words.txt"))
                .map(|(word, what)| (word, function(what)))
                .collect(),
            titles: genders(include_str!("../assets/lexicon/titles.txt")),
            roles: entries(include_str!("../assets/lexicon/role-nouns.txt"))
                .map(|(word, what)| (word, role(what)))
                .collect(),
            bodies: entries(include_str!("../assets/lexicon/bodies.txt"))
                .map(|(word, what)| (word, what == "paper"))
                .collect(),
            works: words(include_str!("../assets/lexicon/works.txt")),
            abbreviations: entries(include_str!("../assets/lexicon/abbreviations.txt"))
                .map(|(word, what)| (word, abbreviation(what)))
                .collect(),
            starters: words(include_str!("../assets/lexicon/starters.txt")),
            given_names: genders(include_str!("../assets/lexicon/given-names.txt")),
        }
    }
}

/// The lines of a list: the first word, and what stands behind it.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
}

/// Every form of every reporting verb, with the first form and the word that must follow.
fn cues(list: &'static str) -> Words<&'static str, Vec<(&'static str, Option<&'static str>)>> {
    let mut cues: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (verb, forms) in entries(list) {
        let first = verb.split('+').next().unwrap_or(verb);
        for form in forms.split(' ').chain([verb]).filter(|form| !form.is_empty()) {
            let (form, next) = form.split_once('+').map_or((form, None), |(form, next)| (form, Some(next)));
            cues.entry(form).or_default().push((first, next));
        }
    }
    cues.into_iter().collect()
}

fn words(list: &'static str) -> Words<&'static str, ()> {
    entries(list).map(|(word, _)| (word, ())).collect()
}

/// Every form of every verb.
fn forms(list: &'static str) -> Words<&'static str, ()> {
    let lines = entries(list);
    lines.flat_map(|(verb, forms)| forms.split(' ').chain([verb])).map(|form| (form, ())).collect()
}

fn genders(list: &'static str) -> Words<&'static str, Option<Gender>> {
    entries(list).map(|(word, what)| (word, gender(what))).collect()
}

fn gender(what: &str) -> Option<Gender> {
    match what {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

fn function(what: &str) -> Function {
    match what {
        "det" => Function::Determiner,
        "prep" => Function::Preposition,
        "conj" => Function::Conjunction,
        "rel" => Function::Relative,
        _ => Function::Auxiliary,
    }
}

fn role(what: &str) -> Role {
    match what {
        "anon" => Role::Anonymous,
        "body" => Role::Body,
        other => Role::Person(gender(other)),
    }
}

fn proper(what: &str) -> Proper {
    match what {
        "people" => Proper::People,
        "time" => Proper::Time,
        _ => Proper::Place,
    }
}

fn critical(what: &str) -> Critical {
    if what == "number" { Critical::Number } else { Critical::Negation }
}

fn abbreviation(what: &str) -> Abbreviation {
    match what {
        "name" => Abbreviation::BeforeName,
        "number" => Abbreviation::BeforeNumber,
        "end" => Abbreviation::MayEnd,
        _ => Abbreviation::Anywhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_list_is_read() {
        let lexicon = Lexicon::bundled();
        assert_eq!(lexicon.cue("told"), Some("tell"));
        assert_eq!(lexicon.cue("table"), None);
        assert_eq!(lexicon.cue("pointed"), None);
        assert_eq!(lexicon.cue_before("pointed", "out"), Some("point"));
        assert_eq!(lexicon.proper("Friday"), Some(Proper::Time));
        assert!(lexicon.reports_speech("told") && lexicon.reports_speech("claim"));
        assert!(!lexicon.reports_speech("thought") && !lexicon.reports_speech("table"));
        assert!(lexicon.is_adverb("later") && lexicon.is_adverb("quietly") && !lexicon.is_adverb("fly"));
        assert_eq!(lexicon.function("of"), Some(Function::Preposition));
        assert_eq!(lexicon.title_gender("mrs"), Some(Gender::Female));
        assert!(lexicon.is_title("sen") && !lexicon.is_title("senate"));
        assert_eq!(lexicon.role("officials"), Some(Role::Anonymous));
        assert!(lexicon.is_plural_role("officials") && !lexicon.is_plural_role("boss"));
        assert!(lexicon.is_body("Tribune"));
        assert_eq!(lexicon.abbreviation("Sen"), Some(Abbreviation::BeforeName));
        assert!(lexicon.is_starter("The"));
        assert_eq!(lexicon.given_name("Sarah"), Some(Some(Gender::Female)));
        assert_eq!(lexicon.given_name("Kim"), Some(None));
        assert_eq!(lexicon.given_name("Table"), None);
    }

    #[test]
    fn no_list_says_a_thing_twice() {
        for list in [
            include_str!("../assets/lexicon/abbreviations.txt"),
            include_str!("../assets/lexicon/critical-words.txt"),
            include_str!("../assets/lexicon/cue-verbs.txt"),
            include_str!("../assets/lexicon/function-words.txt"),
            include_str!("../assets/lexicon/given-names.txt"),
            include_str!("../assets/lexicon/places.txt"),
            include_str!("../assets/lexicon/bodies.txt"),
            include_str!("../assets/lexicon/report-nouns.txt"),
            include_str!("../assets/lexicon/role-nouns.txt"),
            include_str!("../assets/lexicon/thought-verbs.txt"),
            include_str!("../assets/lexicon/titles.txt"),
        ] {
            let mut seen = BTreeSet::new();
            for (word, _) in entries(list) {
                assert!(seen.insert(word), "{word} stands twice");
            }
        }
    }
}
