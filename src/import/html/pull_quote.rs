//! Pull quotes: words of the article that a page shows once more, large, between its paragraphs. They are said once,
//! so they are quoted once; what stands nowhere else in the article is no pull quote, whatever the page calls it.

use dom_query::{Document, NodeRef};

use super::boxes;
use crate::article::BlockKind;
use crate::import::page::Line;

/// Takes out of `page` what it calls a pull quote and has in its text as well.
pub(super) fn take_out(page: &Document) {
    let Some(body) = page.body() else { return };
    let mut called = Vec::new();
    let mut rest = String::new();
    let mut next = body.first_child();
    // Pull quotes stand at any depth, and often twice, for two sizes of screen: none counts as the text itself.
    while let Some(node) = next {
        let is_one = called.len() < MOST && name(&node).is_some();
        if is_one {
            called.push(node);
        } else if node.is_text() {
            rest.push_str(&node.text());
            rest.push(' ');
        }
        next = node.first_child().filter(|_| !is_one).or_else(|| following(node, &body));
    }
    if called.is_empty() {
        return;
    }
    let rest = Words::of(&rest);
    for node in called {
        let words = Words::of(&spoken(&node));
        let is_loose = name(&node) == Some(Name::Pull);
        if rest.have(&words) || (is_loose && rest.nearly_have(&words)) {
            node.remove_from_parent();
        }
    }
}

/// Adds the numbers of block quotations whose words stand in a paragraph of the same article.
pub(super) fn find(lines: &[Line<'_>], unwanted: &mut Vec<usize>) {
    let is_quotation = |line: &Line<'_>| line.kind == BlockKind::BlockQuotation;
    if !lines.iter().any(is_quotation) {
        return;
    }
    let paragraphs = lines.iter().filter(|line| line.kind == BlockKind::Paragraph);
    let rest = Words::of(&paragraphs.map(|line| line.text).collect::<Vec<_>>().join(" "));
    let mut first = 0;
    for group in lines.chunk_by(|one, other| is_quotation(one) == is_quotation(other)) {
        if group.first().is_some_and(is_quotation) {
            let said: Vec<&str> =
                group.iter().map(|line| line.text).filter(|text| !is_signature(text)).collect();
            if said.iter().all(|text| rest.have(&Words::of(text))) && !said.is_empty() {
                unwanted.extend(first..first + group.len());
            }
        }
        first += group.len();
    }
}

/// The most pull quotes of a page, so that each can be looked for.
const MOST: usize = 100;

/// Words that a quotation must have to be looked for: fewer stand in any article by chance.
const FEWEST: usize = 5;

/// How a page calls one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// Surely a pull quote, even where an editor has shortened it.
    Pull,
    /// A box that may as well be something else.
    Callout,
}

fn name(node: &NodeRef<'_>) -> Option<Name> {
    let element = node.element_ref()?;
    let names = element.attr("class")?;
    names.split_whitespace().take(30).find_map(|class| {
        let words = boxes::words(class);
        let has = |wanted: &str| words.iter().any(|word| word == wanted);
        if has("pullquote")
            || (has("quote") && (has("pull") || has("pulled")))
            || (has("pull") && words.len() == 1)
        {
            Some(Name::Pull)
        } else {
            (has("callout") || has("blockquote") || has("quotebox")).then_some(Name::Callout)
        }
    })
}

fn following<'n>(node: NodeRef<'n>, top: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let mut node = node;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id != top.id)?;
    }
}

/// The words of a quotation without who said them.
fn spoken(quote: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let mut next = quote.first_child();
    while let Some(node) = next {
        let is_name = ["cite", "footer", "figcaption"].iter().any(|name| node.has_name(name))
            || node
                .attr("class")
                .is_some_and(|class| class.contains("cite") || class.contains("attribution"));
        if node.is_text() && !is_signature(&node.text()) {
            words.push_str(&node.text());
            words.push(' ');
        }
        next = node.first_child().filter(|_| !is_name).or_else(|| following(node, quote));
    }
    words
}

/// Whether a line says who said what stands above it.
fn is_signature(text: &str) -> bool {
    text.trim_start().starts_with(['—', '–', '-', '―']) && text.chars().count() < 100
}

/// The words of a text in small letters, parted by blanks, with a blank at either end.
struct Words(String);

impl Words {
    fn of(text: &str) -> Self {
        let mut words = String::with_capacity(text.len() + 2);
        words.push(' ');
        let letters = text.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '\u{ad}'));
        for c in letters {
            if c.is_alphanumeric() {
                words.extend(c.to_lowercase());
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Self(words)
    }

    fn have(&self, other: &Self) -> bool {
        other.0.split_whitespace().take(FEWEST).count() == FEWEST && self.0.contains(&other.0)
    }

    /// Whether most words of `other` are in this text, in runs of three at least: an editor has left out the rest.
    fn nearly_have(&self, other: &Self) -> bool {
        let words: Vec<&str> = other.0.split_whitespace().take(LONGEST + 1).collect();
        let mut is_found = vec![false; words.len()];
        for (start, run) in words.windows(RUN).enumerate() {
            if self.0.contains(&format!(" {} ", run.join(" "))) {
                is_found.iter_mut().skip(start).take(RUN).for_each(|is_found| *is_found = true);
            }
        }
        let found = is_found.iter().filter(|is_found| **is_found).count();
        (FEWEST..=LONGEST).contains(&words.len()) && found * 4 >= words.len() * 3
    }
}

/// Words that are looked for together.
const RUN: usize = 3;

/// Words of a pull quote that is looked for run by run: more are no pull quote.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<p>The mayor was plain. “We have no bridge, no road and no money to build either,” she \
                        said, and sat down.</p><p>The room was quiet for a while after that, and then it was not.</p>";

    #[test]
    fn what_the_page_says_twice_is_taken_out_once() {
        for (quote, is_out) in [
            ("<div class=pullquote>We have no bridge, no road</div>", true),
            (
                "<figure class='wp-block-pullquote'><blockquote><p>“We have no bridge, no road and no money”</p><cite>The mayor</cite></blockquote></figure>",
                true,
            ),
            (
                "<p class='article-pull-quote'>We have no bridge, no road … to build either — The mayor</p>",
                true,
            ),
            ("<p class=PullQuote_text>We’ve no bridge, no road and no money to build either</p>", true),
            ("<div class=pullquote>Nobody has said these words before in here</div>", false),
            ("<div class=callout>no road and no money to build</div>", true),
            ("<div class=callout>How to write to us about the road</div>", false),
            ("<div class=pullquote>no bridge</div>", false),
            ("<div class=pulley>We have no bridge, no road</div>", false),
        ] {
            for twice in [quote.to_owned(), quote.repeat(2)] {
                let page = Document::from(format!("<body>{TEXT}{twice}<p>Later.</p>"));
                let before = page.text().len();
                take_out(&page);
                assert_eq!(page.text().len() < before, is_out, "{twice}");
                assert!(page.text().contains("We have no bridge, no road and no money to build either,"));
            }
        }
    }

    #[test]
    fn a_block_quotation_is_one_where_a_paragraph_says_it() {
        let line = |kind, text| Line { kind, text, linked: 0, leads_within: false };
        let text = "She said “we have no bridge, no road and no money” and sat down.";
        for (quotations, expected) in [
            (&["We have no bridge, no road and no money."][..], &[1][..]),
            (&["We have no bridge, no road", "— The mayor"], &[1, 2]),
            (&["We have no bridge, no road and no money. It is so."], &[]),
            (&["We have no bridge, no road", "It is so, as we all know well"], &[]),
            (&["no bridge"], &[]),
            (&["— The mayor"], &[]),
        ] {
            let mut lines = vec![line(BlockKind::Paragraph, text)];
            lines.extend(quotations.iter().map(|text| line(BlockKind::BlockQuotation, text)));
            lines.push(line(BlockKind::Paragraph, "Later."));
            let mut unwanted = Vec::new();
            find(&lines, &mut unwanted);
            assert_eq!(unwanted, expected, "{quotations:?}");
        }
    }
}
