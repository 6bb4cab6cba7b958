//! What holds for any corrections and any change of the text: none is lost, none is moved, all is counted.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use proptest::prelude::*;
use sayso::annotation::anchor::Anchors;
use sayso::annotation::{
    Annotation, AnnotationId, Change, Clock, Correction, Moment, Notebook, Operation, OperationId, Target,
};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::{Analysis, analyze};
use sayso::correction::{Standing, is_by_reader};
use sayso::export::corrections;
use sayso::export::speakers::{Order, ranked};
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;

const PARAGRAPHS: [&str; 6] = [
    "“We have lost the bridge,” said John Moore, who had built it.",
    "Anna Reyes disagreed. “He never had it,” she told the Herald. “Nobody did.”",
    "“Nobody did.”",
    "The mayor said that the river had been lower in his youth.",
    "“It was ‘a bridge in name only’ from the start,” the mayor said.",
    "The band played “Lost Rooms” all night.",
];

fn article(paragraphs: &[&str]) -> Article {
    let text = paragraphs.join("\n\n");
    let draft = Draft { text: SafeText::new(&text), ..Draft::default() };
    Article::new(Origin::File("/columns/bridge.txt".into()), with_blocks(draft))
}

/// Where the annotations of `notebook`, which were made in `before`, are in `now`.
fn anchors(notebook: &Notebook, before: &Article, now: &Article) -> Anchors {
    Anchors::new(now, notebook, |digest| (*digest == before.digest).then(|| before.safe_text().clone()))
}

/// The corrections of `notebook`, which were made in `before`, as they stand in `now`.
fn standing(notebook: &Notebook, before: &Article, now: &Article) -> Standing {
    Standing::new(notebook, &anchors(notebook, before, now))
}

fn found(article: &Article) -> Analysis {
    analyze(article, Lexicon::bundled())
}

/// The corrections of a reader, one after the other.
fn notebook(article: &Article, corrections: &[(Span, Correction)]) -> Notebook {
    Notebook::new(corrections.iter().enumerate().map(|(number, (span, correction))| {
        let millis = i64::try_from(number).unwrap();
        let annotation = Annotation {
            id: AnnotationId(format!("{number:04}").into()),
            target: Target::new(article, *span),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: Some(correction.clone()),
            created: Moment(millis),
            modified: Moment(millis),
        };
        Operation {
            id: OperationId(format!("{number:04}").into()),
            clock: Clock { millis, counter: 0 },
            device: "d".into(),
            parent: None,
            undoes: None,
            redoes: None,
            batch: None,
            change: Change::Add(Arc::new(annotation)),
        }
    }))
}

fn name() -> impl Strategy<Value = SafeText> {
    let names = vec!["John Moore", "Anna Reyes", "The mayor", "she", "Carl Beck", "", "Øyvind Å"];
    prop::sample::select(names).prop_map(SafeText::new)
}

fn correction() -> impl Strategy<Value = Correction> {
    let maybe = || prop::option::of(name());
    prop_oneof![
        3 => (maybe(), maybe()).prop_map(|(name, was)| Correction::SaidBy { name, was }),
        1 => maybe().prop_map(|was| Correction::NotSpeech { was }),
        1 => (name(), name()).prop_map(|(other, name)| Correction::Joined { other, name }),
        1 => (name(), name()).prop_map(|(alias, was)| Correction::Parted { alias, was }),
        1 => (name(), name()).prop_map(|(name, was)| Correction::Renamed { name, was }),
        1 => (name(), maybe(), maybe()).prop_map(|(name, role, was)| Correction::Role { name, role, was }),
        1 => (name(), name()).prop_map(|(words, name)| Correction::Means { words, name }),
    ]
}

/// Corrections of the quotations of [`PARAGRAPHS`], and of any other words there.
fn corrections() -> impl Strategy<Value = Vec<(Span, Correction)>> {
    let article = article(&PARAGRAPHS);
    let quotations: Vec<Span> =
        found(&article).quotations.iter().map(sayso::attribution::Quotation::hull).collect();
    let places: Vec<usize> = article.text().char_indices().map(|(place, _)| place).collect();
    let place = prop::sample::select(places);
    let any_words = (place.clone(), place).prop_map(|(one, other)| Span::new(one.min(other), one.max(other)));
    let words = prop_oneof![3 => prop::sample::select(quotations), 1 => any_words];
    prop::collection::vec((words, correction()), 0..8)
}

/// The paragraphs after an editor was at them: some taken out, others put in.
fn edited() -> impl Strategy<Value = Vec<&'static str>> {
    let kept = prop::collection::vec(prop::bool::weighted(0.8), PARAGRAPHS.len());
    let new = prop::sample::select(vec![
        "It rained on Tuesday.",
        "“Nobody did.”",
        "“I was not there,” said Carl Beck.",
        "Ünïcödé 😀 before it all.",
    ]);
    let added = prop::collection::vec((0..=PARAGRAPHS.len(), new), 0..4);
    (kept, added).prop_map(|(kept, added)| {
        let mut edited: Vec<&str> = PARAGRAPHS
            .into_iter()
            .zip(kept)
            .filter(|(_, kept)| *kept)
            .map(|(paragraph, _)| paragraph)
            .collect();
        for (place, new) in added {
            edited.insert(place.min(edited.len()), new);
        }
        edited
    })
}

/// The numbers of an analysis add up, in the model and in what `sayso speakers` shows of it.
fn adds_up(article: &Article, analysis: &Analysis) -> Result<(), TestCaseError> {
    let (quotations, words) = (
        analysis.quotations.len(),
        analysis.quotations.iter().map(|quotation| quotation.words).sum::<usize>(),
    );
    let credited: usize = analysis.speakers.iter().map(|speaker| speaker.quotations.len()).sum();
    let unknown = analysis.quotations.iter().filter(|quotation| quotation.speaker().is_none()).count();
    prop_assert_eq!(credited + unknown, quotations);
    for order in [Order::Words, Order::Heard, Order::Name] {
        let voices = ranked(article, analysis, order);
        prop_assert_eq!(voices.iter().map(|ranked| ranked.voice.said.all()).sum::<usize>(), quotations);
        prop_assert_eq!(voices.iter().map(|ranked| ranked.voice.words).sum::<usize>(), words);
        let by_reader = analysis.quotations.iter().filter(|quotation| is_by_reader(quotation)).count();
        prop_assert_eq!(voices.iter().map(|ranked| ranked.by_reader).sum::<usize>(), by_reader);
        for ranked in &voices {
            prop_assert_eq!(ranked.direct + ranked.mixed + ranked.indirect, ranked.voice.words);
            prop_assert!(0.0 <= ranked.first && ranked.first <= ranked.last && ranked.last <= 100.0);
        }
        let mut last = voices.iter().rev();
        prop_assert!(last.next().is_none() || last.all(|ranked| ranked.voice.speaker.is_some()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_correction_has_its_place_or_is_listed_as_an_orphan(
        made in corrections(),
        edited in edited(),
    ) {
        let before = article(&PARAGRAPHS);
        let notebook = notebook(&before, &made);
        let standing = standing(&notebook, &before, &before);
        let spans: Vec<Span> = standing.placed.iter().map(|placed| placed.span).collect();
        prop_assert_eq!(spans, made.iter().map(|(span, _)| *span).collect::<Vec<_>>());
        let after = article(&edited);
        let standing = self::standing(&notebook, &before, &after);
        let (reviews, orphans) = (standing.reviews.len(), standing.orphans.len());
        prop_assert_eq!(standing.placed.len() + reviews + orphans, made.len());
        let mut reviews = standing.reviews.iter().peekable();
        let mut orphans = standing.orphans.iter().peekable();
        let mut placed = standing.placed.iter();
        for (number, (span, correction)) in made.iter().enumerate() {
            let words = span.of(before.text());
            if orphans.next_if(|id| id.0 == format!("{number:04}").into()).is_some() {
                let is_there_once = !words.is_empty() && after.text().matches(words).count() == 1;
                prop_assert!(
                    !is_there_once || words.split(' ').count() < 5,
                    "{words:?} has one place and is an orphan"
                );
            } else if reviews.next_if(|id| id.0 == format!("{number:04}").into()).is_none() {
                let placed = placed.next().unwrap();
                prop_assert_eq!(&placed.correction, correction);
                // Marks and blanks at the ends may be gone with a neighbour; the words are the same.
                let bare = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                prop_assert_eq!(bare(placed.span.of(after.text())), bare(words), "never moved to other words");
            }
        }
        let entries: Vec<_> = notebook.corrections().map(|(entry, _)| entry).collect();
        let anchors = anchors(&notebook, &before, &after);
        let lines =
            entries.iter().map(|entry| corrections::Placed::new(entry, anchors.place(entry), after.text()));
        let listed = corrections::lines(&lines.collect::<Vec<_>>());
        prop_assert_eq!(listed.lines().count(), made.len());
        let orphans = listed.lines().filter(|line| line.contains("\"state\":\"orphan\"")).count();
        prop_assert_eq!(orphans, standing.orphans.len());
    }

    #[test]
    fn what_a_reader_said_of_one_quotation_holds_after_any_edit_elsewhere(
        name in name(),
        edited in edited(),
    ) {
        prop_assume!(!name.is_empty());
        let before = article(&PARAGRAPHS);
        let words = "“It was ‘a bridge in name only’ from the start,”";
        let start = before.text().find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let said = Correction::SaidBy { name: Some(name.clone()), was: None };
        let notebook = notebook(&before, &[(span, said)]);
        for article in [&before, &article(&edited)] {
            let standing = standing(&notebook, &before, article);
            let analysis = standing.carried_out(found(article), article);
            let by_reader: Vec<_> = analysis.quotations.iter().filter(|one| is_by_reader(one)).collect();
            match (article.text().contains(words), by_reader.as_slice()) {
                (true, [only]) => {
                    prop_assert!(only.hull().of(article.text()).contains("a bridge in name only"));
                    // Whoever the article also calls so is meant.
                    let speaker = analysis.speaker_of(only).unwrap();
                    let mut names = speaker.aliases.iter().chain([&speaker.name]);
                    prop_assert!(names.any(|other| other.to_lowercase() == name.to_lowercase()), "{speaker:?}");
                }
                (false, []) => prop_assert_eq!(standing.orphans.len() + standing.reviews.len(), 1),
                (_, other) => prop_assert!(false, "{other:?}"),
            }
        }
    }

    #[test]
    fn whatever_is_corrected_all_is_counted(made in corrections(), edited in edited()) {
        let before = article(&PARAGRAPHS);
        let notebook = notebook(&before, &made);
        for article in [&before, &article(&edited)] {
            let standing = standing(&notebook, &before, article);
            adds_up(article, &standing.carried_out(found(article), article))?;
        }
    }
}
