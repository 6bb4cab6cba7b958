//! The library as it is asked for and told: which articles, in which order, how they stand, and what is done to them.

use crate::article::{Origin, SafeText};
use crate::span::Span;

/// One article in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Its number in the library; `None` for a column that came with the program and was never opened.
    pub id: Option<i64>,
    /// How to open it.
    pub origin: Origin,
    /// Its title.
    pub title: SafeText,
    /// Who wrote it.
    pub byline: Option<SafeText>,
    /// Where it was published.
    pub publication: Option<SafeText>,
    /// When it was published, as given.
    pub date: Option<SafeText>,
    /// How long it is, in words.
    pub words: usize,
    /// How far it was read, in percent; `None` when it was never opened.
    pub percent: Option<u8>,
    /// Whether it was read to its end, or called read.
    pub is_read: bool,
    /// How many quotations it has, if it was analysed.
    pub quotations: Option<usize>,
    /// How many notes the reader made in it.
    pub notes: usize,
    /// Whether it has a star.
    pub is_starred: bool,
    /// Whether it was put away.
    pub is_archived: bool,
    /// The tags that it was given, by name.
    pub tags: Vec<SafeText>,
}

impl Shelved {
    /// Its tags as they are shown: " .law .ferry".
    pub fn tagged(&self) -> String {
        self.tags.iter().flat_map(|tag| [" .", tag.as_str()]).collect()
    }

    /// How far it was read, in a word.
    pub fn progress(&self) -> String {
        match self.percent {
            _ if self.is_read => "read".to_owned(),
            None => "new".to_owned(),
            Some(percent) => format!("{percent}%"),
        }
    }
}

/// Which articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described in VIEWS")]
pub enum View {
    #[default]
    All,
    New,
    Unfinished,
    Starred,
    Archived,
}

/// Each view with its name and the words of a query that say the same.
pub const VIEWS: &[(View, &str, &str)] = &[
    (View::All, "All", "-is:archived"),
    (View::New, "New", "is:new is:unread -is:archived"),
    (View::Unfinished, "Unfinished", "is:unread -is:new -is:archived"),
    (View::Starred, "Starred", "is:starred"),
    (View::Archived, "Archived", "is:archived"),
];

impl View {
    /// Its name.
    pub fn name(self) -> &'static str {
        VIEWS.iter().find(|(view, ..)| *view == self).map_or("", |(_, name, _)| name)
    }

    /// What the articles in it are, as a query.
    pub fn query(self) -> &'static str {
        VIEWS.iter().find(|(view, ..)| *view == self).map_or("", |(.., query)| query)
    }

    /// The view that is called so, capitals apart.
    pub fn named(name: &str) -> Option<Self> {
        VIEWS.iter().find(|(_, other, _)| other.eq_ignore_ascii_case(name)).map(|(view, ..)| *view)
    }

    /// The view so many places further, around the end.
    pub(super) fn turned(self, by: isize) -> Self {
        let here = VIEWS.iter().position(|(view, ..)| *view == self).unwrap_or(0);
        let count = isize::try_from(VIEWS.len()).unwrap_or(1);
        let there = (isize::try_from(here).unwrap_or(0) + by).rem_euclid(count);
        usize::try_from(there).ok().and_then(|there| VIEWS.get(there)).map_or(self, |(view, ..)| *view)
    }
}

/// In which order articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described in ORDERS")]
pub enum Order {
    #[default]
    Recent,
    Added,
    Opened,
    Date,
    Title,
    Length,
    Progress,
}

/// Each order with its name, what it says of itself, and what it says when it is turned round.
pub const ORDERS: &[(Order, &str, &str, &str)] = &[
    (Order::Recent, "recent", "latest first", "latest last"),
    (Order::Added, "added", "last added first", "first added first"),
    (Order::Opened, "opened", "last opened first", "last opened last"),
    (Order::Date, "date", "newest first", "oldest first"),
    (Order::Title, "title", "by title", "by title, from Z"),
    (Order::Length, "length", "longest first", "shortest first"),
    (Order::Progress, "progress", "read furthest first", "read least first"),
];

impl Order {
    /// The order that is called so.
    pub fn named(name: &str) -> Option<Self> {
        ORDERS.iter().find(|(_, other, ..)| *other == name).map(|(order, ..)| *order)
    }

    pub(super) fn next(self) -> Self {
        let here = ORDERS.iter().position(|(order, ..)| *order == self).unwrap_or(0);
        ORDERS.get((here + 1) % ORDERS.len()).map_or(self, |(order, ..)| *order)
    }
}

/// An order, perhaps turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sorting {
    /// The order.
    pub order: Order,
    /// Whether what would be last comes first.
    pub is_turned: bool,
}

impl Sorting {
    /// What it says of itself: "newest first".
    pub fn told(self) -> &'static str {
        let told = ORDERS.iter().find(|(order, ..)| *order == self.order);
        told.map_or("", |(_, _, told, turned)| if self.is_turned { turned } else { told })
    }
}

/// A stretch of the list that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which articles.
    pub view: View,
    /// And of these the ones that this query asks for, as it was typed.
    pub filter: String,
    /// In which order.
    pub sorting: Sorting,
    /// How many stand before the stretch.
    pub offset: usize,
    /// How many it has at most.
    pub limit: usize,
}

/// A stretch of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The articles, the first of them `offset` places behind the beginning of the list.
    pub articles: Vec<Shelved>,
    /// How many stand before it.
    pub offset: usize,
    /// How many the whole list has.
    pub count: usize,
    /// How many there are in the library.
    pub all: usize,
}

/// What can be done to an article in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Deed {
    Star,
    Unstar,
    Archive,
    Unarchive,
    Finish,
    Unfinish,
    Tag(SafeText),
    Untag(SafeText),
    Remove,
    Restore,
}

impl Deed {
    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Star => Self::Unstar,
            Self::Unstar => Self::Star,
            Self::Archive => Self::Unarchive,
            Self::Unarchive => Self::Archive,
            Self::Finish => Self::Unfinish,
            Self::Unfinish => Self::Finish,
            Self::Tag(name) => Self::Untag(name.clone()),
            Self::Untag(name) => Self::Tag(name.clone()),
            Self::Remove => Self::Restore,
            Self::Restore => Self::Remove,
        }
    }

    /// What was done, in words: "starred".
    pub fn told(&self) -> String {
        match self {
            Self::Star => "starred".to_owned(),
            Self::Unstar => "the star is taken off".to_owned(),
            Self::Archive => "archived".to_owned(),
            Self::Unarchive => "taken back from the archive".to_owned(),
            Self::Finish => "called read".to_owned(),
            Self::Unfinish => "called unread".to_owned(),
            Self::Tag(name) => format!("tagged {name}"),
            Self::Untag(name) => format!("not tagged {name} any more"),
            Self::Remove => "taken out of the library; your notes stay".to_owned(),
            Self::Restore => "back in the library".to_owned(),
        }
    }
}

/// An article to which something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its number in the library, if it has one yet.
    pub id: Option<i64>,
    /// How to open it.
    pub origin: Origin,
    /// Its title.
    pub title: SafeText,
}

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Field {
    Articles,
    Quotations,
    Notes,
}

/// All fields, with their headings.
pub const FIELDS: [(Field, &str); 3] =
    [(Field::Articles, "Articles"), (Field::Quotations, "Quotations"), (Field::Notes, "Notes")];

/// Something that was found in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How to open the article; `None` for a note on one that the library does not have.
    pub origin: Option<Origin>,
    /// What the article is called.
    pub title: SafeText,
    /// When it was published, as given.
    pub date: Option<SafeText>,
    /// Where in its text.
    pub place: Span,
    /// The words around that, on one line.
    pub excerpt: SafeText,
    /// Which bytes of these were looked for.
    pub marks: Vec<Span>,
    /// Who said it, for a quotation.
    pub speaker: Option<SafeText>,
}

/// What was found in one field, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// As many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are, in words: "12", "10,000 or more".
    pub total: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In articles, quotations, notes.
    pub fields: [Hits; 3],
    /// Why that may not be all, in words.
    pub hint: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_and_orders_go_round() {
        assert_eq!(View::All.turned(-1), View::Archived);
        assert_eq!(View::Archived.turned(1), View::All);
        let mut order = Order::default();
        for _ in ORDERS {
            order = order.next();
        }
        assert_eq!(order, Order::default());
        assert_eq!(View::named("starred"), Some(View::Starred));
    }

    #[test]
    fn every_deed_is_taken_back_by_its_inverse() {
        let tag = SafeText::new("law");
        for deed in [Deed::Star, Deed::Archive, Deed::Finish, Deed::Remove, Deed::Tag(tag)] {
            assert_ne!(deed.inverse(), deed);
            assert_eq!(deed.inverse().inverse(), deed);
        }
    }
}
