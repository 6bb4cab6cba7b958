//! Where an article came from.

use std::fmt;
use std::path::PathBuf;

/// Where an article came from, as plain data: what to open it by again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file on this machine.
    File(PathBuf),
    /// A column that ships with the program, by its name in `assets/columns`.
    Bundled(String),
    /// A line of a corpus: the id it carries.
    Row(String),
    /// A page on the web, by its whole address, which begins with `http://` or `https://`.
    Address(String),
    /// One of the articles that something holds together, by its name there: a chapter of a book, a member of an archive,
    /// an item of a feed, a row of a corpus.
    Part(Box<Self>, String),
    /// Standard input.
    StandardInput,
}

impl Origin {
    /// What is to be had from outside: the whole that a part is of, else itself.
    pub fn whole(&self) -> &Self {
        match self {
            Self::Part(whole, _) => whole.whole(),
            _ => self,
        }
    }

    /// The host, with its port if that is not the usual one, of what comes from the web.
    pub fn host(&self) -> Option<&str> {
        match self.whole() {
            Self::Address(address) => address.split("://").nth(1)?.split(['/', '?', '#']).next(),
            _ => None,
        }
    }

    /// The short name for a title bar: the file's name rather than its path.
    pub fn short_name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            Self::Bundled(name) | Self::Row(name) | Self::Part(_, name) => name.clone(),
            Self::Address(address) => address.clone(),
            Self::StandardInput => "standard input".to_owned(),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Bundled(name) => write!(f, "sayso:{name}"),
            Self::Row(id) => f.write_str(id),
            Self::Address(address) => f.write_str(address),
            Self::Part(whole, name) => write!(f, "{whole}#{name}"),
            Self::StandardInput => f.write_str("-"),
        }
    }
}
