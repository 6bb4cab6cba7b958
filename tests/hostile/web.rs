//! Rows 7 to 12: addresses, redirections, and servers that answer badly.

use std::time::{Duration, Instant};

use sayso::fetch::{self, Answer, Error, Request};

use crate::asking::{get, packed, request};
use crate::server::{Server, Step, answer, moved, page, raw};
use crate::support::Home;

#[test]
fn rows_07_and_09_what_only_looks_like_an_address_is_never_obeyed() {
    let home = Home::new();
    for (name, status, says) in [
        ("javascript:alert(1)", 1, "there is no such file"),
        ("data:text/html,x", 1, "there is no such file"),
        (
            "ssh://-oProxyCommand=touch%20pwned/",
            1,
            "there is no such file (an address of the web begins with https://)",
        ),
        ("man:ls", 1, "there is no such file"),
        ("mailto:a@example.org", 1, "there is no such file"),
        ("$(touch pwned)", 1, "there is no such file"),
        ("`touch pwned`", 1, "there is no such file"),
        ("a;touch pwned", 1, "there is no such file"),
        ("exec:touch pwned", 1, "there is no such file"),
        ("|touch pwned", 1, "there is no such file"),
        ("www.example.org/a", 1, "there is no such file (an address of the web begins with https://)"),
        ("-oProxyCommand=touch pwned", 2, "unexpected argument"),
        ("--remote-debugging-port=1", 2, "unexpected argument"),
        ("https://", 1, "it is no address of the web"),
        ("https://-oProxyCommand=touch%20pwned/", 1, "it is no address of the web"),
        ("https://bbc.co.uk@evil.example/", 1, "there is a user name before the host"),
        ("https://example.org/a\nb", 1, "there are characters in it that cannot be seen"),
        ("https://example.org/\u{202e}x", 1, "there are characters in it that cannot be seen"),
        ("http://169.254.169.254:1/\u{1b}]52;c;x\u{7}", 1, "there are characters in it that cannot be seen"),
    ] {
        let said = home.say(["print", name]);
        assert_eq!(said.status, status, "{name}: {}", said.err);
        assert!(said.err.contains(says) && !said.err.contains('\u{1b}'), "{name}: {}", said.err);
    }
    assert!(!home.work().join("pwned").exists());

    // A host in letters that look like ours is called what it is, whatever becomes of it.
    let said = home.say(["print", "http://аррӏе.localhost:1/"]);
    assert!(said.err.contains("cannot open http://xn--80ak6aa92e.localhost:1/"), "{}", said.err);
    home.file(
        "links.md",
        "Go [to Apple](https://аррӏе.com/a), or [home](https://bbc.co.uk@evil.example/b).\n",
    );
    let shown =
        |keys: &str| home.say(["--print-screen", "--size", "80x12", "--keys", keys, "links.md"]).done();
    assert!(shown("Tab").contains("link 1/2 → xn--80ak6aa92e.com/a"), "{}", shown("Tab"));
    assert!(shown("2Tab").contains("link 2/2 → evil.example/b"), "{}", shown("2Tab"));
}

/// That a name which changes its meaning leads nowhere is shown beside what looks it up, in `fetch`.
#[test]
fn row_10_redirections_lead_to_no_private_machine_and_end() {
    let other = Server::new(|_| page("secret"));
    let (elsewhere, file) = (other.at("/"), "file:///etc/passwd".to_owned());
    let targets = [
        ("/other", elsewhere),
        ("/file", file),
        ("/cloud", "http://169.254.169.254/latest/meta-data/".to_owned()),
        ("/net", "http://10.0.0.1/".to_owned()),
        ("/v6", "http://[::1]/".to_owned()),
        ("/compatible", "http://[::127.0.0.1]/".to_owned()),
        ("/mapped", "http://[::ffff:127.0.0.1]/".to_owned()),
        ("/hex", "http://0x7f.1/".to_owned()),
        ("/decimal", "http://2130706433/".to_owned()),
        ("/zero", "http://0.0.0.0/".to_owned()),
        ("/shared", "http://100.64.0.1/".to_owned()),
        ("/unique", "http://[fd00:ec2::254]/".to_owned()),
        ("/name", "http://localhost/".to_owned()),
        ("/user", "http://a@example.org/".to_owned()),
        ("/js", "javascript:alert(1)".to_owned()),
        ("/ssh", "ssh://-oProxyCommand=touch%20x/".to_owned()),
    ];
    let known = targets.clone();
    let server = Server::new(move |path| {
        if let Some((_, target)) = known.iter().find(|(name, _)| *name == path) {
            return moved("302 Found", target);
        }
        match path.strip_prefix("/count/").and_then(|count| count.parse::<u32>().ok()) {
            Some(0) => page("Arrived."),
            Some(count) => moved("302 Found", &format!("/count/{}", count - 1)),
            None => moved("302 Found", if path == "/a" { "/b" } else { "/a" }),
        }
    });
    for (path, target) in &targets {
        let error = get(&server.at(path)).unwrap_err();
        let is_refused =
            matches!(error, Error::Private { .. } | Error::LeadsOut { .. } | Error::LedAstray(_));
        assert!(is_refused, "{target}: {error:?}");
    }
    assert!(other.asked().is_empty(), "the same machine, but not the server that was named");
    assert_eq!(get(&server.at("/count/10")).unwrap().bytes, b"Arrived.");
    assert_eq!(get(&server.at("/count/11")), Err(Error::TooManyHops { most: 10 }));
    assert_eq!(get(&server.at("/count/30")), Err(Error::TooManyHops { most: 10 }));
    assert!(matches!(get(&server.at("/a")), Err(Error::Circle { .. })));
}

/// A server that answers in each of the ways in which one can wear out who asks.
fn bad_server() -> Server {
    const SLOWLY: Duration = Duration::from_millis(20);
    let bomb = packed(&vec![b' '; 64 << 20]);
    let whole = packed(b"Words that are packed and then cut off in the middle of it all.");
    Server::new(move |path| {
        let (ok, length) = ("HTTP/1.1 200 OK", |length| format!("HTTP/1.1 200 OK\nContent-Length: {length}"));
        let with = |head: Vec<Step>, step: Step| [head, vec![step]].concat();
        match path {
            "/bomb" => answer("200 OK", "Content-Encoding: gzip", &bomb),
            "/endless" => with(raw(ok, ""), Step::Forever(vec![b'a'; 64 << 10], Duration::ZERO)),
            "/line" => raw(&length(1 << 30), vec![b'a'; 11 << 20]),
            "/book" => answer("200 OK", "Content-Type: application/epub+zip", vec![b'a'; 11 << 20]),
            "/slow" => with(raw(ok, ""), Step::Forever(b"a".to_vec(), SLOWLY)),
            "/slow-head" => with(
                vec![Step::Send(b"HTTP/1.1 200 OK\r\n".to_vec())],
                Step::Forever(b"X: y\r\n".to_vec(), SLOWLY),
            ),
            "/silent" => vec![Step::Wait(Duration::from_mins(1))],
            "/short" => raw(&length(100), "Words."),
            "/cut" => answer("200 OK", "Content-Encoding: gzip", &whole[..whole.len() / 2]),
            "/cut-brotli" => answer("200 OK", "Content-Encoding: br", b"\x0b\x02\x80hel"),
            "/cut-chunk" => raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "8\r\nWor"),
            "/no-gzip" => answer("200 OK", "Content-Encoding: gzip", "Words that nobody has ever packed."),
            "/zstd" => answer("200 OK", "Content-Encoding: zstd", "Words."),
            "/head" => raw(&format!("{ok}\nX: {}", "y".repeat(200_000)), "Words."),
            "/garbage" => vec![Step::Send(b"220 mail.example.org ESMTP\r\n\r\n".to_vec())],
            "/part" => answer("206 Partial Content", "", "Wor"),
            _ => Vec::new(),
        }
    })
}

#[test]
fn row_12_no_answer_is_waited_for_for_ever_or_fills_the_memory() {
    const DAMAGED: &str = "it cannot be unpacked: it broke off, or was damaged on the way";
    let server = bad_server();
    let hasty = |path: &str| {
        let patience = Duration::from_millis(if path.starts_with("/s") { 600 } else { 20_000 });
        fetch::get(&Request { patience, ..request(&server.at(path)) })
    };
    let started = Instant::now();
    for (path, expected) in [
        ("/bomb", "it is larger than 10 MB"),
        ("/endless", "it is larger than 10 MB"),
        ("/line", "it is larger than 10 MB"),
        ("/slow", "127.0.0.1 took too long"),
        ("/slow-head", "127.0.0.1 took too long"),
        ("/silent", "127.0.0.1 took too long"),
        ("/short", "it broke off before its end"),
        ("/cut", "it broke off before its end"),
        ("/cut-brotli", DAMAGED),
        ("/cut-chunk", "it broke off before its end"),
        ("/no-gzip", DAMAGED),
        ("/zstd", "it is packed in a way that sayso cannot read (zstd)"),
        ("/head", "127.0.0.1 does not answer as servers of the web do"),
        ("/garbage", "127.0.0.1 does not answer as servers of the web do"),
        ("/part", "it broke off before its end"),
        ("/nothing", "it broke off before its end"),
    ] {
        let said = hasty(path).map_or_else(|error| error.to_string(), |_| "a page".to_owned());
        assert_eq!(said, expected, "{path}");
    }
    // Not how fast it is, but that it ends at all: each of the slow ones would go on for a minute or for ever.
    assert!(started.elapsed() < Duration::from_secs(100));
    assert!(
        matches!(hasty("/book"), Ok(Answer::Page(page)) if page.bytes.len() == 11 << 20),
        "a book may be larger"
    );
}
