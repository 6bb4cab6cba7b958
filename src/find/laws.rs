//! What holds for every text and everything typed.

use proptest::prelude::*;

use super::{Folded, Kind, Query};
use crate::span::Span;

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zé]{1,8}",
        3 => "[ \n\t]{1,3}",
        1 => "[“”‘’\"'—–…-]{1,3}",
        1 => prop::sample::select(vec!["\u{ad}", "\u{200b}", "-\n", "\n\n", "e\u{301}", "中文", "👩‍👧", "ﬁ"]).prop_map(str::to_owned),
        1 => "\\PC{0,5}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn blocks(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len()).trimmed(text);
        start += part.len() + 2;
        if !span.is_empty() {
            blocks.push(span);
        }
    }
    blocks
}

proptest! {
    #[test]
    fn the_way_back_leads_to_where_it_came_from(text in text()) {
        let folded = Folded::new(&text, blocks(&text));
        let mut last = 0;
        for (place, c) in folded.text().char_indices() {
            let span = folded.back(&text, Span::new(place, place + c.len_utf8()));
            prop_assert_eq!(span.of(&text).len(), span.len());
            prop_assert!(span.start >= last);
            if c.is_alphanumeric() && span.of(&text).starts_with(|there: char| there.is_alphanumeric() && there == c) {
                prop_assert!(folded.here(span.start) <= place);
            }
            last = span.start;
        }
    }

    #[test]
    fn any_words_of_the_text_are_found_in_it(text in text(), start in 0usize..200, length in 1usize..30) {
        let blocks = blocks(&text);
        let folded = Folded::new(&text, blocks.clone());
        let Some(block) = blocks.get(start % blocks.len().max(1)) else { return Ok(()) };
        let mut rest = block.of(&text).chars().skip(start / 7);
        let words: String = rest.by_ref().take(length).collect();
        // A letter that is cut off from its accent is another one: “ée” is not in “ée\u{301}”.
        prop_assume!(!rest.next().is_some_and(unicode_normalization::char::is_combining_mark));
        let Some(query) = Query::new(words.trim(), Kind::Words).unwrap() else { return Ok(()) };
        let has_letter = words.trim().chars().all(|c| c.is_alphanumeric() || c == ' ');
        let found = query.matches(&text, &folded, start, 1000);
        prop_assert!(!has_letter || words.trim().is_empty() || !found.spans.is_empty(), "{words:?} in {text:?}");
    }

    #[test]
    fn matches_are_in_order_apart_and_on_boundaries(text in text(), words in "\\PC{1,3}|[a-c]|[a-c .*+]{1,4}", near in 0usize..300, most in 1usize..9) {
        let folded = Folded::new(&text, blocks(&text));
        for kind in [Kind::Words, Kind::Expression] {
            let Ok(Some(query)) = Query::new(&words, kind) else { continue };
            let whole = query.matches(&text, &folded, 0, 10_000);
            let mut end = 0;
            for span in &whole.spans {
                prop_assert!(span.start >= end && span.of(&text).len() == span.len());
                end = span.end;
            }
            prop_assert_eq!(&query.matches(&text, &folded, near, 10_000), &whole);
            let some = query.matches(&text, &folded, near, most);
            prop_assert!(some.spans.len() <= most.max(2));
            prop_assert!(some.is_cut || some == whole);
            prop_assert_eq!(some.spans.is_empty(), whole.spans.is_empty());
            prop_assert!(some.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
