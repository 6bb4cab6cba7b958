//! The reader's corrections as JSON lines: one object a line, whose fields always stand, in this order.
//!
//! | field | what it holds |
//! |---|---|
//! | `id` | the correction's name, a UUID |
//! | `kind` | `said-by`, `not-speech`, `joined`, `parted`, `renamed`, `role` or `means` |
//! | `name` | who: the speaker, the name that stays, the new name; null for nobody known |
//! | `was` | what held before: the speaker, the name that was given up, the old name, the old role; or null |
//! | `role` | what the speaker is, for `role` |
//! | `mention` | the words that mean the speaker, for `means` |
//! | `quotation`, `prefix`, `suffix` | the words that it is about, and up to 64 characters on either side |
//! | `state` | `found`; `review` where the article has changed the words, or `orphan` where they have no place in it any more: those are kept, and not applied |
//! | `start`, `end` | where the words stand, or what stands in their place, in code points of the text, end exclusive; null for an orphan |
//! | `made_start`, `made_end` | where they stood in the text that was corrected |
//! | `title`, `byline`, `publication`, `date`, `url` | what the article said about itself, or null |
//! | `origin` | where the article came from: a path, `sayso:name`, `-` |
//! | `digest` | the SHA-256 of the text that was corrected |
//! | `created` | RFC 3339, UTC, to the millisecond; of two that contradict each other the later holds |

use serde::Serialize;

use super::ended;
use super::json_text::shown;
use crate::annotation::anchor::Anchor;
use crate::annotation::{Correction, Entry, Moment};
use crate::article::SafeText;
use crate::span::CodePoints;

/// A correction with its place.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    entry: &'a Entry,
    anchor: Anchor,
    place: Option<(usize, usize)>,
}

impl<'a> Placed<'a> {
    /// The correction of `entry`, whose words are at `anchor` in an article with this `text`.
    pub fn new(entry: &'a Entry, anchor: Anchor, text: &str) -> Self {
        let span = anchor.span().or(anchor.review().map(|review| review.span));
        let place = span.map(|span| {
            let at = CodePoints::new(text);
            (at.at(span.start), at.at(span.end))
        });
        Self { entry, anchor, place }
    }

    /// The correction of `entry` where there is no text to look for its words in.
    pub fn orphan(entry: &'a Entry) -> Self {
        Self { entry, anchor: Anchor::Orphan, place: None }
    }

    /// Whether its words have no place in the text.
    pub fn is_orphan(&self) -> bool {
        self.anchor == Anchor::Orphan
    }
}

/// The lines, each with its line end. An entry that corrects nothing has none.
pub fn lines(all: &[Placed<'_>]) -> String {
    let lines = all.iter().filter_map(Line::new);
    ended(lines.map(|line| shown(serde_json::to_string(&line).unwrap_or_default())))
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    kind: &'static str,
    name: Option<&'a str>,
    was: Option<&'a str>,
    role: Option<&'a str>,
    mention: Option<&'a str>,
    quotation: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    state: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    made_start: usize,
    made_end: usize,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    publication: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    origin: &'a str,
    digest: String,
    created: String,
}

impl<'a> Line<'a> {
    fn new(placed: &'a Placed<'_>) -> Option<Self> {
        let annotation = &placed.entry.annotation;
        let what = What::new(annotation.correction.as_ref()?);
        let target = &annotation.target;
        let about = &target.metadata;
        Some(Self {
            id: annotation.id.0.to_string(),
            kind: what.kind,
            name: what.name,
            was: what.was,
            role: what.role,
            mention: what.mention,
            quotation: &target.quote.exact,
            prefix: &target.quote.prefix,
            suffix: &target.quote.suffix,
            state: match placed.anchor {
                Anchor::Found(_) => "found",
                Anchor::Review(_) => "review",
                Anchor::Orphan => "orphan",
            },
            start: placed.place.map(|(start, _)| start),
            end: placed.place.map(|(_, end)| end),
            made_start: target.position.start,
            made_end: target.position.end,
            title: text(about.title.as_ref()),
            byline: text(about.byline.as_ref()),
            publication: text(about.publication.as_ref()),
            date: text(about.date.as_ref()),
            url: text(about.url.as_ref()),
            origin: &target.origin,
            digest: target.digest.to_string(),
            created: to_the_millisecond(annotation.created),
        })
    }
}

/// What a correction says, in words: "You: said by James Comey, not by nobody known".
pub(super) fn told(correction: &Correction) -> String {
    let known = |name: &Option<SafeText>| name.as_ref().map_or("nobody known", SafeText::as_str).to_owned();
    let said = match correction {
        Correction::SaidBy { name, was } => format!("said by {}, not by {}", known(name), known(was)),
        Correction::NotSpeech { was } => {
            format!("nobody says this; it was taken for words of {}", known(was))
        }
        Correction::Joined { other, name } => format!("{other} is {name}"),
        Correction::Parted { alias, was } => format!("“{alias}” is not {was}"),
        Correction::Renamed { name, was } => format!("{was} is shown as {name}"),
        Correction::Role { name, role: Some(role), .. } => format!("{name} is {role}"),
        Correction::Role { name, role: None, .. } => format!("{name} has no role"),
        Correction::Means { words, name } => format!("“{words}” is {name}"),
    };
    format!("You corrected: {said}.")
}

/// What a correction says, by the names of its fields.
#[derive(Default, Serialize)]
pub(super) struct What<'a> {
    pub(super) kind: &'static str,
    pub(super) name: Option<&'a str>,
    pub(super) was: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) mention: Option<&'a str>,
}

impl<'a> What<'a> {
    pub(super) fn new(correction: &'a Correction) -> Self {
        match correction {
            Correction::SaidBy { name, was } => {
                Self::named("said-by", text(name.as_ref()), text(was.as_ref()))
            }
            Correction::NotSpeech { was } => Self::named("not-speech", None, text(was.as_ref())),
            Correction::Joined { other, name } => Self::named("joined", Some(name), Some(other)),
            Correction::Parted { alias, was } => Self::named("parted", Some(alias), Some(was)),
            Correction::Renamed { name, was } => Self::named("renamed", Some(name), Some(was)),
            Correction::Role { name, role, was } => {
                Self { role: text(role.as_ref()), ..Self::named("role", Some(name), text(was.as_ref())) }
            }
            Correction::Means { words, name } => {
                Self { mention: Some(words), ..Self::named("means", Some(name), None) }
            }
        }
    }

    fn named(kind: &'static str, name: Option<&'a str>, was: Option<&'a str>) -> Self {
        Self { kind, name, was, ..Self::default() }
    }
}

fn text(field: Option<&SafeText>) -> Option<&str> {
    field.map(SafeText::as_str)
}

fn to_the_millisecond(moment: Moment) -> String {
    jiff::Timestamp::from_millisecond(moment.0).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::annotation::sample::correction as any_correction;
    use crate::annotation::{PositionSelector, QuoteSelector, Target};
    use crate::article::Article;
    use crate::export::noted::tests::{anchor, entry};
    use crate::export::sample;

    const TEXT: &str = "𝔸 “One two,” said A. “One two,” said B. Nothing.";

    fn placed<'a>(entry: &'a Entry, article: &Article) -> Placed<'a> {
        Placed::new(entry, anchor(entry, article), article.text())
    }

    fn article() -> Article {
        sample::article("T", &[TEXT])
    }

    /// What another program can make of a line: the correction, its words and when it was made.
    fn read(line: &str) -> (Correction, QuoteSelector, PositionSelector, Moment) {
        let value: Value = serde_json::from_str(line).unwrap();
        let maybe = |field: &str| value[field].as_str().map(SafeText::new);
        let some = |field: &str| maybe(field).unwrap();
        let number = |field: &str| usize::try_from(value[field].as_u64().unwrap()).unwrap();
        let correction = match value["kind"].as_str().unwrap() {
            "said-by" => Correction::SaidBy { name: maybe("name"), was: maybe("was") },
            "not-speech" => Correction::NotSpeech { was: maybe("was") },
            "joined" => Correction::Joined { other: some("was"), name: some("name") },
            "parted" => Correction::Parted { alias: some("name"), was: some("was") },
            "renamed" => Correction::Renamed { name: some("name"), was: some("was") },
            "role" => Correction::Role { name: some("name"), role: maybe("role"), was: maybe("was") },
            "means" => Correction::Means { words: some("mention"), name: some("name") },
            other => panic!("{other}"),
        };
        let quote =
            QuoteSelector { exact: some("quotation"), prefix: some("prefix"), suffix: some("suffix") };
        let position = PositionSelector { start: number("made_start"), end: number("made_end") };
        let created: jiff::Timestamp = value["created"].as_str().unwrap().parse().unwrap();
        (correction, quote, position, Moment(created.as_millisecond()))
    }

    fn name() -> impl Strategy<Value = SafeText> {
        "\\PC{0,12}(\n|\"|\\\\|\u{202e}|’)?\\PC{0,6}".prop_map(|name| SafeText::new(&name))
    }

    proptest! {
        #[test]
        fn whoever_reads_a_line_has_the_correction(
            correction in any_correction(name),
            words in prop::sample::select(vec!["“One two,”", "Nothing.", "𝔸"]),
            millis in 0..4_102_444_800_000i64,
        ) {
            let article = article();
            let mut entry = entry(&article, words, None, &[]);
            let annotation = Arc::make_mut(&mut entry.annotation);
            annotation.correction = Some(correction.clone());
            annotation.created = Moment(millis);
            let line = lines(&[placed(&entry, &article)]);
            prop_assert_eq!(line.lines().count(), 1);
            let Target { quote, position, .. } = entry.annotation.target.clone();
            prop_assert_eq!(read(&line), (correction, quote, position, Moment(millis)));
        }
    }

    #[test]
    fn a_line_says_where_the_words_are_or_that_they_are_gone() {
        let article = article();
        let mut entry = entry(&article, "“One two,” said B", None, &[]);
        assert_eq!(lines(&[placed(&entry, &article)]), "", "a note is no correction");
        Arc::make_mut(&mut entry.annotation).correction =
            Some(Correction::NotSpeech { was: Some(SafeText::new("B")) });
        let changed = sample::article("T", &["New. “One two,” said B."]);
        let gone = sample::article("T", &["Nothing."]);
        for (article, state, place) in [
            (Some(&article), "found", (21.into(), 38.into())),
            (Some(&changed), "review", (5.into(), 22.into())),
            (Some(&gone), "orphan", (Value::Null, Value::Null)),
            (None, "orphan", (Value::Null, Value::Null)),
        ] {
            let placed = article.map_or_else(|| Placed::orphan(&entry), |article| placed(&entry, article));
            let line: Value = serde_json::from_str(&lines(&[placed])).unwrap();
            assert_eq!(
                (&line["state"], &line["was"], &line["name"]),
                (&state.into(), &"B".into(), &Value::Null)
            );
            assert_eq!((line["start"].clone(), line["end"].clone()), place);
            assert_eq!((&line["made_start"], &line["title"]), (&21.into(), &"T".into()));
        }
    }
}
