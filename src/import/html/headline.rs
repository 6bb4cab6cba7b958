//! The headline of a page without the names that pages put around it for the tabs of a browser.

use dom_query::Document;

/// What stands between a headline and the name of its paper.
const BREAKS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", " / "];

/// What stands before headlines and says what kind of text follows.
const KINDS: [&str; 5] = ["Opinion", "Analysis", "Perspective", "Editorial", "Column"];

/// `title` without the site's name, or the name of a section, at either end. `names` are what the site and the section
/// are called. A part that is the page's first heading is the headline, whatever stands beside it.
pub(super) fn bare(title: &str, page: &Document, names: &[&str]) -> String {
    let headings = page.select("h1");
    // Of several headings one is the name of the site.
    let heading = if headings.length() == 1 { headings.text().to_string() } else { String::new() };
    let mut bare = title.trim();
    for _ in 0..DEEPEST {
        let Some(shorter) = shortened(bare, &heading, names) else { break };
        bare = shorter;
    }
    bare.to_owned()
}

/// The most names around a headline: "Headline - Section - Paper".
const DEEPEST: usize = 3;

fn shortened<'t>(title: &'t str, heading: &str, names: &[&str]) -> Option<&'t str> {
    let last = BREAKS.iter().filter_map(|sign| title.rfind(sign).map(|place| (place, sign.len()))).max();
    if let Some((place, length)) = last {
        let (head, tail) = (title.get(..place)?.trim(), title.get(place + length..)?.trim());
        if !head.is_empty() && (same(head, heading) || names.iter().any(|name| same(name, tail))) {
            return Some(head);
        }
    }
    let first = BREAKS.iter().filter_map(|sign| title.find(sign).map(|place| (place, sign.len()))).min();
    let (place, length) = first?;
    let (head, tail) = (title.get(..place)?.trim(), title.get(place + length..)?.trim());
    let is_name = names.iter().chain(&KINDS).any(|name| same(name, head));
    (!tail.is_empty() && (same(tail, heading) || is_name)).then_some(tail)
}

/// Whether two names are the same to a reader: capitals, an article before and a dot of an address do not count.
fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let name = name.trim().to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        name.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_the_headline() {
        for (title, heading, expected) in [
            ("The vote | The Paper", "", "The vote"),
            ("The vote - PAPER", "", "The vote"),
            ("The vote - Opinion - The Paper", "", "The vote"),
            ("The Paper: the vote", "", "The Paper: the vote"),
            ("Opinion | The vote", "", "The vote"),
            ("The vote — what now", "", "The vote — what now"),
            ("The vote — what now | elsewhere.org", "The vote — what now", "The vote — what now"),
            ("The vote - Some Other Name", "The vote", "The vote"),
            ("The Paper | The vote", "x", "The vote"),
            ("The vote", "x", "The vote"),
            (" | The Paper", "", "| The Paper"),
            ("", "", ""),
        ] {
            let page = Document::from(format!("<h1>{heading}</h1>"));
            let two = Document::from("<h1>The Book</h1><h1>x</h1>");
            assert_eq!(bare("The vote - The Book", &two, &[]), "The vote - The Book");
            assert_eq!(bare(title, &page, &["The Paper", "Opinion"]), expected, "{title}");
        }
    }
}
