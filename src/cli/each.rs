//! The articles that were named, one after the other.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

use clap::builder::{OsStringValueParser, TypedValueParser, ValueParserFactory};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, ValueEnum};

use super::arguments::{Arguments, Global};
use super::setting_right::Corrections;
use super::stop::{Stop, tell, tell_shortfall};
use crate::app::Problem;
use crate::article::{Article, Origin};
use crate::attribution::Analysis;
use crate::import::corpus::Choice;
use crate::shell::kept::take_notices;
use crate::shell::open::corpus::choose_columns;
use crate::shell::open::{expand, is_of_folder, open};
use crate::shell::reference::Reference;

/// The articles of a command.
#[derive(Args, Debug)]
pub(super) struct Named {
    /// Files, folders, addresses of pages, sayso:NAME, or - for standard input, which is also read where none is named
    #[arg(value_name = "ARTICLE")]
    articles: Vec<Reference>,
    /// Which paragraphs a text has that came without any
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Paragraphs::Restored)]
    paragraphs: Paragraphs,
    /// Which column of a corpus holds which part of its articles, such as text=content or author=writer; may be given
    /// several times
    #[arg(long, value_name = "PART=NAME", value_parser = Choice::parse)]
    column: Vec<Choice>,
    /// Show what the program found by itself, without your corrections
    #[arg(long)]
    as_found: bool,
}

/// Which paragraphs a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Paragraphs {
    /// Those of the text; where it has none, as an editor would set them
    #[default]
    Restored,
    /// Only those of the text
    Given,
}

impl Paragraphs {
    /// The article with these paragraphs.
    pub(super) fn of(self, article: Article) -> Article {
        match self {
            Self::Restored => article,
            Self::Given => article.as_given(),
        }
    }
}

impl Named {
    /// Which paragraphs are wanted.
    pub(super) fn paragraphs(&self) -> Paragraphs {
        self.paragraphs
    }

    /// The corrections that are to be carried out.
    pub(super) fn corrections(&self, global: &Global) -> Corrections {
        if self.as_found { Corrections::none() } else { Corrections::read(global) }
    }

    /// The references; standard input where nothing was named and something is piped in.
    ///
    /// # Errors
    /// When nothing was named and standard input is a terminal.
    pub(super) fn references(self) -> Result<Vec<Reference>, Stop> {
        choose_columns(self.column);
        if !self.articles.is_empty() {
            return Ok(self.articles);
        }
        if io::stdin().is_terminal() {
            let message = "no article was named: name files or folders, sayso:NAME for a bundled column, or - for standard input";
            return Err(Stop::Usage(Arguments::command().error(ErrorKind::MissingRequiredArgument, message)));
        }
        Ok(vec![Reference::StandardInput])
    }
}

impl From<Vec<Reference>> for Named {
    fn from(articles: Vec<Reference>) -> Self {
        Self { articles, paragraphs: Paragraphs::default(), column: Vec::new(), as_found: false }
    }
}

/// The place of an article among all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Counted from 1, only those that could be opened.
    pub(super) number: usize,
    /// How many were named.
    pub(super) of: usize,
}

/// Opens and analyses the articles in order, with the reader's corrections, and hands them to `take`. One that cannot be opened is told on standard
/// error, and the others have their turn all the same.
///
/// # Errors
/// What `take` gives; and at the end [`Stop::Told`] when some that were named could not be opened, or none could.
pub(super) fn each(
    named: Named,
    global: &Global,
    mut take: impl FnMut(Turn, &Article, &Analysis) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let paragraphs = named.paragraphs();
    let corrections = named.corrections(global);
    let references = named.references()?;
    let origins = expanded(&references)?;
    let (of, mut number, mut unread, mut failed) = (origins.len(), 0, 0, false);
    for origin in &origins {
        match open(origin) {
            Ok(article) => {
                tell_shortfall(&article);
                let article = paragraphs.of(article);
                number += 1;
                take_notices().iter().for_each(tell);
                let analysis = corrections.analyze(&article);
                take(Turn { number, of }, &article, &analysis)?;
            }
            Err(problem) => {
                tell(&problem);
                unread += 1;
                failed |= !is_of_folder(origin, &references);
            }
        }
    }
    if failed || (unread > 0 && number == 0) { Err(Stop::Told) } else { Ok(()) }
}

/// What is to be opened, in order. What of a folder is no article is told.
///
/// # Errors
/// As [`expand`].
pub(super) fn expanded(references: &[Reference]) -> Result<Vec<Origin>, Problem> {
    let origins = expand(references);
    take_notices().iter().for_each(tell);
    origins
}

/// Any argument is a reference, also one that is no Unicode.
impl ValueParserFactory for Reference {
    type Parser = clap::builder::MapValueParser<OsStringValueParser, fn(OsString) -> Self>;

    fn value_parser() -> Self::Parser {
        OsStringValueParser::new().map(Self::from)
    }
}
