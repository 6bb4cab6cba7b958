//! Parts of a text file that are written again by each export, among what a person wrote there.
//!
//! Each part stands between two marks, which are comments of the format and have the name of what stands there. What
//! is outside the marks is never touched.

use std::collections::{BTreeMap, BTreeSet};

/// How marks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// As comments of HTML, which Markdown has too.
    Html,
    /// As comments of Org.
    Org,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is about: letters, digits, `-` and `:`. No other part has the same.
    pub name: String,
    /// Its text, without the last line end; no line of it looks like a mark.
    pub text: String,
}

/// A file that can be brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    /// What stands at the head of a new file, with its line end. It is written once and then belongs to the reader.
    pub opening: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// How they are marked.
    pub marks: Marks,
}

/// Why a file cannot be brought up to date: its marks do not stand in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The line of the mark, counted from 1.
    pub line: usize,
}

/// A piece of a file.
#[derive(Debug)]
enum Piece {
    /// What somebody else wrote.
    Other(String),
    /// A part of an earlier export, with its marks.
    Ours(String, String),
}

impl Managed {
    /// A new file.
    pub fn fresh(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| self.marked(part)).collect();
        format!("{}{}", self.opening, parts.join("\n"))
    }

    /// The same without marks; for nothing, nothing.
    pub fn plain(&self) -> String {
        if self.parts.is_empty() {
            return String::new();
        }
        let parts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        format!("{}{}\n", self.opening, parts.join("\n\n"))
    }

    /// Whether a file has parts of an earlier export.
    pub fn is_in(&self, old: &str) -> bool {
        old.lines().any(|line| self.marks.begun(line).is_some())
    }

    /// Whether a file has one of these parts.
    pub fn is_of(&self, old: &str) -> bool {
        let ours: BTreeSet<&str> = self.parts.iter().map(|part| part.name.as_str()).collect();
        old.lines().any(|line| self.marks.begun(line).is_some_and(|name| ours.contains(name)))
    }

    /// The file `old` brought up to date: what is there is replaced where it stands, what is new comes before what it
    /// precedes, and what is `gone` is taken out. All else stays as it is, byte for byte.
    ///
    /// # Errors
    /// When the marks in it do not stand in pairs: somebody has cut into a part.
    pub fn updated(&self, old: &str, gone: impl Fn(&str) -> bool) -> Result<String, Damage> {
        let mut pieces = self.pieces(old)?;
        let mut new: BTreeMap<&str, &Part> =
            self.parts.iter().map(|part| (part.name.as_str(), part)).collect();
        // What is not there yet, by the part that it comes before; the last ones come at the end.
        let there: BTreeSet<String> = pieces.iter().filter_map(Piece::name).map(str::to_owned).collect();
        let mut before: BTreeMap<&str, Vec<&Part>> = BTreeMap::new();
        let mut last: Vec<&Part> = Vec::new();
        for part in &self.parts {
            last.push(part);
            if there.contains(&part.name) {
                last.pop();
                before.insert(&part.name, std::mem::take(&mut last));
            }
        }
        let mut text = String::with_capacity(old.len());
        let mut was_taken_out = false;
        for piece in &mut pieces {
            match piece {
                // The empty line behind a part goes with it.
                Piece::Other(other) if was_taken_out => {
                    text.push_str(other.strip_prefix('\n').unwrap_or(other));
                    was_taken_out = false;
                }
                Piece::Other(other) => text.push_str(other),
                Piece::Ours(name, earlier) => {
                    for part in before.remove(name.as_str()).unwrap_or_default() {
                        text.push_str(&self.marked(part));
                        text.push('\n');
                    }
                    match new.remove(name.as_str()) {
                        Some(part) => text.push_str(&self.marked(part)),
                        None if gone(name) => was_taken_out = true,
                        None => text.push_str(earlier),
                    }
                }
            }
        }
        for part in last {
            if !text.is_empty() {
                text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
            }
            text.push_str(&self.marked(part));
        }
        Ok(text)
    }

    fn marked(&self, part: &Part) -> String {
        let Part { name, text } = part;
        format!("{}\n{text}\n{}\n", self.marks.begin(name), self.marks.end(name))
    }

    fn pieces(&self, old: &str) -> Result<Vec<Piece>, Damage> {
        let mut pieces = Vec::new();
        let mut seen = BTreeSet::new();
        let mut other = String::new();
        let mut open: Option<(usize, String, String)> = None;
        for (index, line) in old.split_inclusive('\n').enumerate() {
            let damage = Damage { line: index + 1 };
            match (&mut open, self.marks.begun(line), self.marks.ended(line)) {
                (Some(_), Some(_), _) | (None, None, Some(_)) => return Err(damage),
                (None, Some(name), _) => {
                    if !seen.insert(name.to_owned()) {
                        return Err(damage);
                    }
                    pieces.push(Piece::Other(std::mem::take(&mut other)));
                    open = Some((index, name.to_owned(), line.to_owned()));
                }
                (Some((_, name, text)), None, Some(ended)) => {
                    if name != ended {
                        return Err(damage);
                    }
                    text.push_str(line);
                    pieces.extend(open.take().map(|(_, name, text)| Piece::Ours(name, text)));
                }
                (Some((_, _, text)), None, None) => text.push_str(line),
                (None, None, None) => other.push_str(line),
            }
        }
        if let Some((index, ..)) = open {
            return Err(Damage { line: index + 1 });
        }
        pieces.push(Piece::Other(other));
        Ok(pieces)
    }
}

impl Piece {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Other(_) => None,
            Self::Ours(name, _) => Some(name),
        }
    }
}

impl Marks {
    fn begin(self, name: &str) -> String {
        match self {
            Self::Html => format!("<!-- sayso:begin {name} -->"),
            Self::Org => format!("# sayso:begin {name}"),
        }
    }

    fn end(self, name: &str) -> String {
        match self {
            Self::Html => format!("<!-- sayso:end {name} -->"),
            Self::Org => format!("# sayso:end {name}"),
        }
    }

    fn begun(self, line: &str) -> Option<&str> {
        self.named(line, "begin ")
    }

    fn ended(self, line: &str) -> Option<&str> {
        self.named(line, "end ")
    }

    fn named<'l>(self, line: &'l str, which: &str) -> Option<&'l str> {
        let line = line.trim_end();
        let name = match self {
            Self::Html => line.strip_prefix("<!-- sayso:")?.strip_suffix(" -->")?,
            Self::Org => line.strip_prefix("# sayso:")?,
        };
        name.strip_prefix(which)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn managed(parts: &[(&str, &str)]) -> Managed {
        let part = |&(name, text): &(&str, &str)| Part { name: name.to_owned(), text: text.to_owned() };
        Managed {
            opening: "# Mine\n\n".to_owned(),
            parts: parts.iter().map(part).collect(),
            marks: Marks::Html,
        }
    }

    fn updated(old: &str, parts: &[(&str, &str)]) -> String {
        managed(parts).updated(old, |name| name == "gone").unwrap()
    }

    #[test]
    fn the_same_again_changes_nothing() {
        let parts = [("a", "one\n\ntwo"), ("b", "three")];
        let fresh = managed(&parts).fresh();
        assert_eq!(updated(&fresh, &parts), fresh);
        assert!(managed(&parts).is_in(&fresh) && !managed(&parts).is_in("# Mine\n"));
        assert!(managed(&[("b", "")]).is_of(&fresh) && !managed(&[("c", "")]).is_of(&fresh));
        assert_eq!(managed(&parts).plain(), "# Mine\n\none\n\ntwo\n\nthree\n");
        assert_eq!(managed(&[]).plain(), "");
    }

    #[test]
    fn what_is_outside_the_marks_stays() {
        let old = managed(&[("a", "one"), ("gone", "x"), ("b", "two")]).fresh();
        let old = old
            .replacen("# Mine", "# Ours\r", 1)
            .replace("<!-- sayso:end a -->\n", "<!-- sayso:end a -->\nown words\n");
        let new = updated(&old, &[("a", "ONE"), ("a2", "new"), ("b", "two"), ("c", "last")]);
        let expected = "# Ours\r\n\n<!-- sayso:begin a -->\nONE\n<!-- sayso:end a -->\nown words\n\n\
                        <!-- sayso:begin a2 -->\nnew\n<!-- sayso:end a2 -->\n\n\
                        <!-- sayso:begin b -->\ntwo\n<!-- sayso:end b -->\n\n\
                        <!-- sayso:begin c -->\nlast\n<!-- sayso:end c -->\n";
        assert_eq!(new, expected);
    }

    #[test]
    fn what_was_not_asked_for_this_time_stays() {
        let old = managed(&[("a", "one"), ("b", "two")]).fresh();
        assert_eq!(updated(&old, &[("b", "two")]), old);
        assert_eq!(
            updated("own", &[("b", "two")]),
            "own\n\n<!-- sayso:begin b -->\ntwo\n<!-- sayso:end b -->\n"
        );
    }

    #[test]
    fn marks_that_stand_alone_are_told() {
        for (old, line) in [
            ("<!-- sayso:begin a -->\nx\n", 1),
            ("x\n<!-- sayso:end a -->\n", 2),
            ("<!-- sayso:begin a -->\n<!-- sayso:begin b -->\n<!-- sayso:end b -->\n", 2),
            ("<!-- sayso:begin a -->\n<!-- sayso:end b -->\n", 2),
            (
                "<!-- sayso:begin a -->\n<!-- sayso:end a -->\n<!-- sayso:begin a -->\n<!-- sayso:end a -->\n",
                3,
            ),
        ] {
            assert_eq!(managed(&[]).updated(old, |_| false), Err(Damage { line }), "{old}");
        }
    }

    proptest! {
        #[test]
        fn own_words_are_never_lost(own in prop::collection::vec("[a-z#<! \r\n-]{0,12}", 4), keep in prop::collection::vec(any::<bool>(), 3)) {
            let parts = [("a", "1"), ("b", "2"), ("c", "3")];
            let marks = managed(&[]);
            let mut old = format!("{}\n", own[0]);
            for (part, own) in parts.iter().zip(&own[1..]) {
                let part = Part { name: part.0.to_owned(), text: part.1.to_owned() };
                old.push_str(&marks.marked(&part));
                old.push_str(own);
                old.push('\n');
            }
            let kept: Vec<_> = parts.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(part, _)| *part).collect();
            let new = managed(&kept).updated(&old, |_| false).unwrap();
            prop_assert_eq!(&new, &old);
        }
    }
}
