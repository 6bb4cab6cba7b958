//! The lines about an article.

use crate::article::{Metadata, SafeText};

/// Byline, publication and date on one line, as far as they are known.
pub(super) fn credits(metadata: &Metadata) -> Option<String> {
    let parts = [&metadata.byline, &metadata.publication, &metadata.date];
    let known: Vec<&str> = parts.into_iter().flatten().map(SafeText::as_str).collect();
    (!known.is_empty()).then(|| known.join(" · "))
}
