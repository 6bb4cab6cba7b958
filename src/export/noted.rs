//! One of the reader's notes with all that an export tells of it.

use crate::annotation::anchor::{Anchor, Doubt};
use crate::annotation::{AnnotationId, Entry, Moment};
use crate::article::{Article, Metadata, SafeText};
use crate::attribution::Analysis;
use crate::correction::is_by_reader;
use crate::segment::with_signs;
use crate::span::{CodePoints, Span};

/// A note as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The annotation's name.
    pub id: AnnotationId,
    /// The words that were marked.
    pub quotation: SafeText,
    /// The same words with a sign for each place where the text has lost some.
    pub shown: SafeText,
    /// Who said them, where they begin and end as one speaker's.
    pub speaker: Option<SafeText>,
    /// Whether the reader said so, not the program.
    pub by_reader: bool,
    /// What the article said about itself when the words were marked.
    pub about: Metadata,
    /// Where the article came from, as [`crate::article::Origin`] prints it.
    pub origin: SafeText,
    /// What the reader wrote; a bare highlight has none.
    pub note: Option<SafeText>,
    /// Notes on the same words that were written elsewhere at the same time.
    pub other_notes: Vec<SafeText>,
    /// The reader's keywords.
    pub tags: Vec<SafeText>,
    /// When it was made.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// Where the words stand in the text, in code points, end exclusive; `None` where they do not stand in it any more, or
    /// not in one place only.
    pub place: Option<(usize, usize)>,
    /// What perhaps stands for them now, where they do not stand in the text any more as they were.
    pub review: Option<Changed>,
}

/// Words of an article that were changed since they were marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What stands in their place now.
    pub words: SafeText,
    /// Where, in code points, end exclusive.
    pub place: (usize, usize),
    /// Why that is not certain.
    pub why: Doubt,
}

impl Noted {
    /// The note of `entry`, whose words are at `anchor` in `article`.
    pub fn new(entry: &Entry, anchor: Anchor, article: &Article, analysis: &Analysis) -> Self {
        let span = anchor.span();
        let place = span.map(|span| code_points(article, span));
        let review = anchor.review().map(|review| Changed {
            words: SafeText::new(review.span.of(article.text())),
            place: code_points(article, review.span),
            why: review.why,
        });
        let (speaker, by_reader) = span.and_then(|span| speaker_at(analysis, span)).unzip();
        let by_reader = by_reader.unwrap_or(false);
        let mut noted = Self { speaker, by_reader, place, review, ..Self::orphan(entry) };
        if let Some(span) = span {
            noted.shown = SafeText::new(&with_signs(article.text(), span, &analysis.parts.gaps));
        }
        noted
    }

    /// The note of `entry` where there is no text to look for its words in.
    pub fn orphan(entry: &Entry) -> Self {
        let annotation = &entry.annotation;
        let target = &annotation.target;
        Self {
            id: annotation.id.clone(),
            quotation: target.quote.exact.clone(),
            shown: target.quote.exact.clone(),
            speaker: None,
            by_reader: false,
            about: target.metadata.clone(),
            origin: target.origin.clone(),
            note: annotation.note.clone(),
            other_notes: entry.other_notes.clone(),
            tags: annotation.tags.clone(),
            created: annotation.created,
            modified: annotation.modified,
            place: None,
            review: None,
        }
    }

    /// Whether its words have no place in the text.
    pub fn is_orphan(&self) -> bool {
        self.place.is_none() && self.review.is_none()
    }
}

fn code_points(article: &Article, span: Span) -> (usize, usize) {
    let at = CodePoints::new(article.text());
    (at.at(span.start), at.at(span.end))
}

/// The speaker whose words `span` begins and ends with, if no other speaks in between, and whether the reader said so of
/// any of them. A paragraph that only has a quotation in it is the columnist's.
fn speaker_at(analysis: &Analysis, span: Span) -> Option<(SafeText, bool)> {
    let first = analysis.quotation_at(span.start)?;
    let last = analysis.quotation_at(span.end.saturating_sub(1))?;
    let speaker = analysis.quotations.get(first)?.speaker()?;
    let between = analysis.quotations.get(first..=last)?;
    let is_only = between.iter().all(|quotation| quotation.speaker() == Some(speaker));
    let speaker = analysis.speakers.get(speaker).filter(|_| is_only)?;
    Some((SafeText::one_line(&speaker.name), between.iter().any(is_by_reader)))
}

/// A moment in RFC 3339, in UTC, to the second: "2026-11-19T08:30:00Z".
pub(super) fn rfc_3339(moment: Moment) -> String {
    let seconds = moment.0.div_euclid(1000);
    jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::annotation::anchor::Anchors;
    use crate::annotation::{Annotation, Change, Clock, Colour, Notebook, Operation, OperationId, Target};
    use crate::export::sample;

    /// The note of `entry` in `article`, where only its selectors are known.
    pub(in crate::export) fn noted(entry: &Entry, article: &Article, analysis: &Analysis) -> Noted {
        Noted::new(entry, anchor(entry, article), article, analysis)
    }

    /// Where the words of `entry` are in `article`, as far as its selectors tell.
    pub(in crate::export) fn anchor(entry: &Entry, article: &Article) -> Anchor {
        Anchors::new(article, &Notebook::default(), |_| None).place(entry)
    }

    /// The entry of one annotation on `words` of `article`.
    pub(in crate::export) fn entry(
        article: &Article,
        words: &str,
        note: Option<&str>,
        tags: &[&str],
    ) -> Entry {
        let annotation = Annotation {
            id: AnnotationId("0192".to_owned()),
            target: Target::new(article, sample::span(article.text(), words)),
            note: note.map(SafeText::new),
            tags: tags.iter().map(|tag| SafeText::new(tag)).collect(),
            colour: Some(Colour::default()),
            correction: None,
            created: Moment(1_795_077_000_123),
            modified: Moment(1_795_077_060_000),
        };
        let operation = Operation {
            id: OperationId("1".to_owned()),
            clock: Clock::default(),
            device: "d".to_owned(),
            parent: None,
            undoes: None,
            redoes: None,
            batch: None,
            change: Change::Add(Box::new(annotation)),
        };
        Notebook::new([operation]).standing().next().unwrap().clone()
    }

    #[test]
    fn the_speaker_is_the_one_whose_words_were_marked() {
        let article = sample::article("T", &["𝔸 “One two,” said A. “Three.” “Four,” said B. Nothing."]);
        let said = [("“One two,”", "A"), ("“Three.”", "A"), ("“Four,”", "B")];
        let analysis = sample::analysis(&article, &said);
        for (words, speaker, place) in [
            ("two", Some("A"), (7, 10)),
            ("“One two,” said A. “Three.”", Some("A"), (2, 29)),
            ("“Three.” “Four,”", None, (21, 37)),
            ("Nothing.", None, (46, 54)),
            ("“Four,” said B. Nothing.", None, (30, 54)),
        ] {
            let noted = noted(&entry(&article, words, None, &[]), &article, &analysis);
            assert_eq!((noted.speaker.as_deref(), noted.place), (speaker, Some(place)), "{words}");
        }
    }

    #[test]
    fn a_speaker_that_the_reader_gave_is_told_as_such() {
        let article = sample::article("T", &["“One two,” said A. “Three,” said B."]);
        let mut analysis = sample::analysis(&article, &[("“One two,”", "A"), ("“Three,”", "B")]);
        analysis.quotations[0].attribution.as_mut().unwrap().sieve = crate::correction::READER;
        let noted =
            ["two", "Three"].map(|words| noted(&entry(&article, words, None, &[]), &article, &analysis));
        assert_eq!((noted[0].by_reader, noted[1].by_reader), (true, false));
        let markdown = crate::export::markdown::notes(&noted);
        assert!(markdown.contains("— A, as you corrected\n") && markdown.contains("— B\n"), "{markdown}");
        let json = crate::export::json::notes(&noted);
        assert!(json.contains("\"speaker_by\": \"reader\"") && json.contains("\"speaker_by\": \"program\""));
    }

    #[test]
    fn words_that_are_gone_make_an_orphan() {
        let article = sample::article("T", &["“One,” said A."]);
        let entry = entry(&article, "“One,”", Some("mine"), &[]);
        let other = sample::article("T", &["“Two,” said A."]);
        let noted = noted(&entry, &other, &sample::analysis(&other, &[("“Two,”", "A")]));
        assert!(noted.is_orphan() && noted.speaker.is_none());
        assert_eq!((noted.quotation.as_str(), noted.note.as_deref()), ("“One,”", Some("mine")));
    }

    #[test]
    fn moments_are_told_in_utc() {
        assert_eq!(rfc_3339(Moment(1_795_077_000_123)), "2026-11-19T08:30:00Z");
        assert_eq!(rfc_3339(Moment(-1)), "1969-12-31T23:59:59Z");
        assert_eq!(rfc_3339(Moment(i64::MAX)), "");
    }
}
