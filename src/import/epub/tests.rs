//! Books.

use super::*;
use crate::import::archive::tests::packed;
use crate::import::{Found, read_all};

const CONTAINER_XML: &[u8] =
    b"<container><rootfiles><rootfile full-path='gone' media-type='x'/><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

const LONG: &str = "It was over before the photographer had his head under the cloth, and nobody in the hall could say \
    afterwards which of the two speakers had been the last to leave the stage.";

fn chapter(head: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='e'><head><title/></head><body><h1>{head}</h1>{body}</body></html>"
    )
}

fn book(opf: &str, members: &[(&str, &str)]) -> Result<Vec<Part>, Error> {
    let mut all: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER_XML),
        ("OEBPS/book.opf", opf.as_bytes()),
    ];
    all.extend(members.iter().map(|(name, text)| (*name, text.as_bytes())));
    match read_all(&packed(&all), &Hint::default())? {
        Found::Parts(parts) => Ok(parts),
        other => panic!("{other:?}"),
    }
}

const OPF: &str = "<package version='3.0'><metadata xmlns:dc='d'><dc:title>The Hall</dc:title><dc:creator id='a'>Jane Doe</dc:creator>
    <dc:creator id='b'>Ed Itor</dc:creator><meta refines='#b' property='role'>edt</meta><dc:language>en</dc:language><dc:date>2024-11-05</dc:date></metadata>
    <manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>
    <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/><item id='one' href='ch%201.xhtml' media-type='application/xhtml+xml'/>
    <item id='two' href='two.xhtml' media-type='application/xhtml+xml'/><item id='gone' href='gone.xhtml' media-type='application/xhtml+xml'/>
    <item id='out' href='../../../etc/passwd' media-type='application/xhtml+xml'/></manifest>
    <spine><itemref idref='cover'/><itemref idref='nav'/><itemref idref='two'/><itemref idref='one'/><itemref idref='gone'/><itemref idref='out'/></spine></package>";

#[test]
fn chapters_come_in_the_order_of_reading_with_their_titles() {
    let two = chapter(
        "Head",
        &format!("<p>{LONG}<a epub:type='noteref' href='#n'><sup>1</sup></a> See <a href='ch%201.xhtml#x'>the first</a>.</p><a id='y'/>
            <aside epub:type='footnote' id='n'><p>A note.</p></aside>"),
    );
    let parts = book(
        OPF,
        &[
            ("OEBPS/nav.xhtml", "<html xmlns:epub='e'><body><nav epub:type='toc'><ol><li><a href='two.xhtml'>Two <i>of</i> them</a></li></ol></nav></body></html>"),
            ("OEBPS/cover.xhtml", "<html><body><img src='a.jpg' alt='The Hall'/></body></html>"),
            ("OEBPS/ch 1.xhtml", &chapter("Chapter One", &format!("<p>{LONG}</p><p id='x'>Here it is.</p>"))),
            ("OEBPS/two.xhtml", &two),
        ],
    )
    .unwrap();
    let shown: Vec<String> = parts
        .iter()
        .map(|part| {
            let about = &part.draft.metadata;
            let fields = [&about.title, &about.byline, &about.publication, &about.date, &about.language];
            let fields: Vec<&str> = fields.iter().map(|field| field.as_deref().unwrap_or("-")).collect();
            format!("{}: {}", part.name, fields.join(" | "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "two.xhtml: Two of them | Jane Doe | The Hall | 2024-11-05 | en",
            "ch 1.xhtml: Chapter One | Jane Doe | The Hall | 2024-11-05 | en",
        ]
    );
    let draft = &parts[0].draft;
    let note = draft.text.find("A note.").unwrap();
    assert!(draft.links.iter().any(|link| link.target == Target::Place(note)), "{:?}", draft.links);
    let place = parts[1].draft.text.find("Here it is.").unwrap();
    let there = Target::FilePlace(SafeText::new("ch 1.xhtml"), place);
    assert!(draft.links.iter().any(|link| link.target == there), "{:?}", draft.links);
}

#[test]
fn an_old_book_has_its_contents_elsewhere() {
    let opf = "<package version='2.0'><metadata><dc:title>Old</dc:title><dc:creator opf:role='aut'>A</dc:creator></metadata>
        <manifest><item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/><item id='a' href='a.html' media-type='application/xhtml+xml'/>
        <item id='b' href='b.html' media-type='application/xhtml+xml'/><item id='c' href='c.html' media-type='application/xhtml+xml'/></manifest>
        <spine toc='ncx'><itemref idref='c'/><itemref idref='a'/><itemref idref='b'/></spine>
        <guide><reference type='copyright-page' href='c.html'/></guide></package>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>First</text></navLabel><content src='a.html#s'/></navPoint></navMap></ncx>";
    let page = format!("<html><body><p>{LONG}</p></body></html>");
    let members =
        [("OEBPS/toc.ncx", ncx), ("OEBPS/a.html", &page), ("OEBPS/b.html", &page), ("OEBPS/c.html", &page)];
    let parts = book(opf, &members).unwrap();
    let titles: Vec<&str> =
        parts.iter().map(|part| part.draft.metadata.title.as_deref().unwrap_or("-")).collect();
    assert_eq!(titles, ["First", "Old, 3"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let page = chapter("One", &format!("<p>{LONG}</p>"));
    let locked = "<encryption><EncryptedData><CipherData><CipherReference URI='OEBPS/two.xhtml'/></CipherData></EncryptedData>
        <EncryptedData><CipherData><CipherReference URI='OEBPS/ch%201.xhtml'/></CipherData></EncryptedData></encryption>";
    let opf = OPF
        .replace("<itemref idref='cover'/><itemref idref='nav'/>", "")
        .replace("<itemref idref='gone'/><itemref idref='out'/>", "");
    let members = [
        ("META-INF/encryption.xml", locked),
        ("OEBPS/two.xhtml", page.as_str()),
        ("OEBPS/ch 1.xhtml", &page),
    ];
    assert_eq!(book(&opf, &members), Err(Error::Locked { what: "this EPUB book" }));
    assert_eq!(book("words", &[]), Err(Error::Broken { what: "EPUB book" }));
    assert_eq!(book(OPF, &[]), Err(Error::NoText));
    let hostile = "<package><metadata><dc:title>a\u{9b}31m&#27;]0;x&#7;\u{202e}b</dc:title></metadata><manifest><item id='a' href='two.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let parts = book(hostile, &[("OEBPS/two.xhtml", &page)]).unwrap();
    let title = parts[0].draft.metadata.publication.clone().unwrap();
    assert!(!title.contains(['\x1b', '\u{9b}', '\u{202e}', '\u{7}']), "{title:?}");
}
