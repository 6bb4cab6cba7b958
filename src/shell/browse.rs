//! Addresses handed to the program that the system has for them. No shell reads them: an address is one argument.

use std::env;
use std::io;
use std::process::{Command, ExitStatus, Stdio};

use super::open::reason;
use crate::app::Problem;

/// Opens `address` in the first program that is there: one that `BROWSER` names, else the system's own. Waits until
/// that program ends, which a browser that is started by it may do late.
///
/// # Errors
/// When the address is none of the web or of mail, when there is no such program, and when it could not open it.
pub(super) fn browse(address: &str) -> Result<(), Problem> {
    let cannot = format!("cannot open {address}");
    // Importers let nothing else through; a program that is started is worth asking twice.
    if !["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) {
        return Err(Problem::new(&cannot, "it is no address of the web or of mail"));
    }
    let browser = env::var("BROWSER").unwrap_or_default();
    for words in commands(&browser, address) {
        match run(&words) {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => return Err(Problem::new(&cannot, &format!("{} ended with {status}", words[0]))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Problem::new(&cannot, &format!("{}: {}", words[0], reason(&error)))),
        }
    }
    let problem = Problem::new(&cannot, "there is no program for it");
    Err(problem.hint("set BROWSER to one, such as firefox"))
}

/// The command lines to try, in order, each of at least one word. `browser` is a list of programs with their
/// arguments, parted by colons; `%s` stands for the address.
fn commands(browser: &str, address: &str) -> Vec<Vec<String>> {
    let mut commands: Vec<Vec<String>> = Vec::new();
    for program in browser.split(':') {
        let mut words: Vec<String> = program.split_whitespace().map(str::to_owned).collect();
        let is_named = words.iter().skip(1).any(|word| word.contains("%s"));
        for word in words.iter_mut().skip(1) {
            *word = word.replace("%s", address);
        }
        if !words.is_empty() {
            words.extend((!is_named).then(|| address.to_owned()));
            commands.push(words);
        }
    }
    let usual: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else if cfg!(windows) {
        &[&["rundll32", "url.dll,FileProtocolHandler"]]
    } else {
        &[&["xdg-open"], &["wslview"]]
    };
    let usual = usual.iter().map(|words| words.iter().copied().chain([address]).map(str::to_owned).collect());
    commands.extend(usual);
    commands
}

fn run(words: &[String]) -> io::Result<ExitStatus> {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // What ends this program must not end the browser.
        command.process_group(0);
    }
    command.spawn()?.wait()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_argument_whatever_is_in_it() {
        let address = "https://example.org/a;b&c=$(d) --e";
        let first = |browser: &str| commands(browser, address).swap_remove(0);
        assert_eq!(first("firefox --new-tab:w3m"), ["firefox", "--new-tab", address]);
        assert_eq!(first(" w3m -o x=%s"), ["w3m".to_owned(), "-o".to_owned(), format!("x={address}")]);
        assert_eq!(first("%s"), ["%s", address]);
        assert_eq!(commands(" : ", address), commands("", address));
        assert!(commands("", address).iter().all(|words| words.last().is_some_and(|last| last == address)));
    }

    #[test]
    fn only_addresses_are_opened() {
        for wrong in ["/bin/sh", "-x", "file:///etc/passwd", "javascript:x", ""] {
            let problem = browse(wrong).unwrap_err().to_string();
            assert!(problem.contains("no address"), "{problem}");
        }
    }
}
