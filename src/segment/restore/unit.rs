//! What an editor looks at before breaking a paragraph: sentences, or runs of them inside one quotation, and what is
//! in each.

use crate::lexicon::{Function, Lexicon, Proper};
use crate::segment::sentence::sentences;
use crate::span::Span;

use super::label::is_label;
use super::marks::Marks;
use super::part::{Parting, parts};

/// A sentence, or sentences that no break can part.
#[derive(Clone, Debug)]
pub(super) struct Unit<'t> {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// What parts it from the unit before.
    pub(super) parting: Parting,
    /// Whether a paragraph begins here whatever the model says: a speaker's label stands here.
    pub(super) is_labelled: bool,
    /// Its first two words, without marks.
    pub(super) first: [&'t str; 2],
    /// Its last word.
    pub(super) last: &'t str,
    pub(super) words: usize,
    /// In characters.
    pub(super) length: usize,
    /// Its last character that is no closing mark or bracket.
    pub(super) stop: char,
    pub(super) quoting: Quoting,
    pub(super) reporting: Reporting,
    /// Characters between marks, in tenths of the length.
    pub(super) share: usize,
    /// Capitalised words that the text had not named before.
    pub(super) new_names: usize,
    /// Capitalised words that the unit before names too.
    pub(super) same_names: usize,
    /// Other words of meaning that the unit before has too, or one of the three before that.
    pub(super) same_words: [usize; 2],
    /// When the first capitalised word that commonly begins no sentence was named last.
    pub(super) first_name: Named,
    pub(super) has_day: bool,
    pub(super) has_figure: bool,
}

/// Where the marks of a unit stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// No marks.
    None,
    /// “All of it.”
    Whole,
    /// “Some,” she said.
    Opens,
    /// She said, “some.”
    Closes,
    /// “Some,” she said, “and more.”
    Both,
    /// It is “some” words.
    Inner,
}

/// Where a unit has a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reporting {
    /// Nowhere.
    None,
    /// Among its first six words.
    Head,
    /// Among its last four words.
    Tail,
    /// Between.
    Middle,
}

/// When a name was named last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The unit has none.
    Nobody,
    /// Not before.
    New,
    /// In the unit before.
    Just,
    /// In one of the four before that.
    Lately,
    /// Longer ago.
    Before,
}

impl Quoting {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Whole => "whole",
            Self::Opens => "opens",
            Self::Closes => "closes",
            Self::Both => "both",
            Self::Inner => "inner",
        }
    }
}

impl Reporting {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Head => "head",
            Self::Tail => "tail",
            Self::Middle => "middle",
        }
    }
}

impl Named {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::New => "new",
            Self::Just => "just",
            Self::Lately => "lately",
            Self::Before => "before",
        }
    }
}

/// The units of `within`, in order.
pub(super) fn units<'t>(text: &'t str, within: Span, lexicon: &Lexicon) -> Vec<Unit<'t>> {
    let marks = Marks::of(text, within);
    let mut spans = Vec::new();
    sentences(text, within, lexicon, &mut spans);
    let mut memory = Memory::new();
    let mut open: Option<(Parting, Span)> = None;
    let mut units = Vec::new();
    for (parting, span) in spans.into_iter().flat_map(|span| parts(text, within.start, span, lexicon)) {
        open = Some(match open {
            Some((earlier, before))
                if marks.hold_together(text, span.start) || is_inside_label(text, before, span) =>
            {
                (earlier, before.hull(span))
            }
            Some(before) => {
                units.push(memory.unit(text, before, &marks, lexicon));
                (parting, span)
            }
            None => (parting, span),
        });
    }
    units.extend(open.map(|last| memory.unit(text, last, &marks, lexicon)));
    units
}

/// Whether a label was cut behind its title: "SEN. | DOUGLAS: I thank you."
fn is_inside_label(text: &str, before: Span, next: Span) -> bool {
    let title = before.of(text);
    title.len() <= 6
        && title.ends_with('.')
        && is_label(next.of(text))
        && is_label(before.hull(next).of(text))
}

/// How many words are told apart; words that share a place are taken for one another.
const PLACES: usize = 1 << 14;

/// Which unit had a word last, counted from 1.
struct Memory {
    seen: Vec<u32>,
    number: u32,
}

impl Memory {
    fn new() -> Self {
        Self { seen: vec![0; PLACES], number: 0 }
    }

    /// The unit that had `word` last, 0 for none, and notes that this one has it.
    fn recall(&mut self, word: &str) -> u32 {
        let place =
            word.bytes().fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte)) as usize;
        let place = &mut self.seen[(place ^ (place >> 14)) % PLACES];
        std::mem::replace(place, self.number)
    }

    fn unit<'t>(
        &mut self,
        text: &'t str,
        (parting, span): (Parting, Span),
        marks: &Marks,
        lexicon: &Lexicon,
    ) -> Unit<'t> {
        self.number += 1;
        let words = span.of(text);
        let closed = words.trim_end_matches(['”', '"', '»', '’', '\'', ')', ']']);
        let (quoting, quoted) = marks.quoting(text, span);
        let length = words.chars().count();
        let mut unit = Unit {
            span,
            parting,
            is_labelled: is_label(words.trim_start_matches(['“', '"'])),
            first: [""; 2],
            last: "",
            words: 0,
            length,
            stop: closed.chars().next_back().unwrap_or(' '),
            quoting,
            reporting: Reporting::None,
            share: (quoted * 10 / words.len().max(1)).min(10),
            new_names: 0,
            same_names: 0,
            same_words: [0; 2],
            first_name: Named::Nobody,
            has_day: false,
            has_figure: false,
        };
        let mut last_cue = None;
        for word in words.split_whitespace() {
            let word = bare(word);
            if word.is_empty() {
                continue;
            }
            if let Some(place) = unit.first.get_mut(unit.words) {
                *place = word;
            }
            unit.last = word;
            self.note(&mut unit, word, lexicon);
            if word.starts_with(char::is_lowercase) && lexicon.cue(word).is_some() {
                if unit.words < 6 {
                    unit.reporting = Reporting::Head;
                }
                last_cue = Some(unit.words);
            }
            unit.words += 1;
        }
        match last_cue {
            Some(place) if place + 4 >= unit.words => unit.reporting = Reporting::Tail,
            Some(_) if unit.reporting == Reporting::None => unit.reporting = Reporting::Middle,
            _ => {}
        }
        unit
    }

    /// Takes down what one word of a unit tells.
    fn note(&mut self, unit: &mut Unit<'_>, word: &str, lexicon: &Lexicon) {
        if word.starts_with(char::is_uppercase) {
            if lexicon.is_starter(word) || word.len() < 2 {
                return;
            }
            unit.has_day |= lexicon.proper(word) == Some(Proper::Time);
            let last = self.recall(word);
            let ago = self.number - last;
            let named = match (last, ago) {
                (0, _) => Named::New,
                (_, 0 | 1) => Named::Just,
                (_, 2..=5) => Named::Lately,
                _ => Named::Before,
            };
            if unit.first_name == Named::Nobody {
                unit.first_name = named;
            }
            unit.new_names += usize::from(last == 0);
            unit.same_names += usize::from(last != 0 && ago == 1);
        } else if word.starts_with(char::is_numeric) {
            unit.has_figure = true;
        } else if word.len() > 3
            && lexicon.function(word).is_none_or(|what| what == Function::Auxiliary && word.len() > 7)
        {
            let last = self.recall(word);
            let ago = self.number - last;
            unit.same_words[0] += usize::from(last != 0 && ago == 1);
            unit.same_words[1] += usize::from(last != 0 && (2..=4).contains(&ago));
        }
    }
}

/// A word without what stands around it, and without its possessive ending.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}
