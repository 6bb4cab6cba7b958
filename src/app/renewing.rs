//! The web, asked again at the reader's wish. Reading goes on meanwhile, and the page that is read stays as it is.

use super::effect::Effect;
use super::message::Renewal;
use super::model::{Model, Screen};
use super::problem::Problem;
use super::shelving;
use crate::article::Origin;

/// Asks again for the page that is read; in the library, for all feeds.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let origin = model.reader().map(|reader| reader.article.origin.clone());
    let is_from_web = matches!(origin, Some(Origin::Address(_)));
    if !is_from_web && !matches!(model.screen, Screen::Library(_)) {
        model.tell("this article is not from the web");
        return Vec::new();
    }
    match origin.as_ref().and_then(Origin::host).map(str::to_owned) {
        Some(host) => model.tell(format!("asking {host} again …")),
        None => model.tell("asking for what is new in your feeds …"),
    }
    vec![Effect::Renew(origin)]
}

/// Says what came of it; new articles are listed where the library is shown.
pub(super) fn tell(model: &mut Model, answer: Result<Renewal, Problem>) -> Vec<Effect> {
    let renewal = match answer {
        Ok(renewal) => renewal,
        Err(problem) => {
            model.warn(&problem);
            return Vec::new();
        }
    };
    match renewal {
        Renewal::Step(done, of) => model.tell(format!("asked for {done} of {of} …")),
        Renewal::Same => model.tell("this article has not changed"),
        Renewal::Changed => {
            model.tell("this article was changed: :changes shows how, and it opens so the next time");
        }
        Renewal::Held(why) => model.tell(format!("{why}; the copy that you have stays")),
        Renewal::Feeds(new, failed) => {
            let failed = match failed {
                0 => String::new(),
                1 => "; 1 feed failed, \u{201c}sayso feeds\u{201d} tells why".to_owned(),
                failed => format!("; {failed} feeds failed, \u{201c}sayso feeds\u{201d} tells why"),
            };
            model.tell(format!("{}{failed}", crate::export::counted(new, "new article")));
            if let Screen::Library(library) = &mut model.screen {
                library.expire();
                return shelving::ask(model).into_iter().collect();
            }
        }
    }
    Vec::new()
}
