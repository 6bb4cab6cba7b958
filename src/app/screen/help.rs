//! The help: what each key does here, made from the keymap.

use unicode_width::UnicodeWidthStr as _;

use crate::app::filter::Filter;
use crate::app::geometry::{Size, overlay};
use crate::app::key::sequence_name;
use crate::app::keymap::{Context, Keymap};
use crate::app::list::List;
use crate::app::overlay::WIDEST;
use crate::app::verb::VERBS;
use crate::export::voice_sign::LEGEND;
use crate::find::folded_words;

/// The help over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Where it was asked for: that part comes first.
    pub context: Context,
    /// How far it is scrolled.
    pub list: List,
    /// The words that its lines must have.
    pub filter: Filter,
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Keys and what they do; or as much of either as one line holds, and more on the next.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// The most cells that keys take before what they do.
const KEYS: usize = 24;

/// Where what keys do begins, in a help of so many cells.
pub fn behind_keys(width: u16) -> u16 {
    let keys = KEYS.min(usize::from(width) / 3);
    u16::try_from(keys + 1).unwrap_or(0)
}

/// The lines that are shown in so many cells: without a filter all of them, else the keys that have its words, each
/// below its heading, since one key may do several things, by where one is.
pub fn lines(keymap: &Keymap, help: &Model, width: u16) -> Vec<Line> {
    set(&kept(entries(keymap, help.context), &help.filter), width)
}

/// How many lines there are in so many cells.
pub fn count(keymap: &Keymap, context: Context, width: u16) -> usize {
    set(&kept(entries(keymap, context), &Filter::default()), width).len()
}

/// Of how many actions the keys are told, and of how many there are keys.
pub fn told(keymap: &Keymap, help: &Model) -> (usize, usize) {
    let all = entries(keymap, help.context);
    let actions = |lines: &[Line]| lines.iter().filter(|line| matches!(line, Line::Keys(..))).count();
    let count = all.iter().filter(|entry| matches!(entry.line, Line::Keys(..))).count();
    (actions(&kept(all, &help.filter)), count)
}

/// How many cells the lines have on a screen of `size`.
pub fn width(size: Size) -> u16 {
    overlay(size, WIDEST, 0).width.saturating_sub(4)
}

/// A line, and the other words that it is found by.
struct Entry {
    line: Line,
    sought: String,
}

impl Entry {
    fn of(line: Line) -> Self {
        Self { line, sought: String::new() }
    }

    /// What a filter looks at.
    fn folded(&self) -> String {
        match &self.line {
            Line::Keys(keys, words) => folded_words(&format!("{keys} {words} {}", self.sought)),
            Line::Heading(_) | Line::Blank => String::new(),
        }
    }
}

fn kept(entries: Vec<Entry>, filter: &Filter) -> Vec<Line> {
    if filter.is_empty() {
        return entries.into_iter().map(|entry| entry.line).collect();
    }
    let folded: Vec<String> = entries.iter().map(Entry::folded).collect();
    let found = filter.kept(folded.iter().map(String::as_str));
    let mut kept = Vec::new();
    let mut heading = None;
    for (number, Entry { line, .. }) in entries.into_iter().enumerate() {
        match line {
            Line::Heading(_) => heading = Some(line),
            Line::Keys(..) if found.binary_search(&number).is_ok() => {
                kept.extend(heading.take());
                kept.push(line);
            }
            Line::Keys(..) | Line::Blank => {}
        }
    }
    kept
}

/// Lines in so many cells: what is longer goes on below, keys between two of them and words between two words.
fn set(entries: &[Line], width: u16) -> Vec<Line> {
    let behind = usize::from(behind_keys(width));
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        let Line::Keys(keys, words) = entry else {
            lines.push(entry.clone());
            continue;
        };
        let mut keys = in_rows(keys, "  ", behind.saturating_sub(1)).into_iter();
        let mut words = in_rows(words, " ", usize::from(width).saturating_sub(behind)).into_iter();
        loop {
            let row = (keys.next(), words.next());
            if row == (None, None) {
                break;
            }
            lines.push(Line::Keys(row.0.unwrap_or_default(), row.1.unwrap_or_default()));
        }
    }
    lines
}

/// What is written with `between` between its parts, in rows of so many cells.
fn in_rows(whole: &str, between: &str, cells: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for part in whole.split(between) {
        match rows.last_mut() {
            Some(row) if row.width() + between.len() + part.width() <= cells => {
                row.push_str(between);
                row.push_str(part);
            }
            _ => rows.push(part.to_owned()),
        }
    }
    rows
}

/// What there is to tell: the keys of `context` first, then those of the other places, then what is said of
/// speakers behind a colon, and the signs beside the text.
fn entries(keymap: &Keymap, context: Context) -> Vec<Entry> {
    let all = [
        Context::Reader,
        Context::Everywhere,
        Context::Why,
        Context::List,
        Context::Prompt,
        Context::Note,
        Context::Export,
        Context::Library,
    ];
    let order = std::iter::once(context).chain(all.into_iter().filter(|other| *other != context));
    let mut entries = Vec::new();
    for context in order {
        push_context(keymap, context, &mut entries);
    }
    let verbs = VERBS.iter().map(|(_, name, _, usage)| (format!(":{name}"), *usage));
    let signs = LEGEND.iter().map(|(signs, words)| ((*signs).to_owned(), *words));
    push_part("Setting speakers right", verbs, &mut entries);
    push_part("Signs beside the text", signs, &mut entries);
    entries
}

/// What else is told, under its heading.
fn push_part<'w>(heading: &str, told: impl Iterator<Item = (String, &'w str)>, entries: &mut Vec<Entry>) {
    let heading = [Line::Blank, Line::Heading(heading.to_owned())];
    let told = told.map(|(keys, words)| Line::Keys(keys, words.to_owned()));
    entries.extend(heading.into_iter().chain(told).map(Entry::of));
}

/// The keys of one context under their headings; keys that do the same stand on one line.
fn push_context(keymap: &Keymap, context: Context, entries: &mut Vec<Entry>) {
    let mut group = String::new();
    let own: Vec<_> = keymap.bindings(context).filter(|binding| binding.context == context).collect();
    for (place, binding) in own.iter().enumerate() {
        if own.iter().take(place).any(|earlier| earlier.action == binding.action) {
            continue;
        }
        if binding.group != group {
            if !entries.is_empty() {
                entries.push(Entry::of(Line::Blank));
            }
            group.clone_from(&binding.group);
            entries.push(Entry::of(Line::Heading(group.clone())));
        }
        let same = own.iter().filter(|other| other.action == binding.action);
        let keys: Vec<String> = same.map(|other| sequence_name(&other.keys)).collect();
        let line = Line::Keys(keys.join("  "), binding.action.description().to_owned());
        entries.push(Entry { line, sought: binding.action.sought() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::editor::Editor;

    #[test]
    fn what_is_done_is_found_by_its_names() {
        let keymap = Keymap::shipped();
        let found = |typed: &str| {
            let filter = Filter { editor: Editor::new(typed), is_typing: true };
            let keys = |line| match line {
                Line::Keys(keys, _) => Some(keys),
                Line::Heading(_) | Line::Blank => None,
            };
            let kept = kept(entries(&keymap, Context::Reader), &filter).into_iter().filter_map(keys);
            kept.collect::<Vec<_>>().join(" ")
        };
        for (typed, keys) in [
            ("export", "e"),
            ("cite", "yc"),
            ("compare", "gd"),
            ("note", "a"),
            ("tag", "gt"),
            ("undo", "U"),
            ("quotes", "o"),
            ("yank-link", "yl"),
            ("rename", ":rename"),
        ] {
            assert!(found(typed).split(' ').any(|other| other == keys), "{typed}: {}", found(typed));
        }
        assert_eq!(found("nothing like it"), "");
    }

    #[test]
    fn what_is_too_long_goes_on_below() {
        let told = |keys: &str, words: &str, width| {
            let lines = set(&[Line::Keys(keys.to_owned(), words.to_owned())], width);
            let row = |line: &Line| match line {
                Line::Keys(keys, words) => format!("{keys}|{words}"),
                Line::Heading(_) | Line::Blank => String::new(),
            };
            lines.iter().map(row).collect::<Vec<_>>().join("/")
        };
        for (keys, words, width, expected) in [
            ("Space  f", "a page down", 40, "Space  f|a page down"),
            ("Space  f  PageDown", "a page down", 36, "Space  f|a page down/PageDown|"),
            ("a", "who it was that said this", 20, "a|who it was/|that said/|this"),
            ("Shift-Tab", "back", 9, "Shift-Tab|back"),
        ] {
            assert_eq!(told(keys, words, width), expected, "{keys} {width}");
        }
    }
}
