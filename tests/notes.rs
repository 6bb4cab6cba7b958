//! Notes without the reader, and what happens to notes between several programs: two that write at once, a synchronizer, a
//! lost terminal.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::Value;
use support::{Home, Said};

const COLUMN: &str =
    "It rained.\n\n“We have waited,” said Ada Moore.\n\n“We can wait,” said Ben Hart. He laughed.\n";

fn home() -> Home {
    let home = Home::new();
    home.file("column.txt", COLUMN);
    home
}

fn data(home: &Home) -> PathBuf {
    home.work().parent().unwrap().join("data")
}

fn say(home: &Home, command: &str) -> Said {
    home.say(command.split('~'))
}

/// A new note; gives its id.
fn add(home: &Home, quote: &str, note: &str) -> String {
    home.say(["notes", "add", "column.txt", "--quote", quote, "--note", note]).done().trim().to_owned()
}

fn listed(home: &Home) -> Vec<Value> {
    let said = home.say(["notes", "list", "--format", "jsonl"]);
    assert_eq!(said.status, 0, "{}", said.err);
    said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn notes(home: &Home) -> Vec<String> {
    listed(home).iter().map(|line| line["note"].as_str().unwrap_or("-").to_owned()).collect()
}

/// The one journal.
fn journal(home: &Home) -> PathBuf {
    let names = fs::read_dir(data(home).join("notes/journal")).unwrap().map(|entry| entry.unwrap().path());
    let mut journals: Vec<PathBuf> = names.filter(|path| path.is_file()).collect();
    assert_eq!(journals.len(), 1, "{journals:?}");
    journals.remove(0)
}

#[test]
fn a_note_is_made_changed_deleted_and_brought_back() {
    let home = home();
    let id = home
        .say([
            "notes",
            "add",
            "column.txt",
            "--quote",
            "\"We can wait,\"",
            "--note",
            " who? ",
            "--tag",
            "#a",
            "--tag",
            "a",
        ])
        .done();
    let id = id.trim();
    assert_eq!(id.len(), 36);
    let [line] = listed(&home).try_into().unwrap();
    assert_eq!((&line["id"], &line["quotation"]), (&id.into(), &"“We can wait,”".into()));
    assert_eq!(
        (&line["note"], &line["tags"], &line["colour"]),
        (&"who?".into(), &serde_json::json!(["a"]), &"yellow".into())
    );
    assert_eq!((&line["start"], &line["end"]), (&47.into(), &61.into()));
    let short = &id[..8];
    let edit = ["notes", "edit", short, "--note", "Ben", "--tag", "b", "--untag", "a", "--colour", "blue"];
    assert_eq!(home.say(edit).done().trim(), id);
    let [line] = listed(&home).try_into().unwrap();
    assert_eq!(
        (&line["note"], &line["tags"], &line["colour"]),
        (&"Ben".into(), &serde_json::json!(["b"]), &"blue".into())
    );
    let table = say(&home, "notes").done();
    assert!(table.contains(short) && table.contains("“We can wait,”") && table.contains("Ben .b"), "{table}");
    assert!(say(&home, "notes~search~ben").done().contains(short));
    assert!(say(&home, "notes~search~#B").err.contains("no note has “#B”"));
    let piped = home.pipe("by\npipe\n", ["notes", "edit", short, "--note", "-"]).done();
    assert_eq!((piped.trim(), notes(&home)), (id, vec!["by\npipe".to_owned()]));
    assert_eq!(say(&home, &format!("notes~delete~{short}")).done().trim(), id);
    assert_eq!(notes(&home), [""; 0]);
    assert_eq!(say(&home, "notes~undo").done(), format!("undone: deletion {id}\n"));
    assert_eq!(say(&home, "notes~undo").done(), format!("undone: change of the note {id}\n"));
    assert_eq!(notes(&home), ["Ben"]);
    assert_eq!(say(&home, "notes~redo").done(), format!("redone: change of the note {id}\n"));
    assert_eq!(notes(&home), ["by\npipe"]);
    assert_eq!(say(&home, "notes~list~column.txt").done(), say(&home, "notes").done());
}

#[test]
fn what_cannot_be_done_is_one_line_and_makes_nothing() {
    let home = home();
    for (command, told) in [
        ("add~column.txt~--quote~never", "no note was made on “never”: these words are not in column.txt"),
        ("add~column.txt~--quote~said", "no note was made on “said”: they stand 2 times in column.txt"),
        (
            "add~column.txt~--quote~said~--suffix~him",
            "no note was made on “said”: they stand 2 times in column.txt, never",
        ),
        ("add~none.txt~--quote~said", "cannot open none.txt: there is no such file"),
        ("edit~0192~--note~n", "there is no note 0192: no id of your notes begins so"),
        ("delete~0192", "there is no note 0192: no id of your notes begins so"),
        ("undo", "there is nothing to undo: "),
        ("redo", "there is nothing to redo: "),
    ] {
        let said = say(&home, &format!("notes~{command}")).complaint(&home.work());
        assert!(said.starts_with(&format!("sayso: {told}")), "{command}: {said}");
    }
    for wrong in
        ["add", "add~column.txt", "add~column.txt~--quote~a~--colour~pink", "edit~0192", "delete", "search"]
    {
        assert_eq!(say(&home, &format!("notes~{wrong}")).status, 2, "{wrong}");
    }
    assert!(!data(&home).exists(), "nothing is made where nothing is kept");
    let (one, two) = (add(&home, "waited", "1"), add(&home, "laughed", "2"));
    let common = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    let said = say(&home, &format!("notes~delete~{}", &one[..common])).complaint(&home.work());
    assert!(said.contains("2 ids begin so (write more of the id)"), "{said}");
    assert_eq!(notes(&home).len(), 2);
}

#[test]
fn a_batch_answers_each_line_and_goes_on_after_one_that_is_refused() {
    let home = home();
    let lines = [
        r#"{"quote": "waited", "note": "1", "tags": ["t"], "colour": "red"}"#,
        r#"{"quote": "never"}"#,
        "no json",
        r#"{"article": "sayso:gettysburg-reviews", "quote": "Consider first the preview.", "note": "4"}"#,
        r#"{"quote": "laughed", "colour": "pink"}"#,
        r#"{"quote": "said", "prefix": "“We can wait,”", "note": "6"}"#,
    ];
    let said = home.pipe(lines.join("\n"), ["notes", "add", "column.txt", "--batch"]);
    assert_eq!(said.status, 1);
    let answers: Vec<bool> = said.out.lines().map(|line| line.len() == 36).collect();
    assert_eq!(answers, [true, false, false, true, false, true], "{}", said.err);
    let told: Vec<&str> = said.err.lines().map(|line| line.split(": ").nth(1).unwrap()).collect();
    assert_eq!(told, ["line 2", "line 3", "line 5"], "{}", said.err);
    assert_eq!(notes(&home).len(), 3);
}

#[test]
fn two_programs_at_once_lose_none_of_a_thousand_notes() {
    const EACH: usize = 500;
    let home = home();
    let words: Vec<String> = (0..EACH).map(|number| format!("word{number:04}")).collect();
    home.file("many.txt", words.join(" "));
    let start = |who: &str| {
        let mut child = home
            .process(["notes", "add", "many.txt", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let line = |word: &String| format!("{{\"quote\": \"{word}\", \"note\": \"{who}\"}}");
        let lines: Vec<String> = words.iter().map(line).collect();
        let lines = lines.join("\n");
        let feeder = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
        (child, feeder)
    };
    let mut answered = BTreeSet::new();
    for (child, feeder) in [start("one"), start("two")] {
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert!(output.status.success());
        answered.extend(String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned));
    }
    assert_eq!(answered.len(), 2 * EACH);
    let there: BTreeSet<String> =
        listed(&home).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(there, answered);
    say(&home, "doctor").done();
}

/// The reader in lines, spoken with line by line.
struct Talk {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Talk {
    /// Starts it; when this returns, it has read the notes.
    fn start(home: &Home) -> Self {
        let mut child = home
            .process(["--linear", "column.txt"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut talk = Self { child, input, output };
        talk.hear("Enter reads on");
        talk
    }

    fn hear(&mut self, words: &str) -> String {
        let mut line = String::new();
        let mut all = String::new();
        while self.output.read_line(&mut line).unwrap() > 0 {
            if line.contains(words) {
                return line;
            }
            all.push_str(&line);
            line.clear();
        }
        panic!("“{words}” was not said: {all}");
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    fn end(mut self) {
        self.tell("q");
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn two_programs_that_edit_one_note_keep_both_versions() {
    let home = home();
    let id = add(&home, "“We have waited,”", "first");
    let (mut one, mut two) = (Talk::start(&home), Talk::start(&home));
    for (talk, note) in [(&mut one, "a of one"), (&mut two, "a of two")] {
        talk.tell("n");
        talk.tell(note);
        talk.hear("note saved");
    }
    one.end();
    two.end();
    let [line] = listed(&home).try_into().unwrap();
    assert_eq!(line["id"], id.as_str());
    let mut both = vec![line["note"].as_str().unwrap(), line["other_notes"][0].as_str().unwrap()];
    both.sort_unstable();
    assert_eq!(both, ["of one", "of two"]);
    assert!(say(&home, "notes").done().contains(" | "), "both are shown");
    // Who has seen both may settle it.
    say(&home, &format!("notes~edit~{id}~--note~settled")).done();
    let [line] = listed(&home).try_into().unwrap();
    assert_eq!((&line["note"], &line["other_notes"]), (&"settled".into(), &serde_json::json!([])));
}

#[test]
fn a_synchronizers_copies_and_the_lines_of_git_are_read() {
    let home = home();
    add(&home, "waited", "common");
    let journal = journal(&home);
    let common = fs::read_to_string(&journal).unwrap();
    let mut sides = Vec::new();
    for note in ["ours", "theirs", "synced"] {
        fs::write(&journal, &common).unwrap();
        add(&home, "laughed", note);
        sides.push(fs::read_to_string(&journal).unwrap().strip_prefix(&common).unwrap().to_owned());
    }
    let conflict = format!("{common}<<<<<<< HEAD{}=======\n{}>>>>>>> other\n", sides[0], sides[1]);
    fs::write(&journal, conflict).unwrap();
    let stem = journal.file_stem().unwrap().to_str().unwrap();
    let copy = journal.with_file_name(format!("{stem}.sync-conflict-20260102-030405-ABCDEFG.jsonl"));
    fs::write(&copy, format!("{common}{}", sides[2])).unwrap();
    private(&copy);
    let mut all = notes(&home);
    all.sort();
    assert_eq!(all, ["common", "ours", "synced", "theirs"]);
    let doctor = say(&home, "doctor").done();
    assert!(doctor.contains("synchronizer's copy of a conflict"), "{doctor}");
}

#[cfg(unix)]
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn private(_path: &Path) {}

/// Keys that write half a note on the first quotation; then the terminal is gone.
const HALF: &str = "gg n a<\"half a thou\">";

#[test]
fn a_note_half_written_is_taken_up_where_it_was_left() {
    let home = home();
    let screen =
        |keys: &str| home.say(["column.txt", "--print-screen", "--size", "90x16", "--keys", keys]).done();
    screen(HALF);
    let drafts = || fs::read_dir(data(&home).join("notes/drafts")).unwrap().count();
    assert_eq!(drafts(), 1);
    assert_eq!(notes(&home), [""; 0], "it is no note yet");
    assert!(say(&home, "doctor").done().contains("1 note left unfinished"));
    let opened = screen("");
    assert!(opened.contains("was left unfinished"), "{opened}");
    // The column has changed meanwhile: the words are found all the same.
    home.file("column.txt", format!("A new first line.\n\n{COLUMN}"));
    let taken_up = screen("gg n a");
    assert!(taken_up.contains("half a thou"), "{taken_up}");
    let saved = screen("gg n a<\"ght\"> Esc");
    assert!(saved.contains("note saved"), "{saved}");
    assert_eq!(notes(&home), ["half a thought"]);
    assert_eq!(drafts(), 0);
    // A change of a note survives too, and what is given up is forgotten.
    screen("gg n a<\", or two\">");
    assert_eq!((drafts(), notes(&home)), (1, vec!["half a thought".to_owned()]));
    let given_up = screen("gg n a Ctrl-c");
    assert!(given_up.contains("the note was left as it was"), "{given_up}");
    assert_eq!((drafts(), notes(&home)), (0, vec!["half a thought".to_owned()]));
    assert!(!screen("gg n a").contains(", or two"));
}

#[test]
fn what_was_saved_is_not_offered_again() {
    let home = home();
    let screen =
        |keys: &str| home.say(["column.txt", "--print-screen", "--size", "90x16", "--keys", keys]).done();
    screen(HALF);
    // The same words come to be saved by another way, and the draft is left over.
    add(&home, "“We have waited,”", "half a thou");
    let opened = screen("");
    assert!(!opened.contains("unfinished"), "{opened}");
    assert_eq!(fs::read_dir(data(&home).join("notes/drafts")).unwrap().count(), 0);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    use std::process::Command;

    use super::*;

    /// Everything in the data folder is the reader's alone.
    fn assert_private(path: &Path, umask: &str) -> usize {
        let metadata = fs::symlink_metadata(path).unwrap();
        let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(metadata.permissions().mode() & 0o777, expected, "{} with umask {umask}", path.display());
        let inside = |folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        1 + if metadata.is_dir() { inside(path).map(|path| assert_private(&path, umask)).sum() } else { 0 }
    }

    #[test]
    fn only_the_reader_can_open_what_is_kept_whatever_the_umask() {
        for umask in ["000", "077"] {
            let home = home();
            let mut command = home.process(["column.txt", "--print-screen", "--keys", HALF]);
            let mut shell = Command::new("sh");
            shell.args([
                "-c",
                &format!("umask {umask}; \"$0\" \"$@\" && \"$0\" notes add column.txt --quote waited"),
            ]);
            shell.arg(command.get_program()).args(command.get_args()).current_dir(home.work());
            shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            let output = shell.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(assert_private(&data(&home), umask) >= 10);
            command.env_clear();
        }
    }

    #[test]
    fn a_folder_that_others_may_change_is_not_written_and_mended_by_the_doctor() {
        let home = home();
        let id = add(&home, "waited", "kept");
        fs::set_permissions(data(&home), fs::Permissions::from_mode(0o777)).unwrap();
        let said = say(&home, "notes~add~column.txt~--quote~laughed").complaint(&home.work());
        assert!(
            said.contains("the note is not saved: will not write in ") && said.contains("chmod 700"),
            "{said}"
        );
        assert_eq!(listed(&home)[0]["id"], id.as_str(), "it is read all the same");
        let doctor = say(&home, "doctor");
        assert_eq!(doctor.status, 1);
        assert!(doctor.out.contains("every user may change"), "{}", doctor.out);
        let doctor = say(&home, "doctor~--repair").done();
        assert!(doctor.contains("has mode 700 now") && doctor.ends_with("nothing is wrong\n"), "{doctor}");
        add(&home, "laughed", "more");
        // A folder that only its group may write is no danger where everybody has a group of their own.
        fs::set_permissions(data(&home), fs::Permissions::from_mode(0o775)).unwrap();
        add(&home, "Hart", "more");
    }

    #[test]
    fn somebody_elses_folder_is_not_written() {
        let home = home();
        add(&home, "waited", "kept");
        // Only the superuser can give a folder away.
        if chown(data(&home).join("notes/journal"), Some(65_534), None).is_err() {
            return;
        }
        let said = say(&home, "notes~add~column.txt~--quote~laughed").complaint(&home.work());
        assert!(said.contains("it belongs to another user"), "{said}");
        assert_eq!(notes(&home), ["kept"]);
    }

    #[test]
    fn planted_links_and_pipes_are_not_followed() {
        let home = home();
        add(&home, "waited", "kept");
        let victim = home.file("victim", "precious");
        let journal = journal(&home);
        let whole = fs::read(&journal).unwrap();
        fs::rename(&journal, journal.with_extension("moved")).unwrap();
        symlink(&victim, &journal).unwrap();
        let said = say(&home, "notes~add~column.txt~--quote~laughed");
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert!(said.err.contains("it is a symbolic link"), "{}", said.err);
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        fs::remove_file(&journal).unwrap();
        assert!(Command::new("mkfifo").arg(&journal).status().unwrap().success());
        let said = say(&home, "notes~add~column.txt~--quote~laughed").complaint(&home.work());
        assert!(said.contains("it is not a plain file"), "{said}");
        fs::remove_file(&journal).unwrap();
        fs::write(&journal, whole).unwrap();
        // A folder may be a link: readers link it into one that they synchronize.
        let (notes_folder, elsewhere) = (data(&home).join("notes"), home.work().join("synced"));
        fs::rename(&notes_folder, &elsewhere).unwrap();
        symlink(&elsewhere, &notes_folder).unwrap();
        add(&home, "laughed", "there");
        assert_eq!(notes(&home), ["kept", "there"]);
        // Where it leads to somebody else's, it may not.
        if chown(&elsewhere, Some(65_534), None).is_ok() {
            let said = say(&home, "notes~add~column.txt~--quote~Hart").complaint(&home.work());
            assert!(said.contains("it belongs to another user"), "{said}");
        }
    }
}
