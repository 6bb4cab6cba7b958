//! The program as a process, at home in a temporary folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use assert_cmd::Command;
use sayso::library::{Library, Paths};
use tempfile::TempDir;

/// A home that nobody else uses: settings, data and a folder to work in. It is gone when this is dropped.
pub(crate) struct Home {
    folder: TempDir,
}

/// What one run of the program said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The exit status.
    pub(crate) status: i32,
    /// On standard output.
    pub(crate) out: String,
    /// On standard error.
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        Self { folder }
    }

    /// The folder that the program is started in, as the system names it.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder.path().join("work").canonicalize().unwrap()
    }

    /// Writes a file in the working folder, and the folders it lies in.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What is in a file of the working folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.work().join(name)).unwrap()
    }

    /// The notes of this home, as another run of the program would write them.
    pub(crate) fn library(&self) -> Library {
        let root = self.folder.path();
        Library::new(Paths::new(Some(root.join("data")), Some(root.join("config"))).unwrap())
    }

    /// The program, about to run with nothing on standard input.
    pub(crate) fn sayso<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        Command::from_std(self.process(arguments))
    }

    /// The same for tests that hold the ends of its pipes themselves.
    pub(crate) fn process<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> process::Command {
        let root = self.folder.path();
        let mut command = process::Command::new(assert_cmd::cargo::cargo_bin!("sayso"));
        command.args(arguments).current_dir(self.work()).stdin(process::Stdio::null());
        for (name, folder) in [
            ("HOME", ""),
            ("USERPROFILE", ""),
            ("XDG_DATA_HOME", "xdg/data"),
            ("XDG_CONFIG_HOME", "xdg/config"),
            ("XDG_CACHE_HOME", "xdg/cache"),
            ("XDG_STATE_HOME", "xdg/state"),
            ("SAYSO_DATA_DIR", "data"),
            ("SAYSO_CONFIG", "config"),
        ] {
            command.env(name, root.join(folder));
        }
        for name in
            ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "LINES", "EDITOR", "VISUAL"]
        {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs the program to its end.
    pub(crate) fn say<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        Said::of(&mut self.sayso(arguments))
    }

    /// Runs the program to its end with `input` on standard input.
    pub(crate) fn pipe<A: AsRef<OsStr>>(
        &self,
        input: impl Into<Vec<u8>>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Said {
        Said::of(self.sayso(arguments).write_stdin(input))
    }
}

impl Said {
    /// What `command` says.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of a run that did what was asked and had nothing to complain of.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// The one line on standard error of a run that failed and put nothing out, with `folder` taken out of it.
    #[track_caller]
    pub(crate) fn complaint(self, folder: &Path) -> String {
        assert_eq!((self.status, self.out.as_str()), (1, ""), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        self.err.trim_end().replace(&format!("{}/", folder.display()), "")
    }
}
