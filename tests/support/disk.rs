//! A disk that forgets what was not synced, as POSIX lets it: `fsync` keeps the bytes of a file, or the names in a folder,
//! and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::trials::Chance;

/// What the program sees, and what would be there after the power failed.
#[derive(Clone, Default)]
struct Twofold<T> {
    now: T,
    synced: T,
}

enum Node {
    File(Twofold<Vec<u8>>),
    Folder(Twofold<BTreeMap<String, usize>>),
}

/// A folder and all that is in it.
pub(crate) struct Disk {
    /// The first is the folder above.
    nodes: Vec<Node>,
    above: PathBuf,
    /// Where the next byte goes, by file descriptor; `None` at the end, whatever it is.
    places: BTreeMap<(String, PathBuf), Option<usize>>,
}

/// What a file or folder is in, by path.
type Seen = BTreeMap<PathBuf, Option<Vec<u8>>>;

impl Disk {
    /// What lies in `folder` now, all of it synced. The folder need not be there.
    pub(crate) fn of(folder: &Path) -> Self {
        let above = folder.parent().unwrap().to_owned();
        let root = Node::Folder(Twofold::default());
        let mut disk = Self { nodes: vec![root], above, places: BTreeMap::new() };
        if folder.exists() {
            disk.load(folder);
        }
        disk
    }

    fn load(&mut self, path: &Path) {
        let node = if path.is_dir() {
            Node::Folder(Twofold::default())
        } else {
            let bytes = fs::read(path).unwrap();
            Node::File(Twofold { now: bytes.clone(), synced: bytes })
        };
        self.put(path, node);
        self.sync(path.parent().unwrap());
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
                self.load(&entry.path());
            }
        }
    }

    /// Does a call again, a line of strace with all bytes as `\xNN`; gives whether it changed anything here.
    ///
    /// # Panics
    /// On a call that changes files here in a way that this disk does not know.
    pub(crate) fn take_in(&mut self, line: &str) -> bool {
        let Some((call, rest)) = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('('))
        else {
            return false;
        };
        let (said, result) = rest.rsplit_once(" = ").unwrap_or((rest, "-1"));
        let words: Vec<Vec<u8>> = said.split('"').skip(1).step_by(2).map(bytes).collect();
        let path =
            |word: usize| words.get(word).map(|word| PathBuf::from(String::from_utf8_lossy(word).as_ref()));
        let descriptor = described(said);
        let named = if words.is_empty() || call.starts_with("write") { None } else { path(0) };
        let touched = named.or_else(|| descriptor.as_ref().map(|(_, path)| path.clone()));
        let Some(touched) = touched.filter(|path| path.starts_with(&self.above)) else { return false };
        if result.starts_with("-1") {
            return false;
        }
        match call {
            "openat" => self.open(&touched, said, result),
            "mkdir" => self.put(&touched, Node::Folder(Twofold::default())),
            "write" => self.write(descriptor.unwrap(), &words[0], result.parse().unwrap()),
            "ftruncate" => {
                let length = said.rsplit([' ', ')']).find_map(|word| word.parse().ok()).unwrap();
                let Some(Node::File(file)) = self.at(&touched) else { panic!("{line}") };
                file.now.resize(length, 0);
                true
            }
            "fsync" | "fdatasync" => self.sync(&touched),
            "rename" => {
                let node = self.take(&touched);
                let into = path(1).unwrap();
                self.names(&into).now.insert(name(&into), node);
                true
            }
            "unlink" => {
                self.take(&touched);
                true
            }
            "access" | "chmod" | "execve" | "getcwd" | "lstat" | "newfstatat" | "readlink" | "stat"
            | "statx" | "faccessat2" | "chdir" | "statfs" => false,
            _ => panic!("this disk does not know the call: {line}"),
        }
    }

    fn open(&mut self, path: &Path, said: &str, result: &str) -> bool {
        let number = result.split('<').next().unwrap_or_default().to_owned();
        let place = (!said.contains("O_APPEND")).then_some(0);
        self.places.insert((number, path.to_owned()), place);
        if let Some(Node::File(file)) = self.at(path) {
            if said.contains("O_TRUNC") {
                file.now.clear();
            }
            return said.contains("O_TRUNC");
        }
        said.contains("O_CREAT") && self.put(path, Node::File(Twofold::default()))
    }

    fn write(&mut self, descriptor: (String, PathBuf), bytes: &[u8], count: usize) -> bool {
        let place = *self.places.get(&descriptor).unwrap();
        let Some(Node::File(file)) = self.at(&descriptor.1) else { panic!("{descriptor:?} is no file") };
        let from = place.unwrap_or(file.now.len());
        file.now.resize(file.now.len().max(from + count), 0);
        file.now[from..from + count].copy_from_slice(&bytes[..count]);
        self.places.insert(descriptor, place.map(|place| place + count));
        true
    }

    fn sync(&mut self, path: &Path) -> bool {
        match self.at(path) {
            Some(Node::File(file)) => file.synced.clone_from(&file.now),
            Some(Node::Folder(folder)) => folder.synced.clone_from(&folder.now),
            None => panic!("{} is synced and was never made", path.display()),
        }
        true
    }

    fn put(&mut self, path: &Path, node: Node) -> bool {
        let index = self.nodes.len();
        self.nodes.push(node);
        self.names(path).now.insert(name(path), index);
        true
    }

    fn take(&mut self, path: &Path) -> usize {
        self.names(path).now.remove(&name(path)).unwrap()
    }

    /// The names in the folder that `path` lies in.
    fn names(&mut self, path: &Path) -> &mut Twofold<BTreeMap<String, usize>> {
        match self.at(path.parent().unwrap()) {
            Some(Node::Folder(folder)) => folder,
            _ => panic!("{} lies in no folder", path.display()),
        }
    }

    fn at(&mut self, path: &Path) -> Option<&mut Node> {
        let mut index = 0;
        for part in path.strip_prefix(&self.above).unwrap() {
            let Node::Folder(folder) = &self.nodes[index] else { return None };
            index = *folder.now.get(part.to_str().unwrap())?;
        }
        Some(&mut self.nodes[index])
    }

    /// All that the program sees.
    pub(crate) fn seen(&self) -> Seen {
        let mut seen = Seen::new();
        let mut todo = vec![(PathBuf::new(), 0)];
        while let Some((path, index)) = todo.pop() {
            match &self.nodes[index] {
                Node::File(file) => seen.insert(path, Some(file.now.clone())),
                Node::Folder(folder) => {
                    todo.extend(folder.now.iter().map(|(name, index)| (path.join(name), *index)));
                    seen.insert(path, None)
                }
            };
        }
        seen
    }

    /// Writes what is left after the power failed: what was synced, and where there is `chance`, some of the rest.
    pub(crate) fn leave(&self, folder: &Path, mut chance: Option<&mut Chance>) {
        self.leave_node(0, folder.parent().unwrap(), &mut chance);
    }

    fn leave_node(&self, index: usize, path: &Path, chance: &mut Option<&mut Chance>) {
        match &self.nodes[index] {
            Node::File(file) => fs::write(path, left_of(file, chance)).unwrap(),
            Node::Folder(Twofold { now, synced }) => {
                fs::create_dir_all(path).unwrap();
                let names: std::collections::BTreeSet<&String> = now.keys().chain(synced.keys()).collect();
                for name in names {
                    let is_new = chance.as_mut().is_some_and(|chance| chance.below(2) == 0);
                    if let Some(index) = if is_new { now.get(name) } else { synced.get(name) } {
                        self.leave_node(*index, &path.join(name), chance);
                    }
                }
            }
        }
    }
}

/// What is left of a file: nothing of what was not synced, all of it, its beginning, or blocks that were never filled.
fn left_of(file: &Twofold<Vec<u8>>, chance: &mut Option<&mut Chance>) -> Vec<u8> {
    let Some(chance) = chance.as_mut().filter(|_| file.now != file.synced) else {
        return file.synced.clone();
    };
    let grown = file.now.len().saturating_sub(file.synced.len());
    let mut left = match chance.below(4) {
        0 => return file.synced.clone(),
        1 => return file.now.clone(),
        2 => file.now[..file.synced.len() + part(chance, grown)].to_vec(),
        _ => file.synced.clone(),
    };
    left.resize(file.now.len().min(left.len() + part(chance, grown)), 0);
    left
}

fn part(chance: &mut Chance, whole: usize) -> usize {
    usize::try_from(chance.below(whole as u64 + 1)).unwrap()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The first file descriptor of a call, with what it stands for: `3<\x2f…>`.
fn described(said: &str) -> Option<(String, PathBuf)> {
    let (number, rest) = said.split_once('<')?;
    let path = bytes(rest.split_once('>')?.0);
    Some((number.to_owned(), PathBuf::from(String::from_utf8_lossy(&path).as_ref())))
}

/// What is written as `\xNN`.
fn bytes(written: &str) -> Vec<u8> {
    written.split("\\x").skip(1).map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}
