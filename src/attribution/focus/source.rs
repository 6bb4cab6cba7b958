//! The phrases that the tagger read as those of who reports, led back where they stand, and what such reports tell of
//! statements and families: Moore said in a [statement] · Selden’s [father], Samuel, said.

use std::ops::Range;

use super::{OBJECT, Walk};
use crate::attribution::cast::{Figure, SpeakerId};
use crate::attribution::description::is_kin;
use crate::attribution::mention::{Mention, MentionKind, mention};
use crate::attribution::oblique::is_oblique;
use crate::attribution::role::is_document;
use crate::attribution::speaker::SpeakerKind;
use crate::segment::TokenKind;

/// How many tokens behind its subject a report may say in what it stands: "said on Friday in a statement".
const ISSUE: usize = 9;

impl Walk<'_, '_> {
    pub(super) fn source_at(&self, token: usize) -> Option<Range<usize>> {
        let first = self.sources.partition_point(|source| source.start < token);
        self.sources.get(first).filter(|source| source.start == token).cloned()
    }

    /// A phrase that the tagger read as that of who reports.
    pub(super) fn source(&mut self, token: usize, subject: &mut Option<SpeakerId>) {
        let context = self.context;
        let Some(source) = self.source_at(token) else { return };
        let phrase = mention(context, &source);
        if phrase.kind == MentionKind::Pronoun {
            return;
        }
        let explained = self.relative(&source).or_else(|| self.explained(&phrase, &source));
        if let Some(id) = explained {
            self.found.phrases.insert(phrase.span.start, id);
        }
        let Some(id) = explained.or_else(|| self.led_back(&phrase)) else { return };
        self.issue(id, source.end);
        let is_within = self.found.subjects.last().is_some_and(|(place, _)| place.overlaps(phrase.span));
        let is_oblique = is_oblique(self.context, phrase.span);
        if is_oblique && token < self.main {
            self.minds.remember(id, OBJECT);
            self.found.reports.push((phrase.span, id));
            return;
        }
        if subject.is_none() || is_within {
            *subject = Some(id);
            self.found.subjects.push((phrase.span, id));
        }
        self.reported(&phrase, id);
    }

    /// The figure whose name a phrase explains: The Grange, [the union that called the meeting], said.
    fn explained(&self, phrase: &Mention, source: &Range<usize>) -> Option<SpeakerId> {
        let closes = self.context.is_mark(source.end, ',') || self.context.is_mark(source.end - 1, ',');
        let is_role = closes
            && matches!(phrase.kind, MentionKind::Role { .. })
            && matches!(self.context.word(source.start), "the" | "a" | "an");
        let comma =
            source.start.checked_sub(1).filter(|&comma| is_role && self.context.is_mark(comma, ','))?;
        let start = self.context.tokens[comma].span.start;
        let (_, (end, id)) = self.cast.places.range(..start).next_back()?;
        (*end == start).then_some(*id)
    }

    /// Moore said in a [statement]: whose statement "the statement" is from then on.
    fn issue(&mut self, id: SpeakerId, end: usize) {
        let context = self.context;
        let near = (end..end + ISSUE).take_while(|&token| {
            context.tokens.get(token).is_some()
                && !context.is_token_quoted(token)
                && !context.is_mark(token, '.')
        });
        let mut near = near.filter(|&token| matches!(context.word(token), "in" | "with" | "on"));
        let issued =
            near.find_map(|token| (token + 1..token + 5).find(|&next| is_document(context.word(next))));
        if let Some(document) = issued {
            self.cast.owners.insert(context.word(document).to_owned(), id.0);
        }
    }

    /// Who issued "a statement" or "the statement" that the text only names so: whoever reported last in the paragraph.
    pub(super) fn issuer(&self, phrase: &Mention, head: &str) -> Option<SpeakerId> {
        let context = self.context;
        let is_bare = context.tokens_in(phrase.span).len() == 2 && is_document(head);
        if let Some(owner) = self.cast.owners.get(head).filter(|_| is_bare) {
            return Some(SpeakerId(*owner));
        }
        let block = context.blocks.get(context.block_at(phrase.span.start))?.span;
        let (_, id) = self.found.reports.last().filter(|(place, _)| is_bare && place.start >= block.start)?;
        Some(*id)
    }

    /// Selden’s father, [Samuel], · [His father]: somebody known by their family, kept apart from others of that name.
    fn relative(&mut self, source: &Range<usize>) -> Option<SpeakerId> {
        let context = self.context;
        let noun = source.clone().take(5).find(|&token| is_kin(context.word(token)))?;
        let owner = self.owner_before(noun)?;
        let family = self.cast.figure(owner).words.last().cloned();
        let key = (owner.0, context.word(noun).to_owned());
        let given = noun + 2;
        let is_named = context.is_mark(noun + 1, ',')
            && context.is(given, TokenKind::Capitalised)
            && context.is(given + 1, TokenKind::Mark);
        if !is_named {
            return self.cast.kin.get(&key).filter(|_| noun + 1 >= source.end).map(|id| SpeakerId(*id));
        }
        let name = context.word(given).to_owned();
        let is_whole = |index: &&usize| {
            let words = &self.cast.figures[**index].words;
            words.first() == Some(&name) && words.len() > 1 && words.last() == family.as_ref()
        };
        let known = self.cast.by_word.get(&name).and_then(|named| named.iter().find(is_whole)).copied();
        let id = known.unwrap_or_else(|| {
            let place = context.tokens[given].span.start;
            self.cast.figures.push(Figure {
                gender: context.lexicon.given_name(&name).flatten(),
                is_shown_person: true,
                ..Figure::new(name, SpeakerKind::Person, place)
            });
            self.cast.figures.len() - 1
        });
        self.cast.kin.insert(key, id);
        Some(SpeakerId(id))
    }

    /// Who "his" or "Selden’s" before a noun stands for.
    fn owner_before(&self, token: usize) -> Option<SpeakerId> {
        let before = token.checked_sub(1)?;
        let start = self.context.tokens[before].span.start;
        if let Some((id, _)) = self.found.pronouns.get(&start) {
            return Some(*id);
        }
        let (_, (end, id)) = self.cast.places.range(..start).next_back()?;
        (self.context.is(before, TokenKind::Possessive) && *end == start).then_some(*id)
    }

    /// "his diary": whose diary "the diary" is.
    pub(super) fn document(&mut self, token: usize) {
        let context = self.context;
        let word = context.word(token);
        if !is_document(word) || token == 0 {
            return;
        }
        let owner = self.owner_before(token);
        if let Some(owner) = owner {
            self.cast.owners.insert(word.to_owned(), owner.0);
        }
    }
}
