use super::*;
use crate::article::{Draft, Origin, SafeText};
use crate::attribution::analyze;
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;

fn compared(one: &str, other: &str) -> Comparison {
    let article = |text: &str| {
        let draft = Draft { text: SafeText::new(text), ..Draft::default() };
        Article::new(Origin::Bundled("x".to_owned()), with_blocks(draft))
    };
    let (one, other) = (article(one), article(other));
    let [first, second] = [&one, &other].map(|article| analyze(article, Lexicon::bundled()));
    Comparison::new(Heard { article: &one, analysis: &first }, Heard { article: &other, analysis: &second })
}

/// "Ada Moore 2/1", with a dash where an article does not quote them.
fn voices(found: &Comparison) -> Vec<String> {
    let count = |counts: &Option<Counts>| counts.map_or("-".to_owned(), |it| it.quotations().to_string());
    let voice = |voice: &Voice| {
        let name = voice.name.as_deref().unwrap_or("nobody");
        format!("{name} {}/{}", count(&voice.counts[0]), count(&voice.counts[1]))
    };
    found.voices.iter().map(voice).collect()
}

#[test]
fn people_are_found_in_both() {
    for (one, other, expected) in [
        (
            "“It rained all day,” Ada Moore said. “It is cold in here,” Lee said.",
            "“It will snow tonight,” Moore said. “It is dark in there,” Ann Hill said.",
            vec!["Ada Moore 1/1", "Lee 1/-", "Ann Hill -/1"],
        ),
        // One who keeps the name back is nobody else's; a family name of two people is neither's.
        (
            "“It rained all day,” a clerk said.",
            "“It will snow tonight,” a clerk said.",
            vec!["a clerk 1/-", "a clerk -/1"],
        ),
        (
            "“It rained all day,” Ada Moore said. “It was cold in here,” John Moore said.",
            "“It will snow tonight,” Moore said.",
            vec!["John Moore 1/-", "Ada Moore 1/-", "Moore -/1"],
        ),
        ("Nothing is said.", "Nothing here.", vec![]),
    ] {
        assert_eq!(voices(&compared(one, other)), expected, "{one} | {other}");
    }
}

#[test]
fn words_are_the_same_cut_short_or_altered() {
    let said = "“The ferry has never missed a tide in forty years,” Ada Moore said.";
    for (one, other, expected) in [
        (
            said,
            said,
            Some((Verdict::Verbatim, Some(true), "“The ferry has never missed a tide in forty years,”")),
        ),
        (
            said,
            "“The ferry has never missed a tide,” Ann Hill said.",
            Some((
                Verdict::CutInSecond,
                Some(false),
                "“The ferry has never missed a tide [-in forty years,-]”",
            )),
        ),
        (
            "“never missed a tide in forty years,” Moore said.",
            said,
            Some((
                Verdict::CutInFirst,
                Some(true),
                "“{+The ferry has+} never missed a tide in forty years,”",
            )),
        ),
        (
            said,
            "“The ferry has never missed a tide in fifty years,” Ada Moore said.",
            Some((
                Verdict::Altered,
                Some(true),
                "The ferry has never missed a tide in [-forty-] {+fifty+} years",
            )),
        ),
        (
            "“The ferry has never missed a tide in fifty,” Ada Moore said.",
            said,
            Some((Verdict::Altered, Some(true), "The ferry has never missed a tide in [-fifty-] {+forty+}")),
        ),
        (said, "“The moon will pay for all of it,” Ada Moore said.", None),
        ("“Not so,” Ada Moore said.", "“Not so,” Ada Moore said.", None),
    ] {
        let found = compared(one, other);
        assert!(found.shared.len() <= 1, "{found:?}");
        let told = found.shared.first().map(|it| (it.verdict, it.is_same_speaker, it.difference.as_str()));
        assert_eq!(told, expected, "{one} | {other}");
    }
}

#[test]
fn a_quotation_that_the_other_parts_in_two_stands_twice() {
    let one = "“The ferry has never missed a tide. The bridge will not last the winter,” Ada Moore said.";
    let other = "“The ferry has never missed a tide,” Ada Moore said.\n\nIt rained.\n\n“The bridge will not last the \
                 winter,” she said later.";
    let found = compared(one, other);
    let verdicts: Vec<Verdict> = found.shared.iter().map(|shared| shared.verdict).collect();
    assert_eq!(verdicts, [Verdict::CutInSecond, Verdict::CutInSecond]);
}

#[test]
fn shares_are_of_all_quoted_words_and_add_up() {
    let found = compared(
        "“One two three four,” Ada Moore said. “Five six seven eight,” Lee said. He said that it was late.",
        "“One two three four,” Ada Moore said.",
    );
    for side in [0, 1] {
        let sum: f64 = found.voices.iter().filter_map(|voice| voice.counts[side]).map(|it| it.share).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        let words: usize =
            found.voices.iter().filter_map(|voice| voice.counts[side]).map(|it| it.words).sum();
        assert_eq!(words, found.all[side].words);
    }
}
