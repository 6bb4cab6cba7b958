//! Who is behind the mentions: names folded into people, roles and pronouns led back to them.

use std::collections::BTreeMap;

use super::context::Context;
use super::mention::{Mention, MentionKind, Name};
use crate::lexicon::{Function, Gender, Role};
use crate::segment::TokenKind;
use crate::span::Span;

/// The person or body behind mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name the article gives, or the role.
    pub name: String,
    /// Other words that refer to it.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// The quotations it is given, by index.
    pub quotations: Vec<usize>,
    /// Words in them.
    pub words: usize,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerKind {
    /// One person.
    Person,
    /// Several people.
    Group,
    /// A paper, an office, a body.
    Organisation,
    /// Somebody whose name is kept back.
    Anonymous,
}

impl SpeakerKind {
    /// The name used in `sayso analyze`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organisation => "organisation",
            Self::Anonymous => "anonymous",
        }
    }
}

/// Names one of the people and bodies of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpeakerId(pub usize);

/// Somebody the article names or describes.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    name: String,
    words: Vec<String>,
    gender: Option<Gender>,
    kind: SpeakerKind,
    roles: Vec<String>,
    /// Whether something shows it to be a person: a given name, a title, an initial, a role.
    is_shown_person: bool,
    /// Where it is named, in order.
    starts: Vec<usize>,
}

/// Everybody the article names, and whom it describes as its quotations are attributed.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    figures: Vec<Figure>,
    /// Which figures have a word in their name.
    by_word: BTreeMap<String, Vec<usize>>,
    /// Where somebody is named: first byte, then the end and who.
    places: BTreeMap<usize, (usize, SpeakerId)>,
}

impl Cast {
    /// Folds the names of an article: full names first, so that short ones find them wherever they stand.
    pub fn new(context: &Context<'_>, names: &[Name]) -> Self {
        let mut cast = Self::default();
        for name in names.iter().filter(|name| name.words.len() > 1) {
            let id = cast.figure_named(name).unwrap_or_else(|| cast.add(context, name));
            cast.note(context, id, name);
        }
        for name in names.iter().filter(|name| name.words.len() == 1) {
            let id = cast.figure_named(name).unwrap_or_else(|| cast.add(context, name));
            cast.note(context, id, name);
        }
        cast
    }

    /// The figure that a name or role mention refers to, made if it is new; `None` for pronouns, which need a place
    /// to look back from (see [`Cast::antecedent`]).
    pub fn speaker(&mut self, context: &Context<'_>, mention: &Mention) -> Option<SpeakerId> {
        match &mention.kind {
            MentionKind::Pronoun => None,
            MentionKind::Name(name) => {
                let id = self.figure_named(name).unwrap_or_else(|| self.add(context, name));
                self.note(context, id, name);
                Some(id)
            }
            MentionKind::Names(names) => {
                let together: Vec<SpeakerId> = names
                    .iter()
                    .map(|name| {
                        let id = self.figure_named(name).unwrap_or_else(|| self.add(context, name));
                        self.note(context, id, name);
                        id
                    })
                    .collect();
                Some(self.together(&together, mention.span))
            }
            MentionKind::Role { head, .. } => Some(
                self.figure_in_role(context, mention, head)
                    .unwrap_or_else(|| self.add_role(context, mention, head)),
            ),
        }
    }

    /// The person that a pronoun at `place` stands for: the first person named in the pronoun's own sentence before
    /// it, else in the nearest earlier sentence, of the right gender. With it, how sure that is.
    pub fn antecedent(&self, context: &Context<'_>, pronoun: &str, place: usize) -> Option<(SpeakerId, f32)> {
        let wanted = Wanted::of(pronoun)?;
        let here = context
            .sentences
            .partition_point(|sentence| sentence.end <= place);
        let sure = [0.85, 0.8, 0.7, 0.55, 0.5];
        for (back, confidence) in sure.into_iter().enumerate() {
            let Some(index) = here.checked_sub(back) else {
                break;
            };
            let Some(sentence) = context.sentences.get(index) else {
                continue;
            };
            let before = Span::new(sentence.start, sentence.end.min(place));
            if let Some(id) = self.first_in(context, before, wanted) {
                return Some((id, confidence));
            }
        }
        None
    }

    /// Whether `id` can be what `pronoun` stands for.
    pub fn agrees(&self, id: SpeakerId, pronoun: &str) -> bool {
        Wanted::of(pronoun).is_some_and(|wanted| wanted.fits(&self.figures[id.0]))
    }

    /// The person or body named last before `place`, outside quotations, not before `floor`.
    pub fn nearest(&self, context: &Context<'_>, place: usize, floor: usize) -> Option<(SpeakerId, Span)> {
        let mut earlier = self.places.range(floor.min(place)..place).rev();
        let (start, (end, id)) = earlier.find(|(start, _)| !context.is_quoted(**start))?;
        Some((*id, Span::new(*start, *end)))
    }

    /// The display name of a figure.
    pub fn name(&self, id: SpeakerId) -> &str {
        &self.figures[id.0].name
    }

    /// The figure as a speaker without quotations yet.
    pub fn as_speaker(&self, id: SpeakerId) -> Speaker {
        let figure = &self.figures[id.0];
        Speaker {
            name: figure.name.clone(),
            aliases: Vec::new(),
            kind: figure.kind,
            quotations: Vec::new(),
            words: 0,
        }
    }

    /// The first figure of the wanted kind that is named in `span`, outside quotations.
    fn first_in(&self, context: &Context<'_>, span: Span, wanted: Wanted) -> Option<SpeakerId> {
        let fits =
            |start: usize, id: SpeakerId| wanted.fits(&self.figures[id.0]) && !context.is_quoted(start);
        let named = || {
            self.places
                .range(span.start..span.end.max(span.start))
                .map(|(start, (_, id))| (*start, *id))
        };
        let mut in_front =
            named().filter(|(start, id)| fits(*start, *id) && !follows_preposition(context, *start));
        in_front
            .next()
            .or_else(|| named().find(|(start, id)| fits(*start, *id)))
            .map(|(_, id)| id)
    }

    /// The figure whose name `name` is a form of: the same words, or the last ones of a longer name; of several, the
    /// one that was named most before it.
    fn figure_named(&self, name: &Name) -> Option<SpeakerId> {
        let last = name.words.last()?;
        let earlier = |index: usize| {
            self.figures[index]
                .starts
                .partition_point(|&start| start <= name.span.start)
        };
        let fits = |index: &usize| {
            let figure = &self.figures[*index];
            let genders_differ = matches!((figure.gender, name.gender), (Some(a), Some(b)) if a != b);
            let is_person = figure.kind == SpeakerKind::Person;
            !genders_differ && is_form_of(&name.words, &figure.words, is_person)
        };
        let candidates = self.by_word.get(last).into_iter().flatten().copied().filter(fits);
        candidates
            .max_by_key(|&index| (earlier(index), usize::MAX - index))
            .map(SpeakerId)
    }

    /// The figure with the role that a phrase names: each of its telling words is in one role of the figure.
    fn figure_in_role(&self, context: &Context<'_>, mention: &Mention, head: &str) -> Option<SpeakerId> {
        let phrase = mention.span.of(context.text);
        let place = mention.span.start;
        let lower = phrase.to_lowercase();
        if let Some(index) = self
            .figures
            .iter()
            .position(|figure| figure.name.to_lowercase() == lower)
        {
            return Some(SpeakerId(index));
        }
        if !lower.starts_with("the ") {
            return None;
        }
        if context.lexicon.role(head) == Some(Role::Body) && lower.split(' ').count() == 2 {
            return self.latest_body(place);
        }
        let capital = phrase.rsplit(' ').next().unwrap_or_default();
        let bodies = self.by_word.get(capital).into_iter().flatten().copied();
        let named = bodies
            .filter(|&index| self.figures[index].kind == SpeakerKind::Organisation)
            .max();
        if capital.starts_with(char::is_uppercase) && named.is_some() {
            return named.map(SpeakerId);
        }
        let is_loose = |word: &str| {
            matches!(
                word,
                "the" | "deposed" | "fired" | "former" | "then" | "late" | "old" | "new" | "ousted"
            )
        };
        let telling: Vec<&str> = lower.split_whitespace().filter(|word| !is_loose(word)).collect();
        let has_role = |figure: &Figure| {
            figure.roles.iter().any(|role| {
                let words: Vec<&str> = role.split(' ').collect();
                words.last() == Some(&head) && telling.iter().all(|word| words.contains(word))
            })
        };
        self.figures.iter().position(has_role).map(SpeakerId)
    }

    /// The institution named last before `place`.
    fn latest_body(&self, place: usize) -> Option<SpeakerId> {
        let mut earlier = self.places.range(..place).rev().map(|(_, (_, id))| *id);
        earlier.find(|id| {
            self.figures[id.0].kind == SpeakerKind::Organisation && !self.figures[id.0].words.is_empty()
        })
    }

    /// The figure that several people make who speak as one.
    fn together(&mut self, people: &[SpeakerId], place: Span) -> SpeakerId {
        let name = people
            .iter()
            .map(|id| self.name(*id))
            .collect::<Vec<_>>()
            .join(" and ");
        let known = self.figures.iter().position(|figure| figure.name == name);
        SpeakerId(known.unwrap_or_else(|| {
            self.figures
                .push(Figure::new(name, SpeakerKind::Group, place.start));
            self.figures.len() - 1
        }))
    }

    fn add(&mut self, context: &Context<'_>, name: &Name) -> SpeakerId {
        let given = name
            .words
            .first()
            .and_then(|first| context.lexicon.given_name(first))
            .filter(|_| name.words.len() > 1);
        let is_person = given.is_some() || name.gender.is_some() || !name.is_body;
        let kind = if is_person {
            SpeakerKind::Person
        } else {
            SpeakerKind::Organisation
        };
        let has_initial = name.words.iter().any(|word| word.chars().count() == 1);
        self.figures.push(Figure {
            words: name.words.clone(),
            gender: name.gender.or(given.flatten()),
            is_shown_person: is_person && (given.is_some() || has_initial),
            starts: Vec::new(),
            ..Figure::new(name.span.of(context.text).to_owned(), kind, name.span.start)
        });
        SpeakerId(self.figures.len() - 1)
    }

    fn add_role(&mut self, context: &Context<'_>, mention: &Mention, head: &str) -> SpeakerId {
        let (kind, gender) = match context.lexicon.role(head) {
            _ if context.lexicon.is_plural_role(head) => (SpeakerKind::Group, None),
            Some(Role::Body) => (SpeakerKind::Organisation, None),
            Some(Role::Person(gender)) if is_definite(context, mention) => (SpeakerKind::Person, gender),
            Some(Role::Person(gender)) => (SpeakerKind::Anonymous, gender),
            Some(Role::Anonymous) | None => (SpeakerKind::Anonymous, None),
        };
        let name = mention
            .span
            .of(context.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let is_shown_person = matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous);
        self.figures.push(Figure {
            gender,
            is_shown_person,
            ..Figure::new(name, kind, mention.span.start)
        });
        let id = SpeakerId(self.figures.len() - 1);
        self.places.insert(mention.span.start, (mention.span.end, id));
        id
    }

    /// Keeps what one more mention tells about a figure.
    fn note(&mut self, context: &Context<'_>, id: SpeakerId, name: &Name) {
        let figure = &mut self.figures[id.0];
        if name.words.len() > figure.words.len() {
            figure.words.clone_from(&name.words);
            name.span.of(context.text).clone_into(&mut figure.name);
        }
        figure.gender = figure.gender.or(name.gender);
        figure.is_shown_person |= name.gender.is_some();
        if let Err(place) = figure.starts.binary_search(&name.span.start) {
            figure.starts.insert(place, name.span.start);
        }
        self.places.insert(name.span.start, (name.span.end, id));
        for word in &name.words {
            let figures = self.by_word.entry(word.clone()).or_default();
            if !figures.contains(&id.0) {
                figures.push(id.0);
            }
        }
        let after = role_behind(context, name);
        for role in [name.role.clone(), after]
            .into_iter()
            .filter(|role| !role.is_empty())
        {
            if !figure.roles.contains(&role) {
                figure.is_shown_person |= figure.kind == SpeakerKind::Person;
                figure.roles.push(role);
            }
        }
    }
}

/// What a pronoun asks for.
#[derive(Clone, Copy)]
enum Wanted {
    One(Gender),
    Several,
    Thing,
}

impl Wanted {
    fn of(pronoun: &str) -> Option<Self> {
        match pronoun.to_lowercase().as_str() {
            "he" => Some(Self::One(Gender::Male)),
            "she" => Some(Self::One(Gender::Female)),
            "they" => Some(Self::Several),
            "it" => Some(Self::Thing),
            _ => None,
        }
    }

    fn fits(self, figure: &Figure) -> bool {
        match (self, figure.kind) {
            (Self::One(gender), SpeakerKind::Person | SpeakerKind::Anonymous) => {
                figure.is_shown_person && figure.gender.is_none_or(|own| own == gender)
            }
            (Self::Several, SpeakerKind::Group)
            | (Self::Several | Self::Thing, SpeakerKind::Organisation) => true,
            _ => false,
        }
    }
}

impl Figure {
    /// A figure of which only the name is known.
    fn new(name: String, kind: SpeakerKind, start: usize) -> Self {
        Self {
            name,
            words: Vec::new(),
            gender: None,
            kind,
            roles: Vec::new(),
            is_shown_person: false,
            starts: vec![start],
        }
    }
}

/// Whether a name stands behind "to", "in" and the like: there it is hardly what the sentence is about.
fn follows_preposition(context: &Context<'_>, start: usize) -> bool {
    let token = context.token_from(start);
    token > 0 && context.function(token - 1) == Some(Function::Preposition)
}

/// Whether `short` names whoever `full` names: "Comey" and "James Comey", "J. Comey" and "James Comey",
/// "the Republican" and "Springfield Republican".
fn is_form_of(short: &[String], full: &[String], is_person: bool) -> bool {
    if !is_person {
        return full.ends_with(short) || short.ends_with(full);
    }
    let (Some(short_last), Some(full_last)) = (short.last(), full.last()) else {
        return false;
    };
    if short.len() == 1 {
        return short_last == full_last || (full.len() == 2 && short.first() == full.first());
    }
    if short_last != full_last {
        return false;
    }
    full.len() == 1 || short.first() == full.first() || shares_initial(short, full)
}

fn shares_initial(a: &[String], b: &[String]) -> bool {
    let (Some(a), Some(b)) = (a.first(), b.first()) else {
        return false;
    };
    (a.chars().count() == 1 || b.chars().count() == 1) && a.chars().next() == b.chars().next()
}

fn is_definite(context: &Context<'_>, mention: &Mention) -> bool {
    let words = mention.span.of(context.text).to_lowercase();
    !["a ", "an ", "one ", "some ", "another "]
        .iter()
        .any(|article| words.starts_with(article))
}

/// The role in an apposition behind a name, in small letters: James Comey, [the fired FBI director],
fn role_behind(context: &Context<'_>, name: &Name) -> String {
    let comma = context.token_from(name.span.end);
    let opens = context.is_mark(comma, ',') && matches!(context.word(comma + 1), "the" | "a" | "an" | "then");
    if !opens {
        return String::new();
    }
    let words: Vec<String> = (comma + 2..comma + 9)
        .take_while(|&token| {
            matches!(
                context.tokens.get(token).map(|token| token.kind),
                Some(TokenKind::Word | TokenKind::Capitalised)
            ) && context.function(token).is_none()
        })
        .map(|token| context.lower(token))
        .collect();
    let ends_in_role = words
        .last()
        .is_some_and(|last| matches!(context.lexicon.role(last), Some(Role::Person(_))));
    if ends_in_role {
        words.join(" ")
    } else {
        String::new()
    }
}
