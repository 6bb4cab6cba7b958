//! Files and folders that only the reader can open, and that are there after a crash.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use uuid::{NoContext, Timestamp, Uuid};

use super::Error;

/// Makes `folder` and the folders above it, where they are missing, for the reader alone (0700).
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    make_folder(above)?;
    let made = builder().create(folder).and_then(|()| {
        restrict(folder)?;
        sync_folder(above)
    });
    match made {
        // Another instance may have been quicker.
        Err(_) if folder.is_dir() => Ok(()),
        Err(reason) => Err(Error::Folder { path: folder.to_owned(), reason }),
        Ok(()) => Ok(()),
    }
}

/// Opens `path` for appending, and makes it (0600) where it is missing. Never goes through a symbolic link.
pub(super) fn open_for_append(path: &Path) -> Result<File, Error> {
    let wrong = |reason| Error::Write { path: path.to_owned(), reason };
    match create(path, OpenOptions::new().append(true).read(true)) {
        Ok(file) => {
            sync_folder_of(path).map_err(wrong)?;
            return Ok(file);
        }
        Err(reason) if reason.kind() == io::ErrorKind::AlreadyExists => {}
        Err(reason) => return Err(wrong(reason)),
    }
    if is_link(path) {
        return Err(Error::Link { path: path.to_owned() });
    }
    let file = OpenOptions::new().append(true).read(true).open(path).map_err(wrong)?;
    // A link may have been planted between the two; then the path and the open file differ.
    if !is_at(&file, path) {
        return Err(Error::Link { path: path.to_owned() });
    }
    Ok(file)
}

/// Makes `path` as an empty file (0600) where it is missing; refuses a symbolic link.
pub(super) fn ensure(path: &Path) -> Result<(), Error> {
    if path.is_file() && !is_link(path) {
        return Ok(());
    }
    open_for_append(path).map(drop)
}

/// Puts `bytes` at `path`: after a crash there is all of the old file or all of the new one. A symbolic link at
/// `path` is replaced, not followed.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let temporary = path.with_file_name(format!(".{}.tmp", random_name()));
    let replaced = create(&temporary, OpenOptions::new().write(true))
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&temporary, path))
        .and_then(|()| sync_folder_of(path));
    replaced.map_err(|reason| {
        // Best effort: what is left over is in nobody's way.
        fs::remove_file(&temporary).ok();
        Error::Write { path: path.to_owned(), reason }
    })
}

/// The bytes of `path`; `None` where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(Error::Read { path: path.to_owned(), reason }),
    }
}

/// Whether `path` is a symbolic link.
pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_symlink())
}

/// Whether `path` still names the open `file`: not after it was replaced, deleted, or made a link.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

/// Whether `path` still names the open `file`. Other systems do not replace an open file.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, path: &Path) -> bool {
    path.exists() && !is_link(path)
}

/// Eight random hexadecimal digits.
pub(super) fn random_name() -> String {
    let id = Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0));
    // The last digits are random; the first tell the time.
    format!("{:08x}", id.as_u128() & 0xffff_ffff)
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in `folder` durable, as far as the system has such a thing.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let here = PathBuf::from(".");
    let folder = if folder.as_os_str().is_empty() { &here } else { folder };
    File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn create(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    let file = options.create_new(true).mode(0o600).open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(not(unix))]
fn create(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.create_new(true).open(path)
}

#[cfg(unix)]
fn builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> DirBuilder {
    DirBuilder::new()
}

/// Gives a folder that was just made exactly 0700: the umask may have taken too much.
#[cfg(unix)]
fn restrict(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn restrict(_folder: &Path) -> io::Result<()> {
    Ok(())
}
