//! A way to stop waiting for a page.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ureq::Agent;

/// A request that is waited for, as somebody sees it who may lose patience. Copies mean the same request.
#[derive(Clone, Debug, Default)]
pub struct GiveUp(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    is_wanted: AtomicBool,
    /// What has the connection that is open.
    agent: Mutex<Option<Agent>>,
}

impl GiveUp {
    /// Gives the request up, now or as soon as it begins: its connection is closed, and who waits for it is told at once.
    pub fn now(&self) {
        self.0.is_wanted.store(true, Ordering::SeqCst);
        self.close();
    }

    /// Whether it was given up.
    pub fn is_wanted(&self) -> bool {
        self.0.is_wanted.load(Ordering::SeqCst)
    }

    /// Has `agent` closed when the request is given up, also if that was done a moment ago.
    pub(super) fn closes(&self, agent: &Agent) {
        *self.0.agent.lock().unwrap_or_else(PoisonError::into_inner) = Some(agent.clone());
        if self.is_wanted() {
            self.close();
        }
    }

    fn close(&self) {
        let agent = self.0.agent.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(agent) = agent {
            agent.shutdown();
        }
    }
}
