//! What the README shows is what the program does: each `console` block is run, and its output compared.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command with the output that the README shows for it.
struct Shown {
    line: usize,
    command: String,
    output: String,
}

fn blocks(readme: &str) -> Vec<Shown> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line != "```console" {
            continue;
        }
        let (_, first) = lines.next().unwrap();
        let command =
            first.strip_prefix("$ ").unwrap_or_else(|| panic!("line {}: no command", number + 2)).to_owned();
        let output: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        blocks.push(Shown { line: number + 2, command, output: output.join("\n") });
    }
    blocks
}

fn run(command: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let home = tempfile::tempdir().unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_sayso")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(root)
        .env("PATH", path)
        .env("HOME", home.path())
        .env("SAYSO_DATA_DIR", home.path().join("data"))
        .env("SAYSO_CONFIG", home.path().join("config"))
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_shown_gives_what_is_shown() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let shown = blocks(&readme);
    assert!(shown.len() >= 4);
    let mut renewed = readme;
    let mut wrong = Vec::new();
    for Shown { line, command, output } in shown {
        let said = run(&command);
        if said.trim_end() != output.trim_end() {
            let gap = if output.is_empty() { "" } else { "\n" };
            renewed = renewed.replace(
                &format!("$ {command}\n{output}{gap}```"),
                &format!("$ {command}\n{}\n```", said.trim_end()),
            );
            wrong.push(format!("README.md:{line}: {command}\n{said}"));
        }
    }
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, renewed).unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "these say something else now (UPDATE_README=1 renews them):\n{}",
        wrong.join("\n")
    );
}
