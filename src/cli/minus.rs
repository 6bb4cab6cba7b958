//! A minus before a word of a query, which arguments would take for an option.

use std::ffi::OsString;

use crate::library::MINUS;

/// The commands that are asked with a query.
const QUERIES: [&str; 4] = ["search", "list", "refresh", "remove"];

/// Options before a command that have a value behind them.
const WITH_VALUE: [&str; 3] = ["--data-dir", "--config", "--color"];

/// The arguments of the program, in which `-word` of a query is a word: with the minus of mathematics, which a query reads
/// as the other one. What stands behind `--` stays as it is.
pub(super) fn as_words(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let Some(at) = query_at(&arguments) else { return arguments };
    let words = arguments.iter_mut().skip(at).take_while(|argument| *argument != "--");
    for argument in words {
        if let Some(word) = argument.to_str().and_then(excluded) {
            *argument = format!("{MINUS}{word}").into();
        }
    }
    arguments
}

/// What stands behind the minus of a word; `None` where it is an option. Options of one letter are capital, or `-h`.
fn excluded(argument: &str) -> Option<&str> {
    let word = argument.strip_prefix('-')?;
    let is_option = word.is_empty() || word.starts_with('-') || ["h", "V"].contains(&word);
    (!is_option).then_some(word)
}

/// Where the words of a query begin, if the command takes one.
fn query_at(arguments: &[OsString]) -> Option<usize> {
    let mut rest = arguments.iter().enumerate().skip(1);
    while let Some((at, argument)) = rest.next() {
        let argument = argument.to_str()?;
        if WITH_VALUE.contains(&argument) {
            rest.next();
        } else if !argument.starts_with('-') {
            return QUERIES.contains(&argument).then_some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_is_one_of_a_query_where_a_query_is_asked() {
        for (typed, expected) in [
            ("sayso search -ferry bridge --limit 5", "sayso search −ferry bridge --limit 5"),
            ("sayso --data-dir list search -by:doe -h", "sayso --data-dir list search −by:doe -h"),
            ("sayso list -tag:x --sort date", "sayso list −tag:x --sort date"),
            ("sayso search -- -ferry", "sayso search -- -ferry"),
            ("sayso search - --in notes", "sayso search - --in notes"),
            ("sayso print -ferry", "sayso print -ferry"),
            ("sayso -ferry", "sayso -ferry"),
            ("sayso", "sayso"),
        ] {
            let arguments = typed.split(' ').map(OsString::from);
            let expected: Vec<OsString> = expected.split(' ').map(OsString::from).collect();
            assert_eq!(as_words(arguments), expected, "{typed}");
        }
    }
}
