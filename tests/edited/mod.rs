//! Columns as an editor changes them after a reader has marked words in them, with the truth of where those words went.
//!
//! A [`Document`] is paragraphs of tokens, and each token knows whether it is marked; an [`edit::Edit`] is done to tokens, so
//! the mark goes where they go. What is marked afterwards is what anchoring has to find.

pub(crate) mod dice;
pub(crate) mod document;
pub(crate) mod edit;

use document::Document;

/// The columns in the project, each as plain paragraphs; the longer ones are two put together.
pub(crate) fn columns() -> Vec<Document> {
    let files = [
        include_str!("../../assets/columns/lincoln-douglas.md"),
        include_str!("../../assets/columns/gettysburg-reviews.md"),
        include_str!("../../assets/columns/anthony-on-trial.md"),
        include_str!("../golden/columns/budget-of-dukes.md"),
        include_str!("../golden/columns/debs-in-canton.md"),
        include_str!("../golden/columns/freedom-or-death.md"),
        include_str!("../golden/columns/letters-home.md"),
        include_str!("../golden/columns/reply-to-hayne.md"),
        include_str!("../golden/columns/time-is-on-our-side.md"),
        include_str!("../golden/columns/war-message.md"),
    ];
    let plain: Vec<String> = files.iter().map(|file| plain(file)).collect();
    let long: Vec<Document> = plain.windows(2).skip(3).map(|two| Document::new(&two.join("\n\n"))).collect();
    plain.iter().map(|text| Document::new(text)).chain(long).collect()
}

/// Markdown without its front matter and its marks.
fn plain(markdown: &str) -> String {
    let body = markdown
        .trim_start()
        .strip_prefix("---")
        .and_then(|rest| rest.split_once("\n---"))
        .map_or(markdown, |(_, body)| body);
    let kept: String = body.chars().filter(|c| !matches!(c, '*' | '`' | '>' | '#' | '|')).collect();
    let paragraphs =
        kept.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}
