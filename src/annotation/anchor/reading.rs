//! A text as anchoring reads it: its words, and where its sentences and words stand again.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::words::Words;
use crate::annotation::PositionSelector;
use crate::article::SafeText;
use crate::span::{CodePoints, Span};

/// A text, read once.
#[derive(Debug)]
pub(super) struct Reading {
    pub text: SafeText,
    points: OnceLock<CodePoints<SafeText>>,
    words: OnceLock<Words>,
    pieces: OnceLock<Places>,
    places: OnceLock<Places>,
}

/// Where each of many things stands: a digest of it with its number, in order.
#[derive(Debug)]
struct Places(Vec<(u64, u32)>);

/// A word that stands more often than this tells no place.
const OFTEN: usize = 32;

impl Places {
    fn new<'t>(things: impl Iterator<Item = &'t str>) -> Self {
        let mut places: Vec<(u64, u32)> =
            things.zip(0..).map(|(thing, number)| (digest(thing), number)).collect();
        places.sort_unstable();
        Self(places)
    }

    fn of(&self, thing: &str) -> &[(u64, u32)] {
        let digest = digest(thing);
        let start = self.0.partition_point(|(other, _)| *other < digest);
        let rest = self.0.get(start..).unwrap_or_default();
        let count = rest.partition_point(|(other, _)| *other == digest);
        rest.get(..count).unwrap_or_default()
    }
}

fn digest(thing: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

impl Reading {
    pub(super) fn new(text: SafeText) -> Self {
        Self {
            text,
            points: OnceLock::new(),
            words: OnceLock::new(),
            pieces: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(&self.text))
    }

    /// The bytes of a position, which counts code points.
    pub(super) fn span(&self, position: PositionSelector) -> Option<Span> {
        let points = self.points.get_or_init(|| CodePoints::new(self.text.clone()));
        let start = points.place(position.start)?;
        Some(Span::new(start, points.place(position.end.max(position.start))?))
    }

    /// The number of the piece with these folded words, where there is one and no other.
    pub(super) fn only_piece(&self, folded: &str) -> Option<usize> {
        let &[(_, number)] = self.known_pieces().of(folded) else {
            return None;
        };
        let (words, number) = (self.words(), number as usize);
        (words.folded(words.piece(number)) == folded).then_some(number)
    }

    /// Whether a piece with these folded words stands somewhere.
    pub(super) fn has_piece(&self, folded: &str) -> bool {
        !self.known_pieces().of(folded).is_empty()
    }

    /// The places of a folded word, as numbers of words; none for one that stands nearly everywhere.
    pub(super) fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let words = self.words();
        let places =
            self.places.get_or_init(|| Places::new((0..words.len()).map(|number| words.word(number))));
        let places = places.of(word);
        let places = if places.len() > OFTEN { &[] } else { places };
        places.iter().map(|(_, number)| *number as usize)
    }

    fn known_pieces(&self) -> &Places {
        let words = self.words();
        let pieces = || (0..words.pieces()).map(|number| words.folded(words.piece(number)));
        self.pieces.get_or_init(|| Places::new(pieces()))
    }
}
