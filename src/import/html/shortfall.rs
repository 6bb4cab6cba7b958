//! Why a page may not hold its whole article: few rules, each sure. A whole article that speaks of subscriptions,
//! cookies or JavaScript is whole.

use super::phrases::{CONSENT, PAYWALLS, SCRIPTS, plain};
use crate::article::{BlockKind, Shortfall};
use crate::import::page::Line;

/// What is known about a page beside its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// What the page says in its metadata.
    pub(super) is_free: Option<bool>,
    /// Whether the page has a place for words that only a script fills, or says that it needs one.
    pub(super) asks_for_script: bool,
}

/// The shortfall of a page whose article has the lines `article` and that shows the lines `whole` in all.
pub(super) fn of(article: &[Line<'_>], whole: &[Line<'_>], signs: Signs) -> Option<Shortfall> {
    let length = running(article);
    let is_short = length < SHORT;
    let last = article.len().saturating_sub(LAST);
    let ends_at_wall = article.iter().skip(last).any(|line| is_wall(line));
    let shows_wall = || whole.iter().any(|line| is_wall(line));
    if ends_at_wall || (is_short && (signs.is_free == Some(false) || shows_wall())) {
        return Some(Shortfall::Paywall);
    }
    let words = whole.iter().map(|line| plain(line.text)).collect::<Vec<_>>().join("\n");
    let is_bare = length < BARE;
    if is_bare && words.len() < LARGEST_WALL && CONSENT.count_in(&words) >= FEWEST_SIGNS {
        return Some(Shortfall::ConsentWall);
    }
    let says_so = SCRIPTS.count_in(&words) > 0;
    (length < NOTHING && (signs.asks_for_script || says_so)).then_some(Shortfall::Script)
}

/// Adds the numbers of the lines at the end of an article that ask for a subscription.
pub(super) fn find_walls(article: &[Line<'_>], unwanted: &mut Vec<usize>) {
    let last = article.len().saturating_sub(LAST);
    unwanted.extend((last..article.len()).filter(|&number| article.get(number).is_some_and(is_wall)));
}

/// Whether the source of a page says that nothing is shown without a script: in a `<noscript>`, which is not read, or by
/// an empty element that scripts are known to fill.
pub(super) fn asks_for_script(html: &str) -> bool {
    let notes = html.match_indices("<noscript").take(MOST_NOTES).any(|(place, _)| {
        let note: String = html.get(place..).unwrap_or_default().chars().take(LONGEST_NOTE).collect();
        let note = note.split("</noscript").next().unwrap_or_default();
        SCRIPTS.count_in(&plain(note)) > 0
    });
    notes || ROOTS.iter().any(|root| html.contains(root))
}

/// Bytes of running words: an article that is cut off has fewer than the first, a page without an article than the
/// second, one that waits for a script than the third.
const SHORT: usize = 1_500;
const BARE: usize = 600;
const NOTHING: usize = 300;

/// Bytes of a page that asks for consent and shows nothing else, and how many of the phrases it has.
const LARGEST_WALL: usize = 6_000;
const FEWEST_SIGNS: usize = 4;

/// Lines at the end of an article where a wall stands, and its bytes.
const LAST: usize = 4;
const LONGEST_WALL: usize = 220;

/// Notes for readers without scripts that are looked at, and their characters.
const MOST_NOTES: usize = 20;
const LONGEST_NOTE: usize = 600;

/// Elements that the common frameworks fill.
const ROOTS: [&str; 6] = [
    "<div id=\"root\"></div>",
    "<div id=\"app\"></div>",
    "<div id=\"__next\"></div>",
    "<div id=\"__nuxt\"></div>",
    "<app-root></app-root>",
    "<div id=root></div>",
];

fn running(lines: &[Line<'_>]) -> usize {
    let is_running = |line: &&Line<'_>| !matches!(line.kind, BlockKind::Image | BlockKind::Heading(_));
    lines.iter().filter(is_running).filter(|line| !is_wall(line)).map(|line| line.text.len()).sum()
}

/// Whether a line asks for a subscription. One that quotes such a request does not.
fn is_wall(line: &Line<'_>) -> bool {
    let is_quoting = line.text.contains(['“', '”', '"', '«']);
    line.text.len() <= LONGEST_WALL && !is_quoting && {
        let words = plain(line.text);
        PAYWALLS.count_in(&words) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "It was a long day in the hall, and nobody wanted it to go on, yet it did until the lights went out.";

    fn found(stories: usize, lines: &[&str], signs: Signs) -> Option<Shortfall> {
        let stories = std::iter::repeat_n(STORY, stories);
        let line = |text| Line { kind: BlockKind::Paragraph, text, linked: 0, leads_within: false };
        let all: Vec<Line<'_>> = stories.chain(lines.iter().copied()).map(line).collect();
        of(&all, &all, signs)
    }

    #[test]
    fn few_and_sure_rules() {
        let none = Signs { is_free: None, asks_for_script: false };
        let paid = Signs { is_free: Some(false), ..none };
        let scripted = Signs { asks_for_script: true, ..none };
        let cookies = "We value your privacy. We and our partners store cookies and process personal data. You may \
                       withdraw your consent at any time.";
        for (stories, lines, signs, expected) in [
            (3, &["Subscribe to continue reading."][..], none, Some(Shortfall::Paywall)),
            (3, &["Already a subscriber? Log in"], none, Some(Shortfall::Paywall)),
            (40, &["This post is for paid subscribers"], none, Some(Shortfall::Paywall)),
            (3, &[], paid, Some(Shortfall::Paywall)),
            (40, &[], paid, None),
            (40, &[], none, None),
            (3, &[], none, None),
            (3, &["The paper asks everyone to “subscribe to continue reading” now."], none, None),
            (3, &["Subscribe to our newsletter."], none, None),
            (
                3,
                &[
                    "He said that readers would have to subscribe to continue, since nothing is free, and that whoever does not want to pay may as well read something else, of which there is more than enough in any library of any town of this country.",
                ],
                none,
                None,
            ),
            (0, &[cookies, "Accept all", "Manage options"], none, Some(Shortfall::ConsentWall)),
            (40, &[cookies], none, None),
            (4, &["The law on cookies and privacy asks for consent."], none, None),
            (0, &["You need to enable JavaScript to run this app."], none, Some(Shortfall::Script)),
            (0, &["Loading"], scripted, Some(Shortfall::Script)),
            (9, &["You need to enable JavaScript to see the comments."], scripted, None),
            (0, &["A short note."], none, None),
        ] {
            assert_eq!(found(stories, lines, signs), expected, "{stories} {lines:?} {signs:?}");
        }
    }

    #[test]
    fn a_page_that_waits_for_a_script_says_so() {
        for (html, expected) in [
            (
                "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=x></div>",
                true,
            ),
            ("<div id=\"root\"></div><script src=a.js></script>", true),
            ("<noscript><img src=a.png></noscript><p>Enable JavaScript, he said.", false),
            ("<p>x", false),
        ] {
            assert_eq!(asks_for_script(html), expected, "{html}");
        }
    }
}
