//! What is taken out of an article after it was found, line by line: each pass is one rule that holds for any page.

use super::{caption, closing, opening, phrase_line, pull_quote};
use crate::article::Metadata;
use crate::import::page::{Line, Page};

/// A pass adds the numbers of the lines that are no part of the article.
type Pass = fn(&[Line<'_>], &Metadata, &mut Vec<usize>);

const PASSES: &[Pass] = &[
    |lines, _, unwanted| phrase_line::find(lines, unwanted),
    |lines, _, unwanted| caption::find(lines, unwanted),
    |lines, _, unwanted| pull_quote::find(lines, unwanted),
    opening::find,
    closing::find,
];

/// Takes out of `page` what the passes find, as long as something stays.
pub(super) fn run(page: &mut Page, metadata: &Metadata) {
    for pass in PASSES {
        let mut unwanted = Vec::new();
        pass(&page.lines(), metadata, &mut unwanted);
        page.take_out(&unwanted);
    }
}
