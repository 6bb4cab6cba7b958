//! Row 15: archives and books.

use std::fs;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::bounds::{ENOUGH, is_one_clear_line, is_shown_safely, size};
use crate::support::Home;

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// With other bytes of the same length wherever these stand.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(from)).collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// The names of what lies in a folder and in those within it.
fn listing(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            let own = path.display().to_string();
            if path.is_dir() { listing(&path).into_iter().chain([own]).collect() } else { vec![own] }
        })
        .collect();
    names.sort();
    names
}

#[test]
fn row_15_names_that_lead_out_lead_nowhere() {
    let home = Home::new();
    let above = home.work().parent().unwrap().to_owned();
    for name in [
        "../../up.txt",
        "/tmp/up.txt",
        "\\\\h\\s\\up.txt",
        "c:\\aa\\up.txt",
        "aaaa\\..\\u.txt",
        "aa/../../u.txt",
        "a\0b/../up.txt",
        "a\u{1b}[31mup.txt",
        "CON/../a.txt",
    ] {
        let honest = "z".repeat(name.len() - 4) + ".txt";
        let bytes = archive(&[(&honest, b"Evil words."), ("good.txt", b"Good words.")]);
        home.file("a.zip", replaced(bytes, honest.as_bytes(), name.as_bytes()));
        let before = listing(&above);
        let said = ENOUGH.run(&home, &["print", "a.zip"]);
        assert_eq!(said.status, 1, "{name:?}");
        assert!(said.out.contains("Good words.") && !said.out.contains("Evil"), "{name:?}: {}", said.out);
        assert_eq!(said.err.lines().count(), 1, "{name:?}: {}", said.err);
        is_shown_safely(&said.err);
        assert_eq!(listing(&above), before, "{name:?}");
    }
    assert!(!std::path::Path::new("/tmp/up.txt").exists());
}

#[test]
fn row_15_a_link_and_then_a_file_through_it() {
    let home = Home::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("folder", "/tmp", SimpleFileOptions::default()).unwrap();
    zip.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.start_file("folder/through.txt", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"Good words.").unwrap();
    home.file("a.zip", zip.finish().unwrap().into_inner());
    let said = ENOUGH.run(&home, &["print", "a.zip"]);
    assert!(
        said.err.contains("link.txt: it is a link") && !said.out.contains("root:"),
        "{}{}",
        said.out,
        said.err
    );
    assert!(said.out.contains("Good words.") && !std::path::Path::new("/tmp/through.txt").exists());
}

#[test]
fn row_15_two_members_of_one_name() {
    let home = Home::new();
    home.file(
        "a.zip",
        replaced(archive(&[("a1.txt", b"First words."), ("a2.txt", b"Second words.")]), b"a2.txt", b"a1.txt"),
    );
    let said = ENOUGH.run(&home, &["print", "a.zip"]);
    let count = said.out.matches("words.").count();
    assert_eq!(count, 1, "{}{}", said.out, said.err);
}

#[test]
fn row_15_bombs() {
    let home = Home::new();
    let blanks = vec![b' '; 60 << 20];
    let bomb = archive(&[("bomb.txt", &blanks), ("good.txt", b"Good words.")]);
    home.file("bomb.zip", &bomb);
    let said = ENOUGH.run(&home, &["print", "bomb.zip"]);
    assert!(
        said.err.contains("bomb.txt: it is larger than 50 MiB") && said.out.contains("Good words."),
        "{}",
        said.err
    );
    // One that states another size than it has.
    let stated = u32::try_from(60 << 20).unwrap().to_le_bytes();
    home.file("lying.zip", replaced(bomb, &stated, &6_u32.to_le_bytes()));
    let said = ENOUGH.run(&home, &["print", "lying.zip"]);
    assert!(said.status == 1 && !said.err.contains("panicked"), "{}", said.err);
    // Archives in archives, each of many.
    let mut nested = archive(&[("0.txt", &vec![0; 1 << 20])]);
    for level in 0..size(4, 6) {
        let names: Vec<String> = (0..16).map(|count| format!("{level}-{count}.zip")).collect();
        let members: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), nested.as_slice())).collect();
        nested = archive(&members);
    }
    home.file("42.zip", nested);
    let said = ENOUGH.run(&home, &["print", "42.zip"]);
    assert!(
        said.status == 1 && said.out.is_empty() && said.err.contains("archives lie too deep"),
        "{}",
        said.err
    );
    assert!(said.err.lines().count() <= 101, "{}", said.err.lines().count());

    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..300 {
        gzip.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    home.file("bomb.txt.gz", gzip.finish().unwrap());
    is_one_clear_line(&ENOUGH.run(&home, &["print", "bomb.txt.gz"]), "it is larger than 256 MiB, unpacked");
}

#[test]
fn row_15_a_million_members() {
    let home = Home::new();
    let names: Vec<String> = (0..size(30_000, 65_000)).map(|count| format!("{count}.txt")).collect();
    let members: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"Words.".as_slice())).collect();
    home.file("a.zip", archive(&members));
    is_one_clear_line(&ENOUGH.run(&home, &["print", "a.zip"]), "holds more than can be read");
}

#[test]
fn row_15_what_is_locked_broken_or_not_what_it_seems() {
    let home = Home::new();
    let mut locked = archive(&[("a.txt", b"Words.")]);
    for (magic, place) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = locked.windows(4).position(|window| window == magic).unwrap();
        locked[at + place] |= 1;
    }
    home.file("locked.zip", &locked);
    is_one_clear_line(&ENOUGH.run(&home, &["print", "locked.zip"]), "it is encrypted");
    let whole = archive(&[("a.txt", b"Words."), ("b.txt", b"Words.")]);
    home.file("broken.zip", &whole[..whole.len() / 2]);
    is_one_clear_line(&ENOUGH.run(&home, &["print", "broken.zip"]), "this ZIP archive is broken");
    home.file("empty.zip", archive(&[]));
    is_one_clear_line(
        &ENOUGH.run(&home, &["print", "empty.zip"]),
        "there is nothing to read in this archive",
    );
    // A book without its mimetype is one, if it has what makes a book.
    let container: &[u8] = b"<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
    let package = |href: &str| {
        format!("<package><metadata><title>B</title></metadata><manifest><item id='a' href='{href}' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>").into_bytes()
    };
    let chapter: &[u8] =
        b"<html><body><h1>One</h1><p>The words of the first chapter stand here.</p></body></html>";
    home.file(
        "book.epub",
        archive(&[
            ("META-INF/container.xml", container),
            ("p.opf", &package("one.xhtml")),
            ("one.xhtml", chapter),
        ]),
    );
    assert!(ENOUGH.run(&home, &["print", "book.epub"]).done().contains("words of the first chapter"));
    // One whose chapters lie outside of it.
    for href in [
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
        "/etc/passwd",
        "nowhere.xhtml",
        "one.xhtml\u{0}",
    ] {
        home.file(
            "book.epub",
            archive(&[
                ("META-INF/container.xml", container),
                ("p.opf", &package(href)),
                ("one.xhtml", chapter),
            ]),
        );
        let said = ENOUGH.run(&home, &["print", "book.epub"]);
        assert!(!said.out.contains("root:"), "{href}");
        is_shown_safely(&(said.out + &said.err));
    }
    home.file(
        "book.epub",
        archive(&[("META-INF/container.xml", b"<container>"), ("mimetype", b"application/epub+zip")]),
    );
    is_one_clear_line(&ENOUGH.run(&home, &["print", "book.epub"]), "book.epub: ");
}
