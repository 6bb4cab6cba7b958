//! The elements of a page as blocks, in the order of the page and without recursion.

use dom_query::{Element, NodeData, NodeRef};

use crate::import::page::{Container, Page};

/// Adds all that a reader of the page would see inside `root`.
pub(super) fn add_blocks(root: NodeRef<'_>, page: &mut Page) {
    let mut walk = Walk { page, quotes: 0 };
    let mut node = root;
    loop {
        let role = walk.open(&node);
        if let Some(child) = node.first_child().filter(|_| role != Role::Unseen) {
            node = child;
            continue;
        }
        walk.close(role);
        loop {
            if node.id == root.id {
                walk.page.end_block();
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return;
            };
            walk.close(role_of(&parent, walk.page));
            node = parent;
        }
    }
}

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Unseen,
    Inline,
    Block,
    Container(Container),
    Cell,
    Quote,
    LineBreak,
    Rule,
}

struct Walk<'p> {
    page: &'p mut Page,
    /// How many `<q>` are open.
    quotes: usize,
}

impl Walk<'_> {
    fn open(&mut self, node: &NodeRef<'_>) -> Role {
        if node.is_text() {
            node.query(|node| {
                if let NodeData::Text { contents } = &node.data {
                    self.page.flowing_text(contents);
                }
            });
            return Role::Inline;
        }
        let role = role_of(node, self.page);
        match role {
            Role::Unseen | Role::Inline => {}
            Role::Block => self.page.end_block(),
            Role::Container(container) => self.page.enter(container),
            Role::Cell => self.page.flowing_text(" "),
            Role::Quote => {
                self.page.text(if self.quotes.is_multiple_of(2) { "“" } else { "‘" });
                self.quotes += 1;
            }
            Role::LineBreak => self.page.line_break(),
            Role::Rule => self.page.separator(),
        }
        role
    }

    fn close(&mut self, role: Role) {
        match role {
            Role::Unseen | Role::Inline | Role::LineBreak | Role::Rule => {}
            Role::Block => self.page.end_block(),
            Role::Container(container) => self.page.leave(container),
            Role::Cell => self.page.flowing_text(" "),
            Role::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.page.text(if self.quotes.is_multiple_of(2) { "”" } else { "’" });
            }
        }
    }
}

fn role_of(node: &NodeRef<'_>, page: &Page) -> Role {
    let Some(element) = node.element_ref() else {
        return if node.is_comment() { Role::Unseen } else { Role::Inline };
    };
    if is_hidden(&element) {
        return Role::Unseen;
    }
    match element.name.local.as_ref() {
        "aside" | "button" | "datalist" | "dialog" | "head" | "input" | "nav" | "noscript" | "option"
        | "rp" | "rt" | "script" | "style" | "title" => Role::Unseen,
        // In a block quotation these name who is quoted.
        "footer" if !page.is_in_quotation() => Role::Unseen,
        "figcaption" if !is_about_quotation(node) => Role::Unseen,
        "address" | "article" | "body" | "caption" | "center" | "dd" | "details" | "dir" | "div" | "dl"
        | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "html"
        | "legend" | "main" | "menu" | "ol" | "p" | "section" | "summary" | "table" | "tbody" | "tfoot"
        | "thead" | "tr" | "ul" => Role::Block,
        "h1" => Role::Container(Container::Heading(1)),
        "h2" => Role::Container(Container::Heading(2)),
        "h3" => Role::Container(Container::Heading(3)),
        "h4" => Role::Container(Container::Heading(4)),
        "h5" => Role::Container(Container::Heading(5)),
        "h6" => Role::Container(Container::Heading(6)),
        "blockquote" => Role::Container(Container::Quotation),
        "li" => Role::Container(Container::Item),
        "pre" | "listing" | "xmp" => Role::Container(Container::Preformatted),
        "td" | "th" => Role::Cell,
        "q" => Role::Quote,
        "br" => Role::LineBreak,
        "hr" => Role::Rule,
        _ => Role::Inline,
    }
}

fn is_hidden(element: &Element) -> bool {
    let is_styled_away = || {
        element.attr("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase().replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        })
    };
    element.has_attr("hidden")
        || element.attr("aria-hidden").is_some_and(|value| value.as_ref() == "true")
        || is_styled_away()
}

fn is_about_quotation(caption: &NodeRef<'_>) -> bool {
    caption.parent().is_some_and(|figure| figure.children_it(false).any(|node| node.has_name("blockquote")))
}
