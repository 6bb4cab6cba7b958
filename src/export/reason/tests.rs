use super::*;
use crate::article::{Draft, Origin, SafeText};
use crate::attribution::{analyze, sieve::SIEVES};
use crate::correction::{Placed, corrected};
use crate::export::sample::span;
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;

fn read(text: &str) -> (Article, Analysis) {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    let article = Article::new(Origin::StandardInput, with_blocks(draft));
    let analysis = analyze(&article, Lexicon::bundled());
    (article, analysis)
}

/// The reason of the last quotation, a line each.
fn told(text: &str) -> Vec<String> {
    let (article, analysis) = read(text);
    let last = analysis.quotations.len() - 1;
    let reason = reason(&article, &analysis, &analysis, last).unwrap();
    reason.lines.iter().map(Line::told).collect()
}

#[test]
fn every_rule_has_a_sentence() {
    for name in SIEVES.iter().map(|(name, _)| *name).chain([READER]) {
        assert!(rule(name).is_some_and(|sentence| sentence.ends_with('.')), "{name}");
    }
    assert_eq!(RULES.len(), SIEVES.len() + 1, "a rule that is gone needs no sentence");
}

#[test]
fn a_pronoun_is_led_back_to_the_name() {
    let lines =
        told("Mayor Ruth Calder rose at last.\n\n“We have waited long enough,” she said. Nobody clapped.");
    let has = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(has("Who: ● Ruth Calder"), "{lines:#?}");
    assert!(
        has("Words: “she” says who, “said” reports, in: “We have waited long enough,” she said."),
        "{lines:#?}"
    );
    assert!(has("Chain: “she” → "), "{lines:#?}");
    assert!(has("last named in the paragraph before: Mayor Ruth Calder rose at last."), "{lines:#?}");
}

#[test]
fn a_name_beside_the_words_needs_no_chain() {
    let lines = told("“We have waited long enough,” said Mayor Ruth Calder. Nobody clapped.");
    assert!(lines.iter().all(|line| !line.starts_with("Chain")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("Sure: very sure, 9")), "{lines:#?}");
}

#[test]
fn what_the_reader_said_stands_beside_what_the_program_had_said() {
    let text = "“We have waited long enough,” said Mayor Ruth Calder. Nobody clapped.";
    let (article, found) = read(text);
    let correction =
        crate::annotation::Correction::SaidBy { name: Some(SafeText::one_line("Tomas Reyes")), was: None };
    let placed = Placed { span: span(text, "“We have waited long enough,”"), correction };
    let analysis = corrected(&found, text, &[placed]);
    let reason = reason(&article, &analysis, &found, 0).unwrap();
    let lines: Vec<String> = reason.lines.iter().map(Line::told).collect();
    assert_eq!(lines[0], "Who: ▲ Tomas Reyes: you said so");
    assert!(
        lines.iter().any(|line| line.starts_with("Before: The program had said Ruth Calder, very sure")),
        "{lines:#?}"
    );
    assert!(lines.iter().all(|line| !line.starts_with("Sure")), "{lines:#?}");
}

#[test]
fn where_nobody_is_known_it_says_so() {
    let lines = told("It rained.\n\n“We have waited long enough.”\n\nIt rained on.");
    assert_eq!(lines[0], "Who: ? unknown");
    assert!(lines.iter().any(|line| line.starts_with("Why: No rule")), "{lines:#?}");
}

#[test]
fn long_sentences_are_cut_around_the_words_that_decide() {
    let padding = "and so on and on and on ".repeat(12);
    let text = format!("“We have waited {padding}long enough,” said Mayor Ruth Calder, who {padding}left.");
    let (article, analysis) = read(&text);
    let whole = Span::new(0, text.len());
    let at = span(&text, "said");
    let pieces = in_sentence(&article, &analysis, at, &[(at, Part::Cue)]);
    let told: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    assert!(told.starts_with("… ") && told.ends_with(" …") && told.len() < whole.len() / 2, "{told}");
}
