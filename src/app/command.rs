//! What can be written after a colon, and picked from the palette: actions by name, and choices with their values.

use super::action::{ACTIONS, Action};
use super::key::sequence_name;
use super::keymap::{Context, Keymap};
use super::near::nearest;
use super::preferences::{CHOICES, Choice};
use super::shelf::Deed;
use super::verb::{VERBS, Verb};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action, so many times.
    Act(Action, Option<usize>),
    /// A value for a choice.
    Choose(Choice, String),
    /// Words to find.
    Find(String),
    /// A tag for what is marked here.
    Tag(String),
    /// Something for the picked article of the library.
    Shelve(Deed),
    /// Which articles the library lists, or in which order.
    List(List, String),
    /// Words to look for in the library.
    Search(String),
    /// Something to be set right about speakers, and what.
    SetRight(Verb, String),
}

/// What is said of the list of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Its order.
    Sorted,
    /// A query that its articles fit.
    Sifted,
    /// Its name.
    Called,
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it does, in words.
    pub words: String,
    /// Other words that it is found by.
    pub sought: String,
    /// The keys that do it.
    pub keys: String,
    /// What to do.
    pub command: Command,
}

/// Short names that hands know.
const SHORT: &[(&str, Action)] = &[
    ("q", Action::Quit),
    ("q!", Action::Quit),
    ("wq", Action::Quit),
    ("x", Action::Quit),
    ("h", Action::Help),
    ("n", Action::NextArticle),
    ("p", Action::PreviousArticle),
];

/// Commands that are neither actions, settings nor verbs.
const WORDS: &[&str] =
    &["set", "tag", "find", "sort", "filter", "view", "search", "read", "unread", "unstar", "unarchive"];

/// Reads a line: "next-heading 2", "width 72", "set width 72", "find ferry", "50%".
///
/// # Errors
/// When it is none of these: the message says what is wrong.
pub fn parse(line: &str) -> Result<Option<Command>, String> {
    let line = line.trim();
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if let Ok(percent) = name.trim_end_matches('%').parse() {
        return Ok(Some(Command::Act(Action::Percent, Some(percent))));
    }
    if let Some(verb) = Verb::named(name) {
        return Ok(Some(Command::SetRight(verb, rest.to_owned())));
    }
    let command = match name {
        "set" => return parse_choice(rest),
        "tag" if !rest.is_empty() => Command::Tag(rest.to_owned()),
        "find" if !rest.is_empty() => Command::Find(rest.to_owned()),
        "sort" if !rest.is_empty() => Command::List(List::Sorted, rest.to_owned()),
        "filter" if !rest.is_empty() => Command::List(List::Sifted, rest.to_owned()),
        "view" => Command::List(List::Called, rest.to_owned()),
        "search" if !rest.is_empty() => Command::Search(rest.to_owned()),
        "read" => Command::Shelve(Deed::Finish),
        "unread" => Command::Shelve(Deed::Unfinish),
        "unstar" => Command::Shelve(Deed::Unstar),
        "unarchive" => Command::Shelve(Deed::Unarchive),
        _ if Choice::named(name).is_some() => return parse_choice(line),
        _ => {
            let short = SHORT.iter().find(|(other, _)| *other == name).map(|(_, action)| *action);
            let action = short.or_else(|| Action::named(name)).ok_or_else(|| no_command(name))?;
            let count = (!rest.is_empty())
                .then(|| rest.parse().map_err(|error| format!("“{rest}” is no number: {error}")));
            Command::Act(action, count.transpose()?)
        }
    };
    Ok(Some(command))
}

/// Lines that could be meant by the beginning of one, in full.
pub fn completions(line: &str, names: &[&str], themes: &[String]) -> Vec<String> {
    let line = line.trim_start();
    let (before, part) =
        line.rsplit_once(char::is_whitespace).map_or(("", line), |(head, part)| (head, part));
    let values: Vec<String> = match before.trim_start_matches("set").trim() {
        "" => {
            let choices = CHOICES.iter().map(|(_, name, _)| *name);
            let all = names.iter().copied().chain(choices).chain(["find"]);
            all.map(str::to_owned).collect()
        }
        "theme" => themes.to_vec(),
        name => Choice::named(name)
            .map(Choice::names)
            .unwrap_or_default()
            .into_iter()
            .map(str::to_owned)
            .collect(),
    };
    let fitting = values.into_iter().filter(|value| value.starts_with(part));
    let mut lines: Vec<String> =
        fitting.map(|value| if before.is_empty() { value } else { format!("{before} {value}") }).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// The names of the actions that keys have in a context.
pub fn names(keymap: &Keymap, context: Context) -> Vec<&'static str> {
    let mut names: Vec<&str> = keymap
        .bindings(context)
        .filter(|binding| !binding.action.takes_letter())
        .map(|binding| binding.action.name())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Everything that can be done in a context, with its keys.
pub fn entries(keymap: &Keymap, context: Context, themes: &[String]) -> Vec<Entry> {
    let bindings: Vec<_> =
        keymap.bindings(context).filter(|binding| !binding.action.takes_letter()).collect();
    let actions = ACTIONS.iter().filter_map(|(action, _, description)| {
        let same = bindings.iter().filter(|binding| binding.action == *action);
        let keys: Vec<String> = same.map(|binding| sequence_name(&binding.keys)).collect();
        let command = Command::Act(*action, None);
        (!keys.is_empty()).then(|| Entry {
            words: (*description).to_owned(),
            sought: action.sought(),
            keys: keys.join("  "),
            command,
        })
    });
    let values = CHOICES.iter().flat_map(|(choice, _, description)| {
        let values: Vec<String> = match choice {
            Choice::Theme => themes.to_vec(),
            _ => choice.names().into_iter().map(str::to_owned).collect(),
        };
        values.into_iter().map(move |value| Entry {
            words: format!("{description}: {value}"),
            sought: String::new(),
            keys: String::new(),
            command: Command::Choose(*choice, value),
        })
    });
    actions.chain(values).collect()
}

fn parse_choice(line: &str) -> Result<Option<Command>, String> {
    let (name, value) = line.split_once([' ', '=']).unwrap_or((line, ""));
    let choice = Choice::named(name.trim()).ok_or_else(|| no_setting(name.trim()))?;
    let value = value.trim().trim_matches('"');
    if value.is_empty() {
        return Err(format!("{name} needs a value"));
    }
    Ok(Some(Command::Choose(choice, value.to_owned())))
}

fn no_command(name: &str) -> String {
    let actions = ACTIONS.iter().map(|(_, name, _)| *name);
    let verbs = VERBS.iter().map(|(_, name, ..)| *name);
    let meant = nearest(name, actions.chain(settings()).chain(verbs).chain(WORDS.iter().copied()));
    format!("there is no command “{name}”{}", asked(meant))
}

fn no_setting(name: &str) -> String {
    format!("there is no setting “{name}”{}", asked(nearest(name, settings())))
}

fn settings() -> impl Iterator<Item = &'static str> {
    CHOICES.iter().map(|(_, name, _)| *name)
}

fn asked(meant: Option<&str>) -> String {
    meant.map(|meant| format!("; did you mean “{meant}”?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood_or_their_mistake_is_told() {
        for (line, command) in [
            ("next-heading 2", Command::Act(Action::NextHeading, Some(2))),
            (" q ", Command::Act(Action::Quit, None)),
            ("50%", Command::Act(Action::Percent, Some(50))),
            ("7", Command::Act(Action::Percent, Some(7))),
            ("width 72", Command::Choose(Choice::Width, "72".to_owned())),
            ("set width=72", Command::Choose(Choice::Width, "72".to_owned())),
            ("set theme \"dark\"", Command::Choose(Choice::Theme, "dark".to_owned())),
            ("find the  ferry", Command::Find("the  ferry".to_owned())),
            ("sort date", Command::List(List::Sorted, "date".to_owned())),
            ("filter by:doe is:new", Command::List(List::Sifted, "by:doe is:new".to_owned())),
            ("view starred", Command::List(List::Called, "starred".to_owned())),
            ("search the  ferry", Command::Search("the  ferry".to_owned())),
            ("unread", Command::Shelve(Deed::Unfinish)),
            ("delete", Command::Act(Action::Delete, None)),
            ("join Ada with Carl", Command::SetRight(Verb::Join, "Ada with Carl".to_owned())),
            ("apply", Command::SetRight(Verb::Apply, String::new())),
        ] {
            assert_eq!(parse(line), Ok(Some(command)), "{line}");
        }
        assert_eq!(parse("  "), Ok(None));
        for (line, mistake) in [
            ("nxt", "there is no command “nxt”"),
            ("widht 72", "there is no command “widht”; did you mean “width”?"),
            ("set widht 72", "there is no setting “widht”; did you mean “width”?"),
            ("filtre by:doe", "there is no command “filtre”; did you mean “filter”?"),
            ("set color red", "there is no setting “color”; did you mean “colour”?"),
            ("set shape red", "there is no setting “shape”"),
            ("width", "width needs a value"),
            ("line-down x", "“x” is no number: invalid digit found in string"),
        ] {
            assert_eq!(parse(line), Err(mistake.to_owned()));
        }
    }

    #[test]
    fn beginnings_are_completed() {
        let keymap = Keymap::shipped();
        let names = names(&keymap, Context::Reader);
        let complete = |line: &str| completions(line, &names, &["dark".to_owned(), "light".to_owned()]);
        assert_eq!(complete("next-h"), ["next-heading"]);
        assert_eq!(complete("hyp"), ["hyperlinks", "hyphens"]);
        assert_eq!(complete("hyphens "), ["hyphens english", "hyphens none"]);
        assert_eq!(complete("set edge j"), ["set edge justified"]);
        assert_eq!(complete("theme d"), ["theme dark"]);
        assert!(complete("").len() > 50 && complete("nothing-like-it").is_empty());
    }

    #[test]
    fn the_palette_has_everything_with_its_keys() {
        let entries = entries(&Keymap::shipped(), Context::Reader, &["dark".to_owned()]);
        let keys =
            |words: &str| entries.iter().find(|entry| entry.words == words).map(|entry| entry.keys.clone());
        assert_eq!(keys("next heading").as_deref(), Some("]h"));
        assert_eq!(keys("theme: dark").as_deref(), Some(""));
        assert_eq!(keys("quit").as_deref(), Some("Q  Ctrl-c"));
    }
}
