//! Rows 16, 17 and 23: names of files, links and folders on the disk, and programs that the environment names.

use std::fs;
use std::path::Path;

use super::bounds::{ENOUGH, is_shown_safely};
use crate::support::Home;

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn row_16_a_title_is_no_path() {
    let home = Home::new();
    let long = "long ".repeat(80);
    let wide = "語".repeat(133);
    let titles = [
        "../../.bashrc",
        "../../.bashrc",
        "/etc/x",
        "CON",
        "nul.txt",
        ".",
        "..",
        "-rf",
        "~/x",
        "$(touch pwned)",
        "a|touch pwned",
        "a\u{1b}]52;c;x\u{7}b",
        "😀\u{202e}",
        "The Vote",
        "THE VOTE",
        "the-vote",
        &long,
        &wide,
        "C:\\x",
        "a\u{0}b",
        "con.md",
        "%2e%2e%2f",
        "é",
        "e\u{301}",
    ];
    for (place, title) in titles.iter().enumerate() {
        let name = format!("{place}.md");
        home.file(
            &name,
            format!("---\ntitle: {}\n---\n\nThe {place}th words stand here.\n", serde_json::json!(title)),
        );
        ENOUGH.run(&home, &["notes", "add", &name, "--quote", "words stand"]).done();
    }
    for (format, out) in [("markdown", "out/"), ("obsidian", "notes/"), ("html", "pages/")] {
        let export = ["export", "--format", format, "-o", out];
        let said = ENOUGH.run(&home, &export);
        assert_eq!((said.status, said.err.as_str()), (0, ""));
        let first = names(&home.work().join(out));
        assert_eq!(first.len(), titles.len(), "{first:?}");
        let folded: std::collections::BTreeSet<String> =
            first.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), first.len(), "{first:?}");
        for name in &first {
            let is_harmless =
                name.len() <= 200 && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c));
            assert!(is_harmless && !name.starts_with(['.', '-']), "{name:?}");
            let stem = name.split('.').next().unwrap().to_lowercase();
            assert!(!["con", "nul", "aux", "prn"].contains(&stem.as_str()), "{name}");
        }
        ENOUGH.run(&home, &export).done();
        assert_eq!(names(&home.work().join(out)), first, "the second export makes no new file");
    }
    assert_eq!(names(&home.work()).len(), titles.len() + 3, "and none elsewhere: {:?}", names(&home.work()));
}

#[test]
fn row_16_nothing_is_written_over_unasked() {
    let home = Home::new();
    home.file("a.md", "The words stand here.\n");
    home.file("out.csv", "mine\n");
    ENOUGH.run(&home, &["notes", "add", "a.md", "--quote", "words stand"]).done();
    let said = ENOUGH.run(&home, &["export", "--format", "csv", "-o", "out.csv"]);
    assert!(said.status == 1 && said.err.contains("there is such a file already"), "{}", said.err);
    assert_eq!(home.read("out.csv"), "mine\n");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn noted() -> Home {
        let home = Home::new();
        home.file(
            "a.md",
            "The words stand here, and [there](https://example.org/$(id);x).\n\n“They do,” said Ann Lee.\n",
        );
        ENOUGH.run(&home, &["notes", "add", "a.md", "--quote", "words stand"]).done();
        home
    }

    #[test]
    fn row_17_a_link_in_the_place_of_an_export_is_not_followed() {
        let home = noted();
        home.file("kept.md", "kept\n");
        for (name, target) in [
            ("link.md", "kept.md"),
            ("nowhere.md", "made.md"),
            ("device.md", "/dev/null"),
            ("folder.md", ".."),
        ] {
            symlink(target, home.work().join(name)).unwrap();
            for force in [&[][..], &["--force"]] {
                let said = ENOUGH.run(&home, &[&["export", "-o", name], force].concat());
                assert_eq!(
                    (said.status == 0, said.err.lines().count()),
                    (name == "folder.md" && said.status == 0, usize::from(said.status != 0)),
                    "{name}: {}",
                    said.err
                );
            }
        }
        assert_eq!(home.read("kept.md"), "kept\n");
        assert!(!home.work().join("made.md").exists());
    }

    #[test]
    fn row_17_a_link_in_the_place_of_a_file_of_ones_own_is_not_written_through() {
        let home = noted();
        let data = home.work().parent().unwrap().join("data");
        let outside = home.file("outside", "mine\n");
        let journal = fs::read_dir(data.join("notes/journal"))
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.is_file())
            .unwrap();
        fs::remove_file(&journal).unwrap();
        symlink(&outside, &journal).unwrap();
        let said = ENOUGH.run(&home, &["notes", "add", "a.md", "--quote", "stand here"]);
        assert_eq!(home.read("outside"), "mine\n", "{}{}", said.out, said.err);
        assert!(said.status == 1 && said.err.contains("it is a symbolic link"), "{}", said.err);
    }

    #[test]
    fn row_17_a_folder_that_everybody_may_write_is_refused() {
        let home = noted();
        let data = home.work().parent().unwrap().join("data");
        fs::set_permissions(data.join("notes"), fs::Permissions::from_mode(0o777)).unwrap();
        let said = ENOUGH.run(&home, &["notes", "add", "a.md", "--quote", "stand here"]);
        assert_eq!((said.status, said.err.lines().count()), (1, 1), "{}", said.err);
        fs::set_permissions(data.join("notes"), fs::Permissions::from_mode(0o700)).unwrap();
        ENOUGH.run(&home, &["notes", "add", "a.md", "--quote", "stand here"]).done();
    }

    #[test]
    fn row_17_whatever_the_umask_files_are_the_readers_alone() {
        fn check(path: &Path) {
            let mode = fs::symlink_metadata(path).unwrap().mode() & 0o777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
            if path.is_dir() {
                fs::read_dir(path).unwrap().flatten().for_each(|entry| check(&entry.path()));
            }
        }
        for umask in ["000", "777", "022"] {
            let home = Home::new();
            home.file("a.md", "The words stand here, “and more,” said Ann Lee.\n");
            for line in ["notes add a.md --quote words", "add a.md", "a.md --print-screen --keys j", "list"] {
                let program = home.process(line.split(' '));
                let mut shell = std::process::Command::new("sh");
                shell
                    .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")])
                    .arg(program.get_program())
                    .args(program.get_args());
                shell.current_dir(home.work());
                for (name, value) in program.get_envs() {
                    value.map(|value| shell.env(name, value));
                }
                let output = shell.output().unwrap();
                assert!(output.status.success(), "{umask} {line}: {output:?}");
            }
            check(&home.work().parent().unwrap().join("data"));
        }
    }

    /// An editor with arguments: words are parted first, and what is put in is one of them.
    #[test]
    fn row_23_a_program_of_the_environment_is_words_and_no_line_of_a_shell() {
        let home = noted();
        let editor = home.file("editor", "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > said\n");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
        let chosen =
            format!("{} --wait %s $(touch${{IFS}}pwned);touch pwned `touch pwned`", editor.display());
        let keys = ["a.md", "--print-screen", "--keys", "n a <\"Mine.\"> Enter Ctrl-g Esc"];
        for variable in ["VISUAL", "EDITOR"] {
            home.sayso(keys)
                .env(variable, &chosen)
                .env("PAGER", "touch pwned")
                .env("BROWSER", "touch pwned %s")
                .assert()
                .success();
            let said = home.read("said");
            let words: Vec<&str> = said.lines().collect();
            assert_eq!(
                words[..6],
                ["7", "--wait", "%s", "$(touch${IFS}pwned);touch", "pwned", "`touch"],
                "{said}"
            );
            fs::remove_file(home.work().join("said")).unwrap();
        }
        assert!(!home.work().join("pwned").exists());
    }

    /// The names of files are arguments too.
    #[test]
    fn row_16_names_of_files_are_shown_safely_and_obeyed_by_nobody() {
        let home = Home::new();
        for name in [
            "-rf.md",
            "--help.md",
            "$(touch pwned).md",
            "a;touch pwned.md",
            "a\nb.md",
            "a\u{1b}[31mb.md",
            "a\u{202e}dm.md",
            "%s%n.md",
            "a#b.md",
            "https:.md",
        ] {
            home.file(name, "“The words stand here,” said Ann Lee.\n");
        }
        for arguments in [
            &["quotes", "."][..],
            &["add", "."],
            &["list"],
            &["search", "words"],
            &["analyze", "."],
            &["print", "./-rf.md"],
            &["quotes", "--", "-rf.md"],
        ] {
            let said = ENOUGH.run(&home, arguments);
            is_shown_safely(&said.done());
        }
        assert!(!home.work().join("pwned").exists());
    }
}
