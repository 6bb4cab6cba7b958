//! Runs of the program that may neither hang nor fill the memory, and what they may say.

use std::env;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Home, Said};

/// No run may take longer: one that does hangs.
const PATIENCE: Duration = Duration::from_mins(5);

/// What the program may use.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// Mebibytes of addresses, most of which are never in memory.
    pub(super) mebibytes: u32,
}

/// Enough for all that is read whole.
pub(super) const ENOUGH: Bounds = Bounds { mebibytes: 2048 };

/// `full` of an attacker, where that is wanted, or else `some`.
pub(super) fn size(some: usize, full: usize) -> usize {
    if env::var("SAYSO_HOSTILE").is_ok_and(|wanted| wanted == "full") { full } else { some }
}

impl Bounds {
    /// Runs the program within these bounds.
    pub(super) fn run(self, home: &Home, arguments: &[&str]) -> Said {
        self.pipe(home, &[], arguments)
    }

    /// The same with this on standard input.
    pub(super) fn pipe(self, home: &Home, input: &[u8], arguments: &[&str]) -> Said {
        let command = self.command(home.process(arguments));
        let mut command = assert_cmd::Command::from_std(command);
        let output = command.write_stdin(input).timeout(PATIENCE).output().unwrap();
        let status = output.status.code().unwrap_or_else(|| panic!("{arguments:?} was killed: {output:?}"));
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let said = Said { status, out: text(output.stdout), err: text(output.stderr) };
        assert!(!said.err.contains("panicked") && !said.err.contains("memory allocation"), "{}", said.err);
        said
    }

    fn command(self, program: Command) -> Command {
        if cfg!(not(target_os = "linux")) {
            return program;
        }
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v \"$0\"; exec \"$@\"", &(u64::from(self.mebibytes) * 1024).to_string()]);
        shell.arg(program.get_program()).args(program.get_args());
        shell.current_dir(program.get_current_dir().unwrap()).stdin(Stdio::null());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell
    }
}

/// That nothing was put out but one line that says what is wrong.
#[track_caller]
pub(super) fn is_one_clear_line(said: &Said, why: &str) {
    assert_eq!((said.status, said.out.as_str(), said.err.lines().count()), (1, "", 1), "{}", said.err);
    assert!(said.err.starts_with("sayso: ") && said.err.contains(why), "{}", said.err);
    is_shown_safely(&said.err);
}

/// That nothing stands in a text which a terminal obeys, or which lets words seem to stand in another order.
#[track_caller]
pub(super) fn is_shown_safely(text: &str) {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // A table for a spreadsheet ends its lines as the rule for it has it.
    let text = text.replace("\r\n", "\n");
    let characters: Vec<char> = text.chars().collect();
    let near = characters.iter().position(|&c| obeyed(c)).map(|place| {
        let around = characters.iter().skip(place.saturating_sub(60)).take(120);
        around.collect::<String>()
    });
    assert_eq!(near, None);
}
