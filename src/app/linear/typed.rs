//! What a line that was typed asks for: a count, the letters of the keymap or the name of a command, and words.

use crate::app::action::Action;
use crate::app::command;
use crate::app::key::typed_keys;
use crate::app::keymap::{Context, Keymap, Meaning};
use crate::app::preferences::Choice;

/// A line that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Only a number.
    Number(usize),
    /// An action, so many times, about these words.
    Act(Action, Option<usize>, String),
    /// A value for a choice.
    Choose(Choice, String),
}

/// The most letters that a command of the keymap has.
const LONGEST: usize = 3;

/// Reads a line: "", "n", "3n", "n 3", "/ferry", "ma", "s comey", "speakers", "width 72", "50%", "12".
///
/// # Errors
/// When it is none of these: the message says so.
pub(super) fn parse(line: &str, keymap: &Keymap) -> Result<Typed, String> {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let times: Option<usize> = if number.is_empty() {
        None
    } else {
        Some(number.parse().map_err(|_huge| format!("{number} is too large a number"))?)
    };
    let rest = rest.trim_start();
    match (times, rest) {
        (Some(number), "") => return Ok(Typed::Number(number)),
        (Some(percent), "%") => return Ok(Typed::Act(Action::Percent, Some(percent), String::new())),
        _ => {}
    }
    if let Some(named) = named(rest, times) {
        return named;
    }
    let lengths = rest.char_indices().map(|(place, c)| place + c.len_utf8()).take(LONGEST);
    let mut lengths: Vec<usize> = if rest.is_empty() { vec![0] } else { lengths.collect() };
    lengths.reverse();
    for (key, words) in lengths.into_iter().map(|length| rest.split_at(length)) {
        if let Meaning::Action(action) = keymap.meaning(Context::Linear, &typed_keys(key)) {
            return with_words(action, times, key, words).ok_or_else(|| unknown(line));
        }
    }
    Err(unknown(line))
}

/// A command by its whole name.
fn named(line: &str, times: Option<usize>) -> Option<Result<Typed, String>> {
    let (name, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if let Some(action) = Action::named(name) {
        return Some(with_words(action, times, "", words).ok_or_else(|| unknown(line)));
    }
    if name == "find" {
        return Some(Ok(Typed::Act(Action::Find, times, words.trim().to_owned())));
    }
    if name != "set" && Choice::named(name).is_none() {
        return None;
    }
    Some(command::parse(line).and_then(|command| match command {
        Some(command::Command::Choose(choice, value)) => Ok(Typed::Choose(choice, value)),
        _ => Err(unknown(line)),
    }))
}

/// An action with the words behind its key; `None` where these can mean nothing, so that a word that only begins with
/// a letter is no command.
fn with_words(action: Action, times: Option<usize>, key: &str, words: &str) -> Option<Typed> {
    let is_apart = words.is_empty() || words.starts_with(char::is_whitespace) || key.is_empty();
    let is_letter = key.ends_with(char::is_alphabetic);
    let words = words.trim();
    let is_short = words.chars().count() == 1 || words.starts_with(|c: char| c.is_ascii_digit());
    if let Ok(number) = words.parse()
        && !takes_words(action)
    {
        return times.is_none().then(|| Typed::Act(action, Some(number), String::new()));
    }
    let is_meant = words.is_empty()
        || (takes_words(action) && (is_apart || !is_letter))
        || (is_short && matches!(action, Action::Mark | Action::GoToMark | Action::GoTo))
        || (action == Action::GoTo && words.starts_with(['q', 'g']));
    is_meant.then(|| Typed::Act(action, times, words.to_owned()))
}

fn takes_words(action: Action) -> bool {
    matches!(
        action,
        Action::Help
            | Action::Palette
            | Action::Command
            | Action::Find
            | Action::FindBack
            | Action::OnlyMatching
            | Action::Expression
            | Action::Mark
            | Action::GoToMark
            | Action::GoTo
            | Action::Note
            | Action::Colour
            | Action::Tag
            | Action::Review
            | Action::Contents
            | Action::Speakers
            | Action::Quotations
            | Action::Notes
            | Action::Filter
            | Action::Export
            | Action::Reattribute
            | Action::Quote
            | Action::Sort
            | Action::Search
    )
}

fn unknown(line: &str) -> String {
    format!("there is no command “{line}”; ? lists them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood_or_refused() {
        let keymap = Keymap::shipped();
        let acts = |action, times, words: &str| Ok(Typed::Act(action, times, words.to_owned()));
        for (line, expected) in [
            ("", acts(Action::NextParagraph, None, "")),
            ("  ", acts(Action::NextParagraph, None, "")),
            ("n", acts(Action::NextInRing, None, "")),
            ("3n", acts(Action::NextInRing, Some(3), "")),
            ("n 3", acts(Action::NextInRing, Some(3), "")),
            ("]h", acts(Action::NextHeading, None, "")),
            ("2 ]h", acts(Action::NextHeading, Some(2), "")),
            ("/ferry", acts(Action::Find, None, "ferry")),
            ("/ the ferry", acts(Action::Find, None, "the ferry")),
            ("/", acts(Action::Find, None, "")),
            ("\\ferry", acts(Action::FindBack, None, "ferry")),
            ("ma", acts(Action::Mark, None, "a")),
            ("''", acts(Action::GoToMark, None, "'")),
            ("s comey", acts(Action::Speakers, None, "comey")),
            ("a Not so.", acts(Action::Note, None, "Not so.")),
            ("w", acts(Action::Why, None, "")),
            ("c", acts(Action::Reattribute, None, "")),
            ("c Ruth Calder", acts(Action::Reattribute, None, "Ruth Calder")),
            ("C", acts(Action::NotQuotation, None, "")),
            ("V the mayor", acts(Action::Quote, None, "the mayor")),
            ("]u", acts(Action::NextNameless, None, "")),
            ("g 50%", acts(Action::GoTo, None, "50%")),
            ("g12", acts(Action::GoTo, None, "12")),
            ("gq4", acts(Action::GoTo, None, "q4")),
            ("gg", acts(Action::GoTo, None, "g")),
            ("50%", acts(Action::Percent, Some(50), "")),
            ("next-heading 2", acts(Action::NextHeading, Some(2), "")),
            ("speakers", acts(Action::Speakers, None, "")),
            ("find the ferry", acts(Action::Find, None, "the ferry")),
            ("? ring", acts(Action::Help, None, "ring")),
            (":width 72", acts(Action::Command, None, "width 72")),
            ("width 72", Ok(Typed::Choose(Choice::Width, "72".to_owned()))),
            ("12", Ok(Typed::Number(12))),
        ] {
            assert_eq!(parse(line, &keymap), expected, "{line}");
        }
        for line in ["zz", "agree", "next", "hello", "3n 4", "xyz", "speak", "99999999999999999999999n"] {
            assert!(parse(line, &keymap).is_err(), "{line}");
        }
    }
}
