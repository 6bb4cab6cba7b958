//! The house rules that a compiler does not check: who knows whom, how large a file may be, what must not stand in it.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the source")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may know. A new arrow is a decision: give the reason in `src/lib.rs`.
const ROOMS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("lexicon", &[]),
    ("article", &["span"]),
    ("segment", &["span", "lexicon", "article"]),
    ("quotation", &["span", "article", "segment"]),
    ("attribution", &["span", "lexicon", "article", "segment", "quotation"]),
    ("import", &["span", "article", "annotation"]),
    ("annotation", &["span", "lexicon", "article"]),
    ("correction", &["span", "lexicon", "article", "segment", "attribution", "annotation"]),
    ("revision", &["span", "lexicon", "article", "segment", "quotation", "attribution", "annotation"]),
    ("comparison", &["span", "article", "quotation", "attribution", "annotation", "correction"]),
    ("fetch", &[]),
    ("find", &["span"]),
    ("layout", &["span", "article"]),
    (
        "export",
        &[
            "span",
            "article",
            "segment",
            "quotation",
            "attribution",
            "annotation",
            "correction",
            "layout",
            "revision",
            "comparison",
        ],
    ),
    (
        "app",
        &[
            "span",
            "article",
            "segment",
            "quotation",
            "attribution",
            "annotation",
            "correction",
            "revision",
            "find",
            "layout",
            "export",
        ],
    ),
    ("ui", &["span", "article", "segment", "attribution", "annotation", "find", "layout", "export", "app"]),
    ("library", &["span", "article", "annotation"]),
    ("bin", &["span", "lexicon", "segment"]),
    (
        "shell",
        &[
            "span",
            "lexicon",
            "article",
            "segment",
            "quotation",
            "attribution",
            "import",
            "annotation",
            "correction",
            "revision",
            "comparison",
            "fetch",
            "find",
            "layout",
            "export",
            "app",
            "ui",
            "library",
        ],
    ),
];

/// Libraries that only some files may use.
const BORDERS: &[(&str, &[&str])] = &[
    ("ratatui", &["ui/", "shell/terminal.rs", "shell/hyperlinks.rs", "shell/headless.rs"]),
    ("crossterm", &["shell/", "cli"]),
    ("textwrap", &["layout/"]),
    ("hypher", &["layout/"]),
    ("imara_diff", &["annotation/anchor/"]),
    ("regex", &["find/", "bin/score_attribution/"]),
    ("directories", &["library/paths.rs"]),
    ("rusqlite", &["library/"]),
    ("parquet", &["import/corpus"]),
    ("pulldown_cmark", &["import/"]),
    ("dom_query", &["import/", "bin/score_pages.rs"]),
    ("dom_smoothie", &["import/", "bin/score_pages.rs"]),
    ("mail_parser", &["import/"]),
    ("encoding_rs", &["import/"]),
    ("flate2", &["import/", "library/packing.rs", "shell/open/corpus.rs"]),
    ("hayro_font", &["import/pdf"]),
    ("hayro_syntax", &["import/pdf"]),
    ("quick_xml", &["import/", "export/csl/"]),
    ("zip", &["import/", "export/"]),
    ("clap", &["cli", "main.rs"]),
    ("signal_hook", &["shell/"]),
    ("ureq", &["fetch/"]),
    ("url", &["fetch/", "import/target.rs", "shell/open/"]),
];

/// Lines of one file, its tests apart.
const LONGEST: usize = 400;

struct Source {
    /// Below `src`, with slashes.
    name: String,
    /// Without the tests at its end.
    code: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        Source { name, code, text }
    };
    let is_tests = |source: &Source| source.name.ends_with("tests.rs") || source.name.ends_with("laws.rs");
    paths.into_iter().map(read).filter(|source| !is_tests(source)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// The lines of code that are no comment.
fn statements(source: &Source) -> impl Iterator<Item = &str> {
    source.code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn room_of(name: &str) -> &str {
    name.split('/').next().unwrap_or(name).trim_end_matches(".rs")
}

#[test]
fn knowledge_points_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(known) = allowed.get(room_of(&source.name)) else {
            continue;
        };
        for line in statements(&source) {
            for path in line.split("crate::").skip(1) {
                let room: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_room = ROOMS.iter().any(|(other, _)| *other == room) || room == "cli";
                if is_room && room != room_of(&source.name) && !known.contains(&room.as_str()) {
                    wrong.push(format!("{} knows {room}: {}", source.name, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "see the table in tests/architecture.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_on_the_map_and_in_the_table() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for source in sources() {
        let room = room_of(&source.name);
        let is_known =
            ROOMS.iter().any(|(other, _)| *other == room) || matches!(room, "lib" | "main" | "cli" | "build");
        assert!(is_known, "{room} is in no row of the table in tests/architecture.rs");
        let on_map = [format!("//! {room}/ "), format!("//! {room}.rs ")]
            .iter()
            .any(|entry| map.contains(entry.as_str()));
        assert!(room == "lib" || on_map, "{room} is not on the map in src/lib.rs");
    }
}

#[test]
fn libraries_stay_behind_their_borders() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (library, places) in BORDERS {
            let uses = statements(&source).any(|line| {
                line.contains(&format!("{library}::")) || line.contains(&format!("use {library};"))
            });
            if uses && !places.iter().any(|place| source.name.starts_with(place)) {
                wrong.push(format!("{} uses {library}, which belongs to {places:?}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_their_comments_speak_of_the_code() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.code.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines: which concept wants a room of its own?", source.name));
        }
        for (number, line) in source.text.lines().enumerate() {
            let trimmed = line.trim();
            let is_empty_doc = trimmed == "///"
                && source.text.lines().nth(number + 1).is_none_or(|next| !next.trim().starts_with("///"));
            if is_empty_doc || ["TODO", "XXX", "FIXME", "HACK"].iter().any(|word| trimmed.contains(word)) {
                wrong.push(format!("{}:{}: {trimmed}", source.name, number + 1));
            }
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is for", source.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn keys_are_named_in_the_keymap_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        if matches!(source.name.as_str(), "app/key.rs" | "shell/input.rs" | "shell/background.rs") {
            continue;
        }
        for line in statements(&source) {
            if line.contains("Char('") || line.contains("Key::char(") || line.contains("KeyCode::") {
                wrong.push(format!("{}: {}", source.name, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "a key belongs into assets/keymap.toml:\n{}", wrong.join("\n"));
}

#[test]
fn every_asset_is_part_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all: String = sources().iter().map(|source| source.text.as_str()).collect();
    let mut assets = Vec::new();
    let mut folders = vec![root.join("assets")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let to = if entry.path().is_dir() { &mut folders } else { &mut assets };
            to.push(entry.path());
        }
    }
    assert!(assets.len() > 10);
    for asset in assets {
        let name = asset.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        assert!(all.contains(&name), "{name} is used nowhere");
    }
}
