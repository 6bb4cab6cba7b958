//! The measurement.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sayso::library::bundled;

#[path = "pty.rs"]
mod pty;
use pty::Pty;

/// Times that a first frame is measured.
const OPENINGS: usize = 20;
/// The same for a text of megabytes.
const LARGE_OPENINGS: usize = 7;
/// Times that each key is pressed.
const PRESSES: usize = 100;
const LARGE: usize = 10_000_000;
const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");

pub(super) fn main() {
    let home = tempfile::tempdir().unwrap();
    let texts = Texts::write(home.path());
    let mut table = Table::default();
    first_frames(&texts, &mut table);
    keys_in("10 KB column", &texts.column, &mut table);
    keys_in("10 MB text", &texts.large, &mut table);
    memory(&texts, &mut table);
    idle(&texts, &mut table);
    table.end();
}

/// The files that are opened. The first word of each is [`FIRST`].
struct Texts {
    column: PathBuf,
    large: PathBuf,
    line: PathBuf,
}

/// The first word of each text.
const FIRST: &str = "Undertakings";

impl Texts {
    fn write(folder: &Path) -> Self {
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let columns = bundled::columns().iter();
        let paragraphs: Vec<&str> = columns
            .flat_map(|column| column.markdown.splitn(3, "---").nth(2).unwrap_or_default().split("\n\n"))
            .map(str::trim)
            .filter(|paragraph| paragraph.len() > 200)
            .collect();
        Self {
            column: file("column.txt", &text(&paragraphs, 10_000, "\n\n")),
            large: file("large.txt", &text(&paragraphs, LARGE, "\n\n")),
            line: file("line.txt", &text(&paragraphs, LARGE, " ")),
        }
    }
}

/// So many bytes of paragraphs, in an order that a small generator gives.
fn text(paragraphs: &[&str], bytes: usize, between: &str) -> String {
    let mut text = format!("{FIRST} of some length have a beginning.");
    let mut seed = 1_u64;
    while text.len() < bytes {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(seed >> 33).unwrap() % paragraphs.len();
        text.push_str(between);
        text.push_str(paragraphs[index]);
    }
    text
}

fn first_frames(texts: &Texts, table: &mut Table) {
    for (name, file, openings) in [
        ("10 KB column", &texts.column, OPENINGS),
        ("10 MB text", &texts.large, LARGE_OPENINGS),
        ("10 MB on one line", &texts.line, LARGE_OPENINGS),
    ] {
        let file = file.to_str().unwrap();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..openings {
            let home = tempfile::tempdir().unwrap();
            theirs.push(Pty::start("less", &[file], home.path()).first_screen_with(FIRST));
            ours.push(Pty::start(SAYSO, &[file], home.path()).first_frame_with(FIRST));
        }
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        let bar = if openings == OPENINGS { theirs + 5.0 } else { 100.0 };
        table.row(&format!("first frame, {name} (less: {theirs:.1})"), ours, bar, "ms");
    }
}

fn keys_in(name: &str, file: &Path, table: &mut Table) {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(SAYSO, &[file.to_str().unwrap()], home.path());
    pty.first_frame_with(FIRST);
    pty.wait_for("quoted");
    for key in ["j", " ", "n"] {
        keys(&mut pty, &format!("{} at the top, {name}", shown(key)), key, table);
    }
    pty.press("50%");
    pty.settle();
    for key in ["j", " ", "n"] {
        keys(&mut pty, &format!("{} in the middle, {name}", shown(key)), key, table);
    }
    let mut after = Vec::new();
    for turn in 0..u16::try_from(PRESSES / 4).unwrap() {
        pty.resize(80 + turn, 30);
        after.push(pty.press("j"));
    }
    table.keys(&format!("j right after a resize, {name}"), &mut after);
    for (key, what) in
        [("/t", "first letter of a search"), ("t", "contents"), ("s", "speakers"), ("o", "quotations")]
    {
        let mut times = Vec::new();
        for _ in 0..10 {
            if let Some((first, rest)) = key.split_at_checked(1).filter(|(_, rest)| !rest.is_empty()) {
                pty.press(first);
                pty.settle();
                times.push(pty.press(rest));
            } else {
                times.push(pty.press(key));
            }
            pty.settle();
            pty.press("\u{1b}");
            pty.settle();
        }
        table.keys(&format!("{what}, {name}"), &mut times);
    }
}

fn keys(pty: &mut Pty, what: &str, key: &str, table: &mut Table) {
    let mut times: Vec<Duration> = (0..PRESSES).map(|_| pty.press(key)).collect();
    table.keys(what, &mut times);
}

fn shown(key: &str) -> &str {
    if key == " " { "Space" } else { key }
}

fn memory(texts: &Texts, table: &mut Table) {
    for (name, file, bar) in [
        ("10 KB column", &texts.column, 15.0),
        ("10 MB text", &texts.large, 30.0),
        ("10 MB on one line", &texts.line, 30.0),
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut pty = Pty::start(SAYSO, &[file.to_str().unwrap()], home.path());
        pty.first_frame_with(FIRST);
        pty.wait_for("quoted");
        let megabytes = |bytes: u64| f64::from(u32::try_from(bytes / 1000).unwrap()) / 1000.0;
        let (opened, most) = pty.memory();
        let what = format!("memory, {name}, opened (most: {:.0})", megabytes(most));
        table.row(&what, megabytes(opened), bar, "MB");
        for _ in 0..300 {
            pty.press(" ");
        }
        pty.settle();
        table.row(&format!("memory, {name}, 300 pages later"), megabytes(pty.memory().0), bar, "MB");
    }
}

fn idle(texts: &Texts, table: &mut Table) {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(SAYSO, &[texts.column.to_str().unwrap()], home.path());
    pty.wait_for("quoted");
    std::thread::sleep(Duration::from_secs(1));
    let before = pty.work();
    std::thread::sleep(Duration::from_secs(3));
    let after = pty.work();
    let count = |count: u64| f64::from(u32::try_from(count).unwrap());
    table.row("wake-ups in 3 s of waiting", count(after.0 - before.0), 0.0, "");
    table.row("processor in 3 s of waiting", count(after.1 - before.1) * 10.0, 0.0, "ms");
}

/// Milliseconds in the middle.
fn median(times: &mut [Duration]) -> f64 {
    at(times, 50)
}

/// Milliseconds that so many of a hundred stay within.
fn at(times: &mut [Duration], hundredth: usize) -> f64 {
    times.sort();
    let index = (times.len() * hundredth).div_ceil(100).saturating_sub(1);
    times[index].as_secs_f64() * 1000.0
}

/// The figures, and how many are over their bars.
#[derive(Default)]
struct Table {
    over: usize,
}

impl Table {
    fn row(&mut self, what: &str, figure: f64, bar: f64, unit: &str) {
        let is_over = figure > bar;
        self.over += usize::from(is_over);
        let sign = if is_over { "OVER" } else { "" };
        println!("{what:<64} {figure:>8.2}  <= {bar:>7.2} {unit:<3} {sign}");
    }

    fn keys(&mut self, what: &str, times: &mut [Duration]) {
        self.row(&format!("{what}: median"), median(times), 1.0, "ms");
        self.row(&format!("{what}: 99th percentile"), at(times, 99), 4.0, "ms");
    }

    fn end(&self) {
        println!("{} over their bars", self.over);
    }
}
