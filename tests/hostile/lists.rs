//! Row 20: lists of feeds.

use super::bounds::{ENOUGH, is_one_clear_line, is_shown_safely, size};
use crate::server::{Server, answer};
use crate::support::Home;

const BAD: [&str; 12] = [
    "exec:touch pwned",
    "filter:touch pwned:https://e.org",
    "|touch pwned",
    "file:///etc/passwd",
    "javascript:x",
    "-oProxyCommand=touch pwned",
    "https://$(touch pwned)",
    "`touch pwned`",
    "mailto:a@e.org",
    "ssh://-x/",
    "\u{1b}]52;c;x\u{7}x:y",
    "query:a:b",
];

fn list() -> String {
    let outlines: String = BAD.iter().map(|bad| format!("<outline text='a' xmlUrl='{bad}'/>")).collect();
    format!("<opml><body>{outlines}</body></opml>")
}

#[test]
fn row_20_what_would_run_a_program_or_read_a_file_is_refused_and_listed() {
    let home = Home::new();
    home.file("feeds.opml", list());
    let said = ENOUGH.run(&home, &["add", "feeds.opml"]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert_eq!(said.err.matches("it is no address of the web").count(), BAD.len(), "{}", said.err);
    is_shown_safely(&said.err);
    assert!(!home.work().join("pwned").exists());
    assert!(ENOUGH.run(&home, &["feeds"]).done().contains("you follow no feeds"));
}

/// A list from the web may lead to the web only.
#[test]
fn row_20_a_list_of_a_site_leads_to_no_private_machine() {
    let inside = Server::new(|_| answer("200 OK", "", "SECRET"));
    let bad = inside.at("/feed");
    let body = format!(
        "<opml><body><outline xmlUrl='{bad}'/><outline xmlUrl='http://169.254.169.254/x'/></body></opml>"
    );
    let server = Server::new(move |_| answer("200 OK", "Content-Type: text/x-opml", &body));
    let home = Home::new();
    let said = ENOUGH.run(&home, &["add", &server.at("/list.opml")]);
    assert!(said.status == 1 && said.err.contains("it is in a private network"), "{}{}", said.out, said.err);
    assert_eq!(inside.asked(), Vec::<String>::new());
}

#[test]
fn row_20_a_million_feeds_are_too_many() {
    let home = Home::new();
    let many: String = (0..size(20_000, 1_000_000))
        .map(|count| format!("<outline xmlUrl='https://e.invalid/{count}'/>"))
        .collect();
    home.file("feeds.opml", format!("<opml><body>{many}</body></opml>"));
    is_one_clear_line(&ENOUGH.run(&home, &["print", "feeds.opml"]), "holds more than can be read");
    let said = ENOUGH.run(&home, &["add", "feeds.opml"]);
    assert!(
        said.status == 1 && said.err.contains("holds more than can be read") && said.err.lines().count() == 1,
        "{}",
        said.err
    );
    assert!(ENOUGH.run(&home, &["feeds"]).done().contains("you follow no feeds"));
}
