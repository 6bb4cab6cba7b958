//! The help: what each key does here, made from the keymap.

use crate::app::filter::Filter;
use crate::app::key::sequence_name;
use crate::app::keymap::{Context, Keymap};
use crate::app::list::List;
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
    /// Keys and what they do.
    Keys(String, &'static str),
    /// Nothing.
    Blank,
}

/// The lines that are shown: without a filter all of them, else the keys that have its words.
pub fn lines(keymap: &Keymap, help: &Model) -> Vec<Line> {
    let all = all(keymap, help.context);
    if help.filter.is_empty() {
        return all;
    }
    let keys: Vec<Line> = all.into_iter().filter(|line| matches!(line, Line::Keys(..))).collect();
    let folded: Vec<String> = keys
        .iter()
        .map(|line| match line {
            Line::Keys(keys, words) => folded_words(&format!("{keys} {words}")),
            Line::Heading(_) | Line::Blank => String::new(),
        })
        .collect();
    let kept = help.filter.kept(folded.iter().map(String::as_str));
    kept.into_iter().filter_map(|index| keys.get(index).cloned()).collect()
}

/// All lines: the keys of `context` first, then those of the other places, then the signs beside the text.
pub fn all(keymap: &Keymap, context: Context) -> Vec<Line> {
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
    let mut lines = Vec::new();
    for context in order {
        push_context(keymap, context, &mut lines);
    }
    lines.extend([Line::Blank, Line::Heading("Signs beside the text".to_owned())]);
    lines.extend(LEGEND.iter().map(|(signs, words)| Line::Keys((*signs).to_owned(), words)));
    lines
}

/// The keys of one context under their headings; keys that do the same stand on one line.
fn push_context(keymap: &Keymap, context: Context, lines: &mut Vec<Line>) {
    let mut group = String::new();
    let own: Vec<_> = keymap.bindings(context).filter(|binding| binding.context == context).collect();
    for (place, binding) in own.iter().enumerate() {
        if own.iter().take(place).any(|earlier| earlier.action == binding.action) {
            continue;
        }
        if binding.group != group {
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            group.clone_from(&binding.group);
            lines.push(Line::Heading(group.clone()));
        }
        let same = own.iter().filter(|other| other.action == binding.action);
        let keys: Vec<String> = same.map(|other| sequence_name(&other.keys)).collect();
        lines.push(Line::Keys(keys.join("  "), binding.action.description()));
    }
}
