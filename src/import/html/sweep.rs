//! An HTML source without what no reader sees and without what would choke a parser.
//!
//! A parser's work grows with the square of the nesting, of the attributes of one tag and of the formatting elements
//! that were never closed. So elements deeper than [`DEEPEST`] become paragraphs, a tag with too many attributes
//! loses them, and formatting elements become `<span>`, which a parser never reopens. Pages made for readers come
//! out with the same words in the same blocks.
//!
//! The depth is an upper bound of the parser's: where the standard's rules for unclosed elements are subtle,
//! an element counts as open.

use super::tag::Tag;

/// Makes `html` light.
pub(super) fn sweep(html: &str) -> String {
    let mut sweep = Sweep {
        rest: html,
        swept: String::with_capacity(html.len()),
        open: Vec::new(),
        never_closed: Vec::new(),
    };
    while sweep.step() {}
    sweep.swept
}

/// Levels of nesting; browsers stop at 512, columns at some thirty.
const DEEPEST: usize = 128;

/// Attributes of one tag.
const MOST_ATTRIBUTES: usize = 100;

/// Bytes of them: more is a picture written out, or data for a script.
const LONGEST_ATTRIBUTES: usize = 1 << 16;

/// How far up an end tag looks for its start tag.
const REACH: usize = 32;

/// Elements whose content is not for readers, or not words.
const UNSEEN: &[&str] = &[
    "script", "style", "svg", "math", "noscript", "template", "iframe", "noembed", "noframes", "textarea",
    "select", "canvas", "audio", "video", "datalist",
];

/// Elements whose content is not markup.
const RAW: &[&str] = &["title", "xmp", "script"];

const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that there is one of, wherever their tags stand.
const SINGLE: &[&str] = &["html", "head", "body"];

/// Parts of a table that end where the next part starts: those that hold words, and those that hold parts.
const CELLS: &[&str] = &["td", "th", "caption"];
const ROWS: &[&str] = &["tr", "thead", "tbody", "tfoot", "colgroup"];

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that start inside a paragraph without ending it, at least on old pages.
const LENIENT: &[&str] = &["table", "button", "object"];

/// Elements that a parser reopens after a block has ended them.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose end tag ends what is still open in them, and which other end tags do not reach out of.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "button",
    "table",
    "object",
    "li",
    "dt",
    "dd",
];

/// Elements that an end tag inside cannot reach out of.
const WALLS: &[&str] = &["table", "td", "th", "caption", "button", "object", "applet", "marquee"];

const LISTED: &[&str] = &["li", "dt", "dd"];

struct Sweep<'h> {
    rest: &'h str,
    swept: String,
    /// The names of the open elements that count, outermost first.
    open: Vec<&'h str>,
    /// Unseen elements that have no end tag in the rest, so that nobody looks for one again.
    never_closed: Vec<&'h str>,
}

impl<'h> Sweep<'h> {
    /// Moves words up to the next tag, and that tag. Answers whether there is more.
    fn step(&mut self) -> bool {
        let words = self.rest.find('<').unwrap_or(self.rest.len());
        self.copy(words);
        let Some(after) = self.rest.strip_prefix('<') else {
            return false;
        };
        if let Some(tag) = Tag::at_start_of(self.rest) {
            self.take(tag);
        } else if after.starts_with(['!', '?']) || is_false_end(after) {
            self.skip(declaration_len(self.rest));
        } else if after.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
            // A tag that never ends swallows the rest.
            return false;
        } else {
            self.copy(1);
        }
        true
    }

    fn take(&mut self, tag: Tag<'h>) {
        let is = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        let is_data = tag.name.eq_ignore_ascii_case("script") && tag.attributes.contains("ld+json");
        self.skip(tag.len);
        if is(UNSEEN) && !is_data {
            if !tag.is_end {
                self.skip_content(tag.name);
            }
        } else if is(&["plaintext", "frameset"]) || (is(RAW) && tag.is_end) {
            // The first two would make words or nothing of all that follows; the others went with their start tags.
        } else if is(&["a"]) && !tag.is_end && !tag.attributes.contains("href") {
            // Places to link to are often left open, and say nothing but their name.
            if tag.attributes.contains("id") || tag.attributes.contains("name") {
                self.write(Tag { name: "wbr", ..tag });
            }
        } else if is(FORMATTING) {
            let name = "span";
            self.put(Tag { name, ..tag });
        } else if is(VOID) || is(SINGLE) || is(ROWS) {
            if !tag.is_end {
                self.end_before(tag.name);
            }
            self.write(tag);
        } else if is(RAW) && !tag.is_end {
            self.end_before(tag.name);
            self.write(tag);
            self.copy(content_len(self.rest, tag.name).unwrap_or(self.rest.len()));
            self.write(Tag { is_end: true, attributes: "", ..tag });
        } else {
            self.put(tag);
        }
    }

    /// Writes a tag that opens or closes a level, as long as that is not too deep.
    fn put(&mut self, tag: Tag<'h>) {
        let mut level = self.open.len();
        if tag.is_end {
            self.close(tag.name);
        } else {
            self.end_before(tag.name);
            self.open.push(tag.name);
            level = self.open.len();
        }
        if level <= DEEPEST {
            self.write(tag);
        } else if !is_one_of(tag.name, &["span", "a"]) && !self.swept.ends_with("<p>") {
            self.swept.push_str("<p>");
        }
    }

    fn write(&mut self, tag: Tag<'_>) {
        self.swept.push_str(if tag.is_end { "</" } else { "<" });
        self.swept.push_str(tag.name);
        if tag.count <= MOST_ATTRIBUTES && tag.attributes.len() <= LONGEST_ATTRIBUTES {
            self.swept.push_str(tag.attributes);
        }
        self.swept.push('>');
    }

    /// Ends the nearest open `name`, if a parser would surely do so, and what is open in it.
    fn close(&mut self, name: &str) {
        if is_one_of(name, CELLS) {
            return;
        }
        if is_one_of(name, &["table"]) {
            return self.end_nearest(&["table"], |_| true);
        }
        let is_block = is_one_of(name, BLOCKS);
        let ended = if is_one_of(name, HEADINGS) { HEADINGS } else { &[name] };
        // A form is taken out from under what is open in it.
        let is_alone = is_one_of(name, &["form"]);
        let is_item = is_one_of(name, &["li"]);
        self.end_nearest(ended, |open| {
            let is_wall = is_one_of(open, WALLS) || (is_item && is_one_of(open, &["ul", "ol"]));
            !(is_alone || is_wall || (!is_block && is_one_of(open, BLOCKS)))
        });
    }

    /// Ends what cannot stay open when `name` starts: the item before it, a paragraph.
    fn end_before(&mut self, name: &str) {
        if is_one_of(name, CELLS) || is_one_of(name, ROWS) {
            self.end_inside_table();
        } else if is_one_of(name, LISTED) {
            let ended = if is_one_of(name, &["li"]) { &["li"][..] } else { &["dt", "dd"] };
            self.end_nearest(ended, |open| is_one_of(open, &["span", "a", "p", "div", "address"]));
        }
        let ends_paragraph = is_one_of(name, BLOCKS) || is_one_of(name, &["hr", "xmp"]);
        if ends_paragraph && !is_one_of(name, LENIENT) {
            self.close("p");
        }
    }

    /// Ends what is open in the nearest table.
    fn end_inside_table(&mut self) {
        let reach = self.open.iter().rev().take(REACH);
        if let Some(inner) = reach.into_iter().position(|open| is_one_of(open, &["table"])) {
            self.open.truncate(self.open.len() - inner);
        }
    }

    /// Ends the nearest open element with one of `names`, unless one stands before it that `is_passed` does not pass.
    fn end_nearest(&mut self, names: &[&str], is_passed: impl Fn(&str) -> bool) {
        let reach = self.open.iter().rev().take(REACH);
        for (inner, open) in reach.enumerate() {
            if is_one_of(open, names) {
                self.open.truncate(self.open.len() - 1 - inner);
                return;
            }
            if !is_passed(open) {
                return;
            }
        }
    }

    /// Skips up to the end tag of the unseen element `name`; without one, only its start tag is skipped.
    fn skip_content(&mut self, name: &'h str) {
        if is_one_of(name, &self.never_closed) {
            return;
        }
        match content_len(self.rest, name) {
            Some(length) => self.skip(length),
            None => self.never_closed.push(name),
        }
    }

    fn copy(&mut self, length: usize) {
        let (words, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.swept.push_str(words);
        self.rest = rest;
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Whether `</` is followed by something that starts no name, which makes a comment of it.
fn is_false_end(after: &str) -> bool {
    after.strip_prefix('/').is_some_and(|name| name.starts_with(|c: char| !c.is_ascii_alphabetic()))
}

/// The length of the comment or declaration that `html` starts with.
fn declaration_len(html: &str) -> usize {
    let Some(comment) = html.strip_prefix("<!--") else {
        return html.find('>').map_or(html.len(), |end| end + 1);
    };
    if comment.starts_with('>') {
        return 5;
    }
    if comment.starts_with("->") {
        return 6;
    }
    let mut place = 0;
    while let Some(dashes) = comment.get(place..).and_then(|rest| rest.find("--")) {
        place += dashes;
        let after = comment.get(place + 2..).unwrap_or_default();
        if after.starts_with('>') {
            return place + 7;
        }
        if after.starts_with("!>") {
            return place + 8;
        }
        place += 1;
    }
    html.len()
}

/// The length of what stands before the next end tag of `name`.
fn content_len(html: &str, name: &str) -> Option<usize> {
    let mut place = 0;
    loop {
        place += html.get(place..)?.find("</")?;
        let after = html.get(place + 2..)?;
        let follows = after.get(name.len()..).unwrap_or_default();
        if after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && follows.starts_with(['>', '/', ' ', '\t', '\n', '\r', '\x0c'])
        {
            return Some(place);
        }
        place += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_what_no_reader_sees() {
        for (html, expected) in [
            ("<!doctype html><p class=x>a &lt; b</p>", "<p class=x>a &lt; b</p>"),
            ("a<script>if (a</b>) '<p>'</script>b", "ab"),
            ("a<SVG><p>x</p></svg >b<svg>c", "abc"),
            ("a<!-- <p> -->b<!-->c<!--->d<!--x--!>e<?f?>g</ h>i", "abcdegi"),
            ("<b id=x>a</b><EM>c</EM>", "<span id=x>a</span><span>c</span>"),
            (
                "<script type='application/ld+json'>{\"a\":\"<b>\"}</script>x",
                "<script type='application/ld+json'>{\"a\":\"<b>\"}</script>x",
            ),
            ("<title>a <b> c</title>d", "<title>a <b> c</title>d"),
            ("<a name=x>a</p><a href=y>b</a>", "<wbr name=x>a</p><a href=y>b</a>"),
            ("1 < 2 <3 a<p", "1 < 2 <3 a"),
            ("a<![CDATA[b]]>c", "ac"),
        ] {
            assert_eq!(sweep(html), expected, "{html}");
        }
    }

    #[test]
    fn flattens_what_is_too_deep() {
        let swept = sweep(&format!("{}x", "<div>".repeat(1000)));
        assert_eq!(swept.matches("<div>").count(), DEEPEST);
        let closed = "<div><i>x<p>y<li>z</i></div>".repeat(1000);
        assert_eq!(sweep(&closed).matches("<div>").count(), 1000);
        let attributes = format!("<p {}>x", "a ".repeat(1000));
        assert_eq!(sweep(&attributes), "<p>x");
        assert_eq!(sweep(&format!("<img src='data:{}'>x", "a".repeat(100_000))), "<img>x");
    }
}
