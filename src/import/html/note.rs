//! Footnotes as pages mark them.

use dom_query::NodeRef;

/// The most characters of the sign of a note.
const LONGEST: usize = 4;

/// Whether a link is the raised sign of a note, which would otherwise run into the word before it.
pub(super) fn is_reference(link: &NodeRef<'_>) -> bool {
    let href = link.attr("href").unwrap_or_default();
    if !href.contains('#') {
        return false;
    }
    let says_so = |node: &NodeRef<'_>| node.attr("role").is_some_and(|role| role.as_ref() == "doc-noteref");
    let is_raised = says_so(link)
        || link.parent().is_some_and(|parent| parent.has_name("sup"))
        || link.children_it(false).any(|child| child.has_name("sup"));
    if !is_raised {
        return false;
    }
    let sign = link.text();
    let sign = sign.trim();
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶');
    !sign.is_empty() && sign.chars().take(LONGEST + 1).count() <= LONGEST && sign.chars().all(is_sign)
}

/// Whether an element that pages use for boxes is a note.
pub(super) fn is_note(node: &NodeRef<'_>) -> bool {
    let role = node.attr("role").unwrap_or_default();
    let kind = node.attr("epub:type").unwrap_or_default();
    role.starts_with("doc-footnote")
        || role.starts_with("doc-endnote")
        || kind.contains("footnote")
        || kind.contains("endnote")
}
