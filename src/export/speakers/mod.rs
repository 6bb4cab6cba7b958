//! Who speaks in an article, and how much; one format a file. The unknown voice comes last, whatever the order.

pub mod csv;
pub mod jsonl;
pub mod table;

use std::cmp::Reverse;

use super::{Voice, voices};
use crate::article::Article;
use crate::attribution::{Analysis, Kind, Quotation};
use crate::correction::is_by_reader;

/// Who comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those who say most; of two with as many words, the one heard first.
    #[default]
    Words,
    /// Those who are heard first.
    Heard,
    /// By name.
    Name,
}

/// A voice with what a list tells of it beside its name and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked<'a> {
    /// The voice.
    pub voice: Voice<'a>,
    /// What the reader says the speaker is.
    pub role: Option<&'a str>,
    /// Words in quotations that are all in marks.
    pub direct: usize,
    /// Words in quotations that are partly in marks.
    pub mixed: usize,
    /// Words in quotations without marks.
    pub indirect: usize,
    /// Where the first quotation begins, in percent of the text.
    pub first: f64,
    /// Where the last one begins.
    pub last: f64,
    /// How many of the quotations the reader gave to this voice.
    pub by_reader: usize,
}

/// The voices in `order`. Their quotations and words add up to all there are, and the three kinds of words of each to
/// its words.
pub fn ranked<'a>(article: &Article, analysis: &'a Analysis, order: Order) -> Vec<Ranked<'a>> {
    let mut ranked = heard(article, analysis);
    match order {
        Order::Words => ranked.sort_by_key(|ranked| Reverse(ranked.voice.words)),
        Order::Heard => {}
        Order::Name => ranked.sort_by_cached_key(|ranked| ranked.voice.name.to_lowercase()),
    }
    ranked.sort_by_key(|ranked| ranked.voice.speaker.is_none());
    ranked
}

/// The voices in the order they are heard, the unknown one last.
fn heard<'a>(article: &Article, analysis: &'a Analysis) -> Vec<Ranked<'a>> {
    let mut heard: Vec<_> = voices(analysis).into_iter().map(|voice| Ranked::new(voice, analysis)).collect();
    let unknown = analysis.speakers.len();
    let mut lines = vec![None; unknown + 1];
    for (line, ranked) in heard.iter().enumerate() {
        if let Some(slot) = lines.get_mut(ranked.voice.speaker.unwrap_or(unknown)) {
            *slot = Some(line);
        }
    }
    for quotation in &analysis.quotations {
        let line = lines.get(quotation.speaker().unwrap_or(unknown)).copied().flatten();
        if let Some(ranked) = line.and_then(|line| heard.get_mut(line)) {
            ranked.add(quotation, percent_of(quotation.hull().start, article.text().len()));
        }
    }
    heard
}

impl<'a> Ranked<'a> {
    fn new(voice: Voice<'a>, analysis: &'a Analysis) -> Self {
        let speaker = voice.speaker.and_then(|index| analysis.speakers.get(index));
        let role = speaker.and_then(|speaker| speaker.role.as_deref());
        let (first, last) = (f64::INFINITY, 0.0);
        Self { voice, role, direct: 0, mixed: 0, indirect: 0, first, last, by_reader: 0 }
    }

    /// One more quotation of this voice, which begins at `place` in percent of the text.
    fn add(&mut self, quotation: &Quotation, place: f64) {
        let words = match quotation.kind {
            Kind::Direct => &mut self.direct,
            Kind::Mixed => &mut self.mixed,
            Kind::Indirect => &mut self.indirect,
        };
        *words += quotation.words;
        self.by_reader += usize::from(is_by_reader(quotation));
        self.first = self.first.min(place);
        self.last = self.last.max(place);
    }
}

/// A share in percent with one decimal place.
fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "a place is needed to some digits only")]
fn percent_of(place: usize, whole: usize) -> f64 {
    place as f64 * 100.0 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    const TEXT: &str = "“One two three four,” said B. “Five.” “Six seven,” said a. “Eight nine ten,” said B.";

    fn names(order: Order) -> Vec<String> {
        let article = sample::article("T", &[TEXT]);
        let said = [
            ("“One two three four,”", "B"),
            ("“Five.”", "-"),
            ("“Six seven,”", "a"),
            ("“Eight nine ten,”", "C"),
        ];
        let analysis = sample::analysis(&article, &said);
        let ranked = ranked(&article, &analysis, order);
        ranked.iter().map(|ranked| ranked.voice.name.to_owned()).collect()
    }

    #[test]
    fn the_order_is_the_one_asked_for_and_the_unknown_voice_is_last() {
        assert_eq!(names(Order::Words), ["B", "C", "a", "unknown"]);
        assert_eq!(names(Order::Heard), ["B", "a", "C", "unknown"]);
        assert_eq!(names(Order::Name), ["a", "B", "C", "unknown"]);
    }

    #[test]
    fn kinds_of_words_and_places_are_told_apart() {
        let article = sample::article("T", &[TEXT]);
        let said = [("“One two three four,”", "B"), ("“Six seven,”", "B"), ("“Eight nine ten,”", "B")];
        let mut analysis = sample::analysis(&article, &said);
        analysis.quotations[1].kind = Kind::Indirect;
        analysis.quotations[2].kind = Kind::Mixed;
        analysis.speakers[0].role = Some("mayor".to_owned());
        let ranked = ranked(&article, &analysis, Order::Words);
        let [only] = ranked.as_slice() else { panic!("{ranked:?}") };
        assert_eq!((only.direct, only.indirect, only.mixed), (4, 2, 3));
        assert_eq!((only.direct + only.indirect + only.mixed, only.role), (only.voice.words, Some("mayor")));
        let start = TEXT.find("“Eight").unwrap();
        assert_eq!((only.first, only.last), (0.0, percent_of(start, TEXT.len())));
    }
}
