//! The help in lines: what each command does, from the keymap and the table of actions.

use super::Linear;
use crate::app::action::{ACTIONS, Action};
use crate::app::key::sequence_name;
use crate::app::keymap::{Context, Keymap};
use crate::app::preferences::CHOICES;
use crate::app::verb::VERBS;
use crate::find::folded_words;

impl Linear {
    /// Tells all commands, or those that have all of these words.
    pub(super) fn help(&mut self, words: &str) {
        let lines = if words.is_empty() { all(&self.model.keymap) } else { found(&self.model.keymap, words) };
        for line in lines {
            self.say(line);
        }
    }
}

/// The letters under their headings, and how the rest is reached.
fn all(keymap: &Keymap) -> Vec<String> {
    let mut lines = Vec::new();
    let mut group = "";
    for letter in letters(keymap) {
        if letter.group != group {
            group = letter.group;
            lines.push(format!("{group}:"));
        }
        lines.push(format!("{}: {}", letter.keys, words_of(letter.action)));
    }
    lines.extend(
        [
            "More:",
            "A number before a letter counts: 3n. A number alone takes that line of a list, or goes to that \
             paragraph. 50% goes half way.",
            "s, o, t and A take words or a number: s calder, o 4. a takes the note: a Check this.",
            "Everything also goes by its name: speakers, next-heading 2, width 72. ? and a word looks for one: \
             ? spacing.",
        ]
        .map(str::to_owned),
    );
    lines
}

/// The letters, names, settings and what is said of speakers, that have all of the words or are also called so.
fn found(keymap: &Keymap, words: &str) -> Vec<String> {
    let names = ACTIONS.iter().filter(|(action, ..)| is_by_name(keymap, *action));
    let names = names.map(|(action, name, words)| (format!("{name}: {words}"), action.sought()));
    let settings = CHOICES.iter().map(|(choice, name, words)| {
        let values = choice.names().join(" or ");
        let values = if values.is_empty() { String::new() } else { format!(" ({values})") };
        (format!("{name}: {words}{values}"), String::new())
    });
    let letters = letters(keymap).into_iter().map(|Letter { keys, action, .. }| {
        (format!("{keys}: {}, or {}", words_of(action), action.name()), action.sought())
    });
    let verbs = VERBS.iter().map(|(_, name, _, usage)| (format!("{name}: {usage}"), String::new()));
    let all = letters.chain(names).chain(settings).chain(verbs);
    let wanted = folded_words(words);
    let has_all = |(line, sought): &(String, String)| {
        let line = folded_words(&format!("{line} {sought}"));
        wanted.split_whitespace().all(|word| line.contains(word))
    };
    let lines: Vec<String> = all.filter(has_all).map(|(line, _)| line).collect();
    if lines.is_empty() { vec![format!("no command has “{words}”; ? alone lists them")] } else { lines }
}

/// A command with its letters.
struct Letter<'k> {
    group: &'k str,
    keys: String,
    action: Action,
}

/// Each command once; letters that do the same belong to one.
fn letters(keymap: &Keymap) -> Vec<Letter<'_>> {
    let own: Vec<_> =
        keymap.bindings(Context::Linear).filter(|binding| binding.context == Context::Linear).collect();
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for binding in &own {
        if letters.iter().all(|letter| letter.action != binding.action) {
            let same = own.iter().filter(|other| other.action == binding.action);
            let keys: Vec<String> = same.map(|other| sequence_name(&other.keys)).collect();
            letters.push(Letter { group: &binding.group, keys: keys.join(" or "), action: binding.action });
        }
    }
    letters
}

/// What an action does where nothing is seen; most do what they do on a screen.
fn words_of(action: Action) -> &'static str {
    match action {
        Action::NextParagraph => "read on: the rest of the paragraph, or the next",
        Action::Contents => "headings; next-tab goes on to the other lists",
        Action::Speakers => "who speaks; a number or a name walks one voice",
        Action::Quotations => "all quotations, or those of the voice walked; a number goes there",
        Action::Notes => "all notes; a number goes there",
        Action::Find => "and words: find them; n and N walk the matches until v",
        Action::FindBack => "and words: find them before here",
        Action::OnlyMatching => "and words: only the paragraphs that have them, or all again",
        Action::Expression => "and a regular expression: find it",
        Action::Note => "write a note here, or change it; words behind it are the note",
        Action::Reattribute => "give the quotation here another speaker; words behind it are the name",
        Action::Quote => {
            "make the words in marks here, or the sentence, a quotation; words behind it name who said it"
        }
        Action::Help => "this help; words behind it look for a command",
        Action::Command => "and a name: do that",
        _ => action.description(),
    }
}

/// Whether an action has no letter and is still of use without a screen.
fn is_by_name(keymap: &Keymap, action: Action) -> bool {
    let has_letter = keymap
        .bindings(Context::Linear)
        .any(|binding| binding.context == Context::Linear && binding.action == action);
    let has_key =
        keymap.bindings(Context::Reader).any(|binding| binding.action == action) || action == Action::Filter;
    has_key && !has_letter && !matches!(action, Action::Redraw | Action::Suspend)
}
