//! Descriptions led back to whoever is in mind: "the company", "the lanky professor", "the 34-year-old mother of three".
//!
//! A description that names a role somebody holds is led back in `role`; what is left here says nothing but of what
//! kind its figure is, so that the one in mind takes it.

use super::cast::{Cast, SpeakerId};
use super::context::Context;
use super::mention::{Mention, MentionKind};
use super::minds::{Minds, Wanted};
use super::role::is_document;
use crate::lexicon::Role;
use crate::segment::TokenKind;

/// How clearly one figure must stand out to take a description of its kind.
const CLEAR: f32 = 0.7;
/// The same for bodies, of which fewer are in mind.
const LIKELY: f32 = 0.55;

/// A longer description names an office that anybody may hold: "the New York state attorney general".
const OFFICE: usize = 4;
/// A description of an article and a noun: "the engineer", but not "the county engineer".
const BARE: usize = 2;

/// The body in mind that "the company", "the security firm" or "the city" stands for.
pub(super) fn body(
    context: &Context<'_>,
    cast: &Cast,
    minds: &Minds,
    phrase: &Mention,
    head: &str,
) -> Option<SpeakerId> {
    let MentionKind::Role { tokens, .. } = &phrase.kind else {
        return None;
    };
    let points_back = matches!(context.word(tokens.start), "the" | "The" | "this" | "This");
    let is_short =
        tokens.len() <= 4 && tokens.clone().skip(1).all(|token| context.is(token, TokenKind::Word));
    if !points_back || !is_short {
        return None;
    }
    let wanted = match head {
        "city" | "municipality" => Wanted::Place,
        _ if is_private(head) => Wanted::Body,
        _ => return None,
    };
    let called = cast.latest_called(head, phrase.span.start);
    called.filter(|_| wanted == Wanted::Body).or_else(|| {
        let choice = minds.best(cast, wanted, &[])?;
        let is_fit = wanted == Wanted::Place || fits_kind(head, &cast.figure(choice.id).words);
        (choice.sure > LIKELY && is_fit).then_some(choice.id)
    })
}

/// Whether a body with this name may be called by the noun, as far as its words tell: a department is no company.
fn fits_kind(head: &str, words: &[String]) -> bool {
    let has = |kinds: &[&str]| words.iter().any(|word| kinds.contains(&word.as_str()));
    let is_public = has(&[
        "Agency",
        "Administration",
        "Assembly",
        "Board",
        "Bureau",
        "Committee",
        "Commission",
        "Congress",
        "Council",
        "Court",
        "Department",
        "Government",
        "House",
        "Ministry",
        "Office",
        "Parliament",
        "Party",
        "Police",
        "Senate",
        "Service",
        "Treasury",
        "University",
        "School",
        "College",
    ]);
    match head {
        "agency" | "group" | "organization" | "organisation" | "institution" | "watchdog" => true,
        "union" => {
            has(&["Workers", "Teamsters", "Brotherhood", "Guild", "Employees", "Knights", "UFCW", "CUPE"])
        }
        "airline" => has(&["Air", "Airlines", "Airways", "Aviation"]),
        "bank" | "lender" => has(&["Bank", "Bancorp", "Trust", "Financial"]),
        "charity" | "foundation" | "society" | "league" | "federation" | "coalition" | "think-tank" => {
            has(&["Foundation", "Society", "League", "Trust", "Institute", "Centre", "Center", "Fund"])
        }
        _ => !is_public,
    }
}

/// The person in mind that a description stands for which tells no office somebody else may hold.
pub(super) fn person(
    context: &Context<'_>,
    cast: &Cast,
    minds: &Minds,
    phrase: &Mention,
    head: &str,
) -> Option<SpeakerId> {
    let MentionKind::Role { tokens, .. } = &phrase.kind else {
        return None;
    };
    let aged = tokens.clone().any(|token| context.lower(token).ends_with("-year-old"));
    let gender = match context.lexicon.role(head) {
        Some(Role::Person(gender)) => gender,
        None if aged => None,
        _ => return None,
    };
    let points_back = matches!(context.word(tokens.start), "the" | "The");
    let is_bare_kin = is_kin(head) && !aged && !tokens.clone().any(|token| context.word(token) == "of");
    if !points_back || context.lexicon.is_plural_role(head) || is_bare_kin {
        return None;
    }
    let choice = minds.best(cast, gender.map_or(Wanted::Anyone, Wanted::One), &[])?;
    let roles = &cast.figure(choice.id).roles;
    let is_free =
        roles.is_empty() && (tokens.len() <= BARE || tokens.len() <= OFFICE && is_adorned(context, tokens));
    let tells_trait = aged || is_trait(head);
    // Whoever is known as the harbor master is not the county engineer.
    let holds_another = roles.iter().all(|role| !role.ends_with(head)) && !roles.is_empty();
    let is_detailed = tells_trait || !holds_another && tokens.len() >= 3 && is_adorned(context, tokens);
    (choice.sure > CLEAR && is_free || is_detailed && choice.sure > LIKELY).then_some(choice.id)
}

/// Whether a description says more than its noun, none of it a rank or a name: "the lanky, bespectacled professor".
fn is_adorned(context: &Context<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let mut between = tokens.start + 1..tokens.end.saturating_sub(1);
    between.all(|token| {
        let lower = context.lower(token);
        !context.is(token, TokenKind::Capitalised)
            && !context.is(token, TokenKind::Possessive)
            && context.function(token).is_none()
            && context.lexicon.role(&lower).is_none()
            && !context.lexicon.is_title(&lower)
    }) && tokens.clone().any(|token| is_quality(&context.lower(token)))
}

/// Words that paint somebody rather than tell their office.
pub(super) fn is_quality(word: &str) -> bool {
    word.contains('-')
        || ["ed", "ish", "ful", "less"].iter().any(|end| word.len() > 4 && word.ends_with(end))
        || matches!(
            word,
            "rookie"
                | "young"
                | "old"
                | "tall"
                | "veteran"
                | "longtime"
                | "proud"
                | "lanky"
                | "burly"
                | "stocky"
                | "wiry"
                | "elderly"
                | "wealthy"
                | "jolly"
                | "angry"
                | "weary"
        )
}

/// Nouns that any person may be beside their office.
fn is_trait(head: &str) -> bool {
    matches!(
        head,
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "resident"
            | "native"
            | "newcomer"
            | "rookie"
            | "defenceman"
            | "goalie"
            | "goaltender"
            | "veteran"
            | "pitcher"
            | "quarterback"
            | "winger"
            | "striker"
            | "midfielder"
            | "star"
            | "retiree"
            | "pensioner"
            | "widow"
            | "millionaire"
            | "billionaire"
            | "superstar"
            | "sophomore"
            | "freshman"
    )
}

/// Nouns for somebody's family.
pub(super) fn is_kin(head: &str) -> bool {
    matches!(
        head,
        "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "wife"
            | "husband"
            | "uncle"
            | "aunt"
            | "cousin"
            | "nephew"
            | "niece"
            | "grandfather"
            | "grandmother"
            | "grandson"
            | "granddaughter"
            | "widow"
            | "fiance"
            | "fiancee"
            | "boyfriend"
            | "girlfriend"
    )
}

/// Nouns for bodies of which an article has one in mind, unlike the government or the court, which are known to all.
fn is_private(head: &str) -> bool {
    matches!(
        head,
        "agency"
            | "company"
            | "firm"
            | "group"
            | "organization"
            | "organisation"
            | "association"
            | "charity"
            | "union"
            | "nonprofit"
            | "non-profit"
            | "corporation"
            | "airline"
            | "startup"
            | "retailer"
            | "automaker"
            | "carmaker"
            | "manufacturer"
            | "lender"
            | "insurer"
            | "foundation"
            | "coalition"
            | "federation"
            | "institution"
            | "think-tank"
            | "watchdog"
            | "bank"
            | "network"
            | "studio"
            | "conglomerate"
            | "supplier"
            | "franchise"
            | "society"
            | "league"
    ) && !is_document(head)
}
