//! What holds for every text, and how well breaks are found in columns that lost them.

use proptest::prelude::*;

use super::restore;
use crate::article::Block;
use crate::segment::blocks::blocks;
use crate::span::Span;

fn restored(text: &str) -> Vec<Block> {
    restore(text, blocks(text))
}

fn paragraphs(text: &str) -> Vec<&str> {
    restored(text).iter().map(|block| block.span.of(text)).collect()
}

/// A day in a council, long enough to have lost its paragraphs.
const COUNCIL: &str = "The council of Port Alder met on Monday to hear what the new bridge would cost. Nobody had \
    expected a short evening. “We have waited forty years, and we can wait one more night,” said Ada Moore, who keeps \
    the ferry. “But I will not wait for a promise. I have had those.” The mayor did not answer her. He read from the \
    report of the engineers instead, page after page, until the gas was turned up. According to the report, the piers \
    alone would take two summers and a third of what the town collects in a year. On Tuesday the Gazette printed all \
    of it under a black border. “It is a monument to arithmetic,” the paper wrote. Mr. Henry Pell, the banker, offered \
    to lend the money at five in the hundred. But the farmers across the river would have none of it, and said so in a \
    petition with three hundred names.";

#[test]
fn a_flattened_column_gets_its_paragraphs_back() {
    let all = paragraphs(COUNCIL);
    assert!((4..=9).contains(&all.len()), "{all:#?}");
    assert_eq!(all.join(" "), COUNCIL.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(!restored(COUNCIL)[0].restored && restored(COUNCIL)[1..].iter().all(|block| block.restored));
    assert!(!all.iter().any(|paragraph| paragraph.starts_with("I have had those")), "{all:#?}");
}

#[test]
fn given_paragraphs_are_left_alone() {
    let given = format!("{COUNCIL}\n\nThe bridge was never built.");
    let wrapped = COUNCIL
        .split_whitespace()
        .collect::<Vec<_>>()
        .chunks(9)
        .map(|line| line.join(" "))
        .collect::<Vec<_>>();
    for text in [given, wrapped.join("\n"), COUNCIL.split_at(500).0.to_owned()] {
        assert_eq!(restored(&text), blocks(&text));
    }
}

#[test]
fn a_headline_above_a_flattened_column_is_no_paragraph() {
    let text = format!("The bridge\nby Ann Lee\n\n{COUNCIL}");
    let all = restored(&text);
    assert!(all.len() > 5 && !all[2].restored && all[3].restored);
    assert!(all[2].span.of(&text).starts_with("The council"));
}

#[test]
fn every_turn_of_a_transcript_is_a_paragraph() {
    let turns = [
        "Mr. LEHRER: Good evening from the hall. We begin with the tariff.",
        "SEN. DOUGLAS: I thank you. I will be short. The tariff is a tax and nothing else.",
        "Q: Is it?",
        "THE PRESIDENT: It is not. I have said so before. I say so again tonight.",
    ];
    let text = turns.repeat(6).join(" ");
    let all = paragraphs(&text);
    for turn in turns {
        let label = &turn.split_at(turn.find(':').unwrap()).0;
        assert_eq!(
            all.iter().filter(|paragraph| paragraph.starts_with(label)).count(),
            6,
            "{label}: {all:#?}"
        );
    }
}

/// A window's end parts no paragraph: the next one begins where a paragraph does.
#[test]
fn a_line_of_several_windows_is_restored_to_its_end() {
    let text = format!("{COUNCIL} ").repeat(5 * super::WINDOW / 4 / COUNCIL.len());
    let all = restored(&text);
    let longest = all.iter().map(|block| block.span.len()).max();
    assert!(longest < Some(1500), "{longest:?}");
    assert!(all.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
}

#[test]
fn a_long_line_without_places_for_breaks_stays_whole() {
    let text = "é".repeat(super::WINDOW);
    assert_eq!(restored(&text), blocks(&text));
    assert!(restored(&format!("{COUNCIL} {text}")).len() > 3);
}

/// The bundled columns without their breaks: how many of those that are made are true, and how many of the true ones
/// are made. They are of another century, with paragraphs as long as three of today's papers, so that the model makes
/// three breaks for each of their author's; this is a floor below which it must not fall.
#[test]
fn most_breaks_of_the_bundled_columns_come_back() {
    let (mut right, mut made, mut all) = (0, 0, 0);
    for column in [
        include_str!("../../../assets/columns/anthony-on-trial.md"),
        include_str!("../../../assets/columns/gettysburg-reviews.md"),
        include_str!("../../../assets/columns/lincoln-douglas.md"),
    ] {
        let given: Vec<String> = column
            .split("\n\n")
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|part| part.starts_with(|c: char| c.is_alphabetic() || c == '“' || c == '"'))
            .filter(|part| part.ends_with(['.', '?', '!', '”', '"', ':']))
            .collect();
        let flat = given.join(" ");
        let starts: Vec<usize> =
            given.iter().scan(0, |end, part| Some(std::mem::replace(end, *end + part.len() + 1))).collect();
        let found: Vec<usize> = restored(&flat).iter().map(|block| block.span.start).collect();
        right += found.iter().filter(|start| **start > 0 && starts.contains(start)).count();
        made += found.len() - 1;
        all += starts.len() - 1;
    }
    assert!(right * 100 >= all * 65, "{right} of {all} true breaks are made");
    assert!(right * 100 >= made * 30, "{right} of {made} breaks are true");
}

/// Anything long, with marks, stops and labels.
fn column() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[A-Z][a-z]{1,8}( [a-zA-Z]{1,9}){2,14}[.?!:]”? ",
        2 => "“[A-Z][a-z]{1,8}( [a-z]{1,9}){2,9}[,.]” ?",
        1 => "[A-Z]{2,6}: ",
        1 => "[ “”\"'’().A-Z0-9]{1,5}",
        1 => "\\PC{1,12}",
    ];
    prop::collection::vec(part, 20..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn restored_paragraphs_hold_every_word_once(text in column()) {
        let mut place = 0;
        for block in restored(&text) {
            prop_assert!(Span::new(place, block.span.start).of(&text).trim().is_empty());
            prop_assert!(!block.span.is_empty());
            place = block.span.end;
        }
        prop_assert!(Span::new(place, text.len()).of(&text).trim().is_empty());
    }

    #[test]
    fn restoring_twice_is_restoring_once(text in column()) {
        let once = paragraphs(&text).join("\n\n");
        prop_assert_eq!(paragraphs(&once).join("\n\n"), once);
    }

    #[test]
    fn any_text_is_survived(text in "(\\PC|[.“”] ){0,1200}") {
        restored(&text);
    }
}
