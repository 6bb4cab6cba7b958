//! What a site does not want programs to read by themselves: `robots.txt`, as RFC 9309 has it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::address::Address;
use super::error::Error;
use super::{Answer, Asked, Request, get};

/// More of the file is not read, in bytes; the RFC asks for at least 500 KiB.
const MOST: usize = 512 << 10;

/// What we are called there.
const NAME: &str = "sayso";

/// Whether the program may ask for `address` by itself. The file is asked for once in the life of the program. As the RFC
/// has it, a site without one allows all, and one that cannot answer allows nothing.
///
/// # Errors
/// When somebody gives up.
pub(super) fn allow(address: &Address, request: &Request) -> Result<bool, Error> {
    static KNOWN: Mutex<BTreeMap<String, Option<Rules>>> = Mutex::new(BTreeMap::new());
    let site = address.join("/").map_or_else(|_| address.server(), |root| root.to_string());
    let allows = |rules: &Option<Rules>| rules.as_ref().is_some_and(|rules| rules.allow(&address.target()));
    if let Some(rules) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&site) {
        return Ok(allows(rules));
    }
    let Ok(file) = address.join("/robots.txt") else { return Ok(true) };
    let question = Request {
        address: file,
        asked: Asked::ByUser,
        etag: None,
        last_modified: None,
        most_page: MOST as u64,
        most_book: MOST as u64,
        ..request.clone()
    };
    let rules = match get(&question) {
        Ok(Answer::Page(page)) => Some(Rules::read(&String::from_utf8_lossy(&page.bytes))),
        Err(Error::GivenUp) => return Err(Error::GivenUp),
        Err(Error::Status { code: 400..500 } | Error::TooLarge { .. }) => Some(Rules::default()),
        Ok(Answer::NotModified) | Err(_) => None,
    };
    let allowed = allows(&rules);
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(site, rules);
    Ok(allowed)
}

/// The rules that are meant for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rules(Vec<Rule>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    is_allowed: bool,
    pattern: String,
}

impl Rules {
    fn read(text: &str) -> Self {
        let (mut ours, mut everybodys): (Option<Vec<Rule>>, Vec<Rule>) = (None, Vec::new());
        let (mut names_us, mut names_all, mut in_names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if !in_names {
                        (names_us, names_all) = (false, false);
                    }
                    in_names = true;
                    names_us |= value.to_ascii_lowercase().split('/').next() == Some(NAME);
                    names_all |= value == "*";
                    if names_us {
                        ours.get_or_insert_default();
                    }
                }
                "allow" | "disallow" => {
                    in_names = false;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule { is_allowed: key == "allow", pattern: value.to_owned() };
                    if names_us && let Some(ours) = &mut ours {
                        ours.push(rule);
                    } else if names_all {
                        everybodys.push(rule);
                    }
                }
                // Other lines belong to nobody in particular, and part no group.
                _ => {}
            }
        }
        Self(ours.unwrap_or(everybodys))
    }

    /// Whether path and query may be asked for: the longest pattern that fits decides, and of two one that allows.
    fn allow(&self, target: &str) -> bool {
        let fitting = self.0.iter().filter(|rule| fits(&rule.pattern, target));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.is_allowed)).is_none_or(|rule| rule.is_allowed)
    }
}

/// Whether `target` begins as `pattern` says, in which `*` is anything, and `$` at its end the end.
fn fits(pattern: &str, target: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = target.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if is_whole && parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if is_whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_pattern_of_our_group_decides() {
        const FILE: &str = "# all\nUser-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nSitemap: x\n\n\
                            User-Agent: Other\nuser-agent: SaySo/1.0\nDisallow: /feed # no\nDisallow:\n";
        const ALL: &str = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nAllow: /private/open\n\
                           Disallow: /*.pdf$\nDisallow: /a*c*e$\nAllow: /same\nDisallow: /same";
        for (file, target, expected) in [
            (FILE, "/private", true),
            (FILE, "/feed/x", false),
            (ALL, "/", true),
            (ALL, "/private/x", false),
            (ALL, "/private/open/x", true),
            (ALL, "/a/b.pdf", false),
            (ALL, "/a/b.pdf?x", true),
            (ALL, "/abcde", false),
            (ALL, "/abcdef", true),
            (ALL, "/same", true),
            ("User-agent: *\nDisallow: /", "/x", false),
            ("User-agent: *\nDisallow:", "/x", true),
            ("User-agent: sayso\n\nUser-agent: *\nDisallow: /", "/x", false),
            ("User-agent: sayso\nAllow: /\n\nUser-agent: *\nDisallow: /", "/x", true),
            ("<html>Not found</html>", "/x", true),
            ("", "/x", true),
        ] {
            assert_eq!(Rules::read(file).allow(target), expected, "{target} in {file:?}");
        }
    }
}
