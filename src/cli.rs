//! The command line: arguments become plain values, and each command is one file in `cli/`.
//!
//! Standard output has nothing but the result. What went wrong is one line on standard error: what, why, what next.
//! Exit status: 0 done, 1 failed, 2 wrong usage. When whoever reads the output has gone, that is no failure.
#![expect(clippy::disallowed_methods, reason = "settings may be given in the environment")]

mod add;
mod analyze;
mod archive;
mod arguments;
mod bar;
mod changes;
mod check;
mod cite;
mod compare;
mod completions;
mod config;
mod corpus;
mod deed;
mod doctor;
mod each;
mod export;
mod feeds;
mod import;
mod keys;
mod list;
mod man;
mod meant;
mod minus;
mod mistyped;
mod notes;
mod output;
mod print;
mod quotes;
mod read;
mod refresh;
mod remove;
mod search;
mod setting_right;
mod shelf;
mod speakers;
mod star;
mod stop;
mod tag;
mod themes;
mod web;
mod who;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;

use self::arguments::{Arguments, Command};
use self::output::Output;
use self::stop::{Stop, tell};
use crate::library::Paths;
use crate::shell::kept::set_library;
use crate::shell::panic_report;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    panic_report::install();
    let outcome =
        Arguments::try_parse_from(minus::as_words(env::args_os())).map_err(Stop::Usage).and_then(run);
    match outcome {
        Ok(()) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Told) => ExitCode::FAILURE,
        Err(Stop::Problem(problem)) => {
            tell(&problem);
            ExitCode::FAILURE
        }
        Err(Stop::Usage(error)) => {
            // It goes to standard output when it is help that was asked for; a closed pipe is no failure there either.
            error.print().ok();
            u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Stop> {
    let Arguments { articles, mut global, reader, command } = arguments;
    global.data_dir = global.data_dir.or_else(|| path_in("SAYSO_DATA_DIR"));
    global.config = global.config.or_else(|| path_in("SAYSO_CONFIG"));
    if let Ok(paths) = Paths::new(global.data_dir.clone(), global.config.clone()) {
        set_library(paths);
    }
    let Some(command) = command else {
        return read::run(articles, reader, global);
    };
    reader.refuse_beside(&articles, &command)?;
    let mut output = Output::new(global.color);
    match command {
        Command::Analyze(options) => analyze::run(options, &global, &mut output)?,
        Command::Quotes(options) => quotes::run(options, &global, &mut output)?,
        Command::Speakers(options) => speakers::run(options, &global, &mut output)?,
        Command::Print(options) => print::run(options, &global, &mut output)?,
        Command::Export(options) => export::run(options, &global, &mut output)?,
        Command::Who(options) => who::run(&options, &global, &mut output)?,
        Command::Check(options) => check::run(options, &global, &mut output)?,
        Command::Compare(options) => compare::run(&options, &global, &mut output)?,
        Command::Cite(options) => cite::run(&options, &global, &mut output)?,
        Command::Import(options) => import::run(&options, &global, &mut output)?,
        Command::Doctor(options) => doctor::run(&options, &global, &mut output)?,
        Command::Add(options) => add::run(&options, &global, &mut output)?,
        Command::List(options) => list::run(&options, &global, &mut output)?,
        Command::Remove(options) => remove::run(&options, &global, &mut output)?,
        Command::Tag(options) => tag::run(&options, &global, &mut output)?,
        Command::Star(options) => star::run(&options, &global, &mut output)?,
        Command::Archive(options) => archive::run(&options, &global, &mut output)?,
        Command::Refresh(options) => refresh::run(&options, &global, &mut output)?,
        Command::Feeds(options) => feeds::run(options, &global, &mut output)?,
        Command::Changes(options) => changes::run(&options, &global, &mut output)?,
        Command::Search(options) => search::run(&options, &global, &mut output)?,
        Command::Notes(options) => notes::run(options, &global, &mut output)?,
        Command::Keys(keys::Options {}) => keys::run(&global, &mut output)?,
        Command::Config(options) => config::run(&options, &global, &mut output)?,
        Command::Themes(options) => themes::run(&options, &global, &mut output)?,
        Command::Completions(options) => completions::run(&options, &mut output)?,
        Command::Man(options) => man::run(&options, &mut output)?,
    }
    output.finish()
}

fn path_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from)
}
