use proptest::prelude::*;

use super::*;
use crate::annotation::sample;
use crate::article::{Article, Draft, Origin};
use crate::attribution::analyze;
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;

const TEXT: &str = "“We lost the room,” said John Moore. “We will lose it again,” the mayor said.\n\nAnna Reyes \
    disagreed. “He never had it,” she told the Herald. “Nobody did.”\n\nThe band played “Lost Rooms” all night.";

fn article() -> Article {
    let draft = Draft { text: SafeText::new(TEXT), ..Draft::default() };
    Article::new(Origin::StandardInput, with_blocks(draft))
}

fn found() -> Analysis {
    analyze(&article(), Lexicon::bundled())
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn safe(name: &str) -> SafeText {
    SafeText::new(name)
}

fn said_by(words: &str, name: &str) -> Placed {
    Placed { span: span(words), correction: Correction::SaidBy { name: Some(safe(name)), was: None } }
}

/// Who says each quotation.
fn told(analysis: &Analysis) -> Vec<(&str, String)> {
    let name = |quotation| analysis.speaker_of(quotation).map_or("-", |speaker| speaker.name.as_str());
    let quotations = analysis.quotations.iter();
    quotations.map(|quotation| (quotation.hull().of(TEXT), name(quotation).to_owned())).collect()
}

fn after(corrections: &[Placed]) -> Analysis {
    corrected(&found(), TEXT, corrections)
}

fn who(analysis: &Analysis, words: &str) -> String {
    let wanted = told(analysis).into_iter().find(|(said, _)| said.contains(words));
    wanted.map_or_else(|| "none".to_owned(), |(_, name)| name)
}

#[test]
fn without_corrections_nothing_changes() {
    assert_eq!(after(&[]), found());
}

#[test]
fn another_speaker_wins_and_the_old_one_is_the_first_runner_up() {
    let was = who(&found(), "He never had it");
    assert_eq!(was, "Anna Reyes");
    let analysis = after(&[said_by("“He never had it,”", "Carl Beck")]);
    assert_eq!(who(&analysis, "He never had it"), "Carl Beck");
    let quotation = analysis.quotations.iter().find(|one| one.hull().of(TEXT).contains("never")).unwrap();
    assert!(is_by_reader(quotation));
    assert_eq!(quotation.runners_up.first().map(|name| &**name), Some(&*was));
    assert!(analysis.speakers.iter().any(|speaker| speaker.name == "Carl Beck"));
}

#[test]
fn the_later_of_two_corrections_wins() {
    let analysis = after(&[said_by("“Nobody did.”", "Carl Beck"), said_by("“Nobody did.”", "John Moore")]);
    assert_eq!(who(&analysis, "Nobody did"), "John Moore");
}

#[test]
fn what_nobody_said_is_no_quotation_and_what_somebody_said_is_one() {
    let before = found();
    let words = "“We will lose it again,”";
    assert_ne!(who(&before, words), "none");
    let not = Placed { span: span(words), correction: Correction::NotSpeech { was: None } };
    let analysis = after(&[not]);
    assert_eq!(who(&analysis, words), "none");
    assert!(analysis.unspoken.contains(&span(words)));
    let analysis = after(&[said_by("“Lost Rooms”", "Anna Reyes")]);
    assert_eq!(analysis.quotations.len(), before.quotations.len() + 1);
    assert_eq!(who(&analysis, "Lost Rooms"), "Anna Reyes");
    assert!(analysis.unspoken.iter().all(|unspoken| unspoken.of(TEXT) != "“Lost Rooms”"));
}

#[test]
fn two_speakers_are_joined_and_parted_again() {
    let join = Correction::Joined { other: safe("John Moore"), name: safe("Anna Reyes") };
    let join = Placed { span: span("John Moore"), correction: join };
    let analysis = after(std::slice::from_ref(&join));
    assert!(analysis.speakers.iter().all(|speaker| speaker.name != "John Moore"));
    assert_eq!(who(&analysis, "We lost"), "Anna Reyes");
    let part = Correction::Parted { alias: safe("John Moore"), was: safe("Anna Reyes") };
    let analysis = after(&[join, Placed { span: span("John Moore"), correction: part }]);
    assert_eq!(who(&analysis, "We lost"), "John Moore");
    assert_eq!(who(&analysis, "He never"), "Anna Reyes");
}

#[test]
fn a_speaker_has_a_new_name_and_a_role_everywhere() {
    let rename = Correction::Renamed { name: safe("Jack Moore"), was: safe("John Moore") };
    let role = Correction::Role { name: safe("Jack Moore"), role: Some(safe("mayor")), was: None };
    let place = span("John Moore");
    let placed = [rename, role].map(|correction| Placed { span: place, correction });
    let analysis = after(&placed);
    let speaker = analysis.speakers.iter().find(|speaker| speaker.name == "Jack Moore").unwrap();
    assert_eq!(speaker.role.as_deref(), Some("mayor"));
    assert!(speaker.aliases.contains(&"John Moore".to_owned()));
    assert_eq!(who(&analysis, "We lost"), "Jack Moore");
}

#[test]
fn what_a_mention_means_holds_wherever_it_reports() {
    let means = Correction::Means { words: safe("The mayor"), name: safe("Paula Hunt") };
    let analysis = after(&[Placed { span: span("the mayor"), correction: means }]);
    let by_mayor = |quotation: &&Quotation| {
        let mention = quotation.attribution.as_ref().and_then(Attribution::mention);
        mention.is_some_and(|mention| mention.of(TEXT) == "the mayor")
    };
    let reports = analysis.quotations.iter().filter(by_mayor);
    let names: Vec<_> =
        reports.map(|quotation| analysis.speaker_of(quotation).unwrap().name.as_str()).collect();
    assert!(!names.is_empty() && names.iter().all(|name| *name == "Paula Hunt"), "{names:?}");
}

fn name() -> impl Strategy<Value = SafeText> {
    prop::sample::select(vec!["John Moore", "Anna Reyes", "the mayor", "she", "Carl Beck", "", "ÄÖ"])
        .prop_map(SafeText::new)
}

fn placed() -> impl Strategy<Value = Placed> {
    let places: Vec<usize> = TEXT.char_indices().map(|(place, _)| place).collect();
    let place = prop::sample::select(places);
    (place.clone(), place, sample::correction(name)).prop_map(|(one, other, correction)| Placed {
        span: Span::new(one.min(other), one.max(other)),
        correction,
    })
}

proptest! {
    #[test]
    fn whatever_is_corrected_the_numbers_add_up(corrections in prop::collection::vec(placed(), 0..8)) {
        let analysis = after(&corrections);
        let credited: usize = analysis.speakers.iter().map(|speaker| speaker.quotations.len()).sum();
        let unknown = analysis.quotations.iter().filter(|quotation| quotation.speaker().is_none()).count();
        prop_assert_eq!(credited + unknown, analysis.quotations.len());
        for (index, speaker) in analysis.speakers.iter().enumerate() {
            let said = speaker.quotations.iter().map(|&said| &analysis.quotations[said]);
            prop_assert!(said.clone().all(|quotation| quotation.speaker() == Some(index)));
            prop_assert_eq!(said.map(|quotation| quotation.words).sum::<usize>(), speaker.words);
            prop_assert!(!speaker.quotations.is_empty());
        }
        let starts: Vec<usize> = analysis.quotations.iter().map(|quotation| quotation.hull().start).collect();
        prop_assert!(starts.is_sorted());
    }

    #[test]
    fn a_correction_made_twice_is_made_once(corrections in prop::collection::vec(placed(), 0..5)) {
        let Some(last) = corrections.last().cloned() else { return Ok(()) };
        prop_assume!(matches!(last.correction, Correction::SaidBy { .. } | Correction::Role { .. }));
        let twice: Vec<Placed> = corrections.iter().cloned().chain([last]).collect();
        let (twice, once) = (after(&twice), after(&corrections));
        prop_assert_eq!(told(&twice), told(&once));
    }
}

#[test]
fn a_voice_that_is_gone_leaves_the_others_their_signs() {
    let signs = |analysis: &Analysis| -> Vec<(String, usize)> {
        analysis.speakers.iter().map(|speaker| (speaker.name.clone(), speaker.sign)).collect()
    };
    let before = signs(&found());
    assert!(before.len() > 1, "{before:?}");
    let first = before[0].0.clone();
    let joined = Correction::Joined { other: safe(&first), name: safe("Carl Beck") };
    let after = signs(&after(&[Placed { span: span("John Moore"), correction: joined }]));
    let of = |signs: &[(String, usize)], name: &str| {
        signs.iter().find(|(other, _)| other == name).map(|(_, sign)| *sign)
    };
    assert_eq!(of(&after, &first), None);
    for (name, sign) in &before[1..] {
        assert_eq!(of(&after, name), Some(*sign), "{name}: {after:?}");
    }
    assert!(
        before.iter().all(|(_, sign)| Some(*sign) != of(&after, "Carl Beck")),
        "a new voice has a new sign"
    );
}

#[test]
fn a_part_takes_all_quotations_that_name_it() {
    let text = "“One,” said Ruth Calder. “Two,” said Ann Boyle, a clerk. “Three,” Ms. Boyle said. “Four,” said spokeswoman Ann Boyle.";
    let article = Article::new(
        Origin::StandardInput,
        with_blocks(Draft { text: SafeText::new(text), ..Draft::default() }),
    );
    let found = analyze(&article, Lexicon::bundled());
    let placed = |correction| Placed { span: Span::new(0, 5), correction };
    let joined = placed(Correction::Joined { other: safe("Ann Boyle"), name: safe("Ruth Calder") });
    let parted = placed(Correction::Parted { alias: safe("Ann Boyle"), was: safe("Ruth Calder") });
    let count = |corrections: &[Placed], name: &str| {
        let analysis = corrected(&found, text, corrections);
        analysis
            .speakers
            .iter()
            .find(|speaker| speaker.name == name)
            .map_or(0, |speaker| speaker.quotations.len())
    };
    assert_eq!(count(&[], "Ann Boyle"), 3);
    assert_eq!(count(std::slice::from_ref(&joined), "Ruth Calder"), 4);
    assert_eq!(count(&[joined, parted], "Ann Boyle"), 3, "“Ms. Boyle” and “spokeswoman Ann Boyle” too");
}
