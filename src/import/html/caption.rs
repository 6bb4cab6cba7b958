//! Captions that a page says twice, and photographers' credits that stand between paragraphs.

use super::phrases::plain;
use crate::article::BlockKind;
use crate::import::page::Line;

/// Adds the numbers of lines near a picture that say again what is said about it, and of credits.
pub(super) fn find(lines: &[Line<'_>], unwanted: &mut Vec<usize>) {
    let is_about_picture = |line: &Line<'_>| line.kind == BlockKind::Image;
    for (number, line) in lines.iter().enumerate() {
        let is_short = line.text.len() <= LONGEST;
        let near = || {
            let start = number.saturating_sub(REACH);
            lines
                .iter()
                .enumerate()
                .skip(start)
                .take(2 * REACH + 1)
                .filter(move |(other, _)| *other != number)
        };
        let is_again = is_short && matches!(line.kind, BlockKind::Paragraph | BlockKind::Image) && {
            let words = plain(line.text);
            let says_it = |(other, caption): (usize, &Line<'_>)| {
                let caption_words = plain(caption.text);
                // Of two pictures with the same words the first stays; of two texts the longer.
                let is_rank =
                    line.kind != BlockKind::Image || other < number || caption_words.len() > words.len();
                is_about_picture(caption) && is_rank && !words.is_empty() && caption_words.starts_with(&words)
            };
            near().any(says_it)
        };
        let is_lone_credit = line.kind == BlockKind::Paragraph
            && is_credit(line.text)
            && near().any(|(_, line)| is_about_picture(line));
        if is_again || is_lone_credit || (line.kind == BlockKind::Paragraph && is_agency_credit(line.text)) {
            unwanted.push(number);
        }
    }
}

/// How many lines from a picture its caption may stand again.
const REACH: usize = 2;

/// Bytes of a caption.
const LONGEST: usize = 600;

/// Bytes of a credit.
const LONGEST_CREDIT: usize = 120;

fn is_credit(text: &str) -> bool {
    let starts = [
        "photo",
        "photograph",
        "photographs",
        "image",
        "picture",
        "illustration",
        "credit",
        "credits",
        "graphic",
    ];
    let words = plain(text);
    let (first, rest) = words.split_once([' ', ':']).unwrap_or((&words, ""));
    let rest = rest.trim_start();
    let is_named =
        text.contains(':') || ["by ", "credit", "courtesy", "via "].iter().any(|word| rest.starts_with(word));
    text.len() <= LONGEST_CREDIT && !text.ends_with(['.', '!', '?']) && starts.contains(&first) && is_named
        || is_agency_credit(text)
}

/// Whether a line names an agency as only credits do: "Jane Doe/AP", "(Getty Images)".
fn is_agency_credit(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']'));
    let ends = [
        "/ap",
        "/ap photo",
        "/ap images",
        "/afp",
        "/reuters",
        "/getty images",
        "via getty images",
        "via ap",
        "via reuters",
        "/associated press",
        "via associated press",
        "/shutterstock",
        "/epa",
    ];
    let lower = bare.to_lowercase().replace(" / ", "/");
    let is_short = bare.len() <= LONGEST_CREDIT && !bare.contains(". ");
    is_short
        && (ends.iter().any(|end| lower.ends_with(end))
            || lower.starts_with("ap photo/")
            || lower == "getty images")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_about_a_picture_is_said_once() {
        use BlockKind::{Image, Paragraph};
        for (lines, expected) in [
            (&[(Image, "The hall at noon"), (Paragraph, "The hall at noon")][..], &[1][..]),
            (&[(Paragraph, "The hall at noon"), (Image, "The hall at noon. Jane Doe/AP")], &[0]),
            (&[(Image, "The hall"), (Paragraph, "x"), (Image, "The hall")], &[2]),
            (&[(Image, "The hall"), (Image, "The hall at noon")], &[0]),
            (&[(Image, "The hall"), (Paragraph, "The hall was full.")], &[]),
            (&[(Image, "The hall"), (Paragraph, "Photo: Jane Doe")], &[1]),
            (&[(Image, "The hall"), (Paragraph, "Photograph by Jane Doe")], &[1]),
            (&[(Image, "The hall"), (Paragraph, "Photo albums lay about.")], &[]),
            (&[(Paragraph, "x"), (Paragraph, "Image: what we think of ourselves")], &[]),
            (&[(Paragraph, "x"), (Paragraph, "(Jane Doe/Getty Images)")], &[1]),
            (
                &[
                    (Paragraph, "He sold it to AP"),
                    (Paragraph, "He got the picture via Getty Images. It was old."),
                ],
                &[],
            ),
        ] {
            let lines: Vec<Line<'_>> = lines
                .iter()
                .map(|&(kind, text)| Line { kind, text, linked: 0, leads_within: false })
                .collect();
            let mut unwanted = Vec::new();
            find(&lines, &mut unwanted);
            assert_eq!(unwanted, expected, "{lines:?}");
        }
    }
}
