//! The library as the commands have it.

use jiff::Timestamp;

use super::arguments::Global;
use super::setting_right::tell_findings;
use super::stop::{Stop, tell};
use crate::annotation::Notebook;
use crate::app::Problem;
use crate::article::SafeText;
use crate::export::shelf_list::{Listed, moment};
use crate::library::{Error, Library, Paths, Query, ShelfEntry};

/// The library.
///
/// # Errors
/// When nobody knows where it is.
pub(super) fn library(global: &Global) -> Result<Library, Problem> {
    let paths = Paths::new(global.data_dir.clone(), global.config.clone())
        .map_err(|error| Problem::new("cannot find the library", &error.to_string()))?;
    Ok(Library::new(paths))
}

/// The notes, for what is asked of them. Where they cannot be read, that is told, and there are none.
pub(super) fn notebook(library: &mut Library) -> Notebook {
    match library.notebook() {
        Ok(loaded) => {
            tell_findings(&loaded.report);
            loaded.notebook
        }
        Err(error) => {
            tell(&Problem::new("your notes cannot be read", &error.to_string()));
            Notebook::default()
        }
    }
}

/// What was typed, as a query.
///
/// # Errors
/// When it makes no sense.
pub(super) fn query(words: &[String]) -> Result<Query, Stop> {
    Query::parse(&typed(words))
        .map_err(|mistake| Stop::Problem(Problem::new("cannot look for this", &mistake.to_string())))
}

/// The query as it would be typed in the reader. One argument is one. Where there are several, a blank within one of them
/// stood in marks that the shell has taken away, as in `speaker:"james comey" bridge`.
fn typed(words: &[String]) -> String {
    match words {
        [one] => one.clone(),
        words => words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "),
    }
}

/// How a name of several words is written, where an argument has one that was read as words: `'speaker:"james comey"'`.
pub(super) fn name_hint(words: &[String]) -> Option<String> {
    let [one] = words else { return None };
    let name = quoted(one);
    (name != *one).then(|| format!("for a name of several words, write '{name}'"))
}

/// An argument as it would be typed.
fn quoted(word: &str) -> String {
    match word.split_once(':') {
        Some((filter, value))
            if value.contains(char::is_whitespace)
                && !value.starts_with(['"', '“'])
                && !value.contains(':')
                && !filter.contains(char::is_whitespace) =>
        {
            format!("{filter}:\"{value}\"")
        }
        _ => word.to_owned(),
    }
}

/// What went wrong in the library.
pub(super) fn unread(error: &Error) -> Problem {
    Problem::new("cannot read the library", &error.to_string())
}

/// What went wrong while it was changed.
pub(super) fn unwritten(error: &Error) -> Problem {
    Problem::new("cannot change the library", &error.to_string())
}

/// Milliseconds since 1970-01-01 UTC.
pub(super) fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// An article as it is listed.
pub(super) fn listed(entry: &ShelfEntry) -> Listed<'_> {
    let standing = [
        ("read", entry.standing.finished),
        ("starred", entry.standing.starred),
        ("archived", entry.standing.archived),
    ];
    Listed {
        id: entry.digest.to_string(),
        title: &entry.title,
        byline: entry.byline.as_deref(),
        publication: entry.publication.as_deref(),
        section: entry.section.as_deref(),
        date: entry.date.as_deref(),
        url: entry.url.as_deref(),
        origin: entry.origin.to_string(),
        words: entry.words,
        quotations: entry.quotations,
        speakers: entry.speakers,
        percent: entry.percent,
        state: standing.into_iter().filter_map(|(name, since)| since.map(|_| name)).collect(),
        tags: entry.tags.iter().map(SafeText::as_str).collect(),
        added: moment(entry.added),
        opened: entry.opened.map(moment),
    }
}

/// A number with commas: "12,345".
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_a_shell_took_away_are_put_back() {
        for (word, typed) in [
            ("speaker:james comey", "speaker:\"james comey\""),
            ("speaker:\"james comey\"", "speaker:\"james comey\""),
            ("-in:the herald", "-in:\"the herald\""),
            ("ferry bridge", "ferry bridge"),
            ("speaker:comey is:new", "speaker:comey is:new"),
            ("after:2020", "after:2020"),
            ("a ferry by:doe", "a ferry by:doe"),
        ] {
            assert_eq!(quoted(word), typed);
        }
    }

    #[test]
    fn one_argument_is_a_query_and_several_are_its_pieces() {
        let read = |words: &[&str]| typed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(read(&["by:ann sank"]), "by:ann sank");
        assert_eq!(read(&["by:ann lee", "sank"]), "by:\"ann lee\" sank");
        assert_eq!(read(&["by:\"ann lee\" sank"]), "by:\"ann lee\" sank");
        let hint = name_hint(&["by:ann lee".to_owned()]);
        assert_eq!(hint.as_deref(), Some("for a name of several words, write 'by:\"ann lee\"'"));
        assert_eq!(name_hint(&["by:ann".to_owned()]), None);
    }

    #[test]
    fn numbers_have_commas() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
