//! The name of a command that was mistyped, and so stands where an article is named.

use std::path::Path;

use clap::CommandFactory as _;

use super::arguments::Arguments;
use crate::app::Problem;
use crate::app::near::nearest;
use crate::shell::kept::is_id;
use crate::shell::reference::Reference;

/// What to say where the first of `articles` is nothing that could be opened, and much like the name of a command.
pub(super) fn mistyped(articles: &[Reference]) -> Option<Problem> {
    let Some(Reference::Path(path)) = articles.first() else { return None };
    let word = path.to_str().filter(|word| !word.contains(['.', '/', '\\', '#']))?;
    if Path::new(word).symlink_metadata().is_ok() || is_id(word) {
        return None;
    }
    let command = Arguments::command();
    let meant = nearest(word, command.get_subcommands().map(clap::Command::get_name))?;
    let problem = Problem::new(&format!("cannot open {word}"), "there is no such file");
    Some(problem.hint(&format!("did you mean the command “{meant}”?")))
}
