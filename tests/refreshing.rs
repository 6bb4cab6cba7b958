//! What is kept from the web, asked for again; feeds that are followed. All of it from servers on this machine.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a server has threads, and tests fail by panics"
)]

#[expect(dead_code, reason = "what other tests need")]
#[path = "support/server.rs"]
mod server;
#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use server::{Server, Step, answer, page};
use support::Home;

/// A state of the world that a test can change while a server answers by it.
#[derive(Clone, Default)]
struct State(Arc<AtomicUsize>);

impl State {
    fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    fn set(&self, state: usize) {
        self.0.store(state, Ordering::SeqCst);
    }
}

const ADDED: &str = "<p>“Nobody told us,” said Tom Reed, who keeps the inn at the landing.</p>";

/// A column, with the month in which its ferry stops and one more paragraph.
fn column(month: &str, more: &str) -> String {
    format!(
        "<html><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1>\
         <p>The council met on Monday to talk about the ferry that nobody takes any more, and it talked until night.</p>\
         <p>“We will keep it running until {month},” said Edna Marsh, who has sat there for twenty years.</p>{more}\
         <p>The bridge was promised before the war, and again after it, and the piers still stand in the river.</p>\
         </article></body></html>"
    )
}

/// A page that changes with the state: as it was, changed, behind a wall, an error.
fn changing(state: &State) -> Server {
    let state = state.clone();
    Server::hearing(move |question| {
        let has_first = question.to_ascii_lowercase().contains("if-none-match: \"first\"");
        match state.get() {
            0 if has_first => answer("304 Not Modified", "", ""),
            0 => answer("200 OK", "Content-Type: text/html\nETag: \"first\"", column("May", "")),
            1 => answer("200 OK", "Content-Type: text/html\nETag: \"second\"", column("June", ADDED)),
            2 => page(
                "<html><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1><p>The council met on \
                 Monday to talk.</p><p>Subscribe to continue reading this article.</p></article></body></html>",
            ),
            3 => page(
                "<html><head><title>Oops</title></head><body><p>Something went wrong on our side.</p></body></html>",
            ),
            _ => answer("503 Service Unavailable", "", "<p>Sorry</p>"),
        }
    })
}

#[test]
fn a_page_that_changed_becomes_a_version_and_its_changes_are_told() {
    let (home, state) = (Home::new(), State::default());
    let server = changing(&state);
    let address = server.at("/ferry");
    assert_eq!(home.say(["add", &address]).done().lines().next(), Some("added: The Ferry"));
    assert_eq!(home.say(["add", &address]).done(), "not changed\n");
    assert_eq!(home.say(["refresh", &address]).done(), "not changed\n");
    state.set(1);
    let said = home.say(["refresh", &address]).done();
    assert!(said.starts_with(&format!("changed: {address}\n")), "{said}");
    let said = home.say(["changes", &address]).done();
    assert!(said.starts_with("quotation altered: Edna Marsh\n"), "{said}");
    assert!(said.contains("[-May,”-]{+June,”+}"), "{said}");
    assert!(said.contains("quotation added: Tom Reed\n  “Nobody told us,”\n"), "{said}");
    assert!(!said.contains("piers"), "{said}");
    let versions = home.say(["changes", &address, "--versions"]).done();
    assert_eq!(versions.lines().count(), 2, "{versions}");
    let objects = home.say(["changes", &address, "--format", "jsonl"]).done();
    let first: serde_json::Value = serde_json::from_str(objects.lines().next().unwrap()).unwrap();
    assert_eq!((&first["what"], &first["change"]), (&"quotation".into(), &"altered".into()));
    // Back and forth with ids: what was added is cut.
    let ids: Vec<&str> = versions.lines().map(|line| line.split(' ').next().unwrap()).collect();
    let said = home.say(["changes", &address, "--from", ids[0], "--to", ids[1]]).done();
    assert!(said.contains("quotation cut: Tom Reed"), "{said}");
    assert_eq!(server.paths().len(), 4, "{:?}", server.paths());
}

#[test]
fn what_the_reader_asks_for_again_is_told_on_the_page_that_is_read() {
    let (home, state) = (Home::new(), State::default());
    let server = changing(&state);
    let address = server.at("/ferry");
    let screen = |keys: &str| {
        let screen = home.say([&address, "--keys", keys, "--print-screen", "--size", "100x30"]).done();
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(screen("gR").contains("this article has not changed"));
    // The page changes while it is read: the later version is laid beside the one on the screen.
    let asked = AtomicUsize::new(0);
    let server = Server::new(move |_| match asked.fetch_add(1, Ordering::SeqCst) {
        0 => page(&column("May", "")),
        _ => page(&column("June", ADDED)),
    });
    let said =
        home.say([&server.at("/ferry"), "--keys", "F5 gd", "--print-screen", "--size", "100x30"]).done();
    let words = said.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "Changed in the version of 2",
        "quotation altered: Edna Marsh “We will keep it running until [-May,”-]{+June,”+}",
        "quotation added: Tom Reed “Nobody told us,”",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let local = screen("L R");
    assert!(local.contains("you follow no feeds"), "{local}");
}

#[test]
fn new_articles_of_feeds_are_listed_when_the_library_asks_for_them() {
    let home = Home::new();
    let server = feeds(&State::default());
    let list =
        format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/></body></opml>", server.at("/feed.xml"));
    let path = home.library().paths().subscriptions_file();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, list).unwrap();
    let screen = home.say(["--keys", "R", "--print-screen", "--size", "80x12"]).done();
    assert!(screen.contains("The Locks") && screen.contains("1 new article"), "{screen}");
    let said = home.pipe(":refresh\n", ["--linear"]).done();
    assert!(
        said.contains("Asking for what is new in your feeds; Ctrl-c gives up.\n0 new articles\n"),
        "{said}"
    );
}

#[test]
fn a_stub_an_error_and_a_much_shorter_text_leave_a_good_copy_alone() {
    let (home, state) = (Home::new(), State::default());
    let server = changing(&state);
    let address = server.at("/ferry");
    home.say(["add", &address]).done();
    for (number, reason) in [(2, "stays"), (3, "stays"), (4, "the site has a problem of its own")] {
        state.set(number);
        let said = home.say(["refresh", &address]);
        assert_eq!(said.status, 1, "{said:?}");
        assert!(said.err.contains(reason), "{said:?}");
        assert!(home.say(["print", &address]).done().contains("until May"), "{number}");
    }
    // What the stub came with does not stand for the copy: the real page is asked for, and is as it was.
    state.set(0);
    assert_eq!(home.say(["refresh", &address]).done(), "not changed\n");
    state.set(3);
    let said = home.say(["refresh", "--shorter", &address]);
    assert!(said.out.starts_with("changed:"), "{said:?}");
}

#[test]
fn a_file_that_changed_has_a_version() {
    let home = Home::new();
    home.file("a.txt", "“It is late,” said Ann Hill.\n\nThe boat had gone.");
    home.say(["add", "a.txt"]).done();
    home.file("a.txt", "“It is early,” said Ann Hill.\n\nThe boat had gone.");
    assert!(home.say(["refresh", "a.txt"]).done().starts_with("changed: "));
    let said = home.say(["changes", "a.txt"]).done();
    assert_eq!(said, "quotation altered: Ann Hill\n  “It is [-late,”-]{+early,”+}\n");
}

/// Feeds with so many items as the state says: item 1 whole, item 2 a teaser, item 3 with an address that changes.
fn feeds(state: &State) -> Server {
    let state = state.clone();
    Server::new(move |path| match path {
        "/robots.txt" => answer("200 OK", "Content-Type: text/plain", "User-agent: *\nDisallow: /closed\n"),
        "/feed.xml" => rss(&whole_item(state.get())),
        "/teaser.xml" => rss(&teaser("/full", "two")),
        "/closed.xml" => rss(&teaser("/closed/one", "three")),
        "/full" => page(&column("May", ADDED)),
        _ => answer("404 Not Found", "", "gone"),
    })
}

fn rss(items: &str) -> Vec<Step> {
    answer("200 OK", "Content-Type: application/rss+xml", rss_text(items))
}

fn rss_text(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>River Notes</title>{items}</channel></rss>"
    )
}

fn whole_item(state: usize) -> String {
    let month = if state == 0 { "March" } else { "April" };
    // The address of the item is another each time; what the feed calls it is not.
    format!(
        "<item><guid isPermaLink=\"false\">one</guid><title>The Locks</title><link>http://127.0.0.1:9/locks-{state}</link>\
         <content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[<p>The locks open in {month}, \
         the keeper said, and the barges that have lain there since the autumn will go down to the sea one after the other, \
         as they have for two hundred years and as nobody doubts they will for another hundred.</p>\
         <p>“I have seen it forty times,” said Ann Hill.</p>]]></content:encoded></item>"
    )
}

fn teaser(path: &str, id: &str) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">{id}</guid><title>The Ferry, {id}</title><link>{path}</link>\
         <description>The council met {id} times …</description></item>"
    )
}

/// The titles of the library, each once for each article.
fn titles(home: &Home) -> Vec<String> {
    let rows = home.say(["list", "--format", "jsonl", "--sort", "title"]).done();
    let title = |row: &str| {
        serde_json::from_str::<serde_json::Value>(row).unwrap()["title"].as_str().unwrap().to_owned()
    };
    rows.lines().map(title).collect()
}

#[test]
fn an_item_comes_once_whatever_its_address_and_an_edited_one_has_a_version() {
    let (home, state) = (Home::new(), State::default());
    let server = feeds(&state);
    let address = server.at("/feed.xml");
    assert_eq!(home.say(["add", &address]).done(), "following River Notes: 1 new article\n");
    assert_eq!(titles(&home), ["The Locks"]);
    assert!(home.say(["refresh"]).done().ends_with("0 new articles in 1 feed\n"));
    state.set(1);
    let said = home.say(["refresh"]).done();
    assert_eq!(said, "River Notes: 0 new, 1 changed\n0 new articles in 1 feed\n");
    assert_eq!(titles(&home), ["The Locks"]);
    let list = home.say(["list", "--format", "jsonl"]).done();
    let row: serde_json::Value = serde_json::from_str(list.lines().next().unwrap()).unwrap();
    let said = home.say(["changes", row["id"].as_str().unwrap()]).done();
    assert!(said.contains("[-March,-]{+April,+}"), "{said}");
    // What the reader has thrown away stays away.
    home.say(["remove", row["id"].as_str().unwrap()]).done();
    home.say(["refresh"]).done();
    assert_eq!(titles(&home), [""; 0]);
    let said = home.say(["feeds"]).done();
    assert!(said.starts_with(&format!("River Notes\n  {address}\n  0 new, refreshed ")), "{said}");
    assert_eq!(home.say(["feeds", "remove", "river notes"]).done(), "1 feed followed no longer\n");
    assert!(home.say(["feeds"]).done().starts_with("you follow no feeds"));
}

#[test]
fn a_teaser_is_replaced_by_the_words_of_its_page() {
    let home = Home::new();
    let port: Arc<Mutex<String>> = Arc::default();
    let told = Arc::clone(&port);
    let server = Server::new(move |path| {
        let link = |path: &str| format!("{}{path}", told.lock().unwrap());
        match path {
            "/robots.txt" => {
                answer("200 OK", "Content-Type: text/plain", "User-agent: *\nDisallow: /closed\n")
            }
            "/teaser.xml" => {
                rss(&format!("{}{}", teaser(&link("/full"), "two"), teaser(&link("/closed"), "three")))
            }
            "/full" => page(&column("May", ADDED)),
            _ => answer("404 Not Found", "", "gone"),
        }
    });
    *port.lock().unwrap() = server.at("");
    let said = home.say(["add", &server.at("/teaser.xml")]);
    assert!(said.status == 0 && said.err.contains("only the beginning is kept of 1 article: "), "{said:?}");
    assert!(said.err.contains("robots.txt"), "{said:?}");
    let whole = home.say(["print", &server.at("/full")]).done();
    assert!(whole.contains("the piers still stand"), "{whole}");
    let closed = home.say(["print", &server.at("/closed")]);
    assert!(closed.out.contains("The council met three times"), "{closed:?}");
    assert!(closed.err.contains("the feed gave only the beginning"), "{closed:?}");
    let asked = |path: &str| server.paths().iter().filter(|own| *own == path).count();
    assert_eq!((asked("/full"), asked("/closed")), (1, 0), "{:?}", server.paths());
    // Neither is asked for again, and the whole stays.
    home.say(["refresh"]).done();
    assert_eq!((asked("/full"), asked("/closed")), (1, 0), "{:?}", server.paths());
    assert!(home.say(["print", &server.at("/full")]).done().contains("the piers still stand"));
    // The beginning is no version that anybody wants to compare with.
    assert_eq!(home.say(["changes", &server.at("/full")]).status, 1);
}

#[test]
fn of_three_feeds_one_fails_and_the_others_come() {
    let home = Home::new();
    let server = feeds(&State::default());
    let opml = format!(
        "<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"{}\"/><outline text=\"Lost\" xmlUrl=\"{}\"/>\
         <outline text=\"C\" xmlUrl=\"{}\"/><outline text=\"Bad\" xmlUrl=\"exec:touch /tmp/never\"/>\
         <outline text=\"Bad\" xmlUrl=\"filter:sort\"/><outline text=\"Bad\" xmlUrl=\"file:///etc/passwd\"/></body></opml>",
        server.at("/feed.xml"),
        server.at("/lost.xml"),
        server.at("/teaser.xml"),
    );
    home.file("list.opml", opml);
    let said = home.say(["add", "list.opml"]);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.out.starts_with("following 3 more feeds\n"), "{said:?}");
    assert_eq!(said.err.matches("cannot follow").count(), 3, "{said:?}");
    assert!(said.err.contains("there is no such page"), "{said:?}");
    assert_eq!(titles(&home).len(), 2, "{said:?}");
    let feeds = home.say(["feeds", "--format", "jsonl"]).done();
    let rows: Vec<serde_json::Value> = feeds.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let failed: Vec<bool> = rows.iter().map(|row| row["failed"].is_string()).collect();
    assert_eq!(failed, [false, true, false], "{feeds}");
    // The list is a plain file that another home can take as it is.
    let kept = std::fs::read_to_string(home.library().paths().subscriptions_file()).unwrap();
    assert!(!kept.contains("exec:") && !kept.contains("file:") && kept.contains("/lost.xml"), "{kept}");
    let other = Home::new();
    other.file("subscriptions.opml", kept);
    assert!(other.say(["add", "subscriptions.opml"]).out.starts_with("following 3 more feeds\n"));
}

#[test]
fn a_page_is_asked_for_its_feed_only_when_that_is_wanted() {
    let home = Home::new();
    let server = Server::new(|path| match path {
        "/" => page(&column("May", "").replace(
            "<title>",
            "<link rel=alternate type=\"application/rss+xml\" href=\"/feed.xml\"><title>",
        )),
        "/feed.xml" => rss(&whole_item(0)),
        _ => answer("404 Not Found", "", ""),
    });
    let said = home.say(["add", &server.at("/")]).done();
    assert!(said.contains(&format!("sayso add {} follows it", server.at("/feed.xml"))), "{said}");
    assert_eq!(server.paths(), ["/"]);
}

#[test]
fn a_site_that_asks_to_be_left_alone_is() {
    let home = Home::new();
    let server = Server::new(|_| answer("429 Too Many Requests", "Retry-After: 3600", ""));
    home.file(
        "list.opml",
        format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/></body></opml>", server.at("/f")),
    );
    assert_eq!(home.say(["add", "list.opml"]).status, 1);
    let said = home.say(["refresh"]);
    assert!(said.err.contains("asks to be left alone"), "{said:?}");
    assert_eq!(server.paths(), ["/f"]);
}

#[test]
fn killed_in_the_middle_what_came_is_there_and_the_rest_comes_the_next_time() {
    let home = Home::new();
    let state = State::default();
    let (slow, quick) = (
        {
            let state = state.clone();
            Server::new(move |_| match state.get() {
                0 => vec![Step::Wait(Duration::from_mins(1))],
                _ => rss(&teaser("http://127.0.0.1:9/x", "nine")),
            })
        },
        feeds(&State::default()),
    );
    let opml = format!(
        "<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/><outline xmlUrl=\"{}\"/></body></opml>",
        slow.at("/slow.xml"),
        quick.at("/feed.xml")
    );
    home.file("list.opml", opml);
    let mut process = home.process(["add", "list.opml"]).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    let is_there = || home.say(["list", "--format", "jsonl"]).out.contains("The Locks");
    while !is_there() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(100));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(titles(&home), ["The Locks"]);
    state.set(1);
    home.say(["refresh"]);
    assert_eq!(titles(&home).len(), 2);
}

/// Where a feed asks for rest, it is asked for by its name, or when that is forced, and else when the time has come.
#[test]
fn a_feed_that_asks_for_rest_gets_it_unless_it_is_named() {
    let home = Home::new();
    let server = Server::new(|path| match path {
        "/slow.xml" => rss(&format!(
            "<ttl>600</ttl><sy:updatePeriod>hourly</sy:updatePeriod><skipDays><day>Sunday</day></skipDays>{}",
            whole_item(0)
        )),
        "/feed.xml" => rss(&whole_item(0).replace("The Locks", "The Weir").replace(">one<", ">two<")),
        _ => answer("404 Not Found", "", ""),
    });
    let (slow, quick) = (server.at("/slow.xml"), server.at("/feed.xml"));
    home.say(["add", &slow, &quick]).done();
    let told = home.say(["feeds"]).done();
    assert!(told.contains("  it asks for at most every 10 hours, not on Sundays; next after "), "{told}");
    let asked = |path: &str| server.paths().iter().filter(|asked| *asked == path).count();
    assert_eq!((asked("/slow.xml"), asked("/feed.xml")), (1, 1));
    let said = home.say(["refresh"]).done();
    assert!(said.contains("1 feed not asked yet, as it asks itself"), "{said}");
    assert_eq!((asked("/slow.xml"), asked("/feed.xml")), (1, 2));
    home.say(["refresh", &slow]).done();
    assert_eq!((asked("/slow.xml"), asked("/feed.xml")), (2, 2));
    home.say(["refresh", "--force"]).done();
    assert_eq!((asked("/slow.xml"), asked("/feed.xml")), (3, 3));
    let rows = home.say(["feeds", "--format", "jsonl"]).done();
    let rests: Vec<bool> = rows.lines().map(|row| !row.contains("\"rests_until\":null")).collect();
    assert_eq!(rests, [true, false], "{rows}");
}

#[test]
fn folders_of_a_list_are_tags_of_what_its_feeds_bring() {
    let home = Home::new();
    let server = feeds(&State::default());
    let list = format!(
        "<opml version=\"2.0\"><body><outline text=\"River\"><outline text=\"Locks\"><outline text=\"A\" xmlUrl=\"{}\"/></outline></outline></body></opml>",
        server.at("/feed.xml")
    );
    home.file("list.opml", list);
    home.say(["add", "list.opml", "--tag", "mine"]).done();
    for tag in ["River", "Locks", "mine"] {
        assert!(home.say(["list", &format!("tag:{tag}")]).done().contains("The Locks"), "{tag}");
    }
    assert!(home.say(["feeds"]).done().contains("  its articles are tagged #River #Locks #mine\n"));
    // The list that is kept says so too.
    let kept = std::fs::read_to_string(home.library().paths().subscriptions_file()).unwrap();
    assert!(kept.contains("category=\"River,Locks,mine\""), "{kept}");
    let other = Home::new();
    other.file("subscriptions.opml", kept);
    other.say(["add", "subscriptions.opml"]).done();
    assert!(other.say(["list", "tag:locks"]).done().contains("The Locks"));
    // A tag that was taken away stays away; an article that comes later gets it.
    home.say(["refresh", "--force"]).done();
    assert_eq!(titles(&home).len(), 1);
}

#[test]
fn a_copy_of_a_feed_is_added_and_says_where_the_feed_is() {
    let home = Home::new();
    let feed = |own: &str| {
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>River Notes</title>{own}{}</channel></rss>",
            whole_item(0)
        )
    };
    let own = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"https://feeds.invalid/river\"/>";
    home.file("feed.xml", feed(own));
    home.file("bare.xml", feed(""));
    home.file("inside.xml", feed(&own.replace("https://feeds.invalid", "http://192.168.1.1")));
    home.file("saved.html", "<link rel=alternate type=application/rss+xml href=https://feeds.invalid/page><p>The words of a page that was saved.");
    let said = home.say(["add", "feed.xml"]).done();
    assert_eq!(said, "1 added\nthis is a copy of a feed: sayso add https://feeds.invalid/river follows it\n");
    assert!(home.say(["add", "bare.xml"]).done().starts_with("1 there already"));
    for (name, why) in [
        (
            "bare.xml",
            "this feed does not say where it is on the web (name its address: sayso add --feed ADDRESS)",
        ),
        ("inside.xml", "it says that it is in a private network"),
    ] {
        let said = home.say(["add", "--feed", name]);
        assert!(said.status == 1 && said.err.contains(why) && said.err.lines().count() == 1, "{said:?}");
    }
    // It is followed, whether or not it can be had just now.
    for (name, address) in
        [("feed.xml", "https://feeds.invalid/river"), ("saved.html", "https://feeds.invalid/page")]
    {
        let said = home.say(["add", "--feed", name]);
        assert!(said.status == 1 && said.out.starts_with("following 1 more feed\n"), "{said:?}");
        assert!(said.err.contains("no machine called feeds.invalid was found"), "{said:?}");
        assert!(home.say(["feeds"]).done().contains(address));
    }
    assert!(!home.say(["add", "feed.xml"]).done().contains("copy of a feed"));
}

#[test]
fn items_of_a_feed_in_a_file_are_kept_as_they_stand_there() {
    let home = Home::new();
    let server = Server::new(|path| match path {
        "/open" => page(&column("May", ADDED)),
        _ => answer("404 Not Found", "", "gone"),
    });
    let open = teaser(&server.at("/open"), "one");
    home.file("feeds/feed.xml", rss_text(&format!("{open}{}", teaser("https://site.invalid/far", "two"))));
    let said = home.say(["add", "feeds"]);
    assert_eq!((said.status, said.out.as_str(), said.err.as_str()), (0, "2 added\n", ""), "{said:?}");
    assert_eq!(home.say(["add", "feeds/feed.xml"]).done(), "2 there already\n");
    let far = home.say(["print", "https://site.invalid/far"]);
    assert!(far.out.contains("The council met two times"), "{far:?}");
    assert_eq!(server.paths(), [""; 0], "nobody asked for it");
    // The page that the reader asks for takes the place of its beginning, and keeps it.
    home.say(["add", &server.at("/open")]).done();
    assert_eq!(home.say(["add", "feeds/feed.xml"]).done(), "2 there already\n");
    assert!(home.say(["print", &server.at("/open")]).done().contains("the piers still stand"));
}

#[test]
fn the_beginning_is_kept_where_the_page_cannot_be_had_and_it_is_said() {
    let home = Home::new();
    let server = Server::new(|_| rss(&teaser("https://site.invalid/far", "two")));
    let said = home.say(["add", &server.at("/feed.xml")]);
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(
        said.err,
        "sayso: only the beginning is kept of 1 article: no machine called site.invalid was found\n"
    );
    let far = home.say(["print", "https://site.invalid/far"]);
    assert!(far.out.contains("The council met two times"), "{far:?}");
}
