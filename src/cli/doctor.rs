//! `sayso doctor`: whether everything that the reader keeps is as it should be.

use clap::Args;

use super::arguments::Global;
use super::output::Output;
use super::stop::Stop;
use crate::app::Problem;
use crate::article::SafeText;
use crate::export::{counted, wrapped};
use crate::library::{Ailment, Checkup, Degree, Paths, repair};
use crate::shell::settings::mistakes;

/// Look whether your notes, texts, index, folders and settings are sound
///
/// Every record of your notes is checked, every text, the index, who may open what, what was left over, and your
/// settings, keys and themes. What is wrong is told with what it means and what to do. Nothing is changed without
/// --repair, and no note ever. The exit status is 0 when nothing is wrong, else 1.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// Close to others what they may open, and begin a damaged index anew; nothing else is changed
    #[arg(long)]
    repair: bool,
}

/// # Errors
/// When something is wrong, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let paths = Paths::new(global.data_dir.clone(), global.config.clone())
        .map_err(|error| Problem::new("cannot find your notes", &error.to_string()))?;
    if options.repair {
        let done = repair(&paths).map_err(|error| Problem::new("cannot repair it", &error.to_string()))?;
        for line in done {
            told(output, "done ", &line)?;
        }
    }
    let checkup = Checkup::of(&paths);
    for line in &checkup.sound {
        told(output, "ok   ", line)?;
    }
    let problems = mistakes(&paths);
    if problems.is_empty() {
        told(output, "ok   ", "no mistakes in your settings, keys and themes")?;
    }
    let mut wrong = problems.len();
    for problem in &problems {
        told(output, "wrong", &problem.to_string())?;
        advised(output, "It counts as if it were not there. \"sayso config check\" looks again.")?;
    }
    for Ailment { degree, what, advice } in &checkup.ailments {
        wrong += usize::from(*degree == Degree::Wrong);
        told(output, if *degree == Degree::Wrong { "wrong" } else { "odd  " }, what)?;
        advised(output, advice)?;
    }
    if wrong == 0 {
        return output.line("nothing is wrong");
    }
    output.line(&format!("{} wrong", counted(wrong, "thing")))?;
    output.flush()?;
    Err(Stop::Told)
}

const INDENT: usize = 6;

fn told(output: &mut Output, sign: &str, line: &str) -> Result<(), Stop> {
    let line = SafeText::one_line(line);
    let lines = wrapped(&line, output.columns().saturating_sub(INDENT).max(1));
    let mut sign = sign.to_owned();
    for line in lines {
        output.line(&format!("{sign:<INDENT$}{line}"))?;
        sign.clear();
    }
    Ok(())
}

fn advised(output: &mut Output, advice: &str) -> Result<(), Stop> {
    told(output, "", advice)
}
