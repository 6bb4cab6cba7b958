//! The words that a style asks for by name: those of its own locale, else English ones.

use std::collections::BTreeMap;

use super::part::Form;
use super::pieces::Marks;

/// The words, one and several, by name and form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) own: BTreeMap<(String, Form), [String; 2]>,
    /// Whether a point or a comma behind a quotation goes into it.
    pub(super) take_in_points: bool,
    /// Whether quotation marks are single outside and double inside.
    pub(super) is_british: bool,
}

const ENGLISH: &str = include_str!("../../../assets/citation/terms.txt");

impl Terms {
    /// Takes a word of the style's own.
    pub(super) fn put(&mut self, name: &str, form: Form, one: String, several: String) {
        self.own.insert((name.to_owned(), form), [one, several]);
    }

    /// The word for a name: where it has no such form, the one that CSL has in its place. `None` where it is unknown.
    pub(super) fn word(&self, name: &str, form: Form, is_plural: bool) -> Option<String> {
        let mut form = Some(form);
        while let Some(here) = form {
            let own = self.own.get(&(name.to_owned(), here)).cloned();
            if let Some([one, several]) = own.or_else(|| self.english(name, here)) {
                return Some(if is_plural { several } else { one });
            }
            form = match here {
                Form::VerbShort => Some(Form::Verb),
                Form::Symbol => Some(Form::Short),
                Form::Verb | Form::Short => Some(Form::Long),
                Form::Long | Form::Count => None,
            };
        }
        None
    }

    fn english(&self, name: &str, form: Form) -> Option<[String; 2]> {
        let british = [
            ("open-quote", "‘"),
            ("close-quote", "’"),
            ("open-inner-quote", "“"),
            ("close-inner-quote", "”"),
        ];
        let mark = british.iter().find(|(other, _)| self.is_british && *other == name);
        if let Some((_, mark)) = mark {
            return Some([(*mark).to_owned(), (*mark).to_owned()]);
        }
        let line = ENGLISH.lines().find(|line| line.split(" |").next() == Some(name))?;
        let mut cells = line.split('|').skip(1).map(str::trim);
        let long = [cells.next().unwrap_or_default(), cells.next().unwrap_or_default()];
        let label = match form {
            Form::Long => None,
            Form::Short => Some("short="),
            Form::Verb => Some("verb="),
            Form::VerbShort => Some("verb-short="),
            Form::Symbol => Some("symbol="),
            Form::Count => return None,
        };
        let [one, several] = match label {
            None => long,
            Some(label) => {
                let words = cells.find_map(|cell| cell.strip_prefix(label))?;
                words.split_once('/').map_or([words, words], |(one, several)| [one, several])
            }
        };
        let several = if several.is_empty() { one } else { several };
        Some([one.to_owned(), several.to_owned()])
    }

    /// The quotation marks.
    pub(super) fn marks(&self) -> Marks {
        let word = |name| self.word(name, Form::Long, false).unwrap_or_default();
        Marks {
            outer: [word("open-quote"), word("close-quote")],
            inner: [word("open-inner-quote"), word("close-inner-quote")],
            take_in_points: self.take_in_points,
        }
    }
}

/// The ending of a number in words: "st", "nd", "rd", "th".
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A number in Roman figures, in small letters; as it is where there are none for it.
pub(super) fn roman(number: u32) -> String {
    const FIGURES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut written) = (number, String::new());
    for (value, figure) in FIGURES {
        while rest >= value {
            written.push_str(figure);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_form_that_is_asked_for_or_the_nearest() {
        let mut terms = Terms::default();
        for (name, form, is_plural, expected) in [
            ("and", Form::Symbol, false, Some("&")),
            ("page", Form::Short, true, Some("pp.")),
            ("page", Form::Symbol, false, Some("p.")),
            ("editor", Form::VerbShort, false, Some("ed. by")),
            ("collection-editor", Form::VerbShort, false, Some("edited by")),
            ("author", Form::Short, true, Some("")),
            ("no date", Form::Long, false, Some("no date")),
            ("elsewhere", Form::Long, false, None),
        ] {
            assert_eq!(terms.word(name, form, is_plural).as_deref(), expected, "{name}");
        }
        terms.put("page", Form::Long, "leaf".to_owned(), "leaves".to_owned());
        assert_eq!(terms.word("page", Form::Long, true).as_deref(), Some("leaves"));
    }

    #[test]
    fn numbers_have_their_words() {
        for (number, words, figures) in
            [(1, "1st", "i"), (12, "12th", "xii"), (23, "23rd", "xxiii"), (1994, "1994th", "mcmxciv")]
        {
            assert_eq!((ordinal(number).as_str(), roman(number).as_str()), (words, figures));
        }
    }
}
