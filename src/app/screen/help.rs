//! The help: what each key does here, made from the keymap.

use crate::app::key::sequence_name;
use crate::app::keymap::{Context, Keymap};
use crate::app::list::List;

/// The help over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model {
    /// Where it was asked for: that part comes first.
    pub context: Context,
    /// How far it is scrolled.
    pub list: List,
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

/// The lines of the help: the keys of `context` first, then those of the other places.
pub fn lines(keymap: &Keymap, context: Context) -> Vec<Line> {
    let all = [
        Context::Reader,
        Context::Everywhere,
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
