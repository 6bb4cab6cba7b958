//! What the reader chose with keys: one line for each choice, so that the next start looks the same.

use std::path::Path;

use super::{Error, files};

const HEAD: &str = "# What was chosen with keys. config.toml wins over what stands here.\n";

/// The file's text; empty where there is no such file.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    let bytes = files::read(path)?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps one choice, or forgets it; the others stay as they are.
pub(super) fn keep(path: &Path, name: &str, value: Option<&str>) -> Result<(), Error> {
    let old = read(path)?;
    let new = changed(&old, name, value);
    if new == old {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        files::make_folder(folder)?;
    }
    files::replace(path, new.as_bytes())
}

fn changed(old: &str, name: &str, value: Option<&str>) -> String {
    let is_other = |line: &&str| line.split('=').next().is_none_or(|other| other.trim() != name);
    let kept = old.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter(is_other);
    let mut lines: Vec<String> = kept.map(|line| format!("{line}\n")).collect();
    lines.extend(value.map(|value| format!("{name} = \"{value}\"\n")));
    lines.sort();
    format!("{HEAD}{}", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_choice_changes_and_the_others_stay() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data/state.toml");
        keep(&path, "width", Some("70")).unwrap();
        keep(&path, "edge", Some("justified")).unwrap();
        keep(&path, "width", Some("74")).unwrap();
        assert_eq!(read(&path).unwrap(), format!("{HEAD}edge = \"justified\"\nwidth = \"74\"\n"));
        keep(&path, "width", None).unwrap();
        assert_eq!(read(&path).unwrap(), format!("{HEAD}edge = \"justified\"\n"));
    }
}
