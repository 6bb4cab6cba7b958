//! The columns that ship with the program, so that a first run has something to read.

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// Its name, as in [`crate::article::Origin::Bundled`].
    pub name: &'static str,
    /// The column in Markdown.
    pub markdown: &'static str,
}

/// All of them, in the order in which a first run shows them.
pub fn columns() -> &'static [Bundled] {
    COLUMNS
}

/// The one named `name`.
pub fn find(name: &str) -> Option<&'static Bundled> {
    COLUMNS.iter().find(|column| column.name == name)
}

const COLUMNS: &[Bundled] = &[
    Bundled { name: "lincoln-douglas", markdown: include_str!("../../assets/columns/lincoln-douglas.md") },
    Bundled { name: "anthony-on-trial", markdown: include_str!("../../assets/columns/anthony-on-trial.md") },
    Bundled {
        name: "gettysburg-reviews",
        markdown: include_str!("../../assets/columns/gettysburg-reviews.md"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_found_by_its_name_and_holds_words() {
        for column in columns() {
            assert_eq!(find(column.name), Some(column));
            assert!(!column.markdown.trim().is_empty(), "{}", column.name);
        }
        assert_eq!(find("nobody"), None);
    }
}
