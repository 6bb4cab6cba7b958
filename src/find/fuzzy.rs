//! Letters that stand in a text in their order, not necessarily together.

/// How well `typed` fits `text`: higher is better, `None` when its letters are not there in this order. Blanks in what is
/// typed do not count, nor does case.
///
/// ```
/// use sayso::find::fuzzy;
/// assert!(fuzzy("nq", "next quotation") > fuzzy("nq", "enquire"));
/// assert_eq!(fuzzy("xyz", "next quotation"), None);
/// ```
pub fn fuzzy(typed: &str, text: &str) -> Option<i32> {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let wanted: Vec<char> =
        typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    // Letters are looked for from each place where the first one is; the best of these counts.
    let Some(first) = wanted.first() else { return Some(0) };
    let starts = (0..text.len()).filter(|place| text.get(*place) == Some(first));
    starts.filter_map(|start| score(&wanted, &text, start)).max()
}

const TOGETHER: i32 = 6;
const WORD_START: i32 = 8;
const EACH_GAP: i32 = -1;

fn score(wanted: &[char], text: &[char], start: usize) -> Option<i32> {
    let mut score = 0;
    let mut from = start;
    let mut last: Option<usize> = None;
    for letter in wanted {
        let place = (from..text.len()).find(|place| text.get(*place) == Some(letter))?;
        let starts_word = place == 0 || text.get(place - 1).is_some_and(|before| !before.is_alphanumeric());
        let gap = last.map_or(0, |last| place - last - 1);
        score += if starts_word { WORD_START } else { 0 };
        score += if last.is_some() && gap == 0 { TOGETHER } else { 0 };
        score += EACH_GAP * i32::try_from(gap.min(20)).unwrap_or(20);
        last = Some(place);
        from = place + 1;
    }
    Some(score - i32::try_from(start.min(20)).unwrap_or(20) / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_of_words_and_letters_together_come_first() {
        for (typed, better, worse) in [
            ("nq", "next quotation", "another quip"),
            ("theme", "another theme", "the elm tree"),
            ("zen", "zen: on", "amazed neighbour"),
            ("Hy", "hyphenation", "half way"),
        ] {
            assert!(fuzzy(typed, better) > fuzzy(typed, worse), "{typed}");
        }
        assert_eq!(fuzzy("", "anything"), Some(0));
        assert_eq!(fuzzy("éa", "a É"), None);
        assert!(fuzzy("aé", "a É").is_some());
    }
}
