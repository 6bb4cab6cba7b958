//! Keys as the keymap writes them: "j", "gg", "Ctrl-o", "]q", "Space".

use std::fmt;

/// One key press, told apart from the terminal library's own type so that the core does not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Held down with Control.
    pub ctrl: bool,
    /// Held down with Alt.
    pub alt: bool,
    /// Held down with Shift; never set for characters, which carry their own case.
    pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, a blank included.
    Char(char),
    /// A key with a name.
    Named(Named),
    /// F1 to F12.
    Function(u8),
}

/// Keys that have a name and no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those on the keys")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: &[(&str, Named)] = &[
    ("Enter", Named::Enter),
    ("Esc", Named::Esc),
    ("Tab", Named::Tab),
    ("Backspace", Named::Backspace),
    ("Delete", Named::Delete),
    ("Insert", Named::Insert),
    ("Up", Named::Up),
    ("Down", Named::Down),
    ("Left", Named::Left),
    ("Right", Named::Right),
    ("Home", Named::Home),
    ("End", Named::End),
    ("PageUp", Named::PageUp),
    ("PageDown", Named::PageDown),
];

/// Other spellings that are understood.
const SPELLINGS: &[(&str, Named)] = &[
    ("Return", Named::Enter),
    ("CR", Named::Enter),
    ("Escape", Named::Esc),
    ("BS", Named::Backspace),
    ("Del", Named::Delete),
    ("PgUp", Named::PageUp),
    ("PgDn", Named::PageDown),
    ("PgDown", Named::PageDown),
    ("↑", Named::Up),
    ("↓", Named::Down),
    ("←", Named::Left),
    ("→", Named::Right),
];

impl Key {
    /// A plain key.
    pub fn new(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A plain character.
    pub fn char(c: char) -> Self {
        Self::new(Code::Char(c))
    }

    /// The character that this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads one key: "j", "Ctrl-o", "Alt-Left", "Space".
    pub fn parse(name: &str) -> Option<Self> {
        for (prefix, set) in [
            ("Ctrl-", Modifier::Ctrl),
            ("C-", Modifier::Ctrl),
            ("Alt-", Modifier::Alt),
            ("M-", Modifier::Alt),
            ("Shift-", Modifier::Shift),
            ("S-", Modifier::Shift),
        ] {
            if let Some(rest) = strip_prefix_ignoring_case(name, prefix).filter(|rest| !rest.is_empty()) {
                return Self::parse(rest).map(|key| key.with(&set));
            }
        }
        let mut characters = name.chars();
        if let (Some(c), None) = (characters.next(), characters.next())
            && !c.is_control()
            && !SPELLINGS.iter().any(|(spelling, _)| *spelling == name)
        {
            return Some(Self::char(c));
        }
        if name.eq_ignore_ascii_case("Space") {
            return Some(Self::char(' '));
        }
        let named = NAMES.iter().chain(SPELLINGS).find(|(spelling, _)| spelling.eq_ignore_ascii_case(name));
        if let Some((_, named)) = named {
            return Some(Self::new(Code::Named(*named)));
        }
        let number: u8 = name.strip_prefix(['F', 'f'])?.parse().ok()?;
        (1..=12).contains(&number).then(|| Self::new(Code::Function(number)))
    }

    fn with(self, modifier: &Modifier) -> Self {
        match modifier {
            Modifier::Ctrl => Self { ctrl: true, ..self },
            Modifier::Alt => Self { alt: true, ..self },
            Modifier::Shift => match self.code {
                Code::Char(c) if c.is_lowercase() => {
                    Self { code: Code::Char(c.to_uppercase().next().unwrap_or(c)), ..self }
                }
                _ => Self { shift: true, ..self },
            },
        }
    }
}

enum Modifier {
    Ctrl,
    Alt,
    Shift,
}

/// Reads several keys in a row: words apart are keys with names, other characters are keys themselves. "gg" is two
/// keys, "Ctrl-x s" is two, "Space" is one. For scripts, `<Esc>` is a key within a word, and `"…"` types what is
/// between the marks. The error is the part that is no key.
pub fn parse_sequence(notation: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = notation.trim_start();
    while !rest.is_empty() {
        if let Some((typed, after)) = rest.strip_prefix("<\"").and_then(|rest| rest.split_once("\">")) {
            keys.extend(typed.chars().map(typed_key));
            rest = after.trim_start();
            continue;
        }
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let used = parse_word(word, &mut keys)?;
        rest = rest.get(used..).unwrap_or_default().trim_start();
    }
    Ok(keys)
}

/// Reads the keys at the start of one word; gives how many bytes were used.
fn parse_word(word: &str, keys: &mut Vec<Key>) -> Result<usize, String> {
    if let Some(key) = Key::parse(word) {
        keys.push(key);
        return Ok(word.len());
    }
    if let Some((name, _)) = word.strip_prefix('<').and_then(|rest| rest.split_once('>'))
        && let Some(key) = Key::parse(name)
    {
        keys.push(key);
        return Ok(name.len() + 2);
    }
    let is_bracketed = word
        .strip_prefix('<')
        .and_then(|rest| rest.split_once('>'))
        .is_some_and(|(name, _)| name.chars().count() > 1);
    let looks_named = is_bracketed
        || ["Ctrl-", "Alt-", "Shift-", "C-", "M-"]
            .iter()
            .any(|prefix| strip_prefix_ignoring_case(word, prefix).is_some());
    let first = word.chars().next().filter(|_| !looks_named).ok_or_else(|| word.to_owned())?;
    keys.push(Key::char(first));
    Ok(first.len_utf8())
}

/// The keys that type `words`; nothing typed is Enter.
pub fn typed_keys(words: &str) -> Vec<Key> {
    if words.is_empty() {
        vec![Key::new(Code::Named(Named::Enter))]
    } else {
        words.chars().map(typed_key).collect()
    }
}

/// The key that types `c` into a note.
fn typed_key(c: char) -> Key {
    match c {
        '\n' => Key::new(Code::Named(Named::Enter)),
        '\t' => Key::new(Code::Named(Named::Tab)),
        c => Key::char(c),
    }
}

fn strip_prefix_ignoring_case<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let head = name.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| name.get(prefix.len()..)).flatten()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, prefix) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if is_held {
                f.write_str(prefix)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::Function(number) => write!(f, "F{number}"),
            Code::Named(named) => {
                f.write_str(NAMES.iter().find(|(_, other)| *other == named).map_or("", |(name, _)| name))
            }
        }
    }
}

/// Several keys as the keymap writes them: "gg", "Ctrl-x s".
pub fn sequence_name(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    let all_short = names.iter().all(|name| name.chars().count() == 1);
    names.join(if all_short { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sequences_are_read_as_written() {
        for (notation, expected) in [
            ("gg", "gg"),
            ("g g", "gg"),
            ("]q", "]q"),
            ("Space", "Space"),
            ("ctrl-O", "Ctrl-O"),
            ("Ctrl-x s", "Ctrl-x s"),
            ("<C-r>x", "Ctrl-r x"),
            ("nn<Esc>", "n n Esc"),
            ("PgDn", "PageDown"),
            ("Shift-a", "A"),
            ("<", "<"),
            ("-", "-"),
            ("a <\"Ok, go\"> Esc", "a O k , Space g o Esc"),
        ] {
            let keys = parse_sequence(notation).unwrap();
            assert_eq!(sequence_name(&keys), expected, "{notation}");
        }
        for wrong in ["Ctrl-nosuch", "<bogus>"] {
            assert_eq!(parse_sequence(wrong), Err(wrong.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn a_key_is_read_back_from_its_name(c in "[!-~é“]", ctrl: bool, alt: bool) {
            let key = Key { ctrl, alt, ..Key::char(c.chars().next().unwrap()) };
            prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }
}
