use super::*;
use crate::article::{Draft, Origin, SafeText};
use crate::attribution::analyze;
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;

fn told(old: &str, new: &str) -> String {
    let article = |text: &str| {
        let draft = Draft { text: SafeText::new(text), ..Draft::default() };
        Article::new(Origin::Bundled("x".to_owned()), with_blocks(draft))
    };
    let (old, new) = (article(old), article(new));
    let (before, after) = (analyze(&old, Lexicon::bundled()), analyze(&new, Lexicon::bundled()));
    let found =
        changes(Version { article: &old, analysis: &before }, Version { article: &new, analysis: &after });
    let line = |change: &Change| {
        let speakers = change.speakers().map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{} {}{speakers}: {}\n", change.subject.name(), change.kind.name(), change.told())
    };
    found.iter().map(line).collect()
}

const OLD: &str = "The council met on Monday. “We will keep the ferry running until May,” said Edna Marsh. \
    Nobody came to the second meeting, which was held at night.\n\n“It costs too much,” said Tom Reed.\n";

#[test]
fn nothing_has_changed() {
    assert_eq!(told(OLD, OLD), "");
    assert_eq!(told(OLD, &OLD.replace(['“', '”'], "\"")), "", "marks are no words");
}

#[test]
fn words_of_a_quotation_are_told_once() {
    let altered =
        "quotation altered (Edna Marsh): “We will keep the ferry running until [-May,”-]{+June,”+}\n";
    let june = OLD.replace("until May", "until June");
    assert_eq!(told(OLD, &june), altered);
    // What has changed beside them is told too.
    let found = told(OLD, &june.replace("said Edna", "shouted Edna"));
    assert!(found.starts_with(altered) && found.contains("sentence altered: "), "{found}");
    // A quotation of several sentences is told as one.
    let (two, one) = ("“It costs too much. It rusts. Sell it,”", "“It costs too much. Sell it now,”");
    let found = told(&OLD.replace("“It costs too much,”", two), &OLD.replace("“It costs too much,”", one));
    let altered = "quotation altered (Tom Reed): “It costs too much. [-It rusts.-] Sell it {+now,”+}\n";
    assert_eq!(found, altered);
}

#[test]
fn words_stand_where_they_were_cut() {
    for (old, new, told) in [
        ("one two three four", "one four", "one [-two three-] four"),
        ("one four", "one two three four", "one {+two three+} four"),
        ("one two three four", "three four five", "[-one two-] three four {+five+}"),
        ("a b c d e", "a c x e", "a [-b-] c [-d-]{+x+} e"),
    ] {
        let words: String = laid_over(old, new).into_iter().map(|(words, _)| words).collect();
        assert_eq!(words, told);
    }
}

#[test]
fn the_same_words_from_somebody_else() {
    let found = told(OLD, &OLD.replace("Tom Reed", "Ann Hill"));
    assert!(found.starts_with("quotation other-speaker (Ann Hill, before: Tom Reed): "), "{found}");
}

#[test]
fn what_is_cut_and_what_is_added() {
    let cut = OLD.replace("Nobody came to the second meeting, which was held at night.", "");
    assert_eq!(
        told(OLD, &cut),
        "sentence cut: Nobody came to the second meeting, which was held at night.\n"
    );
    assert_eq!(
        told(&cut, OLD),
        "sentence added: Nobody came to the second meeting, which was held at night.\n"
    );
}

#[test]
fn a_change_seen_from_the_earlier_version_is_the_other_way_round() {
    let side = |words: &str| Some(Side { span: Span::new(0, 3), words: words.to_owned(), speaker: None });
    for (kind, old, new, expected, told) in [
        (Kind::Added, None, Some("Yes."), Kind::Cut, "Yes."),
        (Kind::Cut, Some("Yes."), None, Kind::Added, "Yes."),
        (Kind::Altered, Some("in May."), Some("in June."), Kind::Altered, "in [-June.-]{+May.+}"),
    ] {
        let (old, new) = (old.and_then(side), new.and_then(side));
        let change = Change { subject: Subject::Sentence, kind, old, new, place: 7 };
        let turned = change.clone().turned();
        assert_eq!((turned.kind, turned.told().as_str(), turned.place), (expected, told, 7));
        assert_eq!(turned.turned(), change);
    }
}
