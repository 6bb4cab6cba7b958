//! A stretch of a text by its first and last words, so that a person can name it.

use sayso::span::Span;

/// Between first and last words.
const DOTS: &str = " … ";
/// Up to so many words, all are written.
const SHORT: usize = 7;

/// The words that lead back to `place` from a line that starts at `near`.
pub(crate) fn write(text: &str, place: Span, near: usize) -> String {
    let whole = place.of(text).replace('\n', " ");
    let words: Vec<&str> = whole.split(' ').collect();
    let ends = |count: usize| {
        let last = words.len() - count;
        format!("{}{DOTS}{}", words[..count].join(" "), words[last..].join(" "))
    };
    let tried = (3..words.len() / 2).filter(|_| words.len() > SHORT).map(ends).chain([whole.clone()]);
    let numbered = |words: String| {
        (1..5).map(move |nth| if nth == 1 { words.clone() } else { format!("{words} #{nth}") })
    };
    let leads_back = |words: &String| find(text, words, near) == Some(place);
    tried.flat_map(numbered).find(leads_back).unwrap_or(whole)
}

/// The stretch of these words nearest to `near`.
pub(crate) fn find(text: &str, words: &str, near: usize) -> Option<Span> {
    let text = text.replace('\n', " ");
    let (words, nth) = match words.rsplit_once(" #").map(|(words, nth)| (words, nth.parse::<usize>())) {
        Some((words, Ok(nth))) => (words, nth),
        _ => (words, 1),
    };
    let (first, last) = words.split_once(DOTS).unwrap_or((words, ""));
    let mut starts: Vec<usize> = text.match_indices(first).map(|(start, _)| start).collect();
    starts.sort_by_key(|start| start.abs_diff(near));
    let start = *starts.get(nth.checked_sub(1)?)?;
    let rest = start + first.len();
    let behind = Span::new(rest, text.len()).of(&text).find(last)?;
    Some(Span::new(start, rest + if last.is_empty() { 0 } else { behind + last.len() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_place() {
        let text = "No. Yes. No. a b c d e f g h a b c x e f g h";
        for (start, end, near, words) in [
            (0, 3, 0, "No."),
            (9, 12, 0, "No. #2"),
            (9, 12, 9, "No."),
            (13, 28, 9, "a b c … f g h"),
            (29, 44, 9, "a b c … f g h #2"),
        ] {
            let place = Span::new(start, end);
            assert_eq!(write(text, place, near), words);
            assert_eq!(find(text, words, near), Some(place));
        }
        assert_eq!((find(text, "No. #3", 0), find(text, "z", 0)), (None, None));
    }
}
