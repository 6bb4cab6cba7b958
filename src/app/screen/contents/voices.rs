//! The lines of the speakers: who speaks, how much, from where to where; and who is named but never quoted.

use crate::app::screen::reader;
use crate::article::Article;
use crate::attribution::{Analysis, Quotation, SpeakerKind};
use crate::export::{self, Tally, is_reported};

/// A speaker, what nobody is known to have said, or somebody who is named and never quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The speaker, by index into [`Analysis::speakers`].
    pub speaker: Option<usize>,
    /// Which sign and colour is theirs.
    pub sign: Option<usize>,
    /// The name shown.
    pub name: String,
    /// Other words that the article has for the speaker.
    pub aliases: Vec<String>,
    /// What the voice is.
    pub is: Is,
    /// What the reader says the speaker is: "mayor of Springfield".
    pub role: Option<String>,
    /// How many quotations.
    pub said: Tally,
    /// How often somebody is named who is not quoted.
    pub named: usize,
    /// How many words in them.
    pub words: usize,
    /// How many of the words are in quotations without marks.
    pub reported: usize,
    /// How much of all quoted words, from 0 to 1.
    pub share: f64,
    /// Where the first and the last of them start, in bytes.
    pub ends: (usize, usize),
    /// The same in percent of the article.
    pub percent: (u8, u8),
}

/// What a voice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Somebody who speaks.
    Speaker(SpeakerKind),
    /// Whoever wrote the article, by its byline.
    Author,
    /// Nobody who is known.
    Unknown,
    /// Somebody who is named and never quoted.
    Named,
}

impl Is {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speaker(kind) => kind.name(),
            Self::Author => "author",
            Self::Unknown => "",
            Self::Named => "not quoted",
        }
    }
}

/// In which order speakers are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// Most words first.
    #[default]
    Words,
    /// As they are first heard.
    Order,
    /// By the alphabet.
    Name,
}

impl Sorting {
    /// In a word, behind "by".
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Order => "order",
            Self::Name => "name",
        }
    }

    /// The one that comes after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Words => Self::Order,
            Self::Order => Self::Name,
            Self::Name => Self::Words,
        }
    }
}

/// Everybody in the order that was chosen, then what nobody is known to have said, then who is only named.
pub(super) fn voices(reader: &reader::Model) -> Vec<Voice> {
    let mut voices = reader.listed_voices().to_vec();
    for voice in &mut voices {
        voice.percent = (reader.percent_at(voice.ends.0), reader.percent_at(voice.ends.1));
    }
    sort(&mut voices, reader.sorting);
    voices
}

/// Everybody who is heard, and who is named in full and never quoted. It costs a look at all quotations, so no key should
/// wait for it.
pub(in crate::app) fn all_voices(analysis: &Analysis, article: &Article) -> Vec<Voice> {
    let mut voices = heard(analysis, article);
    let named = analysis.named.unheard(&analysis.speakers);
    let byline = article.metadata.byline.as_ref().map_or("", |byline| byline.as_str());
    voices.extend(named.into_iter().filter(|named| !is_in_byline(byline, &named.name)).map(|named| Voice {
        speaker: None,
        sign: None,
        name: named.name,
        aliases: Vec::new(),
        is: Is::Named,
        role: None,
        said: Tally::default(),
        named: named.places.count,
        words: 0,
        reported: 0,
        share: 0.0,
        ends: (named.places.first, named.places.last),
        percent: (0, 0),
    }));
    voices
}

/// Whoever is heard, in order of their first quotation, the unknown last: their quotations and words add up to all.
pub(in crate::app) fn heard(analysis: &Analysis, article: &Article) -> Vec<Voice> {
    let byline = article.metadata.byline.as_ref().map_or("", |byline| byline.as_str());
    // One look at all quotations, since a long text has many of both.
    let mut said: Vec<Vec<usize>> = vec![Vec::new(); analysis.speakers.len() + 1];
    for (index, quotation) in analysis.quotations.iter().enumerate() {
        if let Some(theirs) = said.get_mut(quotation.speaker().unwrap_or(analysis.speakers.len())) {
            theirs.push(index);
        }
    }
    let line = |voice: export::Voice<'_>| {
        let theirs =
            said.get(voice.speaker.unwrap_or(analysis.speakers.len())).map_or(&[][..], Vec::as_slice);
        let theirs = || theirs.iter().filter_map(|index| analysis.quotations.get(*index));
        let start = |quotation: &Quotation| quotation.hull().start;
        let role = voice.speaker.and_then(|index| analysis.speakers.get(index)?.role.clone());
        Voice {
            speaker: voice.speaker,
            sign: voice.sign,
            name: voice.name.to_owned(),
            aliases: voice.aliases.to_vec(),
            is: match voice.kind {
                Some(_) if is_in_byline(byline, voice.name) => Is::Author,
                Some(kind) => Is::Speaker(kind),
                None => Is::Unknown,
            },
            role,
            said: voice.said,
            named: 0,
            words: voice.words,
            reported: theirs().filter(|said| is_reported(said)).map(|said| said.words).sum(),
            share: voice.share,
            ends: (theirs().map(start).min().unwrap_or(0), theirs().map(start).max().unwrap_or(0)),
            percent: (0, 0),
        }
    };
    export::voices(analysis).into_iter().map(line).collect()
}

fn sort(voices: &mut [Voice], sorting: Sorting) {
    let class = |voice: &Voice| match voice.is {
        Is::Unknown => 1,
        Is::Named => 2,
        Is::Speaker(_) | Is::Author => 0,
    };
    match sorting {
        Sorting::Words => {
            voices.sort_by_key(|voice| (class(voice), std::cmp::Reverse(voice.words), voice.ends.0));
        }
        Sorting::Order => voices.sort_by_key(|voice| (class(voice), voice.ends.0)),
        Sorting::Name => voices.sort_by_key(|voice| (class(voice), voice.name.to_lowercase())),
    }
}

/// Whether a byline names somebody: "By Ada Moore and Carl Beck" names Carl Beck.
fn is_in_byline(byline: &str, name: &str) -> bool {
    let authors = byline.split([',', '&', ';', '·']).flat_map(|part| part.split(" and "));
    let plain = |author: &str| {
        let lower = author.trim().to_lowercase();
        lower.strip_prefix("by ").map_or(lower.clone(), |rest| rest.trim().to_owned())
    };
    authors.map(plain).any(|author| !author.is_empty() && author == name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_its_authors_only() {
        for (byline, name, expected) in [
            ("By Ada Moore and Carl Beck", "Carl Beck", true),
            ("ADA MOORE, The Herald", "Ada Moore", true),
            ("Ada Moore", "Moore", false),
            ("", "", false),
        ] {
            assert_eq!(is_in_byline(byline, name), expected, "{byline}: {name}");
        }
    }

    #[test]
    fn speakers_are_sorted_and_the_unknown_and_the_unheard_stay_last() {
        let voice = |name: &str, is, words, first| Voice {
            speaker: None,
            sign: None,
            name: name.to_owned(),
            aliases: Vec::new(),
            is,
            role: None,
            said: Tally { quoted: 1, reported: 0 },
            named: 0,
            words,
            reported: 0,
            share: 0.0,
            ends: (first, first),
            percent: (0, 0),
        };
        let person = Is::Speaker(SpeakerKind::Person);
        let all = [
            voice("Named", Is::Named, 0, 0),
            voice("unknown", Is::Unknown, 99, 1),
            voice("carl", person, 5, 7),
            voice("Ada", Is::Author, 3, 9),
            voice("Bert", person, 9, 8),
        ];
        for (sorting, expected) in [
            (Sorting::Words, "Bert carl Ada unknown Named"),
            (Sorting::Order, "carl Bert Ada unknown Named"),
            (Sorting::Name, "Ada Bert carl unknown Named"),
        ] {
            let mut voices = all.clone();
            sort(&mut voices, sorting);
            let names: Vec<&str> = voices.iter().map(|voice| voice.name.as_str()).collect();
            assert_eq!(names.join(" "), expected, "{sorting:?}");
        }
    }
}
