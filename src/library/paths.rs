//! Where everything is.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::Error;

/// The folders and files of one reader. Making this touches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    data: PathBuf,
    config: PathBuf,
    config_file: PathBuf,
}

impl Paths {
    /// The paths that were asked for, and the system's usual ones where none was.
    ///
    /// `data` is a folder. `config` is a folder, or a `.toml` file in it. An empty path counts as none.
    ///
    /// # Errors
    /// [`Error::NoHome`] when one is left out and the system does not know where it belongs.
    pub fn new(data: Option<PathBuf>, config: Option<PathBuf>) -> Result<Self, Error> {
        let given = |path: &PathBuf| !path.as_os_str().is_empty();
        let usual = || ProjectDirs::from("", "", "sayso").ok_or(Error::NoHome);
        // The local folder, because an index in use must not roam between machines.
        let data = match data.filter(given) {
            Some(data) => data,
            None => usual()?.data_local_dir().to_owned(),
        };
        let config = match config.filter(given) {
            Some(config) => config,
            None => usual()?.config_dir().to_owned(),
        };
        let is_file = config.extension().is_some_and(|extension| extension == "toml") && !config.is_dir();
        if is_file {
            let folder = config.parent().unwrap_or(Path::new("")).to_owned();
            return Ok(Self { data, config: folder, config_file: config });
        }
        let config_file = config.join("config.toml");
        Ok(Self { data, config, config_file })
    }

    /// The folder of the notes and the index.
    pub fn data_dir(&self) -> &Path {
        &self.data
    }

    /// The folder of the reader's settings.
    pub fn config_dir(&self) -> &Path {
        &self.config
    }

    /// The journals: one file for each device and running instance.
    pub fn notes_journal_dir(&self) -> PathBuf {
        self.data.join("notes").join("journal")
    }

    /// The texts that annotations refer to, each named by its digest.
    pub fn texts_dir(&self) -> PathBuf {
        self.data.join("notes").join("texts")
    }

    /// The notes that are being written, each until it is saved or given up.
    pub fn drafts_dir(&self) -> PathBuf {
        self.data.join("notes").join("drafts")
    }

    /// The folders that the notes are in, the outermost first.
    pub fn note_folders(&self) -> [PathBuf; 5] {
        let data = self.data.clone();
        [data.clone(), data.join("notes"), self.notes_journal_dir(), self.texts_dir(), self.drafts_dir()]
    }

    /// The name of this device. It stands beside `notes`, not in it, so that a reader who syncs or copies the
    /// notes does not give two machines one name.
    pub fn device_file(&self) -> PathBuf {
        self.data.join("device")
    }

    /// The index, which can be thrown away.
    pub fn index_file(&self) -> PathBuf {
        self.data.join("library.db")
    }

    /// The list of the feeds that the reader follows.
    pub fn subscriptions_file(&self) -> PathBuf {
        self.data.join("subscriptions.opml")
    }

    /// What became of those feeds when they were asked for last.
    pub fn feed_states_file(&self) -> PathBuf {
        self.data.join("feeds.json")
    }

    /// What the reader chose with keys.
    pub fn state_file(&self) -> PathBuf {
        self.data.join("state.toml")
    }

    /// The reader's settings.
    pub fn config_file(&self) -> &Path {
        &self.config_file
    }

    /// The reader's keys.
    pub fn keymap_file(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// The reader's themes.
    pub fn themes_dir(&self) -> PathBuf {
        self.config.join("themes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(data: &str, config: &str) -> Paths {
        Paths::new(Some(data.into()), Some(config.into())).unwrap()
    }

    #[test]
    fn config_is_a_folder_or_a_file_in_it() {
        for (given, folder, file) in [
            ("/c", "/c", "/c/config.toml"),
            ("/c/config.toml", "/c", "/c/config.toml"),
            ("/c/mine.toml", "/c", "/c/mine.toml"),
            ("mine.toml", "", "mine.toml"),
        ] {
            let paths = paths("/d", given);
            assert_eq!(
                (paths.config_dir(), paths.config_file()),
                (Path::new(folder), Path::new(file)),
                "{given}"
            );
        }
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("odd.toml");
        std::fs::create_dir(&odd).unwrap();
        assert_eq!(paths("/d", odd.to_str().unwrap()).config_file(), odd.join("config.toml"));
    }

    #[test]
    fn everything_has_its_place() {
        let paths = paths("/d", "/c");
        assert_eq!(paths.notes_journal_dir(), Path::new("/d/notes/journal"));
        assert_eq!(paths.texts_dir(), Path::new("/d/notes/texts"));
        assert_eq!(paths.device_file(), Path::new("/d/device"));
        assert_eq!(paths.index_file(), Path::new("/d/library.db"));
        assert_eq!(paths.state_file(), Path::new("/d/state.toml"));
        assert_eq!(paths.keymap_file(), Path::new("/c/keymap.toml"));
        assert_eq!(paths.themes_dir(), Path::new("/c/themes"));
    }

    #[test]
    fn an_empty_path_counts_as_none() {
        let usual = Paths::new(None, Some("/c".into())).unwrap();
        assert_eq!(Paths::new(Some("".into()), Some("/c".into())).unwrap(), usual);
        assert!(usual.data_dir().to_string_lossy().contains("sayso"));
    }
}
