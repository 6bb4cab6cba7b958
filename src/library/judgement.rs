//! What the reader said of a note in a text that has changed, as it stands on the disk.

use serde::{Deserialize, Serialize};

use super::selector::{Selector, read_selectors, selectors};
use crate::annotation::{Judgement, Verdict};
use crate::article::{Digest, SafeText};

/// A judgement; a verdict that this program does not know makes the record one of a newer program.
#[derive(Deserialize, Serialize)]
pub(super) struct DiskJudgement {
    digest: String,
    /// "at", "nowhere" or "open".
    verdict: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector>,
    #[serde(default)]
    method: String,
    /// Percent.
    #[serde(default)]
    score: u8,
}

const AT: &str = "at";
const NOWHERE: &str = "nowhere";
const OPEN: &str = "open";

impl From<&Judgement> for DiskJudgement {
    fn from(judgement: &Judgement) -> Self {
        let (verdict, selector) = match &judgement.verdict {
            Verdict::At(quote, position) => (AT, selectors(quote, *position)),
            Verdict::Nowhere => (NOWHERE, Vec::new()),
            Verdict::Open => (OPEN, Vec::new()),
        };
        Self {
            digest: judgement.digest.to_string(),
            verdict: verdict.to_owned(),
            selector,
            method: judgement.method.clone(),
            score: judgement.score,
        }
    }
}

impl DiskJudgement {
    /// The judgement; `None` where it does not say what it must.
    pub(super) fn read(self) -> Option<Judgement> {
        let verdict = match self.verdict.as_str() {
            AT => {
                let (quote, position) = read_selectors(self.selector);
                Verdict::At(quote?, position?)
            }
            NOWHERE => Verdict::Nowhere,
            OPEN => Verdict::Open,
            _ => return None,
        };
        let method = SafeText::from_string(self.method).to_string();
        Some(Judgement { digest: Digest::parse(&self.digest)?, verdict, method, score: self.score })
    }
}
