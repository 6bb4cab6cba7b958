//! Asks the web again for the reader who goes on reading meanwhile.

use super::clerk::now;
use super::feeds::{self, List, News, pace};
use super::kept::library;
use super::refreshing::{How, Outcome, refresh};
use crate::app::{Message, Problem, Renewal, Ticket};
use crate::article::{Origin, SafeText};
use crate::fetch::GiveUp;

/// Asks again for the page at `origin`, or for all feeds; `tell` hears how far it is.
pub(super) fn renew(
    ticket: Ticket,
    origin: Option<Origin>,
    give_up: &GiveUp,
    mut tell: impl FnMut(Message),
) -> Message {
    let how = How { give_up: give_up.clone(), ..How::default() };
    let answer = match origin {
        Some(origin) => page(&origin, &how),
        None => all_feeds(&how, |renewal| tell(Message::Renewed(ticket, Ok(renewal)))),
    };
    Message::Renewed(ticket, answer)
}

fn page(origin: &Origin, how: &How) -> Result<Renewal, Problem> {
    let mut library = library().ok_or_else(no_library)?;
    let mut answer = Ok(Renewal::Same);
    refresh(&mut library, std::slice::from_ref(origin), how, |_, outcome| {
        if outcome.is_err() && how.give_up.is_wanted() {
            answer = Ok(Renewal::GivenUp(0));
            return;
        }
        answer = outcome.map(|outcome| match outcome {
            Outcome::Same => Renewal::Same,
            Outcome::New | Outcome::Changed => Renewal::Changed,
            Outcome::Held(worse) => Renewal::Held(SafeText::one_line(&worse.to_string())),
        });
    });
    answer
}

fn all_feeds(how: &How, mut tell: impl FnMut(Renewal)) -> Result<Renewal, Problem> {
    let mut library = library().ok_or_else(no_library)?;
    let feeds = List::read(&library)?.feeds;
    if feeds.is_empty() {
        let problem = Problem::new("there is nothing to ask for", "you follow no feeds");
        return Err(problem.hint("sayso add with the address of one follows it"));
    }
    let (feeds, _resting) = pace::due(feeds, &library.feed_states(), now());
    let (mut failed, mut new) = (0, 0);
    let sum = feeds::refresh(&mut library, &feeds, how, |news| match news {
        News::Step(step) => tell(Renewal::Step { done: step.done, of: step.of, new }),
        News::Feed(_, Ok(refreshed)) => new += refreshed.new,
        // What was broken off has not failed.
        News::Feed(_, Err(_)) => failed += usize::from(!how.give_up.is_wanted()),
    })?;
    let is_given_up = how.give_up.is_wanted();
    Ok(if is_given_up { Renewal::GivenUp(sum.new) } else { Renewal::Feeds(sum.new, failed) })
}

fn no_library() -> Problem {
    Problem::new("nothing can be asked for again", "there is no library to keep it in")
}
