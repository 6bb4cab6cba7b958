//! What a site does not want programs to read by themselves: `robots.txt`, as RFC 9309 has it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::address::Address;
use super::error::Error;
use super::{Answer, Asked, Request, get};

/// More of the file is not read, in bytes; the RFC asks for at least 500 KiB.
const MOST: usize = 512 << 10;

/// How long a site that could not be asked for the file is not asked for it again.
const REST: Duration = Duration::from_mins(1);

/// What we are called there.
const NAME: &str = "sayso";

/// Whether the program may ask for `address` by itself. The file is asked for once in the life of the program. As the RFC
/// has it (2.3.1), a site without one allows all, and one that has trouble of its own allows nothing.
///
/// # Errors
/// When somebody gives up; and why the site cannot be reached.
pub(super) fn allow(address: &Address, request: &Request) -> Result<bool, Error> {
    static KNOWN: Mutex<BTreeMap<String, Known>> = Mutex::new(BTreeMap::new());
    let site = address.join("/").map_or_else(|_| address.server(), |root| root.to_string());
    if let Some(known) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&site)
        && !known.is_stale()
    {
        return known.allow(&address.target());
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
    let known = match get(&question) {
        Ok(Answer::Page(page)) => Known::Rules(Rules::read(&String::from_utf8_lossy(&page.bytes))),
        Err(Error::GivenUp) => return Err(Error::GivenUp),
        Err(Error::Status { code: 400..500 } | Error::TooLarge { .. }) => Known::Rules(Rules::default()),
        Err(error) if is_out_of_reach(&error, address.host()) => Known::OutOfReach(error, Instant::now()),
        Ok(Answer::NotModified) | Err(_) => Known::Nothing,
    };
    let allowed = known.allow(&address.target());
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(site, known);
    allowed
}

/// What is known of the file of a site.
enum Known {
    Rules(Rules),
    /// The site has it, and does not give it.
    Nothing,
    /// Why the site could not be asked, and when.
    OutOfReach(Error, Instant),
}

impl Known {
    fn allow(&self, target: &str) -> Result<bool, Error> {
        match self {
            Self::Rules(rules) => Ok(rules.allow(target)),
            Self::Nothing => Ok(false),
            Self::OutOfReach(error, _) => Err(error.clone()),
        }
    }

    /// Whether it is to be found out anew: a machine may be online again.
    fn is_stale(&self) -> bool {
        matches!(self, Self::OutOfReach(_, at) if at.elapsed() > REST)
    }
}

/// Whether `error` says that nobody talked to `host` at all, so that its page cannot be had either.
fn is_out_of_reach(error: &Error, host: &str) -> bool {
    match error {
        Error::NoHost { host: own }
        | Error::Unreachable { host: own, .. }
        | Error::TooSlow { host: own }
        | Error::Untrusted { host: own, .. }
        | Error::Private { host: own } => own == host,
        _ => false,
    }
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
