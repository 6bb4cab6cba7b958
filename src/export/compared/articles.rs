//! Two articles side by side.
//!
//! An object has `what` first. That of an `article`: `side` (`a` or `b`), `id`, `title`, `origin`, `quotations`, `direct`,
//! `mixed`, `indirect` and `words` (all in quotations). That of a `speaker`: `name` (null for the unknown), `a` and `b`
//! (null where the article does not quote them), each with `quotations`, `direct`, `mixed`, `indirect`, `words` and `share`
//! (of all quoted words, from 0 to 1). That of a `quotation`: `verdict` (`verbatim`, `cut-short` or `altered`), `cut` (the
//! side that has less, or null), `same_speaker` (null where that cannot be told), `critical` (the kind of word that is
//! another: `number`, `negation` or `name`), `difference`, `a` and `b`, each with `id`, `start`, `end` (code points of the
//! article's text), `speaker` and `words`.

use serde_json::{Value, json};

use super::{NAMES, percent};
use crate::comparison::{Comparison, Counts, Said, Shared, Verdict, Voice};
use crate::export::columns::{folded, left, right, shortened, width, wrapped};
use crate::export::json_text::shown;
use crate::export::markdown_text::{document, inline};
use crate::export::shelf_list::short;
use crate::export::{Paint, UNKNOWN, counted, ended};
use crate::span::CodePoints;

/// One of the two articles.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// What it is opened by.
    pub origin: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Two articles with what was found of both.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// The articles.
    pub articles: [Side<'a>; 2],
    /// What was found.
    pub found: &'a Comparison,
}

/// From so many cells on the figures stand in columns.
const WIDE: usize = 76;
/// The cells of one article's figures: quotations, those only reported, words, share.
const FIGURES: usize = 28;
const INDENT: usize = 2;

/// The parts of the voices, by the articles that quote them; `None` for what nobody is known to have said, which need not
/// be the same voice in both.
const PARTS: [(&str, Option<[bool; 2]>); 4] = [
    ("both quote", Some([true, true])),
    ("only A quotes", Some([true, false])),
    ("only B quotes", Some([false, true])),
    ("nobody who is known", None),
];

impl Sides<'_> {
    /// At most `columns` cells wide: both articles, whom both quote, whom one quotes, and the quotations that both have.
    pub fn table(&self, columns: usize, paint: Paint) -> String {
        let mut lines = Vec::new();
        for (name, (side, all)) in NAMES.iter().zip(self.articles.iter().zip(self.found.all)) {
            let title = format!("{name} {} {}", short(side.id), about(side));
            lines.extend(wrapped(&title, columns).into_iter().map(|line| paint.bold(&line)));
            lines.extend(
                wrapped(&sum(all), columns.saturating_sub(2).max(1))
                    .into_iter()
                    .map(|line| format!("  {line}")),
            );
        }
        let is_wide = columns >= WIDE;
        let longest = self.found.voices.iter().map(|voice| width(&named(voice))).max().unwrap_or(0);
        let room = columns.saturating_sub(2 * FIGURES).min(longest + INDENT);
        if is_wide && !self.found.voices.is_empty() {
            lines.push(String::new());
            lines.push(paint.faint(&head(room)));
        }
        for (name, part) in PARTS {
            let own: Vec<&Voice> = self.found.voices.iter().filter(|voice| is_in(voice, part)).collect();
            if own.is_empty() {
                continue;
            }
            if !is_wide {
                lines.push(String::new());
            }
            lines.push(paint.bold(&shortened(name, columns)));
            lines.extend(
                own.into_iter()
                    .flat_map(|voice| if is_wide { vec![row(voice, room)] } else { block(voice, columns) }),
            );
        }
        lines.push(String::new());
        lines.push(paint.bold(&shortened(&self.shared_sum(), columns)));
        for shared in &self.found.shared {
            let room = columns.saturating_sub(INDENT).max(1);
            let indent = " ".repeat(INDENT.min(columns.saturating_sub(1)));
            let words = wrapped(&shared.difference, room).into_iter().map(|line| format!("{indent}{line}"));
            lines.extend(wrapped(&told(shared), columns));
            lines.extend(words);
        }
        ended(lines)
    }

    /// The same as Markdown.
    pub fn markdown(&self) -> String {
        let mut parts = Vec::new();
        for (name, (side, all)) in NAMES.iter().zip(self.articles.iter().zip(self.found.all)) {
            parts.push(format!("**{name}** {}: {}", inline(&about(side)), inline(&sum(all))));
        }
        let figures = |counts: Option<Counts>| match counts {
            Some(it) => format!("{} | {} | {} | {}", it.quoted(), it.indirect, it.words, percent(it.share)),
            None => "– | – | – | –".to_owned(),
        };
        if !self.found.voices.is_empty() {
            let mut table = vec![
                "| Speaker | A quoted | reported | words | share | B quoted | reported | words | share |"
                    .to_owned(),
                "| --- | --: | --: | --: | --: | --: | --: | --: | --: |".to_owned(),
            ];
            table.extend(self.found.voices.iter().map(|voice| {
                let name = inline(voice.name.as_deref().unwrap_or(UNKNOWN));
                format!("| {name} | {} | {} |", figures(voice.counts[0]), figures(voice.counts[1]))
            }));
            parts.push(table.join("\n"));
        }
        parts.push(inline(&self.shared_sum()));
        for shared in &self.found.shared {
            parts.push(format!("{}:\n\n> {}", inline(&told(shared)), inline(&shared.difference)));
        }
        document(&parts)
    }

    /// One object a line: the articles, the voices, the quotations that both have.
    pub fn jsonl(&self) -> String {
        let points = self.articles.map(|side| CodePoints::new(side.text));
        let articles = ["a", "b"].into_iter().zip(self.articles.iter().zip(self.found.all)).map(|(name, (side, all))| {
            json!({"what": "article", "side": name, "id": side.id, "title": side.title, "origin": side.origin,
                "quotations": all.quotations(), "direct": all.direct, "mixed": all.mixed, "indirect": all.indirect,
                "words": all.words})
        });
        let voices = self.found.voices.iter().map(|voice| {
            json!({"what": "speaker", "name": voice.name, "a": voice.counts[0].map(figures), "b": voice.counts[1].map(figures)})
        });
        let said = |side: usize, said: &Said| {
            json!({"id": format!("q{}", said.index + 1), "start": points[side].at(said.span.start),
                "end": points[side].at(said.span.end), "speaker": said.speaker, "words": said.words})
        };
        let shared = self.found.shared.iter().map(|shared| {
            let [a, b] = &shared.sides;
            json!({"what": "quotation", "verdict": shared.verdict.name(), "cut": cut(shared.verdict),
                "same_speaker": shared.is_same_speaker,
                "critical": shared.weighty.map(crate::annotation::anchor::Weighty::name),
                "difference": shared.difference, "a": said(0, a), "b": said(1, b)})
        });
        ended(articles.chain(voices).chain(shared).map(|object| shown(object.to_string())))
    }

    /// "3 quotations in both: 1 verbatim, 2 altered".
    fn shared_sum(&self) -> String {
        let shared = &self.found.shared;
        let kinds = [("verbatim", "verbatim"), ("cut-short", "cut short"), ("altered", "altered")];
        let counts =
            kinds.map(|(name, told)| (shared.iter().filter(|it| it.verdict.name() == name).count(), told));
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, told)| format!("{count} {told}")).collect();
        match shared.len() {
            0 => "no quotation in both".to_owned(),
            count => format!("{} in both: {}", counted(count, "quotation"), counts.join(", ")),
        }
    }
}

fn about(side: &Side<'_>) -> String {
    let about = [Some(side.title), side.byline].into_iter().flatten().map(folded);
    about.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn sum(all: Counts) -> String {
    let kinds = [(all.direct, "direct"), (all.mixed, "mixed"), (all.indirect, "indirect")];
    let kinds: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    match all.quotations() {
        0 => "no quotations".to_owned(),
        count => {
            let (count, words) = (counted(count, "quotation"), counted(all.words, "word"));
            format!("{count} ({}), {words}", kinds.join(", "))
        }
    }
}

fn is_in(voice: &Voice, part: Option<[bool; 2]>) -> bool {
    let sides = [voice.counts[0].is_some(), voice.counts[1].is_some()];
    voice.name.as_ref().map(|_| sides) == part
}

fn named(voice: &Voice) -> String {
    voice.name.as_deref().map_or_else(|| UNKNOWN.to_owned(), folded)
}

/// The names of the columns, behind a name of so many cells.
fn head(name: usize) -> String {
    let side = |name: &str| {
        let quoted = format!("{name} quoted");
        [right(&quoted, 9), right("rep.", 6), right("words", 7), right("share", 6)].concat()
    };
    format!("{}{}{}", left("", name), side(NAMES[0]), side(NAMES[1]))
}

/// A voice in one line, its name in so many cells.
fn row(voice: &Voice, room: usize) -> String {
    let figures: String = voice.counts.iter().map(|counts| cells(*counts)).collect();
    let name = format!("  {}", shortened(&named(voice), room.saturating_sub(INDENT)));
    format!("{}{figures}", left(&name, room))
}

/// A voice where there is no room for columns.
fn block(voice: &Voice, columns: usize) -> Vec<String> {
    let mut lines = wrapped(&named(voice), columns);
    let told = NAMES.iter().zip(voice.counts).filter_map(|(name, counts)| Some((name, counts?)));
    lines.extend(told.flat_map(|(name, it)| {
        let words = format!("{name}: {}, {}", sum(it), percent(it.share));
        let words = wrapped(&words, columns.saturating_sub(INDENT).max(1));
        words.into_iter().map(|line| format!("  {line}")).collect::<Vec<_>>()
    }));
    lines
}

fn cells(counts: Option<Counts>) -> String {
    let Some(it) = counts else { return " ".repeat(FIGURES) };
    format!(
        "{}{}{}{}",
        right(&it.quoted().to_string(), 9),
        right(&it.indirect.to_string(), 6),
        right(&it.words.to_string(), 7),
        right(&percent(it.share), 6)
    )
}

/// "altered (number): Ada Moore; in B said by Thomas Lee".
fn told(shared: &Shared) -> String {
    let verdict = match shared.verdict {
        Verdict::Verbatim => "verbatim",
        Verdict::CutInFirst => "cut short in A",
        Verdict::CutInSecond => "cut short in B",
        Verdict::Altered => "altered",
    };
    let critical = shared.weighty.map(|kind| format!(" ({})", kind.name())).unwrap_or_default();
    let not = if shared.leaves_out_negation { ", without a “not” before it" } else { "" };
    let speaker = |said: &Said| said.speaker.as_deref().map_or_else(|| UNKNOWN.to_owned(), folded);
    let [a, b] = &shared.sides;
    let who = if a.speaker == b.speaker || shared.is_same_speaker == Some(true) {
        speaker(a)
    } else {
        format!("{}, in B {}", speaker(a), speaker(b))
    };
    format!("{verdict}{critical}{not}: {who}")
}

fn figures(it: Counts) -> Value {
    let share = (it.share * 10_000.0).round() / 10_000.0;
    json!({"quotations": it.quotations(), "direct": it.direct, "mixed": it.mixed, "indirect": it.indirect,
        "words": it.words, "share": share})
}

fn cut(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::CutInFirst => Some("a"),
        Verdict::CutInSecond => Some("b"),
        Verdict::Verbatim | Verdict::Altered => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::anchor::Weighty;
    use crate::span::Span;

    fn counts(direct: usize, indirect: usize, words: usize, share: f64) -> Counts {
        Counts { direct, mixed: 0, indirect, words, share }
    }

    fn found() -> Comparison {
        let voice = |name: &str, counts| Voice { name: Some(name.to_owned()), counts };
        let said = |speaker: &str, words: &str| Said {
            index: 0,
            span: Span::new(0, 4),
            words: words.to_owned(),
            speaker: Some(speaker.to_owned()),
        };
        let shared = Shared {
            sides: [said("Ada Moore", "“We paid forty.”"), said("Lee", "“We paid fifty.”")],
            verdict: Verdict::Altered,
            is_same_speaker: Some(false),
            weighty: Some(Weighty::Number),
            leaves_out_negation: false,
            difference: "We paid [-forty-] {+fifty+}".to_owned(),
        };
        Comparison {
            all: [counts(3, 1, 40, 1.0), counts(1, 0, 3, 1.0)],
            voices: vec![
                voice("Ada Moore", [Some(counts(2, 1, 30, 0.75)), Some(counts(1, 0, 3, 1.0))]),
                voice("Ann | Hill", [Some(counts(1, 0, 10, 0.25)), None]),
                Voice { name: None, counts: [Some(counts(1, 0, 2, 0.0)), Some(counts(1, 0, 1, 0.0))] },
            ],
            shared: vec![shared],
        }
    }

    fn side(title: &str) -> Side<'_> {
        Side {
            id: "3f9a12345678", title, byline: Some("Jane Doe"), origin: "a.md", text: "“We paid forty.”"
        }
    }

    #[test]
    fn both_are_told_at_any_width() {
        let found = found();
        let sides = Sides { articles: [side("One"), side("Two")], found: &found };
        let wide = sides.table(80, Paint::default());
        for expected in [
            "A 3f9a1234 One, Jane Doe\n  4 quotations (3 direct, 1 indirect), 40 words\n",
            "both quote\n  Ada Moore          2     1     30   75%        1     0      3  100%\n",
            "only A quotes\n  Ann | Hill         1     0     10   25%\n",
            "nobody who is known\n  unknown            1     0      2    0%        1     0      1    0%\n",
            "1 quotation in both: 1 altered\naltered (number): Ada Moore, in B Lee\n  We paid [-forty-] {+fifty+}\n",
        ] {
            assert!(wide.contains(expected), "{expected}\n{wide}");
        }
        let narrow = sides.table(40, Paint::default());
        assert!(
            narrow.contains("Ada Moore\n  A: 3 quotations (2 direct, 1\n  indirect), 30 words, 75%\n"),
            "{narrow}"
        );
        for columns in 12..100 {
            for line in sides.table(columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
        let markdown = sides.markdown();
        assert!(markdown.contains("| Ann \\| Hill | 1 | 0 | 10 | 25% | – | – | – | – |\n"), "{markdown}");
        let objects: Vec<Value> =
            sides.jsonl().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let what: Vec<&str> = objects.iter().filter_map(|object| object["what"].as_str()).collect();
        assert_eq!(what, ["article", "article", "speaker", "speaker", "speaker", "quotation"]);
        assert_eq!((&objects[3]["b"], &objects[5]["critical"]), (&Value::Null, &"number".into()));
        assert_eq!((&objects[5]["a"]["end"], &objects[2]["a"]["share"]), (&2.into(), &0.75.into()));
    }
}
