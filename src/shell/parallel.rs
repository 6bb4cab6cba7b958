//! Work on many items at once, with the answers in the order of the items and a bounded number of both in memory.
//!
//! One thread draws the items, so that a slow source holds nothing up that is done; some threads work; whoever asks
//! the iterator waits for the oldest answer. The queue of answers that are owed has a fixed length, and drawing stops
//! while it is full: memory does not grow with the number of items, nor with one that takes long.

use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Answers that may be owed for each thread: enough that none waits for another that has a long item.
const OWED: usize = 4;

/// More threads than this cost more than they bring.
const MOST_THREADS: usize = 256;

/// The work on one item panicked; the message is on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

/// Works on `items` with `threads` threads; the answers come in the order of the items.
///
/// When the iterator is dropped early, no further item is drawn.
///
/// # Errors
/// When not one thread can be started.
pub fn ordered<T, R, I, F>(items: I, threads: NonZeroUsize, work: F) -> io::Result<Ordered<R>>
where
    T: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = T> + Send + 'static,
    F: Fn(T) -> R + Send + Sync + 'static,
{
    let threads = threads.get().min(MOST_THREADS);
    let (owe, owed) = sync_channel(threads * OWED);
    let (hand_out, tasks) = sync_channel::<Task<T, R>>(0);
    let tasks = Arc::new(Mutex::new(tasks));
    let work = Arc::new(work);
    for number in 0..threads {
        let (tasks, work) = (Arc::clone(&tasks), Arc::clone(&work));
        let name = format!("work-{number}");
        let started = thread::Builder::new().name(name).spawn(move || labour(&tasks, &*work));
        if let Err(error) = started
            && number == 0
        {
            return Err(error);
        }
    }
    let draw = move || {
        for item in items {
            let (answer, answered) = sync_channel(1);
            let is_wanted = owe.send(answered).is_ok() && hand_out.send(Task { item, answer }).is_ok();
            if !is_wanted {
                return;
            }
        }
    };
    thread::Builder::new().name("draw".to_owned()).spawn(draw)?;
    Ok(Ordered { owed })
}

/// The answers, in the order of the items. See [`ordered`].
#[derive(Debug)]
pub struct Ordered<R> {
    owed: Receiver<Receiver<Result<R, Panicked>>>,
}

impl<R> Iterator for Ordered<R> {
    type Item = Result<R, Panicked>;

    fn next(&mut self) -> Option<Self::Item> {
        let answered = self.owed.recv().ok()?;
        Some(answered.recv().unwrap_or(Err(Panicked)))
    }
}

struct Task<T, R> {
    item: T,
    answer: SyncSender<Result<R, Panicked>>,
}

fn labour<T, R>(tasks: &Mutex<Receiver<Task<T, R>>>, work: &impl Fn(T) -> R) {
    loop {
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Task { item, answer }) = next else { return };
        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
        // Nobody may be waiting any more.
        answer.send(result.or(Err(Panicked))).ok();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use super::*;

    fn four() -> NonZeroUsize {
        NonZeroUsize::new(4).unwrap()
    }

    #[test]
    fn answers_come_in_order_whoever_is_quicker() {
        // Each item waits until the one after it is done, as far as threads allow.
        let work = |n: usize| {
            if n.is_multiple_of(2) {
                thread::yield_now();
            }
            n * n
        };
        let squares: Vec<usize> = ordered(0..1000, four(), work).unwrap().map(Result::unwrap).collect();
        assert_eq!(squares, (0..1000).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn an_answer_does_not_wait_for_the_next_item() {
        let (feed, items) = mpsc::channel();
        let mut answers = ordered(items.into_iter(), four(), |n: i32| n + 1).unwrap();
        feed.send(1).unwrap();
        assert_eq!(answers.next(), Some(Ok(2)));
        feed.send(2).unwrap();
        assert_eq!(answers.next(), Some(Ok(3)));
        drop(feed);
        assert_eq!(answers.next(), None);
    }

    #[test]
    fn draws_no_further_than_it_may_owe() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&drawn);
        let items = (0..1_000_000).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let mut answers = ordered(items, four(), |n| n).unwrap();
        for n in 0..100 {
            assert_eq!(answers.next(), Some(Ok(n)));
            // One more may be drawn and not yet owed, and one taken off the queue.
            assert!(drawn.load(Ordering::SeqCst) <= n + 4 * OWED + 2);
        }
    }

    #[test]
    fn a_panic_costs_one_answer() {
        let work = |n: usize| {
            assert!(n != 3, "three");
            n
        };
        let answers: Vec<_> = ordered(0..5, four(), work).unwrap().collect();
        assert_eq!(answers, [Ok(0), Ok(1), Ok(2), Err(Panicked), Ok(4)]);
    }
}
