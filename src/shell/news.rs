//! Hears when somebody else writes notes: another window, or a synchronizer.
//!
//! On Linux the system tells (inotify): the thread sleeps until something is written in the folder of the journals, so
//! that nothing wakes while nothing happens, and another window's note is seen at once. Elsewhere, and on file systems that
//! tell nothing of what other machines write, the folder is looked at before a key and when the terminal is come back to.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::input::Mail;

/// Starts to listen at the folder of the journals: a letter comes at once, and each time something was written there. Where the system
/// cannot tell, none ever does.
#[cfg(target_os = "linux")]
pub(super) fn listen(journals: PathBuf, mailbox: Sender<Mail>) {
    // Without it the notes of others are seen with the next key.
    std::thread::Builder::new().name("news".to_owned()).spawn(move || watch::watch(&journals, &mailbox)).ok();
}

#[cfg(not(target_os = "linux"))]
pub(super) fn listen(_journals: PathBuf, _mailbox: Sender<Mail>) {}

#[cfg(target_os = "linux")]
mod watch {
    use std::mem::MaybeUninit;
    use std::path::Path;
    use std::sync::mpsc::Sender;
    use std::thread;
    use std::time::Duration;

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init, remove_watch};
    use rustix::io::Errno;

    use crate::shell::input::Mail;

    /// What is written within this time is one piece of news.
    const TOGETHER: Duration = Duration::from_millis(200);

    /// Something in a journal, or that it took another's place.
    const WRITTEN: WatchFlags = WatchFlags::MODIFY
        .union(WatchFlags::CREATE)
        .union(WatchFlags::MOVED_TO)
        .union(WatchFlags::DELETE)
        .union(WatchFlags::DELETE_SELF)
        .union(WatchFlags::MOVE_SELF);

    /// A folder on the way to the journals is made, or taken away.
    const MADE: WatchFlags = WatchFlags::CREATE
        .union(WatchFlags::MOVED_TO)
        .union(WatchFlags::DELETE_SELF)
        .union(WatchFlags::MOVE_SELF)
        .union(WatchFlags::ONLYDIR);

    /// Watches until nobody reads the mail any more, or the system will not watch.
    pub(super) fn watch(journals: &Path, mailbox: &Sender<Mail>) -> Option<()> {
        let inotify = init(CreateFlags::CLOEXEC).ok()?;
        let mut buffer = [MaybeUninit::uninit(); 4096];
        loop {
            // Where there are no journals yet, their folder is waited for at the nearest one that is there.
            let nearest = nearest(journals)?;
            let flags = if nearest == journals { WRITTEN } else { MADE };
            let watched = add_watch(&inotify, nearest, flags).ok()?;
            if nearest == journals {
                // Also the first time: what was written before the watch stood is told by nobody else.
                mailbox.send(Mail::Notes).ok()?;
                wait(&inotify, &mut buffer)?;
                thread::sleep(TOGETHER);
            } else {
                // What was made before the watch stood would not be told.
                if self::nearest(journals)? == nearest {
                    wait(&inotify, &mut buffer)?;
                }
                remove_watch(&inotify, watched).ok();
            }
        }
    }

    fn nearest(journals: &Path) -> Option<&Path> {
        journals.ancestors().find(|folder| folder.is_dir())
    }

    /// Sleeps until something happens, and takes in all that did. That a watch has ended is told too, and nothing new.
    fn wait(inotify: impl rustix::fd::AsFd, buffer: &mut [MaybeUninit<u8>]) -> Option<()> {
        let mut events = Reader::new(inotify, buffer);
        let mut is_news = false;
        loop {
            match events.next().map(|event| event.events()) {
                Ok(told) => is_news |= told != ReadFlags::IGNORED,
                Err(Errno::INTR) => {}
                Err(_) => return None,
            }
            if is_news && events.is_buffer_empty() {
                return Some(());
            }
        }
    }
}
