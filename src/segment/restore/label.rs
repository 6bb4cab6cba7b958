//! Labels of speakers in transcripts: "Mr. LEHRER:", "Q:", "THE PRESIDENT:".

/// The longest label, in bytes.
const LONGEST: usize = 48;

/// Whether `words` begin with a speaker's label: capitals, at most a title in small letters, and a colon.
pub fn is_label(words: &str) -> bool {
    let head = words.char_indices().nth(LONGEST).map_or(words, |(end, _)| words.get(..end).unwrap_or(words));
    let Some((label, rest)) = head.split_once(':') else { return false };
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return false;
    }
    let mut shouted = 0;
    let mut count = 0;
    for word in label.split_whitespace() {
        count += 1;
        let letters = word.chars().filter(|c| c.is_alphabetic());
        if letters.clone().any(char::is_lowercase) {
            let is_title = matches!(word, "Mr." | "Mrs." | "Ms." | "Dr." | "Sen." | "Rep." | "Gov." | "Gen.");
            let is_mac = word.starts_with("Mc") && letters.skip(2).all(char::is_uppercase);
            if !(is_title || is_mac) {
                return false;
            }
        }
        shouted += word.chars().filter(|c| c.is_uppercase()).count();
        if !word.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '[')) {
            return false;
        }
    }
    let is_letter = matches!(label, "Q" | "A");
    count > 0
        && count <= 5
        && (is_letter || shouted >= 3 && label.len() > 2)
        && !matches!(label, "CNN" | "UPDATE" | "CORRECTION")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_shouted_and_end_in_a_colon() {
        for words in [
            "Mr. LEHRER: Thank you.",
            "CLINTON: No.",
            "Q: Why?",
            "THE PRESIDENT: I will.",
            "SEN. DOUGLAS: Sir",
        ] {
            assert!(is_label(words), "{words}");
        }
        for words in [
            "He said: No.",
            "I: me",
            "The CIA: a history",
            "12:30 came",
            "NASA rose",
            "",
            ":",
            "At 9 A.M.: rain",
        ] {
            assert!(!is_label(words), "{words}");
        }
    }
}
