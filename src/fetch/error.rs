//! Why a page could not be had, in words: what is wrong, and what to do next.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use super::address::Unfit;

/// Why a page could not be had. The caller knows the address and adds it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody stopped waiting.
    #[error("it was given up")]
    GivenUp,
    /// It leads to a machine that no page may lead to.
    #[error("{host} is in a private network, where no page of the web leads")]
    Private {
        /// The host that is private, or whose name means a private machine.
        host: String,
    },
    /// From `https` to `http`.
    #[error("it leads from an enciphered page to one at {host} that is not")]
    Downgrade {
        /// The host that it leads to.
        host: String,
    },
    /// A redirection to something else than `http` and `https`.
    #[error("it leads out of the web, to an address that begins with {scheme}:")]
    LeadsOut {
        /// What stands before the colon.
        scheme: String,
    },
    /// A redirection to no proper address.
    #[error("it leads on to a wrong address: {0}")]
    LedAstray(Unfit),
    /// A redirection to where it came from.
    #[error("{host} sends in a circle")]
    Circle {
        /// Who does.
        host: String,
    },
    /// More redirections than anybody needs.
    #[error("it leads on and on, more than {most} times")]
    TooManyHops {
        /// How many are followed.
        most: usize,
    },
    /// There is no such name.
    #[error("no machine called {host} was found")]
    NoHost {
        /// The name.
        host: String,
    },
    /// The machine is not there, or does not talk.
    #[error("{host} could not be reached: {why}")]
    Unreachable {
        /// Whom.
        host: String,
        /// What the system says.
        why: String,
    },
    /// Nobody can be sure that it is the right machine.
    #[error("{host} cannot be trusted: {why}")]
    Untrusted {
        /// Who.
        host: String,
        /// What is wrong with its certificate, or with how it enciphers.
        why: String,
    },
    /// It took too long.
    #[error("{host} took too long")]
    TooSlow {
        /// Who.
        host: String,
    },
    /// There is more than may be read.
    #[error("it is larger than {}", size(*.most))]
    TooLarge {
        /// Bytes that may be read.
        most: u64,
    },
    /// The connection ended before the page did.
    #[error("it broke off before its end")]
    CutShort,
    /// It was packed, and cannot be unpacked.
    #[error("it cannot be unpacked: it broke off, or was damaged on the way")]
    Damaged,
    /// It is packed in a way that was not asked for.
    #[error("it is packed in a way that sayso cannot read ({how})")]
    Packed {
        /// How.
        how: String,
    },
    /// What came is no answer of the web.
    #[error("{host} does not answer as servers of the web do")]
    Garbled {
        /// Who.
        host: String,
    },
    /// The site said no.
    #[error("{}", status(*.code))]
    Status {
        /// The status code.
        code: u16,
    },
    /// The site asks to be left alone for a while.
    #[error("the site has too much to do{}", .wait.map(|wait| format!(", and asks to come again in {}", while_(wait))).unwrap_or_default())]
    Busy {
        /// For how long.
        wait: Option<Duration>,
    },
    /// The site does not want programs to read this page by themselves.
    #[error("{host} does not want programs to read this (robots.txt)")]
    Robots {
        /// Who.
        host: String,
    },
}

impl Error {
    /// What to do next, where something helps.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::GivenUp | Self::Robots { .. } => return None,
            Self::Private { .. } => "type the address yourself if you mean it",
            Self::Downgrade { .. }
            | Self::Circle { .. }
            | Self::TooManyHops { .. }
            | Self::LeadsOut { .. }
            | Self::LedAstray(_)
            | Self::Garbled { .. }
            | Self::Packed { .. } => "open it in a browser, and save the page from there",
            Self::NoHost { .. } => "check the address, and whether you are online",
            Self::Unreachable { .. } | Self::TooSlow { .. } | Self::CutShort | Self::Damaged => {
                "try again later"
            }
            Self::Untrusted { .. } => "somebody may be listening; sayso reads nothing from there",
            Self::TooLarge { .. } => "save it to a file and open that",
            Self::Status { code } => match code {
                401 | 402 | 403 | 407 | 451 => "open it in a browser, and save the page from there",
                404 | 410 => "check the address",
                _ => "try again later",
            },
            Self::Busy { .. } => "try again then",
        })
    }

    /// What went wrong while `host` was asked, as the library tells it.
    pub(super) fn of(error: ureq::Error, host: &str) -> Self {
        let host = host.to_owned();
        match error {
            ureq::Error::HostNotFound => Self::NoHost { host },
            ureq::Error::Timeout(_) => Self::TooSlow { host },
            ureq::Error::Rustls(error) => Self::Untrusted { host, why: distrust(&error.to_string()) },
            ureq::Error::Tls(why) => Self::Untrusted { host, why: distrust(why) },
            ureq::Error::Io(error) => Self::of_io(&error, host),
            ureq::Error::Decompress(_, error) => match error.kind() {
                io::ErrorKind::UnexpectedEof => Self::CutShort,
                _ => Self::Damaged,
            },
            ureq::Error::Other(error) => match error.downcast_ref::<Blocked>() {
                Some(_) => Self::Private { host },
                None => Self::Unreachable { host, why: error.to_string().to_lowercase() },
            },
            ureq::Error::ConnectionFailed => {
                Self::Unreachable { host, why: "no connection was made".to_owned() }
            }
            ureq::Error::ConnectProxyFailed(why) => {
                Self::Unreachable { host, why: format!("the proxy said {}", why.to_lowercase()) }
            }
            _ => Self::Garbled { host },
        }
    }

    fn of_io(error: &io::Error, host: String) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::GivenUp,
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::TooSlow { host },
            io::ErrorKind::UnexpectedEof => Self::CutShort,
            io::ErrorKind::ConnectionRefused => {
                Self::Unreachable { host, why: "nobody answers there".to_owned() }
            }
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::NotConnected => {
                Self::Unreachable { host, why: "the connection was closed".to_owned() }
            }
            // What enciphers has its errors in those of the system.
            io::ErrorKind::InvalidData => Self::Untrusted { host, why: distrust(&error.to_string()) },
            _ => {
                let text = error.to_string();
                let why = text.split(" (os error").next().unwrap_or_default().to_lowercase();
                Self::Unreachable { host, why }
            }
        }
    }
}

/// A name means this machine, which is private.
#[derive(Debug, thiserror::Error)]
#[error("{0} is private")]
pub(super) struct Blocked(pub(super) IpAddr);

/// Why an enciphered connection cannot be trusted, from what rustls and the system's verifiers say about it.
fn distrust(text: &str) -> String {
    const REASONS: &[(&[&str], &str)] = &[
        (
            &["not valid for name", "notvalidforname", "hostname mismatch"],
            "its certificate is for another site",
        ),
        (&["expired"], "its certificate has expired"),
        (&["not valid yet", "notvalidyet"], "its certificate is not valid yet"),
        (&["revoked"], "its certificate was withdrawn"),
        (
            &[
                "unknownissuer",
                "unknown issuer",
                "caused by other",
                "caasendentity",
                "not trusted",
                "untrusted root",
            ],
            "nobody that this machine trusts vouches for its certificate",
        ),
        (
            &[
                "protocolversion",
                "protocol version",
                "tls12not",
                "serverdoesnotsupporttls12or13",
                "tls 1.2 or 1.3",
            ],
            "its enciphering is too old (before TLS 1.2)",
        ),
        (
            &["handshakefailure", "ciphersuite", "peer is incompatible"],
            "it enciphers in no way that is safe today",
        ),
        (&["invalid peer certificate", "certificate"], "its certificate is wrong"),
        (&["corrupt message", "invalid message"], "it does not encipher, though its address says so"),
    ];
    let lower = text.to_lowercase();
    let reason = REASONS.iter().find(|(signs, _)| signs.iter().any(|sign| lower.contains(sign)));
    reason.map_or_else(
        || format!("it does not encipher as it should ({lower})"),
        |(_, words)| (*words).to_owned(),
    )
}

/// A status in words.
fn status(code: u16) -> String {
    let words = match code {
        401 | 407 => "the site asks for a password",
        402 => "the site asks to be paid",
        403 => "the site does not let sayso read it",
        404 => "there is no such page",
        406 => "the site has it in no form that sayso reads",
        410 => "the page is gone for good",
        451 => "the page may not be shown, for legal reasons",
        408 | 504 | 524 => "the site took too long to answer itself",
        300..400 => "the site says that it is elsewhere, and not where",
        400..500 => "the site does not understand the address",
        500..600 => "the site has a problem of its own",
        204 | 205 => "the site says that there is nothing to read",
        _ => "the site gives an answer that is none",
    };
    format!("{words} ({code})")
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}

/// "40 seconds", "5 minutes".
fn while_(wait: Duration) -> String {
    let seconds = wait.as_secs().max(1);
    let (count, unit) = match seconds {
        ..120 => (seconds, "second"),
        120..7200 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3600), "hour"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_enciphering_says_is_said_in_words() {
        for (text, expected) in [
            ("invalid peer certificate: Expired", "expired"),
            ("invalid peer certificate: certificate expired: verification time 3 (UNIX)", "expired"),
            (
                "invalid peer certificate: certificate not valid for name \"a.org\"; certificate is only valid for b",
                "another site",
            ),
            ("invalid peer certificate: UnknownIssuer", "nobody that this machine trusts"),
            ("received fatal alert: ProtocolVersion", "too old"),
            ("received fatal alert: HandshakeFailure", "no way that is safe"),
            ("received corrupt message of type InvalidContentType", "does not encipher, though"),
            ("something new", "(something new)"),
        ] {
            assert!(distrust(text).contains(expected), "{text}: {}", distrust(text));
        }
    }

    #[test]
    fn waits_are_said_as_people_say_them() {
        for (seconds, expected) in [
            (0, "1 second"),
            (40, "40 seconds"),
            (120, "2 minutes"),
            (3601, "61 minutes"),
            (86_400, "24 hours"),
        ] {
            assert_eq!(while_(Duration::from_secs(seconds)), expected);
        }
    }
}
