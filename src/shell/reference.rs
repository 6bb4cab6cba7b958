//! What a user names: a file, a folder, a bundled column, standard input.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Something to read, as a user names it. Whether it is there is found out when it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// `-`
    StandardInput,
    /// `sayso:name`, a column that ships with the program.
    Bundled(String),
    /// `https://…`
    Address(String),
    /// A file or a folder: everything else. `./-` and `./sayso:name` are files.
    Path(PathBuf),
}

impl Reference {
    /// Reads an argument. Every argument means something, also one that is no Unicode.
    pub fn parse(argument: &OsStr) -> Self {
        let text = argument.to_str().unwrap_or_default();
        if text == "-" {
            return Self::StandardInput;
        }
        if let Some(name) = text.strip_prefix("sayso:") {
            return Self::Bundled(name.to_owned());
        }
        if is_address(text) {
            return Self::Address(text.to_owned());
        }
        Self::Path(PathBuf::from(argument))
    }
}

impl FromStr for Reference {
    type Err = Infallible;

    fn from_str(argument: &str) -> Result<Self, Infallible> {
        Ok(Self::parse(OsStr::new(argument)))
    }
}

impl From<OsString> for Reference {
    fn from(argument: OsString) -> Self {
        Self::parse(&argument)
    }
}

impl From<&Path> for Reference {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("-"),
            Self::Bundled(name) => write!(f, "sayso:{name}"),
            Self::Address(address) => f.write_str(address),
            Self::Path(path) => write!(f, "{}", path.display()),
        }
    }
}

fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_says_what_it_is() {
        for (argument, reference) in [
            ("-", Reference::StandardInput),
            ("./-", Reference::Path("./-".into())),
            ("sayso:lincoln-douglas", Reference::Bundled("lincoln-douglas".into())),
            ("./sayso:x", Reference::Path("./sayso:x".into())),
            ("HTTPS://example.org/a", Reference::Address("HTTPS://example.org/a".into())),
            ("column.md", Reference::Path("column.md".into())),
            ("", Reference::Path("".into())),
        ] {
            assert_eq!(argument.parse(), Ok(reference.clone()), "{argument}");
            assert_eq!(reference.to_string(), argument);
        }
    }
}
