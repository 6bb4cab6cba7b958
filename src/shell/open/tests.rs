//! What can be named and what becomes of it, on a real disk.

use std::fs;

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn named(path: &Path) -> Reference {
    Reference::Path(path.to_owned())
}

fn names(origins: &[Origin]) -> Vec<String> {
    origins.iter().map(Origin::short_name).collect()
}

/// What `open` says about the file `name` with these bytes, without the folder.
fn complaint(name: &str, bytes: &[u8]) -> String {
    let folder = folder(&[(name, bytes)]);
    let root = whole_path(folder.path());
    let origins = expand(&[named(&root.join(name))]).unwrap();
    let problem = open(&origins[0]).unwrap_err().to_string();
    problem.replace(&format!("{}/", root.display()), "")
}

#[test]
fn a_folder_stands_for_its_articles_by_name() {
    let text = b"Words.".as_slice();
    let folder = folder(&[
        ("b.txt", text),
        ("a.MD", text),
        ("c.html", b"<p>Words."),
        ("d.pdf", text),
        ("e.png", text),
        (".hidden.txt", text),
        ("noend", text),
        ("deeper/e.txt", text),
        ("folder.txt/f.md", text),
        (".git/g.txt", text),
        ("package.json", b"{}"),
        ("news.xml", b"<nitf/>"),
        ("pom.xml", b"<project/>"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("deeper/loop")).unwrap();
    let origins = expand(&[named(folder.path())]).unwrap();
    assert_eq!(names(&origins), ["a.MD", "b.txt", "c.html", "d.pdf", "e.txt", "f.md", "news.xml"]);
}

/// A feed of two items with words, one without, and one whose page is elsewhere.
const FEED: &[u8] = b"<rss><channel><title>F</title><item><guid>a</guid><description>Alpha.</description></item>\
    <item><guid>b</guid></item><item><link>https://example.org/c</link><description>Gamma.</description></item></channel></rss>";

#[test]
fn a_whole_stands_for_its_parts_and_each_can_be_opened_by_its_name() {
    let folder = folder(&[
        ("feed.rss", FEED),
        ("list.opml", b"<opml><body><outline xmlUrl='https://example.org/f'/></body></opml>"),
    ]);
    let root = whole_path(folder.path());
    let origins = expand(&[named(&root)]).unwrap();
    assert_eq!(names(&origins), ["a", "https://example.org/c", "list.opml"]);
    let texts: Vec<String> =
        origins[..2].iter().map(|origin| open(origin).unwrap().text().to_owned()).collect();
    assert_eq!(texts, ["Alpha.", "Gamma."]);
    let by_name = expand(&[named(&root.join("feed.rss#a"))]).unwrap();
    assert_eq!(by_name, origins[..1]);
    let told = open(&origins[2]).unwrap_err().to_string();
    assert!(told.ends_with("it is a list of 1 feeds (sayso add follows them)"), "{told}");
    let gone = expand(&[named(&root.join("feed.rss#z"))]).unwrap();
    let told = open(&gone[0]).unwrap_err().to_string();
    assert!(
        told.ends_with("#z: there is no part of this name in it (there is a, https://example.org/c)"),
        "{told}"
    );
    // A file of that very name comes first.
    fs::write(root.join("feed.rss#a"), "Words.").unwrap();
    let by_name = expand(&[named(&root.join("feed.rss#a"))]).unwrap();
    assert_eq!(open(&by_name[0]).unwrap().text(), "Words.");
}

#[test]
fn parts_of_a_file_that_has_changed_are_read_anew() {
    let folder = folder(&[("feed.rss", FEED)]);
    let path = whole_path(folder.path()).join("feed.rss");
    let origins = expand(&[named(&path)]).unwrap();
    assert_eq!(open(&origins[0]).unwrap().text(), "Alpha.");
    fs::write(&path, String::from_utf8_lossy(FEED).replace("Alpha", "Changed")).unwrap();
    assert_eq!(open(&origins[0]).unwrap().text(), "Changed.");
}

#[test]
fn a_broken_whole_is_told_when_it_is_opened() {
    for (name, bytes, says) in [
        (
            "a.zip",
            b"PK\x03\x04nothing".as_slice(),
            "cannot open a.zip: this ZIP archive is broken (was it saved completely?)",
        ),
        ("a.pdf", b"%PDF-1.7", "cannot open a.pdf: this PDF is broken"),
        ("a.rss", b"<rss/>", "cannot open a.rss: there is nothing to read in this feed"),
    ] {
        let said = complaint(name, bytes);
        assert!(said.starts_with(says), "{said:?}");
    }
}

#[test]
fn each_article_comes_once_and_where_it_was_named_first() {
    let folder = folder(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    let root = folder.path();
    let twisted = root.join("..").join(root.file_name().unwrap()).join("a.txt");
    let references = [
        named(&root.join("b.txt")),
        Reference::StandardInput,
        named(&twisted),
        named(root),
        Reference::StandardInput,
        Reference::Bundled("lincoln-douglas".into()),
    ];
    let origins = expand(&references).unwrap();
    assert_eq!(names(&origins), ["b.txt", "standard input", "a.txt", "lincoln-douglas"]);
    assert!(
        matches!(&origins[2], Origin::File(path) if path.is_absolute() && !path.to_string_lossy().contains(".."))
    );
}

#[test]
fn every_bundled_column_opens() {
    for column in bundled::columns() {
        let article = open(&Origin::Bundled(column.name.to_owned())).unwrap();
        assert!(article.metadata.title.is_some(), "{}", column.name);
        assert!(!article.blocks().is_empty());
    }
}

#[test]
fn says_what_cannot_be_expanded() {
    let folder = folder(&[("deeper/a.png", b"A.")]);
    for (reference, says) in [
        (named(folder.path()), "there are no articles in this folder (sayso --help tells what can be opened"),
        (Reference::Bundled("nobody".into()), "cannot open sayso:nobody: no bundled column has this name"),
        (
            Reference::Address("https://you@example.org".into()),
            "cannot open https://you@example.org: there is a user name before the host",
        ),
    ] {
        let problem = expand(&[reference]).unwrap_err().to_string();
        assert!(problem.contains(says), "{problem}");
    }
}

#[test]
fn says_what_cannot_be_opened() {
    for (name, bytes, says) in [
        ("a.txt", b"".as_slice(), "cannot open a.txt: the file is empty (was it saved completely?)"),
        ("a.txt", b"\0\x01\x02\x03", "cannot open a.txt: this is binary data, not text (sayso reads text"),
        ("a.txt", b" \n", "cannot open a.txt: there is no text to read in it"),
        ("\x1b]0;x\x07e\x1b[31m.txt", b"", "cannot open e.txt: the file is empty"),
    ] {
        let said = complaint(name, bytes);
        assert!(said.starts_with(says) && !said.contains('\x1b'), "{said:?}");
    }
}

#[test]
fn says_what_is_not_there_and_what_it_may_have_been() {
    let folder = folder(&[("Letters.md", b"Dear.")]);
    for (name, hint) in [
        ("letters.txt", "there is no such file (did you mean Letters.md?)"),
        ("anthony-on-trial", "there is no such file (did you mean sayso:anthony-on-trial?)"),
        ("other.txt", "there is no such file (check the name"),
        ("nowhere/other.txt", "there is no such file (there is no folder "),
    ] {
        let origins = expand(&[named(&folder.path().join(name))]).unwrap();
        let said = open(&origins[0]).unwrap_err().to_string();
        assert!(said.contains(hint), "{said}");
    }
}

#[test]
fn a_row_of_a_corpus_has_nothing_to_open() {
    let said = open(&Origin::Row("17".into())).unwrap_err().to_string();
    assert_eq!(said, "cannot open 17: a line of a corpus cannot be opened by itself");
}

#[test]
fn reads_to_the_limit_and_not_beyond() {
    assert_eq!(read_limited(&b"1234"[..], 4).unwrap(), b"1234");
    assert!(matches!(read_limited(&b"12345"[..], 4), Err(file::Why::TooLarge)));
    assert!(matches!(read_limited(io::repeat(0), 1000), Err(file::Why::TooLarge)));
}

#[cfg(unix)]
#[test]
fn a_device_is_refused_before_it_is_read() {
    for path in ["/dev/zero", "/dev/full"] {
        let said = open(&Origin::File(path.into())).unwrap_err().to_string();
        assert!(said.ends_with("it is a device, not a file (name - for standard input)"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_of_any_bytes_opens() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    fs::write(&path, "Words.").unwrap();
    let origins = expand(&[Reference::parse(path.as_os_str())]).unwrap();
    assert_eq!(open(&origins[0]).unwrap().text(), "Words.");
}
