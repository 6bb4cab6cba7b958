//! Whole columns with every finding of the engine under carets, judged by people.
//!
//! `tests/golden/columns/NAME.txt` is the text of `NAME.md` beside it, or of a bundled column, line by line behind `| `.
//! Under a line stand the findings on it, each in a row of its own, `^` under its words, `+` under the words that report
//! it, `@` under those that name who says it; and where its words begin, a line behind `> ` with the judgement:
//!
//! ```text
//! | The clerk wept, she said. “It rained,” he said.
//!   ^^^^^^^^^^^^^^  @@@ ++++
//! > right: Ada Moore (indirect, tagged) [The clerk wept]
//!                             ^^^^^^^^^^^^ @@ ++++
//! > FIXME: Ada Moore (direct, pronoun) [“It rained,”] => the clerk (direct)
//! ```
//!
//! What is right is kept: behind `right`, or behind `=>` what would be. `UPDATE_GOLDEN=1 cargo test --test golden` writes
//! the files anew, judges again all that it can from that, and calls the rest `unjudged`, which fails until somebody puts
//! `right` there, or `FIXME` and behind the words one of
//!
//! - `=> Ada Moore (direct)`: who says it, and its kind: direct, mixed, indirect, thought, nested, unspoken;
//! - `=> Ada Moore (indirect) [first words … last words]`: other words than those;
//! - `=> nothing`: nobody says it.
//!
//! Behind either of the first two, and behind `right`, ` @ [words]` says which words name the speaker; without it they are
//! shown but not judged, as the words that report are. Thoughts need not be listed where they are missed.
//!
//! Words that the engine does not find have a line of their own, `> missed: Ada Moore (direct) [first words … last words]`,
//! below the line they begin on. Each stretch of words has its own judgement; marks and punctuation at its ends are all
//! the same. Where there are several such words, the ones nearest to the line are meant; `#2` asks for the next nearest.

mod anchor;
mod column;
mod judge;
mod key;
mod page;
mod score;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use self::column::Column;
use self::judge::Judged;
use self::score::Score;

const FOLDER: &str = "tests/golden/columns";

#[test]
fn columns_are_told_as_judged() {
    let (mut report, mut total) = (String::new(), Score::default());
    let columns = columns();
    assert!(columns.len() >= 10, "{} columns", columns.len());
    for (name, markdown) in columns {
        let column = Column::read(&markdown);
        let file = path(&format!("{FOLDER}/{name}.txt"));
        let key = key::read(&fs::read_to_string(&file).unwrap_or_default(), &column);
        let key = key.unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let judged = Judged::new(&column, key);
        let page = page::write(&column, &judged);
        for line in page.lines().filter(|line| line.starts_with("> unjudged: ")) {
            writeln!(report, "{name}: {line}").unwrap();
        }
        total.add(&column, &judged);
        keep(&file, &page);
    }
    keep(&path(&format!("{FOLDER}/score.txt")), &total.to_string());
    assert!(report.is_empty(), "say right or FIXME of each, see tests/marked/mod.rs:\n{report}");
}

/// Compares `file` with what it should be, or writes it.
fn keep(file: &Path, should_be: &str) {
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        return fs::write(file, should_be).unwrap();
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    let differs = kept.lines().zip(should_be.lines()).find(|(kept, now)| kept != now);
    let told = differs.map_or_else(String::new, |(kept, now)| format!("\n  kept {kept}\n  now  {now}"));
    assert!(kept == should_be, "{}: UPDATE_GOLDEN=1 writes it anew{told}", file.display());
}

/// The bundled columns and those beside the keys, by name, as Markdown.
fn columns() -> Vec<(String, Vec<u8>)> {
    let mut columns = Vec::new();
    for folder in ["assets/columns", FOLDER] {
        for entry in fs::read_dir(path(folder)).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "md") {
                let name = file.file_stem().unwrap().to_string_lossy().into_owned();
                columns.push((name, fs::read(&file).unwrap()));
            }
        }
    }
    columns.sort();
    columns
}

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN: &str = "“It rained,” said Ada Moore. “It did not,” said Ben Hill.";

    fn page(key: &str) -> String {
        let column = Column::read(COLUMN.as_bytes());
        page::write(&column, &Judged::new(&column, key::read(key, &column).unwrap()))
    }

    fn labels(page: &str) -> Vec<&str> {
        page.lines().filter(|line| line.starts_with('>')).collect()
    }

    #[test]
    fn what_is_new_is_unjudged_and_what_was_judged_stays() {
        let new = page("");
        let unjudged = [
            "> unjudged: Ada Moore (direct, tagged) [“It rained,”]",
            "> unjudged: Ben Hill (direct, tagged) [“It did not,”]",
        ];
        assert_eq!(labels(&new), unjudged);
        let judged = new.replace("unjudged", "right");
        assert_eq!(page(&judged), page(&page(&judged)));
        assert!(page(&judged).contains("tagged: 2 0 0"));
    }

    #[test]
    fn what_is_right_outlives_what_the_engine_says() {
        for (line, then) in [
            (
                "> FIXME: Eve Low (direct, tagged) [“It rained,”] => Ada Moore (direct)",
                "> right: Ada Moore (direct, tagged) [“It rained,”]",
            ),
            (
                "> right: Eve Low (direct, tagged) [“It rained,”]",
                "> FIXME: Ada Moore (direct, tagged) [“It rained,”] => Eve Low (direct)",
            ),
            (
                "> right: Ada Moore (direct, tagged) [“It … Moore.]",
                "> FIXME: Ada Moore (direct, tagged) [“It rained,”] => Ada Moore (direct) [“It rained,” said Ada Moore.]",
            ),
            (
                "> right: Ada Moore (direct, tagged) [“It rained,”] @ [Moore]",
                "> FIXME: Ada Moore (direct, tagged) [“It rained,”] => Ada Moore (direct) @ [Moore]",
            ),
            (
                "> FIXME: Eve Low (direct, tagged) [“It rained,”] => Ada Moore (direct) @ [Ada Moore]",
                "> right: Ada Moore (direct, tagged) [“It rained,”] @ [Ada Moore]",
            ),
            (
                "> FIXME: Ada Moore (direct, tagged) [“It rained,”] => nothing",
                "> FIXME: Ada Moore (direct, tagged) [“It rained,”] => nothing",
            ),
            (
                "> missed: Ada Moore (direct) [said Ada]",
                "> unjudged: Ada Moore (direct, tagged) [“It rained,”]",
            ),
        ] {
            let page = page(&format!("| {COLUMN}\n{line}\n"));
            assert_eq!(labels(&page)[0], then, "{line}");
        }
        let kept = "> missed: Ada Moore (indirect) [Ada Moore]";
        assert!(labels(&page(&format!("| {COLUMN}\n{kept}"))).contains(&kept));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told() {
        let column = Column::read(COLUMN.as_bytes());
        for line in [
            "> right: Ada Moore [“It rained,”]",
            "> missed: Ada (direct) [It snowed]",
            "> fine: Ada (direct) [It]",
        ] {
            let problem = key::read(&format!("| {COLUMN}\n{line}"), &column).unwrap_err();
            assert!(problem.contains(line), "{problem}");
        }
    }
}
