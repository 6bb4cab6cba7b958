//! The quotations of an article as a list: which of them, and what each line tells; one format a file.

pub mod csv;
pub mod jsonl;
pub mod markdown;
mod nearest;
pub mod table;

pub use nearest::Nearest;

use super::columns::folded;
use crate::article::Article;
use crate::attribution::{Analysis, Attribution, Kind, Quotation, Speaker, SpeakerKind};
use crate::correction::{READER, is_by_reader};
use crate::span::{CodePoints, Span};

/// Which quotations are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand one after the other in a name of the speaker, whatever their case: "comey" is in
    /// "James Comey" and not in "Comeyville".
    pub speaker: Option<String>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// That have no name to them.
    pub unattributed: Option<Unattributed>,
    /// That are attributed at least this surely, in hundredths from 0 to 100; without an attribution nothing is sure.
    pub min_confidence: Option<u8>,
}

/// Quotations that have no name to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unattributed {
    /// That nobody is known to have said.
    Unknown,
    /// These, and what somebody said whose name is kept back.
    Nameless,
}

/// One quotation, with all that a list may tell of it.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// Which of [`Analysis::quotations`].
    pub index: usize,
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Who said it.
    pub speaker: Option<&'a Speaker>,
    text: &'a str,
}

impl Filter {
    /// Whether everything is wanted.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    fn takes(&self, quotation: &Quotation, speaker: Option<&Speaker>) -> bool {
        let is_kind = self.kind.is_none_or(|kind| kind == quotation.kind);
        let is_speaker = self
            .speaker
            .as_ref()
            .is_none_or(|wanted| speaker.is_some_and(|speaker| is_called(speaker, wanted)));
        let is_unattributed = self.unattributed.is_none_or(|which| which.takes(speaker));
        let is_sure = self.min_confidence.is_none_or(|least| hundredths(quotation) >= Some(least));
        is_kind && is_speaker && is_unattributed && is_sure
    }
}

impl Unattributed {
    fn takes(self, speaker: Option<&Speaker>) -> bool {
        speaker.is_none_or(|speaker| self == Self::Nameless && speaker.kind == SpeakerKind::Anonymous)
    }
}

/// How sure an attribution is, as it is shown: in hundredths, from 0 to 100.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn hundredths(quotation: &Quotation) -> Option<u8> {
    let confidence = quotation.attribution.as_ref()?.confidence;
    Some((confidence * 100.0).round().clamp(0.0, 100.0) as u8)
}

/// The quotations that `filter` takes, in order of the text.
pub fn listed<'a>(article: &'a Article, analysis: &'a Analysis, filter: &Filter) -> Vec<Listed<'a>> {
    let all = analysis.quotations.iter().enumerate().map(|(index, quotation)| Listed {
        index,
        quotation,
        speaker: analysis.speaker_of(quotation),
        text: article.text(),
    });
    all.filter(|listed| filter.takes(listed.quotation, listed.speaker)).collect()
}

impl<'a> Listed<'a> {
    /// Its name within the article: "q1" for the first.
    pub fn name(&self) -> String {
        format!("q{}", self.index + 1)
    }

    /// Its words, pieces one after the other, each run of white space as one blank.
    pub fn words(&self) -> String {
        let pieces = self.quotation.spans.iter().map(|span| folded(span.of(self.text)));
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// Which sign and colour its speaker has.
    fn sign(&self) -> Option<usize> {
        self.speaker.map(|speaker| speaker.sign)
    }

    fn attribution(&self) -> Option<&'a Attribution> {
        self.quotation.attribution.as_ref()
    }

    fn speaker_name(&self) -> Option<&'a str> {
        self.speaker.map(|speaker| speaker.name.as_str())
    }

    fn cue(&self) -> Option<&'a str> {
        Some(self.attribution()?.cue()?.of(self.text))
    }

    fn mention(&self) -> Option<&'a str> {
        Some(self.attribution()?.mention()?.of(self.text))
    }

    fn sieve(&self) -> Option<&'static str> {
        Some(self.attribution()?.sieve)
    }

    /// From 0 to 1, to the hundredth.
    fn confidence(&self) -> Option<f64> {
        Some(f64::from(hundredths(self.quotation)?) / 100.0)
    }

    /// Who says that it is a quotation, and whose: "reader" or "program".
    fn by(&self) -> &'static str {
        if is_by_reader(self.quotation) { READER } else { "program" }
    }

    /// From its first piece to its last, in code points.
    fn range(&self, at: &CodePoints<&str>) -> (usize, usize) {
        let Span { start, end } = self.quotation.hull();
        (at.at(start), at.at(end))
    }
}

/// Whether any speaker of an article is called so.
pub fn is_heard(analysis: &Analysis, wanted: &str) -> bool {
    analysis.speakers.iter().any(|speaker| is_called(speaker, wanted))
}

fn is_called(speaker: &Speaker, wanted: &str) -> bool {
    is_named(&speaker.name, wanted) || speaker.aliases.iter().any(|alias| is_named(alias, wanted))
}

/// Whether the words of `wanted` stand one after the other in `name`, whatever their case and punctuation.
pub fn is_named(name: &str, wanted: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split_whitespace().map(|word| bare(word).to_lowercase()).collect()
    };
    let wanted = words(wanted);
    !wanted.is_empty() && words(name).windows(wanted.len()).any(|part| part == wanted)
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn takes_what_was_asked_for() {
        let article = sample::article("T", &["“One,” said Comey. “Two.” “Three,” said Mr. St. John."]);
        let said = [("“One,”", "James B. Comey"), ("“Two.”", "-"), ("“Three,”", "Mr. St. John")];
        let analysis = sample::analysis(&article, &said);
        let names = |filter: Filter| -> Vec<String> {
            listed(&article, &analysis, &filter).iter().map(Listed::name).collect()
        };
        let speaker = |name: &str| Filter { speaker: Some(name.to_owned()), ..Filter::default() };
        assert_eq!(names(Filter::default()), ["q1", "q2", "q3"]);
        for (name, expected) in [
            ("comey", vec!["q1"]),
            ("james b comey", vec!["q1"]),
            ("st john", vec!["q3"]),
            ("ome", vec![]),
            ("unknown", vec![]),
            (" ", vec![]),
        ] {
            assert_eq!(names(speaker(name)), expected, "{name}");
        }
        let unattributed = |which| Filter { unattributed: Some(which), ..Filter::default() };
        assert_eq!(names(unattributed(Unattributed::Unknown)), ["q2"]);
        assert_eq!(names(unattributed(Unattributed::Nameless)), ["q2"]);
        let mut kept_back = analysis.clone();
        kept_back.speakers[1].kind = SpeakerKind::Anonymous;
        let nameless = listed(&article, &kept_back, &unattributed(Unattributed::Nameless)).len();
        let unknown = listed(&article, &kept_back, &unattributed(Unattributed::Unknown)).len();
        assert_eq!((nameless, unknown), (2, 1));
        for (least, expected) in [(0, vec!["q1", "q3"]), (97, vec!["q1", "q3"]), (98, vec![])] {
            assert_eq!(
                names(Filter { min_confidence: Some(least), ..Filter::default() }),
                expected,
                "{least}"
            );
        }
        let indirect = Filter { kind: Some(Kind::Indirect), ..Filter::default() };
        assert_eq!(names(indirect), [""; 0]);
    }

    #[test]
    fn an_interrupted_quotation_is_one_line() {
        let article = sample::article("T", &["“One,\ntwo,” he said, “three.”"]);
        let analysis = sample::analysis(&article, &[("“One,\ntwo,” / “three.”", "A")]);
        assert_eq!(listed(&article, &analysis, &Filter::default())[0].words(), "“One, two,” “three.”");
    }
}
