//! The lines about an article.

use crate::article::Metadata;

/// Byline, publication and date on one line, as far as they are known.
pub(super) fn credits(metadata: &Metadata) -> Option<String> {
    let parts = [metadata.byline.as_deref(), metadata.publication.as_deref(), metadata.day()];
    let known: Vec<&str> = parts.into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" · "))
}
