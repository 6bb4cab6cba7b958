//! Where a redirection may lead.

use super::address::{Address, Unfit};
use super::error::Error;

/// The address that a redirection from `here` leads to. Whether it is of a private machine is found out when it is asked.
///
/// # Errors
/// When it leads out of the web, from what is enciphered to what is not, or nowhere.
pub(super) fn next(here: &Address, location: &str) -> Result<Address, Error> {
    let next = here.join(location).map_err(|unfit| match unfit {
        Unfit::NotWeb => Error::LeadsOut { scheme: scheme(location) },
        unfit => Error::LedAstray(unfit),
    })?;
    if here.is_secure() && !next.is_secure() {
        return Err(Error::Downgrade { host: next.host().to_owned() });
    }
    Ok(next)
}

/// What stands before the colon, as far as that can be shown.
fn scheme(location: &str) -> String {
    let scheme = location.trim().split(':').next().unwrap_or_default();
    scheme.chars().take(20).filter(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirection_stays_in_the_web_and_loses_no_secrecy() {
        for (here, location, expected) in [
            ("https://a.org/b/c", "d", "https://a.org/b/d"),
            ("https://a.org/b/c", "/d?e#f", "https://a.org/d?e"),
            ("https://a.org/", "//b.org/c", "https://b.org/c"),
            ("http://a.org/", "https://b.org/", "https://b.org/"),
            ("http://a.org/", "http://b.org/", "http://b.org/"),
            ("http://a.org/", "http://аррӏе.com/", "http://xn--80ak6aa92e.com/"),
            (
                "https://a.org/",
                "http://a.org/",
                "it leads from an enciphered page to one at a.org that is not",
            ),
            (
                "https://a.org/",
                "file:///etc/passwd",
                "it leads out of the web, to an address that begins with file:",
            ),
            (
                "https://a.org/",
                "JavaScript:x",
                "it leads out of the web, to an address that begins with JavaScript:",
            ),
            (
                "https://a.org/",
                "data:text/html,x",
                "it leads out of the web, to an address that begins with data:",
            ),
            (
                "https://a.org/",
                "https://a.org@evil.example/",
                "it leads on to a wrong address: there is a user name before the host, which can make one site look like another",
            ),
            ("https://a.org/", "https://", "it leads on to a wrong address: it is no address of the web"),
            (
                "https://a.org/",
                "/\u{1b}[31m",
                "it leads on to a wrong address: there are characters in it that cannot be seen",
            ),
        ] {
            let led = next(&Address::parse(here).unwrap(), location);
            let shown = led.map_or_else(|error| error.to_string(), |address| address.to_string());
            assert_eq!(shown, expected, "{here} {location:?}");
        }
    }
}
