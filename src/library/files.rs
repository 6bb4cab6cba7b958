//! Files and folders that only the reader can open, and that are there after a crash.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
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

/// Refuses a folder in which somebody else could take the reader's files away: that of another user, which would also
/// get files that its owner cannot read, and one that every user may write. What a link leads to counts, since readers
/// link folders into those that they synchronize. A folder that is not there is no matter, nor one that the owner's group
/// may write: where each user has a group of their own, all folders are so.
#[cfg(unix)]
pub(super) fn trust(folder: &Path) -> Result<(), Error> {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(metadata) = fs::metadata(folder) else {
        return Ok(());
    };
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Err(Error::OtherOwner { path: folder.to_owned() });
    }
    if metadata.mode() & 0o002 != 0 {
        return Err(Error::OpenToAll { path: folder.to_owned() });
    }
    Ok(())
}

/// Other systems keep what a user has to that user.
#[cfg(not(unix))]
pub(super) fn trust(_folder: &Path) -> Result<(), Error> {
    Ok(())
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
    let file = open_in_place(OpenOptions::new().append(true).read(true), path).map_err(wrong)?;
    if !file.metadata().map_err(wrong)?.is_file() {
        return Err(wrong(io::Error::other("it is not a plain file")));
    }
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
    let Some(mut file) = open(path)? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|reason| Error::Read { path: path.to_owned(), reason })?;
    Ok(Some(bytes))
}

/// Opens `path` for reading; `None` where there is no such file.
pub(super) fn open(path: &Path) -> Result<Option<File>, Error> {
    // Reading a pipe that somebody put there would wait for ever.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let reason = io::Error::other("it is not a plain file");
        return Err(Error::Read { path: path.to_owned(), reason });
    }
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(Error::Read { path: path.to_owned(), reason }),
    }
}

/// Reads bytes of `file` from byte `place` on, and says how many: none where the file ends. Several threads may do so at
/// once.
#[cfg(unix)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

/// The same; other systems move the file's own place, which nobody uses who reads like this.
#[cfg(windows)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, place)
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

/// Makes the names of `path` and of the `above` folders over it durable: a process that made them may have been killed
/// before it could. A folder that may not be read is left to the system.
pub(super) fn sync_names(path: &Path, above: usize) -> io::Result<()> {
    for folder in path.ancestors().skip(1).take(above + 1) {
        match sync_folder(folder) {
            Err(reason) if reason.kind() == io::ErrorKind::PermissionDenied => {}
            synced => synced?,
        }
    }
    Ok(())
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

/// Opens a file that is there, without waiting and without going through a link.
#[cfg(unix)]
fn open_in_place(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open_in_place(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    options.open(path)
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
