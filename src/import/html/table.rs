//! Tables of data, told apart from those that only put parts of a page beside each other.

use dom_query::NodeRef;

use crate::import::page::CELL_BREAK;

/// The most elements of a table of data, so that nested ones cost little to tell apart.
const MOST: usize = 5_000;

/// The most characters of a cell.
const LONGEST: usize = 60;

/// The rows of a table of data, each on one line; `None` for any other. One with links or with anything but words in
/// its cells is none, since a line would lose it.
pub(super) fn rows(table: &NodeRef<'_>) -> Option<Vec<String>> {
    if table.attr("role").is_some_and(|role| matches!(role.as_ref(), "presentation" | "none")) {
        return None;
    }
    let parts: Vec<NodeRef<'_>> = table.descendants_it().filter(NodeRef::is_element).take(MOST).collect();
    let other = ["table", "a", "img", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "hr"];
    let is_other =
        |part: &NodeRef<'_>| other.iter().any(|name| part.has_name(name)) || part.has_attr("hidden");
    if parts.len() == MOST || parts.iter().any(is_other) {
        return None;
    }
    let rows: Vec<Vec<String>> =
        parts.iter().filter(|part| part.has_name("tr")).map(cells).filter(|row| !row.is_empty()).collect();
    let is_even = rows.len() > 1 && rows.iter().all(|row| row.len() > 1 && row.len() == rows[0].len());
    let is_short = rows.iter().flatten().all(|cell| cell.chars().take(LONGEST + 1).count() <= LONGEST);
    let is_headed = parts.iter().any(|part| part.has_name("th"));
    (is_short && !rows.is_empty() && (is_even || is_headed))
        .then(|| rows.into_iter().map(|row| row.join(CELL_BREAK)).collect())
}

/// Whether a cell of a table that is no data holds a text of its own, as the columns of a newsletter do.
pub(super) fn is_text(cell: &NodeRef<'_>) -> bool {
    let mut length = 0;
    cell.descendants_it().take(MOST_OF_CELL).any(|node| {
        length += if node.is_text() { node.text().trim().len() } else { 0 };
        length > LONGEST
    })
}

/// The most nodes of a cell that are looked at to tell whether it holds a text.
const MOST_OF_CELL: usize = 30;

fn cells(row: &NodeRef<'_>) -> Vec<String> {
    let cells = row.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th"));
    cells.map(|cell| cell.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
