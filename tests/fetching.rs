//! Pages of the web, from a server on this machine that answers well and badly. Nothing here asks the internet.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a server has threads, and tests fail by panics"
)]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/server.rs"]
mod server;
#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use asking::{get, packed, request};
use sayso::fetch::{self, Address, Answer, Asked, Error, GiveUp, Request};
use server::{Server, Step, answer, moved, page, raw};
use support::Home;

const COLUMN: &str = "<html><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1>\
    <p>The council met on Monday to talk about the ferry that nobody takes any more.</p>\
    <p>“We will keep it running until the bridge is built,” said Edna Marsh, who has sat there for twenty years.</p>\
    <p>See <a href=\"/next\">what was said in March</a> and <a href=\"sub/other\">elsewhere</a>.</p></article></body></html>";

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
    // Who is not there has said nothing about programs.
    let away = |address: &str| fetch::get(&Request { asked: Asked::ByProgram, ..request(address) });
    for _ in 0..2 {
        assert!(matches!(away("http://127.0.0.1:9/x"), Err(Error::Unreachable { .. })));
        assert!(matches!(away("https://site.invalid/x"), Err(Error::NoHost { .. })));
    }
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
