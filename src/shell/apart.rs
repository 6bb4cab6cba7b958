//! Work that needs much memory for a while, in a thread of its own that gives it back.
//!
//! The GNU allocator has each thread work in a place of its own, and keeps what is free at the end of that place until
//! it is more than a threshold, which grows with use up to 64 MiB. What is kept between the pieces that were freed holds
//! all of them. So what such work gives is copied by whoever asked for it, and the thread lets the rest go before it
//! ends.

use std::hint;
use std::sync::mpsc::channel;
use std::thread;

/// Work on a text of so many bytes leaves much behind.
pub(super) const LARGE: usize = 1 << 20;

/// What `copied` makes of what `work` gives in its own thread called `name`; `None` when that panics, or no thread can be
/// had.
pub(super) fn apart<T: Send, U>(
    name: &str,
    work: impl FnOnce() -> T + Send,
    copied: impl FnOnce(&T) -> U,
) -> Option<U> {
    thread::scope(|scope| {
        let (hand_over, given) = channel();
        let (let_go, gone) = channel::<()>();
        let work = move || {
            hand_over.send(work()).ok();
            drop(hand_over);
            // Nothing is ever sent: this waits until what was made here is freed.
            gone.recv().ok();
            give_back_freed();
        };
        let thread = thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, work).ok()?;
        let copy = given.recv().ok().map(|made| copied(&made));
        drop(let_go);
        // A panic was told of by the thread that had it.
        thread.join().ok();
        copy
    })
}

/// Room that the allocator takes from the end of what a thread has, rather than from the system for itself.
const BLOCK: usize = 100 << 10;
/// More of that than the allocator ever keeps for later.
const BLOCKS: usize = 800;

/// Moves the end of what this thread has so far away that the allocator gives it back when it is let go: room that
/// nobody writes in costs nothing.
fn give_back_freed() {
    let room: Vec<Vec<u8>> = (0..BLOCKS).map(|_| Vec::with_capacity(BLOCK)).collect();
    drop(hint::black_box(room));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_what_was_copied_or_nothing_after_a_panic() {
        let words = String::from("who said what");
        assert_eq!(apart("work", || words.clone(), String::len), Some(13));
        assert_eq!(apart("work", || -> usize { panic!("upset") }, |made| *made), None);
    }
}
