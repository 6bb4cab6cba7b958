//! What trials of the disk have in common.

use std::process::{Command, Stdio};

/// Whether everything is to be tried.
pub(crate) fn is_full() -> bool {
    std::env::var_os("SAYSO_FAULTS").is_some_and(|value| value == "full")
}

/// Numbers that look like chance and are the same in each run.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// `command` run by another program.
pub(crate) fn within(program: &str, arguments: &[&str], command: &Command) -> Command {
    let mut outer = Command::new(program);
    outer.args(arguments).arg(command.get_program()).args(command.get_args());
    outer.current_dir(command.get_current_dir().unwrap()).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer
}

/// Whether calls can be watched here; says so where they cannot.
pub(crate) fn has_strace() -> bool {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let has = tried.is_ok_and(|output| output.status.success());
    if !has {
        eprintln!("skipped: there is no strace that may trace");
    }
    has
}
