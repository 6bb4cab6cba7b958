//! Two versions of an article: what was added, cut, altered and moved, quotations first.
//!
//! `pairs` lays two lists of texts beside each other; here that is done with the quotations and with the sentences of both
//! versions. Nothing fails, and nothing is asked of the world.

mod pairs;
mod retold;

use crate::annotation::anchor::{Comparison, Part};
use crate::article::Article;
use crate::attribution::{Analysis, Quotation};
use crate::span::Span;
use pairs::{Pair, pairs};
use retold::{Told, is_retold};

/// A version of an article, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its quotations, speakers and sentences.
    pub analysis: &'a Analysis,
}

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub subject: Subject,
    /// What became of it.
    pub kind: Kind,
    /// How it was.
    pub old: Option<Side>,
    /// How it is.
    pub new: Option<Side>,
    /// Where in the new text to look: where it stands, or where it would.
    pub place: usize,
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Somebody's words.
    Quotation,
    /// A sentence.
    Sentence,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Other words.
    Altered,
    /// The same words from another speaker.
    OtherSpeaker,
    /// It is gone.
    Cut,
    /// It is new.
    Added,
    /// The same words stand elsewhere.
    Moved,
}

/// Which versions have some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Both.
    Both,
    /// The old one only.
    Old,
    /// The new one only.
    New,
}

/// How something stands in one of the versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// From its first to its last byte.
    pub span: Span,
    /// Its words, on one line.
    pub words: String,
    /// Who said it, of a quotation where that is known.
    pub speaker: Option<String>,
}

impl Subject {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Sentence => "sentence",
        }
    }
}

impl Kind {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::OtherSpeaker => "other-speaker",
            Self::Cut => "cut",
            Self::Added => "added",
            Self::Moved => "moved",
        }
    }
}

impl Change {
    /// Its words; where they were altered, with `[-what was-]{+what is+}`.
    pub fn told(&self) -> String {
        self.pieces().into_iter().map(|(words, _)| words).collect()
    }

    /// The same in pieces, each with the versions that have it.
    pub fn pieces(&self) -> Vec<(String, Of)> {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => laid_over(&old.words, &new.words),
            (_, Some(side)) | (Some(side), None) => vec![(side.words.clone(), Of::Both)],
            (None, None) => Vec::new(),
        }
    }

    /// The same change as the earlier version would see it: what was added is what was cut. The place stays.
    #[must_use]
    pub fn turned(self) -> Self {
        let kind = match self.kind {
            Kind::Cut => Kind::Added,
            Kind::Added => Kind::Cut,
            kind @ (Kind::Altered | Kind::OtherSpeaker | Kind::Moved) => kind,
        };
        Self { kind, old: self.new, new: self.old, ..self }
    }

    /// Who said it; where that is another than before, both: "Doe, before: Roe".
    pub fn speakers(&self) -> Option<String> {
        let of = |side: &Option<Side>| side.as_ref().and_then(|side| side.speaker.clone());
        let nobody = || "nobody known".to_owned();
        match (of(&self.old), of(&self.new)) {
            (old, new) if self.kind == Kind::OtherSpeaker => {
                Some(format!("{}, before: {}", new.unwrap_or_else(nobody), old.unwrap_or_else(nobody)))
            }
            (_, Some(name)) | (Some(name), None) => Some(name),
            (None, None) => None,
        }
    }
}

/// What is not in `new` as it was in `old`: the quotations, then the sentences, each in the order of the new text. A sentence
/// in which only words of a quotation have changed is told as the quotation alone.
pub fn changes(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let quoted = |version: Version<'_>| -> Vec<Side> {
        let quotations = version.analysis.quotations.iter();
        quotations.map(|quotation| quotation_side(version, quotation)).collect()
    };
    let said = |version: Version<'_>| -> Vec<Side> {
        let text = version.article.text();
        let side = |span: Span| Side { span, words: one_line(span.of(text)), speaker: None };
        let sentences = version.analysis.parts.sentences.iter();
        sentences.map(side).filter(|side| !side.words.is_empty()).collect()
    };
    let mut all = beside(Subject::Quotation, &quoted(old), &quoted(new));
    let before = Told::new(old, &all, |change| change.old.as_ref());
    let after = Told::new(new, &all, |change| change.new.as_ref());
    let mut sentences = beside(Subject::Sentence, &said(old), &said(new));
    sentences.retain(|sentence| !is_retold(sentence, &before, &after));
    all.extend(sentences);
    all
}

fn quotation_side(version: Version<'_>, quotation: &Quotation) -> Side {
    let text = version.article.text();
    let pieces: Vec<String> = quotation.spans.iter().map(|span| one_line(span.of(text))).collect();
    let speaker = version.analysis.speaker_of(quotation).map(|speaker| speaker.name.clone());
    Side { span: quotation.hull(), words: pieces.join(" … "), speaker }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn beside(subject: Subject, old: &[Side], new: &[Side]) -> Vec<Change> {
    let words = |sides: &[Side]| -> Vec<String> { sides.iter().map(|side| folded(&side.words)).collect() };
    let mut place = 0;
    let mut changes = Vec::new();
    for pair in pairs(&words(old), &words(new)) {
        let (was, is) = match pair {
            Pair::Both(old_at, new_at) | Pair::Moved(old_at, new_at) => (old.get(old_at), new.get(new_at)),
            Pair::Old(at) => (old.get(at), None),
            Pair::New(at) => (None, new.get(at)),
        };
        let kind = match (was, is) {
            (Some(was), Some(is)) if folded(&was.words) != folded(&is.words) => Some(Kind::Altered),
            (Some(was), Some(is)) if was.speaker != is.speaker => Some(Kind::OtherSpeaker),
            (Some(_), Some(_)) => matches!(pair, Pair::Moved(..)).then_some(Kind::Moved),
            (Some(_), None) => Some(Kind::Cut),
            (None, Some(_)) => Some(Kind::Added),
            (None, None) => None,
        };
        if let Some(is) = is {
            place = is.span.start;
        }
        let change = kind.map(|kind| Change { subject, kind, old: was.cloned(), new: is.cloned(), place });
        changes.extend(change);
    }
    changes
}

/// Words as they are compared: marks that only look different are one.
fn folded(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' => '-',
            _ => c,
        })
        .collect()
}

/// Two versions of some words in one line, with `[-what was-]{+what is+}`.
pub fn laid_over(old: &str, new: &str) -> Vec<(String, Of)> {
    if old == new {
        return vec![(new.to_owned(), Of::Both)];
    }
    let both = Comparison::new(old, new);
    let (mut old, mut new) = (both.old.iter().peekable(), both.new.iter().peekable());
    let mut told = Vec::new();
    let changed = |part: Option<&&Part>| part.is_some_and(|part| !part.is_same);
    loop {
        let (cut, added) = (changed(old.peek()), changed(new.peek()));
        if cut && let Some(part) = old.next() {
            // What stands for it has a blank behind it too.
            let text = if added { part.text.trim_end() } else { &part.text };
            told.push((bracketed(text, ("[-", "-]")), Of::Old));
        }
        if added && let Some(part) = new.next() {
            told.push((bracketed(&part.text, ("{+", "+}")), Of::New));
        }
        if cut || added {
            continue;
        }
        let (_, Some(part)) = (old.next(), new.next()) else { break };
        told.push((part.text.clone(), Of::Both));
    }
    while let Some((words, _)) = told.last_mut() {
        words.truncate(words.trim_end().len());
        if !words.is_empty() {
            break;
        }
        told.pop();
    }
    told
}

/// The blank behind the words stands behind the bracket.
fn bracketed(text: &str, (open, close): (&str, &str)) -> String {
    let words = text.trim_end();
    format!("{open}{words}{close}{}", text.get(words.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests;
