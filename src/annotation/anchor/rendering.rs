//! Words that are given as a quotation, beside the words of a source.
//!
//! Marks, dashes, white space, accents and capitals do not count; "[T]he" is "The"; for an ellipsis any words may stand in
//! the source, for words in brackets some. What does not stand there word by word is looked for where most of its words
//! stand together, and compared there.

use std::collections::BTreeMap;

use super::critical::{Weighty, changed, is_capital, negations, weighed};
use super::difference::{Link, Links};
use super::words::Words;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// How words that are given as a quotation stand in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// From their first to their last word, in bytes of the source.
    pub span: Span,
    /// Whether the source has more words, before, behind or where an ellipsis stands.
    pub is_part: bool,
    /// What was changed; `None` where they stand there word by word.
    pub change: Option<Rewording>,
    /// Whether a negation stands before them in their sentence, and was left out.
    pub leaves_out_negation: bool,
    /// How much of both is the same, in hundredths.
    pub likeness: u8,
}

/// The words of the source beside those that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// Both, in order.
    pub parts: Vec<Reworded>,
    /// The weightiest kind of word that was changed.
    pub weighty: Option<Weighty>,
}

/// Some words of a source or of what is given as a quotation from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reworded {
    /// Words that both have, as they are given.
    Same(String),
    /// Words that only the source has.
    Left(String),
    /// Words that only the quotation has.
    Put(String),
}

/// Below this likeness, in hundredths, other words were said.
const LEAST_ALIKE: usize = 60;
/// So many words that are not in every sentence must be the same.
const LEAST_TELLING: usize = 2;
/// For an ellipsis at most so many words may stand in the source.
const ELLIPSIS: usize = 200;
/// For words in brackets at most so many.
const BRACKETS: usize = 6;
/// What links two words over more words than this, beyond those in the other text, links them by chance.
const FAR: usize = 5;

impl Rendering {
    /// How `given`, without or with quotation marks, stands in `source`; `None` where other words were said.
    ///
    /// ```
    /// use sayso::annotation::anchor::Rendering;
    /// let source = "“We paid five pounds for it, and not a penny more.”";
    /// assert!(Rendering::new("we paid five pounds … not a penny more", source).unwrap().change.is_none());
    /// let wrong = Rendering::new("We paid seven pounds for it", source).unwrap().change.unwrap();
    /// assert_eq!(wrong.to_string(), "We paid [-five-] {+seven+} pounds for it");
    /// assert_eq!(wrong.weighty.unwrap().name(), "number");
    /// ```
    pub fn new(given: &str, source: &str) -> Option<Self> {
        let given = Given::new(given);
        let words = Words::new(source);
        if given.words.len() == 0 || words.len() == 0 {
            return None;
        }
        let lower: Vec<String> = (0..words.len()).map(|word| words.word(word).to_lowercase()).collect();
        let found = given.exactly(&words, &lower).or_else(|| given.nearly(&words, &lower))?;
        let own = words.within(found.span);
        let sentence = words.span(words.around(own)).start;
        let before = Span::new(sentence.min(found.span.start), found.span.start).of(source);
        Some(Self { leaves_out_negation: has_negation(before), ..found })
    }

    fn of(source: &Words, hull: Span, is_part: bool, change: Option<Rewording>, likeness: usize) -> Self {
        let likeness = u8::try_from(likeness).unwrap_or(100);
        Self { span: source.span(hull), is_part, change, leaves_out_negation: false, likeness }
    }

    /// Whether the words are all there is in the source, unchanged.
    pub fn is_verbatim(&self) -> bool {
        self.change.is_none() && !self.is_part
    }
}

impl std::fmt::Display for Rewording {
    /// One line: `[-words of the source-] {+words that were put there+}`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, part) in self.parts.iter().enumerate() {
            let blank = if number > 0 { " " } else { "" };
            match part {
                Reworded::Same(words) => write!(f, "{blank}{words}")?,
                Reworded::Left(words) => write!(f, "{blank}[-{words}-]")?,
                Reworded::Put(words) => write!(f, "{blank}{{+{words}+}}")?,
            }
        }
        Ok(())
    }
}

/// What is given as a quotation: its words, and where others may stand in the source.
struct Given {
    text: String,
    words: Words,
    lower: Vec<String>,
    /// How many words of the source may stand before a word.
    gaps: BTreeMap<usize, usize>,
}

impl Given {
    fn new(given: &str) -> Self {
        let mut text = String::with_capacity(given.len());
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut rest = given;
        while let Some(c) = rest.chars().next() {
            let is_in_word = text.ends_with(char::is_alphanumeric);
            let skipped = match c {
                '[' => brackets(rest, is_in_word),
                '…' => Some((c.len_utf8(), ELLIPSIS)),
                '.' => dots(rest).map(|length| (length, ELLIPSIS)),
                _ => None,
            };
            match skipped {
                Some((length, gap)) => {
                    places.push((text.len(), gap));
                    text.push_str(" … ");
                    rest = rest.get(length..).unwrap_or_default();
                }
                // Brackets around a part of a word, or that are not closed, are only signs.
                None if matches!(c, '[' | ']') => rest = rest.get(1..).unwrap_or_default(),
                None => {
                    text.push(c);
                    rest = rest.get(c.len_utf8()..).unwrap_or_default();
                }
            }
        }
        let words = Words::new(&text);
        let lower = (0..words.len()).map(|word| words.word(word).to_lowercase()).collect();
        let mut gaps = BTreeMap::new();
        for (place, gap) in places {
            let next = words.within(Span::new(place, text.len())).start;
            let most = gaps.entry(next).or_insert(0);
            *most = gap.max(*most);
        }
        Self { text, words, lower, gaps }
    }

    /// The words that stand together: from each gap to the next.
    fn runs(&self) -> Vec<(usize, &[String])> {
        let inner = self.gaps.keys().copied().filter(|place| (1..self.lower.len()).contains(place));
        let starts: Vec<usize> = std::iter::once(0).chain(inner).collect();
        let ends = starts.iter().copied().skip(1).chain([self.lower.len()]);
        let run = |(start, end): (&usize, usize)| (*start, self.lower.get(*start..end).unwrap_or_default());
        starts.iter().zip(ends).map(run).collect()
    }

    /// Where the words stand one by one.
    fn exactly(&self, source: &Words, lower: &[String]) -> Option<Rendering> {
        let runs = self.runs();
        let (_, head) = runs.first()?;
        let mut starts = (0..=lower.len().checked_sub(head.len())?).filter(|at| stands(head, lower, *at));
        let (hull, skipped) = starts.find_map(|start| {
            let mut end = start + head.len();
            let mut skipped = 0;
            for (word, run) in runs.iter().skip(1) {
                let most = self.gaps.get(word).copied().unwrap_or(0);
                let at = (end..=end + most).find(|at| stands(run, lower, *at))?;
                skipped += at - end;
                end = at + run.len();
            }
            Some((Span::new(start, end), skipped))
        })?;
        let is_part = hull != Span::new(0, source.len()) || skipped > 0;
        Some(Rendering::of(source, hull, is_part, None, 100))
    }

    /// Where most of the words stand together.
    fn nearly(&self, source: &Words, lower: &[String]) -> Option<Rendering> {
        let all = Span::new(0, self.words.len());
        let window = self.window(lower);
        let links = Links::between((&self.words, all), (source, window));
        let mut joined: Vec<(usize, usize)> = (0..self.lower.len())
            .filter_map(|word| {
                let to = match links.of(word) {
                    Link::Gone => return None,
                    Link::Same(to) | Link::Near(to) => to as usize,
                };
                (self.lower.get(word) == lower.get(to)).then_some((word, to))
            })
            .collect();
        self.drop_far(&mut joined);
        let (first, last) = (*joined.first()?, *joined.last()?);
        let sentences = source.around(Span::new(first.1, last.1 + 1));
        let start = first.1.saturating_sub(first.0).max(sentences.start);
        let end = (last.1 + self.lower.len() - last.0).min(sentences.end);
        let hull = Span::new(start, end);
        let (parts, skipped) = self.parts(source, hull, &joined);
        let is_telling = |word: &(usize, usize)| {
            self.lower.get(word.0).is_some_and(|word| Lexicon::bundled().function(word).is_none())
        };
        let telling = joined.iter().filter(|word| is_telling(word)).count();
        let likeness = 200 * joined.len() / (self.lower.len() + hull.len().saturating_sub(skipped)).max(1);
        if likeness < LEAST_ALIKE || telling < LEAST_TELLING {
            return None;
        }
        let (old, new): (Vec<usize>, Vec<usize>) = joined.iter().map(|(new, old)| (*old, *new)).unzip();
        let left: Vec<usize> = (hull.start..hull.end).filter(|word| !old.contains(word)).collect();
        let put: Vec<usize> = (0..self.lower.len()).filter(|word| !new.contains(word)).collect();
        let (of_source, of_given) = (is_capital(source, &left), is_capital(&self.words, &put));
        let left: Vec<String> = left.into_iter().map(|word| weighed(source, word, of_given)).collect();
        let put: Vec<String> = put.into_iter().map(|word| weighed(&self.words, word, of_source)).collect();
        let is_changed = parts.iter().any(|part| !matches!(part, Reworded::Same(_)));
        let weighty = || changed(left.iter().map(String::as_str), put.iter().map(String::as_str));
        let change = is_changed.then(|| Rewording { weighty: weighty(), parts });
        let is_part = hull != Span::new(0, source.len()) || skipped > 0;
        Some(Rendering::of(source, hull, is_part, change, likeness.min(99)))
    }

    /// The stretch of the source that has most of the words.
    fn window(&self, lower: &[String]) -> Span {
        let count = self.lower.len();
        let gaps: usize = self.gaps.values().map(|gap| (*gap).min(count + BRACKETS)).sum();
        let room = count + count / 3 + 4 + gaps;
        let mut wanted: BTreeMap<&str, i64> = BTreeMap::new();
        for word in &self.lower {
            *wanted.entry(word).or_default() += 1;
        }
        let (mut best, mut found, mut most) = (0, 0_usize, 0);
        for (at, word) in lower.iter().enumerate() {
            if let Some(left) = wanted.get_mut(word.as_str()) {
                found += usize::from(*left > 0);
                *left -= 1;
            }
            if let Some(gone) = at.checked_sub(room).and_then(|gone| lower.get(gone))
                && let Some(left) = wanted.get_mut(gone.as_str())
            {
                *left += 1;
                found -= usize::from(*left > 0);
            }
            if found > most {
                (most, best) = (found, at + 1);
            }
        }
        // The last words may be changed ones, so the stretch goes on a little.
        Span::new(best.saturating_sub(room), (best + count / 3 + 2).min(lower.len()))
    }

    /// Drops words at either end that are joined with words far from the rest.
    fn drop_far(&self, joined: &mut Vec<(usize, usize)>) {
        let is_far = |one: (usize, usize), next: (usize, usize)| {
            let gap: usize = self.gaps.range(one.0 + 1..=next.0).map(|(_, gap)| *gap).sum();
            next.1 - one.1 > next.0 - one.0 + FAR + gap
        };
        while let [one, next, ..] = *joined.as_slice() {
            if !is_far(one, next) {
                break;
            }
            joined.remove(0);
        }
        while let [.., one, next] = *joined.as_slice() {
            if !is_far(one, next) {
                break;
            }
            joined.pop();
        }
    }

    /// The words of both, in order, and how many of the source an ellipsis or brackets stand for.
    fn parts(&self, source: &Words, hull: Span, joined: &[(usize, usize)]) -> (Vec<Reworded>, usize) {
        let mut told = Telling::default();
        let (mut new, mut old, mut skipped) = (0, hull.start, 0);
        let end = (self.lower.len(), hull.end);
        for (to, from) in joined.iter().copied().chain([end]) {
            let gap = self.gaps.range(new..=to).next().map(|(place, most)| (*place, *most));
            match gap {
                Some((_, most)) if from > old && from - old <= most && new == to => {
                    skipped += from - old;
                    told.same("…");
                }
                _ => {
                    (old..from).for_each(|word| told.left(source.word(word)));
                    (new..to).for_each(|word| told.put(self.shown(word)));
                }
            }
            if to < self.lower.len() {
                told.same(self.shown(to));
            }
            (new, old) = (to + 1, from + 1);
        }
        (told.parts, skipped)
    }

    /// A word as it was given.
    fn shown(&self, word: usize) -> &str {
        self.words.span(Span::new(word, word + 1)).of(&self.text)
    }
}

/// The parts of a rewording, as they are gathered.
#[derive(Default)]
struct Telling {
    parts: Vec<Reworded>,
}

impl Telling {
    fn same(&mut self, word: &str) {
        match self.parts.last_mut() {
            Some(Reworded::Same(words)) => *words = format!("{words} {word}"),
            _ => self.parts.push(Reworded::Same(word.to_owned())),
        }
    }

    fn left(&mut self, word: &str) {
        match self.parts.last_mut() {
            Some(Reworded::Left(words)) => *words = format!("{words} {word}"),
            _ => self.parts.push(Reworded::Left(word.to_owned())),
        }
    }

    fn put(&mut self, word: &str) {
        match self.parts.last_mut() {
            Some(Reworded::Put(words)) => *words = format!("{words} {word}"),
            _ => self.parts.push(Reworded::Put(word.to_owned())),
        }
    }
}

/// Whether there is a negation in what stands before some words in their sentence; a sentence begins behind a mark, too.
fn has_negation(before: &str) -> bool {
    let words = Words::new(before.rsplit(['"', '“', '”', '«', '»']).next().unwrap_or_default());
    negations(words.all_folded()) > 0
}

/// Whether these words stand at this place.
fn stands(run: &[String], lower: &[String], at: usize) -> bool {
    lower.get(at..at + run.len()) == Some(run)
}

/// How long words in brackets are, and how many words they may stand for; `None` for brackets within a word.
fn brackets(text: &str, is_in_word: bool) -> Option<(usize, usize)> {
    let end = text.find(']')? + 1;
    let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if is_in_word || goes_on {
        return None;
    }
    let inner = text.get(1..end - 1).unwrap_or_default();
    let is_ellipsis = !inner.contains(char::is_alphanumeric);
    Some((end, if is_ellipsis { ELLIPSIS } else { BRACKETS }))
}

/// How long three dots or more are, with or without blanks between them.
fn dots(text: &str) -> Option<usize> {
    let (mut dots, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '.' => (dots, end) = (dots + 1, at + 1),
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    (dots >= 3).then_some(end)
}

#[cfg(test)]
mod tests;
