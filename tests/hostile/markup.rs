//! Rows 13 and 14: pages and XML that are made to be too much.

use super::bounds::{ENOUGH, is_one_clear_line, is_shown_safely, size};
use crate::server::{Server, page};
use crate::support::Home;

const WORDS: &str = "<p>The council met on Monday, and at the end of it all stood a ferry.";

/// That a page is read to its words, or refused in a line.
#[track_caller]
fn is_read_or_refused(name: &str, bytes: impl AsRef<[u8]>, is_read: bool) {
    let home = Home::new();
    home.file(name, bytes);
    let said = ENOUGH.run(&home, &["print", name]);
    if is_read {
        let words = said.out.replace('│', "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.status == 0 && words.contains("stood a ferry"), "{name}: {}{words}", said.err);
    } else {
        is_one_clear_line(&said, "cannot open ");
    }
}

#[test]
fn row_13_nesting_without_end() {
    for open in
        ["<div>", "<b>", "<div><b><p>", "<svg>", "<q>", "<applet><table><td>", "<ul><li>", "<blockquote>"]
    {
        is_read_or_refused("a.html", open.repeat(size(20_000, 100_000)) + WORDS, true);
    }
}

#[test]
fn row_13_a_million_attributes() {
    let many = size(100_000, 1_000_000);
    is_read_or_refused("a.html", format!("<p {}>{WORDS}", "a=b ".repeat(many)), true);
    let different: String = (0..many).map(|count| format!("a{count}=b ")).collect();
    is_read_or_refused("a.html", format!("<div {different}>{WORDS}"), true);
}

#[test]
fn row_13_a_million_elements() {
    let many = size(30_000, 1_000_000);
    is_read_or_refused("a.html", WORDS.to_owned() + &"<p>x".repeat(many), true);
    is_read_or_refused("a.html", WORDS.to_owned() + &"<br>".repeat(many), true);
    is_read_or_refused("a.html", WORDS.to_owned() + &"<a href=x>y</a>".repeat(many / 3), true);
}

#[test]
fn row_13_what_is_no_markup() {
    let many = size(100_000, 1_000_000);
    is_read_or_refused("a.html", WORDS.to_owned() + &"\0".repeat(many), false);
    is_read_or_refused("a.html", WORDS.repeat(20) + "\0\0\0", true);
    is_read_or_refused("a.html", "<b><i><table><td><a href=x><ul><li>".repeat(many / 30) + WORDS, true);
    is_read_or_refused("a.html", WORDS.to_owned() + &"&amp".repeat(many) + &"&".repeat(many), true);
    is_read_or_refused("a.html", format!("{WORDS}<!--{}", "-".repeat(many)), true);
    is_read_or_refused("a.html", WORDS.to_owned() + &"<".repeat(many), true);
}

#[test]
fn row_13_a_picture_in_the_page_itself() {
    let picture = "A".repeat(size(5_000_000, 50_000_000));
    is_read_or_refused("a.html", format!("{WORDS}<img src=\"data:image/png;base64,{picture}\">"), true);
    is_read_or_refused("a.html", format!("{WORDS}<a href=\"data:text/html,{picture}\">x</a>"), true);
    is_read_or_refused("a.html", format!("<style>{picture}</style><script>{picture}</script>{WORDS}"), true);
}

#[test]
fn row_13_a_page_sends_nobody_elsewhere() {
    let elsewhere = Server::new(|_| page("<p>SECRET"));
    let there = elsewhere.at("/");
    let html = format!(
        "<base href=\"{there}\"><meta http-equiv=refresh content=\"0;url={there}\"><link rel=stylesheet href=\"{there}\"><script src=\"{there}\"></script><iframe src=\"{there}\"></iframe><img src=\"{there}\">{WORDS} <a href=next>next</a><p hidden>HIDDEN<p style='display:none'>HIDDEN"
    );
    let server = Server::new(move |_| page(&html));
    let home = Home::new();
    for command in ["print", "add"] {
        let said = ENOUGH.run(&home, &[command, &server.at("/")]).done();
        assert!(!said.contains("SECRET") && !said.contains("HIDDEN"), "{said}");
    }
    assert_eq!(elsewhere.asked(), Vec::<String>::new());
    // Where its links lead is said before they are followed.
    let shown = ENOUGH.run(&home, &["--print-screen", "--keys", "Tab", &server.at("/")]).done();
    assert!(shown.contains("127.0.0.1"), "{shown}");
}

#[test]
fn row_13_texts_that_are_no_text() {
    let many = size(20_000, 1_000_000);
    for (name, text) in [
        ("a.md", "[".repeat(many)),
        ("a.md", "*".repeat(many)),
        ("a.md", ">".repeat(many)),
        ("a.md", "`".repeat(many) + "x" + &"` ".repeat(many)),
        ("a.md", "[a](b".repeat(many / 5)),
        ("a.md", format!("{}{}", "[a]: x\n".repeat(many / 5), "[a]".repeat(many / 5))),
        ("a.md", "- ".repeat(many)),
        ("a.md", "<div>\n".repeat(many / 5)),
        ("a.txt", "\"".repeat(many)),
        ("a.txt", "“".repeat(many)),
        ("a.txt", "said ".repeat(many)),
        ("a.txt", "“a” ".repeat(many / 4)),
        ("a.txt", "Mr. ".repeat(many / 4)),
        ("a.txt", "A".repeat(many * 10)),
    ] {
        let home = Home::new();
        home.file(name, text + "\n\nThe end of it all stood there: a ferry.\n");
        let said = ENOUGH.run(&home, &["quotes", name]);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{name}");
        let shown = ENOUGH.run(&home, &["--print-screen", "--size", "60x12", "--keys", "G", name]).done();
        assert!(shown.contains("a ferry"), "{shown}");
    }
}

fn rss(before: &str, attributes: &str, within: &str) -> String {
    format!("<?xml version='1.0'?>{before}<rss{attributes}><channel><title>F</title>{within}</channel></rss>")
}

const ITEM: &str = "<item><title>T</title><description>The council met, and at the end of it all stood a ferry.</description></item>";

/// The definitions of the billion laughs, for a root of this name.
fn laughs(root: &str) -> String {
    let entity = |level: u8| {
        let (name, within) = (char::from(b'b' + level), char::from(b'a' + level));
        format!("<!ENTITY {name} '{}'>", format!("&{within};").repeat(10))
    };
    let entities: String = (0..12).map(entity).collect();
    format!("<!DOCTYPE {root} [<!ENTITY a 'aaaaaaaaaa'>{entities}]>")
}

#[test]
fn row_14_entities_are_not_expanded() {
    let many = size(50_000, 1_000_000);
    let home = Home::new();
    let item = "<item><title>&m;</title><description>It all stood there &m; a ferry.</description></item>";
    home.file("laughs.xml", rss(&laughs("rss"), "", item));
    let quadratic = format!("<!DOCTYPE rss [<!ENTITY a '{}'>]>", "a".repeat(many));
    home.file("quadratic.xml", rss(&quadratic, "", &item.replace("&m;", &"&a;".repeat(many / 10))));
    home.file(
        "laughs.nitf",
        laughs("nitf")
            + "<nitf><body><body.content><p>It all stood there &m; a ferry.</p></body.content></body></nitf>",
    );
    home.file("laughs.html", laughs("html") + "<p>It all stood there &m; a ferry.");
    for name in ["laughs.xml", "quadratic.xml", "laughs.nitf", "laughs.html"] {
        let said = ENOUGH.run(&home, &["print", name]);
        assert!(
            said.status == 0 && said.out.contains("a ferry") && !said.out.contains("aaaaaaaaaa"),
            "{name}: {}",
            said.err
        );
    }
    home.file(
        "laughs.opml",
        laughs("opml") + "<opml><body><outline text='&m;' xmlUrl='exec:&m;'/></body></opml>",
    );
    let said = ENOUGH.run(&home, &["add", "laughs.opml"]);
    assert!(said.err.contains("exec:&m;") && said.err.len() < 1000, "{}", said.err);
}

#[test]
fn row_14_what_xml_points_to_is_not_read() {
    let server = Server::new(|_| page("SECRET"));
    let home = Home::new();
    let secret = home.file("secret.txt", "SECRET");
    for target in [server.at("/"), format!("file://{}", secret.display()), "secret.txt".to_owned()] {
        let doctype = format!(
            "<!DOCTYPE rss SYSTEM '{target}' [<!ENTITY x SYSTEM '{target}'><!ENTITY % y SYSTEM '{target}'> %y;]>"
        );
        let item = format!(
            "<item xml:base='{target}'><title>&x;</title><description>It stood there &x; by the sea.</description><xi:include href='{target}'/></item>"
        );
        home.file(
            "a.xml",
            format!(
                "<?xml-stylesheet href='{target}'?>{}",
                rss(&doctype, " xmlns:xi='http://www.w3.org/2001/XInclude'", &item)
            ),
        );
        for command in ["print", "add"] {
            let said = ENOUGH.run(&home, &[command, "a.xml"]);
            assert!(said.status == 0 && !said.out.contains("SECRET"), "{}{}", said.out, said.err);
        }
    }
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn row_14_attributes_and_names_of_spaces_without_end() {
    let many = size(50_000, 1_000_000);
    let attributes: String = (0..many).map(|count| format!(" a{count}='b'")).collect();
    is_read_or_refused("a.xml", rss("", &attributes, ITEM), true);
    is_read_or_refused("a.xml", rss("", &attributes.replace(" a", " xmlns:a"), ITEM), true);
    is_read_or_refused("a.xml", rss("", "", &format!("{ITEM}{}", "<a>".repeat(many))), false);
    is_read_or_refused("a.xml", rss("", "", &format!("{ITEM}{}", "<a/>".repeat(600_000))), false);
    is_read_or_refused("a.xml", rss(&format!("<!--{}-->", "x".repeat(many)), "", ITEM), true);
    is_read_or_refused(
        "a.xml",
        rss("", "", &ITEM.replace("<title>T", &format!("<title>{}", "<![CDATA[x]]>".repeat(many)))),
        true,
    );
}

#[test]
fn row_14_xml_in_another_charset_than_it_says() {
    let wide: fn(&str) -> Vec<u8> = |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for says in ["UTF-8", "UTF-16", "UTF-7", "ISO-2022-JP", "x-nonsense", ""] {
        let xml = rss("", "", ITEM).replace("version='1.0'", &format!("version='1.0' encoding='{says}'"));
        is_read_or_refused("a.xml", &xml, true);
        is_read_or_refused("a.xml", wide(&xml), true);
        is_read_or_refused("a.xml", [&[0xff, 0xfe][..], &wide(&xml)].concat(), true);
    }
    let home = Home::new();
    home.file(
        "a.xml",
        "<?xml version='1.0' encoding='UTF-7'?>+ADw-script+AD4-alert(1)+ADw-/script+AD4- words",
    );
    let said = ENOUGH.run(&home, &["print", "a.xml"]);
    is_shown_safely(&(said.out + &said.err));
}
