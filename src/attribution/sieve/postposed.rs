//! A report without marks that stands behind what it reports: [The bridge had burned], Meade said. Its shape tells who,
//! though the tagger was not sure. Must stay silent on: The society, called the Friends of the Bridge, met.

use super::{Evidence, Scene, tagged};
use crate::attribution::candidate::Candidate;

/// The subject of the report.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    candidate.tag.as_ref().filter(|tag| tag.is_plain)?;
    tagged::decide(scene, candidate)
}
