//! What is cited, written as a style has it.

mod dates;
mod names;

use std::collections::BTreeSet;

use super::item::{Item, TYPE};
use super::letter_case::LetterCase;
use super::part::{Branch, Figures, Form, Look, Match, NameOptions, Part, Source, Test};
use super::pieces::{self, Piece, push};
use super::terms::{ordinal, roman};
use super::{Csl, Layout};

/// Writes one layout.
#[derive(Debug)]
pub(super) struct Writer<'w> {
    style: &'w Csl,
    item: &'w Item<'w>,
    options: NameOptions,
    /// Variables that stood for others: they are not written again.
    spent: BTreeSet<String>,
    /// Variables that were written, while it matters which.
    used: Vec<String>,
}

/// What a part wrote.
#[derive(Debug, Default)]
struct Written {
    pieces: Vec<Piece>,
    /// Whether it asked for a variable.
    asked: bool,
    /// Whether one of those has a value.
    found: bool,
}

impl<'w> Writer<'w> {
    pub(super) fn new(style: &'w Csl, item: &'w Item<'w>) -> Self {
        let options = NameOptions::default();
        Self { style, item, options, spent: BTreeSet::new(), used: Vec::new() }
    }

    /// A layout as text, with words right before what is cited.
    pub(super) fn layout(mut self, layout: &Layout, before: Option<&str>) -> String {
        self.options = layout.options.or(&self.style.options);
        let written = self.list(&layout.parts, "");
        if pieces::is_empty(&written.pieces) {
            return String::new();
        }
        let mut all = Vec::new();
        push(&mut all, &layout.prefix);
        push(&mut all, before.unwrap_or_default());
        all.extend(written.pieces);
        push(&mut all, &layout.suffix);
        pieces::settled(&all, &self.style.locale.terms.marks())
    }

    /// Parts, with a delimiter between those that wrote something.
    fn list(&mut self, parts: &[Part], delimiter: &str) -> Written {
        let mut each = Vec::new();
        self.each(parts, &mut each);
        let mut all = Written::default();
        for written in each {
            all.asked |= written.asked;
            all.found |= written.found;
            if !pieces::is_empty(&written.pieces) {
                if !all.pieces.is_empty() {
                    push(&mut all.pieces, delimiter);
                }
                all.pieces.extend(written.pieces);
            }
        }
        all
    }

    /// What each part writes. The parts of a choice count as parts of what it stands in.
    fn each(&mut self, parts: &[Part], written: &mut Vec<Written>) {
        for part in parts {
            match part {
                Part::Choose(branches) => {
                    if let Some(branch) = branches.iter().find(|branch| self.holds(branch)) {
                        self.each(&branch.parts, written);
                    }
                }
                _ => written.push(self.part(part)),
            }
        }
    }

    fn part(&mut self, part: &Part) -> Written {
        let (written, look) = match part {
            Part::Text(source, look) => (self.source(source), look),
            Part::Date(date) => (self.date(date), &date.look),
            Part::Number { variable, form, look } => (self.number(variable, *form), look),
            Part::Label { variable, form, look } => {
                let word = self.style.locale.terms.word(variable, *form, false);
                let word = word.filter(|_| self.item.has(variable)).unwrap_or_default();
                (Written { asked: true, found: !word.is_empty(), ..words(&word) }, look)
            }
            Part::Names(names) => (self.names(names), &names.look),
            Part::Group { parts, delimiter, look } => {
                let all = self.list(parts, delimiter);
                if all.asked && !all.found {
                    return Written { asked: true, ..Written::default() };
                }
                let is_there = !pieces::is_empty(&all.pieces);
                (Written { asked: all.asked || is_there, found: is_there, ..all }, look)
            }
            Part::Choose(_) => return Written::default(),
        };
        self.dressed(written, look)
    }

    /// What was written with letters, marks and affixes as they are wanted; nothing stays nothing.
    fn dressed(&self, written: Written, look: &Look) -> Written {
        if pieces::is_empty(&written.pieces) {
            return Written { pieces: Vec::new(), ..written };
        }
        let mut inner = written.pieces;
        if look.without_points {
            inner = pieces::map(inner, &|words| words.replace('.', ""));
        }
        // Other languages do not capitalize the words of a title.
        let case = look.case.filter(|case| *case != LetterCase::Title || self.item.is_english());
        if let Some(case) = case {
            inner = pieces::map(inner, &|words| case.of(words));
        }
        if look.in_quotes {
            inner = vec![Piece::Quoted(inner)];
        }
        let mut all = Vec::new();
        push(&mut all, if look.stands_apart { " " } else { "" });
        push(&mut all, &look.prefix);
        all.extend(inner);
        push(&mut all, &look.suffix);
        Written { pieces: all, ..written }
    }

    fn source(&mut self, source: &Source) -> Written {
        match source {
            Source::Value(value) => words(value),
            Source::Term { name, form, is_plural } => {
                words(&self.style.locale.terms.word(name, *form, *is_plural).unwrap_or_default())
            }
            Source::Macro { name, .. } => {
                let style = self.style;
                style.macros.get(name).map(|parts| self.list(parts, "")).unwrap_or_default()
            }
            Source::Variable { name, form } => {
                let short = (*form == Form::Short).then(|| self.variable(&format!("{name}-short"))).flatten();
                variable(short.or_else(|| self.variable(name)))
            }
        }
    }

    /// The value of a variable that may be written.
    fn variable(&mut self, name: &str) -> Option<String> {
        let text = self.item.text(name).filter(|_| !self.spent.contains(name))?;
        self.used.push(name.to_owned());
        Some(text)
    }

    fn number(&mut self, name: &str, form: Figures) -> Written {
        let text = self.variable(name);
        let number = text.as_deref().and_then(|text| text.parse::<u32>().ok());
        let written = number.map(|number| match form {
            Figures::Ordinal => ordinal(number),
            Figures::Roman => roman(number),
            Figures::LongOrdinal => {
                let word = format!("long-ordinal-{number:02}");
                let word = self.style.locale.terms.word(&word, Form::Long, false);
                word.unwrap_or_else(|| ordinal(number))
            }
            Figures::Numeric => number.to_string(),
        });
        variable(written.or(text))
    }

    fn holds(&self, branch: &Branch) -> bool {
        let mut tests = branch.tests.iter().map(|test| match test {
            Test::Type(name) => name == TYPE,
            Test::Variable(name) => self.item.has(name),
            Test::Numeric(name) => self.item.is_numeric(name),
            Test::Position(position) => position == "first",
            Test::Never => false,
        });
        match branch.needs {
            Match::All => tests.all(|holds| holds),
            Match::Any => tests.any(|holds| holds),
            Match::None => !tests.any(|holds| holds),
        }
    }
}

/// Words that are no variable's.
fn words(text: &str) -> Written {
    let mut written = Written::default();
    push(&mut written.pieces, text);
    written
}

/// The value of a variable, if it has one.
fn variable(text: Option<String>) -> Written {
    Written { asked: true, found: text.is_some(), ..words(&text.unwrap_or_default()) }
}

/// A string as it is wanted, where there are no pieces yet.
fn dressed_text(text: &str, look: &Look) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = if look.without_points { text.replace('.', "") } else { text.to_owned() };
    let text = look.case.map_or_else(|| text.clone(), |case| case.of(&text));
    format!("{}{text}{}", look.prefix, look.suffix)
}
