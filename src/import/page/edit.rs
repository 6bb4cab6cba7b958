//! A page that is put together, looked at line by line, with lines to be taken out.

use super::Page;
use crate::article::BlockKind;
use crate::import::target::Raw;

/// One block of a page, as what decides whether it is part of the article sees it.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Line<'p> {
    pub(in crate::import) kind: BlockKind,
    pub(in crate::import) text: &'p str,
    /// Bytes that lead to other pages.
    pub(in crate::import) linked: usize,
    /// Whether something in it leads to a place of the same page, as notes do.
    pub(in crate::import) leads_within: bool,
}

impl Line<'_> {
    /// Whether nearly all of it leads elsewhere.
    pub(in crate::import) fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 8 && !self.leads_within
    }
}

impl Page {
    /// The blocks so far.
    pub(in crate::import) fn lines(&self) -> Vec<Line<'_>> {
        let lines = self.parts.iter().map(|part| {
            let elsewhere = part.links.iter().filter(|(_, target)| !matches!(target, Raw::Fragment(_)));
            Line {
                kind: part.kind,
                text: &part.text,
                linked: elsewhere.map(|(span, _)| span.end - span.start).sum(),
                leads_within: part.links.iter().any(|(_, target)| matches!(target, Raw::Fragment(_))),
            }
        });
        lines.collect()
    }

    /// Takes out the blocks with these numbers, in any order. What leads to one of them leads to what stands behind it.
    /// Answers whether it did: a page would have to keep something to read.
    pub(in crate::import) fn take_out(&mut self, numbers: &[usize]) -> bool {
        let mut is_out = vec![false; self.parts.len()];
        for &number in numbers {
            if let Some(is_out) = is_out.get_mut(number) {
                *is_out = true;
            }
        }
        let is_running = |kind: BlockKind| {
            !matches!(kind, BlockKind::Separator | BlockKind::Image | BlockKind::Heading(_))
        };
        let stays = self.parts.iter().zip(&is_out).any(|(part, is_out)| !is_out && is_running(part.kind));
        if !stays || !is_out.contains(&true) {
            return false;
        }
        let mut names: Vec<String> = Vec::new();
        let mut kept = Vec::with_capacity(self.parts.len());
        for (mut part, is_out) in std::mem::take(&mut self.parts).into_iter().zip(is_out) {
            if is_out {
                names.extend(part.names.into_iter().map(|(_, name)| name));
                continue;
            }
            part.names.extend(std::mem::take(&mut names).into_iter().map(|name| (0, name)));
            let is_first = kept.is_empty();
            if part.kind != BlockKind::Separator || !is_first {
                kept.push(part);
            }
        }
        self.parts = kept;
        true
    }
}
