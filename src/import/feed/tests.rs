//! Feeds as they are in the wild.

use super::*;
use crate::article::Shortfall;

/// Each item as "title | address | byline | date | text", with `~` before a teaser.
fn shown(text: &str) -> Vec<String> {
    let feed = read(text).unwrap();
    let field = |field: Option<&str>| field.unwrap_or("-").to_owned();
    let item = |item: &FeedItem| {
        let draft = item.draft.as_ref();
        let is_marked = draft.is_some_and(|draft| draft.metadata.shortfall == Some(Shortfall::Teaser));
        assert_eq!(is_marked, item.is_teaser && draft.is_some());
        format!(
            "{}{} | {} | {} | {} | {}",
            if is_marked { "~" } else { "" },
            field(item.title.as_deref()),
            field(item.address.as_deref()),
            field(item.byline.as_deref()),
            field(item.date.as_deref()),
            draft.map_or("-", |draft| draft.text.as_str()).replace("\n\n", "¶"),
        )
    };
    let head = format!("{} {}", field(feed.title.as_deref()), field(feed.address.as_deref()));
    std::iter::once(head).chain(feed.items.iter().map(item)).collect()
}

#[test]
fn each_kind_of_feed_is_read() {
    let rss = "<?xml version='1.0' encoding='utf-16'?><rss xmlns:content='c' xmlns:dc='d' xmlns:media='m'><channel>
        <title>The Harbor &amp; Light</title><link>https://example.org/</link>
        <item><title>A &lt;b>vote&lt;/b></title><link>/vote</link><guid isPermaLink='false'>7</guid>
        <media:title>no</media:title><dc:creator>Jane Doe</dc:creator><pubDate>Tue, 05 Nov 2024 14:30:00 EST</pubDate>
        <description>Short.</description><content:encoded><![CDATA[<p>It <i>was</i>.</p><p>Over.</p>]]></content:encoded></item>
        <item><title>Two</title><author>jd@example.org (John Doe)</author><description>Only this &hellip;</description></item>
        <item><title>Three</title><link>javascript:x</link></item></channel></rss>";
    assert_eq!(
        shown(rss),
        [
            "The Harbor & Light https://example.org/",
            "A vote | https://example.org/vote | Jane Doe | 2024-11-05T19:30:00Z | It was.¶Over.",
            "~Two | - | John Doe | - | Only this …",
            "Three | - | - | - | -",
        ]
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>Atom &amp;amp; co</title>
        <link rel='self' href='https://example.org/feed'/><link href='https://example.org/'/><author><name>Ann</name></author>
        <entry><id>urn:1</id><title>One</title><link rel='enclosure' href='https://example.org/x.mp3'/>
        <link rel='alternate' href='https://example.org/one'/><published>2024-11-05T14:30:00Z</published>
        <updated>2025-01-01T00:00:00Z</updated>
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>In <b>XHTML</b>.</p></div></content></entry></feed>";
    assert_eq!(
        shown(atom),
        [
            "Atom & co https://example.org/",
            "One | https://example.org/one | Ann | 2024-11-05T14:30:00Z | In XHTML."
        ]
    );
    let rdf = "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>R</title></channel>
        <item rdf:about='https://example.org/a'><title>I</title><link>https://example.org/a</link></item></rdf:RDF>";
    assert_eq!(shown(rdf), ["R -", "I | https://example.org/a | - | - | -"]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
        {"id": 1, "url": "https://example.org/1", "content_text": "One.\n\nTwo.", "date_published": "2024-11-05"}]}"#;
    assert_eq!(shown(json), ["J -", "- | https://example.org/1 | - | 2024-11-05T00:00:00Z | One.¶Two."]);
}

#[test]
fn common_damage_is_borne() {
    for (feed, expected) in [
        ("junk\n<rss><channel><title>A & B &nbsp;C &bogus; D</title>", "A & B C &bogus; D -"),
        ("<rss><channel><title>A</title><item><title>One</title></item><item><tit", "A -"),
        ("<rss><channel><title>A</title><item></channel>", "A -"),
        ("<rss><channel><title>\u{c}\u{1}A\x1b]52;c;x\x07\u{202e}</title>", "A -"),
    ] {
        let title = shown(feed).remove(0);
        assert_eq!(title.replace('\u{fffd}', "").trim(), expected, "{feed}");
    }
}

#[test]
fn items_of_one_name_and_of_none_are_told_apart() {
    let feed = read(
        "<rss><channel><title>F</title><item><guid>a</guid></item><item><guid>a</guid></item><item/>\
        <item><description>Words.</description></item></channel></rss>",
    )
    .unwrap();
    let ids: Vec<&str> = feed.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-2", "item", "item-2"]);
    let draft = feed.items[3].draft.as_ref().unwrap();
    assert_eq!(draft.metadata.title.as_deref(), Some("F, 4"));
}

#[test]
fn entities_that_a_feed_declares_are_not_expanded() {
    let laughs = (1..12).map(|at| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(10)));
    let feed = format!(
        "<!DOCTYPE rss [<!ENTITY l0 'ha'>{}<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&l11;&x;</title></channel></rss>",
        laughs.collect::<String>()
    );
    assert_eq!(read(&feed).unwrap().title.as_deref(), Some("&l11;&x;"));
}
