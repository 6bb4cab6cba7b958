//! Pictures in words: what is said to be seen on them.

use dom_query::NodeRef;

/// What a picture is said to show; `None` for one that is there for its looks, and for one whose caption says it.
pub(super) fn words(image: &NodeRef<'_>) -> Option<String> {
    let alt = image.attr("alt")?;
    let words = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_said = words.contains(char::is_alphanumeric) && !is_file_name(&words);
    (is_said && !is_decoration(image) && !has_caption(image)).then_some(words)
}

/// Whether a caption belongs to a picture rather than to a quotation, a table or a text.
pub(super) fn is_about_picture(caption: &NodeRef<'_>) -> bool {
    let Some(figure) = caption.parent() else { return false };
    let words = ["blockquote", "table", "pre"];
    !figure.descendants_it().take(MOST).any(|node| words.iter().any(|name| node.has_name(name)))
}

/// The most elements of a figure that are looked at, so that a page of one huge figure does not take for ever.
const MOST: usize = 500;

/// The most levels between a picture and its figure.
const DEEPEST: usize = 8;

fn has_caption(image: &NodeRef<'_>) -> bool {
    let figure = image.ancestors_it(Some(DEEPEST)).find(|node| node.has_name("figure"));
    figure.is_some_and(|figure| {
        let mut captions = figure.descendants_it().take(MOST).filter(|node| node.has_name("figcaption"));
        captions.any(|caption| !caption.text().trim().is_empty())
    })
}

fn is_decoration(image: &NodeRef<'_>) -> bool {
    let is_dot = |side: &str| {
        image
            .attr(side)
            .and_then(|cells| cells.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= 2)
    };
    let role = image.attr("role").unwrap_or_default();
    matches!(role.as_ref(), "presentation" | "none") || is_dot("width") || is_dot("height")
}

/// Whether all that is said is the name of a file: "harbor.jpg".
fn is_file_name(words: &str) -> bool {
    let endings = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
    let lower = words.to_ascii_lowercase();
    !words.contains(' ') && endings.iter().any(|ending| lower.ends_with(ending))
}
