//! Pages as their readers would write them down.

use super::*;

/// The blocks as lines: kind, then text.
fn blocks(html: &str) -> Vec<String> {
    let draft = read(html, None).unwrap();
    draft
        .blocks
        .iter()
        .map(|block| format!("{}: {}", block.kind.name(), block.span.of(&draft.text)))
        .collect()
}

/// Sources, and the blocks that a reader sees.
const SEEN: &[(&str, &[&str])] = &[
    ("<p>one\n  two</p><p>three", &["paragraph: one two", "paragraph: three"]),
    ("a <p>b</p> c", &["paragraph: a", "paragraph: b", "paragraph: c"]),
    ("<div>a<div>b</div>c</div>", &["paragraph: a", "paragraph: b", "paragraph: c"]),
    ("<p>W<b>or</b>d <i> in</i>\n<a href=x>side</a>", &["paragraph: Word in side"]),
    ("<p>a<br>b<br/> c", &["paragraph: a\nb\nc"]),
    ("a<br> <br>b<br><br><br>c", &["paragraph: a", "paragraph: b", "paragraph: c"]),
    ("<ul><li>a<li><p>b</p><p>c</p></ul>", &["list-item: a", "list-item: b", "list-item: c"]),
    (
        "<blockquote>a<p>b<ul><li>c</ul></blockquote>d",
        &["block-quotation: a", "block-quotation: b", "block-quotation: c", "paragraph: d"],
    ),
    (
        "<blockquote><p>a<footer>— b</footer></blockquote><footer>c</footer>",
        &["block-quotation: a", "block-quotation: — b"],
    ),
    ("<pre>\n  a\n    b\n</pre>", &["preformatted: a\n    b"]),
    ("<p>a<hr><hr><p>b<hr>", &["paragraph: a", "separator: * * *", "paragraph: b"]),
    ("<h3>a<br>b</h3>c", &["heading: a b", "paragraph: c"]),
    ("<p>He <q>said <q>so</q> then</q>.", &["paragraph: He “said ‘so’ then”."]),
    ("<p>&ldquo;a&rdquo; &amp; b&nbsp;c &#x97; d", &["paragraph: “a” & b\u{a0}c — d"]),
    (
        "<p>a<span hidden>b</span><span style='display: none'>c</span><i aria-hidden=true>d</i>e",
        &["paragraph: ae"],
    ),
    ("<nav>a</nav><p>b<script>c</script><style>d</style><noscript>e</noscript>", &["paragraph: b"]),
    ("<figure><img alt=c><figcaption>a</figcaption></figure>b", &["image: a", "paragraph: b"]),
    (
        "<figure><figcaption><p>a</p><span>b</span><span>c</span></figcaption></figure>d",
        &["image: a", "image: b c", "paragraph: d"],
    ),
    (
        "<p>a<p><img alt='b  c'><p><img><img alt=e.png><img alt=f width=1><img alt=g role=none>h",
        &["paragraph: a", "image: b c", "paragraph: h"],
    ),
    (
        "<p><a href=x><img alt=b></a> c <img alt=d> e<li><img alt=f>g",
        &["image: b", "paragraph: c e", "list-item: g"],
    ),
    (
        "<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>",
        &["block-quotation: a", "paragraph: b"],
    ),
    ("<table><tr><td>a<td>b<tr><td>c</table>", &["paragraph: a b", "paragraph: c"]),
    (
        "<p>x<table><caption>T</caption><thead><tr><th>a<th>b\n c<tbody><tr><td>d<td></table>y",
        &["paragraph: x", "paragraph: T", "preformatted: a | b c\nd |", "paragraph: y"],
    ),
    ("<table><tr><td>a<td>b<tr><td>c<td><p>d</table>", &["preformatted: a | b\nc | d"]),
    ("<table><tr><th>a<td><a href=x>b</a></table>", &["paragraph: a b"]),
    ("<table><tr><td>a<td><table><tr><th>b<td>c</table></table>", &["paragraph: a", "preformatted: b | c"]),
    ("<p>a\x1b]0;b\x07c &#27;[31md\u{202e}", &["paragraph: ac d"]),
    ("<p>a&#0;b\0c", &["paragraph: a\u{fffd}bc"]),
];

#[test]
fn each_element_becomes_the_block_a_reader_sees() {
    for (html, expected) in SEEN {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

#[test]
fn the_title_is_not_said_twice() {
    let draft = read("<h1>The vote of the people</h1><p>a", None).unwrap();
    assert_eq!(draft.metadata.title.as_deref(), Some("The vote of the people"));
    assert_eq!(draft.text.as_str(), "a");
}

/// A page with furniture, as newspapers make them.
fn newspaper() -> String {
    let paragraph = "<p>It was, she said, “a long day”, and nobody in the room, not even the chairman, wanted it \
                     to go on; yet it did, for hours, until the lights went out and the speakers went home.</p>";
    format!(
        "<!doctype html><html lang=en_US><head><title>The long day - The Paper</title>
        <meta property='og:site_name' content='The &#27;[31mPaper'>
        <meta name=author content='By Jane Doe'>
        <link rel=canonical href='https://example.org/a'>
        <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"NewsArticle\",
            \"headline\":\"The long day\",\"datePublished\":\"Nov. 5, 2024\"}}]}}</script></head>
        <body><nav id=menu><a href=/>Home</a><a href=/b>Politics</a></nav>
        <div class=content><h1>The long day</h1>{}<h2>Later</h2>{}</div>
        <aside>Read more</aside><footer>All rights reserved</footer></body></html>",
        paragraph.repeat(4),
        paragraph.repeat(3),
    )
}

#[test]
fn finds_the_article_of_a_page() {
    let draft = read(&newspaper(), None).unwrap();
    let metadata = &draft.metadata;
    assert_eq!(metadata.title.as_deref(), Some("The long day"));
    assert_eq!(metadata.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(metadata.publication.as_deref(), Some("The Paper"));
    assert_eq!(metadata.date.as_deref(), Some("2024-11-05"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(metadata.language.as_deref(), Some("en-US"));
    let kinds: Vec<&str> = draft.blocks.iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds, [["paragraph"; 4].as_slice(), &["heading"], &["paragraph"; 3]].concat());
    assert!(draft.text.starts_with("It was, she said, “a long day”"), "{}", &*draft.text);
    assert!(draft.text.ends_with("home."));
}

#[test]
fn a_small_page_keeps_all_its_paragraphs() {
    let html = "<html><head><title>T</title></head><body class=x><div class=y><p>One.</p><p>Two.</p></div></body></html>";
    assert_eq!(blocks(html), ["paragraph: One.", "paragraph: Two."]);
}

#[test]
fn a_page_without_words_is_refused() {
    for html in ["<p>", "<nav>x</nav>", "<script>x</script>", "<!doctype html>", "<body hidden>x"] {
        assert_eq!(read(html, None), Err(Error::NoText), "{html}");
    }
}

/// The links as lines: their words, and where they lead; a place by the words that stand there.
fn links(html: &str) -> Vec<String> {
    let draft = read(html, None).unwrap();
    let shown = |link: &crate::article::Link| {
        let target = match link.target {
            crate::article::Target::Place(place) => {
                format!("= {}", draft.text.get(place..).unwrap().split('\n').next().unwrap())
            }
            ref target => target.to_string(),
        };
        format!("{} -> {target}", link.span.of(&draft.text))
    };
    draft.links.iter().map(shown).collect()
}

#[test]
fn links_keep_their_words_and_where_they_lead() {
    for (html, expected) in [
        ("<p>a <a href='https://b.org/c'> d\n e </a> f", &["d e -> https://b.org/c"][..]),
        ("<p>a <a href='javascript:x'>b</a><a href=data:x>c</a> <a>d</a> <a href>e</a>", &[]),
        ("<a href=https://a.org><p>b<p>c</a>", &["b -> https://a.org", "c -> https://a.org"]),
        (
            "<p>see https://a.org/b, or <a href=https://c.org>https://d.org</a>",
            &["https://a.org/b -> https://a.org/b", "https://d.org -> https://c.org"],
        ),
        (
            "<p><a href=#x>a</a> <a href=#y>b</a> <a href=#z>c</a><p id=x>d<p>e<a name=y>f",
            &["a -> = d", "b -> = f"],
        ),
        ("<p><a href=b.html>a</a> <a href=../c.html>d</a>", &["a -> b.html"]),
        (
            "<link rel=canonical href=https://a.org/b/c.html><p><a href=d.html>e</a> <a href=/f>g</a> <a href='https://a.org/b/c.html#h'>i</a><p id=h>j",
            &["e -> https://a.org/b/d.html", "g -> https://a.org/f", "i -> = j"],
        ),
        ("<p><a href=#sub-title>a</a><h2>Sub title!</h2>b", &["a -> = Sub title!"]),
        ("<p>\x1b]0;<a href=https://a.org>b</a>\x07c <a href=https://d.org>e</a>", &[]),
    ] {
        assert_eq!(links(html), expected, "{html}");
    }
}

#[test]
fn notes_are_led_to_and_back() {
    let html = "<p>It was so<sup id=r1><a href=#n1>1</a></sup>.<p>And so<a role=doc-noteref href=#n2>*</a>, says <a href=#n1>1</a>.
        <section class=footnotes role=doc-endnotes><ol><li id=n1><p>One. <a href=#r1>↩</a></p></ol></section><aside role=doc-footnote id=n2>Two.</aside><aside>x</aside>";
    assert_eq!(
        blocks(html),
        ["paragraph: It was so[1].", "paragraph: And so[*], says 1.", "list-item: One. ↩", "paragraph: Two."]
    );
    assert_eq!(links(html), ["[1] -> = One. ↩", "[*] -> = Two.", "1 -> = One. ↩", "↩ -> = [1]."]);
}

#[test]
fn notes_and_captions_of_a_page_with_furniture_are_kept() {
    let note = "<section class=footnotes><ol><li id=fn1>The minutes say so. <a href=#fnref1>↩</a></li></ol></section>";
    let page = newspaper()
        .replacen("a long day”", "a <a href=/minutes>long day</a>”<sup id=fnref1><a href=#fn1>1</a></sup>", 1)
        .replace(
            "<h2>Later",
            "<figure><img src=a.jpg alt=hall><figcaption>The hall at noon</figcaption></figure><h2>Later",
        )
        .replace("</div>\n        <aside>", &format!("{note}</div>\n        <aside>"));
    let kinds = blocks(&page);
    assert!(kinds.contains(&"image: The hall at noon".to_owned()), "{kinds:#?}");
    let found = links(&page);
    assert_eq!(found[0], "long day -> https://example.org/minutes");
    assert_eq!(found[1], "[1] -> = The minutes say so. ↩");
    assert!(found[2].starts_with("↩ -> = [1],"), "{found:?}");
}

#[test]
fn what_a_page_says_about_itself_is_taken_where_it_is_surest() {
    let story = "<p>It was a long day in the hall, and nobody wanted it to go on, yet it did.</p>".repeat(9);
    for (head, address, expected) in [
        ("<title>T | Paper</title><meta property=og:site_name content=Paper>", None, "T|-|Paper|-|-|-"),
        (
            "<title>x</title><meta property=og:title content='Opinion | T'><meta name=author content='By A B'><meta property=article:section content=World>",
            Some("https://x.org/a"),
            "T|A B|-|World|-|https://x.org/a",
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"author\":\"A\",\"datePublished\":\"2024-11-05\",\"articleSection\":\"World\"}</script><meta property=og:title content=U><link rel=canonical href=/b>",
            Some("https://x.org/a?utm=1"),
            "T|A|-|World|2024-11-05|https://x.org/b",
        ),
        (
            "<title>T</title><link rel=canonical href=https://x.org/>",
            Some("https://x.org/a"),
            "T|-|-|-|-|https://x.org/a",
        ),
        (
            "<title>T - x.org</title><meta name=dc.creator content=A>",
            Some("https://www.x.org/a"),
            "T|A|-|-|-|https://www.x.org/a",
        ),
        ("<title>T</title><link rel=canonical href=javascript:x>", None, "T|-|-|-|-|-"),
    ] {
        let metadata = read(&format!("<html><head>{head}</head><body>{story}"), address).unwrap().metadata;
        let fields = [
            metadata.title,
            metadata.byline,
            metadata.publication,
            metadata.section,
            metadata.date,
            metadata.url,
        ];
        let line = fields.map(|field| field.map_or("-".to_owned(), |field| field.to_string())).join("|");
        assert_eq!(line, expected, "{head}");
    }
}

#[test]
fn links_are_meant_from_the_base_of_the_page() {
    for (head, address, expected) in [
        ("", Some("https://x.org/a/b"), Some("https://x.org/a/c")),
        ("<base href=https://y.org/z/>", Some("https://x.org/a/b"), Some("https://y.org/z/c")),
        ("<base href=/z/>", Some("https://x.org/a/b"), Some("https://x.org/z/c")),
        ("<base href=javascript:alert(1)//>", Some("https://x.org/a/b"), Some("https://x.org/a/c")),
        ("<base href=file:///etc/>", None, Some("c")),
        ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", None, Some("c")),
    ] {
        let draft = read(&format!("<head>{head}</head><p>Go <a href=c>there</a> now."), address).unwrap();
        assert_eq!(draft.text.as_str(), "Go there now.");
        assert_eq!(draft.links.first().map(|link| link.target.to_string()).as_deref(), expected, "{head}");
    }
}

#[test]
fn a_page_that_is_cut_off_says_why() {
    use crate::article::Shortfall::{ConsentWall, Paywall, Script};
    let story = "<p>It was a long day in the hall, and nobody in the room wanted it to go on, yet it did until night.</p>";
    let free = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"isAccessibleForFree\":false}</script>";
    let wall = "<div class=gate><h3>Subscribe to continue reading</h3><p>Already a subscriber? <a href=/l>Log in</a></p></div>";
    let consent = "<div class=cmp><p>We value your privacy. We and our partners store cookies and process personal data.</p><button>x</button><p>Manage options or accept all.</p></div>";
    for (html, expected) in [
        (format!("{free}{}", story.repeat(3)), Some(Paywall)),
        (format!("{free}{}", story.repeat(40)), None),
        (format!("<article>{}{wall}</article>", story.repeat(4)), Some(Paywall)),
        (format!("<article>{}</article>", story.repeat(40)), None),
        (consent.to_owned(), Some(ConsentWall)),
        (format!("<article>{}</article>{consent}", story.repeat(40)), None),
        ("<p>Please enable JavaScript to view this page.</p>".to_owned(), Some(Script)),
        (
            format!(
                "{}<p>The reader can subscribe to continue, or “subscribe to read”, as he put it.</p>",
                story.repeat(9)
            ),
            None,
        ),
    ] {
        let draft = read(&html, None).unwrap();
        assert_eq!(draft.metadata.shortfall, expected, "{html}");
        assert!(expected != Some(Paywall) || !draft.text.contains("Subscribe"), "{}", &*draft.text);
    }
    let empty = "<noscript>You need to enable JavaScript.</noscript><div id=\"root\"></div>";
    assert_eq!(read(empty, None), Err(Error::Script));
}

#[test]
fn what_a_terminal_would_obey_comes_in_from_nowhere() {
    let bad = "a\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{90}q\u{202e}b\u{200b}\u{1b}[6n";
    let json = serde_json::json!({"@type": "NewsArticle", "headline": bad, "author": {"name": bad}, "articleSection": bad, "url": format!("https://x.org/{bad}")});
    let page = format!(
        "<head><script type='application/ld+json'>{json}</script><link rel=canonical href='https://x.org/{bad}'>
         <meta property=og:site_name content='{bad}'></head><p>Words {bad} <a href='https://x.org/{bad}'>{bad}</a><p><img alt='{bad}' src=x>"
    );
    let draft = read(&page, Some(&format!("https://x.org/{bad}"))).unwrap();
    let metadata = &draft.metadata;
    let fields = [
        &metadata.title,
        &metadata.byline,
        &metadata.section,
        &metadata.publication,
        &metadata.url,
        &metadata.date,
    ];
    let all: Vec<&str> = fields
        .into_iter()
        .flatten()
        .map(crate::article::SafeText::as_str)
        .chain([draft.text.as_str()])
        .collect();
    assert!(all.len() >= 4, "{all:?}");
    for text in all {
        let is_bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(is_bad), "{text:?}");
    }
    assert!(metadata.url.is_none() && draft.links.is_empty(), "{metadata:?}");
}

#[test]
fn the_sign_of_a_note_stands_with_its_words() {
    let words =
        "The council met on Monday and then again in the hall, as they had said they would in spring.";
    for (html, expected) in [
        (
            format!("<p>{words}</p><div id=r4><a href='#n4'>4</a></div><p>More.</p><p id=n4>Note.</p>"),
            vec![format!("{words}4"), "More.".to_owned(), "Note.".to_owned()],
        ),
        (
            format!(
                "<p>{words}<a id=r href='#n'>1</a></p><div id=n><div><a href='#r'>[1]</a></div><p>A note.</p></div>"
            ),
            vec![format!("{words}1"), "[1] A note.".to_owned()],
        ),
        (
            format!("<p>{words}</p><ol><li id=n><p><a href='#r'>1.</a></p><p>A note.</p></li></ol>"),
            vec![words.to_owned(), "1. A note.".to_owned()],
        ),
        (
            format!("<p>{words}</p><h2><a href='#n'>1</a></h2><p>Next.</p>"),
            vec![words.to_owned(), "1".to_owned(), "Next.".to_owned()],
        ),
        (format!("<p>{words}</p><p><a href='#top'>Top</a></p>"), vec![words.to_owned(), "Top".to_owned()]),
    ] {
        let draft = read(&html, None).unwrap();
        let blocks: Vec<&str> = draft.blocks.iter().map(|block| block.span.of(&draft.text)).collect();
        assert_eq!(blocks, expected, "{html}");
    }
}

/// Pages that were made to be too much, read where there is little room on the stack.
#[test]
#[expect(clippy::disallowed_methods, reason = "only a thread of its own has a small stack")]
fn pages_that_are_too_much_are_read_all_the_same() {
    let many = 20_000;
    let pages = vec![
        format!("{}deep", "<div class=pullquote><blockquote class=callout>".repeat(many)),
        format!("{}deep", "<div class=newsletter><p>x".repeat(many)),
        format!("{}deep", "<section id=comments><div itemprop=articleBody>".repeat(many)),
        format!("<p {}>deep", "a=b ".repeat(many)),
        format!("{}<p>deep", "<p>x".repeat(many)),
        format!("{}deep", "<table><tr><td>".repeat(many)),
        format!("<p>deep{}", "\0".repeat(many)),
        format!("<p>deep<img alt=x src='data:image/png;base64,{}'>", "A".repeat(1 << 20)),
        format!(
            "{}<p>deep",
            "<meta name=author content=x><script type='application/ld+json'>{}</script>".repeat(many)
        ),
        format!("<script type='application/ld+json'>{}</script><p>deep", "{\"mainEntity\":".repeat(many)),
        format!(
            "<p>deep{}",
            "<blockquote>We have no bridge, no road and no money</blockquote><p>x".repeat(many / 10)
        ),
    ];
    let reading = std::thread::Builder::new().stack_size(512 * 1024).spawn(move || {
        for page in pages {
            let start: String = page.chars().take(60).collect();
            let draft = read(&page, None).unwrap();
            assert!(draft.text.contains("deep"), "{start}");
        }
    });
    reading.unwrap().join().unwrap();
}
