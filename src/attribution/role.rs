//! Roles led back to whom they describe: "the deposed FBI director", "the paper", "the diary".

use super::cast::{Cast, Figure, SpeakerId};
use super::context::Context;
use super::description::is_quality;
use super::mention::{Mention, Name};
use super::speaker::SpeakerKind;
use crate::lexicon::{Gender, Role};
use crate::segment::TokenKind;

/// How many earlier mentions are looked through for the paper or body that "the paper" stands for.
const BACK: usize = 80;

impl Cast {
    /// The figure with the role that a phrase names: each of its telling words is in one role of the figure.
    ///
    /// ```text
    /// James Comey, the FBI director, … [the deposed FBI director] said        the Gazette … [the paper] said
    /// a justice official … [the official] said
    /// ```
    /// Must stay silent on "a senator", which describes somebody new.
    pub(super) fn figure_in_role(
        &self,
        context: &Context<'_>,
        mention: &Mention,
        head: &str,
    ) -> Option<SpeakerId> {
        let phrase = mention.span.of(context.text);
        let lower = plain(phrase);
        if let Some(index) = self.by_description.get(&lower) {
            return Some(SpeakerId(*index));
        }
        let definite = lower.strip_prefix("the ")?;
        let words = definite.split(' ').count();
        let place = mention.span.start;
        if words == 1 {
            if let Some(owner) = self.owners.get(head) {
                return Some(SpeakerId(*owner));
            }
            if stands_for_paper(head) && !self.is_held(head) {
                return self.latest_body(place, |figure| figure.is_paper);
            }
            if context.lexicon.role(head) == Some(Role::Body) && !is_document(head) {
                let named = |figure: &Figure| is_called(figure, head);
                return self.latest_body(place, named);
            }
        }
        self.body_named(phrase).or_else(|| self.holder(&lower, head))
    }

    /// Whether a person holds a role: "editor" of Horace Greeley.
    fn is_held(&self, head: &str) -> bool {
        let mut holders = self.by_role.get(head).into_iter().flatten();
        holders.any(|index| self.figures[*index].kind == SpeakerKind::Person)
    }

    /// "the Republican": the body whose name ends so.
    fn body_named(&self, phrase: &str) -> Option<SpeakerId> {
        let capital = phrase.rsplit(' ').next()?;
        if !capital.starts_with(char::is_uppercase) || phrase.split_whitespace().count() > 3 {
            return None;
        }
        let bodies = self.by_word.get(capital)?.iter().rev().take(BACK);
        let named = |index: &&usize| self.figures[**index].kind == SpeakerKind::Organisation;
        bodies.into_iter().find(named).map(|index| SpeakerId(*index))
    }

    /// Who holds the role: the last one of whom all its telling words are said.
    fn holder(&self, lower: &str, head: &str) -> Option<SpeakerId> {
        let own = lower.split(" of ").next().unwrap_or(lower);
        let telling: Vec<&str> = own.split(' ').filter(|word| !is_loose(word)).collect();
        let holders = self.by_role.get(head)?.iter().take(BACK);
        let holds = |index: &&usize| {
            self.figures[**index].roles.iter().any(|role| {
                let words: Vec<&str> = role.split(' ').collect();
                words.last() == Some(&head) && telling.iter().all(|word| words.contains(word))
            })
        };
        let holder = holders.clone().find(holds).or_else(|| {
            let mut all = holders.filter(|index| self.figures[**index].kind == SpeakerKind::Person);
            let only = all.next().filter(|_| telling.len() >= 2)?;
            let is_painted = telling.iter().all(|word| *word == head || is_quality(word.trim_matches(',')));
            (is_painted && all.next().is_none()).then_some(only)
        });
        holder.map(|index| SpeakerId(*index))
    }

    /// The body that was told to be a `head`, or has it in its name, and was named last before `place`.
    pub(super) fn latest_called(&self, head: &str, place: usize) -> Option<SpeakerId> {
        let told = |figure: &Figure| figure.roles.iter().any(|role| role.rsplit(' ').next() == Some(head));
        self.latest_body(place, |figure| told(figure) || is_called(figure, head))
    }

    /// The institution named last before `place` that fits.
    fn latest_body(&self, place: usize, fits: impl Fn(&Figure) -> bool) -> Option<SpeakerId> {
        let earlier = self.places.range(..place).rev().take(BACK).map(|(_, (_, id))| *id);
        let is_body = |id: &SpeakerId| {
            let figure = self.figure(*id);
            figure.kind == SpeakerKind::Organisation && !figure.words.is_empty() && fits(figure)
        };
        earlier.into_iter().find(is_body)
    }

    /// Somebody of whom only a role is known. "A justice official" is called "the official" from then on.
    pub(super) fn add_role(&mut self, context: &Context<'_>, mention: &Mention, head: &str) -> SpeakerId {
        let name = described(mention.span.of(context.text));
        let is_definite = !["a ", "an ", "one ", "some ", "another "]
            .iter()
            .any(|article| plain(&name).starts_with(article));
        let (kind, gender) = match context.lexicon.role(head) {
            _ if context.lexicon.is_plural_role(head) => (SpeakerKind::Group, None),
            Some(Role::Body) => (SpeakerKind::Organisation, None),
            Some(Role::Person(gender)) if is_definite => (SpeakerKind::Person, gender),
            Some(Role::Person(gender)) => (SpeakerKind::Anonymous, gender),
            Some(Role::Anonymous) | None => (SpeakerKind::Anonymous, None),
        };
        let id = SpeakerId(self.figures.len());
        self.by_description.insert(plain(&name), id.0);
        let short = format!("the {head}");
        let is_one = matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous);
        if is_one && !is_definite {
            self.by_description.entry(short).or_insert(id.0);
        }
        self.figures.push(Figure {
            gender,
            is_shown_person: is_one,
            ..Figure::new(name, kind, mention.span.start)
        });
        self.places.insert(mention.span.start, (mention.span.end, id));
        id
    }
}

/// Whether a phrase without a name can speak: not "you", "who", "Asked" or nothing but marks.
pub(super) fn may_speak(context: &Context<'_>, mention: &Mention) -> bool {
    let tokens = context.tokens_in(mention.span);
    let mut words = tokens.filter(|&token| !context.is(token, TokenKind::Mark));
    let Some(first) = words.next() else { return false };
    let lower = context.lower(first);
    let is_alone = words.next().is_none();
    let is_verb = context.lexicon.cue(&lower).is_some() && context.lexicon.role(&lower).is_none();
    !(is_alone && (is_verb || points(&lower)))
}

/// Words that stand for somebody the text must name elsewhere.
fn points(word: &str) -> bool {
    let bare = word.split(['’', '\'']).next().unwrap_or(word);
    matches!(
        bare,
        "" | "i"
            | "me"
            | "my"
            | "mine"
            | "we"
            | "us"
            | "our"
            | "you"
            | "your"
            | "he"
            | "him"
            | "his"
            | "she"
            | "her"
            | "they"
            | "them"
            | "their"
            | "it"
            | "its"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "what"
            | "that"
            | "this"
            | "these"
            | "those"
            | "there"
            | "the"
            | "and"
            | "but"
            | "or"
    )
}

/// Whether the noun is the head of a body's name: the [Council], Hungarian National [Council], [Council] of State.
fn is_called(figure: &Figure, head: &str) -> bool {
    let heads = |(index, word): (usize, &String)| {
        let behind = figure.words.get(index + 1);
        word.eq_ignore_ascii_case(head) && behind.is_none_or(|next| next.starts_with(char::is_lowercase))
    };
    figure.words.iter().enumerate().any(heads)
}

/// A description as it is shown: "the inspectors", also where it begins a sentence.
fn described(phrase: &str) -> String {
    let is_loose = |letter: char| matches!(letter, ',' | ';' | ':' | '—' | '–') || letter.is_whitespace();
    let phrase = phrase.trim_matches(is_loose);
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let article = words.first().filter(|first| matches!(**first, "The" | "A" | "An" | "One"));
    let article = article.filter(|_| words.len() > 1);
    match article {
        Some(article) => {
            format!("{} {}", article.to_lowercase(), words.get(1..).unwrap_or_default().join(" "))
        }
        None => words.join(" "),
    }
}

/// Nouns that stand for the newspaper they belong to.
pub(super) fn stands_for_paper(head: &str) -> bool {
    matches!(
        head,
        "paper"
            | "newspaper"
            | "editorial"
            | "editor"
            | "magazine"
            | "journal"
            | "weekly"
            | "daily"
            | "publication"
            | "outlet"
    )
}

/// Nouns for what somebody writes: they speak for their owner.
pub(super) fn is_document(head: &str) -> bool {
    matches!(
        head,
        "diary"
            | "letter"
            | "memoir"
            | "journal"
            | "book"
            | "memo"
            | "lecture"
            | "speech"
            | "essay"
            | "column"
            | "statement"
            | "tweet"
            | "post"
            | "blog"
            | "email"
            | "article"
            | "release"
            | "website"
            | "op-ed"
            | "testimony"
            | "affidavit"
    )
}

/// In small letters, with one blank between words.
fn plain(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Words that say nothing lasting about who holds a role.
fn is_loose(word: &str) -> bool {
    matches!(word, "the" | "deposed" | "fired" | "former" | "then" | "late" | "old" | "new" | "ousted")
}

/// The noun that tells a name to be a body's, in small letters: the security [firm] Pinkerton · the Grange, a farmers’
/// [union], empty where none does.
pub(super) fn body_told(context: &Context<'_>, name: &Name) -> String {
    let is_told = |token: usize| {
        let word = context.word(token);
        let is_body = context.lexicon.role(word) == Some(Role::Body) && !is_document(word);
        context.is(token, TokenKind::Word)
            && (is_body || matches!(word, "maker" | "giant" | "chain" | "provider"))
    };
    let first = context.token_from(name.span.start);
    if let Some(before) = first.checked_sub(1).filter(|&before| is_told(before)) {
        return context.word(before).to_owned();
    }
    let comma = context.token_from(name.span.end);
    if !context.is_mark(comma, ',') || !matches!(context.word(comma + 1), "the" | "a" | "an") {
        return String::new();
    }
    let mut words = (comma + 2..comma + 7)
        .take_while(|&token| context.tokens.get(token).is_some() && context.function(token).is_none());
    let closes = |token: usize| !is_told(token + 1) && !context.is(token + 1, TokenKind::Possessive);
    words
        .find(|&token| is_told(token) && closes(token))
        .map_or_else(String::new, |token| context.word(token).to_owned())
}

/// Whether a name has what only firms have: the Pullman [CEO], Pullman’s [shares].
pub(super) fn has_business(context: &Context<'_>, name: &Name) -> bool {
    let behind = context.token_from(name.span.end);
    let owned = behind + usize::from(context.is(behind, TokenKind::Possessive));
    name.words.len() <= 2
        && matches!(
            context.word(owned),
            "CEO"
                | "CFO"
                | "board"
                | "shares"
                | "stock"
                | "profit"
                | "profits"
                | "revenue"
                | "revenues"
                | "earnings"
                | "shareholders"
                | "subsidiary"
                | "headquarters"
                | "executives"
        )
}

/// The gender that an apposition behind a name tells: Jeannette Rankin of Montana, the first [woman] ever elected.
pub(super) fn gender_behind(context: &Context<'_>, name: &Name) -> Option<Gender> {
    let behind = context.token_from(name.span.end);
    let comma = if context.word(behind) == "of" { behind + 2 } else { behind };
    if !context.is_mark(comma, ',') || !matches!(context.word(comma + 1), "the" | "a" | "an") {
        return None;
    }
    let words = (comma + 2..comma + 6).take_while(|&token| {
        context.is(token, TokenKind::Word) && context.function(token).is_none() && !context.is_cue(token + 1)
    });
    words.filter_map(|token| context.lexicon.role(context.word(token))).find_map(|role| match role {
        Role::Person(gender) => gender,
        Role::Anonymous | Role::Body => None,
    })
}

/// The role in an apposition behind a name, in small letters: James Comey, [the fired FBI director],
pub(super) fn role_behind(context: &Context<'_>, name: &Name) -> String {
    let comma = context.token_from(name.span.end);
    let opens = context.is_mark(comma, ',');
    let article = matches!(context.word(comma + 1), "the" | "a" | "an" | "then" | "her" | "his" | "their");
    if !opens {
        return String::new();
    }
    let first = comma + 1 + usize::from(article);
    let words: Vec<String> = (first..first + 7)
        .take_while(|&token| {
            matches!(
                context.tokens.get(token).map(|token| token.kind),
                Some(TokenKind::Word | TokenKind::Capitalised)
            ) && context.function(token).is_none()
        })
        .map(|token| context.lower(token).into_owned())
        .collect();
    let ends_in_role =
        words.last().is_some_and(|last| matches!(context.lexicon.role(last), Some(Role::Person(_))));
    if ends_in_role { words.join(" ") } else { String::new() }
}
