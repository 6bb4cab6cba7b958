//! A reader that gives out so many bytes for each row, so that a row without an end does not fill the memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::LONGEST_ROW;

/// Bytes from `inner` as long as there is fuel.
#[derive(Debug)]
pub(super) struct Fuelled<R> {
    inner: R,
    left: Arc<AtomicUsize>,
}

/// The fuel of a reader, to be filled up for each row.
#[derive(Clone, Debug)]
pub(super) struct Fuel(Arc<AtomicUsize>);

impl<R> Fuelled<R> {
    pub(super) fn new(inner: R) -> (Self, Fuel) {
        let left = Arc::new(AtomicUsize::new(LONGEST_ROW));
        (Self { inner, left: Arc::clone(&left) }, Fuel(left))
    }
}

impl Fuel {
    /// Enough for another row.
    pub(super) fn fill(&self) {
        self.0.store(LONGEST_ROW, Ordering::Relaxed);
    }
}

impl<R: Read> Read for Fuelled<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other(format!("it is longer than {} MiB", LONGEST_ROW >> 20)));
        }
        let most = bytes.len().min(left);
        let read = self.inner.read(bytes.get_mut(..most).unwrap_or_default())?;
        self.left.store(left - read, Ordering::Relaxed);
        Ok(read)
    }
}
