//! Words that are taken along: as they are, with their citation, or as a link to them.

use super::{Model, Outcome};
use crate::app::effect::Effect;
use crate::app::preferences::Citation;
use crate::article::SafeText;
use crate::export::citation::Cited;
use crate::export::counted;
use crate::export::fragment::Fragment;

impl Model {
    /// Copies the words that a note would be about, on one line: a line end in what is pasted would be a command's end.
    pub(super) fn copy(&self) -> Outcome {
        let Some(span) = self.subject() else { return nothing() };
        let words: Vec<&str> = span.of(self.article.text()).split_whitespace().collect();
        if words.is_empty() {
            return nothing();
        }
        Outcome::Do(Effect::Copy(words.join(" ")), format!("copied: {}", counted(words.len(), "word")))
    }

    /// Copies them with their citation.
    pub(super) fn copy_citation(&self) -> Outcome {
        let Some(span) = self.subject() else { return nothing() };
        let cited = Cited::new(&self.article, self.analysis.as_deref(), span);
        let text = match &self.citation {
            Citation::Shipped(style) => cited.text(*style),
            Citation::Own(file) => {
                let said = format!("reading {file} …");
                return Outcome::Do(Effect::Cite(file.clone(), Box::new(cited)), said);
            }
        };
        let said = format!("copied: {text}");
        Outcome::Do(Effect::Copy(text), said)
    }

    /// Copies a link that opens the page at them.
    pub(super) fn copy_link(&self) -> Outcome {
        let is_web = |url: &&SafeText| url.starts_with("https://") || url.starts_with("http://");
        let Some(url) = self.article.metadata.url.as_ref().filter(is_web) else {
            return Outcome::Tell("this article does not say its address on the web".to_owned());
        };
        let Some(fragment) = self.subject().and_then(|span| Fragment::of(&self.article, span)) else {
            return nothing();
        };
        let link = fragment.link(url);
        let said = format!("copied: {link}");
        Outcome::Do(Effect::Copy(link), said)
    }
}

fn nothing() -> Outcome {
    Outcome::Tell("there is nothing to copy here".to_owned())
}
