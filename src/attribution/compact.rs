//! An analysis in as little memory as it needs, apart from all that was needed to make it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Analysis, Quotation};
use crate::segment::Segmentation;

impl Analysis {
    /// The same analysis in memory of its own: nothing is shared with this one, equal lists of names are kept once, and
    /// there is no room left for more. What an analysis was made from can only be given back to the system when nothing
    /// small has stayed in between.
    #[must_use]
    pub fn compact(&self) -> Self {
        let mut lists = Lists::default();
        Self {
            parts: Segmentation::clone(&self.parts),
            words: self.words,
            quotations: lists.quotations(&self.quotations),
            speakers: self.speakers.clone(),
            unspoken: self.unspoken.clone(),
            thoughts: lists.quotations(&self.thoughts),
            nested: lists.quotations(&self.nested),
            named: self.named.clone(),
        }
    }
}

/// Names and lists of them, each kept once.
#[derive(Debug, Default)]
struct Lists {
    names: BTreeSet<Arc<str>>,
    lists: BTreeSet<Arc<[Arc<str>]>>,
}

impl Lists {
    fn quotations(&mut self, all: &[Quotation]) -> Vec<Quotation> {
        let copy = |one: &Quotation| Quotation {
            kind: one.kind,
            spans: one.spans.clone(),
            words: one.words,
            attribution: one.attribution.clone(),
            runners_up: self.kept(&one.runners_up),
        };
        all.iter().map(copy).collect()
    }

    fn kept(&mut self, names: &[Arc<str>]) -> Arc<[Arc<str>]> {
        if let Some(known) = self.lists.get(names) {
            return Arc::clone(known);
        }
        let list: Arc<[Arc<str>]> = names.iter().map(|name| self.name(name)).collect();
        self.lists.insert(Arc::clone(&list));
        list
    }

    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return Arc::clone(known);
        }
        let kept: Arc<str> = name.into();
        self.names.insert(Arc::clone(&kept));
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind, Draft, Origin, SafeText};
    use crate::attribution::analyze;
    use crate::lexicon::Lexicon;
    use crate::span::Span;

    #[test]
    fn a_compact_analysis_is_the_same_and_shares_nothing() {
        let text = "“We waited,” said Ada Moore. “Nobody came,” said Carl Beck. “Then we left,” said Ada Moore. \
                    “It was late,” said Carl Beck. “Very late,” she said.";
        let blocks = vec![Block::given(Span::new(0, text.len()), BlockKind::Paragraph)];
        let draft = Draft { text: SafeText::new(text), blocks, ..Draft::default() };
        let analysis = analyze(&Article::new(Origin::StandardInput, draft), Lexicon::bundled());
        let compact = analysis.compact();
        assert_eq!(compact, analysis);
        let named: Vec<_> = compact.quotations.iter().filter(|one| !one.runners_up.is_empty()).collect();
        assert!(named.len() > 2);
        for one in &named {
            assert!(analysis.quotations.iter().all(|other| !Arc::ptr_eq(&one.runners_up, &other.runners_up)));
            let equal = named.iter().filter(|other| other.runners_up == one.runners_up);
            assert!(equal.clone().all(|other| Arc::ptr_eq(&one.runners_up, &other.runners_up)));
        }
    }
}
