//! Keys to actions, by context: the shipped keymap, and the user's own over it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::action::{ACTIONS, Action};
use super::key::{Key, parse_sequence, sequence_name};
use super::preset::Preset;
use super::problem::{Problem, line_number};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Anywhere but where words are typed.
    Everywhere,
    /// Reading an article.
    Reader,
    /// Waiting for an article.
    Opening,
    /// Being told why an article could not be opened.
    Failed,
    /// The library.
    Library,
    /// What was found in the library.
    Search,
    /// A list over the page: speakers, quotations, help.
    List,
    /// Just highlighted: which colour.
    Colour,
    /// Writing a note.
    Note,
    /// Choosing a format.
    Export,
    /// Being told why somebody is the speaker.
    Why,
    /// Reviewing notes whose words have changed.
    Review,
    /// Typing a line.
    Prompt,
    /// Selecting words of an article.
    Selection,
    /// Reading in lines: a line typed that begins so.
    Linear,
}

const CONTEXTS: &[(Context, &str)] = &[
    (Context::Everywhere, "everywhere"),
    (Context::Reader, "reader"),
    (Context::Opening, "opening"),
    (Context::Failed, "failed"),
    (Context::Library, "library"),
    (Context::Search, "search"),
    (Context::List, "list"),
    (Context::Colour, "colour"),
    (Context::Note, "note"),
    (Context::Export, "export"),
    (Context::Why, "why"),
    (Context::Review, "review"),
    (Context::Prompt, "prompt"),
    (Context::Selection, "selection"),
    (Context::Linear, "linear"),
];

/// What a key, or a run of keys, means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This.
    Action(Action),
    /// The beginning of something longer.
    Prefix,
    /// Nothing.
    Nothing,
}

/// One line of a keymap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The heading that the help gives it.
    pub group: String,
    /// The keys in a row.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

/// All bindings, in the order in which the help shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// The shipped keymap, as text.
pub const SHIPPED: &str = include_str!("../../assets/keymap.toml");

impl Keymap {
    /// The shipped keymap. Its text is part of the program and tested to be right.
    pub fn shipped() -> Self {
        let mut keymap = Self { bindings: Vec::new() };
        let problems = keymap.add("assets/keymap.toml", SHIPPED);
        debug_assert!(problems.is_empty(), "{problems:?}");
        keymap
    }

    /// The shipped keymap with a preset over it, such as that of hands that know vim.
    pub fn preset(preset: Preset) -> Self {
        let mut keymap = Self::shipped();
        let problems = keymap.add(preset.name(), preset.text());
        debug_assert!(problems.is_empty(), "{problems:?}");
        keymap
    }

    /// A preset with the user's own keymap over it. Each line of the user's file that cannot be used is told with
    /// file, line and key, and leaves what it would have changed as it is.
    pub fn with_own(preset: Preset, file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut keymap = Self::preset(preset);
        let problems = keymap.add(file, text);
        (keymap, problems)
    }

    /// What `keys` mean in `context`.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        let falls_through = !context.takes_words();
        let applies = |binding: &&Binding| {
            binding.context == context || (falls_through && binding.context == Context::Everywhere)
        };
        let applying = || self.bindings.iter().filter(applies);
        let exact = applying().filter(|binding| binding.keys == keys);
        if let Some(binding) = exact.min_by_key(|binding| binding.context != context) {
            return Meaning::Action(binding.action);
        }
        let is_prefix =
            applying().any(|binding| binding.keys.len() > keys.len() && binding.keys.starts_with(keys));
        if is_prefix { Meaning::Prefix } else { Meaning::Nothing }
    }

    /// The bindings of a context in the order of the file, those that hold everywhere last.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let own = self.bindings.iter().filter(move |binding| binding.context == context);
        let general = move |binding: &&Binding| {
            context != Context::Everywhere && binding.context == Context::Everywhere
        };
        own.chain(self.bindings.iter().filter(general))
    }

    /// The first key for an action in a context, to name it in a hint.
    pub fn key_for(&self, context: Context, action: Action) -> Option<String> {
        self.bindings(context)
            .find(|binding| binding.action == action)
            .map(|binding| sequence_name(&binding.keys))
    }

    /// All bindings as a keymap file that says the same.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let mut table = (Context::Everywhere, "");
        for binding in &self.bindings {
            let this = (binding.context, binding.group.as_str());
            if text.is_empty() || table != this {
                let gap = if text.is_empty() { "" } else { "\n" };
                writeln!(text, "{gap}[{}.{}]", binding.context.name(), toml_string(&binding.group)).ok();
                table = this;
            }
            let keys = toml_string(&sequence_name(&binding.keys));
            writeln!(text, "{keys} = \"{}\"", binding.action.name()).ok();
        }
        text
    }

    /// Reads one file over what is there.
    fn add(&mut self, file: &str, text: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return vec![Problem::at(file, text, at, error.message())];
            }
        };
        let mut lines = Vec::new();
        for (context, value) in table.get_ref() {
            let name = context.get_ref().as_ref();
            match (Context::named(name), value.get_ref()) {
                (Some(known), DeValue::Table(inner)) => collect(known, "Your keys", inner, &mut lines),
                (Some(_), _) => problems.push(Problem::at(
                    file,
                    text,
                    context.span().start,
                    &format!("“{name}” must be a table: [{name}]"),
                )),
                (None, _) => {
                    let known: Vec<&str> = CONTEXTS.iter().map(|(_, name)| *name).collect();
                    let why = format!("there is no context “{name}”; there are {}", known.join(", "));
                    problems.push(Problem::at(file, text, context.span().start, &why));
                }
            }
        }
        lines.sort_by_key(|line| line.place.start);
        let mut seen: BTreeMap<(Context, Vec<Key>), usize> = BTreeMap::new();
        for line in &lines {
            if let Err(why) = self.bind(line, text, &mut seen) {
                problems.push(Problem::at(file, text, line.place.start, &why));
            }
        }
        problems
    }

    fn bind(
        &mut self,
        line: &Line,
        text: &str,
        seen: &mut BTreeMap<(Context, Vec<Key>), usize>,
    ) -> Result<(), String> {
        let named = &line.keys;
        let keys = parse_sequence(named).map_err(|part| format!("key “{named}”: “{part}” is no key"))?;
        if keys.is_empty() {
            return Err("a key is missing".to_owned());
        }
        let slot = (line.context, keys);
        if let Some(earlier) = seen.get(&slot) {
            return Err(format!("key “{named}” is bound twice; line {earlier} has it already"));
        }
        let (context, keys) = slot.clone();
        seen.insert(slot, line_number(text, line.place.start));
        let action = match line.action.as_deref() {
            None => {
                return Err(format!("key “{named}”: write the name of an action in quotation marks"));
            }
            Some("none") => None,
            Some(name) => Some(Action::named(name).ok_or_else(|| no_action(named, name))?),
        };
        if action.is_some() {
            self.check_prefixes(context, &keys, named)?;
        }
        let place =
            self.bindings.iter().position(|binding| binding.context == context && binding.keys == keys);
        match (place, action) {
            (Some(place), Some(action)) => self.bindings[place].action = action,
            (Some(place), None) => {
                self.bindings.remove(place);
            }
            (None, Some(action)) => {
                self.bindings.push(Binding { context, group: line.group.clone(), keys, action });
            }
            (None, None) => {}
        }
        Ok(())
    }

    /// A key that begins another one's keys would make that one unreachable, but in a line, which is read to its end.
    fn check_prefixes(&self, context: Context, keys: &[Key], named: &str) -> Result<(), String> {
        if context == Context::Linear {
            return Ok(());
        }
        let clash = self
            .bindings
            .iter()
            .filter(|binding| binding.context == context && binding.keys != keys)
            .find(|binding| binding.keys.starts_with(keys) || keys.starts_with(&binding.keys));
        clash.map_or(Ok(()), |other| {
            let name = sequence_name(&other.keys);
            Err(format!(
                "key “{named}” and key “{name}” ({}) cannot both be typed; set one of them to \"none\"",
                other.action.name()
            ))
        })
    }
}

/// One line of a keymap file before it is understood.
struct Line {
    context: Context,
    group: String,
    keys: String,
    /// `None` for what is no text.
    action: Option<String>,
    place: Range<usize>,
}

/// Collects the lines of a context's table and of the tables within it, whose names are headings.
fn collect(context: Context, group: &str, table: &DeTable<'_>, lines: &mut Vec<Line>) {
    for (name, value) in table {
        let keys = name.get_ref().to_string();
        match value.get_ref() {
            DeValue::Table(inner) => collect(context, &keys, inner, lines),
            value => {
                let action = value.as_str().map(ToOwned::to_owned);
                lines.push(Line { context, group: group.to_owned(), keys, action, place: name.span() });
            }
        }
    }
}

impl Context {
    fn named(name: &str) -> Option<Self> {
        CONTEXTS.iter().find(|(_, other)| *other == name).map(|(context, _)| *context)
    }

    /// Whether a key without a meaning types its letter.
    pub fn takes_words(self) -> bool {
        matches!(self, Self::Note | Self::Prompt)
    }

    /// Its name in the keymap.
    pub fn name(self) -> &'static str {
        CONTEXTS.iter().find(|(context, _)| *context == self).map_or("", |(_, name)| name)
    }
}

/// There is no such action; where a name begins alike, it is told.
fn no_action(key: &str, name: &str) -> String {
    const ALIKE: usize = 3;
    let shared = |other: &str| name.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let names = ACTIONS.iter().map(|(_, other, _)| *other).filter(|other| shared(other) >= ALIKE);
    let nearest = names.max_by_key(|other| (shared(other), usize::MAX - other.len().abs_diff(name.len())));
    let hint = nearest.map(|nearest| format!("; did you mean “{nearest}”?")).unwrap_or_default();
    format!("key “{key}”: there is no action “{name}”{hint}")
}

/// A text in quotation marks, as TOML writes it.
fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(keymap: &Keymap, context: Context, keys: &str) -> Meaning {
        keymap.meaning(context, &parse_sequence(keys).unwrap())
    }

    fn own(text: &str) -> (Keymap, Vec<String>) {
        let (keymap, problems) = Keymap::with_own(Preset::Usual, "keymap.toml", text);
        (keymap, problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn the_shipped_keymap_is_right_and_uses_every_action() {
        let mut keymap = Keymap { bindings: Vec::new() };
        assert_eq!(keymap.add("assets/keymap.toml", SHIPPED), []);
        for (action, name, _) in ACTIONS {
            assert!(keymap.bindings.iter().any(|binding| binding.action == *action), "{name} has no key");
        }
        assert_eq!(meaning(&keymap, Context::Reader, "n"), Meaning::Action(Action::NextInRing));
        assert_eq!(meaning(&keymap, Context::Reader, "g"), Meaning::Prefix);
        assert_eq!(meaning(&keymap, Context::Reader, "gg"), Meaning::Action(Action::Start));
        assert_eq!(meaning(&keymap, Context::Reader, "q"), Meaning::Action(Action::Close));
        assert_eq!(meaning(&keymap, Context::Note, "q"), Meaning::Nothing);
        assert_eq!(meaning(&keymap, Context::Note, "Ctrl-c"), Meaning::Action(Action::DiscardNote));
    }

    #[test]
    fn presets_are_right_and_leave_no_action_without_a_key() {
        for preset in [Preset::Less, Preset::Vim, Preset::Emacs, Preset::Arrows] {
            let mut keymap = Keymap::shipped();
            assert_eq!(keymap.add(preset.name(), preset.text()), [], "{preset:?}");
            for (action, name, _) in ACTIONS {
                let has_key = keymap.bindings.iter().any(|binding| binding.action == *action);
                assert!(has_key, "{name} has no key in {preset:?}");
            }
            for action in [Action::Why, Action::Reattribute, Action::NotQuotation, Action::Quote] {
                let is_there = [Context::Reader, Context::Selection]
                    .iter()
                    .any(|context| keymap.key_for(*context, action).is_some());
                assert!(is_there, "{action:?} has no key on the page in {preset:?}");
            }
            assert!(keymap.key_for(Context::Why, Action::Close).is_some(), "{preset:?}");
        }
        let vim = Keymap::preset(Preset::Vim);
        assert_eq!(meaning(&vim, Context::Reader, "u"), Meaning::Action(Action::Undo));
        let emacs = Keymap::preset(Preset::Emacs);
        assert_eq!(meaning(&emacs, Context::Reader, "Ctrl-c"), Meaning::Prefix);
        assert_eq!(meaning(&emacs, Context::Reader, "Ctrl-p"), Meaning::Action(Action::LineUp));
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let keymap = Keymap::shipped();
        let mut again = Keymap { bindings: Vec::new() };
        assert_eq!(again.add("printed", &keymap.to_toml()), []);
        assert_eq!(again, keymap);
    }

    #[test]
    fn ones_own_keys_win() {
        let (keymap, problems) =
            own("[reader]\n\"w\" = \"next-in-ring\"\n\"n\" = \"none\"\n\"j\" = \"page-down\"\n");
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(meaning(&keymap, Context::Reader, "w"), Meaning::Action(Action::NextInRing));
        assert_eq!(meaning(&keymap, Context::Reader, "n"), Meaning::Nothing);
        assert_eq!(meaning(&keymap, Context::Reader, "j"), Meaning::Action(Action::PageDown));
    }

    #[test]
    fn a_mistake_is_told_with_file_line_and_key_and_the_rest_holds() {
        for (text, expected) in [
            (
                "[reader]\n\"w\" = \"next-in-rong\"\n",
                "keymap.toml:2: key “w”: there is no action “next-in-rong”; did you mean “next-in-ring”?",
            ),
            ("[reader]\n\"Ctrl-foo\" = \"start\"\n", "keymap.toml:2: key “Ctrl-foo”: “Ctrl-foo” is no key"),
            (
                "[reader]\n\"w\" = \"start\"\n\"Shift-W\" = \"end\"\n\"<w>\" = \"end\"\n",
                "keymap.toml:4: key “<w>” is bound twice; line 2 has it already",
            ),
            (
                "[reader]\n\n\"g\" = \"start\"\n",
                "keymap.toml:3: key “g” and key “gg” (start) cannot both be typed; set one of them to \"none\"",
            ),
            (
                "[raeder]\n\"g\" = \"start\"\n",
                "keymap.toml:1: there is no context “raeder”; there are everywhere, reader, opening, failed, library, search, list, colour, note, export, why, review, prompt, selection, linear",
            ),
            ("reader = 3\n", "keymap.toml:1: “reader” must be a table: [reader]"),
        ] {
            let (keymap, problems) = own(&format!("{text}[library]\n\"w\" = \"choose\"\n"));
            assert_eq!(problems, [expected], "{text}");
            assert_eq!(meaning(&keymap, Context::Library, "w"), Meaning::Action(Action::Choose));
        }
        let (keymap, problems) = own("[reader]\nw = \n");
        assert!(problems[0].starts_with("keymap.toml:2: "), "{problems:?}");
        assert_eq!(keymap, Keymap::shipped());
    }
}
