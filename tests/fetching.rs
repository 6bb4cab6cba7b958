//! Pages of the web, from a server on this machine that answers well and badly. Nothing here asks the internet.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a server has threads, and tests fail by panics"
)]

#[path = "support/server.rs"]
mod server;
#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::io::Write as _;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use sayso::fetch::{self, Address, Answer, Asked, Error, GiveUp, Page, Request};
use server::{Server, Step, answer, moved, page, raw};
use support::{Home, Said};

const COLUMN: &str = "<html><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1>\
    <p>The council met on Monday to talk about the ferry that nobody takes any more.</p>\
    <p>“We will keep it running until the bridge is built,” said Edna Marsh, who has sat there for twenty years.</p>\
    <p>See <a href=\"/next\">what was said in March</a> and <a href=\"sub/other\">elsewhere</a>.</p></article></body></html>";

/// Asks for a page as a user does, with less patience.
fn request(address: &str) -> Request {
    Request { patience: Duration::from_secs(10), ..Request::named(Address::parse(address).unwrap()) }
}

fn get(address: &str) -> Result<Page, Error> {
    match fetch::get(&request(address))? {
        Answer::Page(page) => Ok(*page),
        Answer::NotModified => panic!("nothing was said to be here already"),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_comes_with_what_is_known_about_it() {
    let server = Server::new(|path| match path {
        "/here" => moved("301 Moved Permanently", "/there#part"),
        "/there" => moved("308 Permanent Redirect", "now?a=b"),
        "/now?a=b" => moved("302 Found", "/page"),
        "/page" => answer(
            "200 OK",
            "Content-Type: text/html; charset=koi8-r\nETag: \"x\"\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
            "Words.",
        ),
        _ => answer("404 Not Found", "", ""),
    });
    let page = get(&server.at("/here")).unwrap();
    assert_eq!(page.address.as_str(), server.at("/page"));
    assert_eq!(page.moved.unwrap().as_str(), server.at("/now?a=b"), "the last redirection is not for good");
    assert_eq!((page.status, page.bytes.as_slice()), (200, b"Words.".as_slice()));
    assert_eq!(page.media_type.as_deref(), Some("text/html; charset=koi8-r"));
    assert_eq!(
        (page.etag.as_deref(), page.last_modified.as_deref()),
        (Some("\"x\""), Some("Sun, 06 Nov 1994 08:49:37 GMT"))
    );

    let question = &server.asked()[0].to_lowercase();
    assert!(
        question.contains("\r\nuser-agent: sayso/") && question.contains("accept-encoding: gzip, br"),
        "{question}"
    );
    assert!(!question.contains("cookie") && !question.contains("referer"), "{question}");
}

#[test]
fn a_page_is_unpacked() {
    let server = Server::new(|path| match path {
        "/gzip" => answer("200 OK", "Content-Encoding: gzip", packed(b"Words.")),
        "/brotli" => answer("200 OK", "Content-Encoding: br", b"\x0b\x02\x80hello\x03"),
        "/chunked" => raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "3\r\nWor\r\n3\r\nds.\r\n0\r\n\r\n"),
        "/old" => raw("HTTP/1.0 200 OK", "Words."),
        _ => Vec::new(),
    });
    for (path, expected) in
        [("/gzip", "Words."), ("/brotli", "hello"), ("/chunked", "Words."), ("/old", "Words.")]
    {
        assert_eq!(get(&server.at(path)).unwrap().bytes, expected.as_bytes(), "{path}");
    }
}

#[test]
fn what_is_here_already_is_not_sent_again() {
    let server = Server::hearing(|question| match question.to_lowercase() {
        question if question.starts_with("get /moved ") => {
            assert!(question.contains("if-none-match"));
            moved("301 Moved Permanently", "/page")
        }
        question if question.contains("if-none-match: \"x\"\r\n") => answer("304 Not Modified", "", ""),
        question if question.contains("if-modified-since: sun, 06 nov 1994 08:49:37 gmt\r\n") => {
            answer("304 Not Modified", "", "")
        }
        _ => answer("200 OK", "ETag: \"y\"", "New."),
    });
    let known = |path: &str, etag: Option<&str>, last_modified: Option<&str>| {
        let of = |text: Option<&str>| text.map(str::to_owned);
        fetch::get(&Request { etag: of(etag), last_modified: of(last_modified), ..request(&server.at(path)) })
            .unwrap()
    };
    assert_eq!(known("/page", Some("\"x\""), None), Answer::NotModified);
    assert_eq!(known("/page", None, Some("Sun, 06 Nov 1994 08:49:37 GMT")), Answer::NotModified);
    for (path, etag) in [("/page", "\"old\""), ("/moved", "\"x\""), ("/page", "\"x\"\r\nX-Evil: 1")] {
        assert!(
            matches!(known(path, Some(etag), None), Answer::Page(page) if page.bytes == b"New."),
            "{path} {etag}"
        );
    }
    assert!(server.asked().iter().all(|question| !question.contains("X-Evil")));
}

/// §6.3, row 10.
#[test]
fn redirections_lead_to_no_private_machine_and_end() {
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

#[test]
fn only_who_names_a_private_machine_gets_there() {
    let server = Server::new(|_| page("Words."));
    let here = Address::parse(&server.at("/")).unwrap();
    let other = Address::parse("http://127.0.0.1:1/").unwrap();
    for (beside, is_reached) in [(Some(here), true), (Some(other), false), (None, false)] {
        let answer = fetch::get(&Request { beside, ..request(&server.at("/")) });
        assert_eq!(answer.is_ok(), is_reached, "{answer:?}");
    }
    assert_eq!(server.asked().len(), 1);
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

/// §6.3, row 12.
#[test]
fn no_answer_is_waited_for_for_ever_or_fills_the_memory() {
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

#[test]
fn somebody_can_stop_waiting() {
    let server = Arc::new(Server::new(|path| {
        if path == "/silent" {
            return vec![Step::Wait(Duration::from_mins(1))];
        }
        let slow = Step::Forever(b"a".to_vec(), Duration::from_millis(20));
        [raw("HTTP/1.1 200 OK", ""), vec![slow]].concat()
    }));
    for path in ["/silent", "/slow"] {
        let give_up = GiveUp::default();
        let request = Request {
            give_up: give_up.clone(),
            patience: Duration::from_secs(50),
            ..request(&server.at(path))
        };
        let waiting = thread::spawn(move || fetch::get(&request));
        while !server.paths().iter().any(|asked| asked == path) {
            thread::sleep(Duration::from_millis(5));
        }
        let started = Instant::now();
        give_up.now();
        assert_eq!(waiting.join().unwrap(), Err(Error::GivenUp), "{path}");
        assert!(started.elapsed() < Duration::from_secs(20), "it did not wait for the server");
    }
    let given_up = GiveUp::default();
    given_up.now();
    let before = server.asked().len();
    assert_eq!(
        fetch::get(&Request { give_up: given_up, ..request(&server.at("/slow")) }),
        Err(Error::GivenUp)
    );
    assert_eq!(server.asked().len(), before, "nothing was asked");
}

#[test]
fn the_program_asks_a_site_what_it_may_read() {
    let by_program = |server: &Server, path: &str| {
        fetch::get(&Request { asked: Asked::ByProgram, ..request(&server.at(path)) })
    };
    let strict = Server::new(|path| match path {
        "/robots.txt" => answer("200 OK", "", "User-agent: *\nDisallow: /private\n"),
        _ => page("Words."),
    });
    assert!(by_program(&strict, "/open").is_ok());
    assert!(matches!(by_program(&strict, "/private"), Err(Error::Robots { .. })));
    assert!(get(&strict.at("/private")).is_ok(), "a person may");
    assert_eq!(strict.paths(), ["/robots.txt", "/open", "/private"], "the file is read once");

    let ill = Server::new(|path| match path {
        "/robots.txt" => answer("500 Internal Server Error", "", ""),
        _ => page("Words."),
    });
    assert!(matches!(by_program(&ill, "/"), Err(Error::Robots { .. })));
    let none = Server::new(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", ""),
        _ => page("Words."),
    });
    assert!(by_program(&none, "/").is_ok());
}

#[test]
fn a_site_that_has_too_much_to_do_is_left_alone() {
    let server = Server::new(|path| match path {
        "/busy" => answer("429 Too Many Requests", "Retry-After: 600", ""),
        _ => page("Words."),
    });
    let said = get(&server.at("/busy")).unwrap_err().to_string();
    assert_eq!(said, "the site has too much to do, and asks to come again in 10 minutes");
    assert!(matches!(get(&server.at("/")), Err(Error::Busy { wait: Some(_) })));
    assert_eq!(server.asked().len(), 1, "it was not asked again");
}

#[test]
fn a_site_is_asked_one_question_at_a_time() {
    let server =
        Arc::new(Server::new(|_| [vec![Step::Wait(Duration::from_millis(300))], page("Words.")].concat()));
    let ask = |path: &'static str| {
        let server = Arc::clone(&server);
        thread::spawn(move || get(&server.at(path)).map(|_| ()))
    };
    let asking = [ask("/a"), ask("/b")];
    while server.asked().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(100));
    assert_eq!(server.asked().len(), 1, "the other waits");
    for asking in asking {
        asking.join().unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 2);
}

/// What `sayso print` says of an address that cannot be had, without the address.
fn complaint(home: &Home, address: &str) -> String {
    let said = home.say(["print", address]).complaint(&home.work());
    said.replace(&format!("sayso: cannot open {address}: "), "")
}

#[test]
fn what_a_site_answers_is_said_in_words() {
    let server = Server::new(|path| {
        let status = path.trim_start_matches('/');
        match status {
            "empty" => answer("200 OK", "Content-Type: text/html", ""),
            "blank" => page("<p> </p>"),
            "picture" => answer("200 OK", "Content-Type: text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            "program" => answer("200 OK", "Content-Type: text/html", b"\x7fELF\x02\x01\x01\0\0\0\0\0"),
            _ => answer(
                &format!("{status} X"),
                "",
                "<p>An error page with many words on it, which nobody wants to read.",
            ),
        }
    });
    let save = "open it in a browser, and save the page";
    for (path, expected) in [
        ("/404", "there is no such page (404) (check the address)".to_owned()),
        ("/410", "the page is gone for good (410) (check the address)".to_owned()),
        ("/403", format!("the site does not let sayso read it (403) ({save} from there)")),
        ("/401", format!("the site asks for a password (401) ({save} from there)")),
        ("/500", "the site has a problem of its own (500) (try again later)".to_owned()),
        ("/503", "the site has a problem of its own (503) (try again later)".to_owned()),
        ("/204", "the site says that there is nothing to read (204) (try again later)".to_owned()),
        ("/302", "the site says that it is elsewhere, and not where (302) (try again later)".to_owned()),
        ("/304", "the site says that it is elsewhere, and not where (304) (try again later)".to_owned()),
        ("/empty", format!("it is empty ({save} once it is shown)")),
        ("/blank", format!("there is no text to read in it ({save} once it is shown)")),
        (
            "/picture",
            "this is a PNG image, not text (sayso reads text, web pages, books, PDF, feeds and archives of these)".to_owned(),
        ),
        (
            "/program",
            "this is a program, not text (sayso reads text, web pages, books, PDF, feeds and archives of these)".to_owned(),
        ),
    ] {
        let home = Home::new();
        assert_eq!(complaint(&home, &server.at(path)), expected, "{path}");
    }
    let home = Home::new();
    let nobody = complaint(&home, "http://127.0.0.1:1/");
    assert_eq!(nobody, "127.0.0.1 could not be reached: nobody answers there (try again later)");
    let nowhere = complaint(&home, "http://no-such-machine.localhost.invalid/");
    assert!(
        nowhere.starts_with("no machine called no-such-machine.localhost.invalid was found"),
        "{nowhere}"
    );
}

#[test]
fn every_command_reads_a_page_of_the_web() {
    let server = Server::new(|path| match path {
        "/column?id=1" => page(COLUMN),
        "/column.md" => answer(
            "200 OK",
            "Content-Type: text/plain",
            "# The Ferry\n\n“It *runs*,” said Edna Marsh.\n\n[on](next.md)\n",
        ),
        _ => answer("404 Not Found", "", ""),
    });
    let home = Home::new();
    let address = server.at("/column?utm_source=x&id=1#top");
    let plain = server.at("/column?id=1");
    let done = |arguments: &[&str]| home.say(arguments).done();
    assert!(done(&["quotes", &address]).contains("Edna Marsh"));
    assert!(done(&["speakers", &address]).contains("Edna Marsh"));
    assert!(done(&["print", &address]).contains("The council met on Monday"));
    assert!(
        done(&[&address]).contains("The council met on Monday"),
        "where there is no terminal, it is printed"
    );
    let json: serde_json::Value = serde_json::from_str(&done(&["analyze", &address])).unwrap();
    assert_eq!(json["metadata"]["url"], plain.as_str());
    assert!(done(&["cite", &address, "until the bridge is built"]).contains(&plain));
    done(&["notes", "add", &address, "--quote", "until the bridge is built", "--note", "which bridge?"]);
    assert!(done(&["notes", "list", &address]).contains("which bridge?"));
    assert!(done(&["notes"]).contains("which bridge?"), "and with nobody asking the site");
    assert!(done(&["export", &address, "--format", "markdown"]).contains("which bridge?"));
    let markdown = server.at("/column.md");
    assert!(!done(&["print", &markdown]).contains('*'), "by its name it is Markdown");
    assert!(server.paths().iter().all(|path| !path.contains("utm_")), "what tracks its readers is not sent");
}

#[test]
fn nothing_is_asked_that_nobody_named() {
    let server = Server::new(|_| page(COLUMN));
    let home = Home::new();
    let address = server.at("/column");
    home.say(["notes", "add", &address, "--quote", "until the bridge is built", "--note", "x"]).done();
    home.say(["--print-screen", &address]).done();
    let before = server.asked().len();
    home.say(["export", "--format", "markdown"]).done();
    home.say(["notes"]).done();
    home.say(["--print-screen"]).done();
    home.file("notes.json", "[]");
    home.say(["import", "notes.json"]);
    home.say(["doctor"]).done();
    assert_eq!(server.asked().len(), before);
}

#[test]
fn addresses_of_files_are_files() {
    let home = Home::new();
    let path = home.file("a b.md", "“It runs,” said Edna Marsh.");
    let address = format!("file://{}", path.display()).replace(' ', "%20");
    assert!(home.say(["quotes", &address]).done().contains("Edna Marsh"));
    let local = address.replacen("file://", "file://localhost", 1);
    assert!(home.say(["quotes", &local]).done().contains("Edna Marsh"));
    let said = home.say(["quotes", "file://elsewhere/etc/passwd"]).complaint(&home.work());
    assert!(said.ends_with("the file is on another machine (copy it to this one)"), "{said}");
}

/// §6.3, rows 7 and 9.
#[test]
fn what_only_looks_like_an_address_is_never_obeyed() {
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

/// The last screen after these keys.
fn screen(home: &Home, keys: &str, articles: &[&str]) -> String {
    let options = ["--print-screen", "--size", "100x24", "--keys", keys];
    home.say(options.iter().chain(articles)).done()
}

#[test]
fn a_link_is_followed_into_the_web_and_back() {
    let other = Server::new(|_| page("secret"));
    let beyond = other.at("/");
    let server = Server::new(move |path| match path {
        "/news/column" => page(&COLUMN.replace("sub/other", &beyond)),
        "/next" => page(
            "<title>March</title><p>In March they said that the ferry would go on, whatever it took, and so it did.",
        ),
        _ => answer("404 Not Found", "", ""),
    });
    let home = Home::new();
    let address = server.at("/news/column");
    let link = screen(&home, "gg Tab", &[&address]);
    assert!(link.contains("link 1/2 → http://127.0.0.1:"), "{link}");
    assert!(screen(&home, "gg Tab Enter", &[&address]).contains("In March they said"));
    assert!(screen(&home, "gg Tab Enter Ctrl-o", &[&address]).contains("The council met on Monday"));
    assert!(screen(&home, "gg Tab Enter q", &[&address]).contains("The council met on Monday"));
    // A page leads to no private machine but its own.
    let kept = screen(&home, "gg 2Tab Enter", &[&address]);
    assert!(kept.contains("The council met on Monday") && kept.contains("in a private network"), "{kept}");
    assert!(other.asked().is_empty());
    // One that was read before is shown as it was kept, without a request; elsewhere it would have to be asked for.
    let home = Home::new();
    home.file("links.md", format!("Go [there]({address}).\n"));
    let kept = screen(&home, "Tab Enter", &["links.md"]);
    assert!(kept.contains("in a private network"), "{kept}");
}

#[test]
fn a_page_that_cannot_be_had_is_told_and_asked_for_again() {
    let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let server = Server::new(move |_| match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => answer("502 Bad Gateway", "", ""),
        _ => page(COLUMN),
    });
    let home = Home::new();
    let failed = screen(&home, "", &[&server.at("/")]);
    assert!(failed.contains("the site has a problem of its own (502)"), "{failed}");
    assert!(failed.contains("r tries again, Esc leaves"), "{failed}");
    let again = Server::new({
        let count = std::sync::atomic::AtomicUsize::new(0);
        move |_| match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => answer("502 Bad Gateway", "", ""),
            _ => page(COLUMN),
        }
    });
    assert!(screen(&home, "r", &[&again.at("/")]).contains("The council met on Monday"));
}

/// §6.3, row 11. Only here the system's own list of whom to trust can be another one for a test.
#[cfg(target_os = "linux")]
mod trust {
    use std::fs;
    use std::net::TcpListener;
    use std::path::{Path, PathBuf};

    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use rustls::{ServerConfig, ServerConnection, StreamOwned};

    use super::*;

    fn file(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
    }

    /// A server that enciphers, with this certificate; gives its port.
    fn enciphered(name: &str) -> u16 {
        let certificate = CertificateDer::from_pem_slice(&fs::read(file(name)).unwrap()).unwrap();
        let key = PrivateKeyDer::from_pem_slice(&fs::read(file("key.pem")).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = StreamOwned::new(connection, stream);
                server::take_steps(&mut stream, page(COLUMN));
                stream.conn.send_close_notify();
                stream.flush().ok();
            }
        });
        port
    }

    /// A server that answers whatever is said to it with these bytes.
    fn fixed(bytes: &'static [u8]) -> u16 {
        use std::io::Read as _;
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                // The hello of who asks has more bytes than these.
                stream.read_exact(&mut [0; 64]).ok();
                stream.write_all(bytes).ok();
            }
        });
        port
    }

    fn said(port: u16) -> Said {
        let home = Home::new();
        let mut command = home.sayso(["print", &format!("https://localhost:{port}/")]);
        Said::of(command.env("SSL_CERT_FILE", file("authority.pem")).env_remove("SSL_CERT_DIR"))
    }

    #[test]
    fn who_is_not_who_they_say_they_are_is_not_read() {
        assert!(said(enciphered("right.pem")).done().contains("The council met on Monday"));
        // The alert of a server that knows only TLS 1.0, and its hello.
        let alert = b"\x15\x03\x01\x00\x02\x02\x46".as_slice();
        let hello =
            b"\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x010123456789abcdef0123456789abcdef\x00\x00\x2f\x00"
                .as_slice();
        for (port, why) in [
            (enciphered("expired.pem"), "its certificate has expired"),
            (enciphered("other.pem"), "its certificate is for another site"),
            (enciphered("alone.pem"), "nobody that this machine trusts vouches for its certificate"),
            (fixed(alert), "its enciphering is too old (before TLS 1.2)"),
            (fixed(hello), "its enciphering is too old (before TLS 1.2)"),
            (fixed(b"HTTP/1.1 200 OK\r\n\r\nWords."), "it does not encipher, though its address says so"),
        ] {
            let said = said(port);
            assert_eq!((said.status, said.out.as_str()), (1, ""), "{why}");
            let expected = format!("localhost cannot be trusted: {why} (somebody may be listening");
            assert!(said.err.contains(&expected), "{why}: {}", said.err);
        }
    }
}

#[test]
fn notes_find_the_page_that_is_kept_by_its_address_and_nothing_is_asked_of_the_web() {
    let server = Server::new(|_| page(COLUMN));
    let home = Home::new();
    home.say(["add", &server.at("/ferry?utm_source=letter")]).done();
    let asked = server.asked().len();
    let note = |path: &str, words: &str| {
        format!(
            r#"{{"id": "{words}", "created": "2026-01-02T03:04:05Z", "uri": "{}", "text": "so?", "tags": [],
                "target": [{{"selector": [{{"type": "TextQuoteSelector", "exact": "{words}"}}]}}]}}"#,
            server.at(path)
        )
    };
    let notes =
        [note("/ferry/?utm_campaign=x#part", "the ferry that nobody takes"), note("/other", "elsewhere")];
    home.file("notes.json", format!(r#"{{"annotations": [{}]}}"#, notes.join(",")));
    let told = home.say(["import", "notes.json", "--dry-run"]).done();
    assert!(told.contains("     1 in place\n     1 without an article here\n"), "{told}");
    home.say(["import", "notes.json"]).done();
    let again = home.say(["import", "notes.json"]).done();
    assert!(again.contains("     2 here already\n"), "{again}");
    assert_eq!(server.asked().len(), asked, "{:?}", server.asked());
}
