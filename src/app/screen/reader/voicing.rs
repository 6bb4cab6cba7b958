//! Setting right who is who: two speakers that are one, one that is two, another name, a role, what a mention means.

use super::correcting::read_as;
use super::{Model, Outcome, Ring};
use crate::annotation::Correction;
use crate::app::screen::contents::Voice;
use crate::article::SafeText;
use crate::attribution::{Analysis, Attribution, Speaker};
use crate::correction::{is_alike, is_by_reader};
use crate::export::counted;
use crate::span::Span;

/// Words that can stand for anybody.
const PRONOUNS: &[&str] = &["he", "him", "she", "her", "it", "they", "them", "we", "i", "you", "who"];

impl Model {
    /// Two names are one speaker's, who is called `name` from now on.
    pub(in crate::app) fn join(&self, other: &str, name: &str) -> Outcome {
        self.setting_right(|analysis| {
            let typed = (other, name);
            let (other, name) = (called(analysis, other)?, called(analysis, name)?);
            if other == name {
                return Err(format!("that is one speaker already: {}", analysis.speakers[name].name));
            }
            let (span, other, name) =
                (target(analysis, other), &analysis.speakers[other].name, &analysis.speakers[name].name);
            let correction =
                Correction::Joined { other: SafeText::one_line(other), name: SafeText::one_line(name) };
            let read = read_as(typed.0, other) + &read_as(typed.1, name);
            Ok((span, correction, format!("{other} is {name} now{read}; U takes it back")))
        })
    }

    /// What a speaker is also called is somebody else.
    pub(in crate::app) fn part(&self, alias: &str, was: &str) -> Outcome {
        self.setting_right(|analysis| {
            let typed = was;
            let was = called(analysis, was)?;
            let found = self.aliases(analysis, was);
            let speaker = &analysis.speakers[was];
            let is_it = |words: &str| words.to_lowercase() == alias.trim().to_lowercase();
            let exact = found.iter().find(|(words, _)| is_it(words));
            let alike = || found.iter().find(|(words, _)| is_alike(words, alias, &speaker.name));
            let Some((words, count)) = exact.or_else(alike) else {
                return Err(format!("nothing that {} says is said by “{alias}”", speaker.name));
            };
            let correction = Correction::Parted {
                alias: SafeText::one_line(words),
                was: SafeText::one_line(&speaker.name),
            };
            let read = read_as(alias, words) + &read_as(typed, &speaker.name);
            let (name, count) = (&speaker.name, counted(*count, "quotation"));
            let said = format!("{words} is not {name} any more, in {count}{read}; U takes it back");
            Ok((target(analysis, was), correction, said))
        })
    }

    /// A speaker is shown by another name.
    pub(in crate::app) fn rename(&self, was: &str, name: &str) -> Outcome {
        self.setting_right(|analysis| {
            let place = called(analysis, was)?;
            let typed = was;
            let was = &analysis.speakers[place].name;
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() || name == *was {
                return Err(format!("{was} keeps the name"));
            }
            let is_other = |(index, speaker): (usize, &Speaker)| {
                index != place && speaker.name.to_lowercase() == name.to_lowercase()
            };
            if analysis.speakers.iter().enumerate().any(is_other) {
                return Err(format!("{name} speaks here too; “join {was} with {name}” makes one of the two"));
            }
            let correction =
                Correction::Renamed { name: SafeText::one_line(&name), was: SafeText::one_line(was) };
            let read = read_as(typed, was);
            let said = format!("{was} is called {name} now{read}; U takes it back");
            Ok((target(analysis, place), correction, said))
        })
    }

    /// What a speaker is; nothing takes the role away.
    pub(in crate::app) fn give_role(&self, name: &str, role: &str) -> Outcome {
        self.setting_right(|analysis| {
            let place = called(analysis, name)?;
            let typed = name;
            let Speaker { name, role: was, .. } = &analysis.speakers[place];
            let role =
                Some(role.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|role| !role.is_empty());
            if role == *was {
                let words =
                    was.as_deref().map_or("has no role".to_owned(), |was| format!("is {was} already"));
                return Err(format!("{name} {words}"));
            }
            let read = read_as(typed, name);
            let said = role.as_deref().map_or_else(
                || format!("{name} has no role any more{read}; U brings it back"),
                |role| format!("{name}, {role}{read}; U takes it back"),
            );
            let safe = |words: &Option<String>| words.as_deref().map(SafeText::one_line);
            let correction =
                Correction::Role { name: SafeText::one_line(name), role: safe(&role), was: safe(was) };
            Ok((target(analysis, place), correction, said))
        })
    }

    /// Wherever these words say who speaks, `name` is meant, who need not have spoken so far.
    pub(in crate::app) fn mean(&self, words: &str, name: &str) -> Outcome {
        self.setting_right(|analysis| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if PRONOUNS.contains(&words.to_lowercase().as_str()) {
                return Err(format!("“{words}” can be anybody; r gives one quotation its speaker"));
            }
            let mentions = self.mentions(analysis);
            let alike: Vec<&(Span, String)> =
                mentions.iter().filter(|(_, other)| other.to_lowercase() == words.to_lowercase()).collect();
            let Some((span, words)) = alike.first() else {
                return Err(format!("no quotation here is said by “{words}”"));
            };
            let known = called(analysis, name).ok().and_then(|place| analysis.speakers.get(place));
            let typed = name;
            let name = known.map_or(name, |speaker| &speaker.name);
            let read = read_as(typed, name);
            let count = counted(alike.len(), "quotation");
            let said = format!("“{words}” is {name} in {count}{read}; U takes it back");
            let correction =
                Correction::Means { words: SafeText::one_line(words), name: SafeText::one_line(name) };
            Ok((*span, correction, said))
        })
    }

    /// What the reader said of the quotation at the cursor holds for all whose speaker is named in the same words.
    pub(in crate::app) fn mean_alike(&self) -> Outcome {
        let given = || {
            let analysis = self.analysis.as_ref()?;
            let quotation = analysis.quotations.get(self.quotation_here()?)?;
            let speaker = analysis.speaker_of(quotation).filter(|_| is_by_reader(quotation))?;
            let found = self.found.as_ref()?.quotations.iter().find(|found| found.hull() == quotation.hull());
            let mention = found.and_then(|found| found.attribution.as_ref()?.mention());
            Some((mention.map(|mention| self.in_one_line(mention)), speaker.name.clone()))
        };
        match given() {
            Some((Some(words), name)) => self.mean(&words, &name),
            Some((None, name)) => {
                Outcome::Tell(format!("no words name the speaker here; write “apply the mayor is {name}”"))
            }
            None => Outcome::Tell("give the quotation here a speaker first: r".to_owned()),
        }
    }

    /// The speaker whom the cursor is about: whose quotation it is in, else who is named there.
    pub(in crate::app) fn voice_here(&self) -> Option<&Speaker> {
        let analysis = self.analysis.as_ref()?;
        let here = self.quotation_here().and_then(|here| analysis.quotations.get(here));
        let speaker = match here {
            Some(quotation) => quotation.speaker(),
            None => self.named_here(analysis),
        };
        analysis.speakers.get(speaker?)
    }

    /// Whether exactly one speaker is called so.
    pub(in crate::app) fn is_called(&self, name: &str) -> bool {
        self.analysis.as_ref().is_some_and(|analysis| called(analysis, name).is_ok())
    }

    /// What else the speaker at `place` is called where they speak, and in how many quotations; what names the same person
    /// in other words is one line.
    pub(in crate::app) fn aliases(&self, analysis: &Analysis, place: usize) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        let Some(speaker) = analysis.speakers.get(place) else {
            return found;
        };
        let theirs = speaker.quotations.iter().filter_map(|index| analysis.quotations.get(*index));
        for mention in theirs.filter_map(|said| said.attribution.as_ref()?.mention()) {
            let words = &self.in_one_line(mention);
            let is_own = words.contains(&speaker.name) || PRONOUNS.contains(&words.to_lowercase().as_str());
            match found.iter_mut().find(|(other, _)| is_alike(words, other, &speaker.name)) {
                Some((_, count)) => *count += 1,
                None if is_own => {}
                None => found.push((words.to_owned(), 1)),
            }
        }
        found
    }

    /// Everybody who speaks, what nobody is known to have said, and who is only named, in no order yet.
    pub(in crate::app) fn listed_voices(&self) -> &[Voice] {
        &self.voices
    }

    /// The words that name who speaks, as far as they are no pronouns, each where it stands.
    pub(in crate::app) fn mentions(&self, analysis: &Analysis) -> Vec<(Span, String)> {
        let told = analysis.quotations.iter().filter_map(|said| said.attribution.as_ref());
        let mention = |told: &Attribution| Some((told.mention()?, self.in_one_line(told.mention()?)));
        let mentions = told.filter_map(mention);
        mentions.filter(|(_, words)| !PRONOUNS.contains(&words.to_lowercase().as_str())).collect()
    }

    /// Walks a voice from `place` on; `None` is what no named speaker said.
    pub(in crate::app) fn walk_from(&mut self, speaker: Option<usize>, place: usize) -> Outcome {
        self.turn_to(speaker.map_or(Ring::Nameless, Ring::Voice));
        self.end_search();
        let places = self.ring.places(self.analysis.as_deref().unwrap_or(&Analysis::default()));
        let next = places.iter().find(|span| span.end > place).or_else(|| places.iter().next_back());
        if let Some(next) = next {
            self.jump(next.start);
        }
        Outcome::Stay
    }

    /// The change that `make` asks for, or why there is none.
    fn setting_right(
        &self,
        make: impl FnOnce(&Analysis) -> Result<(Span, Correction, String), String>,
    ) -> Outcome {
        let asked = self.may_keep().and_then(|()| {
            let analysis = self.analysis.as_ref();
            make(analysis.ok_or_else(|| "still listening for voices; try again in a moment".to_owned())?)
        });
        match asked {
            Ok((span, correction, said)) => Outcome::Change(self.correction(span, correction), said),
            Err(refusal) => Outcome::Tell(refusal),
        }
    }

    fn in_one_line(&self, span: Span) -> String {
        span.of(self.article.text()).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The speaker of this name, in full or in part where no other has it too.
fn called(analysis: &Analysis, name: &str) -> Result<usize, String> {
    let wanted = name.trim().to_lowercase();
    let is_name = |speaker: &Speaker| speaker.name.to_lowercase() == wanted;
    let is_alias = |speaker: &Speaker| speaker.aliases.iter().any(|alias| alias.to_lowercase() == wanted);
    let speakers = || analysis.speakers.iter();
    if let Some(place) = speakers().position(is_name).or_else(|| speakers().position(is_alias)) {
        return Ok(place);
    }
    let has_word =
        |speaker: &&Speaker| speaker.name.to_lowercase().split_whitespace().any(|word| word == wanted);
    let mut having = speakers().enumerate().filter(|(_, speaker)| has_word(speaker));
    match (having.next(), having.next()) {
        (Some((place, _)), None) => Ok(place),
        (Some((_, one)), Some((_, other))) => Err(format!("“{name}” can be {} or {}", one.name, other.name)),
        _ => Err(format!("nobody who speaks here is called “{}”", name.trim())),
    }
}

/// The words that a correction about a speaker is kept with: those that name them first, else their first quotation.
fn target(analysis: &Analysis, speaker: usize) -> Span {
    let quotations = analysis.speakers.get(speaker).map_or(&[][..], |speaker| &speaker.quotations);
    let theirs = || quotations.iter().filter_map(|index| analysis.quotations.get(*index));
    let mention = theirs().find_map(|said| said.attribution.as_ref()?.mention());
    mention.or_else(|| theirs().next().map(crate::attribution::Quotation::hull)).unwrap_or_default()
}
