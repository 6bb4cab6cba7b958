//! One of the reader's notes with all that an export tells of it.

use crate::annotation::anchor::{Anchor, Doubt};
use crate::annotation::{Annotation, AnnotationId, Colour, Correction, Entry, Moment, Target};
use crate::article::{Article, Digest, Metadata, SafeText};
use crate::attribution::{Analysis, Speaker};
use crate::correction::is_by_reader;
use crate::segment::with_signs;
use crate::span::{CodePoints, Span};

use super::quotes::Listed;

/// What kind of thing is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotedKind {
    /// Words that the reader painted, without a note.
    Highlight,
    /// Words with a note.
    Note,
    /// A place to come back to.
    Bookmark,
    /// What the reader set right of who speaks.
    Correction,
    /// A quotation that was found in the article: nobody has marked it.
    Quotation,
}

impl NotedKind {
    /// What it is called in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Highlight => "highlight",
            Self::Note => "note",
            Self::Bookmark => "bookmark",
            Self::Correction => "correction",
            Self::Quotation => "quotation",
        }
    }
}

/// A note, or a quotation that was found, as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its name, a UUID: the annotation's, or for a quotation one that follows from its text and place.
    pub id: AnnotationId,
    /// What it is.
    pub kind: NotedKind,
    /// How its words are painted.
    pub colour: Option<Colour>,
    /// What it sets right.
    pub correction: Option<Correction>,
    /// The words, where they stood and in which text, as they were marked. They are never changed.
    pub target: Target,
    /// The words for people: with a sign for each place where the text has lost some, a quotation's pieces joined, cut
    /// where that was asked for.
    pub shown: SafeText,
    /// Whether [`Self::shown`] was cut.
    pub is_cut: bool,
    /// Who said them, where they begin and end as one speaker's.
    pub speaker: Option<SafeText>,
    /// What else the article calls the speaker.
    pub aliases: Vec<SafeText>,
    /// Whether the reader said so, not the program.
    pub by_reader: bool,
    /// What the reader wrote; a bare highlight has none.
    pub note: Option<SafeText>,
    /// Notes on the same words that were written elsewhere at the same time.
    pub other_notes: Vec<SafeText>,
    /// The reader's keywords.
    pub tags: Vec<SafeText>,
    /// When it was made; a quotation that was found has no such time.
    pub created: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
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
        Self::at(entry, anchor, article, analysis, &CodePoints::new(article.text()))
    }

    /// The same, for many notes on one article: `at` counts its text once.
    pub fn at(
        entry: &Entry,
        anchor: Anchor,
        article: &Article,
        analysis: &Analysis,
        at: &CodePoints<&str>,
    ) -> Self {
        let mut noted = Self::orphan(entry);
        let code_points = |span: Span| (at.at(span.start), at.at(span.end));
        noted.review = anchor.review().map(|review| Changed {
            words: SafeText::new(review.span.of(article.text())),
            place: code_points(review.span),
            why: review.why,
        });
        let Some(span) = anchor.span() else { return noted };
        noted.place = Some(code_points(span));
        noted.shown = SafeText::new(&with_signs(article.text(), span, &analysis.parts.gaps));
        if let Some((speaker, by_reader)) = speaker_at(analysis, span) {
            noted.told_of(speaker, by_reader);
        }
        noted
    }

    /// The note of `entry` where there is no text to look for its words in.
    pub fn orphan(entry: &Entry) -> Self {
        let annotation = &entry.annotation;
        Self {
            id: annotation.id.clone(),
            kind: kind_of(annotation),
            colour: annotation.colour,
            correction: annotation.correction.clone(),
            target: annotation.target.clone(),
            shown: annotation.target.quote.exact.clone(),
            is_cut: false,
            speaker: None,
            aliases: Vec::new(),
            by_reader: false,
            note: annotation.note.clone(),
            other_notes: entry.other_notes.clone(),
            tags: annotation.tags.clone(),
            created: Some(annotation.created),
            modified: Some(annotation.modified),
            place: None,
            review: None,
        }
    }

    /// A quotation that was found in `article`.
    pub fn quotation(listed: &Listed<'_>, article: &Article) -> Self {
        let target = Target::new(article, listed.quotation.hull());
        let place = (target.position.start, target.position.end);
        let mut noted = Self {
            id: found_id(target.digest, place),
            kind: NotedKind::Quotation,
            colour: None,
            correction: None,
            shown: SafeText::new(&listed.words()),
            target,
            is_cut: false,
            speaker: None,
            aliases: Vec::new(),
            by_reader: is_by_reader(listed.quotation),
            note: None,
            other_notes: Vec::new(),
            tags: Vec::new(),
            created: None,
            modified: None,
            place: Some(place),
            review: None,
        };
        if let Some(speaker) = listed.speaker {
            noted.told_of(speaker, noted.by_reader);
        }
        noted
    }

    /// What the article said about itself when the words were marked.
    pub fn about(&self) -> &Metadata {
        &self.target.metadata
    }

    /// Where the article came from, as [`crate::article::Origin`] prints it.
    pub fn origin(&self) -> &SafeText {
        &self.target.origin
    }

    /// The words for tables: as they stand in the article, unless they were cut or are a quotation's pieces.
    pub fn words(&self) -> &SafeText {
        if self.is_cut || self.kind == NotedKind::Quotation { &self.shown } else { &self.target.quote.exact }
    }

    /// Whether its words have no place in the text.
    pub fn is_orphan(&self) -> bool {
        self.place.is_none() && self.review.is_none()
    }

    /// The order of the text: orphans last, and what was made first before what was made later in the same place.
    pub fn order(&self) -> impl Ord + use<> {
        let place = self.place.or(self.review.as_ref().map(|changed| changed.place));
        (self.is_orphan(), place, self.created)
    }

    /// Shows no more than the first `most` words, with an ellipsis for the others. What was marked stays as it is.
    pub fn cut(&mut self, most: usize) {
        let text = self.shown.as_str();
        let mut ends = text.split_whitespace().scan(0, |from, word| {
            let at = *from + text.get(*from..)?.find(word)? + word.len();
            *from = at;
            Some(at)
        });
        let end = if most == 0 { Some(0) } else { ends.nth(most - 1) };
        let Some(end) = end.filter(|_| ends.next().is_some()) else { return };
        let kept = Span::new(0, end).of(text).trim_end_matches([',', ';', ':', '.', '—', '–', '-']);
        self.shown = SafeText::new(&format!("{kept}…"));
        self.is_cut = true;
    }

    fn told_of(&mut self, speaker: &Speaker, by_reader: bool) {
        self.speaker = Some(SafeText::one_line(&speaker.name));
        self.aliases = speaker.aliases.iter().map(|alias| SafeText::one_line(alias)).collect();
        self.by_reader = by_reader;
    }
}

fn kind_of(annotation: &Annotation) -> NotedKind {
    match annotation {
        Annotation { correction: Some(_), .. } => NotedKind::Correction,
        Annotation { colour: None, .. } => NotedKind::Bookmark,
        Annotation { note: Some(_), .. } => NotedKind::Note,
        _ => NotedKind::Highlight,
    }
}

/// A UUID of version 8 (RFC 9562 §5.8) that follows from a text and a place in it, so that it is the same in each export.
fn found_id(digest: Digest, (start, end): (usize, usize)) -> AnnotationId {
    let digits = Digest::of(&format!("{digest}:{start}:{end}")).to_string();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let id = format!("{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32));
    AnnotationId(id.into())
}

/// The speaker whose words `span` begins and ends with, if no other speaks in between, and whether the reader said so of
/// any of them. A paragraph that only has a quotation in it is the columnist's.
fn speaker_at(analysis: &Analysis, span: Span) -> Option<(&Speaker, bool)> {
    let first = analysis.quotation_at(span.start)?;
    let last = analysis.quotation_at(span.end.saturating_sub(1))?;
    let speaker = analysis.quotations.get(first)?.speaker()?;
    let between = analysis.quotations.get(first..=last)?;
    let is_only = between.iter().all(|quotation| quotation.speaker() == Some(speaker));
    let speaker = analysis.speakers.get(speaker).filter(|_| is_only)?;
    Some((speaker, between.iter().any(is_by_reader)))
}

/// A moment in RFC 3339, in UTC, to the second: "2026-11-19T08:30:00Z".
pub(super) fn rfc_3339(moment: Moment) -> String {
    let seconds = moment.0.div_euclid(1000);
    jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

/// A moment as people read it, in UTC: "2026-11-19 08:30 UTC".
pub fn day_and_time(moment: Moment) -> String {
    let told = rfc_3339(moment);
    match told.split_once('T') {
        Some((day, time)) => format!("{day} {} UTC", time.get(..5).unwrap_or(time)),
        None => told,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotation::anchor::Anchors;
    use crate::annotation::{Change, Clock, Notebook, Operation, OperationId};
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
            id: AnnotationId("0192".into()),
            target: Target::new(article, sample::span(article.text(), words)),
            note: note.map(SafeText::new),
            tags: tags.iter().map(|tag| SafeText::new(tag)).collect(),
            colour: Some(Colour::default()),
            correction: None,
            created: Moment(1_795_077_000_123),
            modified: Moment(1_795_077_060_000),
        };
        let operation = Operation {
            id: OperationId("1".into()),
            clock: Clock::default(),
            device: "d".into(),
            parent: None,
            undoes: None,
            redoes: None,
            batch: None,
            change: Change::Add(Arc::new(annotation)),
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
        let mut all =
            ["two", "Three"].map(|words| noted(&entry(&article, words, None, &[]), &article, &analysis));
        all[1].id.0 = format!("{}b", all[1].id.0).into();
        assert_eq!((all[0].by_reader, all[1].by_reader), (true, false));
        let markdown = crate::export::notes::markdown::document(&all);
        assert!(markdown.contains("— A, as you corrected\n") && markdown.contains("— B\n"), "{markdown}");
        let json = crate::export::notes::json::document(&crate::export::notes::Sheaf::gathered(&all));
        assert!(json.contains("\"speaker_by\": \"reader\"") && json.contains("\"speaker_by\": \"program\""));
    }

    #[test]
    fn words_that_are_gone_make_an_orphan() {
        let article = sample::article("T", &["“One,” said A."]);
        let entry = entry(&article, "“One,”", Some("mine"), &[]);
        let other = sample::article("T", &["“Two,” said A."]);
        let noted = noted(&entry, &other, &sample::analysis(&other, &[("“Two,”", "A")]));
        assert!(noted.is_orphan() && noted.speaker.is_none());
        assert_eq!((noted.words().as_str(), noted.note.as_deref()), ("“One,”", Some("mine")));
    }

    #[test]
    fn a_cut_leaves_what_was_marked() {
        let article = sample::article("T", &["One, two.  Three four."]);
        let noted =
            noted(&entry(&article, "One, two.  Three four.", None, &[]), &article, &Analysis::default());
        for (most, shown) in [
            (0, "…"),
            (1, "One…"),
            (2, "One, two…"),
            (3, "One, two.  Three…"),
            (4, "One, two.  Three four."),
            (9, "One, two.  Three four."),
        ] {
            let mut cut = noted.clone();
            cut.cut(most);
            assert_eq!((cut.shown.as_str(), cut.is_cut), (shown, most < 4), "{most}");
            assert_eq!(cut.target, noted.target);
        }
    }

    #[test]
    fn a_quotation_that_was_found_has_one_name_for_ever() {
        let article = sample::article("T", &["“One,” said A, “two.” “Three.”"]);
        let analysis = sample::analysis(&article, &[("“One,” / “two.”", "A"), ("“Three.”", "-")]);
        let listed =
            crate::export::quotes::listed(&article, &analysis, &crate::export::quotes::Filter::default());
        let found: Vec<Noted> = listed.iter().map(|listed| Noted::quotation(listed, &article)).collect();
        assert_eq!(found[0].words().as_str(), "“One,” “two.”");
        assert_eq!(found[0].target.quote.exact.as_str(), "“One,” said A, “two.”");
        assert_eq!(found[0].id.0, "10846df3-9f7d-8e73-aef8-31af2cb506fa".into());
        assert_ne!(found[0].id, found[1].id);
        assert_eq!((found[0].speaker.as_deref(), found[1].speaker.as_deref()), (Some("A"), None));
    }

    #[test]
    fn moments_are_told_in_utc() {
        assert_eq!(rfc_3339(Moment(1_795_077_000_123)), "2026-11-19T08:30:00Z");
        assert_eq!(rfc_3339(Moment(-1)), "1969-12-31T23:59:59Z");
        assert_eq!(rfc_3339(Moment(i64::MAX)), "");
    }
}
