use proptest::prelude::*;

use super::*;

const SOURCE: &str = "“I do not think that the harbour bridge will cost 40 million pounds, and Moore knows it. We voted for the ferry.”";

/// The verdict on some words in one word, with the difference and what hangs on it.
fn told(given: &str, source: &str) -> String {
    match Rendering::new(given, source) {
        None => "other words".to_owned(),
        Some(Rendering { change: Some(change), .. }) => {
            let flag = change.weighty.map_or(String::new(), |weighty| format!(" ({})", weighty.name()));
            format!("{change}{flag}")
        }
        Some(whole) if whole.is_verbatim() => "verbatim".to_owned(),
        Some(part) if part.leaves_out_negation => "part, without a negation".to_owned(),
        Some(_) => "part".to_owned(),
    }
}

#[test]
fn words_are_held_against_a_source() {
    for (given, expected) in [
        (SOURCE, "verbatim"),
        ("\"we voted for the ferry.\"", "part"),
        ("We voted for the ferry", "part"),
        ("[W]e voted for the ferry", "part"),
        ("We voted … ferry", "part"),
        ("We voted . . . ferry", "part"),
        ("We voted [...] ferry", "part"),
        ("[They] voted for the ferry", "part"),
        ("the harbour bridge will cost [a lot], and Moore knows it", "part, without a negation"),
        ("the harbour bridge will cost 40 million pounds", "part, without a negation"),
        ("We voted for the old ferry", "We voted for the {+old+} ferry"),
        (
            "and Moore knew it. We voted for the ferry",
            "and Moore [-knows-] {+knew+} it We voted for the ferry",
        ),
        (
            "the harbour bridge will cost 50 million pounds",
            "the harbour bridge will cost [-40-] {+50+} million pounds (number)",
        ),
        ("the bridge will cost 40 million pounds", "the [-harbour-] bridge will cost 40 million pounds"),
        (
            "I think that the harbour bridge will cost 40 million pounds",
            "I [-do not-] think that the harbour bridge will cost 40 million pounds (negation)",
        ),
        (
            "and Lee knows it. We voted for the ferry",
            "and [-Moore-] {+Lee+} knows it We voted for the ferry (name)",
        ),
        ("It's said we voted for the ferry", "{+It's said+} we voted for the ferry"),
        ("Yesterday we voted for the ferry", "{+Yesterday+} we voted for the ferry"),
        ("The ferry sank in a storm last winter", "other words"),
        ("voted", "part"),
        ("the of it", "other words"),
        ("", "other words"),
        ("“…”", "other words"),
    ] {
        assert_eq!(told(given, SOURCE), expected, "{given}");
    }
}

#[test]
fn a_capital_at_the_beginning_of_a_sentence_is_a_name_only_beside_another() {
    for (given, source, expected) in [
        (
            "Lee paid for the old ferry",
            "Moore paid for the old ferry",
            "[-Moore-] {+Lee+} paid for the old ferry (name)",
        ),
        (
            "It's a timetable without a train",
            "plan a timetable without a train",
            "[-plan-] {+It's+} a timetable without a train",
        ),
        (
            "We don't want a timetable",
            "We do want a timetable",
            "We [-do-] {+don't+} want a timetable (negation)",
        ),
    ] {
        assert_eq!(told(given, source), expected, "{given}");
    }
}

#[test]
fn signs_are_folded() {
    for (given, source) in [
        ("It’s a “fine” day—really", "\"It's a 'fine' day -- really\""),
        ("cafe society", "Café  society"),
        ("one two", "one\n\ntwo"),
        ("No, no.", "“No, no”"),
        ("T[h]e end [sic] is near", "The end is near"),
    ] {
        assert_eq!(told(given, source), "verbatim", "{given}");
    }
}

fn sentence() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "harbour", "bridge", "ferry", "council", "voted", "paid", "said", "water", "the", "of", "and", "we",
        "they", "money", "winter", "7", "40", "seven",
    ]);
    prop::collection::vec(word.prop_map(str::to_owned), 6..40)
}

proptest! {
    #[test]
    fn words_are_verbatim_in_themselves(words in sentence()) {
        let text = words.join(" ");
        let source = format!("“{text}.”");
        prop_assert!(Rendering::new(&text, &source).is_some_and(|found| found.is_verbatim()));
    }

    #[test]
    fn what_is_cut_off_leaves_a_part(words in sentence(), cut in 1usize..5, end in 0usize..3) {
        let given = words[cut..words.len() - end.min(words.len() - cut - 1)].join(" ");
        let found = Rendering::new(&given, &words.join(" ")).unwrap();
        prop_assert!(found.change.is_none() && found.is_part, "{given}");
    }

    #[test]
    fn a_changed_number_is_flagged(words in sentence(), at in 0usize..40) {
        let at = at % words.len();
        let mut source = words.clone();
        source.insert(at, "1912".to_owned());
        let mut given = words;
        given.insert(at, "1913".to_owned());
        // Words that say nothing are not known again.
        prop_assume!(given.iter().filter(|word| word.len() > 4).count() > 5);
        let found = Rendering::new(&given.join(" "), &source.join(" ")).unwrap();
        prop_assert_eq!(found.change.unwrap().weighty, Some(Weighty::Number));
    }

    #[test]
    fn nothing_panics(given in "(\\PC|[a-c.…\\[\\] “]){0,30}", source in "(\\PC|[a-c. \n]){0,40}") {
        if let Some(found) = Rendering::new(&given, &source) {
            prop_assert_eq!(found.span.of(&source).len(), found.span.len());
        }
    }
}
