//! The elements of a page as blocks, in the order of the page and without recursion.

use dom_query::{Element, NodeData, NodeRef};

use super::note;
use super::picture;
use super::table;
use crate::import::page::{Container, Page};
use crate::import::target;

/// Adds all that a reader of the page would see inside `root`. What its links say is meant from `address` on.
pub(super) fn add_blocks(root: NodeRef<'_>, address: Option<&str>, page: &mut Page) {
    let mut walk = Walk { page, address, quotes: 0, numbers: Vec::new() };
    let mut node = root;
    loop {
        let role = walk.open(&node);
        let is_done = matches!(role, Role::Unseen | Role::Table);
        if let Some(child) = node.first_child().filter(|_| !is_done) {
            node = child;
            continue;
        }
        walk.close(role, &node);
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
            walk.close(role_of(&parent, walk.page), &parent);
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
    List,
    /// A table of data, taken in as a whole.
    Table,
    Cell,
    Quote,
    Link,
    Picture,
    LineBreak,
    Rule,
}

struct Walk<'p> {
    page: &'p mut Page,
    /// Where the page belongs, if it says so.
    address: Option<&'p str>,
    /// How many `<q>` are open.
    quotes: usize,
    /// The number of the next item in each open list; none where items are not counted.
    numbers: Vec<Option<u32>>,
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
            Role::Unseen => return role,
            Role::Inline => self.part_from_neighbour(node),
            Role::Block => self.page.end_block(),
            Role::Link => self.open_link(node),
            Role::Picture => self.picture(node),
            Role::List => self.open_list(node),
            Role::Table => self.table(node),
            Role::Container(container) => {
                self.page.enter(container);
                self.number(container, node);
            }
            Role::Cell => self.page.flowing_text(" "),
            Role::Quote => {
                self.page.text(if self.quotes.is_multiple_of(2) { "“" } else { "‘" });
                self.quotes += 1;
            }
            Role::LineBreak => self.page.line_break(),
            Role::Rule => self.page.separator(),
        }
        self.name(node);
        role
    }

    fn close(&mut self, role: Role, node: &NodeRef<'_>) {
        match role {
            Role::Unseen | Role::Inline | Role::Picture | Role::Table | Role::LineBreak | Role::Rule => {}
            Role::Link => {
                self.page.text(if note::is_reference(node) { "]" } else { "" });
                self.page.close_link();
            }
            Role::Block => self.page.end_block(),
            Role::List => {
                self.page.end_block();
                self.numbers.pop();
            }
            Role::Container(container) => self.page.leave(container),
            Role::Cell => self.page.flowing_text(" "),
            Role::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.page.text(if self.quotes.is_multiple_of(2) { "”" } else { "’" });
            }
        }
    }
}

impl Walk<'_> {
    fn open_link(&mut self, node: &NodeRef<'_>) {
        let href = node.attr("href").unwrap_or_default();
        let target = target::read(&target::resolved(&href, self.address));
        if let Some(target) = target.or((!href.trim().is_empty()).then_some(target::Raw::Lost)) {
            self.page.open_link(target);
        }
        self.page.text(if note::is_reference(node) { "[" } else { "" });
    }

    /// A picture that says something, unless it stands among words, where it is a sign more often than a picture, or
    /// its caption says it.
    fn picture(&mut self, node: &NodeRef<'_>) {
        if let Some(words) = picture::words(node).filter(|_| self.page.is_between_words()) {
            self.page.picture(&words);
        }
    }

    fn table(&mut self, node: &NodeRef<'_>) {
        let caption = node.children_it(false).find(|child| child.has_name("caption"));
        self.page.end_block();
        self.page.flowing_text(&caption.map(|caption| caption.text().to_string()).unwrap_or_default());
        self.page.enter(Container::Preformatted);
        self.page.text(&table::rows(node).unwrap_or_default().join("\n"));
        self.page.leave(Container::Preformatted);
    }

    fn open_list(&mut self, node: &NodeRef<'_>) {
        self.page.end_block();
        let first = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        self.numbers.push(node.has_name("ol").then_some(first));
    }

    fn number(&mut self, container: Container, node: &NodeRef<'_>) {
        if let (Container::Item, Some(Some(next))) = (container, self.numbers.last_mut()) {
            let number = node.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(*next);
            self.page.number(number);
            *next = number.saturating_add(1);
        }
    }

    /// Keeps what links can call the place where an element begins.
    fn name(&mut self, node: &NodeRef<'_>) {
        for name in ["id", "name"].into_iter().filter_map(|attribute| node.attr(attribute)) {
            self.page.name(&name);
        }
    }

    /// Parts of a caption, such as the photographer's name, are often parted by their looks only.
    fn part_from_neighbour(&mut self, node: &NodeRef<'_>) {
        let follows = || node.prev_sibling().is_some_and(|before| before.is_element());
        if self.page.is_in_caption() && node.is_element() && (self.page.ends_sentence() || follows()) {
            self.page.flowing_text(" ");
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
        "aside" if note::is_note(node) => Role::Block,
        "aside" | "button" | "datalist" | "dialog" | "head" | "input" | "nav" | "noscript" | "option"
        | "rp" | "rt" | "script" | "style" | "title" => Role::Unseen,
        // In a block quotation these name who is quoted.
        "footer" if !page.is_in_quotation() => Role::Unseen,
        "figcaption" if picture::is_about_picture(node) => Role::Container(Container::Caption),
        "table" if table::rows(node).is_some() => Role::Table,
        "address" | "article" | "body" | "caption" | "center" | "dd" | "details" | "div" | "dl" | "dt"
        | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "html"
        | "legend" | "main" | "p" | "section" | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr" => {
            Role::Block
        }
        "dir" | "menu" | "ol" | "ul" => Role::List,
        "h1" => Role::Container(Container::Heading(1)),
        "h2" => Role::Container(Container::Heading(2)),
        "h3" => Role::Container(Container::Heading(3)),
        "h4" => Role::Container(Container::Heading(4)),
        "h5" => Role::Container(Container::Heading(5)),
        "h6" => Role::Container(Container::Heading(6)),
        "blockquote" => Role::Container(Container::Quotation),
        "li" => Role::Container(Container::Item),
        "pre" | "listing" | "xmp" => Role::Container(Container::Preformatted),
        "td" | "th" if table::is_text(node) => Role::Block,
        "td" | "th" => Role::Cell,
        "q" => Role::Quote,
        "a" if element.has_attr("href") => Role::Link,
        "img" => Role::Picture,
        "br" => Role::LineBreak,
        "hr" => Role::Rule,
        _ => Role::Inline,
    }
}

fn is_hidden(element: &Element) -> bool {
    let is_styled_away = || {
        element.attr("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase().replace(' ', "");
            ["display:none", "visibility:hidden", "max-height:0", "mso-hide:all"].iter().any(|way| {
                style.split(';').any(|rule| rule.starts_with(way) && !rule.starts_with("max-height:0."))
            })
        })
    };
    element.has_attr("hidden")
        || element.attr("aria-hidden").is_some_and(|value| value.as_ref() == "true")
        || is_styled_away()
}
