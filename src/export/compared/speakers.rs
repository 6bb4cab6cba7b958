//! Two speakers side by side, over all articles of a library.
//!
//! An object has `what` first. That of a `speaker`: `side` (`a` or `b`), `name`, `names` (the other ones), `quotations`,
//! `direct`, `mixed`, `indirect`, `words`, `articles`, `first` and `last` (dates). That of an `article` that quotes both:
//! `id`, `title`, `date`, `a` and `b` (each with `quotations` and `words`) and `first` (the side that is quoted first).

use serde_json::json;

use crate::article::day;
use crate::export::columns::{folded, left, shortened, wrapped};
use crate::export::json_text::shown;
use crate::export::markdown_text::{document, inline};
use crate::export::shelf_list::short;
use crate::export::{Paint, counted, ended};

/// Two speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Two<'a> {
    /// What each says in all.
    pub sums: [Sum<'a>; 2],
    /// The articles that quote both, by date.
    pub both: Vec<Both<'a>>,
}

/// What one speaker says in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum<'a> {
    /// The fullest name.
    pub name: &'a str,
    /// The other names.
    pub names: Vec<&'a str>,
    /// Quotations that are direct, mixed and indirect.
    pub kinds: [usize; 3],
    /// Words in all of them.
    pub words: usize,
    /// How many articles have some.
    pub articles: usize,
    /// The first and the last date of these.
    pub dates: Option<(&'a str, &'a str)>,
}

/// An article that quotes both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both<'a> {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: &'a str,
    /// When it was published.
    pub date: Option<&'a str>,
    /// The quotations of each.
    pub quotations: [usize; 2],
    /// Their words.
    pub words: [usize; 2],
    /// Which of the two is quoted first.
    pub first: usize,
}

/// The cells of what a row is about.
const LABEL: usize = 12;
const INDENT: usize = 2;

impl Two<'_> {
    /// At most `columns` cells wide: figures side by side, and the articles that quote both.
    pub fn table(&self, columns: usize, paint: Paint) -> String {
        let label = LABEL.min(columns / 3);
        let cell = (columns.saturating_sub(label) / 2).max(1);
        let row = |name: &str, cells: [&str; 2]| {
            let [a, b] = cells.map(|words| left(&shortened(words, cell.saturating_sub(1).max(1)), cell));
            format!("{}{a}{b}", left(&shortened(name, label.saturating_sub(1)), label))
        };
        let [a, b] = &self.sums;
        let mut lines = vec![paint.bold(row("", [a.name, b.name]).trim_end())];
        for (name, cells) in self.rows() {
            lines.push(row(name, [&cells[0], &cells[1]]));
        }
        lines.push(String::new());
        lines.extend(wrapped(&self.shared(), columns.max(1)).iter().map(|line| paint.bold(line)));
        for both in &self.both {
            let about = format!("{} {}", short(&both.id), both.about());
            lines.push(paint.faint(&shortened(&about, columns)));
            let told = wrapped(&self.told(both), columns.saturating_sub(INDENT).max(1));
            let indent = " ".repeat(INDENT.min(columns.saturating_sub(1)));
            lines.extend(told.into_iter().map(|line| format!("{indent}{line}")));
        }
        ended(lines)
    }

    /// The same as Markdown.
    pub fn markdown(&self) -> String {
        let cell = inline;
        let [a, b] = &self.sums;
        let mut table =
            vec![format!("| | {} | {} |", cell(a.name), cell(b.name)), "| --- | --: | --: |".to_owned()];
        table.extend(
            self.rows().into_iter().map(|(name, [a, b])| format!("| {name} | {} | {} |", cell(&a), cell(&b))),
        );
        let mut parts = vec![table.join("\n"), inline(&self.shared())];
        let article = |both: &Both<'_>| format!("- {}: {}", inline(&both.about()), inline(&self.told(both)));
        parts.push(self.both.iter().map(article).collect::<Vec<_>>().join("\n"));
        document(&parts)
    }

    /// One object a line: the speakers, then the articles that quote both.
    pub fn jsonl(&self) -> String {
        let speakers = ["a", "b"].into_iter().zip(&self.sums).map(|(side, sum)| {
            let [direct, mixed, indirect] = sum.kinds;
            json!({"what": "speaker", "side": side, "name": sum.name, "names": sum.names,
                "quotations": sum.quotations(), "direct": direct, "mixed": mixed, "indirect": indirect,
                "words": sum.words, "articles": sum.articles, "first": sum.dates.map(|dates| dates.0),
                "last": sum.dates.map(|dates| dates.1)})
        });
        let articles = self.both.iter().map(|both| {
            let side = |at: usize| json!({"quotations": both.quotations[at], "words": both.words[at]});
            let first = if both.first == 0 { "a" } else { "b" };
            json!({"what": "article", "id": both.id, "title": both.title, "date": both.date, "a": side(0), "b": side(1),
                "first": first})
        });
        ended(speakers.chain(articles).map(|object| shown(object.to_string())))
    }

    fn rows(&self) -> Vec<(&'static str, [String; 2])> {
        let row =
            |name, cell: &dyn Fn(&Sum<'_>) -> String| (name, [cell(&self.sums[0]), cell(&self.sums[1])]);
        let date =
            |at: fn((&str, &str)) -> String| move |sum: &Sum<'_>| sum.dates.map(at).unwrap_or_default();
        let rows = vec![
            row("also called", &|sum| sum.names.join(", ")),
            row("quotations", &|sum| sum.quotations().to_string()),
            row("direct", &|sum| sum.kinds[0].to_string()),
            row("mixed", &|sum| sum.kinds[1].to_string()),
            row("indirect", &|sum| sum.kinds[2].to_string()),
            row("words", &|sum| sum.words.to_string()),
            row("articles", &|sum| sum.articles.to_string()),
            row("first", &date(|dates| day(dates.0).to_owned())),
            row("last", &date(|dates| day(dates.1).to_owned())),
        ];
        rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
    }

    /// "3 articles quote both; Ada Moore is quoted first in 2 of them".
    fn shared(&self) -> String {
        let [a, b] = &self.sums;
        let first = self.both.iter().filter(|both| both.first == 0).count();
        match self.both.len() {
            0 => "no article quotes both".to_owned(),
            1 => {
                format!("1 article quotes both; {} is quoted first", if first == 1 { a.name } else { b.name })
            }
            count if first == count => {
                format!("{count} articles quote both; {} is quoted first in all", a.name)
            }
            count if first == 0 => format!("{count} articles quote both; {} is quoted first in all", b.name),
            count => {
                let (a, b, second) = (a.name, b.name, count - first);
                format!("{count} articles quote both; {a} is quoted first in {first}, {b} in {second}")
            }
        }
    }

    /// "Ada Moore 3 (45 words), Thomas Lee 2 (20 words); Ada Moore first".
    fn told(&self, both: &Both<'_>) -> String {
        let side = |at: usize| {
            format!("{} {} ({})", self.sums[at].name, both.quotations[at], counted(both.words[at], "word"))
        };
        format!("{}, {}; {} first", side(0), side(1), self.sums[both.first.min(1)].name)
    }
}

impl Sum<'_> {
    fn quotations(&self) -> usize {
        self.kinds.iter().sum()
    }
}

impl Both<'_> {
    fn about(&self) -> String {
        [self.date.map(day), Some(self.title)]
            .into_iter()
            .flatten()
            .map(folded)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::width;

    fn two() -> Two<'static> {
        let sum = |name, kinds| Sum {
            name,
            kinds,
            words: 40,
            articles: 2,
            dates: Some(("2019", "2020")),
            ..Sum::default()
        };
        let both = |first| Both {
            id: "3f9a12345678".to_owned(),
            title: "How a vote was lost",
            date: Some("2020-05-01"),
            quotations: [3, 1],
            words: [30, 1],
            first,
        };
        Two {
            sums: [sum("Ada Moore", [3, 1, 0]), sum("Thomas Lee", [1, 0, 2])],
            both: vec![both(0), both(1)],
        }
    }

    #[test]
    fn two_speakers_are_told_at_any_width() {
        let two = two();
        let wide = two.table(60, Paint::default());
        for expected in [
            "            Ada Moore               Thomas Lee\nquotations  4                       3\n",
            "2 articles quote both; Ada Moore is quoted first in 1,\nThomas Lee in 1\n",
            "3f9a1234 2020-05-01, How a vote was lost\n  Ada Moore 3 (30 words), Thomas Lee 1 (1 word); Ada Moore\n  first\n",
        ] {
            assert!(wide.contains(expected), "{expected}\n{wide}");
        }
        for columns in 9..90 {
            for line in two.table(columns, Paint::default()).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
        assert!(two.markdown().contains("| quotations | 4 | 3 |\n"), "{}", two.markdown());
        let objects = two.jsonl();
        assert!(objects.lines().nth(3).is_some_and(|line| line.contains("\"first\":\"b\"")), "{objects}");
    }

    #[test]
    fn who_is_first_is_told_for_any_number_of_articles() {
        for (firsts, expected) in [
            (vec![], "no article quotes both"),
            (vec![1], "1 article quotes both; Thomas Lee is quoted first"),
            (vec![0, 0], "2 articles quote both; Ada Moore is quoted first in all"),
            (vec![1, 1], "2 articles quote both; Thomas Lee is quoted first in all"),
            (vec![0, 1, 1], "3 articles quote both; Ada Moore is quoted first in 1, Thomas Lee in 2"),
        ] {
            let mut two = two();
            let one = two.both[0].clone();
            two.both = firsts.into_iter().map(|first| Both { first, ..one.clone() }).collect();
            assert_eq!(two.shared(), expected);
        }
    }
}
