//! The speakers of an article while they are corrected: none is struck off before the end, so that places stand.

use super::is_alike;
use crate::attribution::{Analysis, Quotation, Speaker, SpeakerKind};

/// Everybody who speaks, or did before a correction.
#[derive(Clone, Debug)]
pub(super) struct Roll(Vec<Speaker>);

impl Roll {
    /// The speakers that the engine found.
    pub(super) fn new(analysis: &Analysis) -> Self {
        Self(analysis.speakers.clone())
    }

    /// Whoever has this name, else whoever is also called so, without regard to capitals.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let is_name = |speaker: &Speaker| speaker.name.to_lowercase() == name.to_lowercase();
        let by_name = self.0.iter().position(is_name);
        let is_alias = |speaker: &Speaker| speaker.aliases.iter().any(|alias| alias == name);
        by_name.or_else(|| self.0.iter().position(is_alias))
    }

    /// The speaker of this name, new if nobody has it.
    pub(super) fn called(&mut self, name: &str) -> usize {
        self.find(name).unwrap_or_else(|| self.add(name, SpeakerKind::Person))
    }

    pub(super) fn name(&self, place: usize) -> &str {
        self.0.get(place).map_or("", |speaker| &speaker.name)
    }

    /// What `other` was called now means `speaker`.
    pub(super) fn join(&mut self, other: usize, speaker: usize) {
        let Some(given_up) = self.0.get_mut(other) else {
            return;
        };
        let aliases = std::mem::take(&mut given_up.aliases);
        let name = std::mem::take(&mut given_up.name);
        if let Some(speaker) = self.0.get_mut(speaker) {
            for alias in [name].into_iter().chain(aliases) {
                if alias != speaker.name && !speaker.aliases.contains(&alias) {
                    speaker.aliases.push(alias);
                }
            }
        }
    }

    /// What `speaker` was also called is somebody else, of the same kind, with all words that name that one.
    pub(super) fn part(&mut self, speaker: usize, alias: &str) -> usize {
        let mut kind = SpeakerKind::Person;
        let mut theirs = Vec::new();
        if let Some(speaker) = self.0.get_mut(speaker) {
            kind = speaker.kind;
            let name = speaker.name.clone();
            let is_theirs = |other: &mut String| is_alike(other, alias, &name);
            theirs = speaker.aliases.extract_if(.., is_theirs).filter(|other| other != alias).collect();
        }
        let parted = self.add(alias, kind);
        if let Some(speaker) = self.0.get_mut(parted) {
            speaker.aliases = theirs;
        }
        parted
    }

    /// Shows a speaker by another name; the old one is kept as an alias.
    pub(super) fn rename(&mut self, was: &str, name: &str) {
        if let Some(place) = self.find(was)
            && let Some(speaker) = self.0.get_mut(place)
        {
            let old = std::mem::replace(&mut speaker.name, name.to_owned());
            speaker.aliases.retain(|alias| alias != name && *alias != old);
            speaker.aliases.insert(0, old);
        }
    }

    pub(super) fn set_role(&mut self, name: &str, role: Option<String>) {
        if let Some(place) = self.find(name)
            && let Some(speaker) = self.0.get_mut(place)
        {
            speaker.role = role;
        }
    }

    /// Those who are credited with a quotation, and the number of each place among them. Whoever the engine heard keeps
    /// their order, and who is new comes last. All keep their signs, since readers know voices by them.
    pub(super) fn heard(self, quotations: &[Quotation]) -> (Vec<Speaker>, Vec<Option<usize>>) {
        let mut said: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            if let Some(theirs) = quotation.speaker().and_then(|place| said.get_mut(place)) {
                theirs.push(index);
            }
        }
        let mut numbers = vec![None; self.0.len()];
        let mut heard: Vec<Speaker> = Vec::new();
        for (place, (speaker, theirs)) in self.0.into_iter().zip(said).enumerate() {
            if !theirs.is_empty() {
                numbers[place] = Some(heard.len());
                let words =
                    theirs.iter().filter_map(|index| quotations.get(*index)).map(|said| said.words).sum();
                heard.push(Speaker { quotations: theirs, words, ..speaker });
            }
        }
        (heard, numbers)
    }

    fn add(&mut self, name: &str, kind: SpeakerKind) -> usize {
        let (name, aliases) = (name.to_owned(), Vec::new());
        let sign = self.0.len();
        self.0.push(Speaker { name, aliases, kind, role: None, quotations: Vec::new(), words: 0, sign });
        self.0.len() - 1
    }
}
