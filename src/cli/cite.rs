//! `sayso cite`: words of an article with where they are from, or a link to them.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::notes::passage::Passage;
use super::output::Output;
use super::setting_right::Corrections;
use super::stop::{Stop, tell_shortfall};
use crate::app::Problem;
use crate::article::{Article, Origin, SafeText};
use crate::export::citation::{Cited, Style};
use crate::export::fragment::Fragment;
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;
use crate::span::Span;

/// Cite words of an article
///
/// Writes the words in quotation marks with a citation of the article, and "quoted in" where somebody else than its author
/// said them. With --link, writes a link that opens the page at the words.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The article
    #[arg(value_name = "ARTICLE")]
    article: Reference,
    /// The words; kinds of quotation marks and line ends may differ
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    words: String,
    /// What stands right before them, where they stand more than once
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    prefix: Option<String>,
    /// What stands right after them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    suffix: Option<String>,
    /// How to cite
    #[arg(long, value_enum, default_value_t = Style::Chicago, conflicts_with = "link")]
    style: Style,
    /// A link to the words instead
    #[arg(long)]
    link: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso cite column.md 'never missed a tide'
  sayso cite column.md 'never missed a tide' --style apa
  sayso cite page.html 'never missed a tide' --link";

impl ValueEnum for Style {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Chicago, Self::Apa, Self::Mla]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Self::ALL.iter().find(|(_, style)| style == self).map(|(name, _)| (*name).into())
    }
}

/// # Errors
/// When the article cannot be opened, the words are not in it or not in one place, or it has no address to link to.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let origins: Vec<Origin> = expand(std::slice::from_ref(&options.article))?;
    let [origin] = origins.as_slice() else {
        let problem = Problem::new(&format!("cannot cite {}", options.article), "it is a folder");
        return Err(problem.hint("name one article").into());
    };
    let article = open(origin)?;
    tell_shortfall(&article);
    let (prefix, suffix) = (options.prefix.as_deref(), options.suffix.as_deref());
    let passage = Passage { quote: &options.words, prefix, suffix };
    let span = passage
        .find(&article)
        .map_err(|problem| Problem { what: SafeText::new("cannot cite it"), ..problem })?;
    if options.link {
        return output.line(&link(&article, span)?);
    }
    let analysis = Corrections::read(global).analyze(&article);
    output.line(&Cited::new(&article, Some(&analysis), span).text(options.style))
}

fn link(article: &Article, span: Span) -> Result<String, Problem> {
    let cannot = |why: &str| Problem::new("cannot link to it", why);
    let url =
        article.metadata.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let url = url.ok_or_else(|| cannot("the article does not say its address on the web"))?;
    let fragment = Fragment::of(article, span).ok_or_else(|| cannot("there are no words in it"))?;
    Ok(fragment.link(url))
}
