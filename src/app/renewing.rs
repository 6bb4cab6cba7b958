//! The web, asked again at the reader's wish. Reading goes on meanwhile, and the page that is read stays as it is.

use super::action::Action;
use super::effect::Effect;
use super::keymap::Context;
use super::message::Renewal;
use super::model::{Model, Screen};
use super::problem::Problem;
use super::screen::reader::Ring;
use super::shelving;
use super::ticket::Ticket;
use crate::article::Origin;
use crate::export::counted;

/// What the web is being asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewing {
    ticket: Ticket,
    /// The host of the one page; `None` for all feeds.
    host: Option<String>,
    /// How many things were asked for, of how many as far as is known.
    done: usize,
    of: usize,
    /// How many new articles came.
    new: usize,
}

impl Renewing {
    /// How far it is, in words.
    pub fn told(&self) -> String {
        match &self.host {
            Some(host) => format!("asking {host} again"),
            None if self.of == 0 => "asking for what is new in your feeds".to_owned(),
            None => {
                format!("asked for {} of {}, {}", self.done, self.of, counted(self.new, "new article"))
            }
        }
    }

    /// The same in a few cells.
    pub fn told_briefly(&self) -> String {
        match &self.host {
            Some(_) => "asking again …".to_owned(),
            None => format!("feeds {}/{}, {} new", self.done, self.of, self.new),
        }
    }

    /// What is said when it was given up.
    fn given_up(&self) -> String {
        match &self.host {
            Some(_) => "given up".to_owned(),
            None => format!("given up; {} came", counted(self.new, "new article")),
        }
    }
}

/// Asks again for the page that is read; in the library, for all feeds.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let origin = model.reader().map(|reader| reader.article.origin.clone());
    let is_from_web = matches!(origin, Some(Origin::Address(_)));
    if !is_from_web && !matches!(model.screen, Screen::Library(_)) {
        model.tell("this article is not from the web");
        return Vec::new();
    }
    let ticket = if model.renewing.is_some() { None } else { Some(model.tickets.take()) };
    if let Some(ticket) = ticket {
        let host = origin.as_ref().and_then(Origin::host).map(str::to_owned);
        model.renewing = Some(Renewing { ticket, host, done: 0, of: 0, new: 0 });
    }
    // The library's status line says so for as long as it takes.
    if let Some(words) = progress(model).filter(|_| model.reader().is_some()) {
        model.tell(words);
    }
    ticket.map(|ticket| Effect::Renew(ticket, origin)).into_iter().collect()
}

/// How far it is, with the key that gives it up; `None` where nothing is asked for.
pub fn progress(model: &Model) -> Option<String> {
    let told = model.renewing.as_ref()?.told();
    let key = |action| model.keymap.key_for(Context::Library, action);
    let key = key(Action::GiveUp).or_else(|| key(Action::AllVoices)).unwrap_or_default();
    Some(format!("{told} … {key} gives up"))
}

/// Waits no longer, where the key that says so has nothing nearer to end. What came so far is kept.
pub(super) fn give_up(model: &mut Model) -> Option<Vec<Effect>> {
    let is_near = match &model.screen {
        Screen::Library(library) => library.filter.is_empty(),
        Screen::Reader(reader) => reader.search().is_none() && reader.ring == Ring::Quotations,
        Screen::Search(_) | Screen::Opening(..) | Screen::Failed(..) => false,
    };
    let given_up = model.renewing.take_if(|_| is_near)?;
    model.tell(given_up.given_up());
    Some([Effect::EndRenewing].into_iter().chain(list_anew(model)).collect())
}

/// Says what came of it; new articles are listed where the library is shown.
pub(super) fn tell(model: &mut Model, ticket: Ticket, answer: Result<Renewal, Problem>) -> Vec<Effect> {
    let Some(mut renewing) = model.renewing.take_if(|renewing| renewing.ticket == ticket) else {
        // It was given up: the last of it is only listed.
        let is_last = !matches!(answer, Ok(Renewal::Step { .. }));
        return if is_last { list_anew(model).into_iter().collect() } else { Vec::new() };
    };
    if let Ok(Renewal::Step { done, of, new }) = answer {
        (renewing.done, renewing.of, renewing.new) = (done, of, new);
        model.renewing = Some(renewing);
        return Vec::new();
    }
    match answer {
        Err(problem) => model.warn(&problem),
        Ok(Renewal::Step { .. }) => {}
        Ok(Renewal::Same) => model.tell("this article has not changed"),
        Ok(Renewal::Changed) => {
            model.tell("this article was changed: :changes shows how, and it opens so the next time");
        }
        Ok(Renewal::Held(why)) => model.tell(format!("{why}; the copy that you have stays")),
        Ok(Renewal::GivenUp(new)) => {
            let words = Renewing { new, ..renewing }.given_up();
            model.tell(words);
            return list_anew(model).into_iter().collect();
        }
        Ok(Renewal::Feeds(new, failed)) => {
            let failed = match failed {
                0 => String::new(),
                1 => "; 1 feed failed, \u{201c}sayso feeds\u{201d} tells why".to_owned(),
                failed => format!("; {failed} feeds failed, \u{201c}sayso feeds\u{201d} tells why"),
            };
            model.tell(format!("{}{failed}", counted(new, "new article")));
            return list_anew(model).into_iter().collect();
        }
    }
    Vec::new()
}

/// Lists the articles again, where they are shown.
fn list_anew(model: &mut Model) -> Option<Effect> {
    let Screen::Library(library) = &mut model.screen else { return None };
    library.expire();
    shelving::ask(model)
}
