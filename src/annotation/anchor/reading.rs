//! A text as anchoring reads it: its words, and where its sentences and words stand again.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
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
    hasher: RandomState,
    pieces: OnceLock<HashMap<u64, Known>>,
    places: OnceLock<HashMap<u64, Vec<u32>>>,
}

/// A piece that stands in a text.
#[derive(Clone, Copy, Debug)]
struct Known {
    number: usize,
    is_only: bool,
}

/// A word that stands more often than this tells no place.
const OFTEN: usize = 32;

impl Reading {
    pub(super) fn new(text: SafeText) -> Self {
        Self {
            text,
            points: OnceLock::new(),
            words: OnceLock::new(),
            hasher: RandomState::new(),
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
        let known = self.known_pieces().get(&self.hasher.hash_one(folded)).filter(|known| known.is_only)?;
        let words = self.words();
        (words.folded(words.piece(known.number)) == folded).then_some(known.number)
    }

    /// Whether a piece with these folded words stands somewhere.
    pub(super) fn has_piece(&self, folded: &str) -> bool {
        self.known_pieces().contains_key(&self.hasher.hash_one(folded))
    }

    /// The places of a folded word, as numbers of words; none for one that stands nearly everywhere.
    pub(super) fn places(&self, word: &str) -> &[u32] {
        let places = self.places.get_or_init(|| {
            let words = self.words();
            let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
            for number in 0..words.len() {
                let of_word = places.entry(self.hasher.hash_one(words.word(number))).or_default();
                if of_word.len() <= OFTEN {
                    of_word.push(u32::try_from(number).unwrap_or(u32::MAX));
                }
            }
            places
        });
        let places = places.get(&self.hasher.hash_one(word)).map_or(&[][..], Vec::as_slice);
        if places.len() > OFTEN { &[] } else { places }
    }

    fn known_pieces(&self) -> &HashMap<u64, Known> {
        self.pieces.get_or_init(|| {
            let words = self.words();
            let mut pieces: HashMap<u64, Known> = HashMap::with_capacity(words.pieces());
            for number in 0..words.pieces() {
                let key = self.hasher.hash_one(words.folded(words.piece(number)));
                let known = pieces.entry(key).or_insert(Known { number, is_only: true });
                known.is_only = known.number == number;
            }
            pieces
        })
    }
}
