//! What can be written after `sayso`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    add, analyze, archive, changes, check, cite, compare, completions, config, doctor, export, feeds, import,
    keys, list, man, notes, print, quotes, read, refresh, remove, search, speakers, star, tag, themes, who,
};
use crate::shell::reading::Color;
use crate::shell::reference::Reference;

/// A terminal reader for long-form political columns that knows who said what.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100, override_usage = USAGE, after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What to read; nothing for the library
    #[arg(value_name = "ARTICLE")]
    pub(super) articles: Vec<Reference>,
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) reader: read::Options,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const USAGE: &str = "sayso [OPTIONS] [ARTICLE]...\n       sayso [OPTIONS] <COMMAND> …";

const EXAMPLES: &str = "\
An ARTICLE is a file, a folder of files, the address of a web page, sayso:NAME for a column that ships
with the program, the id of an article of the library, or - for standard input. Files are plain text,
Markdown, web pages, e-mails, books (EPUB), PDF with text, archives (zip, gzip), feeds, news messages
(NITF, NewsML-G2, ninjs) and corpora (CSV, TSV, JSON lines, Parquet); book.epub#NAME is a part of one.

Examples:
  sayso                                the library
  sayso column.md                      read a column
  sayso https://example.org/column     read a page of the web
  pandoc -t plain draft.docx | sayso   read what another program writes
  sayso quotes columns/ --speaker lincoln
  sayso speakers sayso:lincoln-douglas";

const COLOR: &str = "When to use colours; NO_COLOR in the environment turns them off";
const DATA_DIR: &str = "The folder of the notes and the library [env: SAYSO_DATA_DIR]";
const CONFIG: &str = "The settings: a folder, or a .toml file in it [env: SAYSO_CONFIG]";

/// Options of every command.
#[derive(Args, Debug)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help = COLOR)]
    pub(super) color: Color,
    /// The folder of the notes and the library.
    #[arg(long, global = true, value_name = "DIR", help = DATA_DIR)]
    pub(super) data_dir: Option<PathBuf>,
    /// The settings.
    #[arg(long, global = true, value_name = "PATH", help = CONFIG)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Analyze(analyze::Options),
    Quotes(quotes::Options),
    Speakers(speakers::Options),
    Print(print::Options),
    Add(add::Options),
    List(list::Options),
    Search(search::Options),
    Tag(tag::Options),
    Star(star::Options),
    Archive(archive::Options),
    Remove(remove::Options),
    Refresh(refresh::Options),
    Changes(changes::Options),
    Feeds(feeds::Options),
    Notes(notes::Options),
    Export(export::Options),
    Import(import::Options),
    Who(who::Options),
    Check(check::Options),
    Compare(compare::Options),
    Cite(cite::Options),
    Keys(keys::Options),
    Config(config::Options),
    Themes(themes::Options),
    Doctor(doctor::Options),
    Completions(completions::Options),
    Man(man::Options),
}

impl Command {
    /// As it is written.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Analyze(_) => "analyze",
            Self::Quotes(_) => "quotes",
            Self::Speakers(_) => "speakers",
            Self::Print(_) => "print",
            Self::Add(_) => "add",
            Self::List(_) => "list",
            Self::Search(_) => "search",
            Self::Tag(_) => "tag",
            Self::Star(_) => "star",
            Self::Archive(_) => "archive",
            Self::Remove(_) => "remove",
            Self::Refresh(_) => "refresh",
            Self::Changes(_) => "changes",
            Self::Feeds(_) => "feeds",
            Self::Notes(_) => "notes",
            Self::Export(_) => "export",
            Self::Import(_) => "import",
            Self::Who(_) => "who",
            Self::Check(_) => "check",
            Self::Compare(_) => "compare",
            Self::Cite(_) => "cite",
            Self::Keys(_) => "keys",
            Self::Config(_) => "config",
            Self::Themes(_) => "themes",
            Self::Doctor(_) => "doctor",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}

impl ValueEnum for Color {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_command_has_the_name_that_it_is_called_by() {
        for line in [
            "analyze",
            "quotes",
            "speakers",
            "print",
            "add column.md",
            "list",
            "search words",
            "tag ferry 3f9a12",
            "star 3f9a12",
            "archive is:read",
            "remove 3f9a12",
            "notes",
            "export",
            "import notes.json",
            "who comey",
            "check draft.md",
            "compare a.md b.md",
            "cite column.md words",
            "keys",
            "config",
            "themes",
            "doctor",
            "completions bash",
            "man",
        ] {
            let words = ["sayso"].into_iter().chain(line.split(' '));
            let command = Arguments::try_parse_from(words).unwrap().command.unwrap();
            assert_eq!(Some(command.name()), line.split(' ').next());
        }
    }
}
