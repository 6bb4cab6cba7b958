//! `sayso cite`: words of an article with where they are from, or a link to them.

use std::path::Path;

use clap::Args;

use super::arguments::Global;
use super::notes::passage::Passage;
use super::output::Output;
use super::setting_right::Corrections;
use super::stop::{Stop, tell, tell_shortfall};
use crate::app::Problem;
use crate::app::preferences::Citation;
use crate::article::{Article, Origin, SafeText};
use crate::export::citation::Cited;
use crate::export::fragment::Fragment;
use crate::library::{Error, Paths};
use crate::shell::citing::{at, read_style, style_file};
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;
use crate::shell::settings::settings_in;
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
    /// How to cite: chicago, apa, mla, or a file of a style in CSL, my.csl; as your settings say where this is left out
    #[arg(long, value_name = "STYLE", value_parser = style, conflicts_with = "link")]
    style: Option<Citation>,
    /// A link to the words instead
    #[arg(long)]
    link: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso cite column.md 'never missed a tide'
  sayso cite column.md 'never missed a tide' --style apa
  sayso cite column.md 'never missed a tide' --style my.csl
  sayso cite page.html 'never missed a tide' --link";

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
    let cited = Cited::new(&article, Some(&analysis), span);
    let text = match &options.style {
        Some(Citation::Shipped(style)) => cited.text(*style),
        Some(Citation::Own(file)) => in_own_style(&cited, Path::new(file))?,
        None => as_set(&cited, global)?,
    };
    output.line(&text)
}

/// As the settings say.
fn as_set(cited: &Cited, global: &Global) -> Result<String, Problem> {
    let cannot = |error: Error| Problem::new("cannot find your settings", &error.to_string());
    let paths = Paths::new(global.data_dir.clone(), global.config.clone()).map_err(cannot)?;
    match settings_in(&paths).preferences.citation {
        Citation::Shipped(style) => Ok(cited.text(style)),
        Citation::Own(name) => in_own_style(cited, &style_file(&paths, &name)),
    }
}

/// As a file says; what it asks for that is left out is told.
fn in_own_style(cited: &Cited, file: &Path) -> Result<String, Problem> {
    let (style, notices) = read_style(file)?;
    for notice in notices {
        tell(&at(file, notice.line, &notice.what));
    }
    Ok(style.cite(cited))
}

/// A style by its name, or a file.
fn style(text: &str) -> Result<Citation, String> {
    match Citation::named(text) {
        Some(citation) => Ok(citation),
        None if text.contains(['/', '\\']) => Ok(Citation::Own(text.to_owned())),
        None => Err("it is chicago, apa, mla or a file that ends in .csl".to_owned()),
    }
}

fn link(article: &Article, span: Span) -> Result<String, Problem> {
    let cannot = |why: &str| Problem::new("cannot link to it", why);
    let url =
        article.metadata.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let url = url.ok_or_else(|| cannot("the article does not say its address on the web"))?;
    let fragment = Fragment::of(article, span).ok_or_else(|| cannot("there are no words in it"))?;
    Ok(fragment.link(url))
}
