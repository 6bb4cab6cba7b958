//! Which notes and quotations are exported, and how much of their words is shown.

use crate::annotation::{Colour, Moment};
use crate::export::noted::{Noted, NotedKind};
use crate::export::quotes::is_named;

/// What of an article is exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// What the reader wrote.
    #[default]
    Notes,
    /// The quotations that were found.
    Quotations,
    /// Both.
    Both,
}

impl Wanted {
    /// Whether what the reader wrote is.
    pub fn has_notes(self) -> bool {
        self != Self::Quotations
    }

    /// Whether the quotations are.
    pub fn has_quotations(self) -> bool {
        self != Self::Notes
    }
}

/// Which of them. What is left open takes all; what has no colour, tag or date is not taken where one is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Words of the speaker's name, or of another name that the article has for the speaker.
    pub speaker: Option<String>,
    /// Of one of these kinds; empty for all but corrections.
    pub kinds: Vec<NotedKind>,
    /// In one of these colours; empty for any.
    pub colours: Vec<Colour>,
    /// With one of these tags, whatever their case; empty for any.
    pub tags: Vec<String>,
    /// Made at this moment or later.
    pub since: Option<Moment>,
    /// Made before this moment.
    pub before: Option<Moment>,
    /// The most words that are shown of a quotation.
    pub most_words: Option<usize>,
}

impl Selection {
    /// The note, cut as was asked for; `None` where it is not wanted.
    pub fn taken(&self, mut noted: Noted) -> Option<Noted> {
        if !self.takes(&noted) {
            return None;
        }
        if let Some(most) = self.most_words {
            noted.cut(most);
        }
        Some(noted)
    }

    fn takes(&self, noted: &Noted) -> bool {
        let is_kind = match noted.kind {
            NotedKind::Correction => self.kinds.contains(&NotedKind::Correction),
            // Whether quotations are wanted at all is asked before there is one.
            NotedKind::Quotation => true,
            kind => self.kinds.is_empty() || self.kinds.contains(&kind),
        };
        is_kind
            && self.speaker.as_ref().is_none_or(|wanted| is_said_by(noted, wanted))
            && (self.colours.is_empty() || noted.colour.is_some_and(|colour| self.colours.contains(&colour)))
            && (self.tags.is_empty() || self.tags.iter().any(|tag| has_tag(noted, tag)))
            && self.since.is_none_or(|since| noted.created.is_some_and(|created| created >= since))
            && self.before.is_none_or(|before| noted.created.is_some_and(|created| created < before))
    }
}

fn is_said_by(noted: &Noted, wanted: &str) -> bool {
    noted.speaker.iter().chain(&noted.aliases).any(|name| is_named(name, wanted))
}

fn has_tag(noted: &Noted, wanted: &str) -> bool {
    noted.tags.iter().any(|tag| tag.to_lowercase() == wanted.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn takes_what_was_asked_for() {
        let article = sample::article("T", &["“One two,” said Comey. Nothing."]);
        let analysis = sample::analysis(&article, &[("“One two,”", "James Comey")]);
        let noted = placed(&entry(&article, "One two", Some("n"), &["Law"]), &article, &analysis);
        let made = noted.created.unwrap();
        let open = Selection::default;
        for (selection, expected) in [
            (open(), true),
            (Selection { speaker: Some("comey".to_owned()), ..open() }, true),
            (Selection { speaker: Some("smith".to_owned()), ..open() }, false),
            (Selection { kinds: vec![NotedKind::Note], ..open() }, true),
            (Selection { kinds: vec![NotedKind::Highlight, NotedKind::Correction], ..open() }, false),
            (Selection { colours: vec![Colour::Yellow], ..open() }, true),
            (Selection { colours: vec![Colour::Red], ..open() }, false),
            (Selection { tags: vec!["x".to_owned(), "law".to_owned()], ..open() }, true),
            (Selection { tags: vec!["la".to_owned()], ..open() }, false),
            (Selection { since: Some(made), ..open() }, true),
            (Selection { since: Some(Moment(made.0 + 1)), ..open() }, false),
            (Selection { before: Some(made), ..open() }, false),
            (Selection { before: Some(Moment(made.0 + 1)), ..open() }, true),
        ] {
            assert_eq!(selection.taken(noted.clone()).is_some(), expected, "{selection:?}");
        }
        let cut = Selection { most_words: Some(1), ..open() }.taken(noted).unwrap();
        assert_eq!((cut.shown.as_str(), cut.target.quote.exact.as_str()), ("One…", "One two"));
    }
}
