//! What the reader said of a note in a text that has changed, as it stands on the disk.

use serde::{Deserialize, Serialize};

use super::recent::Text;
use super::selector::Selectors;
use crate::annotation::{Judgement, Verdict};
use crate::article::Digest;

/// A judgement; a verdict that this program does not know makes the record one of a newer program.
#[derive(Deserialize, Serialize)]
pub(super) struct DiskJudgement<'a> {
    #[serde(borrow)]
    digest: Text<'a>,
    /// "at", "nowhere" or "open".
    verdict: Text<'a>,
    #[serde(default, skip_serializing_if = "Selectors::is_empty")]
    selector: Selectors,
    #[serde(default)]
    method: Text<'a>,
    /// Percent.
    #[serde(default)]
    score: u8,
}

const AT: &str = "at";
const NOWHERE: &str = "nowhere";
const OPEN: &str = "open";

impl<'a> From<&'a Judgement> for DiskJudgement<'a> {
    fn from(judgement: &'a Judgement) -> Self {
        let (verdict, selector) = match &judgement.verdict {
            Verdict::At(quote, position) => (AT, Selectors::new(quote, *position)),
            Verdict::Nowhere => (NOWHERE, Selectors::default()),
            Verdict::Open => (OPEN, Selectors::default()),
        };
        Self {
            digest: Text(judgement.digest.to_string().into()),
            verdict: Text::from(verdict),
            selector,
            method: Text::from(judgement.method.as_str()),
            score: judgement.score,
        }
    }
}

impl DiskJudgement<'_> {
    /// The judgement; `None` where it does not say what it must.
    pub(super) fn read(self) -> Option<Judgement> {
        let verdict = match &*self.verdict.0 {
            AT => {
                let (quote, position) = self.selector.read().ok()?;
                Verdict::At(quote, position)
            }
            NOWHERE => Verdict::Nowhere,
            OPEN => Verdict::Open,
            _ => return None,
        };
        let method = self.method.plain().into_owned();
        Some(Judgement { digest: Digest::parse(&self.digest.0)?, verdict, method, score: self.score })
    }
}
