//! Several hosts at once, and each host one thing at a time.

use std::collections::{BTreeMap, VecDeque};
use std::iter;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::fetch::GiveUp;

/// How many hosts are asked at once.
const HOSTS: usize = 8;

/// Does `work` on each of `items`, which stand under the hosts that are asked for it; `take` gets what comes of it, as it
/// comes, in the thread that calls. What was not begun when somebody gives up is left.
pub(in crate::shell) fn by_host<T: Send, R: Send>(
    items: Vec<(String, T)>,
    give_up: &GiveUp,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    let mut queues: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (host, item) in items {
        queues.entry(host).or_default().push(item);
    }
    let threads = queues.len().min(HOSTS);
    let waiting: Mutex<VecDeque<Vec<T>>> = Mutex::new(queues.into_values().collect());
    let (done, come) = channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (done, waiting, work) = (done.clone(), &waiting, &work);
            let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let all = iter::from_fn(next).flatten().take_while(|_| !give_up.is_wanted());
            scope.spawn(move || {
                for item in all {
                    done.send(work(item)).ok();
                }
            });
        }
        drop(done);
        for result in come {
            take(result);
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn everything_is_done_and_one_host_is_asked_in_order() {
        let items: Vec<(String, usize)> = (0..60).map(|n| (format!("h{}", n % 3), n)).collect();
        let busy = [const { AtomicUsize::new(0) }; 3];
        let mut done = Vec::new();
        let work = |n: usize| {
            assert_eq!(busy[n % 3].fetch_add(1, Ordering::SeqCst), 0, "two at once");
            busy[n % 3].fetch_sub(1, Ordering::SeqCst);
            n
        };
        by_host(items, &GiveUp::default(), work, |n| done.push(n));
        for host in 0..3 {
            let own: Vec<usize> = done.iter().copied().filter(|n| n % 3 == host).collect();
            assert_eq!(own, (0..20).map(|n| n * 3 + host).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_begun_after_somebody_gave_up() {
        let give_up = GiveUp::default();
        give_up.now();
        let mut count = 0;
        by_host(vec![("h".to_owned(), ())], &give_up, |()| (), |()| count += 1);
        assert_eq!(count, 0);
    }
}
