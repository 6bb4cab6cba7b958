//! Boxes in and around an article that its publisher put there for itself: newsletters, shares, related articles,
//! advertisements, the comments of readers. They are told by the names that pages give them, and only where they are
//! small beside the page or, for comments, where enough is left without them.

use dom_query::{Document, NodeRef};

use super::phrases::{BOXES, Phrases, TALK};

/// Takes the boxes out of `page`.
pub(super) fn take_out(page: &Document) {
    let Some(body) = page.body() else { return };
    let total = length(&body);
    let mut left = total;
    let named: Vec<(NodeRef<'_>, Kind)> =
        body.descendants_it().filter_map(|node| kind(&node).map(|kind| (node, kind))).take(MOST).collect();
    for (node, kind) in named {
        let is_gone = !node.ancestors_it(None).any(|above| above.id == body.id);
        if is_gone {
            continue;
        }
        let own = length(&node);
        let is_small = match kind {
            Kind::Box => own * SHARE <= total && own <= LARGEST_BOX,
            Kind::Talk => left.saturating_sub(own) >= ENOUGH,
        };
        if is_small && !holds_headline(&node) {
            left = left.saturating_sub(own);
            node.remove_from_parent();
        }
    }
}

/// The most boxes of a page that are looked at.
const MOST: usize = 2_000;

/// A box is at most one part in this many of the words of a page, and has at most this many characters.
const SHARE: usize = 3;
const LARGEST_BOX: usize = 3_000;

/// Characters that a page without the comments of its readers still has.
const ENOUGH: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Box,
    Talk,
}

fn kind(node: &NodeRef<'_>) -> Option<Kind> {
    let element = node.element_ref()?;
    if ["html", "body", "main", "article", "h1", "p", "em", "blockquote"]
        .contains(&element.name.local.as_ref())
    {
        return None;
    }
    let names = ["class", "id"].into_iter().filter_map(|name| element.attr(name));
    let names =
        names.flat_map(|names| names.split_whitespace().take(MOST_NAMES).map(words).collect::<Vec<_>>());
    names.filter(|words| !words.is_empty()).find_map(|words| {
        let is = |list: &Phrases| is_named(&words, list);
        if is(&TALK) { Some(Kind::Talk) } else { is(&BOXES).then_some(Kind::Box) }
    })
}

/// Class names of one element that are looked at.
const MOST_NAMES: usize = 30;

/// The words of a name: `shareBar`, `share-bar` and `share_bar` are two, in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars().take(LONGEST_NAME) {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_small) {
            words.push(String::new());
        }
        was_small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The most characters of a name.
const LONGEST_NAME: usize = 60;

/// Whether the words of a name have an entry of `list` in them: one of several words anywhere, one of a single word as
/// all of the name or at an end of it. What a page says to have or not to have is no name.
fn is_named(words: &[String], list: &Phrases) -> bool {
    let is_modifier = |word: &String| {
        ["has", "with", "no", "is", "without", "hide", "hidden", "show"].contains(&word.as_str())
    };
    if words.first().is_some_and(is_modifier) {
        return false;
    }
    let is_pair = |size: usize| words.windows(size).any(|pair| list.has(&pair.join(" ")));
    let ends = [words.first(), words.last()];
    is_pair(2) || is_pair(3) || (words.len() <= 3 && ends.into_iter().flatten().any(|word| list.has(word)))
}

fn holds_headline(node: &NodeRef<'_>) -> bool {
    node.descendants_it().take(MOST).any(|inner| inner.has_name("h1") || inner.has_name("article"))
}

/// Characters of a part of a page, runs of white space counted as one.
fn length(node: &NodeRef<'_>) -> usize {
    node.normalized_char_count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_told_by_its_name() {
        for (name, expected) in [
            ("newsletter", true),
            ("c-newsletter", true),
            ("newsletterBox", true),
            ("has-newsletter", false),
            ("share-bar", true),
            ("article__shareBar--left", true),
            ("market-share", false),
            ("my-related-articles-list", true),
            ("related", false),
            ("content", false),
            ("a-page-about-newsletter-writers", false),
            ("", false),
        ] {
            assert_eq!(is_named(&words(name), &BOXES), expected, "{name}");
        }
    }

    #[test]
    fn only_what_is_small_is_taken_out() {
        let words = "It was a long day in the hall. ".repeat(30);
        for (html, expected) in [
            (format!("<div id=a><p>{words}</p><div class=newsletter>Sign up</div></div>"), false),
            (format!("<div class=newsletter><p>{words}</p>Sign up</div><p>x"), true),
            (format!("<div class=newsletter><h1>T</h1>Sign up</div><p>{words}"), true),
            (format!("<p>{words}<div id=comments><p>Sign up {}</div>", words.repeat(9)), false),
            (format!("<div id=comments><p>Sign up {words}</div>x"), true),
        ] {
            let page = Document::from(html.as_str());
            take_out(&page);
            assert_eq!(page.text().contains("Sign up"), expected, "{html}");
        }
    }
}
