//! Which request an answer is for.

/// Names one request for work in the background. An answer with another ticket than the newest comes too late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

/// Gives out tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tickets {
    last: u64,
}

impl Tickets {
    /// A ticket that was never given before.
    pub fn take(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }
}
