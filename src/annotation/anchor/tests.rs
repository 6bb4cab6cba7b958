//! Cases of one line: an old text, the words marked in it, a new text, what is said of them.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, AnnotationId, Change, Clock, Moment, Operation, OperationId};
use crate::article::{Block, BlockKind, Draft};

fn article(text: &str) -> Article {
    let draft = Draft {
        text: SafeText::new(text),
        blocks: vec![Block::given(Span::new(0, text.len()), BlockKind::Paragraph)],
        ..Draft::default()
    };
    Article::new(Origin::File("/columns/a.txt".into()), draft)
}

fn operation(number: u32, change: Change) -> Operation {
    Operation {
        id: OperationId(format!("o{number}").into()),
        clock: Clock { millis: 1, counter: number },
        device: "d".into(),
        parent: None,
        undoes: None,
        redoes: None,
        batch: None,
        change,
    }
}

/// A notebook with one mark on `span` of `article`.
fn notebook(article: &Article, span: Span) -> Notebook {
    Notebook::new([operation(
        0,
        Change::Add(Arc::new(Annotation {
            id: AnnotationId("a".into()),
            target: Target::new(article, span),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: None,
            created: Moment(1),
            modified: Moment(1),
        })),
    )])
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn place(notebook: &Notebook, new: &Article, kept: &[&Article]) -> Anchor {
    let text =
        |digest: &Digest| kept.iter().find(|old| old.digest == *digest).map(|old| old.safe_text().clone());
    Anchors::new(new, notebook, text).place(notebook.entries().next().unwrap())
}

/// What is said of `words` of `old` in `new`: "= words", "? why: words" or "gone".
fn said(old: &str, words: &str, new: &str) -> String {
    let (old, new) = (article(old), article(new));
    let notebook = notebook(&old, span(old.text(), words));
    told(place(&notebook, &new, &[&old]), new.text())
}

fn told(anchor: Anchor, text: &str) -> String {
    match anchor {
        Anchor::Found(span) => format!("= {}", span.of(text)),
        Anchor::Review(Review { span, why, .. }) => format!("? {}: {}", why.name(), span.of(text)),
        Anchor::Orphan => "gone".to_owned(),
    }
}

const OLD: &str = "The hall was full by noon, and nobody left before the end. “We counted 40 ballots twice,” said \
    John Moore, who had watched. The clerk did not sign the paper that evening.\n\nOutside a band was playing. It \
    rained on the square until the lamps were lit, and the crowd went home.";

#[test]
fn a_changed_article_is_told_word_by_word() {
    let changed = |old: &str, new: &str| {
        assert!(OLD.contains(old), "{old}");
        OLD.replacen(old, new, 1)
    };
    let quotation = "“We counted 40 ballots twice,”";
    for (words, new, expected) in [
        (quotation, OLD.to_owned(), "= “We counted 40 ballots twice,”"),
        (quotation, changed("The hall", "Corrected at noon. The hall"), "= “We counted 40 ballots twice,”"),
        (
            quotation,
            changed("“We counted 40 ballots twice,”", "\"We counted 40 ballots twice,\""),
            "= \"We counted 40 ballots twice,\"",
        ),
        (quotation, changed("40", "47"), "? changed: “We counted 47 ballots twice,”"),
        (
            quotation,
            changed("We counted", "We never counted"),
            "? changed: “We never counted 40 ballots twice,”",
        ),
        (quotation, changed("ballots", "ballpts"), "= “We counted 40 ballpts twice,”"),
        (quotation, changed("ballots", "envelopes"), "? reworded: “We counted 40 envelopes twice,”"),
        ("said John Moore", changed("John Moore", "James Poole"), "? changed: said James Poole"),
        ("40", changed("40", "47"), "? changed: 47"),
        ("had watched. ", changed("The hall", "A hall"), "= had watched. "),
        ("40", changed("twice", "again"), "= 40"),
        ("The hall was", changed("The hall was", "The hall was not"), "? changed: The hall was"),
        ("said John Moore", changed("watched", "wached"), "= said John Moore"),
        ("did not sign", changed("did not sign", "did sign"), "? changed: did sign"),
        ("Outside a band was playing.", changed("Outside a band was playing. ", ""), "gone"),
        ("lamps", changed("the lamps were lit", "it was dark"), "gone"),
        (quotation, changed("\n\n", " "), "= “We counted 40 ballots twice,”"),
        (quotation, OLD.replace(' ', "\n\n"), "= “We\n\ncounted\n\n40\n\nballots\n\ntwice,”"),
        (quotation, String::new(), "gone"),
    ] {
        assert_eq!(said(OLD, words, &new), expected, "{words} in {new}");
    }
}

#[test]
fn a_sentence_that_was_moved_is_found_and_one_like_it_is_asked_about() {
    let words = "It rained on the square until the lamps were lit, and the crowd went home.";
    let without = OLD.replacen(words, "", 1);
    let moved = format!("{words}\n\n{without}");
    assert_eq!(said(OLD, words, &moved), format!("= {words}"));
    let like = words.replace("square", "market").replace("lit", "out");
    let moved = format!("{like}\n\n{without}");
    assert_eq!(said(OLD, words, &moved), format!("? elsewhere: {like}"));
    assert_eq!(said(OLD, words, &without), "gone");
}

#[test]
fn a_part_of_a_word_stays_that_part() {
    let old = "It was the mayor's turn to speak, and the crowd's to sleep through all of it.";
    let new = old.replace('\'', "’");
    for (words, expected) in
        [("mayor", "= mayor"), ("mayor's turn", "= mayor’s turn"), ("ayor's", "= ayor’s")]
    {
        assert_eq!(said(old, words, &new), expected);
    }
}

#[test]
fn another_article_at_the_same_place_has_none_of_the_notes() {
    let other = "A harbour is no place for speeches. The pilots knew it, and the band on the quay knew it as well, \
        but the mayor spoke for an hour about the price of coal, of rope and of the new lamps that were lit by then. \
        When he was done nobody clapped, and the gulls took the rest of the bread.";
    for words in ["“We counted 40 ballots twice,”", "lamps", "lamps were lit", "The hall was full by noon"]
    {
        assert_eq!(said(OLD, words, other), "gone", "{words}");
    }
}

#[test]
fn without_the_old_text_the_words_must_stand_once_or_in_their_context() {
    for (old, words, new, expected) in [
        ("He lied. She left.", "She left.", "New. He lied. She left.", "= She left."),
        ("a one b", "one", "x one y one", "gone"),
        ("a one b", "one", "a one b, c one d", "= one"),
        ("He lied. She left.", "She left.", "He lied. She stayed.", "gone"),
        (
            "He lied to me. She left.",
            "She left.",
            "Nobody knew. She left. It rained.",
            "? other-context: She left.",
        ),
    ] {
        let (old, new) = (article(old), article(new));
        let notebook = notebook(&old, span(old.text(), words));
        assert_eq!(told(place(&notebook, &new, &[]), new.text()), expected, "{words} in {}", new.text());
    }
}

#[test]
fn what_the_reader_said_holds_in_that_text_and_leads_on_to_the_next() {
    let old = article(OLD);
    let words = span(OLD, "“We counted 40 ballots twice,”");
    let second = article(&OLD.replacen("40", "47", 1));
    let third = article(&second.text().replacen("The hall", "At last the hall", 1));
    let all = [&old, &second, &third];
    let mut notebook = notebook(&old, words);
    let review = place(&notebook, &second, &all).review().unwrap();
    assert_eq!(review.why, Doubt::Changed(Weighty::Number));
    let at = Verdict::At(
        QuoteSelector::new(second.text(), review.span),
        PositionSelector::new(second.text(), review.span),
    );
    let judged = |verdict| Judgement {
        digest: second.digest,
        verdict,
        method: review.why.name().to_owned(),
        score: review.similarity,
    };
    let id = AnnotationId("a".into());
    notebook.extend([operation(1, Change::Reanchor(id.clone(), Box::new(judged(at))))]);
    assert_eq!(place(&notebook, &second, &all), Anchor::Found(review.span));
    assert_eq!(
        told(place(&notebook, &third, &all), third.text()),
        "= “We counted 47 ballots twice,”",
        "by the text that was judged last"
    );
    assert_eq!(place(&notebook, &old, &all), Anchor::Found(words), "the old text has it as before");
    let reversal = notebook.undo("d", |_| true).unwrap();
    assert_eq!(reversal.what, "review of a changed sentence");
    let (undone_one, change) = reversal.steps[0].clone();
    let undone = Operation { undoes: Some(undone_one), ..operation(2, change) };
    notebook.extend([undone]);
    assert_eq!(place(&notebook, &second, &all), Anchor::Review(review), "asked again");
    assert!(place(&notebook, &third, &all).review().is_some(), "what was taken back leads nowhere");
    notebook.extend([operation(3, Change::Reanchor(id, Box::new(judged(Verdict::Nowhere))))]);
    assert_eq!(place(&notebook, &second, &all), Anchor::Orphan);
    assert_eq!(place(&notebook, &old, &all), Anchor::Found(words));
    let redo = notebook.undo("d", |_| true).unwrap();
    let (undone, change) = redo.steps[0].clone();
    notebook.extend([Operation { undoes: Some(undone), ..operation(4, change) }]);
    assert_eq!(place(&notebook, &second, &all), Anchor::Review(review));
}

#[test]
fn the_sentence_is_told_as_it_was_and_as_it_is() {
    let (old, new) = (article(OLD), article(&OLD.replacen("40", "47", 1)));
    let notebook = notebook(&old, span(OLD, "40"));
    let anchors = Anchors::new(&new, &notebook, |_| Some(old.safe_text().clone()));
    let entry = notebook.entries().next().unwrap();
    let both = anchors.comparison(entry, &anchors.place(entry).review().unwrap());
    let whole = |parts: &[Part]| parts.iter().map(|part| part.text.clone()).collect::<String>();
    let sentence = "“We counted 40 ballots twice,” said John Moore, who had watched.";
    assert_eq!(whole(&both.old), sentence);
    assert_eq!(whole(&both.new), sentence.replace("40", "47"));
    let changed: Vec<_> =
        both.new.iter().filter(|part| !part.is_same).map(|part| part.text.as_str()).collect();
    assert_eq!(changed, ["47 "]);
}

#[test]
fn an_article_is_known_by_its_text_its_place_its_address_or_its_likeness() {
    let old = article(OLD);
    let notebook = notebook(&old, span(OLD, "40"));
    let at = |origin: &str, text: &str| {
        let mut new = article(text);
        new.origin = Origin::File(origin.into());
        new
    };
    for (new, is_known) in [
        (at("/columns/a.txt", "Nothing."), true),
        (at("/columns/b.txt", OLD), true),
        (at("/columns/b.txt", &OLD.replacen("until the lamps", "till the lamps", 1)), true),
        (at("/columns/b.txt", "Nothing."), false),
        (at("/columns/b.txt", Span::new(0, 80).of(OLD)), false),
    ] {
        let anchors = Anchors::new(&new, &notebook, |_| Some(old.safe_text().clone()));
        let entry = notebook.entries().next().unwrap();
        assert_eq!(anchors.concerns(&entry.annotation.target), is_known, "{}", new.text());
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => "[a-c]{1,3}",
        3 => prop::sample::select(vec![" ", ". ", "\n\n", "“", "”", "'", "’t ", "5", "é", "e\u{301}", "不", "—", "\u{ad}", "👍🏽", "ﬁ"])
            .prop_map(str::to_owned),
        1 => "\\PC",
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

fn at_home(notebook: &Notebook, old: &Article) -> Anchor {
    place(notebook, old, &[])
}

proptest! {
    #[test]
    fn any_text_against_any_other(old in any_text(), new in any_text(), cut in (0usize..200, 0usize..40)) {
        let (old, new) = (article(&old), article(&new));
        let start = crate::span::floor_boundary(old.text(), cut.0);
        let words = Span::new(start, crate::span::ceil_boundary(old.text(), start + cut.1));
        let notebook = notebook(&old, words);
        for kept in [vec![], vec![&old]] {
            let anchor = place(&notebook, &new, &kept);
            let place = anchor.span().or(anchor.review().map(|review| review.span));
            if let Some(place) = place {
                prop_assert!(new.text().get(place.start..place.end).is_some_and(|words| !words.is_empty() || words.is_empty() && old.digest == new.digest));
            }
            if !words.is_empty() || old.digest == new.digest {
                let back = at_home(&notebook, &old);
                prop_assert_eq!(back, Anchor::Found(words), "put back");
            }
        }
    }
}
